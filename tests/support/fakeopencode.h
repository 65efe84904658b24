// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine.h"
#include "tests/support/eventbuilder.h"
#include "tests/support/fakeserver.h"

#include <QMap>
#include <QUrlQuery>

namespace headgate::test {

/** A server that speaks OpenCode as far as a source listens; its lists are what the test says. */
class FakeOpenCode
{
public:
    FakeServer http;
    QJsonArray sessions;
    QJsonObject status; ///< session id -> status
    QJsonArray permissions;
    QMap<QString, QJsonArray> messages; ///< session id -> {info, parts}, ascending
    QJsonArray log; ///< rows of /sync/history
    QString directory = shop;

    FakeOpenCode()
    {
        http.on("/global/event", [this](const FakeRequest&, const FakeReply& reply) {
            reply.startEvents();
            reply.write(sse(frame(u"server.connected"_s, {}, {}, {})));
            reply.write(sse(frame(u"server.heartbeat"_s, {}, {}, {})));
        });
        http.onJson("/global/health", R"({"healthy":true,"version":"1.18.33"})");
        http.on("/project", [this](const FakeRequest&, const FakeReply& reply) {
            reply.json(array({QJsonObject{{u"worktree"_s, directory}}}));
        });
        http.on("/experimental/session",
            [this](const FakeRequest&, const FakeReply& reply) { reply.json(array(sessions)); });
        http.on("/session/status", [this](const FakeRequest& request, const FakeReply& reply) {
            reply.json(compact(here(request) ? status : QJsonObject()));
        });
        http.on("/permission", [this](const FakeRequest& request, const FakeReply& reply) {
            reply.json(array(here(request) ? permissions : QJsonArray()));
        });
        http.onJson("/question", "[]");
        http.on("/sync/history",
            [this](const FakeRequest&, const FakeReply& reply) { reply.json(array(log)); });
        http.on("/session/*", [this](const FakeRequest& request, const FakeReply& reply) {
            answerMessages(request, reply);
        });
    }

    SourceConfig config() const
    {
        SourceConfig made;
        made.url = http.url();
        return made;
    }
    SourceId id() const { return config().id(); }
    SessionKey key(const QString& session = ses.value()) const
    {
        return {id(), SessionId(session)};
    }

    static QByteArray sse(const QByteArray& data) { return "data: " + data + "\n\n"; }
    void tellRaw(const QByteArray& bytes) const
    {
        for (const FakeReply& reply : http.openReplies("/global/event"))
            reply.write(bytes);
    }
    void tell(const QString& type, const QJsonObject& properties, const QString& in = shop)
    {
        tellRaw(sse(frame(type, properties, u"evt_%1"_s.arg(++m_told), in)));
    }
    void addMessage(const QJsonObject& info, const QJsonArray& parts = {})
    {
        messages[info["sessionID"_L1].toString()].append(
            QJsonObject{{u"info"_s, info}, {u"parts"_s, parts}});
    }
    /** A session that is busy and waits for an answer. */
    void waitForAnswer()
    {
        sessions = {sessionInfo()};
        status = {{ses.value(), QJsonObject{{u"type"_s, u"busy"_s}}}};
        permissions = {permission(u"per_1"_s)};
        addMessage(messageInfo(u"msg_1"_s, t0), {toolPart(u"prt_1"_s, u"msg_1"_s, u"running"_s)});
    }
    int posts() const { return http.count("/permission/per_1/reply"); }

private:
    static QByteArray array(const QJsonArray& list)
    {
        return QJsonDocument(list).toJson(QJsonDocument::Compact);
    }
    bool here(const FakeRequest& request) const
    {
        return request.header("x-opencode-directory") == QUrl::toPercentEncoding(directory);
    }
    void answerMessages(const FakeRequest& request, const FakeReply& reply)
    {
        const QStringList path = QString::fromUtf8(request.path).split(u'/');
        if (!messages.contains(path.value(2))) {
            reply.json("{}", 404);
            return;
        }
        const QJsonArray all = messages[path.value(2)];
        if (path.size() > 4) {
            for (const QJsonValue& message : all) {
                if (message["info"_L1]["id"_L1].toString() == path[4])
                    return reply.json(compact(message.toObject()));
            }
            return reply.json("{}", 404);
        }
        const QUrlQuery query(QUrl::fromEncoded(request.target));
        const qsizetype limit = query.queryItemValue(u"limit"_s).toInt();
        const QString before = query.queryItemValue(u"before"_s);
        const qsizetype end = before.isEmpty() ? all.size() : before.toInt();
        const qsizetype begin = std::max<qsizetype>(0, end - limit);
        QJsonArray page;
        for (qsizetype i = begin; i < end; ++i)
            page.append(all[i]);
        Headers headers{{"content-type", "application/json"}};
        if (begin > 0)
            headers.append({"x-next-cursor", QByteArray::number(begin)});
        reply.send(200, array(page), headers);
    }

