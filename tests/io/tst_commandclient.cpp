// SPDX-License-Identifier: MIT
#include "core/io/commandclient.h"
#include "tests/support/fakeserver.h"
#include "tests/support/faultproxy.h"

#include <QTest>

#include <memory>
#include <optional>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr milliseconds plenty = 20s;
constexpr milliseconds soon = 150ms;

void neverAnswer(const FakeRequest&, const FakeReply&)
{
}

} // namespace

class TestCommandClient : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void aQuestionIsAnswered();
    void thePathOfTheServerStandsBeforeThatOfTheRequest();
    void theDirectoryGoesAlongEncoded();
    void credentialsGoWithTheFirstRequest();
    void compressedAnswersAreRead();
    void anAnswerTooLargeIsRefused();
    void aRequestLostWhileTheServerBootsIsAskedAgain();
    void aTrickleDoesNotPutOffTheLimit();
    void triesComeToAnEnd();
    void onlyWhatMayPassIsTriedAgain_data();
    void onlyWhatMayPassIsTriedAgain();
    void aServerThatComesUpLateIsReached();
    void anAnswerCutShortIsNoAnswer();
    void aRedirectToAnotherOriginIsRefused();
    void aRedirectWithinTheOriginIsFollowed();
    void fourAreUnderWayAndTheOthersWaitInOrder();
    void questionsNeverBlockADecision();
    void aDecisionIsSentWhole();
    void aDecisionWhoseAnswerIsLostIsNeverSentAgain_data();
    void aDecisionWhoseAnswerIsLostIsNeverSentAgain();
    void aDecisionWithoutAnAnswerInTimeIsUnknown();
    void aDecisionThatCannotLeaveIsUnreachable();
    void aDecisionSeesEveryStatusOnce_data();
    void aDecisionSeesEveryStatusOnce();
    void aDecisionUsesNoOldConnection();
    void aQueryWithABodyMayBeSentAgain();
    void nothingIsCalledAfterCancelling();
    void nothingIsCalledWithoutItsContext();
    void aCallbackMayDeleteTheClient();
    void aCallbackMayAskAgain();

private:
    CommandClient::Callback keep();
    void get(const QString& path, milliseconds limit = plenty, int tries = 1);
    void post(const QString& path, const QByteArray& body = "{}", milliseconds limit = plenty);

    std::unique_ptr<FakeServer> server;
    std::unique_ptr<CommandClient> client;
    QList<HttpAnswer> answers;
};

void TestCommandClient::init()
{
    server = std::make_unique<FakeServer>();
    client = std::make_unique<CommandClient>(server->url(), QString(), QString());
    answers.clear();
}

void TestCommandClient::cleanup()
{
    client.reset();
    server.reset();
}

CommandClient::Callback TestCommandClient::keep()
{
    return [this](const HttpAnswer& answer) { answers.append(answer); };
}

void TestCommandClient::get(const QString& path, milliseconds limit, int tries)
{
    client->get(path, {}, limit, tries, keep(), this);
}

void TestCommandClient::post(const QString& path, const QByteArray& body, milliseconds limit)
{
    client->postJson(path, {}, body, limit, keep(), this);
}

void TestCommandClient::aQuestionIsAnswered()
{
    server->on("/session", [](const FakeRequest&, const FakeReply& reply) {
        reply.send(200, "[1]", {{"X-Next-Cursor", "abc"}});
    });
    get(u"/session?limit=500&cursor=a%2Bb%3D"_s);
    QVERIFY(answers.isEmpty());
    QTRY_COMPARE(answers.size(), 1);
    QVERIFY(answers[0].ok());
    QCOMPARE(answers[0].status, 200);
    QCOMPARE(answers[0].body, "[1]"_ba);
    QCOMPARE(answers[0].header("x-next-cursor"), "abc"_ba);
    QCOMPARE(server->requests()[0].target, "/session?limit=500&cursor=a%2Bb%3D"_ba);
    QCOMPARE(server->requests()[0].header("x-opencode-directory"), QByteArray());
}

void TestCommandClient::thePathOfTheServerStandsBeforeThatOfTheRequest()
{
    for (const QString& base : {u"/oc"_s, u"/oc/"_s}) {
        client = std::make_unique<CommandClient>(server->url(base), QString(), QString());
        get(u"/session?limit=1"_s);
        QTRY_COMPARE(server->requests().size(), 1);
        QCOMPARE(server->requests()[0].target, "/oc/session?limit=1"_ba);
        server->forgetRequests();
    }
}

