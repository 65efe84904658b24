// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/replay.h"
#include "core/domain/session.h"
#include "ui/views/textlabel.h"

class QTextBrowser;

namespace headgate {

/**
 * In place of the inspector while a session is played back: who waited for a person at that
 * moment, which sessions around it had begun, what was planned, and the end of the terminal. It
 * only says; nothing of it can be answered. UI thread.
 */
class ReplayNow : public Ground
{
    Q_OBJECT

public:
    explicit ReplayNow(QWidget* parent = nullptr);

    /** A session above or below the one that is played back, or that itself. */
    struct Relative
    {
        Session session;
        int depth = 0; ///< below the topmost
        bool self = false;
    };
    struct Family
    {
        std::vector<Relative> relatives; ///< each behind the one above it
        QString unknown; ///< why it cannot be told; empty: `relatives` are all
    };
    /** Null: nothing is known yet. Those that began later are left out. */
    void show(const ReplayScene* scene, const Family& family, Timestamp at);
    QString text() const;

private:
    QTextBrowser* m_text;
    QString m_html;
};

} // namespace headgate
