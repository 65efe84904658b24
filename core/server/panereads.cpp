// SPDX-License-Identifier: MIT
#include "core/server/paneanswers.h"
#include "core/server/paneexport.h"
#include "core/server/paneservice.h"
#include "core/server/panesummary.h"

#include <QJsonArray>

// The half of PaneService that reads.
namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype pieceBytes = 1024 * 1024;
/** A page that is longer ends before its limit. */
constexpr qsizetype pageBytes = 4 * 1024 * 1024;
/** Events that one page of a history looks at, so that nobody else waits long. */
constexpr int mostLookedAt = 20'000;
/** What is exported is one answer in memory. */
constexpr qsizetype mostExported = 64 * 1024 * 1024;

HttpResponse json(const QByteArray& body)
{
    HttpResponse answer{200, {}, body};
    answer.add("Content-Type", "application/json");
    answer.add("Cache-Control", "no-store");
    return answer;
}

/** Events as they are told, in an array. */
struct Page
{
    QByteArray events = "[";
    qint64 next = 0;
    int count = 0;

    void add(QByteArrayView stored, qint64 offset)
    {
        events += (count++ > 0 ? "," : "") + toldText(stored, offset);
        next = offset + 1;
    }
    bool hasRoom(int limit) const { return count < limit && events.size() < pageBytes; }
};

} // namespace

HttpResponse PaneService::read(const PaneRequest& request)
{
    using Kind = PaneRequest::Kind;
    if (request.kind == Kind::ListSessions)
        return list(request.list);
    const Held* const held = find(request.session);
    const bool ofStream = request.kind == Kind::ReadStream || request.kind == Kind::HeadStream;
    if (!held)
        return ofStream ? paneanswers::noStream(request.session)
                        : paneanswers::noSession(request.session);
    switch (request.kind) {
    case Kind::ListEvents:
        return events(*held, request);
    case Kind::ReadStream:
    case Kind::HeadStream:
        return streamEvents(*held, request);
    case Kind::History:
        return history(*held, request);
    case Kind::Summary:
        return summary(*held);
    case Kind::Export:
        return exported(*held, request);
    case Kind::ListPresence:
        return paneanswers::ok(held->room.list(m_now()));
    default:
        return paneanswers::ok(told(*held));
    }
}

std::variant<PaneService::Place, HttpResponse> PaneService::place(const PaneRequest& request)
{
    const Held* const held = find(request.session);
    if (!held)
        return request.framing == PaneFraming::Session ? paneanswers::noSession(request.session)
                                                       : paneanswers::noStream(request.session);
    const StreamFacts& stream = facts(*held);
    return Place{
        stream.id, std::clamp(Position{request.from}, stream.head, stream.tail), stream.tail};
}

QJsonObject PaneService::told(const Held& held) const
{
    const StreamFacts& stream = facts(held);
    QJsonObject row = held.session.toJson();
    row.insert("eventCount"_L1, stream.tail.at);
    row.insert("oldestOffset"_L1, stream.head.at);
    return row;
}

HttpResponse PaneService::list(const PaneListQuery& query)
{
    std::vector<const PaneSession*> all;
    for (const auto& [id, held] : m_sessions)
        all.push_back(&held.session);
    const PaneList page = listSessions(std::move(all), query);
    QJsonArray rows;
    for (const PaneSession* session : page.rows)
        rows.append(told(*find(session->id)));
    return paneanswers::ok(rows,
        {{u"pagination"_s,
            QJsonObject{{u"limit"_s, query.limit}, {u"offset"_s, query.offset},
                {u"hasMore"_s, page.hasMore}, {u"total"_s, page.total}}}});
}

void PaneService::each(const Held& held, qint64 from,
    const std::function<bool(QByteArrayView stored, qint64 offset)>& take)
{
    const StreamFacts& stream = facts(held);
    Position at = std::clamp(Position{from}, stream.head, stream.tail);
    while (at < stream.tail) {
        const auto rows = m_store.read(held.stream, at, pieceBytes);
        if (rows.empty())
            return;
        for (const StreamRow& row : rows) {
            for (qint64 i = 0; i < row.count; ++i) {
                if (!take(row.message(i), row.begin.at + i))
                    return;
            }
        }
        at = rows.back().end();
    }
}

