// SPDX-License-Identifier: MIT
#include "core/follower.h"

#include "core/decode/opencodenext.h"
#include "core/store/historyreader.h"

#include <QJsonDocument>

#include <algorithm>
#include <chrono>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** Rows of the raw event feed that one batch may bring to the window; `tail` gets all. */
constexpr size_t feedRowsPerBatch = 200;

/** Who writes to a log writes often while at work: an agent that was silent for so long when the
 * log is opened was ended, and told nobody. */
constexpr auto silentFor = std::chrono::minutes(10);

bool isDelta(const Event& event)
{
    return event.type == "message.part.delta"_L1 || opencode::isNextDelta(event.type);
}

/** What a view of an opened session is told of a fact. */
struct Teller
{
    const SourceId& source;
    const std::optional<PartId>& after;
    ChangeBatch& out;

    SessionKey key(const SessionId& session) const { return {source, session}; }
    void operator()(const MessageDescribed& f)
    {
        out.push_back(MessageChanged{key(f.message.session), f.message});
    }
    void operator()(const MessageGone& f)
    {
        out.push_back(MessageRemoved{key(f.session), f.message});
    }
    void operator()(const PartDescribed& f)
    {
        out.push_back(PartChanged{key(f.part.session), f.part, after});
    }
    void operator()(const PartGone& f)
    {
        out.push_back(PartRemoved{key(f.session), f.message, f.part});
    }
    void operator()(const TodosTold& f) { out.push_back(TodosChanged{key(f.session), f.todos}); }
    void operator()(const MarkMade& f) { out.push_back(MarkAdded{key(f.session), f.mark}); }
    template <typename Other>
    void operator()(const Other&)
    {
    }
};

} // namespace

Follower::Follower(const SourceConfig& config, History& history, Engine::EventFeed feed)
    : m_id(config.id())
    , m_history(history)
    , m_feed(feed)
{
    m_status.id = m_id;
    m_status.kind = config.kind;
    m_status.name = config.name;
    m_status.url = config.url;
    m_sessions.source = m_id;
    m_checkpoints.source = m_id;
    m_checkpoints.answerable = config.kind != SourceKind::Stream;
    m_checkpoints.outlastTurns = config.kind == SourceKind::AgentPane;
    m_state.source = m_id;
}

void Follower::restore(Timestamp now, ChangeBatch& out)
{
    m_status.since = m_history.since(m_id, now);
    m_cursors = m_history.cursors(m_id);
    m_live = historyreader::loadLive(m_history.database(), m_id);
    tidyPane(now);
    restoreState(out);
    if (isLog(m_id))
        restoreLog(out);
    for (const Event& event : historyreader::loadOverview(m_history.database(), m_id)) {
        // Nobody was asked yet: a request from the last run is shown as last seen, whatever its
        // session does now.
        const FactContext context{m_id, event.time, Origin::Local, event.directory};
        for (const Fact& fact : isLog(m_id) ? logfacts::facts(event) : opencode::facts(event)) {
            // The last status is history for the list; that a turn ended settles its requests. A
            // stream says nothing twice: there it still holds.
            if (!std::holds_alternative<StatusTold>(fact) || isStream())
                reduce(m_sessions, fact, context, out);
            ChangeBatch ignored;
            reduce(m_checkpoints, fact, context, ignored);
        }
    }
    for (const LogStream* stream : std::exchange(m_touched, {})) {
        const FactContext context{m_id, stream->more.last, Origin::History, {}};
        if (stream->busy)
            reduce(m_sessions, StatusTold{stream->session, StatusTold::Status::Busy, {}, 0, {}},
                context, out);
    }
    m_checkpoints.busy.clear();
    for (Checkpoint& checkpoint : m_checkpoints.checkpoints) {
        // It was being sent when the program ended: nobody knows whether it arrived until the list
        // is read.
        if (checkpoint.state == CheckpointState::Sending) {
            checkpoint.state = CheckpointState::Failed;
            checkpoint.issue = {Issue::Code::SendUnknown, m_id, {}};
        }
        out.push_back(CheckpointChanged{checkpoint});
        setWaiting(m_sessions, checkpoint.key.session,
            waitingIn(m_checkpoints, checkpoint.key.session), out);
    }
    out.push_back(SourceChanged{m_status});
}

void Follower::setOpen(const SessionId& session, bool open)
{
    if (open)
        m_open.insert(session);
    else
        m_open.remove(session);
}