void TestCommandClient::theDirectoryGoesAlongEncoded()
{
    server->onJson("/permission", "[]");
    client->get(u"/permission"_s, "/home/ä b/c%", plenty, 1, keep(), this);
    QTRY_COMPARE(answers.size(), 1);
    QCOMPARE(QByteArray::fromPercentEncoding(server->requests()[0].header("x-opencode-directory")),
        "/home/ä b/c%"_ba);
    QCOMPARE(
        server->requests()[0].header("x-opencode-directory"), "%2Fhome%2F%C3%A4%20b%2Fc%25"_ba);
}

void TestCommandClient::credentialsGoWithTheFirstRequest()
{
    client = std::make_unique<CommandClient>(server->url(), u"opencode"_s, u"secret"_s);
    server->onJson("/p", "true");
    get(u"/p"_s);
    post(u"/p"_s);
    QTRY_COMPARE(answers.size(), 2);
    QCOMPARE(server->requests().size(), 2);
    for (const FakeRequest& request : server->requests())
        QCOMPARE(request.header("Authorization"), "Basic "_ba + "opencode:secret"_ba.toBase64());
}

// Qt 6.4: takes more than 40 to 1 for an attack, which tool output reaches.
void TestCommandClient::compressedAnswersAreRead()
{
    const QByteArray body(20 * 1024 * 1024, 'x');
    server->on("/z", [&](const FakeRequest&, const FakeReply& reply) {
        reply.send(200, qCompress(body).sliced(4), {{"Content-Encoding", "deflate"}});
    });
    get(u"/z"_s);
    QTRY_COMPARE(answers.size(), 1);
    QVERIFY(answers[0].ok());
    QVERIFY(answers[0].body == body);
    QVERIFY(server->requests()[0].header("Accept-Encoding").contains("gzip"));
}

void TestCommandClient::anAnswerTooLargeIsRefused()
{
    client->setLargestBody(1000);
    server->onJson("/fits", QByteArray(1000, 'x'));
    server->on("/more", [&](const FakeRequest&, const FakeReply& reply) {
        reply.send(
            200, qCompress(QByteArray(1001, 'x')).sliced(4), {{"Content-Encoding", "deflate"}});
    });
    get(u"/fits"_s);
    QTRY_COMPARE(answers.size(), 1);
    QVERIFY(answers[0].ok());
    get(u"/more"_s, plenty, 3);
    QTRY_COMPARE(answers.size(), 2);
    QCOMPARE(answers[1].issue.code, Issue::Code::BadAnswer);
    QCOMPARE(server->count("/more"), 1);
}

void TestCommandClient::aRequestLostWhileTheServerBootsIsAskedAgain()
{
    server->on("/health", [&](const FakeRequest&, const FakeReply& reply) {
        if (server->count("/health") == 3)
            reply.json("{}");
    });
    get(u"/health"_s, soon, 5);
    QTRY_COMPARE(answers.size(), 1);
    QVERIFY(answers[0].ok());
    QCOMPARE(server->count("/health"), 3);
}

// Qt 6.4: its own time limit counts idle time only.
void TestCommandClient::aTrickleDoesNotPutOffTheLimit()
{
    server->on("/slow", [](const FakeRequest&, const FakeReply& reply) {
        reply.startChunked(200);
        reply.writeInPieces(QByteArray(50'000'000, 'x'), 1);
    });
    get(u"/slow"_s, soon);
    QTRY_COMPARE(answers.size(), 1);
    QCOMPARE(answers[0].issue.code, Issue::Code::TimedOut);
    QTRY_COMPARE(server->openConnections(), 0);
}

void TestCommandClient::triesComeToAnEnd()
{
    server->on("/health", neverAnswer);
    get(u"/health"_s, soon, 2);
    QTRY_COMPARE(answers.size(), 1);
    QCOMPARE(answers[0].issue.code, Issue::Code::TimedOut);
    QCOMPARE(server->count("/health"), 2);
    QCOMPARE(client->inFlight(), 0);
}

