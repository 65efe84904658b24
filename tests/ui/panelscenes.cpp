// SPDX-License-Identifier: MIT
// Pictures of the panels of the inspector.
#include "core/domain/terminal.h"
#include "core/terminal/grid.h"
#include "tests/ui/fakefeed.h"
#include "tests/ui/picturestage.h"
#include "ui/mainwindow.h"
#include "ui/panels/rulespanel.h"
#include "ui/panels/statepanel.h"
#include "ui/views/terminalview.h"

#include <QListView>
#include <QPushButton>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace headgate {
namespace {

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

} // namespace

void panelScenes(const QString& to)
{
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
    proofPicture(ThemeChoice::Light, ActionId::ShowProof, to + u"proof.png"_s);
    proofPicture(ThemeChoice::Dark, ActionId::ShowProof, to + u"proof-dark.png"_s);
    proofPicture(ThemeChoice::Light, ActionId::ShowRules, to + u"rules.png"_s);
    proofPicture(ThemeChoice::Dark, ActionId::ShowRules, to + u"rules-dark.png"_s);
    Stage off(ThemeChoice::Light, FakeFeed::all());
    off.window->action(ActionId::ShowServe)->trigger();
    off.window->show();
    off.save(*off.window, to + u"serve-off.png"_s);
}

} // namespace headgate
