// SPDX-License-Identifier: MIT
#include "tests/support/watcher.h"

#include "core/domain/messagenames.h"

#include <QEventLoop>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

#include <algorithm>
#include <tuple>

namespace headgate::test {

using namespace Qt::StringLiterals;

namespace {

auto placeOf(const Message& message)
{
    return std::make_tuple(message.created, message.id);
}

MessageWithParts* find(Transcript& transcript, const MessageId& id)
{
    const auto it = std::find_if(transcript.messages.begin(), transcript.messages.end(),
        [&](const MessageWithParts& m) { return m.message.id == id; });
    return it == transcript.messages.end() ? nullptr : &*it;
}

Part* find(MessageWithParts& message, const PartId& id)
{
    const auto it = std::find_if(message.parts.begin(), message.parts.end(),
        [&](const Part& part) { return part.id == id; });
    return it == message.parts.end() ? nullptr : &*it;
}

MessageWithParts& put(Transcript& transcript, const Message& message)
{
    if (MessageWithParts* known = find(transcript, message.id)) {
        known->message = message;
        return *known;
    }
    const auto at = std::find_if(transcript.messages.begin(), transcript.messages.end(),
        [&](const MessageWithParts& m) { return placeOf(message) < placeOf(m.message); });
    return *transcript.messages.insert(at, {message, {}});
}

MessageWithParts& messageOf(Transcript& transcript, const MessageId& id)
{
    if (MessageWithParts* known = find(transcript, id))
        return *known;
    Message unknown;
    unknown.id = id;
    unknown.placeholder = true;
    return *transcript.messages.insert(transcript.messages.end(), {unknown, {}});
}

QString lineOf(const QString& id, const QString& type, const QString& text)
{
    return u"  "_s + id + u' ' + type + u": "_s + QString(text).replace(u'\n', u"\\n"_s);
}

QString toolLine(const QString& id, const QString& tool, const QString& status,
    const QJsonObject& input, const QString& output, const QString& error)
{
    const QString text = tool + u' ' + status + u' '
        + QString::fromUtf8(QJsonDocument(input).toJson(QJsonDocument::Compact)) + u" -> "_s
        + output + error;
    return lineOf(id, u"tool"_s, text);
}

} // namespace

const Part* Transcript::part(const PartId& id) const
{
    for (const MessageWithParts& message : messages) {
        for (const Part& part : message.parts) {
            if (part.id == id)
                return &part;
        }
    }
    return nullptr;
}

QString Transcript::lastText() const
{
    QString text;
    if (!messages.empty()) {
        for (const Part& part : messages.back().parts)
            text += part.kind == PartKind::Text ? part.text : QString();
    }
    return text;
}

QStringList outline(const Transcript& transcript)
{
    QStringList lines;
    for (const auto& [message, parts] : transcript.messages) {
        lines << message.id.value() + (message.role == Role::User ? u" user"_s : u" assistant"_s)
                + (message.completed ? u" done "_s : u" open "_s) + message.errorName;
        for (const Part& part : parts) {
            if (part.kind == PartKind::Tool)
                lines << toolLine(part.id.value(), part.tool.tool, toolStatusName(part.tool.status),
                    part.tool.input, part.tool.output, part.tool.error);
            else
                lines << lineOf(part.id.value(), part.type, part.text);
        }
    }
    return lines;
}

QStringList outline(const QJsonArray& messages)
{
    QStringList lines;
    for (const QJsonValue& message : messages) {
        const QJsonObject info = message["info"_L1].toObject();
        const bool done = info["time"_L1]["completed"_L1].isDouble();
        lines << info["id"_L1].toString() + u' ' + info["role"_L1].toString()
                + (done ? u" done "_s : u" open "_s) + info["error"_L1]["name"_L1].toString();
        for (const QJsonValue part : message["parts"_L1].toArray()) {
            const QString id = part["id"_L1].toString();
            const QJsonValue state = part["state"_L1];
            const QString output =
                state["output"_L1].toString(state["metadata"_L1]["output"_L1].toString());
            if (part["type"_L1] == "tool"_L1)
                lines << toolLine(id, part["tool"_L1].toString(), state["status"_L1].toString(),
                    state["input"_L1].toObject(), output, state["error"_L1].toString());
            else
                lines << lineOf(id, part["type"_L1].toString(), part["text"_L1].toString());
        }
    }
    return lines;
}

struct Watcher::Applier
{
    Watcher& w;

