// SPDX-License-Identifier: MIT
#include "core/decode/proctcp.h"

#include <QSysInfo>
#include <QTest>

using namespace headgate;
using proctcp::Listener;
using namespace Qt::StringLiterals;

namespace {

/** A line of the table, with its addresses as they stand there. */
QByteArray line(const QByteArray& local, const QByteArray& state = "0A",
    const QByteArray& user = " 1000", const QByteArray& inode = "12345")
{
    const QByteArray none(local.indexOf(':'), '0');
    return "   0: " + local + ' ' + none + ":0000 " + state
        + " 00000000:00000000 00:00000000 00000000 " + user + "        0 " + inode
        + " 1 0000000000000000 100 0 0 10 0\n";
}

const QByteArray head =
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout "
    "inode\n";

} // namespace

/** DG-45: what listens on this machine, from the system's own table. */
class TestProcTcp : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        if (QSysInfo::ByteOrder != QSysInfo::LittleEndian)
            QSKIP("the tables below are of a little-endian machine");
    }

    void aListenerIsReachedOverLoopback_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<QString>("host"); // empty: it is not offered
        QTest::newRow("127.0.0.1") << QByteArray("0100007F:1000") << u"127.0.0.1"_s;
        QTest::newRow("another of the loopback net")
            << QByteArray("0500007F:1000") << u"127.0.0.5"_s;
        QTest::newRow("any") << QByteArray("00000000:1000") << u"127.0.0.1"_s;
        QTest::newRow("a network card") << QByteArray("0201A8C0:1000") << QString();
        QTest::newRow("::1") << QByteArray("00000000000000000000000001000000:1000") << u"::1"_s;
        QTest::newRow("::") << QByteArray("00000000000000000000000000000000:1000")
                            << u"127.0.0.1"_s;
        QTest::newRow("127.0.0.1 as IPv6")
            << QByteArray("0000000000000000FFFF00000100007F:1000") << u"127.0.0.1"_s;
        QTest::newRow("a network card as IPv6")
            << QByteArray("000080FE00000000FF565002BD69B1FE:1000") << QString();
    }

    void aListenerIsReachedOverLoopback()
    {
        QFETCH(QByteArray, address);
        QFETCH(QString, host);
        const auto found = proctcp::listeners(head + line(address));
        if (host.isEmpty()) {
            QVERIFY(found.empty());
            return;
        }
        QCOMPARE(found.size(), size_t(1));
        QCOMPARE(found[0], (Listener{host, 4096, 1000, 12345}));
    }

    void connectionsAreNoListeners()
    {
        QVERIFY(proctcp::listeners(head + line("0100007F:1000", "01")).empty());
    }

    void whatIsNoLineIsPassedOver_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QByteArray good = line("0100007F:1000");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no port") << line("0100007F:");
        QTest::newRow("port 0") << line("0100007F:0000");
        QTest::newRow("a port too large") << line("0100007F:10000");
        QTest::newRow("no address") << line(":1000");
        QTest::newRow("half an address") << line("0100:1000");
        QTest::newRow("no number") << line("0100007G:1000");
        QTest::newRow("no user") << line("0100007F:1000", "0A", "me");
        QTest::newRow("no inode") << line("0100007F:1000", "0A", "0", "-");
        QTest::newRow("garbage") << QByteArray("\0\1\2 0A :::: \n\n   ", 15);
        for (const qsizetype end : {5, 20, 40, 80})
            QTest::addRow("cut at %d", int(end)) << good.left(end);
    }

    void whatIsNoLineIsPassedOver()
    {
        QFETCH(QByteArray, text);
        QVERIFY(proctcp::listeners(head + text).empty());
        // It hides nothing behind it.
        QCOMPARE(proctcp::listeners(head + text + '\n' + line("0100007F:1000")).size(), size_t(1));
    }

    void eachOfSeveralIsTold()
    {
        const auto found = proctcp::listeners(head + line("0100007F:1000")
            + line("0100007F:1001", "0A", "    0", "7") + line("0100007F:1002", "06"));
        QCOMPARE(found,
            (std::vector<Listener>{
                {u"127.0.0.1"_s, 4096, 1000, 12345}, {u"127.0.0.1"_s, 4097, 0, 7}}));
    }
};

QTEST_GUILESS_MAIN(TestProcTcp)
#include "tst_proctcp.moc"
