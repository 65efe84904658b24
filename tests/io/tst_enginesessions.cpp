// SPDX-License-Identifier: MIT
// Sessions through the engine: their pages, what is kept of them, slow readers, every end.
#include "core/store/database.h"
#include "tests/support/fakeopencode.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace headgate;
using namespace headgate::test;
using enum CheckpointState;

class TestEngineSessions : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    // Who takes each event and is slow costs bounded memory and misses nothing.
    void aSlowTailReadsOnInTheHistory()
    {
        FakeOpenCode server;
        server.sessions = {sessionInfo()};
        Watch watch({m_dir->path(), Engine::EventFeed::All, 100});
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE(watch.state(server), SyncState::Live);
        watch.asleep = true;
        constexpr int told = 9000;
        QByteArray frames;
        for (int i = 0; i < told; ++i)
            frames += FakeOpenCode::sse(frame(u"note"_s, {{u"n"_s, i}}, u"evt_n%1"_s.arg(i)));
        server.tellRaw(frames);
        const qint64 known = watch.rows.size();
        const auto file = m_dir->filePath(u"history.db"_s);
        const auto db = std::move(*Database::open(file, Database::Mode::ReadOnly));
        Query count = db->prepare(u"SELECT count(*) FROM event WHERE type='note'"_s);
        QTRY_VERIFY(db->run(count) && count.next() && count.value(0).toInt() == told);
        count.finish();
        watch.asleep = false;
        watch.take();
        QTRY_COMPARE_WITH_TIMEOUT(watch.rows.size(), known + told, 20'000);
        for (qsizetype i = 1; i < watch.rows.size(); ++i)
            QVERIFY(watch.rows[i].row > watch.rows[i - 1].row);
        QCOMPARE(watch.skipped, 0);
    }

    // DG-06
    void aLongSessionIsReadToItsBeginning()
    {
        FakeOpenCode server;
        server.sessions = {sessionInfo()};
        addMessages(server, 0, 250);
        Watch watch;
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE(watch.state(server), SyncState::Live);
        watch.engine->submit(OpenSession{server.key()});
        auto& shown = watch.transcripts[server.key()];
        QTRY_VERIFY(!watch.transcripts[server.key()].loading);
        QCOMPARE(shown.messages.size(), 100);
        for (int loads = 0; watch.transcripts[server.key()].hasOlder; ++loads) {
            QVERIFY(loads < 10);
            watch.engine->submit(LoadOlder{server.key()});
            QTRY_COMPARE(watch.transcripts[server.key()].olderLoads, loads + 1);
        }
        QCOMPARE(watch.transcripts[server.key()].messages, ids(0, 250));
    }

    void whatIsHeldToItsBeginningIsNotAskedForAgain()
    {
        FakeOpenCode server;
        server.sessions = {sessionInfo()};
        addMessages(server, 0, 250);
        Watch watch;
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE(watch.state(server), SyncState::Live);
        const auto readAll = [&] {
            const auto& shown = watch.transcripts[server.key()];
            const int before = shown.olderLoads;
            watch.engine->submit(OpenSession{server.key()});
            QTRY_VERIFY(watch.transcripts[server.key()].loads > 0);
            QTRY_VERIFY(!watch.transcripts[server.key()].loading);
            for (int loads = 1; watch.transcripts[server.key()].hasOlder; ++loads) {
                QVERIFY(loads < 10);
                watch.engine->submit(LoadOlder{server.key()});
                QTRY_COMPARE(watch.transcripts[server.key()].olderLoads, before + loads);
            }
            QCOMPARE(watch.transcripts[server.key()].messages, ids(0, 250));
        };
        readAll();
        watch.engine->submit(CloseSession{server.key()});
        server.http.forgetRequests();
        watch.transcripts.clear();
        readAll();
        for (const FakeRequest& request : server.http.requests())
            QVERIFY2(!request.target.contains("before="), request.target.constData());
    }

    // DG-06, DG-07
    void aSessionOpenedAgainHasNoHole()
    {
        FakeOpenCode server;
        server.sessions = {sessionInfo()};
        addMessages(server, 0, 50);
        Watch watch;
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE(watch.state(server), SyncState::Live);
        watch.engine->submit(OpenSession{server.key()});
        QTRY_COMPARE(watch.transcripts[server.key()].messages, ids(0, 50));
        watch.engine->submit(CloseSession{server.key()});
        // Nothing of this was told on the stream.
        addMessages(server, 50, 400);
        watch.engine->submit(OpenSession{server.key()});
        QTRY_COMPARE(watch.transcripts[server.key()].messages, ids(300, 400));
        for (int loads = 0; watch.transcripts[server.key()].hasOlder; ++loads) {
            QVERIFY(loads < 10);
            watch.engine->submit(LoadOlder{server.key()});
            QTRY_COMPARE(watch.transcripts[server.key()].olderLoads, loads + 1);
        }
        QCOMPARE(watch.transcripts[server.key()].messages, ids(0, 400));
    }

    // DG-32
    void theLastStateIsReadableWhileTheServerIsOff()
    {
        FakeOpenCode server;
        server.waitForAnswer();
        {
            Watch watch({m_dir->path(), Engine::EventFeed::Off, 100});
            QVERIFY(watch.engine->start());
            watch.add(server.config());
            QTRY_COMPARE(watch.request(server), Pending);
            watch.engine->submit(OpenSession{server.key()});
            QTRY_COMPARE(watch.transcripts[server.key()].messages, QStringList{u"msg_1"_s});
        }
        server.http.stop();
        Watch watch({m_dir->path(), Engine::EventFeed::Off, 100});
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE(watch.sessions[server.key()].title, u"A session"_s);
        QCOMPARE(watch.sessions[server.key()].status, SessionStatus::Unknown);
        QCOMPARE(watch.request(server), Pending);
        watch.engine->submit(OpenSession{server.key()});
        QTRY_COMPARE(watch.transcripts[server.key()].messages, QStringList{u"msg_1"_s});
        QVERIFY(watch.transcripts[server.key()].loading);
        QTRY_COMPARE(watch.state(server), SyncState::Waiting);
    }

    void aCallerThatSleepsCostsWhatIsOpen()
    {
        FakeOpenCode server;
        server.sessions = {sessionInfo()};
        server.addMessage(
            messageInfo(u"msg_1"_s, t0), {textPart(u"prt_1"_s, u"msg_1"_s, {}, false)});
        Watch watch;
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE(watch.state(server), SyncState::Live);
        watch.engine->submit(OpenSession{server.key()});
        QTRY_COMPARE(watch.transcripts[server.key()].messages.size(), 1);
        QTRY_VERIFY(!watch.transcripts[server.key()].loading);
        watch.asleep = true;
        QString sent;
        for (int i = 0; i < 5000; ++i) {
            sent += u"word%1 "_s.arg(i);
            server.tell(
                u"message.part.delta"_s, deltaBody(u"prt_1"_s, u"msg_1"_s, u"word%1 "_s.arg(i)));
        }
        server.tell(u"session.created"_s, sessionBody(sessionInfo(u"ses_last"_s)));
        watch.largestBatch = 0;
        const auto text = [&] {
            watch.take();
            return watch.transcripts[server.key()].parts[PartId(u"prt_1"_s)].text;
        };
        QTRY_COMPARE(text(), sent);
        QVERIFY2(watch.largestBatch < 20, qPrintable(QString::number(watch.largestBatch)));
    }

    void openedWhileTextStreamsItIsExactEachTime()
    {
        FakeOpenCode server;
        server.sessions = {sessionInfo()};
        server.addMessage(
            messageInfo(u"msg_1"_s, t0), {textPart(u"prt_1"_s, u"msg_1"_s, {}, false)});
        Watch watch({m_dir->path(), Engine::EventFeed::Newest, 100});
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE(watch.state(server), SyncState::Live);
        server.tell(u"message.updated"_s, messageBody(messageInfo(u"msg_1"_s, t0)));
        server.tell(
            u"message.part.updated"_s, partBody(textPart(u"prt_1"_s, u"msg_1"_s, {}, false)));
        QString sent;
        int word = 0;
        QTimer writer;
        connect(&writer, &QTimer::timeout, this, [&] {
            const QString more = u"w%1 "_s.arg(++word);
            sent += more;
            server.tell(u"message.part.delta"_s, deltaBody(u"prt_1"_s, u"msg_1"_s, more));
        });
        writer.start(1);
        const auto text = [&] {
            return watch.transcripts[server.key()].parts[PartId(u"prt_1"_s)].text;
        };
        for (int opening = 1; opening <= 41; ++opening) {
            watch.transcripts[server.key()] = {};
            watch.engine->submit(OpenSession{server.key()});
            QTRY_VERIFY(!watch.transcripts[server.key()].loading);
            QVERIFY2(sent.startsWith(text()), qPrintable(text()));
            if (opening % 10 == 1) {
                writer.stop();
                QTRY_COMPARE(text(), sent);
                writer.start(1);
            }
            QVERIFY(watch.transcripts[server.key()].parts[PartId(u"prt_1"_s)].gaps.empty());
            if (opening < 41)
                watch.engine->submit(CloseSession{server.key()});
        }
    }

    void everyWayToShutDownIsSafe_data()
    {
        QTest::addColumn<QString>("when");
        for (const char* when :
            {"not started", "idle", "connecting", "fetching", "live", "waiting", "paused", "denied",
                "a decision on its way", "a session being read", "right after a removal"})
            QTest::newRow(when) << QString::fromLatin1(when);
    }

    void everyWayToShutDownIsSafe()
    {
        QFETCH(QString, when);
        FakeOpenCode server;
        server.waitForAnswer();
        addMessages(server, 1, 300);
        const auto silent = [](const FakeRequest&, const FakeReply&) {};
        server.http.on("/permission/per_1/reply", silent);
        if (when == "connecting"_L1)
            server.http.on("/global/event", silent);
        else if (when == "fetching"_L1)
            server.http.on("/global/health", silent);
        else if (when == "waiting"_L1)
            server.http.stop();
        else if (when == "denied"_L1)
            server.http.on("/global/event",
                [](const FakeRequest&, const FakeReply& reply) { reply.send(401); });
        auto watch =
            std::make_unique<Watch>(Engine::Options{m_dir->path(), Engine::EventFeed::Newest, 100});
        if (when == "not started"_L1)
            return;
        QVERIFY(watch->engine->start());
        if (when == "idle"_L1)
            return;
        watch->add(server.config());
        if (when == "connecting"_L1) {
            QTRY_COMPARE(server.http.count("/global/event"), 1);
            return;
        }
        if (when == "fetching"_L1) {
            QTRY_COMPARE(server.http.count("/global/health"), 1);
            return;
        }
        if (when == "waiting"_L1) {
            QTRY_COMPARE(watch->state(server), SyncState::Waiting);
            return;
        }
        if (when == "denied"_L1) {
            QTRY_COMPARE(watch->state(server), SyncState::Denied);
            return;
        }
        QTRY_COMPARE(watch->state(server), SyncState::Live);
        if (when == "paused"_L1) {
            watch->engine->submit(PauseSource{server.id()});
            QTRY_COMPARE(watch->state(server), SyncState::Paused);
        } else if (when == "a decision on its way"_L1) {
            QTRY_COMPARE(watch->request(server), Pending);
            watch->decide(server);
            QTRY_COMPARE(server.posts(), 1);
            watch.reset();
            // Nobody knows whether it arrived until the list is read.
            server.http.stop();
            Watch again({m_dir->path(), Engine::EventFeed::Off, 100});
            QVERIFY(again.engine->start());
            again.add(server.config());
            QTRY_COMPARE(again.request(server), Failed);
        } else if (when == "a session being read"_L1) {
            // Each round ends at another moment of engine and reader.
            for (int round = 0; round < 15; ++round) {
                for (int i = 0; i < 20; ++i) {
                    watch->engine->submit(OpenSession{server.key()});
                    watch->engine->submit(LoadOlder{server.key()});
                    watch->engine->submit(CloseSession{server.key()});
                }
                watch->engine->submit(OpenSession{server.key()});
                watch.reset();
                watch = std::make_unique<Watch>(
                    Engine::Options{m_dir->path(), Engine::EventFeed::Newest, 100});
                QVERIFY(watch->engine->start());
                watch->add(server.config());
            }
        } else if (when == "right after a removal"_L1) {
            watch->engine->submit(OpenSession{server.key()});
            watch->decide(server);
            watch->engine->submit(RemoveSource{server.id()});
            QTRY_VERIFY(!watch->sources.contains(server.id()));
        }
    }

private:
    static QString messageId(int i) { return u"msg_%1"_s.arg(i, 4, 10, QChar(u'0')); }
    static QStringList ids(int from, int to)
    {
        QStringList list;
        for (int i = from; i < to; ++i)
            list.append(messageId(i));
        return list;
    }
    static void addMessages(FakeOpenCode& server, int from, int to)
    {
        for (int i = from; i < to; ++i)
            server.addMessage(messageInfo(messageId(i), t0 + 10 * i, t0 + 10 * i + 1));
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

QTEST_GUILESS_MAIN(TestEngineSessions)
#include "tst_enginesessions.moc"
