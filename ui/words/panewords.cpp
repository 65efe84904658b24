// SPDX-License-Identifier: MIT
#include "ui/words/panewords.h"

#include "core/project/paneasks.h"
#include "ui/words/quantity.h"
#include "ui/words/say.h"

#include <QHash>
#include <QSysInfo>

namespace headgate::words {

using namespace Qt::StringLiterals;

namespace {

/** Files that stand in the way, as far as a sentence can hold them. */
QString files(const Issue& issue)
{
    constexpr qsizetype most = 3;
    const QStringList all = issue.args.mid(2);
    if (all.isEmpty())
        return say("some files");
    const QString named = all.mid(0, most).join(u", "_s);
    return all.size() > most ? say("%1 and %n more", all.size() - most).arg(named) : named;
}

} // namespace

QString refusalText(const Issue& issue)
{
    const QString word = issue.args.value(1);
    if (word == "MERGE_CONFLICT"_L1)
        return say("The change cannot be merged: %1 changed on the other side as well. Nothing was "
                   "decided; it can be approved once that is resolved.")
            .arg(files(issue));
    if (word == "WORKTREE_DIRTY"_L1)
        return say("The work tree holds changes that were not committed: %1. Nothing was decided.")
            .arg(files(issue));
    if (word == "RATE_LIMITED"_L1)
        return issue.args.value(2).isEmpty()
            ? say("The server was asked too often. Try again in a moment.")
            : say("The server was asked too often. It takes more in %1 s.").arg(issue.args[2]);
    static const QHash<QString, const char*> sentences{
        {u"NOT_WAITING_APPROVAL"_s,
            toSay("The task does not wait for an approval any more. Nothing was decided by you.")},
        {u"ALREADY_APPROVED"_s, toSay("Another client approved it first.")},
        {u"PLAN_INTERACTION_ALREADY_ANSWERED"_s, toSay("Another client answered first.")},
        {u"NO_DIFF"_s,
            toSay("The task has no change that could be approved. Nothing was decided.")},
        {u"TASK_NOT_FOUND"_s,
            toSay("The server does not know this task any more. Nothing was decided.")},
        {u"SESSION_CLOSED"_s,
            toSay("The session has ended. It can be read, and nothing is added to it.")},
        {u"SESSION_CONNECTION_FAILED"_s,
            toSay("The server could not reach the session. Try again in a moment.")},
        {u"SESSION_SYNC_FAILED"_s,
            toSay("The server could not bring the session up to date. Try again.")},
        {u"PUBLISH_FAILED"_s,
            toSay("The server could not keep it. Nothing was added to the session.")},
        {u"VALIDATION_ERROR"_s,
            toSay("The server did not understand what was sent. It may be another version.")},
        {u"INVALID_ID"_s, toSay("The server does not take this id.")},
        {u"INVALID_DATA"_s,
            toSay("The server did not understand what was sent. It may be another version.")},
        {u"STREAM_UNAVAILABLE"_s, toSay("The server has no streams at the moment. Try again.")},
        {u"STREAMS_NOT_CONFIGURED"_s,
            toSay("The server keeps no streams, so nothing can be written there.")},
        {u"DB_ERROR"_s, toSay("The server could not keep the decision. Nothing was decided.")},
    };
    const char* const sentence = sentences.value(word);
    return sentence ? say(sentence) : QString();
}

QString diffLine(const Checkpoint& c)
{
    const QList<DiffFile> changed = filesOfDiff(c.text);
    if (changed.isEmpty()) {
        const QString line = c.text.trimmed().section(u'\n', 0, 0);
        return c.isDiff ? say("a change of %n line(s)", c.text.trimmed().count(u'\n') + 1) : line;
    }
    int added = 0;
    int removed = 0;
    QStringList names;
    for (const DiffFile& file : changed) {
        added += file.added;
        removed += file.removed;
        names += file.path.section(u'/', -1);
    }
    return say("%n file(s), +%1 −%2: %3", changed.size())
        .arg(number(added), number(removed), names.join(u", "_s));
}

QString ownName()
{
    const QString name = qEnvironmentVariable("USER", qEnvironmentVariable("USERNAME"));
    return name.isEmpty() ? u"headgate"_s : name;
}

QString ownId()
{
    return ownName() + u'@' + QSysInfo::machineHostName();
}

} // namespace headgate::words
