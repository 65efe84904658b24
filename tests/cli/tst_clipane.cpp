// SPDX-License-Identifier: MIT
#include "tests/support/cli.h"
#include "tests/support/fakepane.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace headgate::test;
using namespace Qt::StringLiterals;

/** An AgentPane server on the command line, with the built program. */
class TestCliPane : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<FakePane>(u"streams"_s);
        m_server->addSession(u"s1"_s);
        m_server->addSession(u"old"_s, u"closed"_s);
        m_server->publish(u"s1"_s, u"state:update"_s, R"({"agentId":"a","status":"running"})");
        m_server->publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a","text":"Good "})");
        m_server->publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a","text":"morning."})");
        m_server->publish(u"s1"_s, u"approval:requested"_s, R"({"taskId":"t","diff":"+a"})");
        m_server->publish(u"old"_s, u"chunk"_s, R"({"agentId":"a","text":"Long ago."})");
    }

    // AP-41
    void listsSessions()
    {
        const CliRun run = Cli::run({u"sessions"_s, source(), u"--json"_s});
        QCOMPARE(run.code, 0);
        QCOMPARE(run.lines().size(), 2);
        for (const QJsonObject& line : run.lines()) {
            const bool first = line["id"_L1].toString() == "s1"_L1;
            QCOMPARE(line["status"_L1].toString(), first ? u"running"_s : u"idle"_s);
        }
    }

    // AP-43: closed ones too
    void showsASession()
    {
        const CliRun open = Cli::run({u"show"_s, source(), u"--session"_s, u"s1"_s});
        QCOMPARE(open.code, 0);
        QVERIFY2(open.out.contains("Good morning."_L1), qPrintable(open.out));
        const CliRun closed = Cli::run({u"show"_s, source(), u"--session"_s, u"old"_s});
        QCOMPARE(closed.code, 0);
        QVERIFY2(closed.out.contains("Long ago."_L1), qPrintable(closed.out));
        QCOMPARE(Cli::run({u"show"_s, source(), u"--session"_s, u"none"_s}).code, 4);
    }

    // AP-03, AP-07: each once, however often it was begun
    void tailsEachEventOnce()
    {
        QTemporaryDir profile;
        const QStringList arguments{
            u"tail"_s, source(), u"--json"_s, u"--profile"_s, profile.path()};
        QStringList ids;
        const auto run = [&](const QString& last) {
            Cli tail(arguments);
            QVERIFY(tail.waitForOutput(last));
            tail.kill9();
            for (const QByteArray& line : tail.printed().toUtf8().split('\n')) {
                const QJsonObject row = QJsonDocument::fromJson(line).object();
                if (!row.isEmpty())
                    ids.append(row["id"_L1].toString());
            }
        };
        run(u"approval:requested"_s);
        m_server->publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a","text":"more"})");
        run(u"more"_s);
        QCOMPARE(ids, (QStringList{u"s1#0"_s, u"s1#1"_s, u"s1#2"_s, u"s1#3"_s, u"s1#4"_s}));
    }

    // AP-50
    void listsWhatWaits()
    {
        const CliRun run = Cli::run({u"pending"_s, source(), u"--json"_s});
        QCOMPARE(run.code, 0);
        QVERIFY2(run.out.contains("approval:t@3"_L1), qPrintable(run.out));
    }

    // AP-50, AP-51
    void approvesAndSaysWhyItCannot()
    {
        const QStringList approve{u"reply"_s, source(), u"approval:t@3"_s, u"approve"_s};
        m_server->onPost = [](const FakeRequest&, const FakeReply& reply) {
            reply.json(R"({"ok":false,"error":{"code":"NO_DIFF"}})", 400);
            return true;
        };
        const CliRun refused = Cli::run(approve);
        QVERIFY(refused.code != 0);
        QVERIFY2(refused.out.contains("no change"_L1), qPrintable(refused.out + refused.err));
        m_server->onPost = {};
        m_server->tasks = false;
        QVERIFY(Cli::run({u"reply"_s, source(), u"approval:t@3"_s, u"reject"_s}).code != 0);
        QCOMPARE(Cli::run(approve + QStringList{u"--message"_s, u"good"_s}).code, 0);
        QVERIFY(m_server->posts.last().body.contains("approval:approved"));
    }

    // AP-19
    void promptsASession()
    {
        const CliRun run = Cli::run({u"prompt"_s, source(), u"--session"_s, u"s1"_s, u"go on"_s});
        QVERIFY2(run.code == 0, qPrintable(run.err));
        QVERIFY(m_server->posts.last().body.contains("go on"));
        QCOMPARE(Cli::run({u"prompt"_s, source(), u"--session"_s, u"none"_s, u"x"_s}).code, 4);
    }

    void looksAtTheServer()
    {
        const CliRun run = Cli::run({u"doctor"_s, source()});
        QCOMPARE(run.code, 0);
        QVERIFY2(run.out.contains("layout \"streams\""_L1), qPrintable(run.out));
        m_server->listStatus = 500;
        QVERIFY(Cli::run({u"doctor"_s, source()}).code != 0);
    }

private:
    QString source() const { return "agentpane:"_L1 + m_server->http.url().toString(); }

    std::unique_ptr<FakePane> m_server;
};

QTEST_GUILESS_MAIN(TestCliPane)
#include "tst_clipane.moc"
