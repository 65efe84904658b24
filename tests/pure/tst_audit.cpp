// SPDX-License-Identifier: MIT
#include "core/project/audit.h"

#include <QCryptographicHash>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;
using audit::Fault;

namespace {

QByteArray hashOf(const QByteArray& line)
{
    return QCryptographicHash::hash(line, QCryptographicHash::Sha256).toHex();
}

/** Lines as the journal writes them, each with the hash of the one before. */
QList<QByteArray> chained(int count)
{
    QList<QByteArray> lines;
    for (int i = 0; i < count; ++i) {
        const QByteArray before = i == 0 ? QByteArray() : hashOf(lines.constLast());
        lines.append("{\"answer\":\"once\",\"decided\":1790000000000,\"prev\":\"" + before
            + "\",\"request\":\"per_" + QByteArray::number(i) + "\",\"settled\":1790000001000}");
    }
    return lines;
}

std::vector<Fault> faultsOf(const QList<QByteArray>& lines)
{
    audit::Chain chain;
    for (const QByteArray& line : lines)
        chain.add(line);
    return chain.faults();
}

} // namespace

/** H35, H36: the record of decisions, and what shows that it was changed. */
class TestAudit : public QObject
{
    Q_OBJECT

private slots:
    void aWholeRecordHasNoFault()
    {
        audit::Chain chain;
        const QList<QByteArray> lines = chained(5);
        for (const QByteArray& line : lines)
            QVERIFY(chain.add(line));
        QCOMPARE(chain.faults(), std::vector<Fault>());
        QCOMPARE(chain.lines(), 5);
        QCOMPARE(chain.head(), hashOf(lines.constLast()));
    }

    void eachChangeShowsAtTheLineAfterIt()
    {
        const QList<QByteArray> whole = chained(5);
        QList<QByteArray> edited = whole;
        edited[1].replace("once", "always");
        QCOMPARE(faultsOf(edited), (std::vector<Fault>{{Fault::Kind::Unlinked, 3}}));
        QList<QByteArray> shorter = whole;
        shorter.removeAt(2);
        QCOMPARE(faultsOf(shorter), (std::vector<Fault>{{Fault::Kind::Unlinked, 3}}));
        QList<QByteArray> beheaded = whole.mid(1);
        QCOMPARE(faultsOf(beheaded), (std::vector<Fault>{{Fault::Kind::Unlinked, 1}}));
        QList<QByteArray> swapped = whole;
        swapped.swapItemsAt(1, 2);
        QCOMPARE(faultsOf(swapped).size(), 3u);
        QList<QByteArray> inserted = whole;
        inserted.insert(2, whole[1]);
        QCOMPARE(faultsOf(inserted).size(), 1u);
    }

    void whatIsNoJsonIsAFaultAndTheRestIsReadOn()
    {
        for (const QByteArray& bad : {QByteArray(), QByteArray("{"), QByteArray("[]"),
                 QByteArray("\xff\x00", 2), QByteArray("null")}) {
            QList<QByteArray> lines = chained(3);
            lines.insert(1, bad);
            audit::Chain chain;
            int read = 0;
            for (const QByteArray& line : lines)
                read += chain.add(line) ? 1 : 0;
            QCOMPARE(read, 3);
            QCOMPARE(chain.faults(),
                (std::vector<Fault>{{Fault::Kind::Unreadable, 2}, {Fault::Kind::Unlinked, 3}}));
        }
    }

    void answersToAQuestionAreItsWords()
    {
        audit::Chain chain;
        const auto entry = chain.add("{\"answer\":\"answer\",\"answers\":[[\"Two\",\"Three\"],["
                                     "\"my own\"]],\"prev\":\"\",\"settled\":1}");
        QVERIFY(entry);
        QCOMPARE(entry->message, u"Two, Three; my own"_s);
        QCOMPARE(entry->line, 1);
        QVERIFY(!entry->decided);
    }

    void anActHasNoRequest()
    {
        audit::Chain chain;
        const auto entry = chain.add("{\"act\":\"stop\",\"actor\":\"cli\",\"decided\":5,\"prev\":"
                                     "\"\",\"session\":\"ses_a\"}");
        QVERIFY(entry);
        QCOMPARE(entry->answer, u"stop"_s);
        QCOMPARE(entry->request, QString());
    }

    void aSpreadsheetRunsNothingOfIt()
    {
        audit::Chain chain;
        const auto entry =
            chain.add("{\"answer\":\"reject\",\"decided\":1790000000000,\"hints\":[\"deletes\","
                      "\"uses-network\"],\"message\":\"no, \\\"never\\\"\",\"patterns\":[\"=cmd|' "
                      "/C calc'!A0\",\"rm "
                      "*\"],\"prev\":\"\",\"request\":\"per_1\",\"settled\":1790000001000,"
                      "\"source\":\"opencode:http://127.0.0.1:4096\"}");
        QVERIFY(entry);
        QCOMPARE(audit::csv(*entry),
            QByteArray("1,,2026-09-21T14:13:20.000Z,2026-09-21T14:13:21.000Z,opencode:http://"
                       "127.0.0.1:4096,,,,per_1,,\"'=cmd|' /C calc'!A0\nrm *\",reject,,\"no, "
                       "\"\"never\"\"\",,,,deletes uses-network,,,\r\n"));
        QCOMPARE(audit::csvHeader().count(','), audit::csv(*entry).count(',') - 1);
    }
};

QTEST_GUILESS_MAIN(TestAudit)
#include "tst_audit.moc"
