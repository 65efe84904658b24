// SPDX-License-Identifier: MIT
#include "tests/ui/fakefeed.h"
#include "tests/ui/modelgolden.h"
#include "ui/models/eventtablemodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;
using Model = EventTableModel;

class TestEventTableModel : public QObject
{
    Q_OBJECT

    struct Tested
    {
        Model model;
        QAbstractItemModelTester tester{
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal};

        void log(int count, qint64 from, const QString& type = u"session.updated"_s)
        {
            EventsLogged logged;
            for (int i = 0; i < count; ++i) {
                EventRow row;
                row.row = from + i;
                row.source = FakeFeed::workstation();
                row.session = SessionId(i % 2 ? u"ses_a"_s : u"ses_b"_s);
                row.type = type;
                row.seq = from + i;
                row.time = FakeFeed::now();
                row.data = "{\"n\":" + QByteArray::number(from + i) + '}';
                logged.rows.push_back(row);
            }
            model.apply(logged);
        }
    };

private slots:
    void showsRawEvents() // DG-39
    {
        Tested t;
        for (const Change& change : FakeFeed::events())
            t.model.apply(change);
        QVERIFY(
            matchesGolden(rolesAsText(t.model,
                              {{Qt::DisplayRole, u"time"_s}, {Model::SessionIdRole, u"session"_s},
                                  {Model::JsonRole, u"json"_s}}),
                u"ui/eventtable.txt"_s));
    }

    void keepsTheNewest()
    {
        Tested t;
        t.log(1500, 0);
        t.log(1500, 1500);
        QCOMPARE(t.model.rowCount(), Model::capacity);
        QCOMPARE(t.model.at(0).row, 1000);
        QCOMPARE(t.model.at(Model::capacity - 1).row, 2999);
    }

    void aBatchLargerThanTheRingLeavesItsEnd()
    {
        Tested t;
        t.log(5000, 0);
        QCOMPARE(t.model.rowCount(), Model::capacity);
        QCOMPARE(t.model.at(0).row, 3000);
    }

    void filtersByTypeTextAndSession()
    {
        Tested t;
        t.log(10, 0);
        t.log(10, 10, u"permission.asked"_s);
        t.model.setFilter(u"PERMISSION"_s);
        QCOMPARE(t.model.rowCount(), 10);
        t.model.setFilter(u"permission \"n\":17"_s);
        QCOMPARE(t.model.rowCount(), 1);
        t.model.setFilter({});
        t.model.setSession({FakeFeed::workstation(), SessionId(u"ses_a"_s)});
        QCOMPARE(t.model.rowCount(), 10);
        t.log(4, 20); // new rows obey the filter, and so does the ring when it drops old ones
        QCOMPARE(t.model.rowCount(), 12);
        t.log(2000, 24, u"x"_s);
        QCOMPARE(t.model.rowCount(), 1000);
        QCOMPARE(t.model.kept(), Model::capacity);
    }

    void aHeartbeatIsNoRow() // DG-40
    {
        Tested t;
        t.log(5, 0, u"server.heartbeat"_s);
        QCOMPARE(t.model.rowCount(), 0);
    }
};

QTEST_MAIN(TestEventTableModel)
#include "tst_eventtablemodel.moc"
