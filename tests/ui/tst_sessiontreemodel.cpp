// SPDX-License-Identifier: MIT
#include "tests/ui/fakefeed.h"
#include "tests/ui/modelgolden.h"
#include "ui/models/sessiontreemodel.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace headgate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Model = SessionTreeModel;

class TestSessionTreeModel : public QObject
{
    Q_OBJECT

    /** A model under the eyes of the tester. */
    struct Tested
    {
        Model model;
        QAbstractItemModelTester tester{
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal};

        Tested() { model.tick(FakeFeed::now()); }
        void apply(const ChangeBatch& batch)
        {
            for (const Change& change : batch)
                model.apply(change);
        }
        void put(const char16_t* id, const char16_t* parent, std::chrono::seconds age,
            bool archived = false)
        {
            model.apply(SessionChanged{session(id, parent, age, archived)});
        }
        /** "a(b(c)) d": the sessions and their nesting. */
        QString shape(const QModelIndex& parent = {}) const
        {
            QStringList rows;
            for (int row = 0; row < model.rowCount(parent); ++row) {
                const QModelIndex index = model.index(row, 0, parent);
                const QString below = shape(index);
                const QString id = index.data(Model::SessionIdRole).toString();
                if (id.isEmpty())
                    rows += below;
                else
                    rows += below.isEmpty() ? id : QString(id + u'(' + below + u')');
            }
            return rows.join(u' ');
        }
    };

    static Session session(
        const char16_t* id, const char16_t* parent, std::chrono::seconds age, bool archived = false)
    {
        Session s;
        s.source = FakeFeed::workstation();
        s.id = SessionId(QString::fromUtf16(id));
        s.parent = SessionId(QString::fromUtf16(parent));
        s.title = s.id.value();
        s.directory = u"/p"_s;
        s.updated = FakeFeed::ago(age);
        s.archived = archived;
        return s;
    }

private slots:
    void showsTheDay() // DG-47, DG-58, DG-61
    {
        Tested t;
        t.apply(FakeFeed::all());
        QVERIFY(matchesGolden(
            rolesAsText(t.model,
                {{Model::KindRole, u"kind"_s}, {Qt::DisplayRole, u"text"_s},
                    {Model::ActivityRole, u"does"_s}, {Model::AgeRole, u"age"_s},
                    {Model::ShapeRole, u"shape"_s}, {Model::WaitingRole, u"waiting"_s},
                    {Model::WaitingBelowRole, u"waitingBelow"_s}, {Model::DepthRole, u"depth"_s}}),
            u"ui/sessiontree.txt"_s));
    }

    void anyOrderOfArrivalGivesTheSameTree() // DG-61
    {
        std::vector<Session> all = {session(u"a", u"", 50s), session(u"b", u"a", 40s),
            session(u"c", u"b", 30s), session(u"d", u"a", 20s), session(u"e", u"", 60s)};
        const auto byId = [](const Session& x, const Session& y) { return x.id < y.id; };
        std::ranges::sort(all, byId);
        do {
            Tested t;
            for (const Session& s : all)
                t.model.apply(SessionChanged{s});
            QCOMPARE(t.shape(), u"a(d b(c)) e"_s);
        } while (std::next_permutation(all.begin(), all.end(), byId));
    }

    void aChildWaitsUnderItsSourceUntilItsParentComes()
    {
        Tested t;
        t.put(u"child", u"parent", 10s);
        const QPersistentModelIndex child(
            t.model.indexOf({FakeFeed::workstation(), SessionId(u"child"_s)}));
        QVERIFY(child.data(Model::OrphanRole).toBool());
        t.put(u"parent", u"", 20s);
        QCOMPARE(t.shape(), u"parent(child)"_s);
        QVERIFY(child.isValid()); // it moved, it was not taken out and put in again
        QVERIFY(!child.data(Model::OrphanRole).toBool());
        QCOMPARE(child.data(Model::DepthRole).toInt(), 1);
    }

