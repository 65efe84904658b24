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
        {u"lifecycle.session.created"_s, {"Session begins: %1", "A session begins"}},
        {u"lifecycle.session.idle"_s, {"Session is idle", "Session is idle"}},
        {u"lifecycle.session.compacted"_s, {"Session was compacted", "Session was compacted"}},
        {u"lifecycle.session.error"_s, {"Session failed", "Session failed"}},
        {u"lifecycle.session.deleted"_s, {"Session was deleted", "Session was deleted"}},
        {u"lifecycle.session.aborted"_s, {"Session was stopped", "Session was stopped"}},
        {u"execution.step_start"_s, {"Step begins: %1", "Step begins"}},
        {u"execution.step_finish"_s, {"Step ends: %1", "Step ends"}},
        {u"execution.text_delta"_s, {"Writes", "Writes"}},
        {u"execution.text_snapshot"_s, {"Wrote", "Wrote"}},
        {u"execution.reasoning_delta"_s, {"Thinks", "Thinks"}},
        {u"execution.reasoning_snapshot"_s, {"Thought", "Thought"}},
        {u"execution.message.updated"_s, {"Message is complete", "Message is complete"}},
        {u"execution.agent"_s, {"%1 was chosen", "An agent was chosen"}},
        {u"execution.snapshot"_s, {"Files were noted", "Files were noted"}},
        {u"execution.retry"_s, {"Tries again", "Tries again"}},
        {u"agent.spawned"_s, {"%1 is given work", "An agent is given work"}},
        {u"agent.completed"_s, {"%1 is done", "An agent is done"}},
        {u"agent.failed"_s, {"%1 failed", "An agent failed"}},
        {u"agent.aborted"_s, {"%1 was stopped", "An agent was stopped"}},
        {u"agent.handoff"_s, {"%1 hands off", "An agent hands off"}},
        {u"agent.yield"_s, {"%1 pauses", "An agent pauses"}},
        {u"agent.resumed"_s, {"%1 goes on", "An agent goes on"}},
        {u"checkpoint.requested"_s, {"Asks: %1", "Asks a person"}},
        {u"checkpoint.approved"_s, {"Approved: %1", "Approved"}},
        {u"checkpoint.rejected"_s, {"Rejected: %1", "Rejected"}},
        {u"human.intervention"_s, {"A person stepped in", "A person stepped in"}},
        {u"files.changed"_s, {"Changed %1", "A file changed"}},
        {u"files.patched"_s, {"Patched %1", "Files were patched"}},
        {u"learning.extracted"_s, {"Learnt: %1", "Something was learnt"}},
        {u"ledger.epic.created"_s, {"Epic planned: %1", "An epic is planned"}},
        {u"ledger.epic.started"_s, {"Epic begins: %1", "An epic begins"}},
        {u"ledger.epic.completed"_s, {"Epic is done: %1", "An epic is done"}},
        {u"ledger.epic.failed"_s, {"Epic failed: %1", "An epic failed"}},
        {u"ledger.epic.archived"_s, {"Epic archived: %1", "An epic was archived"}},
        {u"ledger.task.created"_s, {"Task planned: %1", "A task is planned"}},
        {u"ledger.task.started"_s, {"Task begins: %1", "A task begins"}},
        {u"ledger.task.completed"_s, {"Task is done: %1", "A task is done"}},
        {u"ledger.task.failed"_s, {"Task failed: %1", "A task failed"}},
        {u"ledger.task.yielded"_s, {"Task waits: %1", "A task waits"}},
        {u"ledger.governance.directive_added"_s, {"Rule: %1", "A rule was given"}},
        {u"ledger.governance.assumption_added"_s, {"Assumes: %1", "An assumption was made"}},
        {u"ledger.learning.extracted"_s, {"Learnt: %1", "Something was learnt"}},
        {u"ledger.handoff.created"_s, {"Hands off: %1", "Hands off to the next run"}},
        {u"ledger.handoff.resumed"_s, {"Taken up: %1", "A handoff is taken up"}},
        {u"progress.phase_started"_s, {"%1 begins a phase", "A phase begins"}},
        {u"progress.phase_completed"_s, {"%1 ends a phase", "A phase ends"}},
        {u"progress.status_update"_s, {"%1 reports", "A report"}},
        {u"progress.user_action_needed"_s, {"%1 needs a person", "A person is needed"}},
        {u"progress.context_handoff"_s, {"Context goes to %1", "Context goes to another agent"}},
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
