// SPDX-License-Identifier: MIT
#include "tests/ui/fakefeed.h"
#include "tests/ui/modelgolden.h"
#include "ui/models/statetablemodel.h"
#include "ui/panels/emptynote.h"
#include "ui/panels/statepanel.h"
#include "ui/words/statewords.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QJsonObject>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace headgate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Model = StateTableModel;

namespace {

const SourceId other(u"stream:http://127.0.0.1:4437/v1/stream/rooms"_s);

StateRow row(const QString& type, const QString& key, const QJsonValue& value, qint64 changes = 1)
{
    return {type, key, value, FakeFeed::now(), changes};
}

SourceChanged source(const SourceId& id, SyncState state)
{
    SourceStatus status;
    status.id = id;
    status.kind = SourceKind::Stream;
    status.url = QUrl(id.value().mid(7));
    status.state = state;
    return {status};
}

} // namespace

// DG-69
class TestStateTableModel : public QObject
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
            model.apply(FakeFeed::state());
        }
        QModelIndex find(const QString& key) const
        {
            const auto found = model.match(
                model.index(0, 0), Qt::DisplayRole, key, 1, Qt::MatchExactly | Qt::MatchRecursive);
            return found.isEmpty() ? QModelIndex() : found.first();
        }
        void change(const QString& type, const QString& key, const QJsonValue& value)
        {
            model.apply({StateRowChanged{FakeFeed::rooms(), row(type, key, value, 2), false}});
        }
    };

