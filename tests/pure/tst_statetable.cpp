// SPDX-License-Identifier: MIT
#include "core/project/statetable.h"

#include <QJsonDocument>
#include <QTest>

#include <algorithm>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

/** Lines as @durable-streams/state writes them, applied in order; what stands in the table then. */
QStringList apply(const QByteArrayList& lines, ChangeBatch* told = nullptr)
{
    StateTable table;
    table.source = SourceId(u"stream:http://h/s"_s);
    ChangeBatch out;
    for (const QByteArray& line : lines) {
        const QJsonObject message = QJsonDocument::fromJson(line).object();
        if (const auto change = stateChange(message))
            reduce(table, *change, timestampFromMs(7), out);
        else if (const auto control = stateControl(message))
            reduce(table, *control, out);
    }
    if (told)
        *told = out;
    QStringList rows;
    for (const StateRow& row : std::as_const(table.rows))
        rows.append(row.type + u'/' + row.key + u'='
            + QString::fromUtf8(
                QJsonDocument(QJsonObject{{u"v"_s, row.value}}).toJson(QJsonDocument::Compact)));
    rows.sort();
    return rows;
}

QByteArray change(const char* key, const char* operation, const char* value = "1")
{
    return QByteArray(R"({"type":"user","key":")") + key + R"(","value":)" + value
        + R"(,"headers":{"operation":")" + operation + R"("}})";
}

const QByteArray begin = R"({"headers":{"control":"snapshot-start","offset":"0_1"}})";
const QByteArray end = R"({"headers":{"control":"snapshot-end","offset":"0_2"}})";
const QByteArray reset = R"({"headers":{"control":"reset"}})";

} // namespace

// DG-69
class TestStateTable : public QObject
{
    Q_OBJECT

private slots:
    void aTableIsUpdatedInPlace()
    {
        QCOMPARE(apply({change("1", "insert", R"({"n":1})"), change("2", "insert"),
                     change("1", "update", R"({"n":2})"), change("2", "delete", "null")}),
            QStringList{u"user/1={\"v\":{\"n\":2}}"_s});
    }

    void anUpdateOfWhatWasNeverInsertedInsertsIt()
    {
        QCOMPARE(apply({change("1", "update")}), QStringList{u"user/1={\"v\":1}"_s});
    }

    void deletingWhatIsNotThereSaysNothing()
    {
        ChangeBatch told;
        QCOMPARE(apply({change("1", "delete", "null")}, &told), QStringList());
        QVERIFY(told.empty());
    }

    void equalKeysOfTwoTypesAreTwoThings()
    {
        QCOMPARE(
            apply({change("1", "insert"),
                      R"({"type":"team","key":"1","value":2,"headers":{"operation":"insert"}})"})
                .size(),
            2);
    }

    void aSnapshotLeavesOutWhatIsGone()
    {
        QCOMPARE(apply({change("1", "insert"), change("2", "insert"), begin,
                     change("2", "insert", "5"), end}),
            QStringList{u"user/2={\"v\":5}"_s});
    }

    void aSnapshotsEndWithoutItsBeginTakesNothing()
    {
        QCOMPARE(apply({change("1", "insert"), end}).size(), 1);
    }

    void aResetEmptiesTheTableOnce()
    {
        ChangeBatch told;
        QCOMPARE(apply({change("1", "insert"), reset, reset, change("3", "insert")}, &told),
            QStringList{u"user/3={\"v\":1}"_s});
        QCOMPARE(std::count_if(told.begin(), told.end(),
                     [](const Change& c) { return std::holds_alternative<StateCleared>(c); }),
            1);
    }

    void eachRowSaysWhenAndHowOftenItChanged()
    {
        ChangeBatch told;
        apply(
            {change("1", "insert"),
                R"({"type":"user","key":"1","value":2,"headers":{"operation":"update","timestamp":"2025-01-15T10:30:00Z","txid":"t"}})"},
            &told);
        const auto& first = std::get<StateRowChanged>(told.at(0)).row;
        const auto& second = std::get<StateRowChanged>(told.at(1)).row;
        QCOMPARE(first.at, timestampFromMs(7));
        QCOMPARE(first.changes, 1);
        QCOMPARE(toMs(second.at), 1'736'937'000'000);
        QCOMPARE(second.changes, 2);
    }
};

QTEST_GUILESS_MAIN(TestStateTable)
#include "tst_statetable.moc"
