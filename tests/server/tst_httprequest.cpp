// SPDX-License-Identifier: MIT
#include "core/http/answertext.h"
#include "core/http/httptarget.h"
#include "core/http/requestparser.h"

#include <QTest>

using namespace headgate;

namespace {

/** Feeds `bytes` in pieces of `size`, as a connection does. */
void feedInPieces(RequestParser& parser, const QByteArray& bytes, qsizetype size)
{
    QByteArray held;
    for (qsizetype at = 0; at < bytes.size(); at += size) {
        held += bytes.mid(at, size);
        held.remove(0, parser.feed(held));
        if (parser.isComplete() || parser.failure().status != 0)
            return;
    }
}

int statusOf(const QByteArray& bytes)
{
    RequestParser parser({});
    feedInPieces(parser, bytes, bytes.size());
    return parser.failure().status;
}

} // namespace

class TestHttpRequest : public QObject
{
    Q_OBJECT

private slots:
    void readsARequestHoweverItIsCut_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("with a length")
            << QByteArray("POST /v1/stream/a?x=1 HTTP/1.1\r\nHost: h\r\nX: a\r\nContent-Length: "
                          "11\r\nx: b\r\n\r\n"
                          "hello world");
        QTest::newRow("in chunks")
            << QByteArray("\r\nPOST /v1/stream/a?x=1 HTTP/1.1\r\nHost: h\r\nX: "
                          "a\r\nTransfer-Encoding: chunked\r\n"
                          "x: b\r\n\r\n3\r\nhel\r\n8;e=1\r\nlo world\r\n0\r\nTrailer: t\r\n\r\n");
    }
    void readsARequestHoweverItIsCut()
    {
        QFETCH(QByteArray, bytes);
        for (qsizetype size = 1; size <= bytes.size(); ++size) {
            RequestParser parser({});
            feedInPieces(parser, bytes, size);
            QVERIFY2(parser.isComplete(), QByteArray::number(size).constData());
            const HttpRequest request = parser.take();
            QCOMPARE(request.method, "POST");
            QCOMPARE(request.target, "/v1/stream/a?x=1");
            QCOMPARE(request.body, "hello world");
            // A repeated field is one whose values are joined.
            QCOMPARE(request.field("x").toByteArray(), "a, b");
            QVERIFY(request.keepAlive);
            QVERIFY(!parser.hasStarted());
        }
    }

    // The parser below asserts on it, where it is built with assertions.
    void anEmptyBodyInChunksMayBeCutAnywhere()
    {
        for (const QByteArray end : {"0\r\n\r\n", "0\r\nT: x\r\n\r\n", "00;e\r\n\r\n"}) {
            const QByteArray bytes =
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + end;
            for (qsizetype size = 1; size <= bytes.size(); ++size) {
                RequestParser parser({});
                feedInPieces(parser, bytes, size);
                QVERIFY(parser.isComplete());
                QCOMPARE(parser.take().body, "");
            }
        }
    }

    void leavesTheNextRequestWhereItIs()
    {
        RequestParser parser({});
        const QByteArray one = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
        QCOMPARE(parser.feed(QByteArray(one + one)), one.size());
        QVERIFY(parser.isComplete());
        parser.take();
        QCOMPARE(parser.feed(one), one.size());
        QVERIFY(parser.isComplete());
    }

    void refusesWhatTwoReadersCouldUnderstandDifferently_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        const auto row = [](const char* tag, const char* head, int status) {
            QTest::newRow(tag) << "POST / HTTP/1.1\r\nHost: h\r\n" + QByteArray(head) << status;
        };
        row("a length and chunks",
            "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
        row("chunks and a length",
            "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", 400);
        row("two lengths", "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400);
        row("a negative length", "Content-Length: -1\r\n\r\n", 400);
        row("a length that is no number", "Content-Length: 3x\r\n\r\nabc", 400);
        row("a length with a plus", "Content-Length: +3\r\n\r\nabc", 400);
        row("a length beyond all bounds", "Content-Length: 99999999999999999999\r\n\r\n", 400);
        row("another coding", "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501);
        row("identity", "Transfer-Encoding: identity\r\n\r\n", 501);
        row("a chunk size that is none", "Transfer-Encoding: chunked\r\n\r\nxyz\r\n", 400);
        row("a negative chunk size", "Transfer-Encoding: chunked\r\n\r\n-1\r\n", 400);
        row("a chunk size beyond all bounds",
            "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n", 400);
        row("a chunk longer than it says",
            "Transfer-Encoding: chunked\r\n\r\n2\r\nabcd\r\n0\r\n\r\n", 400);
        row("a space before the colon", "Content-Length : 3\r\n\r\nabc", 400);
        row("a control character in a name", "a\x01b: c\r\n\r\n", 400);
        row("a body larger than is taken", "Content-Length: 999999999\r\n\r\n", 413);
        row("an expectation nobody knows", "Expect: 200-ok\r\n\r\n", 417);
        QTest::newRow("no host") << QByteArray("GET / HTTP/1.1\r\n\r\n") << 400;
        QTest::newRow("HTTP/2 preface") << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") << 505;
        QTest::newRow("no HTTP") << QByteArray("hello\r\n\r\n") << 400;
        QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02\x01\x01\xfc", 7) << 400;
        QTest::newRow("a head without end")
            << "GET / HTTP/1.1\r\nHost: h\r\nX: " + QByteArray(20000, 'x') << 431;
    }
    void refusesWhatTwoReadersCouldUnderstandDifferently()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        QCOMPARE(statusOf(bytes), status);
    }

    void limitsABodyInChunksAsWell()
    {
        RequestParser parser({1024, 8});
        feedInPieces(parser,
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n123456789\r\n",
            5);
        QCOMPARE(parser.failure().status, 413);
    }

    void tellsOnceThatABodyIsExpected()
    {
        RequestParser parser({});
        parser.feed(
            "PUT / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n");
        QVERIFY(parser.takeExpectation());
        QVERIFY(!parser.takeExpectation());
        parser.feed("x");
        QVERIFY(parser.isComplete());
    }

    void keepsAliveAsTheVersionSays()
    {
        const auto keepsAlive = [](const QByteArray& bytes) {
            RequestParser parser({});
            parser.feed(bytes);
            return parser.isComplete() && parser.take().keepAlive;
        };
        QVERIFY(keepsAlive("GET / HTTP/1.1\r\nHost: h\r\n\r\n"));
        QVERIFY(!keepsAlive("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"));
        QVERIFY(!keepsAlive("GET / HTTP/1.0\r\n\r\n"));
        QVERIFY(keepsAlive("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
    }

    void readsTargets_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("segments"); // joined with |; null: refused
        QTest::newRow("plain") << QByteArray("/a/b") << QByteArray("a|b");
        QTest::newRow("escaped") << QByteArray("/a%20b/%c3%a9") << QByteArray("a b|\xc3\xa9");
        QTest::newRow("absolute") << QByteArray("http://h:1/a") << QByteArray("a");
        QTest::newRow("a plus is a plus") << QByteArray("/a+b") << QByteArray("a+b");
        for (const char* text : {"", "a", "*", "/a/../b", "/a/.", "/%2e%2e/b", "/a%2fb", "/a%5cb",
                 "/a%00b", "/a%0ab", "/a%7f", "/%ff", "/%c3", "/%", "/%4", "/%4g", "/a#b",
                 "/a\xc3\xa9", "/a b", "http:///a", "http://h"})
            QTest::newRow(QByteArray("refused: ").append(text).constData())
                << QByteArray(text) << QByteArray();
    }
    void readsTargets()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, segments);
        const auto target = readTarget(text);
        QCOMPARE(target.has_value(), !segments.isNull());
        if (target)
            QCOMPARE(QByteArrayList(target->segments.begin(), target->segments.end()).join('|'),
                segments);
    }

    void readsQueries()
    {
        const auto target = readTarget("/a?offset=1%2B2&offset=&live&&x=a+b");
        QVERIFY(target);
        QCOMPARE(target->count("offset"), 2);
        QCOMPARE(target->value("offset").toByteArray(), "1+2");
        QVERIFY(!target->value("live").isNull() && target->value("live").isEmpty());
        QVERIFY(target->value("none").isNull());
        QCOMPARE(target->value("x").toByteArray(), "a b");
        QVERIFY(!readTarget("/a?x=%zz"));
    }

    void writesNoHeaderThatEndsItsLine()
    {
        HttpResponse answer{200, {}, "body"};
        answer.add("Good", "value");
        answer.add("Bad", "value\r\nInjected: yes");
        const QByteArray text = answerText(answer, HttpFraming::Length, true, "Common: c\r\n");
        QCOMPARE(
            text, "HTTP/1.1 200 OK\r\nCommon: c\r\nGood: value\r\nContent-Length: 4\r\n\r\nbody");
        answer.status = 204;
        QVERIFY(!answerText(answer, HttpFraming::Length, true, "").contains("Content-Length"));
        QVERIFY(!answerText(answer, HttpFraming::Length, true, "").contains("body"));
    }
};

QTEST_GUILESS_MAIN(TestHttpRequest)
#include "tst_httprequest.moc"
