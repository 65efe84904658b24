// SPDX-License-Identifier: MIT
#include "core/project/trail.h"
#include "tests/support/logevents.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

class TestTrail : public QObject
{
    Q_OBJECT

private slots:
    // DS-39
    void everyToolEventAndSpawnIsARow()
    {
        const StreamEvent tool = logEvent(1, "execution.tool_finish",
            R"({"id":"prt","callID":"c1","sessionID":"ses_a","tool":"bash","state":{"status":"completed","title":"say a, b and c"}})");
        QCOMPARE(trail::csv(trail::row(tool).value()),
            QByteArray("2026-09-21T14:13:21.000Z,1,execution.tool_finish,ses_a,system,bash,c1,"
                       "completed,\"say a, b and c\"\r\n"));
        const StreamEvent spawn = logEvent(2, "agent.spawned",
            R"({"id":"i1","agent":"oracle","description":"look\nat \u0022it\u0022","parent_session_id":"ses_a","status":"pending"})");
        QCOMPARE(trail::csv(trail::row(spawn).value()),
            QByteArray("2026-09-21T14:13:22.000Z,2,agent.spawned,ses_a,oracle,spawn,i1,pending,"
                       "\"look\nat \"\"it\"\"\"\r\n"));
        QCOMPARE(trail::json(trail::row(spawn).value())["time"_L1].toInteger(), 1790000002000);
        QCOMPARE(trail::csvHeader().count(','), 8);
        QVERIFY(!trail::row(logEvent(3, "agent.completed")));
        QVERIFY(!trail::row(logEvent(4, "files.changed")));
    }

    // DS-39, DS-66
    void theFirstVersionNamesTheSessionElsewhere()
    {
        const StreamEvent spawn = logEvent(1, "agent.spawned",
            R"({"parentSessionId":"ses_p","prompt":"p"})", u"ses_c"_s, u"oracle"_s);
        const trail::Row row = trail::row(spawn).value();
        QCOMPARE(row.session, u"ses_p"_s);
        QCOMPARE(row.call, u"ses_c"_s);
        QCOMPARE(row.who, u"oracle"_s);
        QCOMPARE(row.detail, u"p"_s);
    }
};

QTEST_GUILESS_MAIN(TestTrail)
#include "tst_trail.moc"