void TestCommandClient::onlyWhatMayPassIsTriedAgain_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("requests");
    QTest::addColumn<Issue::Code>("code");
    QTest::newRow("400") << 400 << 1 << Issue::Code::HttpError;
    QTest::newRow("401") << 401 << 1 << Issue::Code::NotAuthorised;
    QTest::newRow("404") << 404 << 1 << Issue::Code::HttpError;
    QTest::newRow("429") << 429 << 2 << Issue::Code::HttpError;
    QTest::newRow("500") << 500 << 2 << Issue::Code::HttpError;
    QTest::newRow("503") << 503 << 2 << Issue::Code::HttpError;
}

void TestCommandClient::onlyWhatMayPassIsTriedAgain()
{
    QFETCH(int, status);
    QFETCH(int, requests);
    QFETCH(Issue::Code, code);
    server->on("/x", [status](const FakeRequest&, const FakeReply& reply) {
        reply.send(status, "{\"name\":\"why\"}", {{"WWW-Authenticate", "Basic realm=\"x\""}});
    });
    get(u"/x"_s, plenty, 2);
    QTRY_COMPARE(answers.size(), 1);
    QCOMPARE(answers[0].status, status);
    QCOMPARE(answers[0].issue.code, code);
    QCOMPARE(answers[0].body, "{\"name\":\"why\"}"_ba);
    QCOMPARE(server->count("/x"), requests);
}

void TestCommandClient::aServerThatComesUpLateIsReached()
{
    server->onJson("/health", "{}");
    server->stop();
    get(u"/health"_s, plenty, 10);
    QTRY_COMPARE(client->inFlight(), 1);
    server->start();
    QTRY_COMPARE(answers.size(), 1);
    QVERIFY(answers[0].ok());
}

void TestCommandClient::anAnswerCutShortIsNoAnswer()
{
    server->on("/x", [](const FakeRequest&, const FakeReply& reply) {
        reply.writeBare("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[1,2");
        reply.close();
    });
    get(u"/x"_s);
    QTRY_COMPARE(answers.size(), 1);
    QCOMPARE(answers[0].issue.code, Issue::Code::ConnectionLost);
}

// Qt 6.4: would follow, and hand the password to the other host.
void TestCommandClient::aRedirectToAnotherOriginIsRefused()
{
    FakeServer other;
    server->on("/x", [&other](const FakeRequest&, const FakeReply& reply) {
        reply.send(307, {}, {{"Location", other.url(u"/x"_s).toEncoded()}});
    });
    get(u"/x"_s);
    post(u"/x"_s);
    QTRY_COMPARE(answers.size(), 2);
    for (const HttpAnswer& answer : std::as_const(answers))
        QCOMPARE(answer.issue.code, Issue::Code::RedirectRefused);
    QCOMPARE(other.connections(), 0);
}

// Qt 6.4: would turn a POST answered with 302 into a GET.
void TestCommandClient::aRedirectWithinTheOriginIsFollowed()
{
    server->on("/302", [](const FakeRequest&, const FakeReply& reply) {
        reply.send(302, {}, {{"Location", "/there"}});
    });
    server->on("/307", [](const FakeRequest&, const FakeReply& reply) {
        reply.send(307, {}, {{"Location", "/there"}});
    });
    server->on("/there", [](const FakeRequest& request, const FakeReply& reply) {
        reply.json(request.method + request.body);
    });
    get(u"/302"_s);
    QTRY_COMPARE(answers.size(), 1);
    QCOMPARE(answers[0].body, "GET"_ba);
    post(u"/307"_s, "body");
    QTRY_COMPARE(answers.size(), 2);
    QCOMPARE(answers[1].body, "POSTbody"_ba);
    post(u"/302"_s, "body");
    QTRY_COMPARE(answers.size(), 3);
    QCOMPARE(answers[2].issue.code, Issue::Code::RedirectRefused);
    QCOMPARE(server->count("/there"), 2);
}

// Qt 6.4: the seventh request to one host would hang without an error.
void TestCommandClient::fourAreUnderWayAndTheOthersWaitInOrder()
{
    server->on("/*", neverAnswer);
    for (int i = 0; i < 9; ++i)
        get(u"/%1"_s.arg(i));
    QTRY_COMPARE(server->requests().size(), 4);
    QCOMPARE(client->inFlight(), 4);
    QCOMPARE(client->queued(), 5);
    server->openReplies("/2").constFirst().json("{}");
    QTRY_COMPARE(server->count("/4"), 1);
    server->openReplies("/0").constFirst().json("{}");
    QTRY_COMPARE(server->count("/5"), 1);
    QCOMPARE(server->requests().size(), 6);
}

