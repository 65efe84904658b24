// SPDX-License-Identifier: MIT
#include "tests/support/fakeopencode.h"

#include <QTemporaryDir>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using enum CheckpointState;

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

    void anAnswerGoesOnAsItWasRecorded()
    {
        Watch watch;
        QVERIFY(watch.engine->start());
        watch.add(demo());
        QTRY_VERIFY_WITH_TIMEOUT(waiting(watch, CheckpointKind::Permission) != nullptr, 30'000);
        const CheckpointKey key = waiting(watch, CheckpointKind::Permission)->key;
        watch.engine->submit(
            Decide{{key, Reply::Once, {}, {}, Decision::Actor::Window, timestampFromMs(t0)}});
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
