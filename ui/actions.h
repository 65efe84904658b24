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
    MarkPlace,
    PreviousMark,
    NextMark,
    ShowMarks,
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
    ShowConnections,
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
    ZoomIn,
    ZoomOut,
    ZoomReset,
    ReducedMotion,
    ToggleArchived,
    OpenMenu,
    Settings,
    ExportSettings,
    ImportSettings,
    Shortcuts,
    ReportConnections,
    OwnLog,
    SupportBundle,
    About,
    Quit,
};

/** One row of the table that menu, shortcuts and the sheet of shortcuts are made of. */
struct ActionRow
{
    ActionId id;
    const char* name; ///< stable, for tests and settings
    const char* text;
    const char* keys; ///< portable, several separated by "; "; the person may choose others
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
    /** "Ctrl+J" as this system writes it: the first of the keys in force. */
    static QString chord(const ActionRow& row);

private:
    void fillMenu();
    void takeKeys();

    std::vector<QAction*> m_actions;
    QMenu* m_menu;
};

} // namespace headgate
