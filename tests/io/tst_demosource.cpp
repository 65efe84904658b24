// SPDX-License-Identifier: MIT
#include "core/demosource.h"
#include "tests/support/fakeopencode.h"

#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using enum CheckpointState;
using namespace Qt::StringLiterals;

namespace {

/** What the demo hands to the engine. */
class Host : public SourceHost
{
public:
    std::vector<Event> events;
    std::vector<SyncState> states;
    SourceStatus status;
    int positions = 0;
    int others = 0;

    void take(const SourceId&, std::vector<SourceItem> items) override
    {
        for (SourceItem& item : items) {
            if (auto* event = std::get_if<Event>(&item))
                events.push_back(std::move(*event));
            else if (std::holds_alternative<CursorMoved>(item))
                ++positions;
            else if (!std::holds_alternative<opencode::SyncTwin>(item))
                ++others;
        }
    }
    qint64 fence() override { return 0; }
    QHash<SessionId, qint64> cursors(const SourceId&) override { return {}; }
    std::optional<StreamCursor> streamCursor(const SourceId&) override { return {}; }
    std::vector<SessionId> openSessions(const SourceId&) override { return {}; }
    bool hasHoleBefore(const SessionKey&, const MessageId&, Timestamp) override { return false; }
    void statusChanged(const SourceStatus& told) override
    {
        status = told;
        if (states.empty() || states.back() != told.state)
            states.push_back(told.state);
    }
};

} // namespace

class TestDemoSource : public QObject
{
    Q_OBJECT

private slots:
    void theDemoShowsSessionsAndWaitsForThePerson()
    {
        Watch watch;
        QVERIFY(watch.engine->start());
        watch.add(demo());
        QTRY_COMPARE(watch.sources[demo().id()].state, SyncState::Live);
        QTRY_VERIFY(watch.sessions.size() >= 3);
        QTRY_VERIFY(waiting(watch) != nullptr);
        QVERIFY(!waiting(watch)->text.isEmpty());
        QCOMPARE(watch.sources[demo().id()].badFrames, 0);
        QCOMPARE(watch.sources[demo().id()].openGaps, 0);
    }

    void allOfItIsReadFromARealStream()
    {
        Host host;
        quint16 port = 0;
        {
            DemoSource source(demo(), host);
            source.start();
            QTRY_COMPARE(host.status.state, SyncState::Live);
            QCOMPARE(host.states, (std::vector{SyncState::CatchUp, SyncState::Live}));
            QCOMPARE(host.status.kind, SourceKind::Demo);
            QVERIFY(!host.status.version.isEmpty());
            const size_t caughtUp = host.events.size();
            QVERIFY(caughtUp > 0);
            QTRY_VERIFY(host.events.size() > caughtUp); // the story goes on, live
            QVERIFY(host.positions >= 2);
            QCOMPARE(host.others, 0); // nothing but what a stream can carry
            // Only what was read over HTTP has a place in a stream.
            for (const Event& event : host.events)
                QVERIFY2(!event.position.isEmpty(), event.raw.constData());
            port = source.port();
            QVERIFY(canConnect(port));
        }
        QVERIFY(!canConnect(port)); // nothing is left behind
    }

    void anAnswerGoesOnAsItWasRecorded()
    {
        Watch watch;
        QVERIFY(watch.engine->start());
        watch.add(demo());
        QTRY_VERIFY_WITH_TIMEOUT(waiting(watch, CheckpointKind::Permission) != nullptr, 30'000);
        const CheckpointKey key = waiting(watch, CheckpointKind::Permission)->key;
        watch.engine->submit(
            Decide{{key, Reply::Once, {}, Decision::Actor::Window, timestampFromMs(t0)}});
        QTRY_COMPARE(watch.checkpoints[key].state, Confirmed);
        QCOMPARE(*watch.checkpoints[key].reply, Reply::Once);
        QCOMPARE(watch.sources[demo().id()].openGaps, 0);
    }

    void aTranscriptOpensWithoutAServer()
    {
        Watch watch;
        QVERIFY(watch.engine->start());
        watch.add(demo());
        QTRY_VERIFY(waiting(watch) != nullptr);
        const SessionKey key{demo().id(), waiting(watch)->key.session};
        watch.engine->submit(OpenSession{key});
        QTRY_VERIFY(!watch.transcripts[key].loading);
        QVERIFY(!watch.transcripts[key].messages.isEmpty());
    }

    void eachShowingBeginsAnew()
    {
        QTemporaryDir profile;
        for (int showing = 0; showing < 2; ++showing) {
            Watch watch({profile.path(), Engine::EventFeed::Off, 100});
            QVERIFY(watch.engine->start());
            watch.add(demo());
            QTRY_COMPARE(watch.sources[demo().id()].state, SyncState::Live);
            QTRY_VERIFY(waiting(watch) != nullptr);
            QVERIFY(!watch.raised(Issue::Code::DatabaseError));
        }
    }

    void pausedItStandsStillAndGoesOn()
    {
        Watch watch;
        QVERIFY(watch.engine->start());
        watch.add(demo());
        QTRY_COMPARE(watch.sources[demo().id()].state, SyncState::Live);
        watch.engine->submit(PauseSource{demo().id()});
        QTRY_COMPARE(watch.sources[demo().id()].state, SyncState::Paused);
        watch.engine->submit(ResumeSource{demo().id()});
        QTRY_COMPARE(watch.sources[demo().id()].state, SyncState::Live);
        watch.engine->submit(RemoveSource{demo().id()});
        QTRY_VERIFY(watch.sources.isEmpty());
    }

private:
    static bool canConnect(quint16 port)
    {
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, port);
        return socket.waitForConnected(5000);
    }

    static SourceConfig demo()
    {
        SourceConfig config;
        config.kind = SourceKind::Demo;
        return config;
    }

    static const Checkpoint* waiting(const Watch& watch, std::optional<CheckpointKind> kind = {})
    {
        for (const Checkpoint& checkpoint : watch.checkpoints) {
            if (checkpoint.waits() && (!kind || checkpoint.kind == *kind))
                return &checkpoint;
        }
        return nullptr;
    }
};

QTEST_GUILESS_MAIN(TestDemoSource)
#include "tst_demosource.moc"