HttpResponse PaneService::events(const Held& held, const PaneRequest& request)
{
    Page page;
    page.next = std::min(request.from, facts(held).tail.at);
    each(held, request.from, [&](QByteArrayView stored, qint64 offset) {
        page.add(stored, offset);
        return page.hasRoom(request.limit);
    });
    const QJsonObject pages{{u"limit"_s, request.limit}, {u"offset"_s, request.from},
        {u"hasMore"_s, page.next < facts(held).tail.at}, {u"nextOffset"_s, page.next}};
    return json("{\"ok\":true,\"data\":" + page.events
        + "],\"pagination\":" + paneanswers::compact(pages) + '}');
}

HttpResponse PaneService::streamEvents(const Held& held, const PaneRequest& request)
{
    const StreamFacts& stream = facts(held);
    const qint64 count = stream.tail.at;
    const QByteArray created = QByteArray::number(toMs(held.session.created));
    if (request.kind == PaneRequest::Kind::HeadStream) {
        HttpResponse head = json({});
        head.add("X-Stream-Event-Count", QByteArray::number(count));
        head.add("X-Stream-Created-At", created);
        return head;
    }
    Page page;
    page.next = std::min(request.from, count);
    each(held, request.from, [&](QByteArrayView stored, qint64 offset) {
        page.add(stored, offset);
        return page.hasRoom(request.limit);
    });
    const QJsonObject metadata{
        {u"eventCount"_s, count}, {u"createdAt"_s, toMs(held.session.created)}};
    const QJsonObject pages{{u"fromOffset"_s, request.from}, {u"limit"_s, request.limit},
        {u"hasMore"_s, page.next < count}, {u"nextOffset"_s, page.next}};
    return json("{\"ok\":true,\"data\":{\"streamId\":\"" + held.session.id.toLatin1()
        + "\",\"metadata\":" + paneanswers::compact(metadata) + ",\"events\":" + page.events
        + "],\"pagination\":" + paneanswers::compact(pages) + "}}");
}

HttpResponse PaneService::history(const Held& held, const PaneRequest& request)
{
    Page page;
    int looked = 0;
    qint64 next = std::min(request.from, facts(held).tail.at);
    const auto fits = [&](const StoredPaneEvent& event) {
        return (!request.startTime || event.time >= *request.startTime)
            && (!request.endTime || event.time <= *request.endTime)
            && (request.eventTypes.isEmpty() || request.eventTypes.contains(event.type));
    };
    each(held, request.from, [&](QByteArrayView stored, qint64 offset) {
        if (fits(readStored(stored)))
            page.add(stored, offset);
        next = offset + 1;
        return page.hasRoom(request.limit) && ++looked < mostLookedAt;
    });
    const bool more = next < facts(held).tail.at;
    const QByteArray cursor = more ? '"' + QByteArray::number(next) + '"' : QByteArray("null");
    return json("{\"ok\":true,\"data\":{\"events\":" + page.events + "],\"nextCursor\":" + cursor
        + ",\"hasMore\":" + (more ? "true" : "false") + "}}");
}

HttpResponse PaneService::summary(const Held& held)
{
    PaneSummary summary;
    each(held, 0, [&](QByteArrayView stored, qint64) {
        summary.add(readStored(stored));
        return true;
    });
    return paneanswers::ok(summary.toJson());
}

HttpResponse PaneService::exported(const Held& held, const PaneRequest& request)
{
    const auto format = PaneExport::formatNamed(request.body["format"_L1].toString());
    if (!format)
        return paneanswers::invalid(u"format is none of json, markdown, csv"_s);
    PaneExport text(*format, told(held), m_now());
    each(held, 0, [&](QByteArrayView stored, qint64 offset) {
        text.add(readStored(stored), stored, offset);
        return text.size() < mostExported;
    });
    if (text.size() >= mostExported)
        return paneanswers::invalid(u"the session is larger than 64 MB"_s);
    return paneanswers::ok(text.finish());
}

} // namespace headgate
