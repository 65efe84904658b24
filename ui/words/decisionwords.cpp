// SPDX-License-Identifier: MIT
#include "ui/words/decisionwords.h"

#include "core/domain/checkpoint.h"
#include "core/project/visibletext.h"
#include "ui/words/checkpointwords.h"
#include "ui/words/quantity.h"
#include "ui/words/say.h"

#include <QHash>

#include <algorithm>

namespace headgate::words {

using namespace Qt::StringLiterals;

namespace {

QString capital(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

/** What a person did to a session. */
QString actWords(const QString& act)
{
    static const QHash<QString, const char*> known = {
        {u"stop"_s, toSay("Stopped the session")},
        {u"prompt"_s, toSay("Sent a prompt")},
        {u"rename"_s, toSay("Renamed the session")},
        {u"delete"_s, toSay("Deleted the session")},
        {u"create"_s, toSay("Began a session")},
        {u"archive"_s, toSay("Archived the session")},
        {u"revoke"_s, toSay("Revoked a saved approval")},
    };
    const auto it = known.constFind(act);
    return it == known.cend() ? capital(act) : say(*it);
}

QString replyOf(const QString& name)
{
    const auto reply = replyFromName(name);
    return reply ? replyWords(*reply) : name;
}

} // namespace

Toned decisionTitle(const audit::Entry& e)
{
    if (e.request.isEmpty())
        return {actWords(e.answer), Tone::Quiet};
    const QString answer = replyOf(e.answer);
    const QString theirs = replyOf(e.effective);
    if (e.outcome == checkpointStateName(CheckpointState::Confirmed))
        return {capital(answer), e.answer == replyName(Reply::Reject) ? Tone::Bad : Tone::Good};
    if (e.outcome == checkpointStateName(CheckpointState::AnsweredElsewhere))
        return {theirs.isEmpty() ? say("Answered by another client")
                                 : say("Another client: %1").arg(theirs),
            Tone::Quiet};
    if (e.outcome == checkpointStateName(CheckpointState::TooLate))
        return {say("Too late: %1").arg(answer), Tone::Waiting};
    if (e.outcome == checkpointStateName(CheckpointState::Failed))
        return {say("Did not get through: %1").arg(answer), Tone::Bad};
    if (e.outcome == checkpointStateName(CheckpointState::Cancelled))
        return {say("Ended without an answer"), Tone::Quiet};
    if (e.answer.isEmpty())
        return {say("Vanished; nobody can say how"), Tone::Waiting};
    return {say("%1; what came of it is not known").arg(capital(answer)), Tone::Waiting};
}

QString decisionSubject(const audit::Entry& e)
{
    if (e.request.isEmpty())
        return {};
    QString subject = e.permission;
    const QString patterns = visibleList(e.patterns);
    if (!patterns.isEmpty())
        subject += (subject.isEmpty() ? QString() : u"  "_s) + patterns;
    return subject;
}

QString decisionActor(const audit::Entry& e)
{
    if (e.actor.isEmpty())
        return {};
    const QString where = e.actor == "window"_L1 ? say("in the window")
        : e.actor == "notification"_L1           ? say("in a notification")
        : e.actor == "cli"_L1                    ? say("on the command line")
                                                 : e.actor;
    QString text = e.user.isEmpty() ? where : say("by %1 %2").arg(e.user, where);
    if (e.decided && toMs(e.firstSeen) > 0 && *e.decided >= e.firstSeen)
        text += say(", %1 after it was seen").arg(longSpan(*e.decided - e.firstSeen));
    return text;
}

Toned recordVerdict(const audit::Report& report)
{
    if (report.faults.empty())
        return {say("%n decision(s), each follows the one before", report.lines), Tone::Good};
    const audit::Fault& first = report.faults.front();
    const auto missing =
        std::ranges::count(report.faults, audit::Fault::Kind::Missing, &audit::Fault::kind);
    if (first.kind == audit::Fault::Kind::Missing)
        return {say("%n decision(s) are not in the record any more", missing), Tone::Bad};
    return {say("The record was changed at line %1").arg(number(first.line)), Tone::Bad};
}

} // namespace headgate::words
