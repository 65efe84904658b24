// SPDX-License-Identifier: MIT
#include "core/logpages.h"

#include "core/decode/logfacts.h"
#include "core/decode/logline.h"
#include "core/decode/streamevent.h"
#include "core/io/logbodies.h"
#include "core/project/foldmessage.h"

#include <QHash>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>
#include <limits>

namespace headgate::logpages {

using namespace Qt::StringLiterals;

namespace {

/** One place, as the index has it, and what stands there. */
struct Line
{
    qint64 row = 0;
    SessionId session;
    QString type;
    Timestamp time;
    QByteArray id;
    QByteArray text; ///< empty: it is gone
};

LogBodies bodiesOf(Database& db, const SourceId& source)
{
    LogBodies bodies;
    Query q = db.prepare(u"SELECT log_file.id,path,device,inode,gone FROM log_file"
                         " JOIN source ON source.id=log_file.source WHERE source.name=?"_s);
    bind(q, {source.value()});
    db.run(q);
    while (q.next()) {
        LogFile file;
        file.path = q.value(1).toString();
        file.identity = {q.value(2).toLongLong(), q.value(3).toLongLong()};
        file.gone = q.value(4).toBool();
        bodies.add(q.value(0).toLongLong(), file);
    }
    return bodies;
}

constexpr auto lineColumns =
    "log_event.row,session.name,log_type.name,log_event.time,log_event.eid,log_event.file,"
    "log_event.at,log_event.length FROM log_event JOIN session ON session.id=log_event.session"
    " JOIN log_type ON log_type.id=log_event.type";

Line lineOf(const Query& q, LogBodies& bodies)
{
    Line line{q.value(0).toLongLong(), SessionId(q.value(1).toString()), q.value(2).toString(),
        timestampFromMs(q.value(3).toLongLong()), q.value(4).toString().toUtf8(), {}};
    line.text = bodies.text(
        q.value(5).toLongLong(), q.value(6).toLongLong(), q.value(7).toLongLong(), line.id);
    return line;
}

struct MessageRow
{
    qint64 id = 0;
    MessageId name;
};

/** Newest first; one more than `limit` if there are older ones. */
std::vector<MessageRow> messagesBefore(
    Database& db, const SessionKey& session, qint64 before, int limit)
{
    Query q = db.prepare(
        u"SELECT log_message.id,log_message.name FROM log_message"
        " JOIN session ON session.id=log_message.session JOIN source ON source.id=session.source"
        " WHERE source.name=? AND session.name=? AND log_message.id<?"
        " ORDER BY log_message.id DESC LIMIT ?"_s);
    bind(q, {session.source.value(), session.session.value(), before, limit + 1});
    std::vector<MessageRow> found;
    db.run(q);
    while (q.next())
        found.push_back({q.value(0).toLongLong(), MessageId(q.value(1).toString())});
    return found;
}

/** Parts whose whole text stands in the log: their deltas need not be read. */
QSet<QByteArray> finishedParts(const std::vector<Line>& lines)
{
    QSet<QByteArray> parts;
    logline::Scanner scanner;
    for (const Line& line : lines) {
        if (!line.type.endsWith("_snapshot"_L1))
            continue;
        if (const auto head = scanner.scan(line.text))
            parts.insert(scanner.place(head->payload).part.toByteArray());
    }
    return parts;
}

MessageWithParts messageOf(const SourceId& source, const MessageRow& row, const SessionId& session,
    const std::vector<Line>& lines)
{
    MessageWithParts message;
    message.message.id = row.name;
    message.message.session = session;
    message.message.role = Role::Assistant; // Only an agent's messages are written to a log.
    message.message.placeholder = true;
    if (!lines.empty())
        message.message.created = lines.front().time;
    const QSet<QByteArray> finished = finishedParts(lines);
    logline::Scanner scanner;
    for (const Line& line : lines) {
        if (line.type.endsWith("_delta"_L1) && !finished.isEmpty()) {
            const auto head = scanner.scan(line.text);
            if (head && finished.contains(scanner.place(head->payload).part.toByteArray()))
                continue;
        }
        if (const auto event = streamevent::decode(line.text)) {
            for (const Fact& fact : logfacts::facts(source, *event))
                fold(message, fact);
        }
    }
    return message;
}

} // namespace

SessionPage loadPage(
    Database& db, const SessionKey& session, const std::optional<PagePosition>& before, int limit)
{
    SessionPage page;
    const qint64 from = before ? before->order : std::numeric_limits<qint64>::max();
    std::vector<MessageRow> rows = messagesBefore(db, session, from, limit);
    page.hasOlder = int(rows.size()) > limit;
    if (page.hasOlder)
        rows.pop_back();
    if (!rows.empty())
        page.oldest = PagePosition{rows.back().id, "m:"_L1 + rows.back().name.value()};
    LogBodies bodies = bodiesOf(db, session.source);
    Query q = db.prepare("SELECT "_L1 + QLatin1StringView(lineColumns)
        + " WHERE log_event.message=? ORDER BY log_event.row"_L1);
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
        std::vector<Line> lines;
        bind(q, {row->id});
        db.run(q);
        while (q.next()) {
            Line line = lineOf(q, bodies);
            if (!line.text.isEmpty())
                lines.push_back(std::move(line));
        }
        page.messages.push_back(messageOf(session.source, *row, session.session, lines));
    }
    std::stable_sort(page.messages.begin(), page.messages.end(), [](const auto& a, const auto& b) {
        return std::pair(a.message.created, a.message.id)
            < std::pair(b.message.created, b.message.id);
    });
    const auto edge = page.hasOlder && !page.messages.empty()
        ? std::optional(page.messages.front().message.created)
        : std::nullopt;
    page.marks = historyreader::loadMarks(db, session, edge, {});
    return page;
}

