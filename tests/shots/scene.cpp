// SPDX-License-Identifier: MIT
#include "tests/shots/scene.h"

#include "app/systemfacts.h"
#include "core/domain/recording.h"
#include "core/domain/terminal.h"
#include "core/eventlog.h"
#include "core/ownlog.h"
#include "tests/support/rawhttp.h"
#include "ui/words/issuetext.h"

#include <QDBusConnection>
#include <QFile>
#include <QTest>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** Nothing is asked of a desktop: its notifications would be those of whoever takes the pictures.
 */
QDBusConnection nobody()
{
    return QDBusConnection(u"headgate-shots"_s);
}

Timestamp systemNow()
{
    return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

/** Without what Qt says of a platform without screen, which no person has. */
std::vector<LogLine> loggedAfter(qint64 number)
{
    std::vector<LogLine> lines = ownlog::linesAfter(number);
    std::erase_if(lines, [](const LogLine& line) {
        return line.text.startsWith("This plugin does not support"_L1);
    });
    return lines;
}

/** What the plugin writes of its plans: Headgate's recorder writes what a server tells alone. */
std::vector<StreamEvent> plans()
{
    const auto plan = [](const char* type, const QJsonObject& payload) {
        StreamEvent event;
        event.type = QString::fromLatin1(type);
        event.streamId = u"ledger"_s;
        event.actor = u"ledger"_s;
        event.payload = payload;
        return event;
    };
    std::vector<StreamEvent> all{
        plan("ledger.epic.created",
            {{u"epicId"_s, u"ep_tax"_s}, {u"epicTitle"_s, u"Tax rules by region"_s}}),
        plan("ledger.governance.directive_added",
            {{u"directiveContent"_s, u"Never round before the sum"_s}})};
    for (const char* title : {"Move the rates into one table", "Cover refunds", "Tell accounting"})
        all.push_back(plan("ledger.task.created",
            {{u"epicId"_s, u"ep_tax"_s}, {u"taskId"_s, u"task_%1"_s.arg(all.size())},
                {u"taskTitle"_s, QString::fromLatin1(title)}, {u"agent"_s, u"executor"_s}}));
    all.push_back(plan("ledger.task.started", {{u"taskId"_s, u"task_2"_s}}));
    return all;
}

} // namespace

Scene::Scene()
    : m_decisions(m_root.path())
    , m_engine({.profile = m_root.path()})
{
    WindowPorts ports;
    ports.submit = [this](const Command& command) { m_engine.submit(command); };
    ports.now = &systemNow;
    ports.decisions = &m_decisions;
    ports.preferences = &m_preferences;
    ports.state = &m_state;
    ports.scheme = &m_scheme;
    ports.found = &m_found;
    ports.system = systemFacts();
    ports.log = &loggedAfter;
    m_window = std::make_unique<MainWindow>(std::move(ports));
    QObject::connect(
        m_window.get(), &MainWindow::applied, m_window.get(), [this](const ChangeBatch& batch) {
            for (const Change& change : batch)
                note(change);
        });
    m_presence = std::make_unique<DesktopPresence>(
        DesktopPresence::Ports{[this](const Command& command) { m_engine.submit(command); },
            &systemNow, &m_preferences, &m_scheme},
        m_window.get(), nobody(), nobody());
    m_window->follow(&m_engine);
}

Scene::~Scene() = default;

void Scene::note(const Change& change)
{
    if (const auto* told = std::get_if<SessionChanged>(&change)) {
        std::erase_if(
            m_sessions, [&](const Session& known) { return known.key() == told->session.key(); });
        m_sessions.push_back(told->session);
    } else if (const auto* asked = std::get_if<CheckpointChanged>(&change)) {
        std::erase_if(
            m_asked, [&](const Checkpoint& known) { return known.key == asked->checkpoint.key; });
        if (asked->checkpoint.state == CheckpointState::Pending)
            m_asked.push_back(asked->checkpoint);
    } else if (const auto* terminal = std::get_if<TerminalTold>(&change)) {
        if (const auto* shown = std::get_if<TerminalShown>(&terminal->news->what))
            m_terminal = shown->terminal;
    }
}

