// SPDX-License-Identifier: MIT
#include "core/decode/logfacts.h"
#include "core/decode/streamevent.h"
#include "core/follower.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** Rows of the raw event feed that one slice may bring to the window; `tail` gets all. */
constexpr size_t feedRowsPerSlice = 200;

} // namespace

void Follower::restoreLog(ChangeBatch& out)
{
    const qint64 source = m_history.sourceRow(m_id);
    for (const auto& [session, tally] : m_history.logs().tallies(source)) {
        touch(m_sessions, session, tally.events, tally.first, tally.last, out);
        const QByteArray name =
            QJsonDocument(QJsonArray{session.value()}).toJson(QJsonDocument::Compact);
        LogStream& stream = streamOf(QByteArrayView(name).sliced(1, name.size() - 2));
        stream.busy = tally.busy;
        stream.more.last = tally.last;
        m_touched.push_back(&stream);
    }
}

Follower::LogStream& Follower::streamOf(QByteArrayView name)
{
    const auto known = m_streams.find(QByteArray::fromRawData(name.data(), name.size()));
    if (known != m_streams.end())
        return known->second;
    LogStream& stream = m_streams[name.toByteArray()];
    stream.session = SessionId(logline::text(name));
    stream.row = m_history.sessionRow({m_id, stream.session});
    return stream;
}

void Follower::take(LogSlice& slice)
{
    const qint64 file = m_history.logs().put(m_history.sourceRow(m_id), slice.file);
    for (const LogRecord& record : slice.records)
        takeRecord(file, record);
    countStreams();
}

/** Sessions that are at the end of the log come first, with their titles; nothing is counted yet.
 */
void Follower::take(LogAhead& ahead)
{
    for (const LogRecord& record : ahead.records) {
        const LogStream& stream = streamOf(record.head.stream);
        const Timestamp time = record.head.time;
        if (isKnown(time))
            touch(m_sessions, stream.session, 0, time, time, *m_out);
        if (logline::inner(record.head.type) != "lifecycle.session.created")
            continue;
        const auto told = streamevent::decode(record.line.toByteArray());
        const FactContext context{m_id, time, Origin::History, {}};
        for (const Fact& fact : told ? logfacts::facts(m_id, *told) : std::vector<Fact>()) {
            if (std::holds_alternative<SessionDescribed>(fact))
                reduce(m_sessions, fact, context, *m_out);
        }
    }
}

void Follower::takeRecord(qint64 file, const LogRecord& record)
{
    const QByteArrayView type = logline::inner(record.head.type);
    const logfacts::Use use = logfacts::useOf(type);
    LogStream& stream = streamOf(record.head.stream);
    if (isKnown(record.head.time))
        m_logTime = record.head.time;
    const Timestamp time = m_logTime;
    if (stream.more.events++ == 0) {
        m_touched.push_back(&stream);
        stream.more.first = stream.more.last = time;
    }
    stream.more.first = std::min(stream.more.first, time);
    stream.more.last = std::max(stream.more.last, time);
    if (logfacts::meansBusy(type))
        stream.busy = true;
    LogIndex& logs = m_history.logs();
    LogIndex::Row row{0, file, record.at, record.line.size(), stream.row, 0, toMs(time), {}, 0};
    row.type = logs.type(QByteArray::fromRawData(type.data(), type.size()));
    const QByteArrayView id = logline::inner(record.head.id);
    row.id = QByteArray::fromRawData(id.data(), id.size());
    const bool fresh = place(record, stream, &row.message);
    if (use == logfacts::Use::Told)
        row.row = takeTold(record, stream, time);
    if (row.row == 0)
        row.row = m_history.passRow();
    logs.add(row);
    ++m_status.events;
    noteLag(record.head.time);
    if (use == logfacts::Use::Place && m_status.state == SyncState::Live)
        tellPlaced(record, stream, time, fresh);
    logLine(record, stream, time, row.row);
}

/** Finds its message; true if it is the first word of it. */
bool Follower::place(const LogRecord& record, LogStream& stream, qint64* message)
{
    if (record.message.isNull())
        return false;
    bool fresh = false;
    if (record.message != stream.message) {
        stream.message = record.message.toByteArray();
        stream.messageRow =
            m_history.logs().message(stream.row, logline::text(record.message).toUtf8(), &fresh);
        stream.whole = fresh && m_status.state == SyncState::Live;
        stream.parts.clear();
    }
    *message = stream.messageRow;
    return fresh;
}

/** Reads what the list of sessions and the inbox need. The row it got, if it stands for more than
 * its place. */
