// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/fakeserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QUrlQuery>

#include <functional>
#include <optional>

namespace headgate::test {

/** How a connection ends before its time. */
enum class Cut { Polite, Reset };

/**
 * An AgentPane server as a script says: sessions with numbered events, lists of them, and a stream
 * for each, in any of the three layouts. It replays the event that was named once more, as the real
 * ones do.
 */
class FakePane
{
public:
    explicit FakePane(QString layout = QStringLiteral("sessions"))
        : m_layout(std::move(layout))
    {
        http.on("/api/*",
            [this](const FakeRequest& request, const FakeReply& reply) { answer(request, reply); });
    }

    FakeServer http;
    QMap<QString, QJsonObject> sessions; ///< rows of the list
    QMap<QString, QList<QJsonObject>> events; ///< of each session; their offset is their place
    bool lists = true; ///< of events
    bool named = false; ///< frames have a name, and their data alone
    int listStatus = 200; ///< of the list of sessions
    int streamStatus = 200;
    int eventsStatus = 200;
    std::function<qsizetype()> budget; ///< bytes that a connection gets before it is cut
    std::function<Cut()> howCut = [] { return Cut::Polite; };
    int cuts = 0;
    int streams = 0; ///< ever opened
    QStringList asked; ///< offsets that streams were opened at
    QList<FakeRequest> posts; ///< in their order, presence apart
    QList<QJsonObject> attendance; ///< bodies of presence, in their order
    QMap<QString, QJsonObject> users; ///< who is there, as presence lists it
    bool tasks = true; ///< it has routes of tasks
    int attendanceStatus = 200;
    /** What becomes of a POST; true: it was answered, or will not be. */
    std::function<bool(const FakeRequest&, const FakeReply&)> onPost;

    void addSession(const QString& id, const QString& status = QStringLiteral("active"))
    {
        sessions[id] = {{QStringLiteral("id"), id}, {QStringLiteral("status"), status},
            {QStringLiteral("title"), QString(QStringLiteral("Title of ") + id)},
            {QStringLiteral("createdAt"), 1'790'000'000'000.},
            {QStringLiteral("updatedAt"), 1'790'000'000'000.}};
        events[id];
    }

