// SPDX-License-Identifier: MIT
#include "ui/words/checkpointwords.h"

#include "core/project/answers.h"
#include "core/project/paneasks.h"
#include "core/project/visibletext.h"
#include "ui/words/issuetext.h"
#include "ui/words/panewords.h"
#include "ui/words/quantity.h"
#include "ui/words/say.h"

#include <QHash>

#include <algorithm>

namespace headgate::words {

using namespace Qt::StringLiterals;

namespace {

/** Of an answer in one line. */
constexpr qsizetype longestAnswer = 60;

struct Verb
{
    const char* title;
    const char* wish;
};

/** The permissions an OpenCode server asks for; others are shown by their own name. */
const Verb* verbOf(const QString& permission)
{
    static const QHash<QString, Verb> verbs = {
        {u"bash"_s, {toSay("Run a command"), toSay("wants to run %1")}},
        {u"edit"_s, {toSay("Edit a file"), toSay("wants to edit %1")}},
        {u"write"_s, {toSay("Write a file"), toSay("wants to write %1")}},
        {u"read"_s, {toSay("Read a file"), toSay("wants to read %1")}},
        {u"list"_s, {toSay("List a folder"), toSay("wants to list %1")}},
        {u"glob"_s, {toSay("Look for files"), toSay("wants to look for %1")}},
        {u"grep"_s, {toSay("Search in files"), toSay("wants to search for %1")}},
        {u"webfetch"_s, {toSay("Open a web page"), toSay("wants to open %1")}},
        {u"websearch"_s, {toSay("Search the web"), toSay("wants to search the web for %1")}},
        {u"task"_s, {toSay("Start a subagent"), toSay("wants to start %1")}},
        {u"external_directory"_s, {toSay("Leave the project folder"), toSay("wants to go to %1")}},
        {u"doom_loop"_s, {toSay("Go on in spite of repetition"), toSay("repeats itself: %1")}},
    };
    const auto it = verbs.constFind(permission);
    return it == verbs.cend() ? nullptr : &*it;
}

/** "git push" of "git push --force origin x". */
QString programOf(const QString& command)
{
    const QStringList words = command.simplified().split(u' ');
    const QString second = words.value(1);
    const bool verb = !second.isEmpty()
        && std::ranges::all_of(second, [](QChar c) { return c.isLetter() || c == u'-'; })
        && second.front().isLetter();
    return verb ? QString(words.value(0) + u' ' + second) : words.value(0);
}

QString subjectOf(const Checkpoint& c)
{
    if (c.permission == "bash"_L1)
        return programOf(c.text.section(u'\n', 0, 0));
    if (!c.file.isEmpty())
        return c.file.section(u'/', -1);
    return requestLine(c);
}

} // namespace

QString requestTitle(const Checkpoint& c)
{
    if (c.kind == CheckpointKind::Hitl)
        return isIntervention(c) ? say("Look after it yourself") : say("Decide a checkpoint");
    if (c.kind == CheckpointKind::Question)
        return say("Answer a question");
    if (paneAsk(c) != PaneAsk::None)
        return paneAsk(c) == PaneAsk::Plan ? say("Approve a plan") : say("Approve a change");
    if (const Verb* verb = verbOf(c.permission))
        return say(verb->title);
    return c.permission.isEmpty() ? say("Use a tool") : say("Use “%1”").arg(c.permission);
}

QString requestWish(const Checkpoint& c)
{
    if (c.kind != CheckpointKind::Permission)
        return say("asks: %1").arg(c.questions.empty() ? QString() : c.questions.front().text);
    if (paneAsk(c) != PaneAsk::None)
        return paneAsk(c) == PaneAsk::Plan ? say("wants its plan approved")
                                           : say("wants its change approved");
    if (const Verb* verb = verbOf(c.permission))
        return say(verb->wish).arg(subjectOf(c));
    return say("wants to use %1").arg(c.permission);
}

QString requestLine(const Checkpoint& c)
{
    if (c.kind != CheckpointKind::Permission)
        return c.questions.empty() ? QString() : c.questions.front().text;
    if (paneAsk(c) == PaneAsk::Approval)
        return diffLine(c);
    if (c.isDiff && !c.file.isEmpty())
        return c.file;
    const QString line = c.text.trimmed().section(u'\n', 0, 0);
    return line.isEmpty() ? c.patterns.value(0) : line;
}

bool isPathLine(const Checkpoint& c)
{
    static const QStringList onPaths{
        u"edit"_s, u"write"_s, u"read"_s, u"list"_s, u"external_directory"_s};
    return c.kind == CheckpointKind::Permission && onPaths.contains(c.permission);
}

milliseconds waitingFor(const Checkpoint& c, Timestamp now)
{
    return now - c.asked.value_or(c.firstSeen);
}

QString askedAgo(const Checkpoint& c, Timestamp now)
{
    const QString span = longSpan(waitingFor(c, now));
    return c.asked ? say("asked %1 ago").arg(span) : say("asked at least %1 ago").arg(span);
}

QString replyWords(Reply reply)
{
    switch (reply) {
    case Reply::Once:
        return say("allowed once");
    case Reply::Always:
        return say("allowed always");
    case Reply::Reject:
        return say("rejected");
    case Reply::Answer:
        return say("answered");
    }
    return {};
}

QString choices(const Checkpoint& c)
{
    QStringList shown;
    for (const Question& question : c.questions) {
        for (const QuestionOption& option : question.options)
            shown +=
                option.id == option.label ? option.id : QString(option.id + ": "_L1 + option.label);
    }
    return visibleList(shown);
}

QString expiry(const Checkpoint& c, Timestamp now)
{
    if (!c.expires)
        return {};
    if (*c.expires < now)
        return say("expired %1 ago, yet still waits").arg(longSpan(now - *c.expires));
    return say("expires in %1").arg(longSpan(*c.expires - now));
}

/** As it was offered; an option that nobody offered by its id. */
static QString chosenLabel(const Checkpoint& c)
{
    for (const Question& question : c.questions) {
        for (const QuestionOption& option : question.options) {
            if (option.id == c.option)
                return makeVisible(option.label.simplified()).text;
        }
    }
    return makeVisible(c.option).text;
}

QString answerWords(const Checkpoint& c)
{
    if (!c.reply)
        return say("answered");
    if (paneAsk(c) == PaneAsk::Approval || paneAsk(c) == PaneAsk::Plan)
        return *c.reply == Reply::Reject ? replyWords(Reply::Reject) : say("approved");
    if (c.kind == CheckpointKind::Hitl && *c.reply != Reply::Reject)
        return c.option.isEmpty() ? say("approved") : say("approved, “%1”").arg(chosenLabel(c));
    QStringList given;
    for (const QStringList& one : c.answers)
        given += visibleList(one);
    if (given.isEmpty())
        return replyWords(*c.reply);
    QString text = given.join(u"; "_s).simplified();
    if (text.size() > longestAnswer)
        text = text.left(longestAnswer - 1) + u'…';
    return say("answered “%1”").arg(text);
}

Toned outcome(const Checkpoint& c, Timestamp now)
{
    const QString answer = answerWords(c);
    const QString at = isKnown(c.resolvedAt) ? clockTime(c.resolvedAt, now) : QString();
    switch (c.state) {
    case CheckpointState::Pending:
        return {};
    case CheckpointState::Checking:
        return {say("Being checked: whether it still waits."), Tone::Quiet};
    case CheckpointState::Sending:
        return {say("Sending: %1.").arg(answer), Tone::Quiet};
    case CheckpointState::Sent:
        return {say("Sent: %1. The stream has not confirmed it yet.").arg(answer), Tone::Quiet};
    case CheckpointState::Confirmed:
        return {at.isEmpty() ? say("Confirmed by the stream: %1.").arg(answer)
                             : say("Confirmed by the stream: %1 at %2.").arg(answer, at),
            Tone::Good};
    case CheckpointState::AnsweredElsewhere:
        if (const QString why = refusalText(c.issue); !c.reply && !why.isEmpty())
            return {why, Tone::Waiting};
        if (!c.reply)
            return {say("It had been answered before this answer arrived. How is not known."),
                Tone::Waiting};
        return {at.isEmpty() ? say("Already answered by another client: %1.").arg(answer)
                             : say("Already answered by another client: %1 at %2.").arg(answer, at),
            Tone::Waiting};
    case CheckpointState::TooLate:
        return {
            say("Answered too late: the turn had ended. The answer had no effect."), Tone::Waiting};
    case CheckpointState::Cancelled:
        // "Always" and a rejection settle what else their session asks (approvals.md H15).
        return {c.reply
                ? say("Settled together with another request of its session: %1.").arg(answer)
                : say("The turn ended without an answer. Nothing is waited for any more."),
            Tone::Quiet};
    case CheckpointState::Unknown:
        return {
            say("The request went away while the server was out of sight. How it was answered is "
                "not known."),
            Tone::Waiting};
    case CheckpointState::Failed: {
        const QString why = issueText(c.issue);
        return {why.isEmpty() ? say("The answer did not get through. You can answer again.")
                              : say("Not decided. %1").arg(why),
            Tone::Bad};
    }
    }
    return {};
}

Toned freshness(const Checkpoint& c, const SourceStatus* source, Timestamp now)
{
    const bool live = source && source->state == SyncState::Live;
    const Timestamp seen = isKnown(c.confirmedPending) ? c.confirmedPending : c.firstSeen;
    if (!c.waits())
        return {live ? say("Live") : say("Offline"), live ? Tone::Good : Tone::Waiting};
    if (live)
        return {say("Live, confirmed waiting %1 ago").arg(span(now - seen)), Tone::Good};
    return {say("Offline: last known to wait at %1").arg(clockTime(seen, now)), Tone::Waiting};
}

QString visibleList(const QStringList& patterns)
{
    QStringList shown;
    for (const QString& pattern : patterns)
        shown += makeVisible(pattern).text;
    return shown.join(u", "_s);
}

} // namespace headgate::words
