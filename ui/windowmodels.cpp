// SPDX-License-Identifier: MIT
#include "ui/windowmodels.h"

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

} // namespace headgate
