// SPDX-License-Identifier: MIT
#include "ui/windowmodels.h"

#include "ui/announcement.h"
#include "ui/panels/panelkinds.h"
#include "ui/words/panewords.h"
#include "ui/words/sessionwords.h"

namespace headgate {

WindowModels::WindowModels(const std::function<void(Command)>& submit)
    : terminals(submit)
    , findings(submit)
    , longWork({[this](const SourceId& id) { return sources.nameOf(id); },
          [this](const SessionKey& key) {
              const Session* session = sessions.session(key);
              return session ? words::sessionTitle(*session) : key.session.value();
          }})
{
    timeline.setSubmit(submit);
}

void WindowModels::begin(const ChangeBatch& batch, Timestamp now)
{
    tick(now);
    findings.tick(now);
    state.apply(batch);
}

void WindowModels::apply(const Change& change)
{
    sources.apply(change);
    sessions.apply(change);
    requests.apply(change);
    events.apply(change);
    streams.apply(change);
    todos.apply(change);
    changes.apply(change);
    terminals.apply(change);
    ledger.apply(change);
    lineage.apply(change);
    timeline.apply(change);
    work.apply(change);
    room.apply(change);
    recordings.apply(change);
    findings.apply(change);
    longWork.apply(change);
}

void WindowModels::tick(Timestamp now)
{
    sessions.tick(now);
    sources.tick(now);
    requests.tick(now);
    state.tick(now);
    room.tick(now);
    longWork.tick(now);
}

void WindowModels::setSession(const SessionKey& key)
{
    todos.setSession(key);
    changes.setSession(key);
    ledger.setSource(key.source);
    lineage.setSource(key.source);
    timeline.setSource(key.source);
    work.setSource(key.source);
    room.setSession(key, words::ownId());
}

void WindowModels::clearSession()
{
    todos.setSession({});
    changes.setSession({});
}

void WindowModels::fill(PanelPorts& panels)
{
    panels.requests = &requests;
    panels.sessions = &sessions;
    panels.events = &events;
    panels.todos = &todos;
    panels.changes = &changes;
    panels.ledger = &ledger;
    panels.lineage = &lineage;
    panels.streams = &streams;
    panels.state = &state;
    panels.terminals = &terminals;
    panels.timeline = &timeline;
    panels.work = &work;
    panels.recordings = &recordings;
    panels.sources = &sources;
    panels.findings = &findings;
    panels.sourceName = [this](const SourceId& id) { return sources.nameOf(id); };
    panels.sessionTitle = [this](const SessionKey& key) { return sessionTitle(key); };
}

QString WindowModels::sessionTitle(const SessionKey& key) const
{
    const Session* session = sessions.session(key);
    return session ? words::sessionTitle(*session) : QString();
}

void WindowModels::showTerminalsOf(const SessionKey& key)
{
    const Session* session = sessions.session(key);
    const SourceStatus* source = session ? sources.find(session->source) : nullptr;
    if (source && source->kind == SourceKind::OpenCode)
        terminals.setPlace(source->id, session->directory);
    else
        terminals.setPlace({}, {});
}

WaitingCalls WindowModels::waitingCalls(const SessionKey& key) const
{
    WaitingCalls waiting;
    for (int row = 0; row < requests.rowCount(); ++row) {
        const Checkpoint& c = requests.at(row);
        if (!c.waits() || c.key.source != key.source)
            continue;
        if (c.key.session == key.session) {
            if (!c.callId.isEmpty())
                waiting.calls.insert(c.callId, c.key);
            continue;
        }
        const auto path = sessions.lineage({c.key.source, c.key.session});
        for (size_t i = 1; i < path.size(); ++i) {
            // Who waits longest stands first in the list.
            if (path[i] == key && !waiting.children.contains(path[i - 1].session))
                waiting.children.insert(path[i - 1].session, c.key);
        }
    }
    return waiting;
}

bool WindowModels::isUrgent(const Change& change) const
{
    if (const auto* session = std::get_if<SessionChanged>(&change)) {
        const Session* known = sessions.session(session->session.key());
        return !known || known->status != session->session.status
            || known->title != session->session.title;
    }
    if (const auto* source = std::get_if<SourceChanged>(&change)) {
        const SourceStatus* known = sources.find(source->status.id);
        return !known || known->state != source->status.state
            || known->issue != source->status.issue;
    }
    return !std::holds_alternative<EventsLogged>(change)
        && !std::holds_alternative<MessageChanged>(change)
        && !std::holds_alternative<PartChanged>(change)
        && !std::holds_alternative<StateRowChanged>(change)
        && !std::holds_alternative<TerminalTold>(change)
        && !std::holds_alternative<TimelineCounted>(change)
        && !std::holds_alternative<ProgressChanged>(change)
        && !std::holds_alternative<TimelineRead>(change)
        && !std::holds_alternative<WorkChanged>(change)
        && !std::holds_alternative<PartAppended>(change);
}

QString WindowModels::announcement(const Change& change) const
{
    if (const auto* asked = std::get_if<CheckpointChanged>(&change)) {
        const Checkpoint* known = requests.find(asked->checkpoint.key);
        return known && known->waits() ? QString() : announcementOf(asked->checkpoint);
    }
    if (const auto* told = std::get_if<SessionChanged>(&change)) {
        const Session* known = sessions.session(told->session.key());
        if (known && known->status == SessionStatus::Running)
            return announcementOf(told->session);
    }
    return {};
}

} // namespace headgate
