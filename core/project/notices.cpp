// SPDX-License-Identifier: MIT
#include "core/project/notices.h"

#include "core/project/batchrules.h"
#include "core/project/paneasks.h"
#include "core/project/riskhints.h"
#include "core/project/visibletext.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** Of a line that notifications of all desktops show without cutting it. */
constexpr qsizetype longestWhole = 120;
constexpr qsizetype longestName = 24;

bool isRunning(const Session& session)
{
    return session.status == SessionStatus::Running || session.status == SessionStatus::Retrying;
}

bool isLost(SyncState state)
{
    return state == SyncState::Waiting || state == SyncState::Denied || state == SyncState::Gone;
}

} // namespace

QString noticeKindName(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::Blocked:
        return u"blocked"_s;
    case NoticeKind::Failed:
        return u"failed"_s;
    case NoticeKind::TurnEnded:
        return u"turn-ended"_s;
    case NoticeKind::Disconnected:
        break;
    }
    return u"disconnected"_s;
}

std::chrono::minutes quietLeft(const NoticeWishes& wishes, std::chrono::minutes ofDay)
{
    constexpr std::chrono::minutes day = 24h;
    if (!wishes.quietHours || wishes.quietFrom == wishes.quietTo)
        return 0min;
    const auto length = (wishes.quietTo - wishes.quietFrom + day) % day;
    const auto gone = (ofDay - wishes.quietFrom + day) % day;
    return gone < length ? length - gone : 0min;
}

bool isInView(const NoticeTag& tag, const Attention& attention)
{
    if (!attention.active)
        return false;
    switch (tag.kind) {
    case NoticeKind::Blocked:
        return attention.listed || attention.session == tag.sessionKey()
            || attention.request == tag.checkpointKey();
    case NoticeKind::Failed:
    case NoticeKind::TurnEnded:
        return attention.session == tag.sessionKey();
    case NoticeKind::Disconnected:
        break;
    }
    return true; // the side and the foot of the window say it
}

bool mayDecideByNotice(const Checkpoint& c)
{
    if (c.kind != CheckpointKind::Permission || !c.waits() || !c.answerable || isPane(c.key.source))
        return false;
    const QString line = c.text.trimmed();
    const bool whole = !line.isEmpty() && line.size() <= longestWhole && line == line.simplified()
        && c.permission.size() <= longestName && makeVisible(line).hidden.empty();
    // A file's content, and patterns that say more than the text, do not stand in a line.
    return whole && !c.isDiff && c.file.isEmpty()
        && std::ranges::all_of(c.patterns, [&line](const QString& p) { return line.contains(p); })
        && riskHints(c).empty();
}

void NoticeBook::apply(const Change& change, Timestamp now)
{
    if (const auto* request = std::get_if<CheckpointChanged>(&change)) {
        put(request->checkpoint, now);
    } else if (const auto* session = std::get_if<SessionChanged>(&change)) {
        put(session->session, now);
    } else if (const auto* source = std::get_if<SourceChanged>(&change)) {
        put(source->status, now);
    } else if (const auto* gone = std::get_if<SessionRemoved>(&change)) {
        m_sessions.remove(gone->key);
        m_requests.removeIf([gone](const auto& it) {
            return it.key().source == gone->key.source && it.key().session == gone->key.session;
        });
        dropWhere([gone](const NoticeTag& tag) { return tag.sessionKey() == gone->key; });
    } else if (const auto* removed = std::get_if<SourceRemoved>(&change)) {
        const SourceId& id = removed->source;
        m_sources.remove(id);
        m_wereLive.remove(id);
        m_sessions.removeIf([&id](const auto& it) { return it.key().source == id; });
        m_requests.removeIf([&id](const auto& it) { return it.key().source == id; });
        dropWhere([&id](const NoticeTag& tag) { return tag.source == id; });
    }
}

void NoticeBook::put(const Checkpoint& checkpoint, Timestamp now)
{
    const CheckpointKey& key = checkpoint.key;
    const NoticeTag tag{NoticeKind::Blocked, key.source, key.session, key.request};
    const auto known = m_requests.constFind(key);
    if (!checkpoint.waits() && checkpoint.state != CheckpointState::Checking) {
        m_requests.remove(key);
        drop(tag);
        return;
    }
    // An answer that did not get through, and other words under the same id, are news.
    const bool isNews = !m_due.contains(tag) || known == m_requests.cend()
        || !sameContent(*known, checkpoint)
        || (checkpoint.state == CheckpointState::Failed && known->state != checkpoint.state);
    m_requests.insert(key, checkpoint);
    if (checkpoint.waits() && isNews)
        m_due.insert(tag, {now + requestGrace});
}

