// SPDX-License-Identifier: MIT
#include "tests/ui/fakefeed.h"
#include "tests/ui/modelgolden.h"
#include "ui/models/lineagemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;
using Model = LineageModel;

class TestLineageModel : public QObject
{
    Q_OBJECT

    static LineageRow row(const QString& id, qsizetype place, qsizetype parent)
    {
        LineageRow row;
        row.place = place;
        row.node.id = id;
        row.parent = parent;
        return row;
    }

    struct Tested
    {
        Model model;
        QAbstractItemModelTester tester{
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal};

        explicit Tested(bool fed = true)
        {
            model.tick(FakeFeed::now());
            model.setSource(FakeFeed::workstation());
            if (!fed)
                return;
            for (const ChangeBatch& batch :
                {FakeFeed::sessions(), FakeFeed::requests(), FakeFeed::lineage()})
                for (const Change& change : batch)
                    model.apply(change);
        }
        void tell(const QString& id, qsizetype place, qsizetype parent)
        {
            model.apply(LineageGrew{FakeFeed::workstation(), false, {row(id, place, parent)}});
        }
        QString shape(const QModelIndex& above = {}) const
        {
            QString text;
            for (int row = 0; row < model.rowCount(above); ++row) {
                const QModelIndex index = model.index(row, 0, above);
                const QString below = shape(index);
                text += index.data(Model::IdRole).toString()
                    + (below.isEmpty() ? QString() : u'(' + below + u')') + u' ';
            }
            return text.trimmed();
        }
    };

private slots:
    void everyNodeSaysWhoItIsAndWhatItWaitsFor() // DS-08
    {
        Tested t;
        QVERIFY(matchesGolden(
            rolesAsText(t.model,
                {{Qt::DisplayRole, u"name"_s}, {Model::StateRole, u"state"_s},
                    {Model::RuleRole, u"rule"_s}, {Model::AgeRole, u"age"_s},
                    {Model::SessionRole, u"opens"_s}, {Model::FiguresRole, u"figures"_s},
                    {Qt::AccessibleTextRole, u"heard"_s}}),
            u"ui/lineage.txt"_s));
    }

    void whatWaitsMarksAllThatItBlocks() // H29
    {
        Tested t;
        const QModelIndex main = t.model.indexOf(FakeFeed::mainSession().session.value());
        QVERIFY(main.data(Model::BlockedRole).toBool());
        QVERIFY(main.parent().data(Model::BlockedRole).toBool());
        Checkpoint answered = FakeFeed::push();
        answered.state = CheckpointState::Confirmed;
        t.model.apply(CheckpointChanged{answered});
        QVERIFY(!t.model.indexOf(u"ep_tax"_s).data(Model::BlockedRole).toBool());
    }

    void theSessionsOfAServerAreATreeWithItsCosts()
    {
        const SourceId server{u"opencode:http://127.0.0.1:4096"_s};
        Tested t(false);
        t.model.setSource(server);
        const auto tell = [&](const QString& id, const QString& parent, double cost) {
            Session session;
            session.source = server;
            session.id = SessionId(id);
            session.parent = SessionId(parent);
            session.title = id;
            session.cost = cost;
            session.tokens.input = qint64(cost * 1000);
            t.model.apply(SessionChanged{session});
        };
        const auto figures = [&](const QString& id) {
            return t.model.indexOf(id).data(Model::FiguresRole).toString();
        };
        tell(u"ses_alone"_s, {}, 9);
        QCOMPARE(t.shape(), QString()); // nobody's parent and nobody's child
        tell(u"ses_b"_s, u"ses_a"_s, 2);
        QCOMPARE(t.shape(), u"ses_a(ses_b)"_s); // the parent is not described yet
        tell(u"ses_c"_s, u"ses_b"_s, 0.5);
        tell(u"ses_a"_s, {}, 1);
        tell(u"ses_d"_s, u"ses_a"_s, 0);
        QCOMPARE(t.shape(), u"ses_a(ses_b(ses_c) ses_d)"_s);
        QCOMPARE(figures(u"ses_a"_s), u"$3.50 · 3.5k tokens"_s);
        QCOMPARE(figures(u"ses_b"_s), u"$2.50 · 2.5k tokens"_s);
        QCOMPARE(figures(u"ses_d"_s), QString());
        tell(u"ses_c"_s, u"ses_b"_s, 1); // it went on
        QCOMPARE(figures(u"ses_a"_s), u"$4.00 · 4.0k tokens"_s);
        tell(u"ses_c"_s, u"ses_d"_s, 1);
        QCOMPARE(t.shape(), u"ses_a(ses_b ses_d(ses_c))"_s);
        QCOMPARE(figures(u"ses_d"_s), u"$1.00 · 1.0k tokens"_s);
        QCOMPARE(figures(u"ses_b"_s), u"$2.00 · 2.0k tokens"_s);
        tell(u"ses_a"_s, u"ses_c"_s, 1); // what no server should say
        QVERIFY(t.model.indexOf(u"ses_c"_s).isValid());
        tell(u"ses_a"_s, {}, 1);
        t.model.apply(SessionRemoved{{server, SessionId(u"ses_d"_s)}});
        t.model.apply(SessionRemoved{{server, SessionId(u"ses_c"_s)}});
        QCOMPARE(t.shape(), u"ses_a(ses_b)"_s);
        QCOMPARE(figures(u"ses_a"_s), u"$3.00 · 3.0k tokens"_s);
        t.model.setSource(FakeFeed::workstation());
        t.model.setSource(server);
        QCOMPARE(t.shape(), u"ses_a(ses_b)"_s);
        QCOMPARE(figures(u"ses_a"_s), u"$3.00 · 3.0k tokens"_s);
    }

