// SPDX-License-Identifier: MIT
#include "tests/ui/fakefeed.h"
#include "tests/ui/modelgolden.h"
#include "ui/models/checkpointlistmodel.h"
#include "ui/models/sourcelist.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Model = CheckpointListModel;

class TestCheckpointListModel : public QObject
{
    Q_OBJECT

    struct Tested
    {
        Model model;
        QAbstractItemModelTester tester{
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal};

        Tested()
        {
            model.tick(FakeFeed::now());
            for (const Change& change : FakeFeed::requests())
                model.apply(change);
        }
    };

private slots:
    void whoWaitsLongestStandsFirst() // H18, DG-43
    {
        Tested t;
        QVERIFY(matchesGolden(rolesAsText(t.model,
                                  {{Qt::DisplayRole, u"title"_s}, {Model::LineRole, u"line"_s},
                                      {Model::AgeRole, u"age"_s}, {Model::StateRole, u"state"_s}}),
            u"ui/checkpointlist.txt"_s));
        QCOMPARE(t.model.waiting(), 3);
        QCOMPARE(t.model.position(FakeFeed::push().key), 2);
    }

    void bothWaysRound() // H28
    {
        Tested t;
        const CheckpointKey first = t.model.at(0).key;
        const CheckpointKey last = t.model.at(2).key;
        QCOMPARE(t.model.previous({}), std::optional(last));
        QCOMPARE(t.model.previous(first), std::optional(last));
        QCOMPARE(t.model.previous(last), std::optional(t.model.at(1).key));
        for (int row = 0; row < 3; ++row)
            QCOMPARE(t.model.previous(t.model.next(t.model.at(row).key)),
                std::optional(t.model.at(row).key));
    }

    void equalRequestsAreCountedAndStayApart() // H26, H30
    {
        Tested t;
        Checkpoint again = FakeFeed::push();
        QCOMPARE(t.model.alike(again), 1);
        again.key.request = RequestId(u"per_again"_s);
        t.model.apply(CheckpointChanged{again});
        QCOMPARE(t.model.rowCount(), 4);
        QCOMPARE(t.model.alike(again), 2);
        again.directory = u"/elsewhere"_s;
        QCOMPARE(t.model.alike(again), 0);
    }

    void whatIsBeingLookedUpStandsLastAndDoesNotCount()
    {
        Tested t;
        Checkpoint c = FakeFeed::question(); // by its age it would be the first
        c.state = CheckpointState::Checking;
        t.model.apply(CheckpointChanged{c});
        QCOMPARE(t.model.rowCount(), 3);
        QCOMPARE(t.model.at(2).key, c.key);
        QVERIFY(!t.model.index(2).data(Model::OutcomeRole).toString().isEmpty());
        QCOMPARE(t.model.waiting(), 2);
        QCOMPARE(t.model.position(c.key), 0);
        QVERIFY(t.model.next({}) != c.key);
        c.state = CheckpointState::Pending; // its tool does wait
        t.model.apply(CheckpointChanged{c});
        QCOMPARE(t.model.at(0).key, c.key);
        QCOMPARE(t.model.waiting(), 3);
        c.state = CheckpointState::Cancelled;
        t.model.apply(CheckpointChanged{c});
        QCOMPARE(t.model.rowCount(), 2);
    }

    void anAnswerOnItsWayStaysButDoesNotCount() // H20
    {
        Tested t;
        Checkpoint c = FakeFeed::push();
        c.state = CheckpointState::Sent;
        t.model.apply(CheckpointChanged{c});
        QCOMPARE(t.model.rowCount(), 3);
        QCOMPARE(t.model.waiting(), 2);
        QCOMPARE(t.model.position(c.key), 0);
        c.state = CheckpointState::Confirmed;
        t.model.apply(CheckpointChanged{c});
        QCOMPARE(t.model.rowCount(), 2);
        QCOMPARE(t.model.find(c.key)->state, CheckpointState::Confirmed);
    }

    void nextGoesAroundAndLeavesOutWhatDoesNotWait() // H28
    {
        Tested t;
        const auto first = t.model.next({});
        QCOMPARE(*first, FakeFeed::question().key);
        QCOMPARE(*t.model.next(first), FakeFeed::push().key);
        Checkpoint c = FakeFeed::edit();
        c.state = CheckpointState::Sending;
        t.model.apply(CheckpointChanged{c});
        QCOMPARE(*t.model.next(FakeFeed::push().key), FakeFeed::question().key);
    }

    void equalContentIsNeverMerged() // H26
    {
        Tested t;
        Checkpoint twin = FakeFeed::push();
        twin.key.request = RequestId(u"per_twin"_s);
        t.model.apply(CheckpointChanged{twin});
        QCOMPARE(t.model.waiting(), 4);
        QCOMPARE(t.model.waitingInSession(FakeFeed::exploring()), 2);
    }

    void theSameIdElsewhereIsAnotherRequest() // H20
    {
        Tested t;
        Checkpoint other = FakeFeed::push();
        other.key.source = SourceId(u"demo:"_s);
        t.model.apply(CheckpointChanged{other});
        QCOMPARE(t.model.waiting(), 4);
    }

    void aRemovedSourceTakesItsRequestsAlong()
    {
        Tested t;
        QSignalSpy told(&t.model, &Model::checkpointChanged);
        t.model.apply(SourceRemoved{FakeFeed::workstation()});
        QCOMPARE(t.model.rowCount(), 1);
        QCOMPARE(told.count(), 2);
        QCOMPARE(t.model.find(FakeFeed::push().key)->state, CheckpointState::Unknown);
    }

    void sourcesSayHowTheyStand() // DG-13, DG-47
    {
        SourceList list;
        const QAbstractItemModelTester tester(
            &list, QAbstractItemModelTester::FailureReportingMode::Fatal);
        list.tick(FakeFeed::now());
        for (const Change& change : FakeFeed::sources())
            list.apply(change);
        QVERIFY(matchesGolden(
            rolesAsText(list,
                {{Qt::DisplayRole, u"name"_s}, {SourceList::StateRole, u"state"_s},
                    {SourceList::ProofRole, u"proof"_s}, {SourceList::LastByteRole, u"byte"_s}}),
            u"ui/sourcelist.txt"_s));
        list.apply(SourceRemoved{FakeFeed::workstation()});
        QCOMPARE(list.rowCount(), 2);
        QVERIFY(!list.find(FakeFeed::workstation()));
    }
};

QTEST_MAIN(TestCheckpointListModel)
#include "tst_checkpointlistmodel.moc"
