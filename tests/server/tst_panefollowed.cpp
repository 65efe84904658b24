// SPDX-License-Identifier: MIT
#include "core/domain/lookup.h"
#include "core/follower.h"
#include "core/io/panesource.h"
#include "core/server/streamserver.h"
#include "core/store/historyreader.h"
#include "tests/support/faultproxy.h"
#include "tests/support/panecollections.h"
#include "tests/support/rawhttp.h"

#include <QJsonDocument>
#include <QMap>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 60'000;

SourceConfig configOf(quint16 port)
{
    SourceConfig config;
    config.kind = SourceKind::AgentPane;
    config.url = QUrl(u"http://127.0.0.1:%1"_s.arg(port));
    return config;
}

PaneSource::Pace quick()
{
    PaneSource::Pace pace;
    pace.stream.betweenConnects = 1ms;
    pace.betweenLists = 30ms;
    return pace;
}

/** A source that is followed, and what of it was committed, as the engine does. */
class Followed : public SourceHost
{
public:
    explicit Followed(quint16 port)
        : m_history(std::move(*History::open({})))
        , m_follower(configOf(port), *m_history, Engine::EventFeed::Newest)
        , source(configOf(port), *this, quick())
    {
        m_history->begin();
        m_follower.restore(timestampFromMs(1), m_changes);
        (void)m_history->commit();
        m_follower.setOpen(SessionId(u"s"_s), true);
        source.start();
    }

    void take(const SourceId&, std::vector<SourceItem> items) override
    {
        std::vector<Follower::Wish> wishes;
        m_history->begin();
        m_follower.apply(std::move(items), timestampFromMs(1'790'000'000'000), m_changes, wishes);
        if (!m_history->commit())
            qFatal("not committed");
    }
    qint64 fence() override { return m_history->lastRow(); }
    QHash<SessionId, qint64> cursors(const SourceId&) override { return {}; }
    std::optional<StreamCursor> streamCursor(const SourceId&) override { return {}; }
    std::vector<SessionId> openSessions(const SourceId&) override { return {}; }
    bool hasHoleBefore(const SessionKey&, const MessageId&, Timestamp) override { return false; }
    void statusChanged(const SourceStatus& told) override { status = told; }

    std::vector<MessageWithParts> messages() const
    {
        return historyreader::loadPage(
            m_history->database(), {m_follower.id(), SessionId(u"s"_s)}, {}, 1000)
            .messages;
    }
    /** Offsets of the events that are kept, in their order. */
    QList<qint64> offsets() const
    {
        Query q = m_history->database().prepare(
            u"SELECT seq FROM event WHERE seq NOT NULL ORDER BY row"_s);
        QList<qint64> found;
        if (!m_history->database().run(q))
            qFatal("no offsets");
        while (q.next())
            found.append(q.value(0).toLongLong());
        return found;
    }
    /** Of all that is kept. */
    QMap<QString, QStringList> kept() const
    {
        Query q = m_history->database().prepare(
            u"SELECT type,time,raw FROM event WHERE seq NOT NULL ORDER BY row"_s);
        PaneCollections found;
        if (!m_history->database().run(q))
            qFatal("no events");
        while (q.next()) {
            const QJsonObject whole = QJsonDocument::fromJson(q.value(2).toByteArray()).object();
            found.take(PaneEvent{q.value(0).toString(), whole["data"_L1].toObject(),
                timestampFromMs(q.value(1).toLongLong())});
        }
        takeRequests(found);
        return found.all();
    }
    /** Of all that a window was told as it came. */
    QMap<QString, QStringList> told() const
    {
        PaneCollections found;
        for (const Change& change : m_changes) {
            const auto* one = std::get_if<LookedUp>(&change);
            const auto* news = one ? std::get_if<Finding::Room>(&one->finding->what) : nullptr;
            if (!news)
                continue;
            for (const PaneEvent& event : news->events)
                found.take(event);
        }
        takeRequests(found);
        return found.all();
    }
    SessionStatus sessionStatus() const
    {
        const auto at = m_follower.sessions().entries.constFind(SessionId(u"s"_s));
        return at->session.status;
    }

private:
    void takeRequests(PaneCollections& into) const
    {
        for (const Change& change : m_changes) {
            if (const auto* one = std::get_if<CheckpointChanged>(&change))
                into.take(one->checkpoint);
        }
    }

    std::unique_ptr<History> m_history;
    ChangeBatch m_changes;
    Follower m_follower;

public:
    SourceStatus status;
    PaneSource source;
};

QList<qint64> upTo(qint64 end)
{
    QList<qint64> all;
    for (qint64 i = 0; i < end; ++i)
        all.append(i);
    return all;
}