void Follower::rename(const QString& name, ChangeBatch& out)
{
    if (m_status.name == name)
        return;
    m_status.name = name;
    out.push_back(SourceChanged{m_status});
}

void Follower::transportChanged(const SourceStatus& transport, Timestamp now, ChangeBatch& out)
{
    const SourceStatus before = m_status;
    m_status.version = transport.version;
    m_status.state = transport.state;
    m_status.issue = transport.issue;
    m_status.attempt = transport.attempt;
    m_status.retryAt = transport.retryAt;
    m_status.lastByte = transport.lastByte;
    m_status.reconnects = transport.reconnects;
    m_status.bytes = transport.bytes;
    m_status.catchUpDone = transport.catchUpDone;
    m_status.catchUpAll = transport.catchUpAll;
    // Whoever runs was called busy in the stream, and all of it has been read.
    if (isStream() && m_status.state == SyncState::Live && before.state != SyncState::Live) {
        QSet<QString> directories;
        for (const auto& entry : std::as_const(m_sessions.entries))
            directories.insert(entry.session.directory);
        for (const QString& directory : std::as_const(directories))
            settleStatus(m_sessions, directory, out);
        if (isLog(m_id))
            settleSilent(m_sessions, now - silentFor, out);
    }
    if (!(m_status == before))
        out.push_back(SourceChanged{m_status});
}

void Follower::prepare(std::vector<SourceItem>& items)
{
    m_known.assign(items.size(), false);
    std::vector<EventId> named;
    for (const SourceItem& item : items) {
        const auto* event = std::get_if<Event>(&item);
        if (event && !event->id.isEmpty() && !isDelta(*event))
            named.push_back(event->id);
    }
    const QSet<EventId> kept = m_history.known(m_id, named);
    for (size_t i = 0; i < items.size(); ++i) {
        if (const auto* event = std::get_if<Event>(&items[i])) {
            if (isDelta(*event)) {
                m_known[i] = !event->id.isEmpty() && !m_deltas.add(event->id);
                continue;
            }
            if (m_inBatch.contains(event->id) || kept.contains(event->id)) {
                m_known[i] = true;
                continue;
            }
            if (!event->id.isEmpty())
                m_inBatch.insert(event->id, qsizetype(i));
            if (!event->entity.key.isEmpty())
                m_newest.insert({event->session, event->entity.key}, qsizetype(i));
        } else if (const auto* twin = std::get_if<opencode::SyncTwin>(&items[i])) {
            const auto pair = m_inBatch.constFind(twin->id);
            if (pair == m_inBatch.cend())
                continue;
            std::get<Event>(items[size_t(*pair)]).seq = twin->seq;
            m_twinned.insert(twin->id, twin->seq);
        }
    }
}

void Follower::apply(
    std::vector<SourceItem> items, Timestamp now, ChangeBatch& out, std::vector<Wish>& wishes)
{
    m_now = now;
    m_out = &out;
    m_wishes = &wishes;
    const SourceStatus before = m_status;
    prepare(items);
    for (size_t i = 0; i < items.size(); ++i) {
        const size_t firstChange = out.size();
        if (auto* event = std::get_if<Event>(&items[i])) {
            if (m_known[i] || m_caughtUp.contains(event->id)) {
                ++m_status.duplicates;
                continue;
            }
            if (m_status.kind == SourceKind::AgentPane)
                completePane(*event);
            const auto newest = m_newest.constFind({event->session, event->entity.key});
            if (event->seq && m_status.kind == SourceKind::AgentPane)
                notePane(*event);
            take(*event, newest != m_newest.cend() && *newest != qsizetype(i));
        } else {
            std::visit(
                [this](auto& item) {
                    if constexpr (!std::is_same_v<std::decay_t<decltype(item)>, Event>)
                        take(item);
                },
                items[i]);
        }
        settleDecisions(firstChange);
        for (const Event& own : std::exchange(m_ownEvents, {}))
            store(own);
    }
    flushLive();
    flushNews();
    tidyPane(now);
    m_inBatch.clear();
    m_caughtUp.clear();
    m_twinned.clear();
    m_newest.clear();
    if (!m_logged.rows.empty() || m_logged.skipped > 0)
        out.push_back(std::exchange(m_logged, {}));
    m_status.openGaps = m_holes.size();
    if (const milliseconds lag = std::exchange(m_lag, milliseconds(-1)); lag >= milliseconds(0))
        m_status.lag = lag;
    if (!(m_status == before))
        out.push_back(SourceChanged{m_status});
}

