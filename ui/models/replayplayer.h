// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "core/domain/command.h"
#include "core/domain/past.h"
#include "core/project/replaychanges.h"
#include "core/project/replayclock.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace headgate {

/**
 * Plays a session back: the clock, and the moments that the history is asked for. UI thread. One
 * question is under way at a time, so that dragging along the timeline costs what is seen of it.
 */
class ReplayPlayer : public QObject
{
    Q_OBJECT

public:
    ReplayPlayer(std::function<void(Command)> submit, std::function<Timestamp()> now,
        QObject* parent = nullptr);

    /** From its begin; shown() and moved() follow once the history has answered. */
    void begin(const SessionKey& key);
    void end();
    bool isOn() const { return !m_key.isEmpty(); }
    /** The moments are not known yet. */
    bool isReading() const { return isOn() && !m_timeline; }
    /** What is shown is of another moment than the one stood at, for longer than one notices. */
    bool isLate() const { return m_late; }
    const SessionKey& key() const { return m_key; }
    const ReplayClock& clock() const { return m_clock; }
    const std::shared_ptr<const ReplayTimeline>& timeline() const { return m_timeline; }
    /** What is shown; null: nothing yet. */
    const ReplayScene* scene() const { return m_scene.get(); }
    /** The moment stood at; null: none. */
    const ReplayMoment* moment() const;

    void togglePlay();
    void setSpeed(int speed);
    void setSkipping(bool on);
    void seek(Timestamp to);
    void seekBy(std::chrono::milliseconds by);
    void step(qsizetype events);
    void toBegin();
    void toEnd();
    /** To the next request to a person, or the one before. */
    void toRequest(bool forward);
    /** More of the messages before those shown. */
    void showOlder();

    void apply(const Change& change);
    /** While playing, many times a second. */
    void tick();

signals:
    /** The position, the speed, or whether it plays. */
    void moved();
    /** What a view of the session is to be told. */
    void shown(const headgate::ChangeBatch& changes);
    /** The history has nothing of it, or cannot be read. */
    void nothingHeld(const headgate::Issue& issue);

private:
    void take(const ReplayFound& found, const Issue& issue);
    void follow();
    void ask(bool anew);
    void setLate(bool late);

    std::function<void(Command)> m_submit;
    std::function<Timestamp()> m_now;
    SessionKey m_key;
    ReplayClock m_clock;
    std::shared_ptr<const ReplayTimeline> m_timeline;
    std::shared_ptr<const ReplayScene> m_scene;
    quint64 m_number = 0;
    qsizetype m_asked = -1;
    int m_messages = 0;
    bool m_asking = false;
    bool m_more = false; ///< what is shown is to be read again
    bool m_late = false;
    QTimer m_timer;
    QTimer m_patience; ///< after which a question is late
};

} // namespace headgate