void TestCommandClient::questionsNeverBlockADecision()
{
    server->on("/hang*", neverAnswer);
    server->onJson("/permission/1/reply", "true");
    for (int i = 0; i < 20; ++i)
        get(u"/hang/%1"_s.arg(i));
    QTRY_COMPARE(server->requests().size(), 4);
    post(u"/permission/1/reply"_s);
    QTRY_COMPARE(answers.size(), 1);
    QVERIFY(answers[0].ok());
    QCOMPARE(answers[0].body, "true"_ba);
}

void TestCommandClient::aDecisionIsSentWhole()
{
    const QByteArray body = "{\"x\":\"" + QByteArray(3'000'000, 'y') + "\"}";
    server->on("/x", [](const FakeRequest&, const FakeReply& reply) { reply.send(204); });
    post(u"/x"_s, body);
    client->postJson(u"/x"_s, "/home/me", "{\"reply\":\"once\"}", plenty, keep(), this);
    QTRY_COMPARE(answers.size(), 2);
    QVERIFY(answers[0].ok() && answers[1].ok());
    QCOMPARE(answers[0].status, 204);
    QCOMPARE(server->requests().size(), 2);
    for (const FakeRequest& request : server->requests()) {
        QCOMPARE(request.method, "POST"_ba);
        QCOMPARE(request.header("Content-Type"), "application/json"_ba);
        QCOMPARE(request.header("Transfer-Encoding"), QByteArray());
        QVERIFY(request.body == body || request.body == "{\"reply\":\"once\"}");
    }
}

void TestCommandClient::aDecisionWhoseAnswerIsLostIsNeverSentAgain_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("reset");
    QTest::newRow("closed") << "{\"reply\":\"once\"}"_ba << false;
    QTest::newRow("reset") << "{\"reply\":\"once\"}"_ba << true;
    QTest::newRow("closed, without a body") << QByteArray() << false;
    QTest::newRow("reset, without a body") << QByteArray() << true;
    QTest::newRow("closed, a large body") << QByteArray(500'000, 'x') << false;
}

// Qt 6.4: sends an ordinary POST a second time here.
void TestCommandClient::aDecisionWhoseAnswerIsLostIsNeverSentAgain()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, reset);
    server->on("/x",
        [&](const FakeRequest&, const FakeReply& reply) { reset ? reply.reset() : reply.close(); });
    post(u"/x"_s, body);
    QTRY_COMPARE(answers.size(), 1);
    QCOMPARE(answers[0].issue.code, Issue::Code::SendUnknown);
    QCOMPARE(answers[0].status, 0);
    QCOMPARE(server->count("/x"), 1);
    QCOMPARE(server->connections(), 1);
}

void TestCommandClient::aDecisionWithoutAnAnswerInTimeIsUnknown()
{
    server->on("/x", neverAnswer);
    post(u"/x"_s, "{}", soon);
    QTRY_COMPARE(answers.size(), 1);
    QCOMPARE(answers[0].issue.code, Issue::Code::SendUnknown);
    QCOMPARE(server->count("/x"), 1);
}

void TestCommandClient::aDecisionThatCannotLeaveIsUnreachable()
{
    server->stop();
    post(u"/x"_s);
    post(u"/x"_s, {});
    QTRY_COMPARE(answers.size(), 2);
    for (const HttpAnswer& answer : std::as_const(answers))
        QCOMPARE(answer.issue.code, Issue::Code::Unreachable);
}

void TestCommandClient::aDecisionSeesEveryStatusOnce_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Issue::Code>("code");
    QTest::newRow("200") << 200 << Issue::Code::None;
    QTest::newRow("400") << 400 << Issue::Code::HttpError;
    QTest::newRow("401") << 401 << Issue::Code::NotAuthorised;
    QTest::newRow("403") << 403 << Issue::Code::NotAuthorised;
    QTest::newRow("404") << 404 << Issue::Code::HttpError;
    QTest::newRow("407") << 407 << Issue::Code::HttpError;
    QTest::newRow("500") << 500 << Issue::Code::HttpError;
    QTest::newRow("503") << 503 << Issue::Code::HttpError;
}