void Follower::take(Event& event, bool superseded)
{
    // A cumulative tool update that another one in this batch replaces is not shown (opencode.md
    // 6).
    const bool tool = superseded && event.body.value("part"_L1)["type"_L1].toString() == "tool"_L1;
    store(event, !tool);
    if (m_catchingUp && m_status.kind == SourceKind::Stream && event.origin != Origin::Local)
        countRepair(event.session);
}

void Follower::store(const Event& event, bool reduceIt)
{
    qint64 row = 0;
    History::Verdict verdict = History::Verdict::Applied;
    if (isDelta(event))
        row = m_history.passRow();
    else
        verdict = m_history.append(event, &row);
    ++m_status.events;
    // Where it is no number, the time is that of its arrival.
    const bool timed = event.body.value("timestamp"_L1).isDouble()
        || (!event.body.contains("timestamp"_L1) && event.body.value("time"_L1).isDouble());
    if (event.origin == Origin::Live && timed)
        noteLag(event.time);
    log(event, row);
    // What a later event of the batch replaces has no payload on disk either.
    if (m_copying && reduceIt && event.origin != Origin::Local)
        m_copies.push_back({row, event.session, event.id, event.raw});
    if (verdict != History::Verdict::Applied || !reduceIt)
        return;
    reduceFacts(event);
    if (opencode::isNext(event.type) && !isDelta(event))
        takeNext(event);
}

/** Of something that happened just now; a clock that is ahead of ours says nothing. */
void Follower::noteLag(Timestamp time)
{
    if (m_status.state == SyncState::Live && isKnown(time))
        m_lag = std::max(m_lag, std::max(m_now - time, milliseconds(0)));
}

void Follower::take(opencode::SyncTwin& twin)
{
    const SessionKey key{m_id, twin.aggregate};
    if (!m_twinned.contains(twin.id)) {
        // The plain copy came in an earlier batch, or never.
        if (m_history.knows(m_id, twin.id)) {
            m_history.setSeq(m_id, twin.id, key, {}, twin.seq);
        } else if (const auto event = opencode::eventFromTwin(m_id, twin, m_now)) {
            store(*event);
            m_caughtUp.insert(twin.id); // its plain copy may be behind it in this very batch
            countRepair(twin.aggregate);
        } else {
            take(event.error());
        }
    }
    m_status.lastSeq = std::max(m_status.lastSeq, twin.seq);
    if (advance(twin.aggregate, twin.seq))
        return;
    const bool asked = m_holes.contains(twin.aggregate);
    m_holes[twin.aggregate] = std::max(m_holes.value(twin.aggregate), twin.seq);
    if (asked)
        return;
    ++m_status.gaps;
    m_wishes->push_back({Wish::Kind::Repair, twin.aggregate, {}, m_cursors.value(twin.aggregate)});
}

bool Follower::advance(const SessionId& session, qint64 seq)
{
    const auto known = m_cursors.constFind(session);
    if (known != m_cursors.cend() && seq <= *known)
        return true;
    // The first number seen of a session is where following it begins.
    if (known != m_cursors.cend() && seq != *known + 1)
        return false;
    m_cursors.insert(session, seq);
    m_history.setCursor({m_id, session}, seq);
    return true;
}

void Follower::reduceFacts(const Event& event)
{
    reduceState(event);
    reduceFacts(event, opencode::facts(event));
}

void Follower::reduceFacts(const Event& event, std::vector<Fact> facts)
{
    const FactContext context{m_id, event.time, event.origin, event.directory};
    // What a stream tells before it is caught up with did not happen just now.
    FactContext past = context;
    if (isStream() && m_status.state != SyncState::Live && event.origin == Origin::Live)
        past.origin = Origin::History;
    for (Fact& fact : facts) {
        if (auto* described = std::get_if<PartDescribed>(&fact); described && !isLog(m_id))
            takeLiveText(event, described->part);
        dropLive(fact);
        reduce(m_sessions, fact, past, *m_out);
        const bool mayWait = std::holds_alternative<RequestAsked>(fact)
            || std::holds_alternative<RequestAnswered>(fact)
            || std::holds_alternative<StatusTold>(fact) || std::holds_alternative<SessionGone>(fact)
            || std::holds_alternative<PartDescribed>(fact)
            || std::holds_alternative<DecisionStep>(fact);
        if (mayWait) {
            const size_t first = m_out->size();
            reduce(m_checkpoints, fact, context, *m_out);
            if (m_out->size() > first)
                setWaiting(
                    m_sessions, event.session, waitingIn(m_checkpoints, event.session), *m_out);
        }
        if (const auto* asked = std::get_if<RequestAsked>(&fact)) {
            if (opencode::isNextRequest(event.type))
                setReadOnly(m_sessions, event.session, *m_out);
            const Checkpoint* known =
                checkpoint({m_id, asked->checkpoint.key.session, asked->checkpoint.key.request});
            const bool open =
                known && (known->waits() || known->state == CheckpointState::Checking);
            if (open && !known->asked && !known->message.isEmpty())
                m_wishes->push_back(
                    {Wish::Kind::FetchMessage, known->key.session, known->message, -1});
        }
        reduce(m_prompts, fact, *m_out);
        if (const auto* delta = std::get_if<PartDelta>(&fact))
            tellDelta(*delta);
        else if (!m_quiet && m_open.contains(event.session))
            tellTranscript(fact);
    }
}

