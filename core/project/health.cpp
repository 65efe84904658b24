// SPDX-License-Identifier: MIT
#include "core/project/health.h"

#include <algorithm>

namespace headgate {

using namespace std::chrono_literals;

namespace {

/** Repairs that follow each other so soon are one. */
constexpr auto sameRepair = 60s;

bool isUp(SyncState state)
{
    return state == SyncState::Live;
}

Timestamp minuteOf(Timestamp at)
{
    return std::chrono::floor<std::chrono::minutes>(at);
}

struct Step
{
    HealthState& state;
    const SourceStatus& now;
    const SourceStatus& before;
    Timestamp at;
    HealthNews& news;

    void tell(HealthEvent::Kind kind, qint64 count = 0, const Issue& issue = {})
    {
        HealthEvent event{at, kind, count, 0ms, issue};
        event.issue.source = now.id;
        if (issue.code == Issue::Code::None)
            event.issue = {};
        auto& all = state.health.happened;
        const bool adds = kind == HealthEvent::Kind::Repaired || kind == HealthEvent::Kind::Gap
            || kind == HealthEvent::Kind::BadFrames;
        if (adds && !all.empty() && all.back().kind == kind && at - all.back().at < sameRepair) {
            event.count += all.back().count;
            event.at = all.back().at;
            all.back() = event;
            news.replacesLast = news.replacesLast || news.happened.empty();
            if (!news.happened.empty())
                news.happened.pop_back();
        } else {
            all.push_back(event);
            if (all.size() > healthEventsKept)
                all.erase(all.begin());
        }
        news.happened.push_back(event);
    }

    void lost()
    {
        if (!isKnown(state.lostAt)) {
            state.lostAt = at;
            state.tries = 0;
            tell(HealthEvent::Kind::Lost, 0, now.issue);
        }
        state.tries = std::max<qint64>(state.tries, now.attempt);
    }

    void connected()
    {
        tell(HealthEvent::Kind::Connected, state.tries);
        if (isKnown(state.lostAt)) {
            news.happened.back().took = at - state.lostAt;
            state.health.happened.back().took = at - state.lostAt;
        }
        state.lostAt = {};
        state.tries = 0;
    }

    void phase()
    {
        if (before.state == SyncState::Paused && now.state != SyncState::Paused)
            tell(HealthEvent::Kind::Resumed);
        switch (now.state) {
        case SyncState::Idle:
        case SyncState::CatchUp:
            break;
        case SyncState::Live:
            connected();
            break;
        case SyncState::Waiting:
            lost();
            break;
        case SyncState::Paused:
            tell(HealthEvent::Kind::Paused);
            state.lostAt = {};
            break;
        case SyncState::Denied:
            tell(HealthEvent::Kind::Denied, 0, now.issue);
            break;
        case SyncState::Gone:
            tell(HealthEvent::Kind::Gone, 0, now.issue);
            break;
        case SyncState::Closed:
            tell(HealthEvent::Kind::Closed, 0, now.issue);
            break;
        }
    }
};

qint64 grown(qint64 now, qint64 before)
{
    return now >= before ? now - before : now;
}

} // namespace

HealthNews reduce(HealthState& state, const SourceStatus& status, Timestamp now)
{
    HealthNews news;
    // What was counted before anybody looked is not of this minute.
    SourceStatus first = status;
    first.state = SyncState::Idle;
    first.bytes = 0;
    const SourceStatus before = state.last.value_or(first);
    state.health.source = status.id;
    Step step{state, status, before, now, news};
    if (status.state != before.state)
        step.phase();
    else if (status.state == SyncState::Waiting)
        step.lost();
    if (status.gaps > before.gaps)
        step.tell(HealthEvent::Kind::Gap, status.gaps - before.gaps);
    if (status.repaired > before.repaired)
        step.tell(HealthEvent::Kind::Repaired, status.repaired - before.repaired);
    if (status.badFrames > before.badFrames)
        step.tell(HealthEvent::Kind::BadFrames, status.badFrames - before.badFrames);
    const HealthMinute more{minuteOf(now), grown(status.bytes, before.bytes),
        grown(status.events, before.events),
        status.events == before.events ? milliseconds(-1) : status.lag,
        isUp(status.state) ? grown(status.reconnects, before.reconnects) : 0};
    // Reconnects are counted when it is live again, whichever state told of them first.
    state.last = status;
    if (!isUp(status.state))
        state.last->reconnects = std::min(before.reconnects, status.reconnects);
    if (more.bytes == 0 && more.events == 0 && more.reconnects == 0)
        return news;
    auto& minutes = state.health.minutes;
    if (minutes.empty() || minutes.back().begin < more.begin) {
        std::erase_if(minutes,
            [&](const HealthMinute& m) { return m.begin + healthMinutesFor <= more.begin; });
        minutes.push_back(more);
    } else {
        HealthMinute& last = minutes.back(); // also where the clock was set back
        last.bytes += more.bytes;
        last.events += more.events;
        last.lag = std::max(last.lag, more.lag);
        last.reconnects += more.reconnects;
    }
    news.minute = minutes.back();
    return news;
}

void HealthUnkept::add(HealthNews news)
{
    if (news.minute && open.minute && open.minute->begin != news.minute->begin)
        closed.push_back(std::exchange(open, {}));
    if (news.replacesLast && !open.happened.empty()) {
        open.happened.pop_back();
        news.replacesLast = false;
    }
    open.replacesLast = open.replacesLast || news.replacesLast;
    open.happened.insert(open.happened.end(), news.happened.begin(), news.happened.end());
    if (news.minute)
        open.minute = news.minute;
}

std::vector<HealthNews> HealthUnkept::take()
{
    std::vector<HealthNews> all = std::exchange(closed, {});
    if (!open.empty())
        all.push_back(std::exchange(open, {}));
    return all;
}

std::vector<HealthMinute> healthParts(
    const std::vector<HealthMinute>& minutes, Timestamp now, std::chrono::minutes span, int count)
{
    const auto part = span / count;
    const auto end = minuteOf(now) + 1min;
    const auto begin = end - span;
    std::vector<HealthMinute> parts(static_cast<size_t>(count));
    for (int i = 0; i < count; ++i)
        parts[static_cast<size_t>(i)].begin = begin + i * part;
    for (const HealthMinute& minute : minutes) {
        if (minute.begin < begin || minute.begin >= end)
            continue;
        HealthMinute& to = parts[static_cast<size_t>((minute.begin - begin) / part)];
        to.bytes += minute.bytes;
        to.events += minute.events;
        to.lag = std::max(to.lag, minute.lag);
        to.reconnects += minute.reconnects;
    }
    return parts;
}

} // namespace headgate
