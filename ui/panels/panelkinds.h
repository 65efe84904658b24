// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"
#include "core/domain/command.h"
#include "ui/actions.h"

#include <QWidget>

#include <functional>
#include <span>
#include <vector>

namespace headgate {

class ChangedFilesModel;
class CheckpointListModel;
class DecisionRecord;
class EventTableModel;
class Findings;
class LedgerModel;
class LineageModel;
class Motion;
class Preferences;
class Recordings;
class SessionTreeModel;
class SourceList;
class StateTableModel;
class StreamListModel;
class TerminalDesk;
class TimelineModel;
class TodoListModel;
class WorkModel;

/** What the panels of the inspector stand on. All of it outlives them. */
struct PanelPorts
{
    CheckpointListModel* requests = nullptr;
    SessionTreeModel* sessions = nullptr; ///< null: who waits for whom is not shown
    EventTableModel* events = nullptr;
    LedgerModel* ledger = nullptr;
    LineageModel* lineage = nullptr;
    TodoListModel* todos = nullptr;
    ChangedFilesModel* changes = nullptr;
    StreamListModel* streams = nullptr;
    StateTableModel* state = nullptr;
    TerminalDesk* terminals = nullptr;
    TimelineModel* timeline = nullptr;
    WorkModel* work = nullptr;
    Recordings* recordings = nullptr;
    SourceList* sources = nullptr;
    Findings* findings = nullptr;
    Preferences* preferences = nullptr;
    Motion* motion = nullptr;
    DecisionRecord* decisions = nullptr; ///< null: none is kept
    std::function<Timestamp()> now;
    std::function<QString(const CheckpointKey&)> who; ///< names a request's session, leaf first
    std::function<QString(const SourceId&)> sourceName; ///< as the list of sources has it
    std::function<QString(const SessionKey&)> sessionTitle; ///< empty: it is not known
    std::function<SessionKey()> selected; ///< the session in the middle; empty: none
    std::function<void(Command)> submit;
    std::function<void()> reportConnections; ///< as a file, where the person wants it
    std::function<void(const QString&)> say; ///< a notice at the window's foot
    std::function<void(const SessionKey&)> openSession; ///< brings it to the middle
    std::function<void(const MessageId&)> showMessage; ///< what it changed, in the transcript
    std::function<void(const EventId&)> showEvent; ///< of the log in the middle, in its timeline
    std::function<void(const CheckpointKey&)> review; ///< a person wants to see it whole
    std::function<void(const std::vector<CheckpointKey>&)> reviewTogether;
};

/** One page of the inspector: a model's view with its actions. UI thread. */
class Panel : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /** Ages and whatever else the models do not announce; at most ten times a second. */
    virtual void refresh(Timestamp) { }
    virtual void themeChanged() { }
};

/** A row of the table of panels. The order of the rows is that of the tabs. */
struct PanelKind
{
    const char* name; ///< stable, for settings and tests
    const char* title; ///< Inspector translates it
    ActionId show; ///< brings it to the front
    int (*count)(const PanelPorts&); ///< stands behind the title unless it is 0; null: never
    bool (*has)(const PanelPorts&); ///< false: no tab unless it was asked for; null: always a tab
    Panel* (*make)(const PanelPorts&, QWidget* parent);
};

std::span<const PanelKind> panelKinds();

} // namespace headgate