/** Fills in what is known of a part's text, and keeps on disk what deltas alone would not give. */
void Follower::takeLiveText(const Event& event, Part& part)
{
    const QString before = m_live.parts.value(part.id).text;
    const bool first = !m_live.parts.contains(part.id);
    applyPart(m_live, part);
    // Only who hears a part begin on the stream hears all its deltas; a list may tell of it later.
    if (const auto live = m_live.parts.find(part.id);
        live != m_live.parts.end() && (first || live->text.isEmpty()))
        live->cut = event.origin != Origin::Live;
    const QString known = m_live.parts.value(part.id).text;
    if (!part.final && known == before)
        return;
    // Final, or told with more text than the deltas brought: the pieces so far are of no use.
    std::erase_if(m_pieces, [&](const LivePiece& piece) { return piece.part == part.id; });
    m_history.endLive({m_id, event.session}, part.id);
    if (!part.final)
        m_pieces.push_back({event.session, part.message, part.id, known, false});
}

/** What was removed streams no more, whatever still arrives of it. */
void Follower::dropLive(const Fact& fact)
{
    const auto drop = [this](auto&& removed) {
        m_live.parts.removeIf([&](const auto& it) {
            if (!removed(it.key(), it.value()))
                return false;
            std::erase_if(m_pieces, [&](const LivePiece& piece) { return piece.part == it.key(); });
            m_history.endLive({m_id, it.value().session}, it.key());
            return true;
        });
    };
    using Live = LiveTexts::Live;
    if (const auto* part = std::get_if<PartGone>(&fact))
        drop([&](const PartId& id, const Live&) { return id == part->part; });
    else if (const auto* message = std::get_if<MessageGone>(&fact))
        drop([&](const PartId&, const Live& live) { return live.message == message->message; });
    else if (const auto* session = std::get_if<SessionGone>(&fact))
        drop([&](const PartId&, const Live& live) { return live.session == session->session; });
}

std::optional<Part> Follower::storedPart(const PartDelta& delta)
{
    const QByteArray raw = m_history.rawOf({m_id, delta.session}, "p:"_L1 + delta.part.value());
    if (raw.isEmpty())
        return {};
    return opencode::part(opencode::bodyOf(raw)["part"_L1].toObject());
}

void Follower::tellDelta(const PartDelta& delta)
{
    // A turn runs on after its session was deleted (opencode.md 4).
    if (m_sessions.gone.contains(delta.session))
        return;
    if (!m_live.parts.contains(delta.part)) {
        const auto entity = m_history.entity({m_id, delta.session}, "p:"_L1 + delta.part.value());
        if (entity && entity->gone)
            return;
        // Late deltas of a part that is already complete are no news.
        if (const auto known = storedPart(delta)) {
            if (known->final)
                return;
            m_live.parts.insert(delta.part, {delta.session, delta.message, known->text, {}, true});
        }
    }
    const DeltaEffect effect = applyDelta(m_live, delta);
    if (effect == DeltaEffect::Ignored)
        return;
    const bool gap = effect == DeltaEffect::AppendedAfterGap;
    const auto piece = std::find_if(m_pieces.rbegin(), m_pieces.rend(),
        [&](const LivePiece& p) { return p.part == delta.part; });
    if (piece != m_pieces.rend() && !gap)
        piece->text += delta.text;
    else
        m_pieces.push_back({delta.session, delta.message, delta.part, delta.text, gap});
    if (!m_open.contains(delta.session))
        return;
    const SessionKey key{m_id, delta.session};
    if (!gap) {
        m_out->push_back(PartAppended{key, delta.message, delta.part, delta.text});
        return;
    }
    Part whole;
    whole.id = delta.part;
    whole.message = delta.message;
    whole.session = delta.session;
    whole.kind = PartKind::Text;
    whole.type = u"text"_s;
    whole.final = false;
    whole.text = m_live.parts[delta.part].text;
    whole.gaps = m_live.parts[delta.part].gaps;
    m_out->push_back(PartChanged{key, whole});
}

