// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/httpsource.h"
#include "tests/support/fakeserver.h"

#include <QUrlQuery>

#include <algorithm>
#include <functional>

namespace headgate::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/** What a source hands on, and the position a history would have kept. */
class FakeHost : public SourceHost
{
public:
    std::vector<SourceItem> items;
    std::optional<StreamCursor> kept;
    QList<QByteArray> values; ///< raw, in order
    std::vector<Issue> issues;
    int restarts = 0;
    int cuts = 0;
    QList<QList<QByteArray>> repairs; ///< for each end of a cut: the values since it
    SourceStatus status;
    QList<StreamCursor> moves; ///< all of them
    std::function<void()> onTake = [] {};

    void take(const SourceId&, std::vector<SourceItem> more) override
    {
        for (const SourceItem& item : more) {
            if (const auto* event = std::get_if<Event>(&item))
                values.append(event->raw);
            else if (const auto* moved = std::get_if<CursorMoved>(&item))
                moves.append(*(kept = moved->cursor));
            else if (const auto* issue = std::get_if<Issue>(&item))
                issues.push_back(*issue);
            else if (std::holds_alternative<StreamBeganAnew>(item))
                ++restarts;
            else if (std::holds_alternative<StreamCut>(item))
                noteCut();
            else if (std::holds_alternative<CaughtUp>(item))
                repairs.append(values.mid(m_valuesAtCut));
        }
        items.insert(items.end(), more.begin(), more.end());
        onTake();
    }
    qint64 fence() override { return 0; }
    QHash<SessionId, qint64> cursors(const SourceId&) override { return {}; }
    std::optional<StreamCursor> streamCursor(const SourceId&) override { return kept; }
    std::vector<SessionId> openSessions(const SourceId&) override { return {}; }
    bool hasHoleBefore(const SessionKey&, const MessageId&, Timestamp) override { return false; }
    void statusChanged(const SourceStatus& told) override { status = told; }

private:
    void noteCut()
    {
        ++cuts;
        m_valuesAtCut = values.size();
    }

    qsizetype m_valuesAtCut = 0;
};

/** A stream of JSON messages whose offsets are "o0", "o1", ... */
class FakeStream
{
public:
    FakeServer http;
    QByteArrayList messages;
    QByteArray contentType = "application/json";
    bool closed = false;

    FakeStream()
    {
        http.on("/s", [this](const FakeRequest& request, const FakeReply& reply) {
            asked.append(request.target.mid(request.target.indexOf('?') + 1));
            headers.append(request.headers);
            const QUrlQuery query(QString::fromLatin1(asked.constLast()));
            const QString live = query.queryItemValue(u"live"_s);
            if (live.isEmpty())
                onCatchUp(request, reply);
            else if (live == "sse"_L1)
                onSse(request, reply);
            else
                onPoll(request, reply);
        });
    }

    SourceConfig config() const
    {
        SourceConfig config;
        config.kind = SourceKind::Stream;
        config.url = http.url(u"/s"_s);
        return config;
    }

    static QByteArray offsetOf(const FakeRequest& request)
    {
        return QUrlQuery(QString::fromLatin1(request.target.mid(request.target.indexOf('?') + 1)))
            .queryItemValue(u"offset"_s)
            .toLatin1();
    }
    static qsizetype indexOf(const FakeRequest& request)
    {
        const QByteArray offset = offsetOf(request);
        return offset == "-1" ? 0 : offset.mid(1).toLongLong();
    }
    QByteArray tail() const { return "o" + QByteArray::number(messages.size()); }
    Headers place() const
    {
        Headers all{{"Content-Type", contentType}, {"Stream-Next-Offset", tail()},
            {"Stream-Up-To-Date", "true"}, {"Stream-Cursor", "c" + tail()}};
        if (closed)
            all.emplaceBack("Stream-Closed", "true");
        return all;
    }
    QByteArray body(qsizetype from) const { return '[' + messages.mid(from).join(',') + ']'; }
    static QByteArray dataFrame(const QByteArray& data)
    {
        return "event: data\ndata:" + data + "\n\n";
    }
    QByteArray controlFrame() const
    {
        return "event: control\ndata:{\"streamNextOffset\":\"" + tail()
            + "\",\"streamCursor\":\"k\",\"upToDate\":true"
            + (closed ? ",\"streamClosed\":true" : "") + "}\n\n";
    }

    FakeServer::Handler onCatchUp = [this](const FakeRequest& request, const FakeReply& reply) {
        reply.send(200, body(indexOf(request)), place());
    };
    FakeServer::Handler onSse = [this](const FakeRequest&, const FakeReply& reply) {
        reply.startEvents();
        reply.write(controlFrame());
    };
    FakeServer::Handler onPoll = [](const FakeRequest&, const FakeReply&) {};

    qsizetype countLive(const QByteArray& how) const
    {
        return std::count_if(asked.begin(), asked.end(),
            [&](const QByteArray& query) { return query.contains(QByteArray("live=" + how)); });
    }

    QByteArrayList asked;
    QList<Headers> headers;
};

inline sync::Policy quick()
{
    sync::Policy policy = HttpSource::defaultPolicy();
    policy.betweenConnects = 1ms;
    return policy;
}

/** A source that is followed until it is live, or as far as it gets. */
struct Followed
{
    FakeHost host;
    std::unique_ptr<HttpSource> source;

    explicit Followed(FakeStream& stream, const sync::Policy& policy = quick())
        : source(std::make_unique<HttpSource>(stream.config(), host, durableStream, policy))
    {
        source->start();
    }
};

} // namespace headgate::test