/** What two agents, a tool, a person and a terminal do in one session. */
QList<QByteArray> story()
{
    QList<QByteArray> all{
        R"({"channel":"agentState","data":{"agentId":"a","status":"running"}})",
        R"({"channel":"terminal","data":{"id":"i","type":"input","data":"begin","source":"user"}})",
        R"({"type":"presence:joined","data":{"userId":"v","displayName":"Vera"}})",
    };
    for (int turn = 1; turn <= 6; ++turn) {
        const QByteArray n = QByteArray::number(turn);
        for (int piece = 0; piece < 6; ++piece) {
            all.append(R"({"channel":"chunks","data":{"agentId":"a","turn":)" + n
                + R"(,"text":"word)" + QByteArray::number(piece) + R"( "}})");
            if (piece % 3 == 1)
                all.append(
                    R"({"channel":"chunks","data":{"agentId":"b","text":"b)" + n + R"( "}})");
        }
        all.append(R"({"channel":"toolCalls","data":{"id":"t)" + n
            + R"(","agentId":"a","tool":"bash","input":{"command":"ls"},"status":"running"}})");
        all.append(R"({"channel":"presence","data":{"userId":"u","cursor":{"x":1,"y":2}}})");
        all.append(R"({"channel":"toolCalls","data":{"id":"t)" + n + R"(","output":"out )" + n
            + R"(","status":"complete"}})");
        all.append(R"({"channel":"terminal","data":{"id":"o)" + n
            + R"(","type":"output","data":"line )" + n + R"(\nline","source":"agent"}})");
        all.append(R"({"channel":"agentState","data":{"agentId":"b","status":"running","turn":)" + n
            + R"(,"progress":)" + QByteArray::number(turn * 10) + R"(,"message":"goes on"}})");
    }
    all.append(R"({"type":"presence:left","data":{"userId":"v"}})");
    all.append(R"({"channel":"workflow","data":{"type":"approval:requested","taskId":"k",)"
               R"("payload":{"taskId":"k","diff":"+x"}}})");
    all.append(R"({"channel":"workflow","data":{"type":"approval:approved","taskId":"k",)"
               R"("payload":{"taskId":"k","approver":"me"}}})");
    all.append(R"({"channel":"agentState","data":{"agentId":"a","status":"completed"}})");
    return all;
}

} // namespace

/** Headgate's own client on a session of Headgate's own server. */
class TestPaneFollowed : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<StreamServer> serve() const
    {
        ServerOptions options;
        options.port = 0;
        options.directory = m_dir.path();
        options.durability = StreamStore::Durability::Relaxed;
        // It stands still: else who was there is gone after 30 s, which is an event of its own.
        options.now = [] { return timestampFromMs(1'800'000'000'000); };
        auto server = std::make_unique<StreamServer>(options);
        return server->start() ? std::move(server) : nullptr;
    }

    static bool publish(quint16 port, const QByteArray& body)
    {
        return RawHttp(port).ask("POST", "/api/streams?sessionId=s", body).status == 200;
    }

    QTemporaryDir m_dir;

private slots:
    // AP-02, AP-03, AP-04, AP-08: whatever is cut where, and though the server starts anew
    void twoHundredCutsAndARestartChangeNothing()
    {
        auto server = serve();
        QVERIFY(server);
        QCOMPARE(RawHttp(server->port()).ask("POST", "/api/sessions", R"({"id":"s"})").status, 201);
        FaultProxy proxy(server->port());
        const QByteArray stream = "/api/sessions/s/stream";
        constexpr int wanted = 200;
        QRandomGenerator random(20'260'102);
        const auto how = [&] {
            return random.bounded(4) == 0 ? FaultProxy::Cut::Reset : FaultProxy::Cut::Fin;
        };
        const auto plan = [&] {
            if (proxy.cuts() < wanted)
                proxy.cutAfter(1 + random.bounded(900), how(), stream);
        };
        connect(&proxy, &FaultProxy::cutDone, this, plan);
        plan();
        Followed f(proxy.port());
        const QList<QByteArray> all = story();
        qsizetype told = 0;
        int retriedAfter = -1; // cuts
        int idle = 0; // turns without a cut
        bool restarted = false;
        QTimer pump;
        connect(&pump, &QTimer::timeout, this, [&] {
            // Each cut costs a second of waiting at first; a person who clicks does not wait.
            const bool waits = f.status.issue.code != Issue::Code::None;
            if (waits && std::exchange(retriedAfter, proxy.cuts()) != proxy.cuts()) {
                f.source.retryNow();
                idle = 0;
            }
            if (told < all.size() && proxy.cuts() * all.size() >= told * wanted) {
                QVERIFY(publish(server->port(), all[told]));
                ++told;
            } else if (proxy.cuts() < wanted && ++idle > 20) {
                // Nothing is left to be told: it is cut while it waits.
                idle = 0;
                proxy.cutNow(how(), stream);
            }
            if (!restarted && proxy.cuts() >= wanted / 2) {
                restarted = true;
                server.reset();
                server = serve();
                QVERIFY(server);
                proxy.setTarget(server->port());
                f.source.retryNow();
            }
        });
        pump.start(2ms);
        QTRY_VERIFY_WITH_TIMEOUT(proxy.cuts() >= wanted && told == all.size(), 200'000);
        pump.stop();
        QVERIFY(restarted);
        QVERIFY(publish(server->port(), R"({"type":"agent:warning","data":{}})"));
        QTRY_COMPARE_WITH_TIMEOUT(f.offsets(), upTo(all.size() + 1), patience);

        Followed whole(server->port());
        QTRY_COMPARE_WITH_TIMEOUT(whole.offsets(), upTo(all.size() + 1), patience);
        QVERIFY(!whole.messages().empty());
        QCOMPARE(f.messages(), whole.messages());
        QCOMPARE(f.sessionStatus(), whole.sessionStatus());
        // AP-12 to AP-17
        QCOMPARE(f.kept(), whole.kept());
        QCOMPARE(f.told(), f.kept());
        QCOMPARE(whole.told(), whole.kept());
        QCOMPARE(whole.kept().keys(),
            (QStringList{u"activity"_s, u"agentState"_s, u"chunks"_s, u"presence"_s, u"terminal"_s,
                u"toolCalls"_s, u"workflow"_s}));
    }
};

QTEST_GUILESS_MAIN(TestPaneFollowed)
#include "tst_panefollowed.moc"
