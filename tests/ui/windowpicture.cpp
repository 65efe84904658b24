// SPDX-License-Identifier: MIT
// Writes pictures of the window, fed with a believable day: windowpicture DIRECTORY
#include "core/domain/past.h"
#include "core/domain/terminal.h"
#include "core/engine.h"
#include "core/terminal/grid.h"
#include "tests/support/logbuilder.h"
#include "tests/ui/fakefeed.h"
#include "tests/ui/fakerecord.h"
#include "tests/ui/panefeed.h"
#include "ui/approvaldialog.h"
#include "ui/batchdialog.h"
#include "ui/colourscheme.h"
#include "ui/connectdialog.h"
#include "ui/exportdialog.h"
#include "ui/findpopover.h"
#include "ui/linkprompt.h"
#include "ui/mainwindow.h"
#include "ui/models/foundservers.h"
#include "ui/models/replayplayer.h"
#include "ui/notificationpage.h"
#include "ui/panels/findbar.h"
#include "ui/panels/rulespanel.h"
#include "ui/panels/statepanel.h"
#include "ui/panels/timelinepanel.h"
#include "ui/preferences.h"
#include "ui/settingsdialog.h"
#include "ui/shortcutsheet.h"
#include "ui/style.h"
#include "ui/views/terminalview.h"
#include "ui/views/timelinelist.h"
#include "ui/windowstate.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>
#include <QTreeView>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

/** One window with everything it needs, at a moment that stands still. */
struct Stage
{
    Stage(ThemeChoice choice, const ChangeBatch& batch, FoundServers* found = nullptr)
        : scheme(choice)
    {
        WindowPorts ports;
        ports.submit = [this](const Command& command) {
            if (const auto* asked = std::get_if<LookUp>(&command))
                lookup = asked->lookup;
        };
        ports.now = &FakeFeed::now;
        ports.decisions = &record;
        ports.preferences = &preferences;
        ports.state = &state;
        ports.scheme = &scheme;
        ports.found = found;
        window = std::make_unique<MainWindow>(std::move(ports));
        window->selectWhenKnown(FakeFeed::mainSession());
        for (const Change& change : batch) {
            const auto* told = std::get_if<SessionChanged>(&change);
            if (told && told->session.key() == FakeFeed::mainSession())
                directory = told->session.directory;
        }
        window->apply(batch);
        window->apply(FakeFeed::transcript());
        window->apply(FakeFeed::todos());
        window->apply(FakeFeed::ledger());
        window->apply(FakeFeed::work());
        window->apply(FakeFeed::lineage());
    }

    void save(QWidget& widget, const QString& file) const
    {
        QTest::qWait(50);
        if (!QTest::qWaitForWindowExposed(&widget) || !widget.grab().save(file))
            QTextStream(stderr) << "cannot write " << file << '\n';
    }

    void tell(Finding finding) const
    {
        window->apply({LookedUp{
            FakeFeed::mainSession().source, std::make_shared<const Finding>(std::move(finding))}});
    }

    FakeRecord record;
    std::shared_ptr<const Lookup> lookup; ///< what was asked last
    QString directory; ///< of the main session
    Preferences preferences{{}};
    WindowState state{{}};
    ColourScheme scheme;
    std::unique_ptr<MainWindow> window;
};

void mainPicture(ThemeChoice choice, QSize size, const QString& file)
{
    Stage stage(choice, FakeFeed::all());
    stage.window->resize(size);
    stage.window->show();
    stage.save(*stage.window, file);
}

void tabPicture(ThemeChoice choice, ActionId tab, const QString& file)
{
    Stage stage(choice, FakeFeed::all());
    stage.window->apply(FakeFeed::serving());
    stage.window->show();
    stage.window->action(tab)->trigger();
    stage.save(*stage.window, file);
}

