// SPDX-License-Identifier: MIT
#include "ui/panels/panelkinds.h"

#include "ui/models/changedfilesmodel.h"
#include "ui/models/checkpointlistmodel.h"
#include "ui/models/ledgermodel.h"
#include "ui/models/lineagemodel.h"
#include "ui/models/sourcelist.h"
#include "ui/models/statetablemodel.h"
#include "ui/models/streamlistmodel.h"
#include "ui/models/terminaldesk.h"
#include "ui/models/timelinemodel.h"
#include "ui/models/todolistmodel.h"
#include "ui/models/workmodel.h"
#include "ui/panels/changespanel.h"
#include "ui/panels/connectionspanel.h"
#include "ui/panels/decisionspanel.h"
#include "ui/panels/eventspanel.h"
#include "ui/panels/ledgerpanel.h"
#include "ui/panels/lineagepanel.h"
#include "ui/panels/proofpanel.h"
#include "ui/panels/rulespanel.h"
#include "ui/panels/servepanel.h"
#include "ui/panels/statepanel.h"
#include "ui/panels/terminalpanel.h"
#include "ui/panels/timelinepanel.h"
#include "ui/panels/todospanel.h"
#include "ui/panels/waitingpanel.h"
#include "ui/panels/workpanel.h"

#include <algorithm>

namespace headgate {

namespace {

bool hasServer(const PanelPorts& ports)
{
    return std::ranges::any_of(ports.sources->all(),
        [](const SourceStatus& source) { return source.kind == SourceKind::OpenCode; });
}

/** Something is wrong that lasts; else there is no need for a tab. */
bool hasTrouble(const PanelPorts& ports)
{
    return std::ranges::any_of(ports.sources->all(), [](const SourceStatus& source) {
        return (source.state == SyncState::Waiting && source.attempt > 2)
            || source.state == SyncState::Denied || source.state == SyncState::Gone;
    });
}

constexpr PanelKind table[] = {
    {"waiting", QT_TRANSLATE_NOOP("headgate::Inspector", "Waiting"), ActionId::ShowWaiting,
        [](const PanelPorts& p) { return p.requests->waiting(); }, nullptr,
        [](const PanelPorts& p, QWidget* parent) -> Panel* { return new WaitingPanel(p, parent); }},
    {"todos", QT_TRANSLATE_NOOP("headgate::Inspector", "Todos"), ActionId::ShowTodos,
        [](const PanelPorts& p) { return p.todos->open(); }, nullptr,
        [](const PanelPorts& p, QWidget* parent) -> Panel* { return new TodosPanel(p, parent); }},
    {"events", QT_TRANSLATE_NOOP("headgate::Inspector", "Events"), ActionId::ShowEvents, nullptr,
        nullptr,
        [](const PanelPorts& p, QWidget* parent) -> Panel* {
            return new EventsPanel(p.events, parent);
        }},
    {"changes", QT_TRANSLATE_NOOP("headgate::Inspector", "Changes"), ActionId::ShowChanges,
        [](const PanelPorts& p) { return p.changes->files(); },
        [](const PanelPorts& p) { return p.changes->files() > 0; },
        [](const PanelPorts& p, QWidget* parent) -> Panel* { return new ChangesPanel(p, parent); }},
    {"terminal", QT_TRANSLATE_NOOP("headgate::Inspector", "Terminal"), ActionId::ShowTerminal,
        nullptr, [](const PanelPorts& p) { return p.terminals->hasPlace(); },
        [](const PanelPorts& p, QWidget* parent) -> Panel* {
            return new TerminalPanel(p, parent);
        }},
    {"serve", QT_TRANSLATE_NOOP("headgate::Inspector", "Serve"), ActionId::ShowServe,
        [](const PanelPorts& p) { return p.streams->readers(); }, nullptr,
        [](const PanelPorts& p, QWidget* parent) -> Panel* { return new ServePanel(p, parent); }},
    {"state", QT_TRANSLATE_NOOP("headgate::Inspector", "State"), ActionId::ShowState, nullptr,
        [](const PanelPorts& p) { return p.state->kept() > 0; },
        [](const PanelPorts& p, QWidget* parent) -> Panel* { return new StatePanel(p, parent); }},
    {"ledger", QT_TRANSLATE_NOOP("headgate::Inspector", "Ledger"), ActionId::ShowLedger,
        [](const PanelPorts& p) { return p.ledger->active(); },
        [](const PanelPorts& p) { return p.ledger->rowCount() > 0; },
        [](const PanelPorts& p, QWidget* parent) -> Panel* { return new LedgerPanel(p, parent); }},
    {"lineage", QT_TRANSLATE_NOOP("headgate::Inspector", "Lineage"), ActionId::ShowLineage, nullptr,
        [](const PanelPorts& p) { return p.lineage->count() > 0; },
        [](const PanelPorts& p, QWidget* parent) -> Panel* { return new LineagePanel(p, parent); }},
    {"proof", QT_TRANSLATE_NOOP("headgate::Inspector", "Proof"), ActionId::ShowProof, nullptr,
        [](const PanelPorts& p) { return p.sources->rowCount() > 0; },
        [](const PanelPorts& p, QWidget* parent) -> Panel* { return new ProofPanel(p, parent); }},
    {"connections", QT_TRANSLATE_NOOP("headgate::Inspector", "Connections"),
        ActionId::ShowConnections, nullptr, hasTrouble,
        [](const PanelPorts& p, QWidget* parent) -> Panel* {
            return new ConnectionsPanel(p, parent);
        }},
    {"decisions", QT_TRANSLATE_NOOP("headgate::Inspector", "Decisions"), ActionId::ShowDecisions,
        nullptr, [](const PanelPorts& p) { return p.decisions != nullptr; },
        [](const PanelPorts& p, QWidget* parent) -> Panel* {
            return new DecisionsPanel(p, parent);
        }},
    {"rules", QT_TRANSLATE_NOOP("headgate::Inspector", "Saved approvals"), ActionId::ShowRules,
        nullptr, hasServer,
        [](const PanelPorts& p, QWidget* parent) -> Panel* { return new RulesPanel(p, parent); }},
    {"timeline", QT_TRANSLATE_NOOP("headgate::Inspector", "Timeline"), ActionId::ShowTimeline,
        nullptr, [](const PanelPorts& p) { return isLog(p.timeline->source()); },
        [](const PanelPorts& p, QWidget* parent) -> Panel* {
            return new TimelinePanel(p, parent);
        }},
    {"work", QT_TRANSLATE_NOOP("headgate::Inspector", "Work"), ActionId::ShowWork, nullptr,
        [](const PanelPorts& p) { return p.work->rowCount() > 0; },
        [](const PanelPorts& p, QWidget* parent) -> Panel* { return new WorkPanel(p, parent); }},
};

} // namespace

std::span<const PanelKind> panelKinds()
{
    return table;
}

} // namespace headgate
