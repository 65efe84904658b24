// SPDX-License-Identifier: MIT
#include "ui/actions.h"

#include "ui/keybindings.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QWidget>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

using enum ActionId;

// In the order of ActionId.
constexpr ActionRow table[] = {
    {AddSource, "add-server", QT_TRANSLATE_NOOP("Actions", "Add a server"), "Ctrl+N", 0},
    {TryDemo, "demo", QT_TRANSLATE_NOOP("Actions", "Try the demo"), "", 0},
    {ReconnectAll, "reconnect", QT_TRANSLATE_NOOP("Actions", "Reconnect now"), "F5", 0},
    {MoveSourceUp, "source-up", QT_TRANSLATE_NOOP("Actions", "Move the server up"), "Alt+Shift+Up",
        0, false},
    {MoveSourceDown, "source-down", QT_TRANSLATE_NOOP("Actions", "Move the server down"),
        "Alt+Shift+Down", 0, false},
    {StopSession, "stop-session", QT_TRANSLATE_NOOP("Actions", "Stop the session"), "Ctrl+.", 1},
    {WriteMessage, "write-message", QT_TRANSLATE_NOOP("Actions", "Write to the agent"), "Ctrl+L",
        1},
    {NewSession, "new-session", QT_TRANSLATE_NOOP("Actions", "New session"), "Ctrl+Shift+N", 1},
    {RenameSession, "rename-session", QT_TRANSLATE_NOOP("Actions", "Rename the session"), "F2", 1},
    {DeleteSession, "delete-session", QT_TRANSLATE_NOOP("Actions", "Delete the session"), "", 1},
    {ReplaySession, "replay-session", QT_TRANSLATE_NOOP("Actions", "Play the session back"),
        "Ctrl+R", 1},
    {ExportSession, "export-session", QT_TRANSLATE_NOOP("Actions", "Export the session"),
        "Ctrl+Shift+E", 1},
    {NextWaiting, "next-waiting", QT_TRANSLATE_NOOP("Actions", "Next who waits for you"), "Ctrl+J",
        1},
    {PreviousWaiting, "previous-waiting",
        QT_TRANSLATE_NOOP("Actions", "Previous who waits for you"), "Ctrl+Shift+J", 1},
    {PreviousSession, "previous-session", QT_TRANSLATE_NOOP("Actions", "Previous session"),
        "Alt+Up", 1},
    {NextSession, "next-session", QT_TRANSLATE_NOOP("Actions", "Next session"), "Alt+Down", 1},
    {GoToSession, "go-to-session", QT_TRANSLATE_NOOP("Actions", "Go to a session"),
        "Ctrl+P; Ctrl+K", 1},
    {FindAction, "find-action", QT_TRANSLATE_NOOP("Actions", "Find an action"), "Ctrl+Shift+P", 1},
    {SearchAll, "search-all", QT_TRANSLATE_NOOP("Actions", "Search all sessions"), "Ctrl+Shift+F",
        1},
    {FindInSession, "find-in-session", QT_TRANSLATE_NOOP("Actions", "Find in the session"),
        "Ctrl+F", 1},
    {FindNext, "find-next", QT_TRANSLATE_NOOP("Actions", "Find the next one"), "F3", 1, false},
    {FindPrevious, "find-previous", QT_TRANSLATE_NOOP("Actions", "Find the one before"), "Shift+F3",
        1, false},
    {PreviousTurn, "previous-turn", QT_TRANSLATE_NOOP("Actions", "What you said before"),
        "Alt+PgUp", 1, false},
    {NextTurn, "next-turn", QT_TRANSLATE_NOOP("Actions", "What you said next"), "Alt+PgDown", 1,
        false},
    {PreviousTool, "previous-tool", QT_TRANSLATE_NOOP("Actions", "Tool call before"), "Ctrl+PgUp",
        1, false},
    {NextTool, "next-tool", QT_TRANSLATE_NOOP("Actions", "Next tool call"), "Ctrl+PgDown", 1,
        false},
    {PreviousError, "previous-error", QT_TRANSLATE_NOOP("Actions", "Error before"),
        "Alt+Shift+PgUp", 1, false},
    {NextError, "next-error", QT_TRANSLATE_NOOP("Actions", "Next error"), "Alt+Shift+PgDown", 1,
        false},
    {PreviousApproval, "previous-approval", QT_TRANSLATE_NOOP("Actions", "Approval before"),
        "Ctrl+Shift+PgUp", 1, false},
    {NextApproval, "next-approval", QT_TRANSLATE_NOOP("Actions", "Next approval"),
        "Ctrl+Shift+PgDown", 1, false},
    {MarkPlace, "mark-place", QT_TRANSLATE_NOOP("Actions", "Mark this place, or unmark it"),
        "Ctrl+D", 1, false},
    {PreviousMark, "previous-mark", QT_TRANSLATE_NOOP("Actions", "Mark before"), "Ctrl+Alt+PgUp", 1,
        false},
    {NextMark, "next-mark", QT_TRANSLATE_NOOP("Actions", "Next mark"), "Ctrl+Alt+PgDown", 1, false},
    {ShowMarks, "show-marks", QT_TRANSLATE_NOOP("Actions", "Go to a mark"), "Ctrl+Shift+B", 1},
    {FoldAll, "fold-all", QT_TRANSLATE_NOOP("Actions", "Fold all"), "Alt+Shift+F", 1, false},
    {UnfoldAll, "unfold-all", QT_TRANSLATE_NOOP("Actions", "Unfold all"), "Alt+Shift+U", 1, false},
    {CopyPlain, "copy-plain", QT_TRANSLATE_NOOP("Actions", "Copy as plain text"), "", 1, false},
    {CopyMarkdown, "copy-markdown", QT_TRANSLATE_NOOP("Actions", "Copy as Markdown"),
        "Ctrl+Shift+M", 1, false},
    {CopyJson, "copy-json", QT_TRANSLATE_NOOP("Actions", "Copy as JSON"), "", 1, false},
    {CopyLink, "copy-link", QT_TRANSLATE_NOOP("Actions", "Copy a link to this place"),
        "Ctrl+Shift+L", 1, false},
    {ShowWaiting, "show-waiting", QT_TRANSLATE_NOOP("Actions", "Show who waits"), "Ctrl+1", 2},
    {ShowTodos, "show-todos", QT_TRANSLATE_NOOP("Actions", "Show todos"), "Ctrl+2", 2},
    {ShowChanges, "show-changes", QT_TRANSLATE_NOOP("Actions", "Show changed files"), "Ctrl+8", 2},
    {ShowEvents, "show-events", QT_TRANSLATE_NOOP("Actions", "Show raw events"), "Ctrl+3", 2},
    {ShowServe, "show-serve", QT_TRANSLATE_NOOP("Actions", "Show served streams"), "Ctrl+4", 2},
    {ShowState, "show-state", QT_TRANSLATE_NOOP("Actions", "Show the state of streams"), "Ctrl+5",
        2},
    {ShowLedger, "show-ledger", QT_TRANSLATE_NOOP("Actions", "Show the ledger"), "Ctrl+6", 2},
    {ShowLineage, "show-lineage", QT_TRANSLATE_NOOP("Actions", "Show the lineage"), "Ctrl+7", 2},
    {ShowProof, "show-proof", QT_TRANSLATE_NOOP("Actions", "Show the proof of what is held"),
        "Ctrl+Shift+V", 2},
    {ShowDecisions, "show-decisions", QT_TRANSLATE_NOOP("Actions", "Show what was decided"),
        "Ctrl+Shift+D", 2},
    {ShowRules, "show-rules", QT_TRANSLATE_NOOP("Actions", "Show saved approvals"), "", 2},
    {ShowTerminal, "show-terminal", QT_TRANSLATE_NOOP("Actions", "Show the terminals"), "Ctrl+`",
        2},
    {ShowTimeline, "show-timeline", QT_TRANSLATE_NOOP("Actions", "Show the timeline of a log"),
        "Ctrl+9", 2},
    {ShowWork, "show-work", QT_TRANSLATE_NOOP("Actions", "Show the work of agents"), "Ctrl+Shift+A",
        2},
    {ShowConnections, "show-connections", QT_TRANSLATE_NOOP("Actions", "Show the connections"),
        "Ctrl+Shift+K", 2},
    {ShowWall, "show-wall", QT_TRANSLATE_NOOP("Actions", "Wall of sessions"), "Ctrl+Shift+W", 2},
    {MovePanelOut, "move-panel-out",
        QT_TRANSLATE_NOOP("Actions", "Move this panel into a window of its own"), "Ctrl+Shift+O",
        2},
    {SplitPanels, "split-panels", QT_TRANSLATE_NOOP("Actions", "Show two panels at once"), "", 2},
    {PanelsBack, "panels-back", QT_TRANSLATE_NOOP("Actions", "Put all panels back"), "", 2},
    {ToggleSide, "toggle-side", QT_TRANSLATE_NOOP("Actions", "Show or hide sessions"), "Ctrl+B", 2},
    {ToggleInspector, "toggle-inspector", QT_TRANSLATE_NOOP("Actions", "Show or hide inspector"),
        "Ctrl+I", 2},
    {NextPane, "next-pane", QT_TRANSLATE_NOOP("Actions", "Next pane"), "F6", 2, false},
    {PreviousPane, "previous-pane", QT_TRANSLATE_NOOP("Actions", "Previous pane"), "Shift+F6", 2,
        false},
    {ThemeSystem, "theme-system", QT_TRANSLATE_NOOP("Actions", "Colours of the system"), "", 3},
    {ThemeLight, "theme-light", QT_TRANSLATE_NOOP("Actions", "Light colours"), "", 3},
    {ThemeDark, "theme-dark", QT_TRANSLATE_NOOP("Actions", "Dark colours"), "", 3},
    {ThemeContrast, "theme-contrast", QT_TRANSLATE_NOOP("Actions", "High contrast"), "", 3},
    {ZoomIn, "zoom-in", QT_TRANSLATE_NOOP("Actions", "Larger"), "Ctrl++; Ctrl+=", 3},
    {ZoomOut, "zoom-out", QT_TRANSLATE_NOOP("Actions", "Smaller"), "Ctrl+-", 3},
    {ZoomReset, "zoom-reset", QT_TRANSLATE_NOOP("Actions", "Normal size"), "Ctrl+0", 3},
    {ReducedMotion, "reduced-motion", QT_TRANSLATE_NOOP("Actions", "Nothing moves by itself"), "",
        3},
    {ToggleArchived, "show-archived", QT_TRANSLATE_NOOP("Actions", "Show archived sessions"), "",
        3},
    {OpenMenu, "menu", QT_TRANSLATE_NOOP("Actions", "Menu"), "F10", 4, false},
    {Settings, "settings", QT_TRANSLATE_NOOP("Actions", "Settings"), "Ctrl+,", 4},
    {ExportSettings, "export-settings",
        QT_TRANSLATE_NOOP("Actions", "Write the settings into a file"), "", 4, false},
    {ImportSettings, "import-settings", QT_TRANSLATE_NOOP("Actions", "Take settings from a file"),
        "", 4, false},
    {Shortcuts, "shortcuts", QT_TRANSLATE_NOOP("Actions", "Keyboard shortcuts"), "F1; ?", 4},
    {ReportConnections, "report-connections",
        QT_TRANSLATE_NOOP("Actions", "Export the connection report"), "", 4, false},
    {OwnLog, "own-log", QT_TRANSLATE_NOOP("Actions", "Headgate's own log"), "", 4},
    {SupportBundle, "support-bundle", QT_TRANSLATE_NOOP("Actions", "Support bundle"), "", 4},
    {About, "about", QT_TRANSLATE_NOOP("Actions", "About Headgate"), "", 4},
    {Quit, "quit", QT_TRANSLATE_NOOP("Actions", "Quit"), "Ctrl+Q", 5},
};

} // namespace