/** The state of a stream, one thing of which changed just now, with a request being looked up. */
void statePicture(ThemeChoice choice, const QString& file)
{
    Stage stage(choice, FakeFeed::all());
    stage.window->apply(FakeFeed::state());
    const ChangeBatch all = FakeFeed::state();
    StateRowChanged changed = std::get<StateRowChanged>(all[4]);
    changed.row.at = FakeFeed::now();
    stage.window->apply({changed});
    stage.window->show();
    stage.window->action(ActionId::ShowState)->trigger();
    auto* rows = stage.window->findChild<StatePanel*>()->findChild<QTreeView*>();
    rows->setFocus();
    rows->setCurrentIndex(rows->model()->index(0, 0, rows->model()->index(2, 0)));
    stage.save(*stage.window, file);
}

/** What a shell and its programs wrote. */
QByteArray terminalBytes()
{
    QByteArray bytes(
        "\x1b[1;32mdev@workstation\x1b[m:\x1b[1;34m~/shop\x1b[m$ git status --short\r\n"
        " \x1b[32mM\x1b[m src/tax.ts\r\n\x1b[31m??\x1b[m notes.txt\r\n"
        "\x1b[1;32mdev@workstation\x1b[m:\x1b[1;34m~/shop\x1b[m$ npm test\r\n\r\n"
        " \x1b[42;30m PASS \x1b[m tests/tax.test.ts\r\n"
        "   \x1b[32m✓\x1b[m rounds half up \x1b[2m(3 ms)\x1b[m\r\n"
        "   \x1b[31m✗\x1b[m 漢字 in an address \x1b[2m(1 ms)\x1b[m\r\n\r\n"
        "┌────────┬───────┐\r\n│ \x1b[4mfile\x1b[m   │ \x1b[7mlines\x1b[m │\r\n"
        "│ \x1b[3mtax.ts\x1b[m │   \x1b[33m212\x1b[m │\r\n└────────┴───────┘\r\n");
    for (int i = 0; i < 16; ++i)
        bytes += "\x1b[48;5;" + QByteArray::number(i) + "m  ";
    bytes += "\x1b[m\r\n";
    for (int i = 0; i < 16; ++i)
        bytes += "\x1b[38;5;" + QByteArray::number(i) + "m" + QByteArray::number(i, 16) + "x";
    return bytes + "\x1b[m\r\n\x1b[1;32mdev@workstation\x1b[m:\x1b[1;34m~/shop\x1b[m$ ";
}

void terminalPicture(ThemeChoice choice, bool some, const QString& file)
{
    Stage stage(choice, FakeFeed::all());
    stage.window->show();
    stage.window->action(ActionId::ShowTerminal)->trigger();
    auto* view = stage.window->findChild<TerminalView*>();
    QTest::qWait(50);
    const SourceId source = FakeFeed::mainSession().source;
    const auto tell = [&](TerminalNews news) {
        stage.window->apply(
            {TerminalTold{source, std::make_shared<const TerminalNews>(std::move(news))}});
    };
    TerminalsListed list;
    list.directory = stage.directory;
    if (some)
        list.terminals = {
            {TerminalId(u"pty_1"_s), u"Terminal tS1C"_s, u"/bin/bash -l"_s, {}, true}};
    tell({list});
    QTest::qWait(50);
    terminal::Grid grid(view->room());
    terminal::Parser parser;
    parser.feed(terminalBytes(), grid);
    tell({TerminalShown{TerminalId(u"pty_1"_s), TerminalLink::Live, {}, false,
        std::make_shared<const terminal::Screen>(grid.screen())}});
    if (some)
        view->setFocus();
    stage.save(*stage.window, file);
}

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

/** One request of which it is not known yet whether anybody waits for it. */
void checkingPicture(const QString& file)
{
    Stage stage(ThemeChoice::Light, FakeFeed::all());
    Checkpoint listed = FakeFeed::edit();
    listed.state = CheckpointState::Checking;
    stage.window->apply({CheckpointChanged{listed}});
    stage.window->show();
    stage.save(*stage.window, file);
}

/** High contrast on a system that is dark (1) or light (2), as its portal says. */
void contrastPicture(uint portal, const QString& file)
{
    Stage stage(ThemeChoice::Contrast, FakeFeed::all());
    stage.scheme.setPortalValue(portal);
    stage.window->show();
    stage.save(*stage.window, file);
}