void TestCommandClient::aDecisionSeesEveryStatusOnce()
{
    QFETCH(int, status);
    QFETCH(Issue::Code, code);
    server->on("/x", [status](const FakeRequest&, const FakeReply& reply) {
        reply.send(status, "{\"_tag\":\"why\"}", {{"WWW-Authenticate", "Basic realm=\"x\""}});
    });
    client = std::make_unique<CommandClient>(server->url(), u"opencode"_s, u"wrong"_s);
    post(u"/x"_s);
    QTRY_COMPARE(answers.size(), 1);
    QCOMPARE(answers[0].issue.code, code);
    QCOMPARE(answers[0].status, status);
    QCOMPARE(answers[0].body, "{\"_tag\":\"why\"}"_ba);
    QCOMPARE(server->count("/x"), 1);
}

void TestCommandClient::aDecisionUsesNoOldConnection()
{
    server->onJson("/x", "true");
    for (int i = 1; i <= 3; ++i) {
        post(u"/x"_s);
        QTRY_COMPARE(answers.size(), i);
        QVERIFY(answers.constLast().ok());
        QCOMPARE(server->connections(), i);
        QTRY_COMPARE(server->openConnections(), 0);
    }
}

void TestCommandClient::aQueryWithABodyMayBeSentAgain()
{
    server->on("/sync/history", [&](const FakeRequest& request, const FakeReply& reply) {
        if (server->count("/sync/history") == 1)
            reply.send(503);
        else
            reply.json(request.body);
    });
    client->postIdempotentJson(u"/sync/history"_s, "/d", "{\"ses_x\":3}", plenty, 3, keep(), this);
    QTRY_COMPARE(answers.size(), 1);
    QVERIFY(answers[0].ok());
    QCOMPARE(answers[0].body, "{\"ses_x\":3}"_ba);
    QCOMPARE(server->count("/sync/history"), 2);
}

// DG-14
void TestCommandClient::nothingIsCalledAfterCancelling()
{
    server->on("/*", neverAnswer);
    for (int i = 0; i < 6; ++i)
        get(u"/%1"_s.arg(i), plenty, 5);
    post(u"/x"_s);
    QTRY_COMPARE(server->requests().size(), 5);
    client->cancelAll();
    QCOMPARE(client->inFlight(), 0);
    QCOMPARE(client->queued(), 0);
    QTRY_COMPARE(server->openConnections(), 0);
    QCOMPARE(server->requests().size(), 5);
    QVERIFY(answers.isEmpty());
}

void TestCommandClient::nothingIsCalledWithoutItsContext()
{
    server->on("/x", neverAnswer);
    auto context = std::make_unique<QObject>();
    client->get(u"/x"_s, {}, plenty, 1, keep(), context.get());
    QTRY_COMPARE(server->count("/x"), 1);
    context.reset();
    server->openReplies("/x").constFirst().json("{}");
    QTRY_COMPARE(client->inFlight(), 0);
    QVERIFY(answers.isEmpty());
}

void TestCommandClient::aCallbackMayDeleteTheClient()
{
    server->onJson("/x", "{}");
    for (const bool decision : {false, true}) {
        client = std::make_unique<CommandClient>(server->url(), QString(), QString());
        const auto remove = [this](const HttpAnswer&) { client.reset(); };
        if (decision)
            client->postJson(u"/x"_s, {}, "{}", plenty, remove, this);
        else
            client->get(u"/x"_s, {}, plenty, 1, remove, this);
        QTRY_VERIFY(!client);
        QTRY_COMPARE(server->openConnections(), 0);
    }
    client = std::make_unique<CommandClient>(server->url(), QString(), QString());
    server->on("/never", neverAnswer);
    client->get(
        u"/never"_s, {}, soon, 1, [this](const HttpAnswer&) { client.reset(); }, this);
    QTRY_VERIFY(!client);
}

void TestCommandClient::aCallbackMayAskAgain()
{
    server->onJson("/x", "{}");
    std::function<void(HttpAnswer)> again = [&](const HttpAnswer& answer) {
        answers.append(answer);
        if (answers.size() < 20)
            client->get(u"/x"_s, {}, plenty, 1, again, this);
    };
    client->get(u"/x"_s, {}, plenty, 1, again, this);
    QTRY_COMPARE(answers.size(), 20);
    QCOMPARE(server->connections(), 1);
}

QTEST_GUILESS_MAIN(TestCommandClient)
#include "tst_commandclient.moc"
