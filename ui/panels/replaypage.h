// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "core/domain/command.h"
#include "core/domain/session.h"

#include <QPointer>
#include <QWidget>

#include <functional>

namespace headgate {

class FindBar;
class ReplayBar;
class ReplayPlayer;
class TranscriptView;

/**
 * A session's past, in place of its page: the bar, and a transcript of its own, so that the one of
 * the present stays where it stands. UI thread. Nothing of it can be answered or written to.
 */
class ReplayPage : public QWidget
{
    Q_OBJECT

public:
    ReplayPage(std::function<void(Command)> submit, std::function<Timestamp()> now,
        QWidget* parent = nullptr);

    void begin(const Session& session);
    void end();
    void apply(const Change& change);

    ReplayPlayer* player() const { return m_player; }
    TranscriptView* transcript() const { return m_transcript; }
    FindBar* findBar() const { return m_findBar; }
    /** To be called once it can be seen. */
    void takeFocus();
    /** What had the focus before it began has it again, if it can be seen. */
    void giveFocusBack();

signals:
    void closeWanted();
    /** Another moment is shown. */
    void shown();
    /** There is nothing to play back, and why. */
    void refused(const QString& why);

private:
    ReplayPlayer* m_player;
    ReplayBar* m_bar;
    TranscriptView* m_transcript;
    FindBar* m_findBar;
    QPointer<QWidget> m_before; ///< what had the focus
};

} // namespace headgate
