// SPDX-License-Identifier: MIT
#include "tests/ui/fakefeed.h"
#include "tests/ui/modelgolden.h"
#include "ui/models/workmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;
using Model = WorkModel;

class TestWorkModel : public QObject
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
            model.tick(FakeFeed::now());
            for (const Change& change : FakeFeed::work())
                model.apply(change);
        }
    };

private slots:
    // DS-35, DS-49, DS-52, DS-53, DS-54, DS-61
    void everythingIsReadUnderItsHeading()
    {
        Tested t;
        QVERIFY(matchesGolden(
            rolesAsText(t.model,
                {{Qt::DisplayRole, u"words"_s}, {Model::SideRole, u"side"_s},
                    {Model::DetailRole, u"detail"_s}, {Model::ShareRole, u"share"_s},
                    {Model::EventRole, u"event"_s}, {Qt::AccessibleTextRole, u"heard"_s}}),
            u"ui/work.txt"_s));
    }

    void anAgeThatGrowsChangesItsRowAlone()
    {
        Tested t;
        QSignalSpy changed(&t.model, &QAbstractItemModel::dataChanged);
        QSignalSpy inserted(&t.model, &QAbstractItemModel::rowsInserted);
        t.model.tick(FakeFeed::now() + std::chrono::minutes(2));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(inserted.count(), 0);
    }

    void anotherSourceHasItsOwn()
    {
        Tested t;
        t.model.setSource(FakeFeed::rooms());
        QCOMPARE(t.model.rowCount(), 0);
        t.model.setSource(FakeFeed::workstation());
        QVERIFY(t.model.rowCount() > 0);
        t.model.apply(SourceRemoved{FakeFeed::workstation()});
        QCOMPARE(t.model.rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(TestWorkModel)
#include "tst_workmodel.moc"