    int m_told = 0;
};

/** Whoever takes the engine's changes, and what it would show. */
class Watch : public QObject
{
public:
    struct Transcript
    {
        QStringList messages;
        QHash<PartId, Part> parts;
        bool loading = true;
        bool hasOlder = false;
        int loads = 0;
        int olderLoads = 0;
    };

    explicit Watch(Engine::Options options = {})
        : engine(std::make_unique<Engine>(std::move(options)))
    {
        connect(engine.get(), &Engine::changesReady, this, [this] {
            if (!asleep)
                take();
        });
    }

    std::unique_ptr<Engine> engine;
    bool asleep = false;
    QHash<SourceId, SourceStatus> sources;
    QHash<SessionKey, Session> sessions;
    QHash<CheckpointKey, Checkpoint> checkpoints;
    QHash<SessionKey, Transcript> transcripts;
    std::vector<Issue> issues;
    QList<EventRow> rows;
    qint64 skipped = 0;
    size_t largestBatch = 0;

    void take()
    {
        const ChangeBatch batch = engine->takeChanges();
        largestBatch = std::max(largestBatch, batch.size());
        for (const Change& change : batch)
            std::visit([this](const auto& c) { apply(c); }, change);
    }
    void add(const SourceConfig& config) { engine->submit(AddSource{config}); }
    SyncState state(const FakeOpenCode& of) const { return sources.value(of.id()).state; }
    Issue::Code issue(const FakeOpenCode& of) const { return sources.value(of.id()).issue.code; }
    CheckpointState request(const FakeOpenCode& of, const QString& id = u"per_1"_s) const
    {
        const auto found = checkpoints.constFind({of.id(), ses, RequestId(id)});
        return found == checkpoints.cend() ? CheckpointState::Unknown : found->state;
    }
    void decide(const FakeOpenCode& of, Reply reply = Reply::Once)
    {
        engine->submit(Decide{
            {{of.id(), ses, RequestId(u"per_1"_s)}, reply, {}, Decision::Actor::Window, {}}});
    }
    bool raised(Issue::Code code) const
    {
        return std::any_of(
            issues.begin(), issues.end(), [&](const Issue& i) { return i.code == code; });
    }

private:
    void apply(const SourceChanged& c) { sources[c.status.id] = c.status; }
    void apply(const SourceRemoved& c) { sources.remove(c.source); }
    void apply(const SessionChanged& c) { sessions[c.session.key()] = c.session; }
    void apply(const SessionRemoved& c) { sessions.remove(c.key); }
    void apply(const CheckpointChanged& c) { checkpoints[c.checkpoint.key] = c.checkpoint; }
    void apply(const TranscriptLoaded& c)
    {
        Transcript& shown = transcripts[c.key];
        shown.messages.clear();
        shown.parts.clear();
        shown.loading = c.loading;
        shown.hasOlder = c.hasOlder;
        ++shown.loads;
        put(shown, c.messages, false);
    }
    void apply(const OlderLoaded& c)
    {
        Transcript& shown = transcripts[c.key];
        shown.hasOlder = c.hasOlder;
        ++shown.olderLoads;
        put(shown, c.messages, true);
    }
    static void put(Transcript& shown, const std::vector<MessageWithParts>& messages, bool before)
    {
        QStringList ids;
        for (const MessageWithParts& message : messages) {
            ids.append(message.message.id.value());
            for (const Part& part : message.parts)
                shown.parts[part.id] = part;
        }
        shown.messages = before ? ids + shown.messages : shown.messages + ids;
    }
    void apply(const MessageChanged& c)
    {
        QStringList& shown = transcripts[c.key].messages;
        if (!shown.contains(c.message.id.value()))
            shown.append(c.message.id.value());
    }
    void apply(const MessageRemoved& c)
    {
        transcripts[c.key].messages.removeAll(c.message.value());
    }
    void apply(const PartChanged& c) { transcripts[c.key].parts[c.part.id] = c.part; }
    void apply(const PartAppended& c) { transcripts[c.key].parts[c.part].text += c.text; }
    void apply(const PartRemoved& c) { transcripts[c.key].parts.remove(c.part); }
    void apply(const EventsLogged& c)
    {
        for (const EventRow& row : c.rows)
            rows.append(row);
        skipped += c.skipped;
        if (c.readOnAfter)
            engine->submit(ReadEvents{c.rows.back().source, *c.readOnAfter});
    }
    void apply(const IssueRaised& c) { issues.push_back(c.issue); }
    template <typename Other>
    void apply(const Other&)
    {
    }
};

} // namespace headgate::test
