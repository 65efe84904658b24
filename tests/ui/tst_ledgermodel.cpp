// SPDX-License-Identifier: MIT
#include "tests/ui/fakefeed.h"
#include "tests/ui/modelgolden.h"
#include "ui/models/ledgermodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;
using Model = LedgerModel;

class TestLedgerModel : public QObject
{
    Q_OBJECT

    struct Tested
    {
        Model model;
        QAbstractItemModelTester tester{
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal};

        Tested()
        {
            model.setSource(FakeFeed::workstation());
            model.apply(FakeFeed::ledger().front());
        }
        int rowOf(const QString& title) const
        {
            for (int row = 0; row < model.rowCount(); ++row) {
                if (model.index(row).data().toString() == title)
                    return row;
            }
            return -1;
        }
    };

    static LedgerChanged told() { return std::get<LedgerChanged>(FakeFeed::ledger().front()); }

private slots:
    void everythingIsReadUnderItsHeading()
    {
        Tested t;
        QVERIFY(matchesGolden(
            rolesAsText(t.model,
                {{Qt::DisplayRole, u"words"_s}, {Model::SideRole, u"side"_s},
                    {Model::DetailRole, u"detail"_s}, {Model::ShareRole, u"share"_s},
                    {Model::CommandRole, u"command"_s}, {Qt::AccessibleTextRole, u"heard"_s}}),
            u"ui/ledger.txt"_s));
        QCOMPARE(t.model.active(), 2);
    }

    void aTaskThatEndsChangesItsRowAndItsEpic()
    {
        Tested t;
        QSignalSpy changed(&t.model, &QAbstractItemModel::dataChanged);
        QSignalSpy inserted(&t.model, &QAbstractItemModel::rowsInserted);
        LedgerChanged next = told();
        next.ledger.tasks[1].status = LedgerTask::Status::Completed;
        t.model.apply(next);
        QCOMPARE(changed.count(), 2);
        QCOMPARE(inserted.count(), 0);
        const int epic = t.rowOf(u"Tax rules by region"_s);
        QCOMPARE(t.model.index(epic).data(Model::SideRole).toString(), u"2 of 4"_s);
    }

    void aNewTaskIsOneNewRow()
    {
        Tested t;
        QSignalSpy inserted(&t.model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&t.model, &QAbstractItemModel::rowsRemoved);
        LedgerChanged next = told();
        LedgerTask task;
        task.id = u"t5"_s;
        task.epic = u"ep_tax"_s;
        next.ledger.tasks.push_back(task);
        t.model.apply(next);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(removed.count(), 0);
        QCOMPARE(inserted[0][1].toInt(), t.rowOf(u"t5"_s));
        t.model.apply(told());
        QCOMPARE(removed.count(), 1);
    }

    void anotherSourcesLedgerIsNotShown()
    {
        Tested t;
        t.model.setSource(FakeFeed::rooms());
        QCOMPARE(t.model.rowCount(), 0);
        t.model.setSource(FakeFeed::workstation());
        QVERIFY(t.model.rowCount() > 0); // it was told before
        t.model.apply(SourceRemoved{FakeFeed::workstation()});
        QCOMPARE(t.model.rowCount(), 0);
    }

    void aHugeLedgerIsBounded()
    {
        Tested t;
        LedgerChanged huge = told();
        for (int i = 0; i < 50'000; ++i) {
            LedgerTask task;
            task.id = QString::number(i);
            task.epic = u"ep_tax"_s;
            huge.ledger.tasks.push_back(task);
        }
        t.model.apply(huge);
        QVERIFY(t.model.rowCount() <= int(Model::capacity));
        QCOMPARE(t.model.index(t.rowOf(u"Tax rules by region"_s)).data(Model::SideRole).toString(),
            u"1 of 50004"_s);
    }
};

QTEST_GUILESS_MAIN(TestLedgerModel)
#include "tst_ledgermodel.moc"
