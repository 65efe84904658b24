// SPDX-License-Identifier: MIT
#include "core/project/eventfilter.h"
#include "tests/support/logevents.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

/** 1..8: two streams, three types, two actors, two runs, a second apart. */
std::vector<StreamEvent> log()
{
    std::vector<StreamEvent> events;
    for (int n = 1; n <= 8; ++n) {
        const char* type = n % 3 == 0 ? "checkpoint.requested"
            : n % 3 == 1              ? "checkpoint.approved"
                                      : "agent.spawned";
        events.push_back(
            logEvent(n, type, "{}", n <= 5 ? u"a"_s : u"b"_s, n % 2 ? u"user"_s : u"oracle"_s));
        events.back().correlationId = n == 8 ? QString() : n < 4 ? u"r1"_s : u"r2"_s;
    }
    return events;
}

} // namespace

class TestEventFilter : public QObject
{
    Q_OBJECT

private slots:
    // DS-19, DS-20, DS-22
    void aFilterFindsWhatItAsksFor_data()
    {
        QTest::addColumn<EventFilter>("filter");
        QTest::addColumn<QString>("ids");
        const auto row = [](const char* name, const auto& set, const char* ids) {
            EventFilter filter;
            set(filter);
            QTest::newRow(name) << filter << QString::fromLatin1(ids);
        };
        using F = EventFilter;
        row(
            "nothing asked", [](F&) {}, "12345678");
        row(
            "stream", [](F& f) { f.streamId = u"b"_s; }, "678");
        row(
            "one type", [](F& f) { f.types = {u"agent.spawned"_s}; }, "258");
        row(
            "two types",
            [](F& f) {
                f.types = QStringList{u"agent.spawned"_s, u"checkpoint.requested"_s};
            },
            "23568");
        row(
            "what begins alike", [](F& f) { f.types = {u"checkpoint.*"_s}; }, "13467");
        row(
            "every type", [](F& f) { f.types = {u"*"_s}; }, "12345678");
        row(
            "a type that is not there", [](F& f) { f.types = {u"checkpoint"_s}; }, "");
        row(
            "actor", [](F& f) { f.actor = u"user"_s; }, "1357");
        row(
            "run", [](F& f) { f.correlationId = u"r1"_s; }, "123");
        row(
            "since, inclusive", [](F& f) { f.since = logTime(6); }, "678");
        row(
            "until, inclusive", [](F& f) { f.until = logTime(2); }, "12");
        row(
            "the first ones", [](F& f) { f.limit = 3; }, "123");
        row(
            "the latest ones", [](F& f) { f.limit = 3, f.latest = true; }, "678");
        row(
            "more than there are", [](F& f) { f.limit = 30, f.latest = true; }, "12345678");
        row(
            "stream and actor", [](F& f) { f.streamId = u"a"_s, f.actor = u"oracle"_s; }, "24");
        row(
            "a span of time", [](F& f) { f.since = logTime(3), f.until = logTime(5); }, "345");
        row(
            "type and limit", [](F& f) { f.types = {u"checkpoint.*"_s}, f.limit = 2; }, "13");
        row(
            "everything at once",
            [](F& f) {
                f.streamId = u"a"_s, f.types = {u"checkpoint.*"_s}, f.actor = u"user"_s;
                f.since = logTime(2), f.until = logTime(8), f.limit = 1, f.latest = true;
            },
            "3");
    }
    void aFilterFindsWhatItAsksFor()
    {
        QFETCH(EventFilter, filter);
        QString ids;
        for (const StreamEvent& event : filtered(filter, log()))
            ids += event.id.value();
        QTEST(ids, "ids");
    }

    // DS-21, DS-22
    void eventsAreGroupedByStreamAndByRun()
    {
        EventGroups groups;
        for (const StreamEvent& event : log())
            reduce(groups, event);
        QCOMPARE(groups.streams.size(), size_t(2));
        QCOMPARE(groups.streams[0].id, u"a"_s);
        QCOMPARE(groups.streams[0].count + groups.streams[1].count, 8);
        QCOMPARE(groups.streams[1].first, logTime(6));
        QCOMPARE(groups.streams[1].last, logTime(8));
        QCOMPARE(groups.runs.size(), size_t(2));
        QCOMPARE(groups.runs[0].count, 3);
        QCOMPARE(groups.runs[0].actors, (QStringList{u"user"_s, u"oracle"_s}));
        QCOMPARE(groups.runs[1].types.value(u"checkpoint.approved"_s), 2);
    }
};

QTEST_GUILESS_MAIN(TestEventFilter)
#include "tst_eventfilter.moc"