/** Nothing to show: a quiet source, no request, no todo, a transcript without a word. */
void emptyPicture(const QString& file)
{
    Stage stage(ThemeChoice::Light, FakeFeed::sources());
    stage.window->show();
    stage.window->action(ActionId::ShowTodos)->trigger();
    stage.save(*stage.window, file);
}

/** A source that wants a password, one that is gone, and trouble to be told. */
void troublePicture(ThemeChoice choice, const QString& file)
{
    Stage stage(choice, FakeFeed::all());
    SourceStatus source = std::get<SourceChanged>(FakeFeed::sources()[0]).status;
    source.state = SyncState::Denied;
    source.issue = {Issue::Code::NotAuthorised, source.id, {}};
    stage.window->apply({SourceChanged{source},
        IssueRaised{{Issue::Code::BadFrame, source.id, {u"not JSON"_s}}, 3}});
    stage.window->show();
    stage.save(*stage.window, file);
}

void approvalPicture(ThemeChoice choice, const Checkpoint& request, const QString& file)
{
    Stage stage(choice, FakeFeed::all());
    stage.window->apply({CheckpointChanged{request}});
    stage.window->show();
    stage.window->openRequest(request.key);
    QTest::qWait(900); // the answers are off at first
    stage.save(*stage.window->approval(), file);
}

/** An edit as the newer API of OpenCode tells it: no line numbers, and an "always" that is saved.
 */
void savedPicture(ThemeChoice choice, const QString& file)
{
    Stage stage(choice, FakeFeed::all());
    Checkpoint edit = FakeFeed::edit();
    edit.text =
        u"--- tax.ts\n+++ tax.ts\n@@ @@\n-  return lines.map(l => l.total * rates[region])\n"
        "+  const rule = ruleFor(region)\n+  return lines.map(rule.round)\n"_s;
    for (const Change& change : FakeFeed::all()) {
        const auto* told = std::get_if<SessionChanged>(&change);
        if (!told || told->session.id != edit.key.session)
            continue;
        Session session = told->session;
        session.readOnly = true;
        stage.window->apply({SessionChanged{session}, CheckpointChanged{edit}});
    }
    stage.window->show();
    stage.window->openRequest(edit.key);
    QTest::qWait(900); // the answers are off at first
    stage.save(*stage.window->approval(), file);
}

/** An AgentPane session with others in it, and the change it asks about. */
void panePictures(ThemeChoice choice, const QString& to, const QString& suffix)
{
    Stage stage(choice, FakeFeed::all());
    stage.window->apply(PaneFeed::all());
    stage.window->show();
    stage.window->select(PaneFeed::session());
    stage.window->apply(PaneFeed::all());
    stage.window->apply(PaneFeed::room());
    stage.window->action(ActionId::ShowWork)->trigger();
    stage.save(*stage.window, to + u"pane"_s + suffix + u".png"_s);
    stage.window->openRequest(PaneFeed::approval().key);
    QTest::qWait(900); // the answers are off at first
    stage.save(*stage.window->approval(), to + u"pane-approval"_s + suffix + u".png"_s);
}

/** Many wait; some are chosen, and looked at together. */
void inboxPicture(ThemeChoice choice, const QString& to, const QString& suffix)
{
    Stage stage(choice, FakeFeed::all());
    const QStringList commands{u"npm run build"_s, u"npm test -- --filter=invoice"_s,
        u"cat package.json | head -40 && ls -la src/invoice"_s, u"npm run build"_s};
    for (int i = 0; i < commands.size(); ++i) {
        Checkpoint c = FakeFeed::push();
        c.key.request = RequestId(u"per_more%1"_s.arg(i));
        c.text = commands[i];
        c.patterns = {commands[i]};
        stage.window->apply({CheckpointChanged{c}});
    }
    stage.window->show();
    const auto press = [&](const QString& text) {
        for (auto* button : stage.window->findChildren<QPushButton*>()) {
            if (button->text() == text)
                button->click();
        }
    };
    QTest::qWait(50);
    press(u"Choose"_s);
    press(u"All"_s);
    stage.save(*stage.window, to + u"inbox%1.png"_s.arg(suffix));
    press(u"Review together"_s);
    QTest::qWait(900);
    for (auto* dialog : stage.window->findChildren<BatchDialog*>())
        stage.save(*dialog, to + u"batch%1.png"_s.arg(suffix));
}