EventsLogged loadEvents(Database& db, const SourceId& source, qint64 after, int limit)
{
    EventsLogged page;
    LogBodies bodies = bodiesOf(db, source);
    Query q = db.prepare("SELECT "_L1 + QLatin1StringView(lineColumns)
        + " WHERE log_event.row>? AND log_event.file IN (SELECT log_file.id FROM log_file"
          " JOIN source ON source.id=log_file.source WHERE source.name=?)"
          " ORDER BY log_event.row LIMIT ?"_L1);
    bind(q, {after, source.value(), limit + 1});
    db.run(q);
    while (q.next()) {
        if (int(page.rows.size()) == limit) {
            page.readOnAfter = page.rows.back().row;
            break;
        }
        const Line line = lineOf(q, bodies);
        page.rows.push_back({line.row, source, line.session, EventId(QString::fromUtf8(line.id)),
            line.type, {}, Origin::History, line.time, line.text});
    }
    q.finish();
    return page;
}

std::vector<StoredEvent> loadRange(
    Database& db, const SourceId& source, const SessionId& session, qint64 after, qint64 upTo)
{
    LogBodies bodies = bodiesOf(db, source);
    Query q = db.prepare("SELECT "_L1 + QLatin1StringView(lineColumns)
        + " WHERE log_event.row>? AND log_event.row<=? AND log_event.file IN (SELECT log_file.id"
          " FROM log_file JOIN source ON source.id=log_file.source WHERE source.name=?)"
          " AND (?='' OR session.name=?) ORDER BY log_event.row"_L1);
    bind(q, {after, upTo, source.value(), session.value(), session.value()});
    std::vector<StoredEvent> events;
    db.run(q);
    while (q.next()) {
        Line line = lineOf(q, bodies);
        if (!line.text.isEmpty())
            events.push_back({line.row, line.session, EventId(QString::fromUtf8(line.id)),
                std::move(line.text)});
    }
    return events;
}

} // namespace headgate::logpages
