// SPDX-License-Identifier: MIT
#include "tests/support/fakeserver.h"
#include "tests/support/faultproxy.h"

#include <QTcpSocket>
#include <QTest>

#include <memory>

using namespace headgate::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** A bare client: what it received and how its connection stands. */
class Client : public QObject
{
public:
    Client(quint16 port, const QByteArray& path)
    {
        connect(&socket, &QTcpSocket::readyRead, this, [this] { received += socket.readAll(); });
        connect(&socket, &QTcpSocket::errorOccurred, this,
            [this](QAbstractSocket::SocketError e) { error = e; });
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        socket.write("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    bool isClosed() const { return socket.state() == QAbstractSocket::UnconnectedState; }

    QTcpSocket socket;
    QByteArray received;
    std::optional<QAbstractSocket::SocketError> error;
};

} // namespace

/** The breaker itself: what the tests that use it rely on. */
class TestFaultProxy : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void whatIsSentArrives();
    void aCutComesAfterExactlySoManyBytes_data();
    void aCutComesAfterExactlySoManyBytes();
    void aCutSparesOtherRequests();
    void whatIsStalledGoesOnLater();
    void aBlackHoleAcceptsAndSaysNothing();
    void aRefusedClientMayComeBack();
    void whatIsDelayedArrivesWhole();
    void theServersEndIsPassedOn();
    void oneEventIsMangled_data();
    void oneEventIsMangled();

private:
    std::unique_ptr<FakeServer> server;
    std::unique_ptr<FaultProxy> proxy;
    const QByteArray body = QByteArray(5000, 'b');
};

void TestFaultProxy::init()
{
    server = std::make_unique<FakeServer>();
    server->on("/*", [this](const FakeRequest&, const FakeReply& reply) { reply.writeBare(body); });
    proxy = std::make_unique<FaultProxy>(server->port());
}

void TestFaultProxy::whatIsSentArrives()
{
    Client client(proxy->port(), "/a");
    QTRY_COMPARE(client.received, body);
    QCOMPARE(proxy->bytesToClient(), body.size());
    QCOMPARE(proxy->openLinks(), 1);
}

void TestFaultProxy::aCutComesAfterExactlySoManyBytes_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<FaultProxy::Cut>("how");
    QTest::newRow("end after one") << qint64(1) << FaultProxy::Cut::Fin;
    QTest::newRow("end after many") << qint64(4321) << FaultProxy::Cut::Fin;
    QTest::newRow("end after all") << qint64(5000) << FaultProxy::Cut::Fin;
    QTest::newRow("reset after some") << qint64(99) << FaultProxy::Cut::Reset;
}

void TestFaultProxy::aCutComesAfterExactlySoManyBytes()
{
    QFETCH(qint64, bytes);
    QFETCH(FaultProxy::Cut, how);
    proxy->cutAfter(bytes, how);
    Client client(proxy->port(), "/a");
    QTRY_VERIFY(client.error);
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(client.error, QAbstractSocket::RemoteHostClosedError);
    QCOMPARE(proxy->bytesToClient(), bytes);
    if (how == FaultProxy::Cut::Fin)
        QCOMPARE(client.received, body.first(bytes));
    QCOMPARE(proxy->cuts(), 1);
    QTRY_COMPARE(server->openConnections(), 0);

    Client next(proxy->port(), "/a");
    QTRY_COMPARE(next.received, body);
}

void TestFaultProxy::aCutSparesOtherRequests()
{
    proxy->cutAfter(10, FaultProxy::Cut::Fin, "/global/event");
    Client other(proxy->port(), "/session");
    QTRY_COMPARE(other.received, body);
    Client stream(proxy->port(), "/global/event");
    QTRY_VERIFY(stream.isClosed() && stream.error);
    QCOMPARE(stream.received, body.first(10));
    QVERIFY(!other.isClosed());
    proxy->cutNow(FaultProxy::Cut::Fin, "/session");
    QTRY_VERIFY(other.isClosed());
}

void TestFaultProxy::whatIsStalledGoesOnLater()
{
    proxy->setStalled(true);
    Client client(proxy->port(), "/a");
    QTRY_COMPARE(proxy->accepted(), 1);
    QTRY_COMPARE(server->connections(), 1);
    QVERIFY(server->requests().isEmpty());
    proxy->setStalled(false);
    QTRY_COMPARE(client.received, body);

    proxy->setStalled(true);
    server->openReplies("/a").constFirst().writeBare("late");
    server->closeAll();
    QTRY_COMPARE(server->openConnections(), 0);
    QVERIFY(!client.isClosed());
    proxy->setStalled(false);
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(client.received, body + "late");
}

