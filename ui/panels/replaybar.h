// SPDX-License-Identifier: MIT
#pragma once

#include "ui/views/textlabel.h"

class QPushButton;

namespace headgate {

class ReplayPlayer;
class ReplayTrack;
class TranscriptView;

/**
 * Above the transcript while a session is played back: that it is the past and which moment, and
 * what moves it. UI thread. Keys on its timeline: Space plays and pauses, Left and Right go 5 s,
 * with Shift one event and with Ctrl to the request before or behind, Home and End to the ends, 1,
 * 2 and 4 are the speed, Escape closes (AP-45). In the transcript those that it has no use for.
 */
class ReplayBar : public Ground
{
    Q_OBJECT

public:
    /** The player outlives the bar. */
    explicit ReplayBar(ReplayPlayer* player, QWidget* parent = nullptr);

    /** It outlives the bar, or goes with it. */
    void watch(TranscriptView* view);
    void open(const QString& title);

signals:
    void closeWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    bool take(const QKeyEvent& key);
    bool isForView(const QKeyEvent& key) const;
    void build();
    void refresh();
    QString momentWords() const;
    QString noteWords() const;
    QPushButton* makeButton(const QString& text, const QString& name);

    ReplayPlayer* m_player;
    TextLabel* m_title;
    TextLabel* m_when;
    TextLabel* m_note;
    TextLabel* m_clock;
    ReplayTrack* m_track;
    TranscriptView* m_view = nullptr;
    QPushButton* m_play;
    QPushButton* m_speed;
    QPushButton* m_skip;
    QPushButton* m_close;
};

} // namespace headgate
