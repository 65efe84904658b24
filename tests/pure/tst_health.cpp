// SPDX-License-Identifier: MIT
#include "core/domain/source.h"
#include "core/project/health.h"
#include "core/project/retention.h"

#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = HealthEvent::Kind;

namespace {

const SourceId source(u"opencode:http://127.0.0.1:4096"_s);
const Timestamp begin = timestampFromMs(1'747'219'500'000); // a whole minute

SourceStatus status(SyncState state)
{
    SourceStatus s;
    s.id = source;
    s.state = state;
    return s;
}

QStringList kinds(const SourceHealth& health)
{
    QStringList names;
    for (const HealthEvent& event : health.happened)
        names += healthKindName(event.kind);
    return names;
}

SessionStorage held(const QString& id, qint64 bytes, std::chrono::days ago)
{
    return {{source, SessionId(id)}, {}, 10, bytes, begin - ago, false};
}

} // namespace

/** How the connection of a source did, out of its states alone; and whose contents go. */
class TestHealth : public QObject
{
    Q_OBJECT

private slots:
    void aLossAndItsEndAreTwoLines()
    {
        HealthState state;
        reduce(state, status(SyncState::CatchUp), begin);
        reduce(state, status(SyncState::Live), begin);
        SourceStatus lost = status(SyncState::Waiting);
        lost.issue = {Issue::Code::ConnectionLost, source, {u"closed"_s}};
        for (int attempt = 1; attempt <= 3; ++attempt) {
            lost.attempt = attempt;
            reduce(state, lost, begin + attempt * 5s);
            reduce(state, status(SyncState::CatchUp), begin + attempt * 5s + 1s);
        }
        reduce(state, status(SyncState::Live), begin + 18s);
        QCOMPARE(kinds(state.health), (QStringList{u"connected"_s, u"lost"_s, u"connected"_s}));
        const HealthEvent& again = state.health.happened.back();
        QCOMPARE(again.count, 3);
        QCOMPARE(again.took, milliseconds(13s));
        QCOMPARE(state.health.happened[1].issue.code, Issue::Code::ConnectionLost);
    }

    void whatAPersonDoesIsNoLoss()
    {
        HealthState state;
        reduce(state, status(SyncState::Live), begin);
        reduce(state, status(SyncState::Paused), begin + 1s);
        reduce(state, status(SyncState::CatchUp), begin + 2s);
        reduce(state, status(SyncState::Live), begin + 3s);
        QCOMPARE(kinds(state.health),
            (QStringList{u"connected"_s, u"paused"_s, u"resumed"_s, u"connected"_s}));
        QCOMPARE(state.health.happened.back().took, 0ms);
    }

    void repairsThatFollowEachOtherAreOne()
    {
        HealthState state;
        SourceStatus s = status(SyncState::Live);
        reduce(state, s, begin);
        s.gaps = 1;
        reduce(state, s, begin + 1s);
        for (int i = 1; i <= 5; ++i) {
            s.repaired = i * 10;
            reduce(state, s, begin + 1s + i * 10s);
        }
        QCOMPARE(kinds(state.health), (QStringList{u"connected"_s, u"gap"_s, u"repaired"_s}));
        QCOMPARE(state.health.happened.back().count, 50);
        s.repaired = 60;
        const HealthNews news = reduce(state, s, begin + 10min);
        QVERIFY(!news.replacesLast);
        QCOMPARE(state.health.happened.size(), size_t(4));
    }

    void minutesAddUpAndAreKeptForADay()
    {
        HealthState state;
        SourceStatus s = status(SyncState::Live);
        for (int minute = 0; minute < 2000; ++minute) {
            s.bytes += 100;
            s.events += 2;
            s.lag = milliseconds(minute % 7);
            reduce(state, s, begin + minute * 1min);
            s.bytes += 50;
            reduce(state, s, begin + minute * 1min + 30s);
        }
        QVERIFY(state.health.minutes.size() <= 24 * 60);
        QCOMPARE(state.health.minutes.back().bytes, 150);
        QCOMPARE(state.health.minutes.back().events, 2);
        const auto hour = healthParts(state.health.minutes, begin + 1999min, 60min, 60);
        QCOMPARE(hour.size(), size_t(60));
        QCOMPARE(hour.front().bytes, 150);
        QCOMPARE(hour.back().begin, begin + 1999min);
        const auto day = healthParts(state.health.minutes, begin + 1999min, 24h, 96);
        QCOMPARE(day.back().bytes, 15 * 150);
        QCOMPARE(day.back().lag, 6ms);
    }