/** An address that is being asked what answers there. */
void connectPicture(const QString& file)
{
    Stage stage(ThemeChoice::Light, FakeFeed::all());
    ConnectDialog dialog([](const SourceConfig&, QObject*, const SourceFinder::Found&) {});
    dialog.show();
    dialog.findChild<QLineEdit*>()->setText(u"http://10.0.0.7:4437/v1/stream/notes"_s);
    for (QPushButton* button : dialog.findChildren<QPushButton*>()) {
        if (button->isDefault())
            button->click();
    }
    stage.save(dialog, file);
}

void shortcutsPicture(const QString& file)
{
    Stage stage(ThemeChoice::Light, FakeFeed::all());
    stage.window->show();
    ShortcutSheet sheet(stage.window.get());
    sheet.show();
    stage.save(sheet, file);
}

/** Where a link leads, before it opens. */
void linkPicture(ThemeChoice choice, const QString& file)
{
    Stage stage(choice, FakeFeed::all());
    stage.window->show();
    askToOpen(QUrl(u"https://github.com@downloads.\u0430pple.example/install/linux/latest?ref="
                   u"0f3c9d2e7b1a4856&next=/a/very/long/path/that/would/not/fit"_s),
        stage.window.get());
    stage.save(*stage.window->findChild<QMessageBox*>(), file);
}

/** The proof after a check, or the approvals that a server keeps. */
void proofPicture(ThemeChoice choice, ActionId tab, const QString& file)
{
    Stage stage(choice, FakeFeed::all());
    stage.window->show();
    stage.window->action(tab)->trigger();
    for (auto* button : stage.window->findChildren<QPushButton*>()) {
        if (button->text() == u"Check against the servers"_s)
            button->click();
    }
    const auto tell = [&](Finding finding) {
        stage.window->apply({LookedUp{
            FakeFeed::workstation(), std::make_shared<const Finding>(std::move(finding))}});
    };
    Proof proof;
    SessionProof whole;
    whole.session = FakeFeed::mainSession().session;
    whole.cursor = 411;
    whole.events = 412;
    whole.held = {{0, 411}};
    whole.compared = true;
    proof.sessions = {whole};
    tell({Finding::Held{{whole.session, false}, true, proof}});
    SessionProof gap = whole;
    gap.session = FakeFeed::exploring().session;
    gap.verdict = Verdict::Gap;
    gap.events = 208;
    gap.held = {{0, 90}, {93, 209}};
    gap.missing = {{91, 92}};
    SessionProof never;
    never.session = SessionId(u"ses_sdk"_s);
    never.verdict = Verdict::NotHeld;
    proof.sessions = {whole, gap, never};
    tell({Finding::Held{{{}, true}, true, proof}});
    tell({Finding::Rules{{{u"1"_s, u"prj_billing"_s, u"bash"_s, u"git push *"_s},
                             {u"2"_s, u"prj_billing"_s, u"bash"_s, u"npm test *"_s},
                             {u"3"_s, u"prj_site"_s, u"edit"_s, u"*"_s}},
        {}}});
    for (auto* panel : stage.window->findChildren<RulesPanel*>()) {
        auto* rows = panel->findChild<QListView*>();
        rows->setCurrentIndex(rows->model()->index(1, 0));
    }
    stage.save(*stage.window, file);
}

/** Servers that were found: on the first page, and in the dialog. */
void foundPictures(ThemeChoice choice, const QString& to, const QString& suffix)
{
    FoundServers found;
    found.put({{QUrl(u"http://127.0.0.1:4096"_s), u"1.18.33"_s, QDir::home().filePath(u"shop"_s)},
        {QUrl(u"http://127.0.0.1:4097"_s), u"1.17.2"_s,
            QDir::home().filePath(u"code/a/rather/long/way/down/to/the/project"_s)}});
    Stage first(choice, {}, &found);
    first.window->show();
    first.save(*first.window, to + u"first-run-found%1.png"_s.arg(suffix));
    ConnectDialog dialog({}, &found);
    dialog.show();
    first.save(dialog, to + u"connect-found%1.png"_s.arg(suffix));
}

