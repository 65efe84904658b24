// SPDX-License-Identifier: MIT
#include "tests/support/fakeopencode.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;

/** Messages that the older list does not know, read from the newer one. */
class TestNextPages : public QObject
{
    Q_OBJECT

private slots:
    void aSessionOfTheNewerApiIsReadFromItsOwnList()
    {
        FakeOpenCode server;
        server.sessions = {sessionInfo()};
        server.messages[ses.value()] = {};
        server.http.onJson("/api/session/active", R"({"data":{"ses_a":{"type":"running"}}})");
        server.http.onJson("/api/session/ses_a/message", readData(u"next.newest.json"_s));
        Watch watch;
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        // No other list says that it works.
        QTRY_COMPARE_WITH_TIMEOUT(
            watch.sessions[server.key()].status, SessionStatus::Running, 15000);
        QTRY_COMPARE_WITH_TIMEOUT(watch.state(server), SyncState::Live, 15000);
        watch.engine->submit(OpenSession{server.key()});
        QTRY_COMPARE_WITH_TIMEOUT(watch.transcripts[server.key()].messages.size(), 2, 15000);
        QVERIFY(!watch.transcripts[server.key()].loading);
        // After a cut it is read anew, and nothing of it goes meanwhile.
        server.http.forgetRequests();
        server.http.closeAll();
        watch.engine->submit(RetrySource{server.id()});
        QTRY_VERIFY_WITH_TIMEOUT(server.http.count("/api/session/ses_a/message") >= 1, 15000);
        QTRY_COMPARE_WITH_TIMEOUT(watch.state(server), SyncState::Live, 15000);
        QCOMPARE(watch.transcripts[server.key()].messages.size(), 2);
    }

    void anEmptySessionIsLookedForThereOnce()
    {
        FakeOpenCode server;
        server.sessions = {sessionInfo()};
        server.messages[ses.value()] = {};
        server.http.onJson("/api/session/active", R"({"data":{}})");
        server.http.onJson("/api/session/ses_a/message", R"({"data":[],"cursor":{}})");
        Watch watch;
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE_WITH_TIMEOUT(watch.state(server), SyncState::Live, 15000);
        QTRY_VERIFY_WITH_TIMEOUT(openedAgain(server, watch) >= 4, 15000);
        QCOMPARE(server.http.count("/api/session/ses_a/message"), 1);
        QVERIFY(watch.issues.empty());
    }

    void aServerWithoutTheNewerApiIsNotAskedForIt()
    {
        FakeOpenCode server;
        server.sessions = {sessionInfo()};
        server.messages[ses.value()] = {};
        Watch watch;
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE_WITH_TIMEOUT(watch.state(server), SyncState::Live, 15000);
        QTRY_VERIFY_WITH_TIMEOUT(openedAgain(server, watch) >= 3, 15000);
        QCOMPARE(server.http.count("/api/session/ses_a/message"), 0);
        QVERIFY(watch.issues.empty());
    }

private:
    /** How often its page was asked for. It is not asked again before the last answer was taken. */
    static int openedAgain(const FakeOpenCode& server, Watch& watch)
    {
        watch.engine->submit(CloseSession{server.key()});
        watch.engine->submit(OpenSession{server.key()});
        return int(server.http.count("/session/ses_a/message"));
    }
};

QTEST_GUILESS_MAIN(TestNextPages)
#include "tst_nextpages.moc"