    void aRemovedParentLeavesOrphans()
    {
        Tested t;
        t.put(u"a", u"", 10s);
        t.put(u"b", u"a", 20s);
        t.model.apply(SessionRemoved{{FakeFeed::workstation(), SessionId(u"a"_s)}});
        QCOMPARE(t.shape(), u"b"_s);
        t.put(u"a", u"", 10s);
        QCOMPARE(t.shape(), u"a(b)"_s);
    }

    void circlesOfParentsDoNoHarm()
    {
        Tested t;
        t.put(u"a", u"a", 10s);
        QCOMPARE(t.shape(), u"a"_s);
        t.put(u"b", u"c", 20s);
        t.put(u"c", u"d", 30s);
        t.put(u"d", u"b", 40s);
        QCOMPARE(t.shape().count(u'b'), 1);
        QCOMPARE(t.shape().count(u'c'), 1);
        QCOMPARE(t.shape().count(u'd'), 1);
        QCOMPARE(t.model.lineage({FakeFeed::workstation(), SessionId(u"b"_s)}).size(), size_t(3));
        t.put(u"d", u"", 40s);
        QCOMPARE(t.shape(), u"a d(c(b))"_s);
    }

    void theNewestStandsFirstAndRowsMove() // DG-58
    {
        Tested t;
        t.put(u"a", u"", 10s);
        t.put(u"b", u"", 20s);
        t.put(u"c", u"b", 30s);
        QCOMPARE(t.shape(), u"a b(c)"_s);
        QSignalSpy moved(&t.model, &QAbstractItemModel::rowsMoved);
        QSignalSpy reset(&t.model, &QAbstractItemModel::modelReset);
        QSignalSpy removed(&t.model, &QAbstractItemModel::rowsRemoved);
        t.put(u"c", u"b", 1s); // a subagent's activity lifts its parent
        QCOMPARE(t.shape(), u"b(c) a"_s);
        QCOMPARE(moved.count(), 1);
        QCOMPARE(reset.count() + removed.count(), 0);
    }

    void anArchivedSessionIsHiddenUnlessItWaits()
    {
        Tested t;
        t.put(u"a", u"", 10s);
        t.put(u"b", u"a", 10s);
        t.put(u"a", u"", 10s, true);
        QCOMPARE(t.shape(), QString());
        Checkpoint c = FakeFeed::push();
        c.key.session = SessionId(u"b"_s);
        t.model.apply(CheckpointChanged{c});
        QCOMPARE(t.shape(), u"b"_s);
        c.state = CheckpointState::Confirmed;
        t.model.apply(CheckpointChanged{c});
        QCOMPARE(t.shape(), QString());
        t.put(u"a", u"", 10s, false);
        QCOMPARE(t.shape(), u"a(b)"_s);
    }

    void waitingIsCountedUpToTheRoot() // H25
    {
        Tested t;
        t.apply(FakeFeed::all());
        const QModelIndex root = t.model.indexOf(FakeFeed::mainSession());
        QCOMPARE(root.data(Model::WaitingRole).toInt(), 0);
        QCOMPARE(root.data(Model::WaitingBelowRole).toInt(), 1);
        Checkpoint c = FakeFeed::push();
        c.state = CheckpointState::AnsweredElsewhere;
        t.model.apply(CheckpointChanged{c});
        QCOMPARE(root.data(Model::WaitingBelowRole).toInt(), 0);
    }

    void aRequestOfAnUnknownSessionIsKeptForIt() // H25
    {
        Tested t;
        Checkpoint c = FakeFeed::push();
        c.key.session = SessionId(u"later"_s);
        t.model.apply(CheckpointChanged{c});
        t.put(u"later", u"", 10s);
        const auto index = t.model.indexOf({FakeFeed::workstation(), SessionId(u"later"_s)});
        QCOMPARE(index.data(Model::WaitingRole).toInt(), 1);
    }