/** What a person is told of, on a desktop that takes answers in notifications. */
void settingsPicture(ThemeChoice choice, const QString& file)
{
    Stage stage(choice, FakeFeed::all());
    NoticeWishes wishes;
    wishes.quietHours = true;
    wishes.of(NoticeKind::Failed).on = true;
    stage.preferences.setNotices(wishes);
    SettingsDialog dialog;
    auto* page = new NotificationPage(&stage.preferences, stage.window->sources(), [] {
        return NotificationPage::Desktop{true, true, true, true};
    });
    dialog.addPage(u"Notifications"_s, page);
    dialog.show();
    stage.save(dialog, file);
}

/** Sessions or actions that fit what is typed. */
void finderPicture(
    ThemeChoice choice, QSize size, ActionId what, const QString& typed, const QString& file)
{
    Stage stage(choice, FakeFeed::all());
    stage.window->resize(size);
    stage.window->show();
    QTest::qWait(50);
    stage.window->action(what)->trigger();
    auto* popover = stage.window->findChild<FindPopover*>();
    popover->findChild<QLineEdit*>()->setText(typed);
    stage.save(*stage.window, file);
}

/** Words found in all sessions; `indexed` percent were looked through. */
void searchPicture(ThemeChoice choice, QSize size, int indexed, const QString& file)
{
    Stage stage(choice, FakeFeed::all());
    stage.window->resize(size);
    stage.window->show();
    QTest::qWait(50);
    stage.window->action(ActionId::SearchAll)->trigger();
    stage.window->findChild<FindPopover*>()->findChild<QLineEdit*>()->setText(u"rounding"_s);
    const auto hit = [](const SessionKey& key, const QString& title, SearchKind kind,
                         const QString& speaker, int hours, const QString& text) {
        SearchHit made;
        made.key = key;
        made.title = title;
        made.kind = kind;
        made.speaker = speaker;
        made.time = FakeFeed::ago(std::chrono::hours(hours));
        made.snippet = text;
        const qsizetype at = text.indexOf(u"ounding"_s) - 1;
        made.marks = {{at, 8}};
        return made;
    };
    SearchFound found;
    found.number = 1;
    found.indexed = indexed;
    const QString invoices = u"Split tax rules out of the invoice module"_s;
    const QString callers = u"Explore callers of applyTax"_s;
    found.hits = {
        hit(FakeFeed::mainSession(), invoices, SearchKind::Words, u"assistant"_s, 1,
            u"The rounding now follows each region's rule. Two callers relied on the old float result"_s),
        hit(FakeFeed::mainSession(), invoices, SearchKind::Tools, u"bash"_s, 2,
            u"rg -n \"rounding\" src src/invoice/tax.ts:41: // rounding of each line, not of the sum"_s),
        hit(FakeFeed::exploring(), callers, SearchKind::Words, u"user"_s, 26,
            u"Why is the rounding of refunds not the same as that of invoices?"_s),
        hit(FakeFeed::exploring(), callers, SearchKind::Errors, u"bash"_s, 27,
            u"AssertionError: rounding of 0.125 gave 0.13"_s)};
    stage.window->apply({LookedUp{{}, std::make_shared<const Finding>(Finding{found})}});
    stage.save(*stage.window, file);
}

/** Words found in the session, one of them where a card is folded. */
void findBarPicture(ThemeChoice choice, const QString& words, const QString& file)
{
    Stage stage(choice, FakeFeed::all());
    stage.window->resize(1280, 720);
    stage.window->show();
    QTest::qWait(50);
    stage.window->action(ActionId::FindInSession)->trigger();
    stage.window->findChild<FindBar*>()->findChild<QLineEdit*>()->setText(words);
    stage.save(*stage.window, file);
}