void Follower::tellTranscript(const Fact& fact)
{
    std::visit(Teller{m_id, m_after, *m_out}, fact);
}

void Follower::flushLive()
{
    for (const LivePiece& piece : std::exchange(m_pieces, {}))
        m_history.appendLive(
            {m_id, piece.session}, piece.message, piece.part, piece.text, piece.gap);
}

void Follower::log(const Event& event, qint64 row)
{
    if (m_feed == Engine::EventFeed::Off)
        return;
    // What its numbered events mean is not told beside them.
    if (m_status.kind == SourceKind::AgentPane && !event.seq && event.origin != Origin::Local)
        return;
    if (m_feed == Engine::EventFeed::Newest && m_logged.rows.size() >= feedRowsPerBatch) {
        ++m_logged.skipped;
        return;
    }
    const EventId id = event.id.isEmpty() ? EventId(event.position) : event.id;
    m_logged.rows.push_back({row, m_id, event.session, id, event.type, event.seq, event.origin,
        event.time, QJsonDocument(event.body).toJson(QJsonDocument::Compact)});
}

void Follower::decide(const DecisionStep& step, Timestamp now, ChangeBatch& out)
{
    std::vector<Wish> wishes;
    m_now = now;
    m_out = &out;
    m_wishes = &wishes;
    const size_t firstChange = out.size();
    store(opencode::makeLocalEvent(step, now));
    settleDecisions(firstChange);
    for (const Event& own : std::exchange(m_ownEvents, {}))
        store(own);
    if (!m_logged.rows.empty())
        out.push_back(std::exchange(m_logged, {}));
}

void Follower::note(const SessionId& session, const Mark& mark, ChangeBatch& out)
{
    std::vector<Wish> wishes;
    m_now = mark.at;
    m_out = &out;
    m_wishes = &wishes;
    store(opencode::makeLocalEvent(m_id, session, mark));
    if (!m_logged.rows.empty())
        out.push_back(std::exchange(m_logged, {}));
}

void Follower::settleDecisions(size_t firstChange)
{
    for (size_t i = firstChange; i < m_out->size(); ++i) {
        const auto* changed = std::get_if<CheckpointChanged>(&(*m_out)[i]);
        if (!changed)
            continue;
        const Checkpoint& c = changed->checkpoint;
        // How its tool ended may tell what the list cannot.
        if (c.state == CheckpointState::Unknown && !c.message.isEmpty())
            m_wishes->push_back({Wish::Kind::FetchMessage, c.key.session, c.message, -1});
        const bool own = c.state == CheckpointState::Confirmed;
        if (!own && c.state != CheckpointState::AnsweredElsewhere)
            continue;
        // That another client was first is known before what it said.
        const auto marked = m_marked.constFind(c.key.request);
        if (marked != m_marked.cend() && (*marked || !c.reply))
            continue;
        if (!own && m_catchingUp && marked == m_marked.cend())
            ++m_decidedElsewhere;
        m_marked.insert(c.key.request, c.reply.has_value());
        Mark mark;
        mark.id = "d-"_L1 + c.key.request.value();
        mark.kind = Mark::Kind::Decision;
        mark.at = c.resolvedAt;
        mark.from = c.asked.value_or(c.firstSeen);
        const bool approved = c.kind == CheckpointKind::Hitl && c.reply == Reply::Once;
        mark.detail = approved ? u"approve"_s : c.reply ? replyName(*c.reply) : QString();
        mark.request = c.key.request;
        mark.own = own;
        m_ownEvents.push_back(opencode::makeLocalEvent(m_id, c.key.session, mark));
    }
}

void Follower::take(const Issue& issue)
{
    if (issue.code == Issue::Code::BadFrame || issue.code == Issue::Code::FrameTooLarge)
        ++m_status.badFrames;
    else if (issue.code == Issue::Code::BadLines)
        m_status.badFrames += issue.args.value(1).toLongLong();
    m_out->push_back(IssueRaised{issue, 1});
}

} // namespace headgate
