// SPDX-License-Identifier: MIT
#include "core/io/logsource.h"
#include "core/storagedesk.h"
#include "core/store/contentdrop.h"
#include "core/store/databasefacts.h"
#include "core/store/healthstore.h"
#include "core/store/offsetledger.h"
#include "core/store/storagereader.h"
#include "tests/support/fakelists.h"
#include "tests/support/logbuilder.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

qint64 number(Database& database, const QString& sql)
{
    Query query = database.prepare(sql);
    const qint64 found = database.run(query) && query.next() ? query.value(0).toLongLong() : -1;
    query.finish();
    return found;
}

void hearAll(Kept& kept)
{
    for (const SourceItem& item : itemsOf(framesOf(u"long.sse"_s)))
        kept.apply({item});
}

void dropAll(Kept& kept, const SessionKey& key)
{
    kept.history->begin();
    ContentDrop drop(*kept.history, key);
    QVERIFY(kept.history->commit());
    for (bool more = true; more;) {
        kept.history->begin();
        more = drop.step(100us, timestampFromMs(kept.now));
        QVERIFY(kept.history->commit());
    }
}

SessionId sessionIn(Database& database)
{
    Query q = database.prepare(u"SELECT session.name FROM session JOIN entity ON"
                               " entity.session=session.id WHERE key LIKE 'm:%' GROUP BY session.id"
                               " ORDER BY count(*) DESC LIMIT 1"_s);
    const SessionId found(database.run(q) && q.next() ? q.value(0).toString() : QString());
    q.finish();
    return found;
}

/** What a source tells of itself; what it brings is dropped. */
struct Heard : SourceHost
{
    void take(const SourceId&, std::vector<SourceItem>) override { }
    qint64 fence() override { return 0; }
    QHash<SessionId, qint64> cursors(const SourceId&) override { return {}; }
    std::optional<StreamCursor> streamCursor(const SourceId&) override { return {}; }
    std::vector<SessionId> openSessions(const SourceId&) override { return {}; }
    bool hasHoleBefore(const SessionKey&, const MessageId&, Timestamp) override { return false; }
    void statusChanged(const SourceStatus& status) override { told.push_back(status); }

    std::vector<SourceStatus> told;
};

