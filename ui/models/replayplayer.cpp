// SPDX-License-Identifier: MIT
#include "ui/models/replayplayer.h"

#include <utility>

namespace headgate {

using namespace std::chrono_literals;

namespace {

constexpr int messagesShown = 100;
constexpr auto frame = 50ms;
constexpr auto patience = 250ms;

} // namespace

ReplayPlayer::ReplayPlayer(
    std::function<void(Command)> submit, std::function<Timestamp()> now, QObject* parent)
    : QObject(parent)
    , m_submit(std::move(submit))
    , m_now(std::move(now))
{
    m_timer.setInterval(frame);
    connect(&m_timer, &QTimer::timeout, this, &ReplayPlayer::tick);
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, [this] { setLate(true); });
}

void ReplayPlayer::begin(const SessionKey& key)
{
    end();
    m_key = key;
    m_messages = messagesShown;
    ask(true);
}

void ReplayPlayer::end()
{
    m_timer.stop();
    m_patience.stop();
    if (!isOn())
        return;
    m_submit(LookUp{m_key.source, pastLookup(ReplayWish{})});
    m_key = {};
    m_clock = ReplayClock();
    m_timeline.reset();
    m_scene.reset();
    m_asking = m_more = m_late = false;
    emit moved();
}

const ReplayMoment* ReplayPlayer::moment() const
{
    const qsizetype index = m_clock.index();
    return m_timeline && index >= 0 ? &m_timeline->moments[size_t(index)] : nullptr;
}

void ReplayPlayer::togglePlay()
{
    if (m_clock.isPlaying())
        m_clock.pause(m_now());
    else
        m_clock.play(m_now());
    follow();
}

void ReplayPlayer::setSpeed(int speed)
{
    m_clock.setSpeed(speed, m_now());
    follow();
}

void ReplayPlayer::setSkipping(bool on)
{
    m_clock.setSkipping(on);
    follow();
}

void ReplayPlayer::seek(Timestamp to)
{
    m_clock.seek(to);
    follow();
}

void ReplayPlayer::seekBy(std::chrono::milliseconds by)
{
    m_clock.seekBy(by);
    follow();
}

void ReplayPlayer::step(qsizetype events)
{
    m_clock.step(events, m_now());
    follow();
}

void ReplayPlayer::toBegin()
{
    m_clock.toBegin();
    follow();
}

void ReplayPlayer::toEnd()
{
    m_clock.toEnd();
    follow();
}

void ReplayPlayer::toRequest(bool forward)
{
    m_clock.toNext(ReplayKind::Asked, forward, m_now());
    follow();
}

void ReplayPlayer::showOlder()
{
    m_messages += messagesShown;
    m_more = true;
    follow();
}

void ReplayPlayer::tick()
{
    m_clock.tick(m_now());
    follow();
}

/** The timer runs while it plays, and what is shown is what the clock stands at. */
void ReplayPlayer::follow()
{
    if (!isOn())
        return;
    if (m_clock.isPlaying() && !m_timer.isActive())
        m_timer.start();
    else if (!m_clock.isPlaying())
        m_timer.stop();
    if (!m_asking && m_timeline && (m_more || m_clock.index() != m_asked))
        ask(false);
    emit moved();
}

void ReplayPlayer::ask(bool anew)
{
    m_asking = true;
    m_more = false;
    m_asked = anew ? 0 : m_clock.index();
    m_patience.start();
    const ReplayWish wish{m_key.session, anew, m_asked, m_messages, ++m_number};
    m_submit(LookUp{m_key.source, pastLookup(wish)});
}

void ReplayPlayer::setLate(bool late)
{
    if (m_late == late)
        return;
    m_late = late;
    emit moved();
}

void ReplayPlayer::apply(const Change& change)
{
    const auto* told = std::get_if<LookedUp>(&change);
    if (!told || !isOn() || !(told->source == m_key.source))
        return;
    const auto* found = pastFound<ReplayFound>(*told->finding);
    if (found && found->number == m_number)
        take(*found, told->finding->issue);
}

void ReplayPlayer::take(const ReplayFound& found, const Issue& issue)
{
    m_asking = false;
    m_patience.stop();
    setLate(false);
    if (found.timeline) {
        m_timeline = found.timeline;
        m_clock = ReplayClock(m_timeline);
    }
    if (!found.scene) {
        emit nothingHeld(issue);
        return;
    }
    const UnkeptWords words = [](const Part& part) {
        return part.kind == PartKind::Tool
            ? tr("What it printed up to this moment was not kept.")
            : tr("Being written at this moment. The words in between were not kept.");
    };
    const auto before = std::exchange(m_scene, found.scene);
    emit shown(replayChanges(before.get(), *m_scene, words));
    follow();
}

} // namespace headgate
