// SPDX-License-Identifier: MIT
#pragma once

#include <QAction>
#include <QMenu>

#include <span>

namespace headgate {

enum class ActionId : quint8 {
    AddSource,
    TryDemo,
    ReconnectAll,
    MoveSourceUp,
    MoveSourceDown,
    StopSession,
    WriteMessage,
    NewSession,
    RenameSession,
    DeleteSession,
    ReplaySession,
    ExportSession,
    NextWaiting,
    PreviousWaiting,
    PreviousSession,
    NextSession,
    GoToSession,
    FindAction,
    SearchAll,
    FindInSession,
    FindNext,
    FindPrevious,
    PreviousTurn,
    NextTurn,
    PreviousTool,
    NextTool,
    PreviousError,
    NextError,
    PreviousApproval,
    NextApproval,
    FoldAll,
    UnfoldAll,
    CopyPlain,
    CopyMarkdown,
    CopyJson,
    CopyLink,
    ShowWaiting,
    ShowTodos,
    ShowChanges,
    ShowEvents,
    ShowServe,
    ShowState,
    ShowLedger,
    ShowLineage,
    ShowProof,
    ShowDecisions,
    ShowRules,
    ShowTerminal,
    ShowTimeline,
    ShowWork,
    ShowWall,
    MovePanelOut,
    SplitPanels,
    PanelsBack,
    ToggleSide,
    ToggleInspector,
    NextPane,
    PreviousPane,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    ThemeContrast,
    ReducedMotion,
    ToggleArchived,
    OpenMenu,
    Settings,
    Shortcuts,
    Quit,
};

/** One row of the table that menu, shortcuts and the sheet of shortcuts are made of. */
struct ActionRow
{
    ActionId id;
    const char* name; ///< stable, for tests and settings
    const char* text;
    const char* keys; ///< portable, several separated by "; "
    int group = 0; ///< menus draw a line between groups
    bool inMenu = true;
};

std::span<const ActionRow> actionTable();

/** The actions of one window. UI thread. */
class Actions : public QObject
{
    Q_OBJECT

public:
    explicit Actions(QWidget* window);

    QAction* operator[](ActionId id) const { return m_actions[size_t(id)]; }
    QMenu* menu() const { return m_menu; }
    /** "Ctrl+J" as this system writes it. */
    static QString chord(const ActionRow& row);

private:
    void fillMenu();

    std::vector<QAction*> m_actions;
    QMenu* m_menu;
};

} // namespace headgate