qint64 Follower::takeTold(const LogRecord& record, LogStream& stream, Timestamp time)
{
    const auto told = streamevent::decode(record.line.toByteArray());
    if (!told)
        return 0;
    Event event;
    event.source = m_id;
    event.session = stream.session;
    event.type = told->type;
    event.time = time;
    event.raw = record.line.trimmed().toByteArray();
    event.entity = logfacts::entityOf(*told);
    std::vector<Fact> facts = logfacts::facts(m_id, *told);
    std::erase_if(facts, [&](Fact& fact) {
        if (auto* described = std::get_if<SessionDescribed>(&fact)) {
            event.session = described->session.id;
            // Who spawns an agent says less of its session than the session itself.
            const auto known = m_sessions.entries.constFind(event.session);
            return event.type == "agent.spawned"_L1 && known != m_sessions.entries.cend()
                && !known->session.placeholder;
        }
        if (auto* answered = std::get_if<RequestAnswered>(&fact)) {
            const auto& all = m_checkpoints.checkpoints;
            const auto asked = std::find_if(all.begin(), all.end(),
                [&](const Checkpoint& c) { return c.key.request == answered->request; });
            if (asked == all.end())
                return true;
            answered->session = event.session = asked->key.session;
        }
        if (const auto* status = std::get_if<StatusTold>(&fact))
            stream.busy = status->status != StatusTold::Status::Idle;
        return false;
    });
    qint64 row = 0;
    if (!event.entity.key.isEmpty() && !facts.empty())
        m_history.append(event, &row);
    reduceFacts(event, std::move(facts));
    return row;
}

/** What an opened session shows, and what its line in the list says it does. */
void Follower::tellPlaced(const LogRecord& record, LogStream& stream, Timestamp time, bool fresh)
{
    const auto told = streamevent::decode(record.line.toByteArray());
    if (!told)
        return;
    const bool open = m_open.contains(stream.session);
    const SessionKey key{m_id, stream.session};
    const FactContext context{m_id, time, Origin::Live, {}};
    const auto entry = m_sessions.entries.constFind(stream.session);
    const bool idle = entry == m_sessions.entries.cend() || !entry->told
        || *entry->told == StatusTold::Status::Idle;
    if (stream.busy && idle)
        reduce(m_sessions, StatusTold{stream.session, StatusTold::Status::Busy, {}, 0, {}}, context,
            *m_out);
    if (fresh && open) {
        Message begun;
        begun.id = MessageId(logline::text(record.message));
        begun.session = stream.session;
        begun.role = Role::Assistant;
        begun.created = time;
        begun.placeholder = true;
        m_out->push_back(MessageChanged{key, begun});
    }
    for (const Fact& fact : logfacts::facts(m_id, *told)) {
        reduce(m_sessions, fact, context, *m_out);
        if (const auto* part = std::get_if<PartDescribed>(&fact))
            stream.parts.insert(part->part.id);
        if (const auto* delta = std::get_if<PartDelta>(&fact))
            tellLogDelta(*delta, stream);
        else if (open)
            tellTranscript(fact);
    }
}

void Follower::tellLogDelta(const PartDelta& delta, LogStream& stream)
{
    const bool known = stream.parts.contains(delta.part);
    stream.parts.insert(delta.part);
    if (!m_open.contains(stream.session))
        return;
    const SessionKey key{m_id, stream.session};
    if (known) {
        m_out->push_back(PartAppended{key, delta.message, delta.part, delta.text});
    } else if (stream.whole) {
        Part begun;
        begun.id = delta.part;
        begun.message = delta.message;
        begun.session = delta.session;
        begun.kind = delta.kind;
        begun.type = delta.kind == PartKind::Reasoning ? u"reasoning"_s : u"text"_s;
        begun.text = delta.text;
        begun.final = false;
        m_out->push_back(PartChanged{key, begun});
    } else {
        // What it follows was written before we listened: it stands in the file.
        m_wishes->push_back({Wish::Kind::Reload, stream.session, {}, -1});
    }
}

void Follower::countStreams()
{
    for (LogStream* stream : std::exchange(m_touched, {})) {
        stream->more.busy = stream->busy;
        m_history.logs().count(stream->row, stream->more);
        touch(m_sessions, stream->session, stream->more.events, stream->more.first,
            stream->more.last, *m_out);
        const auto entry = m_sessions.entries.constFind(stream->session);
        const bool idle = entry == m_sessions.entries.cend() || !entry->told
            || *entry->told == StatusTold::Status::Idle;
        if (stream->busy && idle) {
            const FactContext context{m_id, stream->more.last, Origin::History, {}};
            reduce(m_sessions, StatusTold{stream->session, StatusTold::Status::Busy, {}, 0, {}},
                context, *m_out);
        }
        stream->more = {};
    }
}

void Follower::logLine(const LogRecord& record, const LogStream& stream, Timestamp time, qint64 row)
{
    const bool wanted = m_feed == Engine::EventFeed::All
        || (m_feed == Engine::EventFeed::Newest && m_logged.rows.size() < feedRowsPerSlice);
    if (m_copying)
        m_copies.push_back({row, stream.session, EventId(logline::text(record.head.id)),
            record.line.trimmed().toByteArray()});
    if (!wanted) {
        if (m_feed == Engine::EventFeed::Newest)
            ++m_logged.skipped;
        return;
    }
    EventRow& told = m_logged.rows.emplace_back();
    told.row = row;
    told.source = m_id;
    told.session = stream.session;
    told.id = EventId(logline::text(record.head.id));
    told.type = logline::text(record.head.type);
    told.origin = m_status.state == SyncState::Live ? Origin::Live : Origin::History;
    told.time = time;
    told.data = record.line.trimmed().toByteArray();
}

} // namespace headgate