    Transcript& of(const SessionKey& key) { return w.m_open[key.session]; }

    void operator()(const SourceChanged& c) { w.m_status = c.status; }
    void operator()(const SourceRemoved&) { w.m_status = {}; }
    void operator()(const PromptChanged&) { } // taken by those who send
    void operator()(const ActSettled&) { }
    void operator()(const ServingChanged&) { }
    void operator()(const TerminalTold&) { }
    void operator()(const LookedUp&) { }
    void operator()(const ProgressChanged&) { }
    void operator()(const StateRowChanged&) { }
    void operator()(const StateCleared&) { }
    void operator()(const LedgerChanged&) { }
    void operator()(const LineageGrew&) { }
    void operator()(const SessionChanged& c) { w.m_sessions[c.session.id] = c.session; }
    void operator()(const SessionRemoved& c) { w.m_sessions.erase(c.key.session); }
    void operator()(const CheckpointChanged& c)
    {
        if (const Checkpoint* known = w.checkpoint(c.checkpoint.key))
            w.m_checkpoints[size_t(known - w.m_checkpoints.data())] = c.checkpoint;
        else
            w.m_checkpoints.push_back(c.checkpoint);
    }
    void operator()(const TranscriptLoaded& c)
    {
        Transcript& to = of(c.key);
        to.messages = c.messages;
        to.marks = c.marks;
        to.hasOlder = c.hasOlder;
        to.loading = c.loading;
        to.loaded = true;
    }
    void operator()(const OlderLoaded& c)
    {
        Transcript& to = of(c.key);
        to.messages.insert(to.messages.begin(), c.messages.begin(), c.messages.end());
        to.hasOlder = c.hasOlder;
    }
    void operator()(const MessageChanged& c) { put(of(c.key), c.message); }
    void operator()(const MessageRemoved& c)
    {
        std::erase_if(of(c.key).messages,
            [&](const MessageWithParts& m) { return m.message.id == c.message; });
    }
    void operator()(const PartChanged& c)
    {
        MessageWithParts& message = messageOf(of(c.key), c.part.message);
        if (Part* known = find(message, c.part.id)) {
            *known = c.part;
            return;
        }
        auto place = message.parts.end();
        if (c.after && c.after->isEmpty())
            place = message.parts.begin();
        else if (const Part* before = c.after ? find(message, *c.after) : nullptr)
            place = message.parts.begin() + (before - message.parts.data()) + 1;
        message.parts.insert(place, c.part);
    }
    void operator()(const PartAppended& c)
    {
        MessageWithParts& message = messageOf(of(c.key), c.message);
        Part* known = find(message, c.part);
        if (!known) {
            Part fresh;
            fresh.id = c.part;
            fresh.message = c.message;
            fresh.kind = PartKind::Text;
            fresh.type = u"text"_s;
            message.parts.push_back(fresh);
            known = &message.parts.back();
        }
        known->text += c.text;
        known->final = false;
    }
    void operator()(const PartRemoved& c)
    {
        if (MessageWithParts* message = find(of(c.key), c.message))
            std::erase_if(message->parts, [&](const Part& part) { return part.id == c.part; });
    }
    void operator()(const MarkAdded& c)
    {
        std::vector<Mark>& marks = of(c.key).marks;
        const auto it = std::find_if(
            marks.begin(), marks.end(), [&](const Mark& mark) { return mark.id == c.mark.id; });
        if (it == marks.end())
            marks.push_back(c.mark);
        else
            *it = c.mark;
    }
    void operator()(const TodosChanged& c) { of(c.key).todos = c.todos; }
    void operator()(const EventsLogged& c)
    {
        for (const EventRow& row : c.rows) {
            ++w.m_rows[{row.session, row.type}];
            if (row.id.isEmpty())
                continue;
            w.m_doubled += w.m_seen.contains(row.id) ? 1 : 0;
            w.m_seen.insert(row.id);
        }
    }
    void operator()(const IssueRaised& c) { w.m_issues.push_back(c.issue); }
    /** What only views of their own show. */
    template <typename Other>
    void operator()(const Other&)
    {
    }
};

Watcher::Watcher(const QString& profile, Engine::EventFeed feed)
    : m_engine(std::make_unique<Engine>(Engine::Options{profile, feed, 100}))
{
    connect(m_engine.get(), &Engine::changesReady, this, &Watcher::drain);
}

Watcher::~Watcher() = default;

bool Watcher::follow(const QUrl& url, const QString& password)
{
    SourceConfig config;
    config.url = url;
    config.user = password.isEmpty() ? QString() : u"opencode"_s;
    config.password = password;
    return follow(config);
}

bool Watcher::follow(const SourceConfig& config)
{
    m_source = config.id();
    if (!m_engine->start())
        return false;
    submit(AddSource{config});
    return true;
}

void Watcher::drain()
{
    for (const Change& change : m_engine->takeChanges()) {
        std::visit(Applier{*this}, change);
        if (onChange)
            onChange(change);
        const auto* logged = std::get_if<EventsLogged>(&change);
        if (logged && logged->readOnAfter)
            m_engine->submit(ReadEvents{m_source, *logged->readOnAfter});
    }
    emit changed();
}

bool Watcher::waitFor(const std::function<bool()>& done, std::chrono::milliseconds limit)
{
    if (done())
        return true;
    QEventLoop loop;
    bool finished = false;
    const auto connection = connect(this, &Watcher::changed, &loop, [&] {
        finished = finished || done();
        if (finished)
            loop.quit();
    });
    QTimer::singleShot(limit, &loop, &QEventLoop::quit);
    loop.exec();
    disconnect(connection);
    return finished;
}

bool Watcher::waitUntilLive()
{
    return waitFor([this] { return m_status.state == SyncState::Live; });
}

bool Watcher::waitForStatus(const QString& id, SessionStatus status)
{
    return waitFor([&] {
        const Session* known = session(id);
        return known && known->status == status;
    });
}

bool Watcher::open(const QString& id)
{
    submit(OpenSession{{m_source, SessionId(id)}});
    return waitFor([&] {
        const Transcript& opened = transcript(id);
        return opened.loaded && !opened.loading;
    });
}

const Checkpoint* Watcher::waitForRequest(const QString& session)
{
    const Checkpoint* found = nullptr;
    waitFor([&] {
        const auto it = std::find_if(m_checkpoints.begin(), m_checkpoints.end(),
            [&](const Checkpoint& c) { return c.key.session.value() == session && c.waits(); });
        found = it == m_checkpoints.end() ? nullptr : &*it;
        return found != nullptr;
    });
    return found;
}

bool Watcher::waitForState(const CheckpointKey& request, CheckpointState state)
{
    return waitFor([&] {
        const Checkpoint* known = checkpoint(request);
        return known && known->state == state;
    });
}

void Watcher::decide(const CheckpointKey& request, Reply reply, const QString& message)
{
    const Timestamp now = std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
    submit(Decide{{request, reply, message, Decision::Actor::Window, now}});
}

void Watcher::answer(const CheckpointKey& question, const Answers& answers)
{
    const Timestamp now = std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
    submit(Decide{{question, Reply::Answer, {}, Decision::Actor::Window, now, answers}});
}

const Session* Watcher::session(const QString& id) const
{
    const auto it = m_sessions.find(SessionId(id));
    return it == m_sessions.end() ? nullptr : &it->second;
}

const Checkpoint* Watcher::checkpoint(const CheckpointKey& key) const
{
    const auto it = std::find_if(m_checkpoints.begin(), m_checkpoints.end(),
        [&](const Checkpoint& c) { return c.key == key; });
    return it == m_checkpoints.end() ? nullptr : &*it;
}

int Watcher::offered(const QString& session) const
{
    return int(std::count_if(m_checkpoints.begin(), m_checkpoints.end(),
        [&](const Checkpoint& c) { return c.key.session.value() == session && c.waits(); }));
}

int Watcher::marks(const QString& session, Mark::Kind kind)
{
    const std::vector<Mark>& all = transcript(session).marks;
    return int(
        std::count_if(all.begin(), all.end(), [&](const Mark& mark) { return mark.kind == kind; }));
}

int Watcher::rowsOf(const QString& session, const QString& type) const
{
    const auto it = m_rows.find({SessionId(session), type});
    return it == m_rows.end() ? 0 : it->second;
}

} // namespace headgate::test
