// SPDX-License-Identifier: MIT
// Pictures of the timeline of an event log.
#include "core/engine.h"
#include "tests/support/logbuilder.h"
#include "tests/ui/picturestage.h"
#include "ui/colourscheme.h"
#include "ui/mainwindow.h"
#include "ui/preferences.h"
#include "ui/views/timelinelist.h"
#include "ui/windowstate.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>

using namespace Qt::StringLiterals;

namespace headgate {
namespace {

/** The lines of a plugin at work, in two runs. */
QByteArray believableLog()
{
    using namespace test;
    const QString s = u"ses_4f1tax"_s;
    const QJsonObject other{{u"correlation_id"_s, u"0f5e77d1c2b3a495"_s}};
    const auto minute = [](QByteArray line, int number) {
        // One of them every few seconds, so that the clock tells them apart.
        const QByteArray short_ = QByteArray::number(logTime + number);
        return line.replace(short_, QByteArray::number(logTime + number * 7000));
    };
    QByteArray text;
    int n = 0;
    const auto add = [&](const QString& type, const QJsonObject& payload, const QString& actor,
                         const QJsonObject& more = {}) {
        QJsonObject extra = more;
        extra.insert(u"actor"_s, actor);
        ++n;
        text += minute(logLine(n, type, s, payload, extra), n);
    };
    ++n;
    text += minute(sessionLine(n, s, u"Tax rules by region"_s), n);
    add(u"ledger.epic.created"_s,
        {{u"epicId"_s, u"ep_tax"_s}, {u"epicTitle"_s, u"Tax rules by region"_s}}, u"ledger"_s,
        other);
    add(u"ledger.governance.directive_added"_s,
        {{u"directiveContent"_s, u"Never round before the sum"_s}}, u"ledger"_s, other);
    add(u"agent.spawned"_s,
        {{u"id"_s, u"intent_1"_s}, {u"agent"_s, u"executor"_s},
            {u"description"_s, u"Move the tax rules"_s}, {u"parent_session_id"_s, s}},
        u"orchestrator"_s);
    add(u"execution.step_start"_s, {{u"messageID"_s, u"msg_1"_s}, {u"sessionID"_s, s}},
        u"system"_s);
    const auto tool = [&](const QString& name, const QString& status, const QJsonObject& state) {
        QJsonObject all = state;
        all.insert(u"status"_s, status);
        add(status == "completed"_L1 ? u"execution.tool_finish"_s : u"execution.tool_start"_s,
            {{u"sessionID"_s, s}, {u"messageID"_s, u"msg_1"_s}, {u"tool"_s, name},
                {u"callID"_s, u"c_%1"_s.arg(name)}, {u"state"_s, all}},
            u"system"_s);
    };
    const QJsonObject test{{u"input"_s, QJsonObject{{u"command"_s, u"npm test -- tax"_s}}}};
    tool(u"bash"_s, u"running"_s, test);
    tool(u"bash"_s, u"completed"_s, test);
    add(u"execution.reasoning_snapshot"_s,
        {{u"text"_s, u"The regions differ in when they round. The rule has to know the region."_s}},
        u"system"_s);
    tool(u"edit"_s, u"error"_s,
        {{u"input"_s, QJsonObject{{u"filePath"_s, u"src/tax/rules.ts"_s}}},
            {u"error"_s, u"The text to replace is not in the file."_s}});
    add(u"files.changed"_s, {{u"file"_s, u"src/tax/rules.ts"_s}}, u"system"_s);
    add(u"execution.text_delta"_s, {{u"delta"_s, u"I moved the rules into one table, "_s}},
        u"system"_s);
    add(u"zz.budget"_s, {{u"left"_s, 41}, {u"of"_s, 60}}, u"watcher"_s,
        {{u"budget_owner"_s, u"anna"_s}});
    add(u"progress.status_update"_s,
        {{u"agent"_s, u"architect"_s}, {u"message"_s, u"cutting it into tasks"_s},
            {u"progress_percent"_s, 40}},
        u"architect"_s);
    add(u"agent.completed"_s,
        {{u"intent_id"_s, u"intent_1"_s}, {u"result"_s, u"3 files, all tests pass"_s}},
        u"orchestrator"_s);
    ++n;
    text += minute(requestLine(n, s, u"cp_1"_s), n);
    add(u"checkpoint.approved"_s,
        {{u"checkpoint_id"_s, u"cp_1"_s}, {u"approved_by"_s, u"anna"_s},
            {u"selected_option"_s, u"safe"_s}},
        u"anna"_s,
        {{u"causation_id"_s, u"evt_%1"_s.arg(n, 6, 10, QChar(u'0'))},
            {u"metadata"_s, QJsonObject{{u"expired"_s, true}}}});
    return text;
}

/** A real log behind a real engine. `chosen`: this row from the top is shown whole. */
void logPicture(ThemeChoice choice, QSize size, ActionId tab, int chosen, const QString& file)
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"durable_stream.jsonl"_s);
    test::appendTo(path, believableLog());
    Engine engine({directory.filePath(u"profile"_s), Engine::EventFeed::Newest, 100});
    Preferences preferences{{}};
    WindowState state{{}};
    ColourScheme scheme(choice);
    WindowPorts ports;
    ports.submit = [&engine](const Command& command) { engine.submit(command); };
    ports.now = [] { return timestampFromMs(test::logTime + 180'000); };
    ports.preferences = &preferences;
    ports.state = &state;
    ports.scheme = &scheme;
    MainWindow window(std::move(ports));
    window.follow(&engine);
    SourceConfig config;
    config.kind = SourceKind::Log;
    config.url = QUrl::fromLocalFile(path);
    if (!engine.start())
        return;
    engine.submit(AddSource{config});
    window.resize(size);
    window.show();
    window.action(tab)->trigger();
    auto* rows = window.findChild<TimelineList*>();
    if (rows && chosen >= 0
        && QTest::qWaitFor([rows] { return rows->model()->rowCount() > 0; }, 20'000))
        rows->setCurrentIndex(rows->model()->index(chosen, 0));
    QTest::qWait(1500); // adding up is told once a second
    if (!QTest::qWaitForWindowExposed(&window) || !window.grab().save(file))
        QTextStream(stderr) << "cannot write " << file << '\n';
}

} // namespace

void logScenes(const QString& to)
{
    const ActionId timeline = ActionId::ShowTimeline;
    logPicture(ThemeChoice::Light, {1440, 900}, timeline, 1, to + u"timeline.png"_s);
    logPicture(ThemeChoice::Dark, {1440, 900}, timeline, 0, to + u"timeline-dark.png"_s);
    logPicture(ThemeChoice::Light, {1280, 720}, timeline, -1, to + u"timeline-1280.png"_s);
}

} // namespace headgate