private slots:
    void eachTypeHasItsThingsWithTheirNewestValues()
    {
        Tested t;
        QVERIFY(matchesGolden(
            rolesAsText(t.model,
                {{Qt::DisplayRole, u"name"_s}, {Model::LineRole, u"value"_s},
                    {Model::AgeRole, u"age"_s}, {Model::ChangesRole, u"changes"_s},
                    {Model::CountRole, u"count"_s}, {Qt::AccessibleTextRole, u"heard"_s}}),
            u"ui/statetable.txt"_s));
    }

    void aRowThatChangesKeepsItsPlace()
    {
        Tested t;
        QSignalSpy changed(&t.model, &QAbstractItemModel::dataChanged);
        QSignalSpy inserted(&t.model, &QAbstractItemModel::rowsInserted);
        const QPersistentModelIndex place = t.find(u"ada"_s);
        t.change(u"user"_s, u"ada"_s, QJsonObject{{u"name"_s, u"Ada L."_s}});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(inserted.count(), 0);
        QCOMPARE(place.data(Model::LineRole).toString(), u"name: Ada L."_s);
        QCOMPARE(place.data(Model::ChangesRole).toString(), u"changed 1 time"_s);
    }

    void thingsComeAndGoWithTheirGroup()
    {
        Tested t;
        const int groups = t.model.rowCount();
        const int kept = t.model.kept();
        t.change(u"door"_s, u"front"_s, true);
        QCOMPARE(t.model.rowCount(), groups + 1);
        QCOMPARE(t.model.index(0, 0).data().toString(), u"door"_s);
        t.change(u"door"_s, u"back"_s, false);
        QCOMPARE(t.model.rowCount(t.model.index(0, 0)), 2);
        for (const auto& key : {u"front"_s, u"back"_s})
            t.model.apply({StateRowChanged{FakeFeed::rooms(), row(u"door"_s, key, true), true}});
        QCOMPARE(t.model.rowCount(), groups);
        QCOMPARE(t.model.kept(), kept);
        t.model.apply({StateCleared{FakeFeed::rooms()}});
        QCOMPARE(t.model.rowCount(), 0);
    }

    void whatChangesUnderOnesEyesIsMarkedForAWhile()
    {
        Tested t; // all of it was caught up with, before the source was live
        QVERIFY(!t.find(u"ada"_s).data(Model::FreshRole).toBool());
        t.change(u"user"_s, u"ada"_s, 1);
        QVERIFY(t.find(u"ada"_s).data(Model::FreshRole).toBool());
        QVERIFY(!t.find(u"grace"_s).data(Model::FreshRole).toBool());
        t.model.tick(FakeFeed::now() + Model::freshFor);
        QVERIFY(!t.find(u"ada"_s).data(Model::FreshRole).toBool());
    }

    void theFilterFindsTypeKeyAndValue_data()
    {
        QTest::addColumn<int>("shown");
        QTest::newRow("user") << 3;
        QTest::newRow("ADA") << 1;
        QTest::newRow("user admin") << 1;
        QTest::newRow("in nothing at all") << 0;
        QTest::newRow("") << 6;
    }

    void theFilterFindsTypeKeyAndValue()
    {
        Tested t;
        t.model.setFilter(QString::fromLatin1(QTest::currentDataTag()));
        QTEST(t.model.shown(), "shown");
        QCOMPARE(t.model.kept(), 6);
    }

    void aValueThatChangesEntersAndLeavesTheFilter()
    {
        Tested t;
        t.model.setFilter(u"admin"_s);
        t.change(u"user"_s, u"grace"_s, u"admin too"_s);
        QCOMPARE(t.model.shown(), 2);
        t.change(u"user"_s, u"grace"_s, u"nobody"_s);
        QCOMPARE(t.model.shown(), 1);
    }

    void twoStreamsKeepTheirThingsApart()
    {
        Tested t;
        const QModelIndex user = t.find(u"ada"_s).parent();
        QCOMPARE(user.data(Model::OriginRole).toString(), QString()); // one stream: no need to say
        t.model.apply({source(other, SyncState::CatchUp),
            StateRowChanged{other, row(u"user"_s, u"ada"_s, u"another"_s), false}});
        const QModelIndex first = t.model.index(t.model.rowCount() - 2, 0);
        const QModelIndex second = t.model.index(t.model.rowCount() - 1, 0);
        QCOMPARE(first.data().toString(), second.data().toString());
        QCOMPARE(second.data(Model::OriginRole).toString(), u"rooms"_s);
        t.model.apply({SourceRemoved{other}});
        QCOMPARE(t.model.kept(), 6);
    }

    void manyAtOnceAreOneNewTable()
    {
        Tested t;
        QSignalSpy reset(&t.model, &QAbstractItemModel::modelReset);
        ChangeBatch batch;
        for (int i = 0; i < 20'000; ++i)
            batch.push_back(StateRowChanged{
                FakeFeed::rooms(), row(u"seat"_s, QString::number(i * 7919 % 20'011), i), false});
        batch.push_back(StateRowChanged{FakeFeed::rooms(), row(u"seat"_s, u"0"_s, 0), true});
        t.model.apply(batch);
        QCOMPARE(reset.count(), 1);
        QCOMPARE(t.model.kept(), 6 + 19'999);
        QCOMPARE(t.model.shown(), 6 + 19'999);
    }

    void whatAStreamSaysCannotHideOrFlood()
    {
        Tested t;
        const QString hidden = u"rm\u202E -rf\nnext"_s;
        t.change(u"user"_s, hidden, QJsonObject{{hidden, QString(100'000, u'x')}});
        const QModelIndex found = t.find(u"rmU+202E -rf next"_s);
        QVERIFY(found.isValid());
        const QString line = found.data(Model::LineRole).toString();
        QVERIFY2(line.contains(u"U+202E"_s) && !line.contains(u'\n'), qPrintable(line));
        QVERIFY(line.size() < 400);
    }

    void valuesAreReadable_data()
    {
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("line");
        QTest::newRow("text") << QJsonValue(u"on"_s) << u"on"_s;
        QTest::newRow("number") << QJsonValue(1.5) << u"1.5"_s;
        QTest::newRow("whole number") << QJsonValue(qint64(1204)) << u"1204"_s;
        QTest::newRow("truth") << QJsonValue(true) << u"true"_s;
        QTest::newRow("nothing") << QJsonValue(QJsonValue::Null) << u"null"_s;
        QTest::newRow("list") << QJsonValue(QJsonArray{1, u"b"_s, QJsonArray{1, 2}})
                              << u"1, b, 2 items"_s;
        QTest::newRow("object") << QJsonValue(QJsonObject{{u"a"_s, QJsonObject{{u"b"_s, 1}}},
            {u"c"_s, false}}) << u"a: {…}, c: false"_s;
        QTest::newRow("empty") << QJsonValue(QJsonObject()) << u"{}"_s;
    }

    void valuesAreReadable()
    {
        QFETCH(QJsonValue, value);
        QTEST(words::valueLine(value), "line");
    }

    void thePanelShowsTheWholeValueAndFollowsIt()
    {
        Tested t;
        PanelPorts ports;
        ports.state = &t.model;
        StatePanel panel(ports, nullptr);
        panel.resize(348, 600);
        panel.show();
        QVERIFY(!panel.findChild<EmptyNote*>()->isVisible());
        auto* rows = panel.findChild<QTreeView*>();
        const auto* detail = panel.findChild<QPlainTextEdit*>();
        rows->setCurrentIndex(t.find(u"ada"_s));
        QVERIFY(detail->toPlainText().contains(u"\"name\": \"Ada Lovelace\""_s));
        t.change(u"user"_s, u"ada"_s, u"gone home"_s);
        QCOMPARE(detail->toPlainText(), u"gone home"_s);
        panel.findChild<QLineEdit*>()->setText(u"nothing like it"_s);
        QCOMPARE(t.model.shown(), 0);
        QCOMPARE(detail->toPlainText(), QString());
        QVERIFY(rows->isVisible()); // a filter that finds nothing is no empty panel
        t.model.apply({StateCleared{FakeFeed::rooms()}});
        QVERIFY(panel.findChild<EmptyNote*>()->isVisible());
    }
};

QTEST_MAIN(TestStateTableModel)
#include "tst_statetablemodel.moc"
