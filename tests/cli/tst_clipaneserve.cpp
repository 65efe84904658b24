// SPDX-License-Identifier: MIT
#include "tests/support/cli.h"
#include "tests/support/rawhttp.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace headgate::test;
using namespace Qt::StringLiterals;

/** Sessions with channels on the command line: the built program serves and follows. */
class TestCliPaneServe : public QObject
{
    Q_OBJECT

private slots:
    // AP-08, AP-23: what curl writes, tail prints, also after the server was killed
    void tailsASessionThroughARestartOfItsServer()
    {
        auto server = serve(0);
        QVERIFY(server);
        QCOMPARE(post("/api/sessions", R"({"id":"demo","title":"A demo"})").status, 201);
        QCOMPARE(say("one"), 0);
        QTemporaryDir profile;
        const QString source = u"agentpane:http://127.0.0.1:%1"_s.arg(m_port);
        Cli tail({u"tail"_s, source, u"--json"_s, u"--profile"_s, profile.path()});
        QVERIFY(tail.waitForOutput(u"\"one\""_s));
        QCOMPARE(say("two"), 1);
        QVERIFY(tail.waitForOutput(u"\"two\""_s));
        server->kill9();
        server = serve(m_port);
        QVERIFY(server);
        QCOMPARE(say("three"), 2);
        QVERIFY(tail.waitForOutput(u"\"three\""_s));
        tail.kill9();
        QStringList ids;
        for (const QByteArray& line : tail.printed().toUtf8().split('\n')) {
            const QJsonObject row = QJsonDocument::fromJson(line).object();
            if (row["id"_L1].toString().startsWith("demo#"_L1))
                ids.append(row["id"_L1].toString());
        }
        QCOMPARE(ids, (QStringList{u"demo#0"_s, u"demo#1"_s, u"demo#2"_s}));
        const CliRun sessions = Cli::run({u"sessions"_s, source, u"--json"_s});
        QCOMPARE(sessions.code, 0);
        QVERIFY2(sessions.out.contains("A demo"_L1), qPrintable(sessions.out));
    }

    void limitsAreGivenAsAnOption()
    {
        for (const QString& wrong : {u"writes"_s, u"writes=x"_s, u"other=1"_s})
            QCOMPARE(Cli::run({u"serve"_s, u"--rate-limits"_s, wrong}).code, 2);
        const auto server = serve(0, {u"--rate-limits"_s, u"writes=1,streams=10"_s});
        QVERIFY(server);
        QCOMPARE(post("/api/sessions", {}).status, 201);
        QCOMPARE(post("/api/sessions", {}).status, 429);
    }

private:
    std::unique_ptr<Cli> serve(quint16 port, const QStringList& more = {})
    {
        QStringList arguments{u"serve"_s, u"--port"_s, QString::number(port), u"--data"_s,
            m_data.path(), u"--durability"_s, u"relaxed"_s};
        auto server = std::make_unique<Cli>(arguments + more);
        if (!server->waitForOutput(u"/v1/stream/"_s))
            return nullptr;
        static const QRegularExpression address(u"127\\.0\\.0\\.1:(\\d+)"_s);
        m_port = address.match(server->printed()).captured(1).toUShort();
        return server;
    }

    RawAnswer post(const QByteArray& target, const QByteArray& body) const
    {
        return RawHttp(m_port).ask("POST", target, body);
    }

    /** Its offset. */
    qint64 say(const QByteArray& text) const
    {
        QByteArray body = R"({"channel":"chunks","data":{"agentId":"a","text":"?"}})";
        const RawAnswer answer = post("/api/streams?sessionId=demo", body.replace("?", text));
        return QJsonDocument::fromJson(answer.body).object()["offset"_L1].toInteger(-1);
    }

    QTemporaryDir m_data;
    quint16 m_port = 0;
};

QTEST_GUILESS_MAIN(TestCliPaneServe)
#include "tst_clipaneserve.moc"
