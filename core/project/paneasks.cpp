// SPDX-License-Identifier: MIT
#include "core/project/paneasks.h"

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

Issue wrong(const QString& why)
{
    return {Issue::Code::WrongAnswer, {}, {why}};
}

/** "a/core/x.cpp" of git, and what follows a tab in that of others. */
QString pathOf(QStringView line)
{
    QString path = line.mid(4).toString().section(u'\t', 0, 0).trimmed();
    if (path.startsWith("a/"_L1) || path.startsWith("b/"_L1))
        path.remove(0, 2);
    return path;
}

} // namespace

bool isPane(const SourceId& source)
{
    return source.value().startsWith("agentpane:"_L1);
}

PaneAsk paneAsk(const Checkpoint& checkpoint)
{
    if (!isPane(checkpoint.key.source))
        return PaneAsk::None;
    if (checkpoint.kind == CheckpointKind::Question)
        return PaneAsk::Question;
    return checkpoint.permission == "plan"_L1 ? PaneAsk::Plan : PaneAsk::Approval;
}

Outcome fitsPane(const Decision& decision, const Checkpoint& checkpoint)
{
    const PaneAsk ask = paneAsk(checkpoint);
    if (ask == PaneAsk::None)
        return std::monostate();
    const QString words = decision.message.trimmed();
    if (words.size() > longestPaneWords)
        return wrong(u"its words have %1 characters, and %2 are taken"_s.arg(words.size())
                         .arg(longestPaneWords));
    if (ask == PaneAsk::Question && decision.reply == Reply::Reject)
        return wrong(u"it is a question: it is answered, or it waits"_s);
    if (ask != PaneAsk::Question && decision.reply == Reply::Always)
        return wrong(u"it is approved or rejected, this once"_s);
    if (ask == PaneAsk::Approval && decision.reply == Reply::Reject && words.isEmpty())
        return wrong(u"a rejection needs a reason"_s);
    return std::monostate();
}

QList<DiffFile> filesOfDiff(const QString& diff)
{
    QList<DiffFile> files;
    qsizetype number = 0;
    qint64 left = 0; // lines of the hunk that are still to come, old and new counted once each
    QString before;
    const auto lines = QStringView(diff).split(u'\n');
    const auto countOf = [](QStringView range) {
        const qsizetype comma = range.indexOf(u',');
        return comma < 0 ? qint64(1) : range.mid(comma + 1).toLongLong();
    };
    for (const QStringView line : lines) {
        const qsizetype at = number++;
        if (left > 0) {
            const QChar sign = line.isEmpty() ? u' ' : line.front();
            if (sign == u'+' || sign == u'-') {
                --left;
                if (!files.isEmpty())
                    ++(sign == u'+' ? files.back().added : files.back().removed);
            } else if (sign == u' ') {
                left -= 2;
            }
            continue;
        }
        if (line.startsWith("--- "_L1)) {
            before = pathOf(line);
        } else if (line.startsWith("+++ "_L1)) {
            const QString after = pathOf(line);
            files.append({after == "/dev/null"_L1 ? before : after, at > 0 ? at - 1 : at, 0, 0});
        } else if (line.startsWith("@@ -"_L1)) {
            const auto words = line.split(u' ');
            left = countOf(words.value(1)) + countOf(words.value(2));
        }
    }
    return files;
}

} // namespace headgate