bool Scene::waitFor(const std::function<bool()>& what)
{
    return QTest::qWaitFor(what, 60'000);
}

SourceId Scene::add(SourceKind kind, const QUrl& url, const QString& name)
{
    SourceConfig config;
    config.kind = kind;
    config.url = url;
    config.name = name;
    m_engine.submit(AddSource{config});
    return config.id();
}

QString Scene::start()
{
    if (const Outcome started = m_engine.start(); !started)
        return words::issueText(started.error());
    m_demoSource = add(SourceKind::Demo, QUrl(u"demo:"_s), {});
    for (const auto& begin : {&Scene::startOpenCode, &Scene::startStreams, &Scene::startLog}) {
        if (const QString why = (this->*begin)(); !why.isEmpty())
            return why;
    }
    Serve serve = m_preferences.serve();
    serve.port = 0;
    m_engine.submit(serve);
    if (!waitFor([this] { return !demo().isEmpty() && m_asked.size() >= 6; }))
        return u"only %1 of 6 requests came"_s.arg(m_asked.size());
    m_engine.submit(PublishSession{demo()});
    return {};
}

/** Sessions that wait: for an edit, for a choice, and for a command; and one that has ended. */
QString Scene::startOpenCode()
{
    m_openCode.setStories(QStringLiteral(HEADGATE_STORIES));
    m_openCode.setDirectory(qEnvironmentVariable("HEADGATE_SHOTS_WORK"));
    if (!m_openCode.start())
        return m_openCode.error();
    m_realSource = add(SourceKind::OpenCode, m_openCode.url(), u"workstation"_s);
    m_engine.submit(RecordSource{m_realSource, fresh(u"durable_stream.jsonl"_s)});
    const auto talk = [this](const QString& title, const QString& words) {
        const QString session = m_openCode.createSession(title);
        return m_openCode.prompt(session, words) ? session : QString();
    };
    const QString ended =
        talk(u"Why is the nightly build slow"_s, u"Find out why the nightly build is slow."_s);
    if (ended.isEmpty() || !m_openCode.waitUntilIdle(ended))
        return u"a turn of the server did not end"_s;
    m_realSession = talk(u"Round refunds to the cent"_s,
        u"Refunds should be rounded once, after the sum. Write the rule down first."_s);
    const QString asks =
        talk(u"Currency of the reports"_s, u"Put a currency at the head of the monthly reports."_s);
    const QString runs = talk(u"Release 2.4"_s, u"Make release 2.4 and publish its tag."_s);
    if (m_realSession.isEmpty() || asks.isEmpty() || runs.isEmpty())
        return u"a turn of the server did not begin"_s;
    return waitFor([this] { return m_asked.size() >= 3; }) ? QString()
                                                           : u"the server asked for nothing"_s;
}

bool Scene::tell(const QByteArray& path, const QByteArray& body)
{
    const int status = test::RawHttp(m_streams.port())
                           .ask("POST", path, body, "Content-Type: application/json\r\n")
                           .status;
    return status >= 200 && status < 300;
}

/** Two agents in a session with channels, and a stream of states. */
QString Scene::startStreams()
{
    if (!m_streams.start())
        return u"headgate-cli serve did not start"_s;
    const QUrl url(u"http://127.0.0.1:%1"_s.arg(m_streams.port()));
    bool told = tell("/api/sessions", R"({"id":"importer","title":"Importer of bank files"})");
    for (const char* event :
        {
            R"({"channel":"agentState","data":{"agentId":"planner","status":"running","task":"Cut the importer into tasks"}})",
            R"({"channel":"chunks","data":{"agentId":"planner","text":"The files of two banks differ in their dates alone. One parser with a table of formats is enough.","turn":1}})",
            R"({"channel":"agentState","data":{"agentId":"planner","status":"completed"}})",
            R"({"channel":"agentState","data":{"agentId":"coder","status":"running","task":"Table of date formats"}})",
            R"({"channel":"toolCalls","data":{"id":"t1","agentId":"coder","tool":"bash","input":{"command":"node --test importer"},"status":"running"}})",
            R"({"channel":"toolCalls","data":{"id":"t1","output":"ok 1 - reads 31.12.2026\nok 2 - reads 12/31/2026\n","status":"complete"}})",
            R"({"channel":"terminal","data":{"id":"i1","type":"input","data":"node --test importer","source":"agent"}})",
            R"({"channel":"terminal","data":{"id":"i2","type":"output","data":"2 tests, 2 passed\n","source":"agent"}})",
            R"({"channel":"chunks","data":{"agentId":"coder","text":"Both formats are read, and the old tests still pass.","turn":2}})",
        })
        told = tell("/api/streams?sessionId=importer", event) && told;
    told = test::RawHttp(m_streams.port())
                .ask("PUT", "/v1/stream/agents", {}, "Content-Type: application/json\r\n")
                .status
            == 201
        && told;
    told = tell("/v1/stream/agents", R"([
        {"type":"agent","key":"planner","value":{"status":"done","tasks":3},"headers":{"operation":"insert"}},
        {"type":"agent","key":"coder","value":{"status":"running","task":"Table of date formats"},"headers":{"operation":"insert"}},
        {"type":"task","key":"formats","value":{"title":"Table of date formats","progress":40},"headers":{"operation":"insert"}},
        {"type":"task","key":"formats","value":{"title":"Table of date formats","progress":70},"headers":{"operation":"update"}},
        {"type":"budget","key":"today","value":{"used":1.84,"of":10},"headers":{"operation":"insert"}}])")
        && told;
    m_paneSource = add(SourceKind::AgentPane, url, u"importer"_s);
    m_stateSource =
        add(SourceKind::Stream, url.resolved(QUrl(u"/v1/stream/agents"_s)), u"state of agents"_s);
    return told ? QString() : u"our server did not take an event"_s;
}

