// SPDX-License-Identifier: MIT
#include "core/server/paneservice.h"

#include "core/server/paneanswers.h"

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

StreamName streamOf(const QString& session)
{
    return {"session:" + session.toLatin1()};
}

} // namespace

PaneService::PaneService(
    StreamStore& store, const PaneOptions& options, std::function<Timestamp()> now)
    : m_store(store)
    , m_options(options)
    , m_now(std::move(now))
    , m_limits(options.rates)
{
    reload();
}

void PaneService::reload()
{
    m_sessions.clear();
    m_sessionOfTask.clear();
    for (const StreamFacts& stream : m_store.list()) {
        const QByteArray note = stream.isDeleted ? QByteArray() : m_store.note(stream.id);
        if (auto session = PaneSession::fromNote(note))
            load(stream, std::move(*session));
    }
}

void PaneService::load(const StreamFacts& stream, PaneSession&& session)
{
    Held held{stream.id, std::move(session), {}};
    const Timestamp written = m_store.writtenAt(stream.id);
    PaneSession& s = held.session;
    s.updated = std::max({s.created, s.closed, written});
    if (!s.isClosed() && m_now() - written <= PaneRoom::goneAfter) {
        each(held, stream.tail.at - PaneRoom::remembered, [&](QByteArrayView text, qint64 offset) {
            const StoredPaneEvent event = readStored(text);
            held.room.apply(event, offset, event.time);
            return true;
        });
    }
    for (const QString& task : s.desk.tasks())
        m_sessionOfTask.insert(task, s.id);
    m_sessions.insert_or_assign(s.id, std::move(held));
}

bool PaneService::owns(const StreamName& name) const
{
    return name.text.startsWith("session:")
        && m_sessions.contains(QString::fromUtf8(name.text.mid(8)));
}

PaneService::Held* PaneService::find(const QString& id)
{
    const auto found = m_sessions.find(id);
    return found == m_sessions.end() ? nullptr : &found->second;
}

std::optional<HttpResponse> PaneService::limited(const PaneRequest& request)
{
    if (request.isPresence() || request.body["channel"_L1].toString() == "presence"_L1)
        return {};
    const auto kind = request.kind == PaneRequest::Kind::Listen ? PaneLimits::Kind::Stream
        : request.writes()                                      ? PaneLimits::Kind::Write
                                                                : PaneLimits::Kind::Read;
    if (const auto after = m_limits.count(kind, m_now()))
        return paneanswers::limited(m_limits.limit(kind), *after);
    return {};
}

HttpResponse PaneService::write(const PaneRequest& request)
{
    using Kind = PaneRequest::Kind;
    if (request.kind == Kind::CreateSession)
        return create(request);
    if (!request.task.isEmpty())
        return decide(request);
    Held* const held = find(request.session);
    const bool publishes = request.kind == Kind::Publish;
    if (!held)
        return publishes ? paneanswers::noStream(request.session)
                         : paneanswers::noSession(request.session);
    if (request.kind == Kind::DeleteSession)
        return remove(*held);
    if (held->session.isClosed())
        return paneanswers::sessionClosed(request.session);
    if (publishes)
        return publish(*held, request);
    if (request.kind == Kind::TellPresence)
        return tellPresence(*held, request);
    return request.kind == Kind::Input ? input(*held, request) : close(*held);
}

HttpResponse PaneService::create(const PaneRequest& request)
{
    const QJsonObject& body = request.body;
    PaneSession s;
    for (const auto& [key, into] : {std::pair{"id"_L1, &s.id}, {"projectId"_L1, &s.project},
             {"taskId"_L1, &s.task}, {"agentId"_L1, &s.agent}, {"title"_L1, &s.title}}) {
        const QJsonValue value = body[key];
        if (!value.isUndefined() && !value.isNull() && !value.isString())
            return paneanswers::invalid(u"%1 is no text"_s.arg(key));
        *into = value.toString();
        if (into->size() > 200)
            return paneanswers::invalid(u"%1 is longer than 200 signs"_s.arg(key));
    }
    if (body.contains("id"_L1) && !isPaneId(s.id))
        return paneanswers::refusal(
            400, "INVALID_ID", u"an id has 1 to 100 letters, digits, - and _"_s);
    if (s.id.isEmpty())
        s.id = makePaneId();
    if (m_store.find(streamOf(s.id), m_now()))
        return paneanswers::refusal(
            409, "VALIDATION_ERROR", u"there is something called %1 already"_s.arg(s.id));
    s.created = s.updated = m_now();
    CreatePlan plan;
    plan.config.contentType = "application/json";
    plan.isJson = true;
    const QString id = s.id;
    Held held{m_store.create(streamOf(id), plan, m_now()).id, std::move(s), {}};
    Held& kept = m_sessions.insert_or_assign(id, std::move(held)).first->second;
    keep(kept);
    return paneanswers::ok(told(kept), {}, 201);
}

void PaneService::keep(Held& held)
{
    m_store.setNote(held.stream, held.session.toNote());
    for (const QString& task : held.session.desk.tasks())
        m_sessionOfTask.insert(task, held.session.id);
}

