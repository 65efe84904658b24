// SPDX-License-Identifier: MIT
#include "core/domain/sourcetext.h"
#include "core/io/sourceprobe.h"
#include "tests/support/fakeserver.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

using Answer = std::optional<Expected<SourceConfig>>;

SourceConfig bare(const QUrl& url)
{
    return *sourceFromText(url.toString());
}

Answer ask(const SourceConfig& config)
{
    Answer answer;
    new SourceProbe(config, [&](const Expected<SourceConfig>& found) { answer = found; });
    (void)QTest::qWaitFor([&] { return answer.has_value(); }, 20'000);
    return answer;
}

} // namespace

class TestSourceProbe : public QObject
{
    Q_OBJECT

private slots:
    void anOpenCodeServerSaysThatItIsHealthy()
    {
        FakeServer server;
        server.onJson("/global/health", R"({"healthy":true,"version":"1.18.33"})");
        const Answer answer = ask(bare(server.url()));
        QVERIFY(answer && *answer);
        QCOMPARE((*answer)->kind, SourceKind::OpenCode);
    }

    void aStreamSaysWhereItEnds_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("a path that looks like one") << u"/v1/stream/notes"_s;
        QTest::newRow("a path that does not") << u"/notes"_s;
    }

    void aStreamSaysWhereItEnds()
    {
        QFETCH(QString, path);
        FakeServer server;
        server.on(path.toLatin1(), [](const FakeRequest& request, const FakeReply& reply) {
            QCOMPARE(request.method, QByteArray("HEAD"));
            reply.send(200, {}, {{"Stream-Next-Offset", "7"}});
        });
        const Answer answer = ask(bare(server.url(path)));
        QVERIFY(answer && *answer);
        QCOMPARE((*answer)->kind, SourceKind::Stream);
        QCOMPARE((*answer)->url.path(), path);
    }

    void aServerUnderAStreamsPathIsAServer()
    {
        FakeServer server;
        server.onJson("/stream/box/global/health", R"({"healthy":true})");
        const SourceConfig config = bare(server.url(u"/stream/box"_s));
        QCOMPARE(config.kind, SourceKind::Stream); // as far as its path tells
        const Answer answer = ask(config);
        QVERIFY(answer && *answer);
        QCOMPARE((*answer)->kind, SourceKind::OpenCode);
    }

    void somethingElseIsNeither()
    {
        FakeServer server;
        server.on("/*", [](const FakeRequest&, const FakeReply& reply) {
            reply.send(200, "<html></html>", {{"Content-Type", "text/html"}});
        });
        const Answer answer = ask(bare(server.url()));
        QVERIFY(answer && !*answer);
        QCOMPARE(answer->error().code, Issue::Code::NotOpenCode);
    }

    void aStreamThatIsNotThereIsSaidToBeMissing()
    {
        FakeServer server; // 404 to all
        const Answer answer = ask(bare(server.url(u"/v1/stream/notes"_s)));
        QVERIFY(answer && !*answer);
        QCOMPARE(answer->error().code, Issue::Code::StreamNotFound);
    }

    void whoAsksForAPasswordOrIsInTroubleIsTakenByItsPath_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("asks for a password") << 401;
        QTest::newRow("forbids") << 403;
        QTest::newRow("in trouble") << 503;
    }

    void whoAsksForAPasswordOrIsInTroubleIsTakenByItsPath()
    {
        QFETCH(int, status);
        FakeServer server;
        server.on(
            "/*", [status](const FakeRequest&, const FakeReply& reply) { reply.send(status); });
        const Answer answer = ask(bare(server.url(u"/v1/stream/notes"_s)));
        QVERIFY(answer && *answer);
        QCOMPARE((*answer)->kind, SourceKind::Stream);
        const Answer other = ask(bare(server.url()));
        QVERIFY(other && *other);
        QCOMPARE((*other)->kind, SourceKind::OpenCode);
    }

    void whoeverDoesNotAnswerMayDoSoLater()
    {
        FakeServer server;
        const SourceConfig config = bare(server.url());
        server.stop();
        const Answer answer = ask(config);
        QVERIFY(answer && *answer);
        QCOMPARE(**answer, config);
    }

    void whoeverStopsAskingHearsNothing()
    {
        FakeServer server;
        server.on("/*", [](const FakeRequest&, const FakeReply&) {}); // never answered
        bool told = false;
        auto context = std::make_unique<QObject>();
        new SourceProbe(
            bare(server.url()), [&](const Expected<SourceConfig>&) { told = true; }, context.get());
        QTRY_VERIFY(server.requests().size() >= 2);
        context.reset();
        QTRY_COMPARE(server.openConnections(), 0);
        QVERIFY(!told);
    }
};

QTEST_GUILESS_MAIN(TestSourceProbe)
#include "tst_sourceprobe.moc"