/** An hour of the main session: words, tools, two requests, and the connection cut once. */
std::shared_ptr<const ReplayTimeline> pastHour()
{
    using std::chrono::seconds;
    auto timeline = std::make_shared<ReplayTimeline>();
    timeline->key = FakeFeed::mainSession();
    const auto add = [&](int second, ReplayKind kind, const char* type, bool kept = true) {
        ReplayMoment moment;
        moment.at = FakeFeed::ago(seconds(3600 - second));
        moment.row = qint64(timeline->moments.size()) + 1;
        moment.kind = kind;
        moment.type = QString::fromLatin1(type);
        moment.kept = kept;
        timeline->moments.push_back(moment);
    };
    for (int second = 0; second < 3600; second += 7) {
        if (second % 900 > 640)
            continue;
        const int beat = second / 7;
        if (beat % 40 == 0)
            add(second, ReplayKind::Message, "message.updated");
        else if (beat % 9 == 0)
            add(second, ReplayKind::Tool, "message.part.updated");
        else if (beat % 191 == 100)
            add(second, ReplayKind::Asked, "permission.asked");
        else if (beat % 191 == 103)
            add(second, ReplayKind::Answered, "permission.replied");
        else if (beat == 340)
            add(second, ReplayKind::Gap, "headgate.mark");
        else
            add(second, ReplayKind::Text, "message.part.updated", beat % 3 != 0);
    }
    return timeline;
}

/** The main session as it was at a moment when a person was asked. */
void replayPicture(ThemeChoice choice, QSize size, const QString& file)
{
    Stage stage(choice, FakeFeed::all());
    stage.window->resize(size);
    stage.window->show();
    stage.window->action(ActionId::ReplaySession)->trigger();
    const auto timeline = pastHour();
    auto scene = std::make_shared<ReplayScene>();
    scene->key = timeline->key;
    const ChangeBatch transcript = FakeFeed::transcript();
    for (const Change& change : transcript) {
        if (const auto* loaded = std::get_if<TranscriptLoaded>(&change))
            scene->messages = loaded->messages;
    }
    scene->waiting.push_back(FakeFeed::push());
    for (const char* line : {"npm test", "\n  42 passing (3s)\n  1 failing\n"})
        scene->terminal.append({FakeFeed::ago(std::chrono::seconds(1800)),
            scene->terminal.isEmpty() ? u"input"_s : u"output"_s, QString::fromLatin1(line)});
    const ChangeBatch todos = FakeFeed::todos();
    if (const auto* told = std::get_if<TodosChanged>(&todos.front()))
        scene->todos = told->todos;
    auto* player = stage.window->findChild<ReplayPlayer*>();
    const auto answer = [&](bool first) {
        const ReplayWish wish = *pastWish<ReplayWish>(*stage.lookup);
        auto now = std::make_shared<ReplayScene>(*scene);
        now->index = wish.index;
        stage.tell(pastFinding(ReplayFound{wish.number, first ? timeline : nullptr, now}));
    };
    answer(true);
    player->seek(timeline->moments[size_t(timeline->moments.size() / 2)].at);
    answer(false);
    player->toRequest(true);
    answer(false);
    stage.save(*stage.window, file);
}

/** What would be taken out of a session before it is written into a file. */
void exportPicture(ThemeChoice choice, const QString& file)
{
    Stage stage(choice, FakeFeed::all());
    stage.window->show();
    stage.window->action(ActionId::ExportSession)->trigger();
    ExportFound found;
    found.number = pastWish<ExportWish>(*stage.lookup)->number;
    found.finished = true;
    found.found = {{RedactionRule::Token, 2, {u"ghp_16C7e42F292c6912E7710c838347Ae178B4a"_s}},
        {RedactionRule::Password, 1, {u"DB_PASSWORD=hunter2hunter2"_s}},
        {RedactionRule::Home, 214, {u"/home/maya"_s}},
        {RedactionRule::Mail, 3, {u"maya@example.org"_s, u"ops@example.org"_s}}};
    stage.tell(pastFinding(found));
    stage.save(*stage.window->findChild<ExportDialog*>(), file);
}

Checkpoint hostile()
{
    Checkpoint c = FakeFeed::push();
    c.text = u"git add -A && git commit -m \"Move tax rules\u202E\" && git push "
             "--force-with-lease origin tax-rules"_s;
    c.always = {u"git add *"_s, u"git push *"_s};
    return c;
}

} // namespace