/** An engine on a log, and what it told. */
struct Followed
{
    explicit Followed(const QString& profile, const QString& log)
        : engine({profile, Engine::EventFeed::Off, 100})
    {
        config.kind = SourceKind::Log;
        config.url = QUrl::fromLocalFile(log);
        QObject::connect(&engine, &Engine::changesReady, &engine, [this] {
            for (const Change& change : engine.takeChanges()) {
                if (const auto* told = std::get_if<LookedUp>(&change))
                    findings.push_back(*told->finding);
                else if (const auto* source = std::get_if<SourceChanged>(&change))
                    status = source->status;
                else if (const auto* issue = std::get_if<IssueRaised>(&change))
                    issues.push_back(issue->issue);
            }
        });
    }
    bool isLive()
    {
        if (!engine.start())
            return false;
        engine.submit(AddSource{config});
        return QTest::qWaitFor([this] { return status.state == SyncState::Live; }, 20'000);
    }
    template <typename Found, typename Wish>
    std::optional<Found> ask(Wish wish)
    {
        findings.clear();
        engine.submit(LookUp{{}, std::make_shared<const Lookup>(Lookup{std::move(wish)})});
        if (!QTest::qWaitFor([this] { return !findings.empty(); }, 20'000))
            return {};
        const auto* found = std::get_if<Found>(&findings.back().what);
        return found ? std::optional(*found) : std::nullopt;
    }

    SourceConfig config;
    Engine engine;
    SourceStatus status;
    std::vector<Finding> findings;
    std::vector<Issue> issues;
};

} // namespace

/** What the history takes, what of it can go, and that nothing that proof rests on goes with it. */
class TestStorage : public QObject
{
    Q_OBJECT

private slots:
    void contentsGoAndProofStays()
    {
        Kept kept;
        hearAll(kept);
        Database& db = kept.history->database();
        const SessionId session = sessionIn(db);
        QVERIFY(!kept.page(session).messages.empty());
        const auto before = offsetledger::holding(db, source, {});
        const qint64 rows = number(db, u"SELECT count(*) FROM event"_s);
        const qint64 ids = number(db, u"SELECT count(eid) FROM event"_s);
        dropAll(kept, {source, session});
        QVERIFY(kept.page(session).messages.empty());
        QCOMPARE(number(db, u"SELECT count(*) FROM event"_s), rows);
        QCOMPARE(number(db, u"SELECT count(eid) FROM event"_s), ids);
        QCOMPARE(number(db, u"SELECT count(*) FROM session WHERE dropped>0"_s), 1);
        const auto after = offsetledger::holding(db, source, {});
        QVERIFY(before && after);
        QCOMPARE(after->sessions.size(), before->sessions.size());
        for (size_t i = 0; i < after->sessions.size(); ++i) {
            QCOMPARE(after->sessions[i].cursor, before->sessions[i].cursor);
            QVERIFY(after->sessions[i].events == before->sessions[i].events);
        }
        QVERIFY(kept.failure.isEmpty());
    }

    void whatComesTwiceIsStillKnown()
    {
        Kept kept;
        hearAll(kept);
        Database& db = kept.history->database();
        dropAll(kept, {source, sessionIn(db)});
        const qint64 rows = number(db, u"SELECT count(*) FROM event WHERE eid IS NOT NULL"_s);
        hearAll(kept); // the server tells all of it once more
        QVERIFY2(kept.failure.isEmpty(), qPrintable(kept.failure));
        QCOMPARE(number(db, u"SELECT count(*) FROM event WHERE eid IS NOT NULL"_s), rows);
    }

    void aServerThatListsItAgainIsBelieved()
    {
        Kept kept;
        FakeLists lists;
        for (const SourceItem& item : itemsOf(framesOf(u"long.sse"_s))) {
            lists.take(item);
            kept.apply({item});
        }
        const SessionId session = sessionIn(kept.history->database());
        const SessionPage before = kept.page(session);
        dropAll(kept, {source, session});
        QVERIFY(kept.page(session).messages.empty());
        kept.apply(lists.catchUp(kept, {}, 1000, true));
        QVERIFY2(kept.failure.isEmpty(), qPrintable(kept.failure));
        const SessionPage after = kept.page(session);
        QCOMPARE(after.messages.size(), before.messages.size());
        for (size_t i = 0; i < after.messages.size(); ++i)
            QCOMPARE(after.messages[i].parts.size(), before.messages[i].parts.size());
        QCOMPARE(kept.follower.status().openGaps, 0);
    }

    void whatEndsHalfWayIsLookedForAgain()
    {
        Kept kept;
        hearAll(kept);
        Database& db = kept.history->database();
        const SessionKey key{source, sessionIn(db)};
        kept.history->begin();
        kept.history->setWhole(key, true);
        ContentDrop drop(*kept.history, key);
        drop.step(1us, timestampFromMs(kept.now));
        QVERIFY(kept.history->commit());
        kept.history->begin();
        QVERIFY(!kept.history->isWhole(key));
        QVERIFY(kept.history->commit());
    }

    void othersAreLeftAlone()
    {
        Kept kept;
        for (const auto& name : {u"long.sse"_s, u"subagent.sse"_s}) {
            for (const SourceItem& item : itemsOf(framesOf(name)))
                kept.apply({item});
        }
        Database& db = kept.history->database();
        const SessionId session = sessionIn(db);
        const qint64 id =
            number(db, u"SELECT id FROM session WHERE name='%1'"_s.arg(session.value()));
        const QString others =
            u"SELECT count(*) FROM entity JOIN payload ON payload.row=entity.row WHERE session<>%1"_s
                .arg(id);
        const qint64 before = number(db, others);
        QVERIFY(before > 0);
        dropAll(kept, {source, session});
        QCOMPARE(number(db, others), before);
        // The session itself, its requests and its marks stay.
        QVERIFY(
            number(db, u"SELECT count(*) FROM entity WHERE session=%1 AND key='session'"_s.arg(id))
            == 1);
    }

    void sessionsAreCountedInSlices()
    {
        Kept kept;
        hearAll(kept);
        Database& db = kept.history->database();
        StorageReader reader;
        while (reader.step(db, 1us)) { }
        const StorageFound found = reader.take(db, {});
        QVERIFY(found.files.empty());
        QVERIFY(!found.sessions.empty());
        QCOMPARE(found.sessions.front().key.session, sessionIn(db));
        qint64 bytes = 0;
        for (const SessionStorage& one : found.sessions)
            bytes += one.bytes;
        QCOMPARE(bytes,
            number(db,
                u"SELECT (SELECT coalesce(sum(length(raw)),0) FROM payload)+(SELECT"
                " coalesce(sum(length(raw)),0) FROM event WHERE session IS NOT NULL)"_s)
                - number(db,
                    u"SELECT coalesce(sum(length(payload.raw)),0) FROM payload JOIN event ON"
                    " event.row=payload.row WHERE event.session IS NULL"_s));
    }

    void theFileShrinksInSlices()
    {
        QTemporaryDir dir;
        auto history = std::move(*History::open(dir.path()));
        QCOMPARE(number(history->database(), u"PRAGMA auto_vacuum"_s), 2);
        history->begin();
        Database& db = history->database();
        db.execute(u"CREATE TABLE big(a)"_s);
        db.execute(u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<400)"
                   " INSERT INTO big SELECT randomblob(8000) FROM n"_s);
        QVERIFY(history->commit());
        history->begin();
        db.execute(u"DROP TABLE big"_s);
        QVERIFY(history->commit());
        const qint64 pages = number(db, u"PRAGMA page_count"_s);
        QVERIFY(number(db, u"PRAGMA freelist_count"_s) > 500);
        std::vector<Progress> told;
        Timestamp now = timestampFromMs(t0);
        StorageDesk desk(*history,
            {[&](const Progress& p) { told.push_back(p); }, [](const SessionKey&) { return true; },
                [](const SessionKey&) {}, [](const std::function<void(Database*)>&) {},
                [](const std::function<void()>& what) { what(); }, [&] { return now += 1s; }});
        desk.shrink();
        QTRY_VERIFY(!told.empty() && told.back().finished);
        QVERIFY(told.size() > 1); // not in one go
        QCOMPARE(number(db, u"PRAGMA freelist_count"_s), 0);
        QVERIFY(number(db, u"PRAGMA page_count"_s) < pages - 500);
        QCOMPARE(number(db,
                     u"SELECT count(*) FROM pragma_integrity_check WHERE"
                     " integrity_check<>'ok'"_s),
            0);
    }

    void whatRestedGoesAndWhatWorksStays()
    {
        Kept kept;
        hearAll(kept);
        Database& db = kept.history->database();
        const QString contents = u"SELECT count(*) FROM entity WHERE key LIKE 'm:%'"_s;
        const qint64 before = number(db, contents);
        bool rests = false;
        std::vector<Progress> told;
        std::vector<SessionKey> dropped;
        Timestamp now = timestampFromMs(kept.now) + std::chrono::days(100);
        StorageDesk desk(*kept.history,
            {[&](const Progress& p) { told.push_back(p); },
                [&](const SessionKey&) { return rests; },
                [&](const SessionKey& key) { dropped.push_back(key); },
                [&](const std::function<void(Database*)>& what) { what(&db); },
                [](const std::function<void()>& what) { QTimer::singleShot(0, qApp, what); },
                [&] { return now; }});
        int counts = 0;
        desk.drop({source, sessionIn(db)}); // somebody works in it
        QTRY_VERIFY(!told.empty() && told.back().finished);
        QCOMPARE(number(db, contents), before);
        desk.setRetention({Retention::Keep::Days, 200, 0}); // nothing is as old as that
        desk.read([&](const StorageFound&) { ++counts; });
        QTRY_COMPARE(counts, 1);
        QCOMPARE(number(db, contents), before);
        rests = true;
        desk.setRetention({Retention::Keep::Days, 30, 0});
        QTRY_VERIFY(told.back().kind == Progress::Kind::Retain && told.back().finished);
        QCOMPARE(number(db, contents), 0);
        QVERIFY(!dropped.empty());
        QVERIFY(number(db, u"SELECT count(*) FROM event"_s) > 0);
    }

    void healthIsKeptAndBounded()
    {
        QTemporaryDir dir;
        {
            auto history = std::move(*History::open(dir.path()));
            HealthStore store(history->database());
            for (int i = 0; i < 1200; ++i) {
                HealthNews news;
                news.happened.push_back({timestampFromMs(t0 + i * 60'000), HealthEvent::Kind::Lost,
                    0, 0ms, {Issue::Code::TimedOut, source, {QString::number(i)}}});
                news.minute = HealthMinute{timestampFromMs(t0 + i * 120'000), i, 1, 5ms, 0};
                history->begin();
                store.put(source, news);
                QVERIFY(history->commit());
            }
        }
        auto history = std::move(*History::open(dir.path()));
        HealthStore store(history->database());
        const SourceHealth found = store.read(source);
        QCOMPARE(found.happened.size(), healthEventsKept);
        QCOMPARE(found.happened.back().issue.code, Issue::Code::TimedOut);
        QCOMPARE(found.happened.back().issue.args, QStringList{u"1199"_s});
        QVERIFY(found.minutes.size() <= size_t(24 * 60 / 2 + 50));
        QCOMPARE(found.minutes.back().bytes, 1199);
        QVERIFY(number(history->database(), u"SELECT count(*) FROM health_event"_s)
            <= qint64(healthEventsKept) + 50);
    }

    void theEngineTellsHowItDoesAndWhatItTakes()
    {
        QTemporaryDir dir;
        const QString log = dir.filePath(u"durable_stream.jsonl"_s);
        QVERIFY(appendTo(log, sessionLine(1, u"ses_a"_s, u"A title"_s)));
        for (int run = 1; run <= 2; ++run) {
            Followed followed(dir.filePath(u"profile"_s), log);
            QVERIFY(followed.isLive());
            const auto health = followed.ask<HealthFound>(Lookup::ReadHealth{});
            QVERIFY(health && health->sources.size() == 1);
            const SourceHealth& one = health->sources.front();
            QCOMPARE(one.source, followed.config.id());
            QCOMPARE(one.happened.size(), size_t(run)); // also what the run before saw
            QVERIFY(!one.minutes.empty() && one.minutes.front().bytes > 0);
            const auto stored = followed.ask<StorageFound>(Lookup::ReadStorage{});
            QVERIFY(stored && stored->sessions.size() == 1);
            QCOMPARE(stored->sessions.front().key.session, SessionId(u"ses_a"_s));
            QVERIFY(!stored->files.empty());
            const auto facts = followed.ask<DatabaseFacts>(Lookup::ReadFacts{});
            QVERIFY(facts && facts->integrity == QStringList{u"ok"_s});
            followed.engine.submit(DropContent{{followed.config.id(), SessionId(u"ses_a"_s)}});
            QTRY_VERIFY(!followed.issues.empty()); // what is in a log is not ours to drop
            QCOMPARE(followed.issues.back().code, Issue::Code::NotOffered);
        }
    }

    void howLateAnEventIsIsToldWhereItSaysItsTime()
    {
        Kept kept;
        SourceStatus live = kept.follower.status();
        live.state = SyncState::Live;
        kept.follower.transportChanged(live, timestampFromMs(kept.now), kept.changes);
        kept.hear(u"session.idle"_s, {{u"sessionID"_s, ses.value()}});
        QCOMPARE(kept.follower.status().lag, -1ms);
        const qint64 then = kept.now;
        kept.now += 1000;
        kept.hear(u"session.idle"_s, {{u"sessionID"_s, ses.value()}, {u"time"_s, then}});
        QCOMPARE(kept.follower.status().lag, milliseconds(kept.now - then));
        // A clock that is ahead of ours says nothing.
        kept.hear(u"session.idle"_s, {{u"sessionID"_s, ses.value()}, {u"time"_s, kept.now + 9000}});
        QCOMPARE(kept.follower.status().lag, 0ms);
    }

    void aLongLogSaysHowFarItIsRead()
    {
        QTemporaryDir dir;
        const QString log = dir.filePath(u"durable_stream.jsonl"_s);
        QByteArray lines;
        while (lines.size() < 5'000'000)
            lines += sessionLine(int(lines.size()), u"ses_a"_s, QString(2000, u'x'));
        QVERIFY(appendTo(log, lines));
        Heard host;
        SourceConfig config;
        config.kind = SourceKind::Log;
        config.url = QUrl::fromLocalFile(log);
        LogSource followed(config, host);
        followed.start();
        QTRY_VERIFY(!host.told.empty() && host.told.back().state == SyncState::Live);
        const auto known = std::ranges::find(host.told, lines.size(), &SourceStatus::catchUpAll);
        QVERIFY(known != host.told.end() && known->state == SyncState::CatchUp);
        QCOMPARE(host.told.back().catchUpAll, -1);
        QCOMPARE(host.told.back().catchUpDone, lines.size());
        QCOMPARE(host.told.back().bytes, lines.size());
    }

    void factsSayNothingOfWhatIsHeld()
    {
        Kept kept;
        hearAll(kept);
        const DatabaseFacts facts = readDatabaseFacts(kept.history->database());
        QCOMPARE(facts.integrity, QStringList{u"ok"_s});
        QVERIFY(facts.schema > 0);
        const auto events =
            std::ranges::find(facts.tables, u"event"_s, &DatabaseFacts::Table::name);
        QVERIFY(events != facts.tables.end() && events->rows > 0);
        QVERIFY(sqliteVersion().startsWith(u"3."_s));
    }
};

QTEST_GUILESS_MAIN(TestStorage)
#include "tst_storage.moc"
