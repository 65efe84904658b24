// SPDX-License-Identifier: MIT
#include "app/clifinding.h"
#include "app/clisession.h"
#include "core/decode/linesplitter.h"
#include "core/decode/logline.h"
#include "core/io/logfiles.h"
#include "ui/words/quantity.h"

#include <QDateTime>
#include <QFileInfo>
#include <QSet>

#include <algorithm>
#include <chrono>

namespace headgate::cli {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 readAtOnce = 1024 * 1024;
constexpr qsizetype namedLines = 8;
/** Other writers take a lock over that was left alone for so long (systems.md 4.1). */
constexpr auto staleAfter = 10s;

/** What stands in one file. */
struct Count
{
    qint64 events = 0;
    qint64 bad = 0;
    qint64 firstVersion = 0;
    qint64 doubled = 0; ///< the same id as the line before
    QStringList badLines;
    QSet<QByteArray> streams;
    QByteArray lastId;
    Timestamp last;
    bool torn = false; ///< its last line has no end
    bool readable = false;
};

class Counter
{
public:
    Count count(const QString& path)
    {
        m_count.readable = m_log.open(path);
        if (!m_count.readable)
            return m_count;
        LineSplitter splitter;
        while (true) {
            const QByteArray bytes = m_log.read(splitter.readFrom(), readAtOnce);
            if (bytes.isEmpty())
                break;
            add(splitter.take(bytes));
        }
        m_count.torn = splitter.readFrom() > splitter.position();
        return m_count;
    }

private:
    void add(const CutLines& cut)
    {
        for (const CutLine& line : cut.lines) {
            const QByteArrayView text = cut.text(line).trimmed();
            if (text.isEmpty() && !line.tooLong)
                continue;
            const auto head = m_scanner.scan(text);
            if (!head || line.tooLong) {
                ++m_count.bad;
                if (m_count.badLines.size() < namedLines)
                    m_count.badLines.append(QString::number(line.number));
                continue;
            }
            ++m_count.events;
            m_count.firstVersion += text.contains("\"stream_id\"") ? 0 : 1;
            m_count.doubled += head->id == m_count.lastId ? 1 : 0;
            m_count.lastId = head->id.toByteArray();
            m_count.streams.insert(head->stream.toByteArray());
            m_count.last = std::max(m_count.last, head->time);
        }
    }

    OpenLog m_log;
    logline::Scanner m_scanner;
    Count m_count;
};

Finding lines(const Count& count)
{
    if (count.bad == 0)
        return {u"lines"_s, true,
            count.torn ? u"all are events; the last one is still being written"_s
                       : u"all are events"_s};
    const QString more = count.bad > namedLines ? u", …"_s : QString();
    return {u"lines"_s, false,
        u"%1 of %2 are no events: %3%4"_s.arg(words::number(count.bad),
            words::number(count.bad + count.events), count.badLines.join(u", "_s), more)};
}

Finding writers(const QString& path)
{
    const QFileInfo lock(QFileInfo(path).canonicalFilePath() + ".lock"_L1);
    if (!lock.exists())
        return {u"lock"_s, true, u"nobody writes at this moment"_s};
    const qint64 age = lock.lastModified().msecsTo(QDateTime::currentDateTime());
    if (!lock.isDir())
        return {u"lock"_s, false,
            u"%1 is no folder: other writers cannot use it"_s.arg(lock.filePath())};
    if (milliseconds(age) < staleAfter)
        return {u"lock"_s, true, u"held by a writer"_s};
    return {u"lock"_s, false,
        u"left behind %1 ago; the next writer takes it over"_s.arg(
            words::longSpan(milliseconds(age)))};
}

} // namespace

int lookAtLog(const SourceConfig& config, bool json)
{
    const QString path = config.url.toLocalFile();
    const std::vector<FoundLog> files = findLogs(path);
    const auto current = logAt(path);
    tell({u"file"_s, current.has_value(),
             current ? u"%1, %2"_s.arg(path, words::byteSize(current->size)) : path},
        json);
    if (files.size() > (current ? 1 : 0)) {
        qint64 bytes = 0;
        for (const FoundLog& file : files)
            bytes += file.path == path ? 0 : file.size;
        const auto older = qint64(files.size()) - (current ? 1 : 0);
        tell({u"rotated"_s, true,
                 u"%1 older, %2, from %3 on"_s.arg(words::number(older), words::byteSize(bytes),
                     QFileInfo(files.front().path).fileName())},
            json);
    }
    if (!current)
        return report({Issue::Code::LogMissing, config.id(), {path}});
    const Count count = Counter().count(path);
    if (!count.readable)
        return report({Issue::Code::LogError, config.id(), {path, u"no right to read it"_s}});
    const Timestamp now = std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
    QString events = u"%1 in %2 streams"_s.arg(
        words::eventCount(count.events), words::number(count.streams.size()));
    if (isKnown(count.last))
        events += u", the last one %1 ago"_s.arg(words::longSpan(now - count.last));
    tell({u"events"_s, true, events}, json);
    if (count.firstVersion > 0)
        tell({u"version"_s, true,
                 u"%1 of them are of the first version"_s.arg(words::number(count.firstVersion))},
            json);
    const Finding found = lines(count);
    tell(found, json);
    if (count.doubled > 0)
        tell({u"ids"_s, false,
                 u"%1 lines repeat the id before them"_s.arg(words::number(count.doubled))},
            json);
    tell(writers(path), json);
    return found.good ? Done : FailedCode;
}

} // namespace headgate::cli
