// SPDX-License-Identifier: MIT
#include "ui/words/eventwords.h"

#include "core/project/visibletext.h"
#include "ui/words/issuetext.h"
#include "ui/words/quantity.h"
#include "ui/words/say.h"

#include <QDateTime>
#include <QHash>

namespace headgate::words {

using namespace Qt::StringLiterals;

namespace {

/** %1 is the subject, where it says more. Where there is none, `alone` is said. */
struct Sentence
{
    const char* about;
    const char* alone;
};

// clang-format off
const QHash<QString, Sentence>& sentences()
{
    static const QHash<QString, Sentence> table{
        {u"lifecycle.session.created"_s, {toSay("Session begins: %1"), toSay("A session begins")}},
        {u"lifecycle.session.idle"_s, {toSay("Session is idle"), toSay("Session is idle")}},
        {u"lifecycle.session.compacted"_s, {toSay("Session was compacted"), toSay("Session was compacted")}},
        {u"lifecycle.session.error"_s, {toSay("Session failed"), toSay("Session failed")}},
        {u"lifecycle.session.deleted"_s, {toSay("Session was deleted"), toSay("Session was deleted")}},
        {u"lifecycle.session.aborted"_s, {toSay("Session was stopped"), toSay("Session was stopped")}},
        {u"execution.step_start"_s, {toSay("Step begins: %1"), toSay("Step begins")}},
        {u"execution.step_finish"_s, {toSay("Step ends: %1"), toSay("Step ends")}},
        {u"execution.text_delta"_s, {toSay("Writes"), toSay("Writes")}},
        {u"execution.text_snapshot"_s, {toSay("Wrote"), toSay("Wrote")}},
        {u"execution.reasoning_delta"_s, {toSay("Thinks"), toSay("Thinks")}},
        {u"execution.reasoning_snapshot"_s, {toSay("Thought"), toSay("Thought")}},
        {u"execution.message.updated"_s, {toSay("Message is complete"), toSay("Message is complete")}},
        {u"execution.agent"_s, {toSay("%1 was chosen"), toSay("An agent was chosen")}},
        {u"execution.snapshot"_s, {toSay("Files were noted"), toSay("Files were noted")}},
        {u"execution.retry"_s, {toSay("Tries again"), toSay("Tries again")}},
        {u"agent.spawned"_s, {toSay("%1 is given work"), toSay("An agent is given work")}},
        {u"agent.completed"_s, {toSay("%1 is done"), toSay("An agent is done")}},
        {u"agent.failed"_s, {toSay("%1 failed"), toSay("An agent failed")}},
        {u"agent.aborted"_s, {toSay("%1 was stopped"), toSay("An agent was stopped")}},
        {u"agent.handoff"_s, {toSay("%1 hands off"), toSay("An agent hands off")}},
        {u"agent.yield"_s, {toSay("%1 pauses"), toSay("An agent pauses")}},
        {u"agent.resumed"_s, {toSay("%1 goes on"), toSay("An agent goes on")}},
        {u"checkpoint.requested"_s, {toSay("Asks: %1"), toSay("Asks a person")}},
        {u"checkpoint.approved"_s, {toSay("Approved: %1"), toSay("Approved")}},
        {u"checkpoint.rejected"_s, {toSay("Rejected: %1"), toSay("Rejected")}},
        {u"human.intervention"_s, {toSay("A person stepped in"), toSay("A person stepped in")}},
        {u"files.changed"_s, {toSay("Changed %1"), toSay("A file changed")}},
        {u"files.patched"_s, {toSay("Patched %1"), toSay("Files were patched")}},
        {u"learning.extracted"_s, {toSay("Learnt: %1"), toSay("Something was learnt")}},
        {u"ledger.epic.created"_s, {toSay("Epic planned: %1"), toSay("An epic is planned")}},
        {u"ledger.epic.started"_s, {toSay("Epic begins: %1"), toSay("An epic begins")}},
        {u"ledger.epic.completed"_s, {toSay("Epic is done: %1"), toSay("An epic is done")}},
        {u"ledger.epic.failed"_s, {toSay("Epic failed: %1"), toSay("An epic failed")}},
        {u"ledger.epic.archived"_s, {toSay("Epic archived: %1"), toSay("An epic was archived")}},
        {u"ledger.task.created"_s, {toSay("Task planned: %1"), toSay("A task is planned")}},
        {u"ledger.task.started"_s, {toSay("Task begins: %1"), toSay("A task begins")}},
        {u"ledger.task.completed"_s, {toSay("Task is done: %1"), toSay("A task is done")}},
        {u"ledger.task.failed"_s, {toSay("Task failed: %1"), toSay("A task failed")}},
        {u"ledger.task.yielded"_s, {toSay("Task waits: %1"), toSay("A task waits")}},
        {u"ledger.governance.directive_added"_s, {toSay("Rule: %1"), toSay("A rule was given")}},
        {u"ledger.governance.assumption_added"_s, {toSay("Assumes: %1"), toSay("An assumption was made")}},
        {u"ledger.learning.extracted"_s, {toSay("Learnt: %1"), toSay("Something was learnt")}},
        {u"ledger.handoff.created"_s, {toSay("Hands off: %1"), toSay("Hands off to the next run")}},
        {u"ledger.handoff.resumed"_s, {toSay("Taken up: %1"), toSay("A handoff is taken up")}},
        {u"progress.phase_started"_s, {toSay("%1 begins a phase"), toSay("A phase begins")}},
        {u"progress.phase_completed"_s, {toSay("%1 ends a phase"), toSay("A phase ends")}},
        {u"progress.status_update"_s, {toSay("%1 reports"), toSay("A report")}},
        {u"progress.user_action_needed"_s, {toSay("%1 needs a person"), toSay("A person is needed")}},
        {u"progress.context_handoff"_s, {toSay("Context goes to %1"), toSay("Context goes to another agent")}},
    };
    return table;
}
// clang-format on

QString visible(const QString& text)
{
    return makeVisible(text).text;
}

QString toolTitle(const QString& type, const EventGist& gist)
{
    const QString tool = gist.subject.isEmpty() ? say("a tool") : visible(gist.subject);
    if (gist.status == "error"_L1)
        return say("%1 failed").arg(tool);
    if (gist.status == "completed"_L1 || type.endsWith("_finish"_L1))
        return say("%1 is done").arg(tool);
    return gist.status == "running"_L1 ? say("%1 runs").arg(tool) : say("%1 is called").arg(tool);
}

bool isTool(const QString& type)
{
    return type.startsWith("execution.tool_"_L1);
}

} // namespace

QString eventTitle(const QString& type, const EventGist& gist)
{
    if (isTool(type))
        return toolTitle(type, gist);
    const auto known = sentences().constFind(type);
    if (known == sentences().cend())
        return gist.subject.isEmpty() ? visible(type)
                                      : say("%1: %2").arg(visible(type), visible(gist.subject));
    if (gist.subject.isEmpty())
        return say(known->alone);
    const QString about = say(known->about);
    return about.contains("%1"_L1) ? about.arg(visible(gist.subject)) : about;
}

QString eventDetail(const QString& type, const EventGist& gist)
{
    if (isTool(type))
        return visible(gist.detail);
    QStringList said;
    for (const QString& one : {gist.detail, gist.status}) {
        if (!one.isEmpty())
            said += visible(one);
    }
    return said.join(u" · "_s);
}

EventTone eventTone(const QString& type, const EventGist& gist)
{
    if (type == "checkpoint.requested"_L1 || type == "progress.user_action_needed"_L1)
        return EventTone::Asks;
    const QStringView last = QStringView(type).mid(type.lastIndexOf(u'.') + 1);
    if (gist.status == "error"_L1 || last == "error"_L1 || last == "failed"_L1
        || last == "aborted"_L1 || last == "rejected"_L1)
        return EventTone::Bad;
    if (last == "completed"_L1 || last == "approved"_L1 || last == "tool_finish"_L1)
        return EventTone::Good;
    if (type.endsWith("_delta"_L1) || last == "step_start"_L1 || last == "snapshot"_L1)
        return EventTone::Quiet;
    return EventTone::Plain;
}

QString timeRange(std::optional<Timestamp> since, std::optional<Timestamp> until, Timestamp now)
{
    if (since && until)
        return say("%1 to %2").arg(clockTime(*since, now), clockTime(*until, now));
    if (since)
        return say("Since %1").arg(clockTime(*since, now));
    return until ? say("Until %1").arg(clockTime(*until, now)) : say("Any time");
}

std::optional<Timestamp> readTime(const QString& text, Timestamp now)
{
    const QString plain = text.simplified();
    const QDate today = QDateTime::fromMSecsSinceEpoch(toMs(now)).date();
    for (const QString& format : {u"HH:mm"_s, u"HH:mm:ss"_s}) {
        if (const QTime time = QTime::fromString(plain, format); time.isValid())
            return timestampFromMs(QDateTime(today, time).toMSecsSinceEpoch());
    }
    for (const QString& format : {u"yyyy-MM-dd"_s, u"yyyy-MM-dd HH:mm"_s, u"yyyy-MM-dd HH:mm:ss"_s,
             u"yyyy-MM-ddTHH:mm:ss"_s}) {
        if (const QDateTime time = QDateTime::fromString(plain, format); time.isValid())
            return timestampFromMs(time.toMSecsSinceEpoch());
    }
    return {};
}

QString shortRun(const QString& run)
{
    return visible(run.left(8));
}

QString recordingSentence(const Recording& recording, const QString& source)
{
    const QString path = shortPath(recording.path);
    switch (recording.state) {
    case Recording::State::Off:
        if (recording.issue.code != Issue::Code::None)
            return say("Recording ended, and not everything could be written. %1")
                .arg(issueText(recording.issue));
        return recording.events == 0
            ? say("What %1 tells from now on is written into an event log.").arg(source)
            : say("Recording ended: %n event(s) are in %1.", recording.events).arg(path);
    case Recording::State::On:
        return recording.events == 0
            ? say("Recording into %1. Nothing was told yet.").arg(path)
            : say("Recording into %1: %n event(s) so far.", recording.events).arg(path);
    case Recording::State::Waiting:
        return say("Another program holds the log. What comes meanwhile is kept and written "
                   "then.");
    case Recording::State::Failed:
        return say("Recording ended. %1").arg(issueText(recording.issue));
    }
    return {};
}

} // namespace headgate::words
