// SPDX-License-Identifier: MIT
#pragma once

#include "ui/models/changedfilesmodel.h"
#include "ui/models/checkpointlistmodel.h"
#include "ui/models/eventtablemodel.h"
#include "ui/models/findings.h"
#include "ui/models/ledgermodel.h"
#include "ui/models/lineagemodel.h"
#include "ui/models/longwork.h"
#include "ui/models/recordings.h"
#include "ui/models/roommodel.h"
#include "ui/models/sessiontreemodel.h"
#include "ui/models/sourcelist.h"
#include "ui/models/statetablemodel.h"
#include "ui/models/streamlistmodel.h"
#include "ui/models/terminaldesk.h"
#include "ui/models/timelinemodel.h"
#include "ui/models/todolistmodel.h"
#include "ui/models/transcriptdocument.h"
#include "ui/models/workmodel.h"

namespace headgate {

struct PanelPorts;

/** The models of one window: owns them, and brings changes and the time to them in one order. UI
 * thread. */
struct WindowModels
{
    explicit WindowModels(const std::function<void(Command)>& submit);

    /** Before the changes of a batch, one by one. */
    void begin(const ChangeBatch& batch, Timestamp now);
    void apply(const Change& change);
    /** Brings ages up to date. */
    void tick(Timestamp now);
    /** The one in the middle is this now. */
    void setSession(const SessionKey& key);
    /** There is none any more. */
    void clearSession();
    /** Those of its server and directory. */
    void showTerminalsOf(const SessionKey& key);
    /** Names those that panels stand on. */
    void fill(PanelPorts& panels);
    /** Empty: it is not known. */
    QString sessionTitle(const SessionKey& key) const;
    /** Tools of a session that wait, and those whose subagent does, at any depth. */
    WaitingCalls waitingCalls(const SessionKey& key) const;
    /** Before it is applied: false for what a busy stream brings with each event. The words about
     * it may wait a moment. */
    bool isUrgent(const Change& change) const;
    /** Before it is applied: what somebody would see at a glance, that it waits for them or that a
     * turn is over. */
    QString announcement(const Change& change) const;

    SourceList sources;
    SessionTreeModel sessions;
    CheckpointListModel requests;
    EventTableModel events;
    StreamListModel streams;
    LedgerModel ledger;
    LineageModel lineage;
    StateTableModel state;
    TimelineModel timeline;
    TodoListModel todos;
    ChangedFilesModel changes;
    TerminalDesk terminals;
    WorkModel work;
    RoomModel room;
    Recordings recordings;
    Findings findings;
    LongWork longWork;
};

} // namespace headgate