    /** Kept, and told to whoever listens unless it is `lost`. */
    void publish(
        const QString& session, const QString& type, const QByteArray& data, bool lost = false)
    {
        QList<QJsonObject>& all = events[session];
        const qint64 offset = all.size();
        all.append({{QStringLiteral("type"), type},
            {QStringLiteral("data"), QJsonDocument::fromJson(data).object()},
            {QStringLiteral("timestamp"), 1'790'000'000'000. + double(offset) * 1'000},
            {QStringLiteral("offset"), offset}});
        if (lost)
            return;
        const QByteArray bytes = frame(all.constLast());
        for (Live& live : m_live) {
            if (live.session == session)
                write(live, bytes);
        }
    }

    /** As it is, to whoever listens. */
    void writeBare(const QString& session, const QByteArray& bytes)
    {
        for (Live& live : m_live) {
            if (live.session == session)
                live.reply.write(bytes);
        }
    }
    void setStatus(const QString& id, const QString& status)
    {
        sessions[id][QStringLiteral("status")] = status;
    }
    /** As if so much had been written to whoever listens. */
    void spend(const QString& session, qsizetype bytes)
    {
        for (Live& live : m_live) {
            if (live.session == session && live.left)
                write(live, QByteArray(":") + QByteArray(bytes - 3, ' ') + "\n\n");
        }
    }
    void endStreams()
    {
        for (const Live& live : m_live)
            live.reply.finish();
        m_live.clear();
    }
    QByteArray frame(const QJsonObject& event) const
    {
        const auto compact = [](const QJsonObject& object) {
            return QJsonDocument(object).toJson(QJsonDocument::Compact);
        };
        if (!named)
            return "data: " + compact(event) + "\n\n";
        return "id: " + QByteArray::number(event[QStringLiteral("offset")].toInteger())
            + "\nevent: " + event[QStringLiteral("type")].toString().toUtf8()
            + "\ndata: " + compact(event[QStringLiteral("data")].toObject()) + "\n\n";
    }

private:
    struct Live
    {
        QString session;
        FakeReply reply;
        std::optional<qsizetype> left; ///< bytes until it is cut
    };

    void write(Live& live, const QByteArray& bytes)
    {
        if (!live.left) {
            live.reply.write(bytes);
            return;
        }
        if (*live.left <= 0)
            return; // cut already
        live.reply.write(bytes.left(*live.left));
        *live.left -= bytes.size();
        if (*live.left > 0)
            return;
        ++cuts;
        if (howCut() == Cut::Polite)
            live.reply.finish();
        else
            live.reply.reset();
    }

    static QByteArray okAt(qint64 offset)
    {
        return "{\"ok\":true,\"offset\":" + QByteArray::number(offset) + "}";
    }

    /** What a client writes. */
    void post(const FakeRequest& request, const FakeReply& reply)
    {
        const QUrl url = QUrl(QString::fromLatin1(request.target));
        const QStringList path = url.path().split(u'/', Qt::SkipEmptyParts).mid(1);
        const QJsonObject body = QJsonDocument::fromJson(request.body).object();
        if (path.size() == 3 && path[2] == QStringLiteral("presence")) {
            attend(path[1], body, reply);
            return;
        }
        posts.append(request);
        if (onPost && onPost(request, reply))
            return;
        const QString session = QUrlQuery(url).queryItemValue(QStringLiteral("sessionId"));
        if (path == QStringList{QStringLiteral("streams")} && events.contains(session))
            write(session, body, reply);
        else if (path.value(0) == QStringLiteral("tasks") && tasks)
            reply.json(R"({"ok":true,"data":{}})");
        else if (path.size() == 3 && path[2] == QStringLiteral("input"))
            reply.json(R"({"ok":true,"data":{}})");
        else
            reply.json(R"({"ok":false,"error":{"code":"NOT_FOUND","message":"no route"}})", 404);
    }

    void write(const QString& session, const QJsonObject& body, const FakeReply& reply)
    {
        const QString channel = body[QStringLiteral("channel")].toString();
        const QJsonObject data = body[QStringLiteral("data")].toObject();
        const QString type = channel == QStringLiteral("terminal")
            ? (data[QStringLiteral("type")].toString() == QStringLiteral("input")
                    ? QStringLiteral("terminal:input")
                    : QStringLiteral("terminal:output"))
            : QStringLiteral("workflow");
        const qint64 offset = events[session].size();
        publish(session, type, QJsonDocument(data).toJson(QJsonDocument::Compact));
        reply.json(okAt(offset));
    }

    void attend(const QString& session, const QJsonObject& body, const FakeReply& reply)
    {
        attendance.append(body);
        if (attendanceStatus != 200) {
            reply.json("{}", attendanceStatus);
            return;
        }
        const QString user = body[QStringLiteral("userId")].toString();
        const QString action = body[QStringLiteral("action")].toString();
        const qint64 offset = events[session].size();
        QJsonObject data = body;
        data.remove(QStringLiteral("action"));
        if (action == QStringLiteral("leave")) {
            users.remove(user);
            publish(session, QStringLiteral("presence:left"), json(data));
        } else {
            data[QStringLiteral("lastSeen")] = 1'790'000'000'000. + double(attendance.size());
            users[user] = data;
            publish(session,
                action == QStringLiteral("join") ? QStringLiteral("presence:joined")
                                                 : QStringLiteral("presence:cursor"),
                json(data));
        }
        reply.json(okAt(offset));
    }

    static QByteArray json(const QJsonObject& object)
    {
        return QJsonDocument(object).toJson(QJsonDocument::Compact);
    }

    void listUsers(const FakeReply& reply) const
    {
        QJsonArray all;
        for (const QJsonObject& user : users)
            all.append(user);
        const QJsonObject data{
            {QStringLiteral("users"), all}, {QStringLiteral("viewerCount"), all.size()}};
        reply.json(json({{QStringLiteral("ok"), true}, {QStringLiteral("data"), data}}));
    }

    void answer(const FakeRequest& request, const FakeReply& reply)
    {
        if (request.method != "GET") {
            post(request, reply);
            return;
        }
        const QUrl url = QUrl(QString::fromLatin1(request.target));
        const QUrlQuery query(url);
        const QStringList path = url.path().split(u'/', Qt::SkipEmptyParts).mid(1);
        const qint64 from =
            std::max(query.queryItemValue(QStringLiteral("fromOffset")).toLongLong(),
                query.queryItemValue(QStringLiteral("offset")).toLongLong());
        if (path == QStringList{QStringLiteral("sessions")})
            listSessions(reply, from);
        else if (path.size() == 3 && path[2] == QStringLiteral("events")
            && m_layout != QStringLiteral("subscribe"))
            listEvents(reply, path[1], from);
        else if (path.size() == 3 && path[2] == QStringLiteral("presence"))
            listUsers(reply);
        else if (path.size() == 2 && path[0] == QStringLiteral("streams")
            && m_layout == QStringLiteral("subscribe"))
            listEvents(reply, path[1], from);
        else if (path.size() == 3 && path[2] == QStringLiteral("stream")
            && m_layout == QStringLiteral("sessions"))
            listen(reply, path[1], from);
        else if (path.size() == 3 && path[2] == QStringLiteral("subscribe")
            && m_layout == QStringLiteral("subscribe"))
            listen(reply, path[1], from);
        else if (path == QStringList{QStringLiteral("streams")}
            && m_layout == QStringLiteral("streams"))
            listen(reply, query.queryItemValue(QStringLiteral("sessionId")), from);
        else
            reply.json(R"({"ok":false,"error":{"code":"NOT_FOUND","message":"no route"}})", 404);
    }

    void listSessions(const FakeReply& reply, qint64 from) const
    {
        if (listStatus != 200) {
            reply.json("{}", listStatus);
            return;
        }
        const QList<QJsonObject> rows = sessions.values();
        tellPage(reply, rows, from, 50, {});
    }

    void listEvents(const FakeReply& reply, const QString& session, qint64 from) const
    {
        if (!lists || eventsStatus != 200) {
            reply.json("{}", lists ? eventsStatus : 404);
            return;
        }
        if (!events.contains(session)) {
            reply.json(R"({"ok":false,"error":{"code":"SESSION_NOT_FOUND"}})", 404);
            return;
        }
        tellPage(reply, events[session], from, 20, QStringLiteral("events"));
    }

    static void tellPage(const FakeReply& reply, const QList<QJsonObject>& rows, qint64 from,
        qint64 limit, const QString& name)
    {
        QJsonArray page;
        for (qint64 i = from; i < std::min<qint64>(rows.size(), from + limit); ++i)
            page.append(rows[i]);
        const QJsonObject pages{{QStringLiteral("hasMore"), from + limit < rows.size()},
            {QStringLiteral("limit"), limit}, {QStringLiteral("offset"), from}};
        const QJsonObject body = name.isEmpty()
            ? QJsonObject{{QStringLiteral("ok"), true}, {QStringLiteral("data"), page},
                {QStringLiteral("pagination"), pages}}
            : QJsonObject{{QStringLiteral("ok"), true},
                {QStringLiteral("data"),
                    QJsonObject{{name, page}, {QStringLiteral("pagination"), pages}}}};
        reply.json(QJsonDocument(body).toJson(QJsonDocument::Compact));
    }

    void listen(const FakeReply& reply, const QString& session, qint64 from)
    {
        if (streamStatus != 200 || !events.contains(session)) {
            reply.json("{}", streamStatus != 200 ? streamStatus : 404);
            return;
        }
        ++streams;
        asked.append(QString::number(from));
        reply.startEvents();
        m_live.removeIf([](const Live& live) { return !live.reply.isOpen(); });
        Live live{session, reply, budget ? std::optional(budget()) : std::nullopt};
        write(
            live, "data: {\"type\":\"connected\",\"offset\":" + QByteArray::number(from) + "}\n\n");
        write(live, ": ping\n\n");
        const QList<QJsonObject>& all = events[session];
        for (qint64 i = from; i < all.size(); ++i)
            write(live, frame(all[i]));
        m_live.append(live);
    }

    QString m_layout;
    QList<Live> m_live;
};

} // namespace headgate::test
