// SPDX-License-Identifier: MIT
#include "tests/support/cli.h"
#include "tests/support/fakeserver.h"
#include "tests/support/opencodeserver.h"

#include <QFile>
#include <QTcpServer>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

/** The command line as scripts see it: output, fields and exit codes of the built program. */
class TestCli : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.start(), qPrintable(m_server.error()));
        m_url = m_server.url().toString();
        m_session = m_server.createSession(u"A greeting"_s);
        QVERIFY(m_server.prompt(m_session, u"@say Good morning.\n@run true"_s));
        reject(m_session);
    }

    void refusesAWrongCommandLine_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("nothing") << QStringList();
        QTest::newRow("an unknown verb") << QStringList{u"sing"_s};
        QTest::newRow("no source") << QStringList{u"sessions"_s};
        QTest::newRow("two sources") << QStringList{u"pending"_s, u"demo:"_s, u"demo:"_s};
        QTest::newRow("an unknown option") << QStringList{u"tail"_s, u"demo:"_s, u"--loud"_s};
        QTest::newRow("no address") << QStringList{u"sessions"_s, u"opencode:"_s};
        QTest::newRow("a strange time")
            << QStringList{u"tail"_s, u"demo:"_s, u"--for"_s, u"ever"_s};
        QTest::newRow("no session") << QStringList{u"show"_s, u"demo:"_s};
        QTest::newRow("a strange format")
            << QStringList{u"show"_s, u"demo:"_s, u"--session"_s, u"x"_s, u"--format"_s, u"pdf"_s};
        QTest::newRow("no answer") << QStringList{u"reply"_s, u"demo:"_s, u"per_1"_s};
        QTest::newRow("a strange answer")
            << QStringList{u"reply"_s, u"demo:"_s, u"per_1"_s, u"perhaps"_s};
        QTest::newRow("words with an approval") << QStringList{
            u"reply"_s, u"demo:"_s, u"per_1"_s, u"once"_s, u"--message"_s, u"please"_s};
        QTest::newRow("a password in the address")
            << QStringList{u"sessions"_s, u"http://me:secret@127.0.0.1:1"_s};
    }

    void refusesAWrongCommandLine()
    {
        QFETCH(QStringList, arguments);
        const CliRun run = Cli::run(arguments);
        QCOMPARE(run.code, 2);
        QVERIFY(run.err.startsWith(u"headgate-cli: "));
        QVERIFY(!run.err.contains(u"secret"));
    }

    void helpsAndTellsItsVersion()
    {
        for (const QString& word : {u"--help"_s, u"-h"_s, u"--version"_s, u"-v"_s}) {
            const CliRun run = Cli::run({word});
            QCOMPARE(run.code, 0);
            QVERIFY(run.out.contains(u"headgate-cli"));
        }
        const CliRun run = Cli::run({u"tail"_s, u"--help"_s});
        QCOMPARE(run.code, 0);
        QVERIFY2(run.out.startsWith(u"Usage: headgate-cli tail [options] SOURCE\n"),
            qPrintable(run.out));
        QVERIFY(run.out.contains(u"--until-idle"));
        QVERIFY(!run.out.contains(u"--help-all"));
        const CliRun words = Cli::run({u"checkpoint"_s, u"approve"_s, u"--help"_s});
        QVERIFY2(words.out.startsWith(u"Usage: headgate-cli checkpoint approve [options] ID\n"),
            qPrintable(words.out));
    }

    void listsSessions_data()
    {
        QTest::addColumn<QString>("source");
        const QString address = u"127.0.0.1:%1"_s.arg(m_server.port());
        QTest::newRow("opencode:URL") << u"opencode:http://"_s + address;
        QTest::newRow("a bare URL") << u"http://"_s + address;
        QTest::newRow("no scheme") << address;
    }

    void listsSessions()
    {
        QFETCH(QString, source);
        const CliRun run = Cli::run({u"sessions"_s, source, u"--json"_s});
        QVERIFY2(run.code == 0, qPrintable(run.err));
        const QJsonObject mine = lineOf(run, m_session);
        QCOMPARE(mine.keys(),
            QStringList(
                {u"directory"_s, u"id"_s, u"parent"_s, u"status"_s, u"title"_s, u"updated"_s}));
        QCOMPARE(mine["directory"_L1].toString(), m_server.projectPath());
        QCOMPARE(mine["status"_L1].toString(), u"idle"_s);
        QVERIFY(mine["parent"_L1].isNull());
        QVERIFY(mine["updated"_L1].toDouble() > 1e12);
        const CliRun plain = Cli::run({u"sessions"_s, source});
        QCOMPARE(plain.code, 0);
        QVERIFY(plain.out.contains(m_session) && plain.out.contains(m_server.projectPath()));
    }

    void listsWhatWaitsAndAnswersIt()
    {
        const QString session = m_server.createSession(u"Waits"_s);
        QVERIFY(m_server.prompt(session, u"@run touch from-the-cli\n@say Done."_s));
        const QString id = m_server.waitForPermission()["id"_L1].toString();
        const CliRun pending = Cli::run({u"pending"_s, m_url, u"--json"_s});
        QCOMPARE(pending.code, 0);
        const QJsonObject mine = lineOf(pending, id);
        QCOMPARE(mine.keys(),
            QStringList({u"directory"_s, u"firstSeen"_s, u"id"_s, u"kind"_s, u"patterns"_s,
                u"permission"_s, u"session"_s, u"text"_s}));
        QCOMPARE(mine["kind"_L1].toString(), u"permission"_s);
        QCOMPARE(mine["session"_L1].toString(), session);
        QCOMPARE(mine["directory"_L1].toString(), m_server.projectPath());
        QCOMPARE(mine["permission"_L1].toString(), u"bash"_s);
        QCOMPARE(mine["patterns"_L1].toArray(), QJsonArray{u"touch from-the-cli"_s});
        QCOMPARE(mine["text"_L1].toString(), u"touch from-the-cli"_s);
        QVERIFY(Cli::run({u"pending"_s, m_url}).out.contains(id));

        const QTemporaryDir profile;
        const CliRun reply = Cli::run(
            {u"reply"_s, m_url, id, u"once"_s, u"--json"_s, u"--profile"_s, profile.path()});
        QVERIFY2(reply.code == 0, qPrintable(reply.err));
        QCOMPARE(reply.lines().value(0)["state"_L1].toString(), u"confirmed"_s);
        QVERIFY(m_server.waitUntilIdle(session));
        QVERIFY(QFile::exists(m_server.projectPath() + "/from-the-cli"_L1));
        // It has left the server's list: nobody there knows it any more.
        QCOMPARE(Cli::run({u"reply"_s, m_url, id, u"once"_s}).code, 4);
        // The profile that saw the answer does.
        QCOMPARE(
            Cli::run({u"reply"_s, m_url, id, u"once"_s, u"--profile"_s, profile.path()}).code, 5);
        QVERIFY(!Cli::run({u"pending"_s, m_url}).out.contains(id));
    }

    void answersAQuestion() // DG-70
    {
        const QString session = m_server.createSession(u"Colours"_s);
        QVERIFY(m_server.prompt(session, u"@ask Which colour? | Red | Blue\n@say Chosen."_s));
        const QString id = m_server.waitForQuestion()["id"_L1].toString();
        const CliRun pending = Cli::run({u"pending"_s, m_url});
        QVERIFY2(pending.out.contains(u"    2. Blue"), qPrintable(pending.out));
        QCOMPARE(Cli::run({u"answer"_s, m_url, u"que_none"_s, u"Red"_s}).code, 4);
        QCOMPARE(Cli::run({u"reply"_s, m_url, id, u"once"_s}).code, 2);
        const CliRun answered = Cli::run({u"answer"_s, m_url, id, u"2"_s});
        QVERIFY2(answered.code == 0, qPrintable(answered.err));
        QVERIFY2(answered.out.contains(u"Blue"), qPrintable(answered.out));
        QVERIFY(m_server.waitUntilIdle(session));
    }

    void rejectsWithWords()
    {
        const QString session = m_server.createSession(u"Words"_s);
        QVERIFY(m_server.prompt(session, u"@run touch never\n@say I go on."_s));
        const QString id = m_server.waitForPermission()["id"_L1].toString();
        const CliRun reply =
            Cli::run({u"reply"_s, m_url, id, u"reject"_s, u"--message"_s, u"Not here, please."_s});
        QVERIFY2(reply.code == 0, qPrintable(reply.err));
        QVERIFY(m_server.waitUntilIdle(session));
        const CliRun shown = Cli::run({u"show"_s, m_url, u"--session"_s, session});
        QVERIFY(shown.out.contains(u"Not here, please.") && shown.out.contains(u"I go on."));
    }

    void tellsOneOfTwoThatTheOtherWasFirst()
    {
        const QString session = m_server.createSession(u"Two"_s);
        QVERIFY(m_server.prompt(session, u"@run true\n@say Once."_s));
        const QString id = m_server.waitForPermission()["id"_L1].toString();
        Cli one({u"reply"_s, m_url, id, u"once"_s});
        Cli two({u"reply"_s, m_url, id, u"once"_s});
        QList<int> codes{one.finish().code, two.finish().code};
        std::sort(codes.begin(), codes.end());
        QCOMPARE(codes[0], 0);
        // 4 where the later one began after the answer: then nobody knows the request any more.
        QVERIFY2(codes[1] == 5 || codes[1] == 4, qPrintable(QString::number(codes[1])));
        QVERIFY(m_server.waitUntilIdle(session));
    }

    void endsAtOnceWhenIdle()
    {
        const CliRun run =
            Cli::run({u"tail"_s, m_url, u"--session"_s, m_session, u"--until-idle"_s});
        QVERIFY2(run.code == 0, qPrintable(run.err));
        QCOMPARE(
            Cli::run({u"tail"_s, m_url, u"--session"_s, u"ses_none"_s, u"--until-idle"_s}).code, 4);
    }

    void tailsATurnUntilItIsIdle()
    {
        const QString session = m_server.createSession(u"Tailed"_s);
        QVERIFY(m_server.prompt(session,
            u"@pace 20\n@say One word after the other comes.\n"
            "@read README.md\n@long 100 10"_s));
        const CliRun run =
            Cli::run({u"tail"_s, m_url, u"--session"_s, session, u"--until-idle"_s, u"--json"_s});
        QVERIFY2(run.code == 0, qPrintable(run.err));
        QStringList types;
        for (const QJsonObject& line : run.lines()) {
            QCOMPARE(line.keys(),
                QStringList({u"data"_s, u"id"_s, u"origin"_s, u"session"_s, u"time"_s, u"type"_s}));
            QCOMPARE(line["session"_L1].toString(), session);
            QVERIFY(line["data"_L1].isObject());
            types << line["type"_L1].toString();
        }
        QVERIFY(types.contains(u"message.part.delta"_s));
        QVERIFY(types.contains(u"session.status"_s));
        QVERIFY(!m_server.get(u"/session/status"_s).object().contains(session));
    }

    void endsAfterTheTimeItWasGiven()
    {
        QCOMPARE(Cli::run({u"tail"_s, m_url, u"--for"_s, u"3"_s}).code, 0);
    }

    void showsASession()
    {
        const CliRun text = Cli::run({u"show"_s, m_url, u"--session"_s, m_session});
        QVERIFY2(text.code == 0, qPrintable(text.err));
        QVERIFY(text.out.contains(u"Good morning."));
        const CliRun json =
            Cli::run({u"show"_s, m_url, u"--session"_s, m_session, u"--format"_s, u"json"_s});
        QCOMPARE(json.code, 0);
        const QJsonObject shown = json.lines().value(0);
        QCOMPARE(shown["id"_L1].toString(), m_session);
        const QJsonArray messages = shown["messages"_L1].toArray();
        QCOMPARE(
            messages.size(), m_server.get(u"/session/%1/message"_s.arg(m_session)).array().size());
        QCOMPARE(messages[0]["role"_L1].toString(), u"user"_s);
        QCOMPARE(messages[1]["role"_L1].toString(), u"assistant"_s);
        QCOMPARE(
            Cli::run({u"show"_s, m_url, u"--session"_s, m_session, u"--json"_s}).out, json.out);
    }

    void showsNothingOfASessionThatIsNotThere()
    {
        const CliRun run = Cli::run({u"show"_s, m_url, u"--session"_s, u"ses_none"_s});
        QCOMPARE(run.code, 4);
        QVERIFY(run.out.isEmpty());
    }

    void showsTheHistoryWhenTheServerIsGone() // DG-32
    {
        OpenCodeServer server;
        QVERIFY2(server.start(), qPrintable(server.error()));
        const QString url = server.url().toString();
        const QString session = server.createSession(u"Kept"_s);
        QVERIFY(server.prompt(session, u"@say Remember me."_s, false));
        QTemporaryDir profile;
        const QStringList show{
            u"show"_s, url, u"--session"_s, session, u"--profile"_s, profile.path()};
        const CliRun before = Cli::run(show);
        QVERIFY2(before.code == 0, qPrintable(before.err));
        QVERIFY(before.out.contains(u"Remember me."));
        server.kill9();
        const CliRun after = Cli::run(show);
        QCOMPARE(after.code, 3);
        QCOMPARE(after.out, before.out);
        QVERIFY(after.err.contains(u"history as last seen"));
        const CliRun without = Cli::run({u"show"_s, url, u"--session"_s, session});
        QCOMPARE(without.code, 3);
        QVERIFY(without.out.isEmpty());
    }

    void takesThePasswordFromEnvironmentOrFile()
    {
        OpenCodeServer server;
        server.setPassword(u"open sesame"_s);
        QVERIFY2(server.start(), qPrintable(server.error()));
        const QString url = server.url().toString();
        QTemporaryDir home;
        QFile file(home.filePath(u"password"_s));
        QVERIFY(file.open(QFile::WriteOnly));
        file.write("open sesame\nand nothing else\n");
        file.close();
        const QStringList ask{u"sessions"_s, url, u"--user"_s, u"opencode"_s};
        QCOMPARE(Cli::run(ask).code, 6);
        QCOMPARE(Cli::run(ask, {u"HEADGATE_PASSWORD=sesame"_s}).code, 6);
        QCOMPARE(Cli::run(ask, {u"HEADGATE_PASSWORD=open sesame"_s}).code, 0);
        QCOMPARE(Cli::run(ask + QStringList{u"--password-file"_s, file.fileName()}).code, 0);
        QCOMPARE(Cli::run({u"sessions"_s, url},
                     {u"HEADGATE_USER=opencode"_s, u"HEADGATE_PASSWORD=open sesame"_s})
                     .code,
            0);
        // Nobody was named: then it is the user that OpenCode takes by itself.
        QCOMPARE(Cli::run({u"sessions"_s, url}, {u"HEADGATE_PASSWORD=open sesame"_s}).code, 0);
        QCOMPARE(Cli::run({u"doctor"_s, url}).code, 6);
        QCOMPARE(Cli::run({u"doctor"_s, url}, {u"HEADGATE_PASSWORD=open sesame"_s}).code, 0);
    }

    void namesWhatIsWrong_data()
    {
        QTest::addColumn<QString>("verb");
        for (const char* verb : {"sessions", "pending", "doctor", "tail"})
            QTest::newRow(verb) << QString::fromLatin1(verb);
    }

    void namesWhatIsWrong()
    {
        QFETCH(QString, verb);
        QTcpServer nobody;
        QVERIFY(nobody.listen(QHostAddress::LocalHost));
        const QString port = QString::number(nobody.serverPort());
        nobody.close();
        const CliRun refused = Cli::run({verb, u"http://127.0.0.1:"_s + port});
        QCOMPARE(refused.code, 3);
        QVERIFY(!refused.err.isEmpty());

        FakeServer page;
        page.on("/*", [](const FakeRequest&, const FakeReply& reply) {
            reply.send(200, "<html>Welcome</html>", {{"Content-Type", "text/html"}});
        });
        const CliRun other = Cli::run({verb, page.url().toString()});
        QCOMPARE(other.code, 1);
        QVERIFY2(other.err.contains(u"a web page"), qPrintable(other.err));
    }

    void findsAHealthyServerHealthy()
    {
        const CliRun run = Cli::run({u"doctor"_s, m_url, u"--json"_s});
        QVERIFY2(run.code == 0, qPrintable(run.err));
        QStringList checks;
        for (const QJsonObject& line : run.lines()) {
            QVERIFY2(line["ok"_L1].toBool(), qPrintable(line["text"_L1].toString()));
            checks << line["check"_L1].toString();
        }
        for (const QString& wanted : {u"server"_s, u"latency"_s, u"sessions"_s, u"stream"_s})
            QVERIFY2(checks.contains(wanted), qPrintable(checks.join(u' ')));
        QVERIFY(run.out.contains(u"1.18.33"));
    }

    void playsTheDemoWithoutANetwork()
    {
        const CliRun sessions = Cli::run({u"sessions"_s, u"demo:"_s, u"--json"_s});
        QCOMPARE(sessions.code, 0);
        QVERIFY(sessions.lines().size() > 1);
        const CliRun pending = Cli::run({u"pending"_s, u"demo:"_s, u"--json"_s});
        QCOMPARE(pending.code, 0);
        const QJsonObject question = pending.lines().value(0);
        QCOMPARE(question["kind"_L1].toString(), u"question"_s);
        const QString session = question["session"_L1].toString();
        const CliRun shown = Cli::run({u"show"_s, u"demo:"_s, u"--session"_s, session});
        QVERIFY2(shown.code == 0, qPrintable(shown.err));
        QVERIFY(!shown.out.isEmpty());
        const CliRun tail = Cli::run({u"tail"_s, u"demo:"_s, u"--for"_s, u"2"_s, u"--json"_s});
        QCOMPARE(tail.code, 0);
        QVERIFY(tail.lines().size() > 10);
        // A question can be dismissed, not allowed.
        const QString id = question["id"_L1].toString();
        QCOMPARE(Cli::run({u"reply"_s, u"demo:"_s, id, u"once"_s}).code, 2);
        const CliRun dismissed = Cli::run({u"reply"_s, u"demo:"_s, id, u"reject"_s});
        QVERIFY2(dismissed.code == 0, qPrintable(dismissed.err));
        QCOMPARE(Cli::run({u"reply"_s, u"demo:"_s, u"per_none"_s, u"once"_s}).code, 4);
        QCOMPARE(Cli::run({u"answer"_s, u"demo:"_s, id, u"Plain"_s, u"Warm"_s}).code, 2);
        const CliRun answered = Cli::run({u"answer"_s, u"demo:"_s, id, u"warm"_s, u"--json"_s});
        QVERIFY2(answered.code == 0, qPrintable(answered.err));
        QCOMPARE(answered.lines().value(0)["answers"_L1].toArray(),
            (QJsonArray{QJsonValue(QJsonArray{u"Warm"_s})}));
        const CliRun doctor = Cli::run({u"doctor"_s, u"demo:"_s, u"--json"_s});
        QCOMPARE(doctor.code, 0);
        QVERIFY(doctor.lines().value(0)["ok"_L1].toBool());
    }

private:
    static QJsonObject lineOf(const CliRun& run, const QString& id)
    {
        for (const QJsonObject& line : run.lines()) {
            if (line["id"_L1] == id)
                return line;
        }
        return {};
    }

    void reject(const QString& session)
    {
        const QString id = m_server.waitForPermission()["id"_L1].toString();
        QVERIFY(m_server.reply(id, u"reject"_s));
        QVERIFY(m_server.waitUntilIdle(session));
    }

    OpenCodeServer m_server;
    QString m_url;
    QString m_session;
};

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