int main(int argc, char** argv)
{
    QApplication::setHighDpiScaleFactorRoundingPolicy(
        Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    QApplication app(argc, argv);
    QApplication::setStyle(new Style);
    QApplication::setFont(theme::uiFont());
    if (argc != 2 || !QDir().mkpath(QString::fromLocal8Bit(argv[1]))) {
        QTextStream(stderr) << "usage: windowpicture DIRECTORY\n";
        return 2;
    }
    const QString to = QString::fromLocal8Bit(argv[1]) + u'/';
    mainPicture(ThemeChoice::Light, {1440, 900}, to + u"main-light.png"_s);
    mainPicture(ThemeChoice::Dark, {1440, 900}, to + u"main-dark.png"_s);
    mainPicture(ThemeChoice::Light, {1280, 720}, to + u"main-1280.png"_s);
    mainPicture(ThemeChoice::Light, {1000, 700}, to + u"main-1000.png"_s);
    mainPicture(ThemeChoice::Light, {720, 640}, to + u"main-720.png"_s);
    mainPicture(ThemeChoice::Dark, {3840, 2160}, to + u"main-3840.png"_s);
    contrastPicture(2, to + u"contrast-light.png"_s);
    contrastPicture(1, to + u"contrast-dark.png"_s);
    const QSize small(1280, 720);
    finderPicture(
        ThemeChoice::Light, {1440, 900}, ActionId::GoToSession, {}, to + u"find-session.png"_s);
    finderPicture(ThemeChoice::Dark, small, ActionId::GoToSession, u"call bill"_s,
        to + u"find-session-dark.png"_s);
    finderPicture(
        ThemeChoice::Light, small, ActionId::FindAction, u"sho"_s, to + u"find-action.png"_s);
    finderPicture(
        ThemeChoice::Dark, small, ActionId::FindAction, {}, to + u"find-action-dark.png"_s);
    finderPicture(
        ThemeChoice::Contrast, small, ActionId::FindAction, u"wait"_s, to + u"find-contrast.png"_s);
    finderPicture(ThemeChoice::Light, {560, 420}, ActionId::GoToSession, u"nothing like it"_s,
        to + u"find-nothing.png"_s);
    searchPicture(ThemeChoice::Light, {1440, 900}, 100, to + u"search.png"_s);
    searchPicture(ThemeChoice::Dark, small, 62, to + u"search-dark.png"_s);
    finderPicture(
        ThemeChoice::Light, {720, 560}, ActionId::SearchAll, {}, to + u"search-empty.png"_s);
    findBarPicture(ThemeChoice::Light, u"callers"_s, to + u"find-words.png"_s);
    findBarPicture(ThemeChoice::Dark, u"region"_s, to + u"find-words-dark.png"_s);
    tabPicture(ThemeChoice::Light, ActionId::ShowEvents, to + u"events.png"_s);
    tabPicture(ThemeChoice::Dark, ActionId::ShowEvents, to + u"events-dark.png"_s);
    tabPicture(ThemeChoice::Light, ActionId::ShowTodos, to + u"todos.png"_s);
    tabPicture(ThemeChoice::Dark, ActionId::ShowTodos, to + u"todos-dark.png"_s);
    tabPicture(ThemeChoice::Light, ActionId::ShowServe, to + u"serve.png"_s);
    tabPicture(ThemeChoice::Dark, ActionId::ShowServe, to + u"serve-dark.png"_s);
    for (const auto& [id, name] : {std::pair(ActionId::ShowLedger, "ledger"),
             std::pair(ActionId::ShowLineage, "lineage"), std::pair(ActionId::ShowWork, "work"),
             std::pair(ActionId::ShowDecisions, "decisions")}) {
        tabPicture(ThemeChoice::Light, id, to + QLatin1StringView(name) + u".png"_s);
        tabPicture(ThemeChoice::Dark, id, to + QLatin1StringView(name) + u"-dark.png"_s);
    }
    terminalPicture(ThemeChoice::Light, true, to + u"terminal.png"_s);
    terminalPicture(ThemeChoice::Dark, true, to + u"terminal-dark.png"_s);
    terminalPicture(ThemeChoice::Light, false, to + u"terminal-none.png"_s);
    statePicture(ThemeChoice::Light, to + u"state.png"_s);
    statePicture(ThemeChoice::Dark, to + u"state-dark.png"_s);
    const ActionId timeline = ActionId::ShowTimeline;
    logPicture(ThemeChoice::Light, {1440, 900}, timeline, 1, to + u"timeline.png"_s);
    logPicture(ThemeChoice::Dark, {1440, 900}, timeline, 0, to + u"timeline-dark.png"_s);
    logPicture(ThemeChoice::Light, {1280, 720}, timeline, -1, to + u"timeline-1280.png"_s);
    checkingPicture(to + u"checking.png"_s);
    connectPicture(to + u"connect.png"_s);
    linkPicture(ThemeChoice::Light, to + u"link.png"_s);
    shortcutsPicture(to + u"shortcuts.png"_s);
    linkPicture(ThemeChoice::Dark, to + u"link-dark.png"_s);
    proofPicture(ThemeChoice::Light, ActionId::ShowProof, to + u"proof.png"_s);
    proofPicture(ThemeChoice::Dark, ActionId::ShowProof, to + u"proof-dark.png"_s);
    proofPicture(ThemeChoice::Light, ActionId::ShowRules, to + u"rules.png"_s);
    proofPicture(ThemeChoice::Dark, ActionId::ShowRules, to + u"rules-dark.png"_s);
    foundPictures(ThemeChoice::Light, to, {});
    foundPictures(ThemeChoice::Dark, to, u"-dark"_s);
    settingsPicture(ThemeChoice::Light, to + u"settings.png"_s);
    settingsPicture(ThemeChoice::Dark, to + u"settings-dark.png"_s);
    replayPicture(ThemeChoice::Light, {1440, 900}, to + u"replay.png"_s);
    replayPicture(ThemeChoice::Dark, {1440, 900}, to + u"replay-dark.png"_s);
    replayPicture(ThemeChoice::Contrast, {720, 640}, to + u"replay-720.png"_s);
    exportPicture(ThemeChoice::Light, to + u"export.png"_s);
    exportPicture(ThemeChoice::Dark, to + u"export-dark.png"_s);
    Stage off(ThemeChoice::Light, FakeFeed::all());
    off.window->action(ActionId::ShowServe)->trigger();
    off.window->show();
    off.save(*off.window, to + u"serve-off.png"_s);
    inboxPicture(ThemeChoice::Light, to, {});
    inboxPicture(ThemeChoice::Dark, to, u"-dark"_s);
    emptyPicture(to + u"empty.png"_s);
    panePictures(ThemeChoice::Light, to, {});
    panePictures(ThemeChoice::Dark, to, u"-dark"_s);
    troublePicture(ThemeChoice::Light, to + u"trouble.png"_s);
    troublePicture(ThemeChoice::Dark, to + u"trouble-dark.png"_s);
    approvalPicture(ThemeChoice::Light, hostile(), to + u"approval-light.png"_s);
    approvalPicture(ThemeChoice::Dark, hostile(), to + u"approval-dark.png"_s);
    approvalPicture(ThemeChoice::Light, FakeFeed::edit(), to + u"approval-diff.png"_s);
    savedPicture(ThemeChoice::Light, to + u"approval-saved.png"_s);
    approvalPicture(ThemeChoice::Light, FakeFeed::question(), to + u"approval-question.png"_s);
    approvalPicture(ThemeChoice::Light, FakeFeed::checkpoint(), to + u"approval-checkpoint.png"_s);
    approvalPicture(ThemeChoice::Dark, FakeFeed::edit(), to + u"approval-diff-dark.png"_s);
    approvalPicture(ThemeChoice::Contrast, hostile(), to + u"approval-contrast.png"_s);
    for (const auto& [choice, name] : {std::pair{ThemeChoice::Light, u"first-run.png"_s},
             {ThemeChoice::Dark, u"first-run-dark.png"_s}}) {
        Stage first(choice, {});
        first.window->show();
        first.save(*first.window, to + name);
    }
    return 0;
}