std::span<const ActionRow> actionTable()
{
    return table;
}

Actions::Actions(QWidget* window)
    : QObject(window)
    , m_menu(new QMenu(window))
{
    for (const ActionRow& row : table) {
        auto* action = new QAction(QCoreApplication::translate("Actions", row.text), window);
        action->setObjectName(QString::fromLatin1(row.name));
        window->addAction(action);
        m_actions.push_back(action);
    }
    auto* themes = new QActionGroup(this);
    for (const ActionId id : {ThemeSystem, ThemeLight, ThemeDark, ThemeContrast}) {
        (*this)[id]->setCheckable(true);
        themes->addAction((*this)[id]);
    }
    (*this)[ReducedMotion]->setCheckable(true);
    (*this)[ToggleArchived]->setCheckable(true);
    (*this)[SplitPanels]->setCheckable(true);
    fillMenu();
    connect(&KeyBindings::inForce(), &KeyBindings::changed, this, &Actions::takeKeys);
    takeKeys();
}

void Actions::takeKeys()
{
    for (const ActionRow& row : table) {
        const QList<QKeySequence> keys = KeyBindings::inForce().of(row.id);
        if ((*this)[row.id]->shortcuts() != keys)
            (*this)[row.id]->setShortcuts(keys);
    }
}

void Actions::fillMenu()
{
    int group = 0;
    for (const ActionRow& row : table) {
        if (!row.inMenu)
            continue;
        if (row.group != group)
            m_menu->addSeparator();
        group = row.group;
        m_menu->addAction((*this)[row.id]);
    }
}

QString Actions::chord(const ActionRow& row)
{
    return KeyBindings::inForce().chord(row.id);
}

} // namespace headgate