    void timeChangesOnlyTheRowsWhoseWordsChange()
    {
        Tested t;
        t.put(u"old", u"", 3h);
        t.put(u"new", u"", 10s);
        QSignalSpy changed(&t.model, &QAbstractItemModel::dataChanged);
        t.model.tick(FakeFeed::now() + 1s);
        QCOMPARE(changed.count(), 1);
    }

    void anEventThatShowsNothingNewIsNotAnnounced()
    {
        Tested t;
        t.put(u"a", u"", 10s);
        QSignalSpy changed(&t.model, &QAbstractItemModel::dataChanged);
        t.put(u"a", u"", 10s);
        QCOMPARE(changed.count(), 0);
    }

    void whatRunsOnALostSourceLooksDifferentAtOnce()
    {
        Tested t;
        t.apply(FakeFeed::all());
        const auto index = [&t] { return t.model.indexOf(FakeFeed::mainSession()); };
        QCOMPARE(index().data(Model::ShapeRole).toInt(), int(RowShape::Running));
        QSignalSpy changed(&t.model, &QAbstractItemModel::dataChanged);
        SourceStatus lost = std::get<SourceChanged>(FakeFeed::sources()[0]).status;
        lost.state = SyncState::Waiting;
        t.model.apply(SourceChanged{lost});
        QCOMPARE(index().data(Model::ShapeRole).toInt(), int(RowShape::LastSeen));
        QVERIFY(std::ranges::any_of(
            changed, [&](const auto& told) { return told[0].toModelIndex() == index(); }));
    }

    void activityAfterTheLastLookIsUnread()
    {
        Tested t;
        t.put(u"a", u"", 10s);
        const SessionKey key{FakeFeed::workstation(), SessionId(u"a"_s)};
        QVERIFY(!t.model.indexOf(key).data(Model::UnreadRole).toBool());
        t.model.setLastSeen(key, FakeFeed::ago(5s));
        QVERIFY(!t.model.indexOf(key).data(Model::UnreadRole).toBool());
        t.put(u"a", u"", 1s);
        QVERIFY(t.model.indexOf(key).data(Model::UnreadRole).toBool());
    }

    void aRemovedSourceTakesItsSessionsAlong()
    {
        Tested t;
        t.apply(FakeFeed::all());
        t.model.apply(SourceRemoved{FakeFeed::workstation()});
        QCOMPARE(t.model.rowCount(), 2);
        QVERIFY(!t.model.session(FakeFeed::mainSession()));
        QVERIFY(!t.model.indexOf(FakeFeed::mainSession()).isValid());
    }

    void costIsSummedOverSubagents()
    {
        Tested t;
        t.apply(FakeFeed::all());
        QVERIFY(qAbs(t.model.costWithSubagents(FakeFeed::mainSession()) - 0.41) < 1e-9);
    }

    void manyChangesKeepTheTreeSound()
    {
        Tested t;
        quint32 seed = 4711;
        const auto next = [&seed](quint32 below) {
            seed = seed * 1664525u + 1013904223u;
            return (seed >> 16) % below;
        };
        for (int i = 0; i < 1500; ++i) {
            Session s;
            s.source = FakeFeed::workstation();
            s.id = SessionId(QString::number(next(14)));
            const quint32 parent = next(20);
            if (parent < 14)
                s.parent = SessionId(QString::number(parent));
            s.directory = next(3) == 0 ? u"/q"_s : u"/p"_s;
            s.archived = next(9) == 0;
            s.updated = FakeFeed::ago(std::chrono::seconds(next(500)));
            if (next(8) == 0)
                t.model.apply(SessionRemoved{s.key()});
            else
                t.model.apply(SessionChanged{s});
            const auto keys = t.model.sessionsInOrder();
            for (const SessionKey& key : keys)
                QCOMPARE(t.model.keyAt(t.model.indexOf(key)), key);
        }
    }
};

QTEST_MAIN(TestSessionTreeModel)
#include "tst_sessiontreemodel.moc"