void NoticeBook::put(const Session& session, Timestamp now)
{
    const SessionKey key = session.key();
    const NoticeTag ended{NoticeKind::TurnEnded, key.source, key.session};
    const NoticeTag failed{NoticeKind::Failed, key.source, key.session};
    Known& known = m_sessions[key];
    known.session = session;
    if (isRunning(session)) {
        known.ran = known.ran || isLive(key.source);
        drop(ended);
        drop(failed);
        return;
    }
    if (session.status == SessionStatus::Unknown)
        return;
    // Within the grace, the reason of an end may come after the end.
    const auto isUntold = [this](const NoticeTag& tag) {
        const auto it = m_due.constFind(tag);
        return it != m_due.cend() && !it->told;
    };
    if (!known.ran && !isUntold(ended) && !isUntold(failed))
        return;
    known.ran = false;
    const bool well = session.status == SessionStatus::Idle;
    drop(well ? failed : ended);
    if (!m_due.contains(well ? ended : failed))
        m_due.insert(well ? ended : failed, {now + turnGrace});
}

void NoticeBook::put(const SourceStatus& status, Timestamp now)
{
    m_sources.insert(status.id, status);
    const NoticeTag tag{NoticeKind::Disconnected, status.id};
    if (status.state == SyncState::Live)
        m_wereLive.insert(status.id);
    if (!isLost(status.state)) {
        // Each try to come back passes through CatchUp: that is no end of the trouble.
        if (status.state != SyncState::CatchUp)
            drop(tag);
    } else if (m_wereLive.contains(status.id) && !m_due.contains(tag)) {
        m_due.insert(tag, {now + offlineGrace});
    }
}

void NoticeBook::dropWhere(const std::function<bool(const NoticeTag&)>& gone)
{
    m_due.removeIf([&gone](const auto& it) { return gone(it.key()); });
}

bool NoticeBook::isTellable(const NoticeTag& tag) const
{
    switch (tag.kind) {
    case NoticeKind::Blocked: {
        const Checkpoint* c = request(tag.checkpointKey());
        return c && c->waits() && isLive(tag.source);
    }
    case NoticeKind::Failed:
    case NoticeKind::TurnEnded: {
        // A subagent's end is its parent's business.
        const Session* known = session(tag.sessionKey());
        return known && known->parent.isEmpty() && !known->placeholder && isLive(tag.source);
    }
    case NoticeKind::Disconnected:
        break;
    }
    return true;
}

NoticeBook::Step NoticeBook::step(
    const Moment& moment, const NoticeWishes& wishes, const Attention& attention)
{
    Step step;
    for (const NoticeTag& tag : std::as_const(m_out)) {
        if (!m_due.contains(tag) || !wishes.of(tag.kind).on || wishes.muted.contains(tag.source)
            || isInView(tag, attention))
            step.withdraw.push_back(tag);
    }
    for (const NoticeTag& tag : step.withdraw)
        m_out.remove(tag);
    const auto left = quietLeft(wishes, moment.ofDay);
    const bool quiet = left > 0min || moment.quietUntil > moment.now;
    const Timestamp quietEnd = std::max(moment.now + left, moment.quietUntil);
    std::vector<std::pair<Timestamp, NoticeTag>> due;
    for (auto it = m_due.begin(); it != m_due.end(); ++it) {
        const NoticeTag& tag = it.key();
        if (it->told)
            continue;
        const bool wanted = wishes.of(tag.kind).on && !wishes.muted.contains(tag.source);
        // Who waits still waits later; the other news is old by then.
        if (isInView(tag, attention) || (tag.kind != NoticeKind::Blocked && (!wanted || quiet))) {
            it->told = true;
            continue;
        }
        if (!wanted || !isTellable(tag))
            continue;
        const Timestamp at = quiet ? std::max(it->due, quietEnd) : it->due;
        if (at > moment.now) {
            step.next = step.next ? std::min(*step.next, at) : at;
            continue;
        }
        it->told = true;
        due.emplace_back(it->due, tag);
    }
    std::ranges::sort(due, [](const auto& a, const auto& b) {
        return std::tie(a.first, a.second.source, a.second.session, a.second.request)
            < std::tie(b.first, b.second.source, b.second.session, b.second.request);
    });
    for (const auto& [at, tag] : due) {
        m_out.insert(tag);
        step.show.push_back(tag);
    }
    return step;
}

void NoticeBook::tellAgain(const NoticeTag& tag, Timestamp at)
{
    m_out.remove(tag);
    if (const auto it = m_due.find(tag); it != m_due.end())
        *it = {at};
}

void NoticeBook::forgetShown(Timestamp now)
{
    for (const NoticeTag& tag : std::as_const(m_out)) {
        if (const auto it = m_due.find(tag); it != m_due.end())
            *it = {now};
    }
    m_out.clear();
}

const Checkpoint* NoticeBook::request(const CheckpointKey& key) const
{
    const auto it = m_requests.constFind(key);
    return it == m_requests.cend() ? nullptr : &*it;
}

const Session* NoticeBook::session(const SessionKey& key) const
{
    const auto it = m_sessions.constFind(key);
    return it == m_sessions.cend() ? nullptr : &it->session;
}

const SourceStatus* NoticeBook::source(const SourceId& id) const
{
    const auto it = m_sources.constFind(id);
    return it == m_sources.cend() ? nullptr : &*it;
}

bool NoticeBook::isLive(const SourceId& id) const
{
    const SourceStatus* status = source(id);
    return status && status->state == SyncState::Live;
}

} // namespace headgate
