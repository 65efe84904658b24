// SPDX-License-Identifier: MIT
#include "tests/support/opencodeserver.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

/** The texts of the last message, and the states of its tools. */
QString lastMessage(OpenCodeServer& server, const QString& session)
{
    const QJsonArray list = server.get(u"/session/"_s + session + "/message"_L1).array();
    QStringList words;
    for (const QJsonValue part : list.last()["parts"_L1].toArray()) {
        if (part["type"_L1] == "text"_L1)
            words << part["text"_L1].toString();
        if (part["type"_L1] == "tool"_L1)
            words << part["tool"_L1].toString() + u' ' + part["state"_L1]["status"_L1].toString();
    }
    return words.join(u'|');
}

} // namespace

/** The harness itself: that the real server does what the other end-to-end tests rely on. */
class TestOpenCodeServer : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_server.start(), qPrintable(m_server.error())); }

    void playsATextTurn()
    {
        const QString session = m_server.createSession(u"A greeting"_s);
        QVERIFY(session.startsWith(u"ses_"));
        QVERIFY2(
            m_server.prompt(session, u"@say Good morning."_s, false), qPrintable(m_server.error()));
        QCOMPARE(lastMessage(m_server, session), u"Good morning."_s);
    }

    void runsACommandOnceItIsAllowed() // DG-43
    {
        const QString session = m_server.createSession(u"A command"_s);
        QVERIFY(m_server.prompt(session, u"@run touch made-by-the-agent\n@say It is there."_s));
        const QJsonObject request = m_server.waitForPermission();
        QCOMPARE(request["permission"_L1].toString(), u"bash"_s);
        QCOMPARE(request["sessionID"_L1].toString(), session);
        const QString file = m_server.projectPath() + "/made-by-the-agent"_L1;
        QVERIFY(!QFileInfo::exists(file));

        QVERIFY(m_server.reply(request["id"_L1].toString(), u"once"_s));
        QVERIFY2(m_server.waitUntilIdle(session), qPrintable(m_server.error()));
        QVERIFY(QFileInfo::exists(file));
        QCOMPARE(lastMessage(m_server, session), u"It is there."_s);
        QVERIFY(m_server.get(u"/permission"_s).array().isEmpty());
    }

    void anAnswerGivenTwiceIsNotFound()
    {
        const QString session = m_server.createSession(u"Twice"_s);
        QVERIFY(m_server.prompt(session, u"@run true"_s));
        const QString request = m_server.waitForPermission()["id"_L1].toString();
        QVERIFY(m_server.reply(request, u"reject"_s));
        QVERIFY(!m_server.reply(request, u"once"_s));
        QVERIFY(m_server.waitUntilIdle(session));
    }

    void playsEveryDirective_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QString>("last");
        QTest::newRow("reasoning, then words") << u"@think Hm.\n@say Yes."_s << u"Yes."_s;
        QTest::newRow("many deltas") << u"@long 12 1"_s << u"1 2 3 4 5 6 7 8 9 10 11 12"_s;
        QTest::newRow("a file that is read") << u"@read README.md\n@say Read."_s << u"Read."_s;
        QTest::newRow("a todo list")
            << u"@todo One=completed; Two=pending\n@say Noted."_s << u"Noted."_s;
        QTest::newRow("a tool that is not there")
            << u"@tool nothing {}\n@say Gone."_s << u"Gone."_s;
        QTest::newRow("no directive") << u"Hello there"_s << u"You said: Hello there"_s;
    }

    void playsEveryDirective()
    {
        QFETCH(QString, script);
        QFETCH(QString, last);
        const QString session = m_server.createSession(u"Directives"_s);
        QVERIFY(m_server.prompt(session, script, false));
        QCOMPARE(lastMessage(m_server, session).trimmed(), last);
    }

    void aSubagentAsksInItsOwnSession() // DG-61
    {
        const QString session = m_server.createSession(u"Delegation"_s);
        QVERIFY(m_server.prompt(
            session, u"@task Look around | @run pwd\\n@say Seen.\n@say Reported."_s));
        const QJsonObject request = m_server.waitForPermission();
        const QJsonArray children = m_server.get(u"/session/"_s + session + "/children"_L1).array();
        QCOMPARE(children.size(), 1);
        QCOMPARE(request["sessionID"_L1], children[0]["id"_L1]);
        QVERIFY(m_server.reply(request["id"_L1].toString(), u"once"_s));
        QVERIFY(m_server.waitUntilIdle(session));
        QCOMPARE(lastMessage(m_server, session), u"Reported."_s);
    }

    void forgetsRequestsButNoSessionsWhenKilled()
    {
        const QString session = m_server.createSession(u"Killed"_s);
        QVERIFY(m_server.prompt(session, u"@run true"_s));
        QVERIFY(!m_server.waitForPermission().isEmpty());
        const quint16 port = m_server.port();
        m_server.kill9();
        QVERIFY(!m_server.isRunning());
        QVERIFY2(m_server.restart(), qPrintable(m_server.error()));
        QCOMPARE(m_server.port(), port);
        QVERIFY(m_server.get(u"/permission"_s).array().isEmpty());
        QCOMPARE(lastMessage(m_server, session), u"bash running"_s);
    }

    void asksForThePasswordItWasGiven()
    {
        OpenCodeServer server;
        server.setPassword(u"open sesame"_s);
        QVERIFY2(server.start(), qPrintable(server.error()));
        QVERIFY(server.get(u"/session"_s).ok());
        server.setPassword({});
        QCOMPARE(server.get(u"/session"_s).status, 401);
    }

private:
    OpenCodeServer m_server;
};

QTEST_GUILESS_MAIN(TestOpenCodeServer)
#include "tst_opencodeserver.moc"