    void nodesComeInAnyOrderAndMove()
    {
        Tested t(false);
        t.tell(u"child"_s, 0, 1); // its parent comes later
        QCOMPARE(t.shape(), u"child"_s);
        LineageGrew both{FakeFeed::workstation(), false, {}};
        both.rows = {row(u"child"_s, 0, 1), row(u"parent"_s, 1, -1)};
        t.model.apply(both);
        QCOMPARE(t.shape(), u"parent(child)"_s);
        t.tell(u"other"_s, 2, -1);
        t.tell(u"child"_s, 0, 2);
        QCOMPARE(t.shape(), u"parent other(child)"_s);
        // The two change places.
        both.rows = {row(u"child"_s, 0, -1), row(u"other"_s, 2, 0)};
        t.model.apply(both);
        QCOMPARE(t.shape(), u"parent child(other)"_s);
    }

    void aHundredThousandNodesAreHarmless() // DS-10
    {
        Tested t(false);
        LineageGrew grew{FakeFeed::workstation(), true, {}};
        for (qsizetype i = 0; i < 100'000; ++i)
            grew.rows.push_back(row(u"n%1"_s.arg(i), i, i % 1000 == 0 ? -1 : i - 1));
        t.model.apply(grew);
        QCOMPARE(t.model.count(), 100'000);
        QCOMPARE(t.model.rowCount(), 100);
        const QModelIndex deep = t.model.find(u"n99999"_s, {});
        QCOMPARE(deep.data(Model::IdRole).toString(), u"n99999"_s);
        // Searching goes on behind the one that was found, and around the end.
        QCOMPARE(t.model.find(u"n99999"_s, deep), deep);
        QVERIFY(!t.model.find(u"nobody"_s, {}).isValid());
    }

    void whatIsFoundAndWhatComesFromItIsMarked() // DS-09
    {
        Tested t(false);
        LineageGrew grew{FakeFeed::workstation(), true, {}};
        grew.rows = {row(u"root"_s, 0, -1), row(u"leaf1"_s, 1, 0), row(u"twig"_s, 2, 0),
            row(u"leaf2"_s, 3, 2), row(u"other"_s, 4, -1)};
        t.model.apply(grew);
        QCOMPARE(t.model.mark(u"LEAF"_s), 2);
        const auto index = [&t](const QString& id) { return t.model.indexOf(id); };
        QVERIFY(index(u"leaf1"_s).data(Model::FoundRole).toBool());
        QVERIFY(index(u"leaf2"_s).data(Model::FoundRole).toBool());
        QVERIFY(!index(u"twig"_s).data(Model::FoundRole).toBool());
        QCOMPARE(t.model.markDescendants(index(u"root"_s)), 3);
        QVERIFY(index(u"leaf2"_s).data(Model::DescendsRole).toBool());
        QVERIFY(!index(u"root"_s).data(Model::DescendsRole).toBool());
        QVERIFY(!index(u"other"_s).data(Model::DescendsRole).toBool());
        QCOMPARE(t.model.markDescendants({}), 0);
        QCOMPARE(t.model.mark({}), 0);
        QVERIFY(!index(u"leaf1"_s).data(Model::FoundRole).toBool());
        QVERIFY(!index(u"leaf2"_s).data(Model::DescendsRole).toBool());
    }

    void anotherSourceIsAnotherTree()
    {
        Tested t;
        t.model.setSource(FakeFeed::rooms());
        QCOMPARE(t.model.count(), 0);
        t.model.setSource(FakeFeed::workstation());
        QCOMPARE(t.model.count(), 7);
        t.model.apply(SourceRemoved{FakeFeed::workstation()});
        QCOMPARE(t.model.count(), 0);
    }
};

QTEST_GUILESS_MAIN(TestLineageModel)
#include "tst_lineagemodel.moc"