/** What Headgate wrote of the server so far, with the plans of a plugin and its question. */
QString Scene::startLog()
{
    const QString path = fresh(u"durable_stream.jsonl"_s);
    if (!waitFor([&] { return QFile(path).size() > 4000; }))
        return u"nothing was recorded"_s;
    EventLog log(path);
    const bool planned = log.resume() && log.append(plans())
        && log.requestCheckpoint({m_realSession, u"Ship the rounding with 2.4?"_s,
            {{u"now"_s, u"With 2.4, behind a switch"_s, {}}, {u"later"_s, u"With 2.5"_s, {}}},
            u"oracle"_s});
    m_logSource = add(SourceKind::Log, QUrl::fromLocalFile(path), u"plugin log"_s);
    return planned ? QString() : u"the log did not take an event"_s;
}

SessionKey Scene::sessionOf(const SourceId& source, const QString& title) const
{
    const auto found = std::ranges::find_if(m_sessions, [&](const Session& session) {
        return session.source == source && session.title.startsWith(title);
    });
    return found == m_sessions.end() ? SessionKey() : found->key();
}

CheckpointKey Scene::request(CheckpointKind kind, const QString& permission) const
{
    const auto found = std::ranges::find_if(m_asked, [&](const Checkpoint& asked) {
        return asked.kind == kind && asked.permission == permission;
    });
    return found == m_asked.end() ? CheckpointKey() : found->key;
}

void Scene::typeInTerminal(const QString& line)
{
    const auto found = std::ranges::find_if(
        m_sessions, [this](const Session& session) { return session.source == m_realSource; });
    if (m_terminal.isEmpty() || found == m_sessions.end())
        return;
    m_engine.submit(UseTerminal{m_realSource,
        std::make_shared<const TerminalWish>(
            TerminalWish{found->directory, TerminalWish::Type{m_terminal, line + u'\r'}})});
}

} // namespace headgate