qint64 PaneService::append(Held& held, StoredPaneEvent&& event)
{
    const qint64 offset = facts(held).tail.at;
    completePaneEvent(event, held.session.id, offset, m_now());
    m_store.append(held.stream, {storedText(event), 1, {}}, m_now());
    PaneSession& session = held.session;
    session.updated = m_now();
    held.room.apply(event, offset, m_now());
    const bool moved = session.follow(event);
    if (session.desk.apply(event) || moved)
        keep(held);
    return offset;
}

HttpResponse PaneService::publish(Held& held, const PaneRequest& request)
{
    auto read = readPaneEvent(request.body, held.session.id, facts(held).tail.at, m_now());
    if (const auto* refusal = std::get_if<HttpResponse>(&read))
        return *refusal;
    auto& event = std::get<StoredPaneEvent>(read);
    // Sent again, since the answer did not arrive.
    if (event.type == "terminal:input"_L1) {
        if (const auto known = held.room.offsetOf(event.id))
            return paneanswers::written(*known);
    }
    return paneanswers::written(append(held, std::move(event)));
}

HttpResponse PaneService::tellPresence(Held& held, const PaneRequest& request)
{
    auto told = held.room.tell(request.body, held.session.id, m_now());
    if (const auto* refusal = std::get_if<HttpResponse>(&told))
        return *refusal;
    return paneanswers::written(append(held, std::move(std::get<StoredPaneEvent>(told))));
}

HttpResponse PaneService::input(Held& held, const PaneRequest& request)
{
    const QJsonObject& body = request.body;
    if (body.contains("input"_L1)) {
        PaneRequest typed = request;
        QJsonObject data{
            {u"type"_s, u"input"_s}, {u"data"_s, body["input"_L1]}, {u"source"_s, u"user"_s}};
        if (body.contains("id"_L1))
            data.insert("id"_L1, body["id"_L1]);
        typed.body = {{u"channel"_s, u"terminal"_s}, {u"data"_s, data}};
        return publish(held, typed);
    }
    auto answer = held.session.desk.answer(body);
    if (const auto* refusal = std::get_if<HttpResponse>(&answer))
        return *refusal;
    return paneanswers::written(append(held, std::move(std::get<StoredPaneEvent>(answer))));
}

HttpResponse PaneService::decide(const PaneRequest& request)
{
    using Kind = PaneRequest::Kind;
    Held* const held = find(m_sessionOfTask.value(request.task));
    if (!held)
        return paneanswers::refusal(
            404, "TASK_NOT_FOUND", u"nothing was asked for task %1"_s.arg(request.task));
    if (held->session.isClosed())
        return paneanswers::sessionClosed(held->session.id);
    const bool approves = request.kind == Kind::Approve || request.kind == Kind::ApprovePlan;
    const bool plan = request.kind == Kind::ApprovePlan || request.kind == Kind::RejectPlan;
    const PaneDesk& desk = held->session.desk;
    auto answer = plan ? desk.decidePlan(request.task, approves, request.body)
        : approves     ? desk.approve(request.task, request.body)
                       : desk.reject(request.task, request.body);
    if (const auto* refusal = std::get_if<HttpResponse>(&answer))
        return *refusal;
    const qint64 offset = append(*held, std::move(std::get<StoredPaneEvent>(answer)));
    return paneanswers::ok(QJsonObject{{approves ? u"approved"_s : u"rejected"_s, true},
                               {u"sessionId"_s, held->session.id}, {u"taskId"_s, request.task}},
        {{u"offset"_s, offset}});
}

qint64 PaneService::tellEnd(Held& held, const QString& reason)
{
    const PaneSession& session = held.session;
    QJsonObject data{{u"status"_s, u"completed"_s}, {u"reason"_s, reason}};
    if (!session.agent.isEmpty())
        data.insert("agentId"_L1, session.agent);
    return append(held, makePaneEvent(u"state:update"_s, data, session.id, m_now()));
}

HttpResponse PaneService::close(Held& held)
{
    const qint64 offset = tellEnd(held, u"session_closed"_s);
    end(held);
    return paneanswers::ok(told(held), {{u"offset"_s, offset}});
}

void PaneService::end(Held& held)
{
    held.session.close(m_now());
    held.room.clear();
    m_store.close(held.stream, {});
    keep(held);
}

HttpResponse PaneService::remove(Held& held)
{
    const QString id = held.session.id;
    m_store.remove(held.stream);
    m_sessionOfTask.removeIf([&](const auto& entry) { return entry.value() == id; });
    m_sessions.erase(id);
    return paneanswers::ok(QJsonObject{{u"deleted"_s, true}, {u"id"_s, id}});
}

bool PaneService::tidy()
{
    if (m_options.retention.count() <= 0)
        return false;
    const Timestamp before = m_now() - m_options.retention;
    std::vector<Held*> over;
    bool more = false;
    for (auto& [id, held] : m_sessions) {
        if (held.session.updated < before)
            over.push_back(&held);
        else
            more = m_store.cutStream(held.stream, before) || more;
    }
    for (Held* held : over)
        remove(*held);
    return more;
}

} // namespace headgate