void TestFaultProxy::aBlackHoleAcceptsAndSaysNothing()
{
    proxy->setBlackHole(true);
    Client client(proxy->port(), "/a");
    QTRY_COMPARE(proxy->accepted(), 1);
    QTRY_COMPARE(client.socket.state(), QAbstractSocket::ConnectedState);
    QCOMPARE(server->connections(), 0);
    proxy->setBlackHole(false);
    Client next(proxy->port(), "/a");
    QTRY_COMPARE(next.received, body);
    QVERIFY(client.received.isEmpty());
}

void TestFaultProxy::aRefusedClientMayComeBack()
{
    proxy->setRefusing(true);
    Client client(proxy->port(), "/a");
    QTRY_COMPARE(client.error, QAbstractSocket::ConnectionRefusedError);
    proxy->setRefusing(false);
    Client next(proxy->port(), "/a");
    QTRY_COMPARE(next.received, body);
}

void TestFaultProxy::whatIsDelayedArrivesWhole()
{
    proxy->setDelay(20ms);
    Client client(proxy->port(), "/a");
    QTRY_COMPARE(client.received, body);
    server->closeAll();
    QTRY_VERIFY(client.isClosed());
}

void TestFaultProxy::theServersEndIsPassedOn()
{
    Client client(proxy->port(), "/a");
    QTRY_COMPARE(client.received, body);
    server->resetAll();
    QTRY_VERIFY(client.isClosed());
    server->stop();
    Client next(proxy->port(), "/a");
    QTRY_VERIFY(next.error);
    QTRY_COMPARE(proxy->openLinks(), 0);
}

void TestFaultProxy::oneEventIsMangled_data()
{
    QTest::addColumn<FaultProxy::Mangle>("how");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("duplicate") << FaultProxy::Mangle::Duplicate
                               << QByteArray(": hi\n\ndata: {\"a\":10}\n\ndata: {\"a\":10}\n\n"
                                             "data: {\"a\":20}\n\n");
    QTest::newRow("reorder") << FaultProxy::Mangle::Reorder
                             << QByteArray(": hi\n\ndata: {\"a\":20}\n\ndata: {\"a\":10}\n\n");
    QTest::newRow("lose") << FaultProxy::Mangle::Lose << QByteArray(": hi\n\ndata: {\"a\":20}\n\n");
    QTest::newRow("truncate") << FaultProxy::Mangle::Truncate
                              << QByteArray(": hi\n\ndata: {\"a\":1\n\ndata: {\"a\":20}\n\n");
    QTest::newRow("corrupt") << FaultProxy::Mangle::Corrupt
                             << QByteArray(": hi\n\ndata: {\"a\"\xff\xff"
                                           "10}\n\ndata: {\"a\":20}\n\n");
}

void TestFaultProxy::oneEventIsMangled()
{
    QFETCH(FaultProxy::Mangle, how);
    QFETCH(QByteArray, told);
    const auto chunk = [](const QByteArray& data) -> QByteArray {
        return QByteArray::number(data.size(), 16) + "\r\n" + data + "\r\n";
    };
    std::optional<FakeReply> open;
    server->on("/a", [&](const FakeRequest&, const FakeReply& reply) {
        open = reply;
        reply.writeBare("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    });
    proxy->mangleAfter(0, how, "/a");
    Client client(proxy->port(), "/a");
    QTRY_VERIFY(client.received.endsWith("\r\n\r\n"));
    client.received.clear();
    for (const char* event : {": hi\n\n", "data: {\"a\":10}\n\n", "data: {\"a\":20}\n\n"}) {
        const qint64 sent = proxy->bytesToClient();
        open->writeBare(chunk(event));
        if (how != FaultProxy::Mangle::Reorder && how != FaultProxy::Mangle::Lose)
            QTRY_VERIFY(proxy->bytesToClient() > sent);
        else
            QTest::qWait(30); // it may be held back
    }
    QByteArray whole;
    for (const QByteArray& event : told.replace("\n\n", "\n\n\1").chopped(1).split('\1'))
        whole += chunk(event);
    QTRY_COMPARE(client.received, whole);
    QCOMPARE(proxy->mangled(), 1);
}

QTEST_GUILESS_MAIN(TestFaultProxy)
#include "tst_faultproxy.moc"
