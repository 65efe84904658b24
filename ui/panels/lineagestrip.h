// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/session.h"
#include "ui/models/sessiontreemodel.h"
#include "ui/views/textlabel.h"

#include <QSet>

class QVBoxLayout;

namespace headgate {

class LineageStripRow;

/**
 * Who waits for whom around the session in the middle: those that wait for a person, all above
 * them, and others while there is room. A row brings its session to the middle. UI thread.
 */
class LineageStrip : public Ground
{
    Q_OBJECT

public:
    struct Row
    {
        SessionKey key;
        QString title;
        QString cost; ///< of its own; empty: none
        RowShape shape = RowShape::None;
        int depth = 0;
        bool waits = false; ///< for a person

        friend bool operator==(const Row&, const Row&) = default;
    };
    struct Family
    {
        std::vector<Row> rows; ///< each behind the one above it
        int left = 0; ///< that found no room

        friend bool operator==(const Family&, const Family&) = default;
    };
    static constexpr int mostRows = 6;

    explicit LineageStrip(QWidget* parent = nullptr);

    /** Nothing while none of `waiting`, those that wait for a person, is around that session, or it
     * is alone. */
    static Family familyOf(
        const SessionTreeModel& sessions, const SessionKey& key, const QSet<SessionKey>& waiting);
    /** Hidden while there are no rows. */
    void show(Family family);

signals:
    void sessionWanted(const headgate::SessionKey& key);

private:
    TextLabel* m_title;
    QVBoxLayout* m_column;
    TextLabel* m_left;
    std::vector<LineageStripRow*> m_rows;
    Family m_family;
};

} // namespace headgate
