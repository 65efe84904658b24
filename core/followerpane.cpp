// SPDX-License-Identifier: MIT
#include "core/decode/opencode.h"
#include "core/domain/lookup.h"
#include "core/follower.h"
#include "core/project/panelifecycle.h"
#include "core/store/roomreader.h"

#include <QJsonDocument>

#include <chrono>

namespace headgate {

using namespace Qt::StringLiterals;

/** Fills in what an event of numbered sessions leaves to who kept the ones before it, and moves
 * the place its session was read up to. */
void Follower::completePane(Event& event)
{
    const SessionKey key{m_id, event.session};
    if (event.seq && *event.seq > m_cursors.value(event.session, -1)) {
        m_cursors.insert(event.session, *event.seq);
        m_history.setCursor(key, *event.seq);
        m_status.lastSeq = std::max(m_status.lastSeq, *event.seq);
    }
    if (event.origin == Origin::Local && event.type == "headgate.mark"_L1) {
        ++m_status.gaps;
        m_status.repaired += event.body["mark"_L1]["count"_L1].toInt();
    }
    const auto put = [&](QLatin1StringView name, QJsonObject object) {
        Event whole = opencode::makeEvent(m_id, {}, event.type,
            {{u"sessionID"_s, event.session.value()}, {QString(name), object}}, event.time);
        whole.origin = event.origin;
        whole.id = event.id;
        event = std::move(whole);
    };
    if (event.type == "message.updated"_L1) {
        // It ended, or its agent took it up again: it stands where it began.
        const QByteArray raw = m_history.rawOf(key, event.entity.key);
        QJsonObject info = event.body["info"_L1].toObject();
        if (raw.isEmpty())
            return;
        QJsonObject time = info["time"_L1].toObject();
        time.insert("created"_L1, opencode::bodyOf(raw)["info"_L1]["time"_L1]["created"_L1]);
        info.insert("time"_L1, time);
        put("info"_L1, info);
    } else if (event.type == "message.part.updated"_L1) {
        QJsonObject part = event.body["part"_L1].toObject();
        if (part["type"_L1].toString() != "text"_L1 || part.contains("text"_L1))
            return;
        const auto live = m_live.parts.constFind(PartId(part["id"_L1].toString()));
        const QByteArray raw = m_history.rawOf(key, event.entity.key);
        const QJsonObject known =
            raw.isEmpty() ? QJsonObject() : opencode::bodyOf(raw)["part"_L1].toObject();
        part.insert(
            "text"_L1, live != m_live.parts.cend() ? live->text : known["text"_L1].toString());
        QJsonObject time = part["time"_L1].toObject();
        if (known["time"_L1]["start"_L1].isDouble())
            time.insert("start"_L1, known["time"_L1]["start"_L1]);
        part.insert("time"_L1, time);
        put("part"_L1, part);
    }
}

namespace {

constexpr int mostOfRoom = 10'000;
constexpr auto eventsKept = std::chrono::days(30);
constexpr auto tidyEvery = std::chrono::days(1);

/** An event that tells how an agent is or what it writes. */
bool isOfAgent(const QString& type)
{
    return type == "state:update"_L1 || type == "chunk"_L1 || type == "tool:start"_L1
        || type == "tool:result"_L1 || type == "agent:turn"_L1 || type == "agent:completed"_L1
        || type == "agent:error"_L1 || type == "container-agent:token"_L1;
}

LookedUp toldOf(const SourceId& source, PaneNews&& news)
{
    return {source, std::make_shared<const Finding>(Finding{std::move(news), {}})};
}

} // namespace

/** What a window shows beside the transcript: of a session that is open all of it, of others how
 * their agents are. */
void Follower::notePane(const Event& event)
{
    const bool room = m_open.contains(event.session) && roomreader::isOfRoom(event.type);
    const bool agent = m_feed == Engine::EventFeed::Newest && isOfAgent(event.type);
    if (!room && !agent)
        return;
    PaneNews& news = m_news[event.session];
    news.session = event.session;
    const bool live = m_status.state == SyncState::Live;
    news.events.push_back({event.type, event.body, live ? m_now : event.time});
}

/** Events are kept as long as their servers keep them (systems.md 3.4). At the start, then daily. */
void Follower::tidyPane(Timestamp now)
{
    if (m_status.kind != SourceKind::AgentPane || now - m_tidied < tidyEvery)
        return;
    m_tidied = now;
    roomreader::removeBefore(m_history.database(), m_id, now - eventsKept);
}

void Follower::flushNews()
{
    for (PaneNews& news : m_news)
        m_out->push_back(toldOf(m_id, std::move(news)));
    m_news.clear();
}

void Follower::tellRoom(const SessionKey& session, ChangeBatch& out)
{
    if (m_status.kind != SourceKind::AgentPane)
        return;
    out.push_back(toldOf(m_id,
        {session.session, true, roomreader::load(m_history.database(), session, mostOfRoom)}));
}

/** Nothing can be said any more in a session that is closed. */
void Follower::noteClosed(const SessionsListed& listed)
{
    for (const Event& event : listed.updates) {
        const auto life = pane::lifeNamed(event.body["info"_L1]["state"_L1].toString());
        if (life && pane::isReadOnly(*life))
            setReadOnly(m_sessions, event.session, *m_out);
    }
}

} // namespace headgate
