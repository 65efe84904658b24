// SPDX-License-Identifier: MIT
#include "ui/views/transcriptwords.h"

#include "ui/views/transcriptcards.h"

#include <QDateTime>
#include <QHash>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;
using std::chrono::duration_cast;
using std::chrono::seconds;

QString TranscriptWords::duration(milliseconds time)
{
    const qint64 ms = std::max<qint64>(0, time.count());
    if (ms < 9'950)
        return tr("%1 s").arg(QLocale().toString(static_cast<double>(ms) / 1000.0, 'f', 1));
    const qint64 s = (ms + 500) / 1000;
    if (s < 60)
        return tr("%1 s").arg(s);
    if (s < 3600)
        return s % 60 == 0 ? tr("%1 min").arg(s / 60) : tr("%1 min %2 s").arg(s / 60).arg(s % 60);
    const qint64 min = s / 60;
    return min % 60 == 0 ? tr("%1 h").arg(min / 60) : tr("%1 h %2 min").arg(min / 60).arg(min % 60);
}

QString TranscriptWords::repaired(const Mark& mark)
{
    QStringList parts;
    const qint64 s = isKnown(mark.from) && mark.at > mark.from
        ? std::max<qint64>(1, duration_cast<seconds>(mark.at - mark.from).count())
        : 0;
    const QString time =
        s < 60 ? tr("%1 s").arg(s) : duration(s < 3600 ? seconds(s / 60 * 60) : seconds(s));
    if (s == 0)
        parts << tr("reconnected");
    else if (mark.detail == "asleep"_L1)
        parts << tr("asleep for %1").arg(time);
    else
        // Whether the machine slept or the line was cut is not known here; the time is.
        parts << (s < 60 ? tr("reconnected after %1").arg(time) : tr("away for %1").arg(time));
    parts << (mark.count == 0 ? tr("nothing was missed")
            : mark.count == 1 ? tr("1 event caught up")
                              : tr("%Ln events caught up", nullptr, mark.count));
    if (mark.decisions == 1)
        parts << tr("1 decision made elsewhere");
    else if (mark.decisions > 1)
        parts << tr("%Ln decisions made elsewhere", nullptr, mark.decisions);
    return parts.join(u" \u00B7 ");
}

QString TranscriptWords::stopped(const Mark& mark)
{
    return tr("stopped by you at %1")
        .arg(QDateTime::fromMSecsSinceEpoch(toMs(mark.at)).toString(u"HH:mm:ss"_s));
}

QString TranscriptWords::compacted(const Mark& mark)
{
    if (mark.detail == "auto"_L1)
        return tr("earlier messages were summarised to make room");
    if (mark.detail == "manual"_L1)
        return tr("earlier messages were summarised on request");
    return tr("earlier messages were summarised");
}

QString TranscriptWords::decisionVerdict(const Mark& mark)
{
    if (mark.detail == "once"_L1)
        return tr("Allowed once");
    if (mark.detail == "approve"_L1)
        return tr("Approved");
    if (mark.detail == "always"_L1)
        return tr("Allowed from now on");
    if (mark.detail == "reject"_L1)
        return tr("Rejected");
    return tr("Answered");
}

QString TranscriptWords::decisionDetail(const Mark& mark)
{
    const QString at = QDateTime::fromMSecsSinceEpoch(toMs(mark.at)).toString(u"HH:mm:ss"_s);
    QString text = mark.own ? tr("by you at %1").arg(at) : tr("by another client at %1").arg(at);
    if (isKnown(mark.from) && mark.from < mark.at) {
        const milliseconds took((mark.at - mark.from).count() / 1000 * 1000);
        if (took.count() > 0)
            text = tr("%1, %2 after asking").arg(text, duration(took).replace(u".0"_s, QString()));
    }
    return mark.own ? tr("%1 \u00B7 confirmed by the stream").arg(text) : text;
}

QString TranscriptWords::thought(const Part& part)
{
    if (!part.final)
        return tr("Thinking");
    if (!part.started || !part.ended)
        return tr("Thought");
    const qint64 s =
        duration_cast<seconds>(*part.ended - *part.started + milliseconds(500)).count();
    return s < 1 ? tr("Thought for a moment")
                 : tr("Thought for %1").arg(s < 60 ? tr("%1 s").arg(s) : duration(seconds(s)));
}

QString TranscriptWords::messageError(const Message& message)
{
    if (message.errorName == "MessageAbortedError"_L1)
        return tr("The turn was stopped.");
    if (message.errorName == "ProviderAuthError"_L1)
        return tr("The provider did not accept the key: %1").arg(message.errorText);
    if (message.errorName == "MessageOutputLengthError"_L1)
        return tr("The answer grew too long and was cut.");
    if (message.errorText.isEmpty())
        return tr("The turn failed: %1").arg(message.errorName);
    return tr("The turn failed: %1").arg(message.errorText);
}

QString TranscriptWords::attachment(const Part& part)
{
    if (!part.fileName.isEmpty())
        return part.fileName;
    return part.mime.isEmpty() ? tr("attached file") : tr("attached file, %1").arg(part.mime);
}

QString TranscriptWords::moreAttachments(int count)
{
    return count == 1 ? tr("1 more attached file") : tr("%Ln more attached files", nullptr, count);
}

QString TranscriptWords::picture(int width, int height)
{
    return tr("Picture, %1 × %2").arg(width).arg(height);
}

QString TranscriptWords::showAll(int lines)
{
    return tr("Show all %Ln lines", nullptr, lines);
}

QString TranscriptWords::hiddenLines(int lines)
{
    return lines == 1 ? tr("1 earlier line is not shown")
                      : tr("%Ln earlier lines are not shown", nullptr, lines);
}

QString TranscriptWords::verb(const QString& tool)
{
    static const QHash<QString, int> known{{u"bash"_s, 0}, {u"shell"_s, 0}, {u"edit"_s, 1},
        {u"multiedit"_s, 1}, {u"patch"_s, 1}, {u"apply_patch"_s, 1}, {u"write"_s, 2},
        {u"read"_s, 3}, {u"grep"_s, 4}, {u"glob"_s, 4}, {u"list"_s, 4}, {u"ls"_s, 4},
        {u"websearch"_s, 4}, {u"codesearch"_s, 4}, {u"task"_s, 5}, {u"webfetch"_s, 6},
        {u"todowrite"_s, 7}, {u"todoread"_s, 7}, {u"question"_s, 8}};
    switch (known.value(tool, -1)) {
    case 0:
        return tr("Shell");
    case 1:
        return tr("Edit");
    case 2:
        return tr("Write");
    case 3:
        return tr("Read");
    case 4:
        return tr("Search");
    case 5:
        return tr("Task");
    case 6:
        return tr("Fetch");
    case 7:
        return tr("Todos");
    case 8:
        return tr("Question");
    default:
        return tool.isEmpty() ? tr("Tool") : tool;
    }
}

QString TranscriptWords::statusName(ToolStatus status)
{
    switch (status) {
    case ToolStatus::Pending:
        return tr("not started");
    case ToolStatus::Running:
        return tr("running");
    case ToolStatus::Completed:
        return tr("done");
    case ToolStatus::Failed:
        return tr("failed");
    }
    return {};
}

QString TranscriptWords::waits(CardWait wait)
{
    switch (wait) {
    case CardWait::None:
        break;
    case CardWait::Here:
        return tr("waits for you");
    case CardWait::Below:
        return tr("its subagent waits for you");
    }
    return {};
}

QString TranscriptWords::promptState(const Prompt& prompt)
{
    switch (prompt.state) {
    case Prompt::State::Sending:
        return tr("Sending");
    case Prompt::State::Taken:
        return tr("Taken by the server");
    case Prompt::State::Checking:
        return tr("Nobody knows yet whether it arrived. The session is being read.");
    case Prompt::State::Kept:
    case Prompt::State::Failed:
        break;
    }
    return {};
}

QString TranscriptWords::changed(const std::vector<FileDiff>& files)
{
    int added = 0;
    int removed = 0;
    for (const FileDiff& file : files) {
        added += file.additions;
        removed += file.deletions;
    }
    return tr("%Ln file(s) changed by this turn, +%1 \u2212%2", nullptr, int(files.size()))
        .arg(added)
        .arg(removed);
}

// clang-format off
QString TranscriptWords::interrupted() { return tr("The turn was interrupted here."); }
QString TranscriptWords::queued() { return tr("Queued: the agent takes it up after what it does now."); }
QString TranscriptWords::reverted() { return tr("undone from here on, until it is restored or the session goes on"); }
QString TranscriptWords::missedText() { return tr("Some text was missed here. It arrives when the part is complete."); }
QString TranscriptWords::thinking() { return tr("Thinking"); }
QString TranscriptWords::loading() { return tr("Loading this session"); }
QString TranscriptWords::nothingOpen() { return tr("Choose a session to read it here."); }
QString TranscriptWords::nothingSaid() { return tr("Nothing has been said in this session yet."); }
QString TranscriptWords::earlier() { return tr("Earlier messages load as you scroll up."); }
QString TranscriptWords::input() { return tr("Input"); }
QString TranscriptWords::output() { return tr("Output"); }
QString TranscriptWords::error() { return tr("Error"); }
QString TranscriptWords::openChild() { return tr("Open this agent's session"); }
QString TranscriptWords::addedByServer() { return tr("Added by the server"); }
QString TranscriptWords::retried() { return tr("The provider failed and is asked again: %1"); }
QString TranscriptWords::noContent() { return tr("It has no text."); }
QString TranscriptWords::copy() { return tr("Copy"); }
QString TranscriptWords::copied() { return tr("Copied"); }
// clang-format on

} // namespace headgate
