// SPDX-License-Identifier: MIT
#include "tests/ui/fakefeed.h"
#include "tests/ui/modelgolden.h"
#include "ui/models/sessionfinder.h"
#include "ui/models/sourcelist.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** "thing 0", "thing 1", ... */
class Many : public FinderModel
{
public:
    explicit Many(int count)
    {
        std::vector<Thing> things;
        for (int i = 0; i < count; ++i)
            things.push_back(
                {u"thing %1"_s.arg(i), u"drawer"_s, u"identity_%1"_s.arg(i), {}, true});
        setThings(std::move(things));
    }

protected:
    QVariant fact(int, int) const override { return {}; }
};

struct Sessions
{
    SourceList sources;
    SessionTreeModel tree;
    SessionFinder finder{&tree};
    QAbstractItemModelTester tester{&finder, QAbstractItemModelTester::FailureReportingMode::Fatal};

    Sessions()
    {
        tree.tick(FakeFeed::now());
        for (const Change& change : FakeFeed::all()) {
            sources.apply(change);
            tree.apply(change);
        }
    }

    QStringList titles() const
    {
        QStringList all;
        for (int row = 0; row < finder.rowCount(); ++row)
            all += finder.index(row, 0).data().toString();
        return all;
    }
};

QList<int> things(const FinderModel& model)
{
    QList<int> all;
    for (int row = 0; row < model.rowCount(); ++row)
        all += model.thingAt(row);
    return all;
}

} // namespace

class TestFinders : public QObject
{
    Q_OBJECT

private slots:
    void eachSessionSaysWhereItIsAndHowItStands()
    {
        Sessions s;
        s.finder.take(s.sources, {}, {});
        const auto text = rolesAsText(s.finder,
            {{Qt::DisplayRole, u"title"_s}, {FinderModel::DetailRole, u"detail"_s},
                {FinderModel::NoteRole, u"age"_s}, {FinderModel::ShapeRole, u"shape"_s},
                {Qt::AccessibleTextRole, u"heard"_s}});
        QVERIFY(matchesGolden(text, u"ui/sessionfinder.txt"_s));
    }

    void thoseOpenedLastStandFirstAndTheOneHereBehindThem()
    {
        Sessions s;
        const SessionKey hero{FakeFeed::workstation(), SessionId(u"ses_hero"_s)};
        s.finder.take(s.sources,
            {{hero, FakeFeed::ago(1h)}, {FakeFeed::exploring(), FakeFeed::ago(2h)},
                {FakeFeed::mainSession(), FakeFeed::now()}},
            FakeFeed::mainSession());
        QCOMPARE(s.titles().first(3),
            QStringList({u"Compress hero images"_s, u"explore: call sites"_s,
                u"Split the invoice module"_s}));
        s.finder.find(u"e"_s); // fits many alike: the same order
        QCOMPARE(s.titles().first(), u"explore: call sites"_s); // begins with it
        QVERIFY(s.titles().indexOf(u"Compress hero images"_s)
            < s.titles().indexOf(u"Split the invoice module"_s));
    }

    void titleServerDirectoryAndIdAreLookedThrough_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("title") << u"invoi"_s << QStringList{u"Split the invoice module"_s};
        QTest::newRow("first letters") << u"utps"_s << QStringList{u"Upgrade the payment SDK"_s};
        QTest::newRow("title and directory")
            << u"site landing"_s << QStringList{u"Landing page copy"_s};
        QTest::newRow("server") << u"box"_s << QStringList{u"Nightly dependency sweep"_s};
        QTest::newRow("whole id") << u" ses_nightly\n"_s
                                  << QStringList{u"Nightly dependency sweep"_s};
        QTest::newRow("directory as it is")
            << u"dev/code/site comp"_s << QStringList{u"Compress hero images"_s};
        QTest::newRow("no such one") << u"zzz"_s << QStringList();
    }

    void titleServerDirectoryAndIdAreLookedThrough()
    {
        QFETCH(QString, typed);
        Sessions s;
        s.finder.take(s.sources, {}, {});
        s.finder.find(typed);
        QTEST(s.titles(), "expected");
    }

    void aSessionThatGoesMeanwhileKeepsItsRow()
    {
        Sessions s;
        s.finder.take(s.sources, {}, {});
        s.finder.find(u"invoice"_s);
        s.tree.apply(SessionRemoved{FakeFeed::mainSession()});
        const QModelIndex row = s.finder.index(0, 0);
        QCOMPARE(row.data().toString(), u"Split the invoice module"_s);
        QVERIFY(row.data(FinderModel::NoteRole).isNull());
        QCOMPARE(s.finder.keyAt(0), FakeFeed::mainSession());
    }

    void manyAreLookedThroughInSlices()
    {
        Many many(20'000);
        const QAbstractItemModelTester tester(
            &many, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QCOMPARE(many.rowCount(), FinderModel::mostShown); // with nothing typed: at once
        QSignalSpy found(&many, &FinderModel::found);
        many.find(u"199"_s);
        QVERIFY(many.isFinding());
        QCOMPARE(found.size(), 0);
        QTRY_VERIFY_WITH_TIMEOUT(!many.isFinding(), 15'000);
        QCOMPARE(found.size(), 1);
        QCOMPARE(many.index(0, 0).data().toString(), u"thing 199"_s);
        QCOMPARE(many.total(), 20'000);
        QVERIFY(many.hits() > FinderModel::mostShown);
        QCOMPARE(many.rowCount(), FinderModel::mostShown);
    }

    void whoPressesEnterAtOnceGetsWhatWasTyped()
    {
        Many many(20'000);
        many.find(u"identity_19876"_s);
        QVERIFY(many.isFinding());
        many.finish();
        QCOMPARE(things(many), QList<int>{19'876});
    }

    void aSearchThatIsOvertakenLeavesNothingBehind()
    {
        Many many(20'000);
        many.find(u"1"_s);
        QVERIFY(many.isFinding());
        many.find(u"19"_s); // what "1" fits is not known yet
        many.finish();
        const QList<int> narrowed = things(many);
        Many fresh(20'000);
        fresh.find(u"19"_s);
        fresh.finish();
        QCOMPARE(narrowed, things(fresh));
    }

    void typingOnFindsTheSameAsTypingAnew()
    {
        Many step(9'000);
        const QString typed = u"drawer thing 87"_s;
        for (qsizetype i = 1; i <= typed.size(); ++i) {
            step.find(typed.first(i));
            step.finish();
            Many anew(9'000);
            anew.find(typed.first(i));
            anew.finish();
            QCOMPARE(things(step), things(anew));
        }
        step.find(u"thing 4"_s); // and back
        step.finish();
        QCOMPARE(step.index(0, 0).data().toString(), u"thing 4"_s);
    }

    void whatIsForgottenIsGone()
    {
        Many many(9'000);
        many.find(u"8"_s);
        many.clear();
        QVERIFY(!many.isFinding());
        QCOMPARE(many.rowCount(), 0);
        QCOMPARE(many.total(), 0);
    }
};

QTEST_GUILESS_MAIN(TestFinders)
#include "tst_finders.moc"