    void aReconnectIsCountedWhenItIsLiveAgain()
    {
        HealthState state;
        SourceStatus s = status(SyncState::Live);
        s.bytes = 10;
        reduce(state, s, begin);
        s.state = SyncState::CatchUp;
        s.reconnects = 1;
        reduce(state, s, begin + 1s);
        QCOMPARE(state.health.minutes.back().reconnects, 0);
        s.state = SyncState::Live;
        reduce(state, s, begin + 2s);
        QCOMPARE(state.health.minutes.back().reconnects, 1);
    }

    void eventsAreBounded()
    {
        HealthState state;
        for (int i = 0; i < 2000; ++i) {
            reduce(state, status(SyncState::Live), begin + i * 2s);
            reduce(state, status(SyncState::Waiting), begin + i * 2s + 1s);
        }
        QCOMPARE(state.health.happened.size(), healthEventsKept);
    }

    void whatIsNotKeptYetIsKeptInItsOrder()
    {
        HealthState state;
        HealthUnkept unkept;
        SourceStatus s = status(SyncState::Live);
        for (int minute = 0; minute < 3; ++minute) {
            for (int i = 0; i < 4; ++i) {
                s.bytes += 10;
                s.repaired += 1;
                unkept.add(reduce(state, s, begin + minute * 1min + i * 10s));
            }
        }
        const std::vector<HealthNews> news = unkept.take();
        QCOMPARE(news.size(), size_t(3));
        QVERIFY(unkept.take().empty());
        qint64 bytes = 0;
        std::vector<HealthEvent> happened;
        for (const HealthNews& one : news) {
            bytes += one.minute->bytes;
            if (one.replacesLast)
                happened.pop_back();
            happened.insert(happened.end(), one.happened.begin(), one.happened.end());
        }
        QCOMPARE(bytes, s.bytes);
        QVERIFY(happened == state.health.happened);
    }

    void countersOfAnotherRunBeginAnew()
    {
        HealthState state;
        SourceStatus s = status(SyncState::Live);
        s.bytes = 1000;
        reduce(state, s, begin);
        s.bytes = 30; // the program, or the source, was started again
        reduce(state, s, begin + 1s);
        QCOMPARE(state.health.minutes.back().bytes, 1030);
    }

    void contentsOfRestingSessionsGoTheOldestFirst()
    {
        using days = std::chrono::days;
        const std::vector<SessionStorage> all{held(u"new"_s, 500, days(1)),
            held(u"old"_s, 300, days(100)), held(u"older"_s, 200, days(200)),
            held(u"empty"_s, 0, days(300))};
        Retention wish;
        QVERIFY(sessionsToDrop(all, wish, begin).empty());
        wish.keep = Retention::Keep::Days;
        wish.days = 90;
        const auto byAge = sessionsToDrop(all, wish, begin);
        QCOMPARE(byAge.size(), size_t(2));
        QCOMPARE(byAge.front().session, SessionId(u"older"_s));
        wish.keep = Retention::Keep::Size;
        wish.bytes = 850;
        const auto bySize = sessionsToDrop(all, wish, begin);
        QCOMPARE(bySize.size(), size_t(1));
        QCOMPARE(bySize.front().session, SessionId(u"older"_s));
        wish.bytes = 2000;
        QVERIFY(sessionsToDrop(all, wish, begin).empty());
    }

    void logsKeepTheirContentsInTheirFiles()
    {
        Retention wish;
        wish.keep = Retention::Keep::Days;
        wish.days = 1;
        SessionStorage one = held(u"a"_s, 100, std::chrono::days(50));
        one.key.source = SourceId(u"log:/tmp/durable_stream.jsonl"_s);
        QVERIFY(sessionsToDrop({one}, wish, begin).empty());
    }
};

QTEST_GUILESS_MAIN(TestHealth)
#include "tst_health.moc"
