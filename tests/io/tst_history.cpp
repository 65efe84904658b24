// SPDX-License-Identifier: MIT
#include "core/engine.h"
#include "core/store/history.h"
#include "core/store/schema.h"
#include "tests/support/fakelists.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QRandomGenerator>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <iostream>
#include <sys/stat.h>

using namespace headgate;
using namespace headgate::test;

namespace {

const QStringList& ingested()
{
    static const QStringList names{u"long.sse"_s, u"permission-always.sse"_s, u"shell.sse"_s,
        u"subagent.sse"_s, u"message-removed.sse"_s};
    return names;
}

std::vector<SourceItem> ingestedItems()
{
    QList<QByteArray> frames;
    for (const QString& name : ingested())
        frames += framesOf(name);
    return itemsOf(frames);
}

/** What the child process does: the whole stream into a profile, in many small transactions. */
int ingest(const QString& profile)
{
    auto history = History::open(profile);
    if (!history)
        return 2;
    SourceConfig config;
    config.url = QUrl(u"http://127.0.0.1:4096"_s);
    Follower follower(config, **history, Engine::EventFeed::Off);
    ChangeBatch changes;
    std::vector<Follower::Wish> wishes;
    (*history)->begin();
    follower.restore(timestampFromMs(t0), changes);
    if (!(*history)->commit())
        return 3;
    const std::vector<SourceItem> items = ingestedItems();
    std::cout << "ready" << std::endl;
    QRandomGenerator& random = *QRandomGenerator::global();
    for (size_t at = 0; at < items.size();) {
        const size_t end = std::min(items.size(), at + 1 + random.bounded(8U));
        (*history)->begin();
        follower.apply({items.begin() + qsizetype(at), items.begin() + qsizetype(end)},
            timestampFromMs(t0), changes, wishes);
        if (!(*history)->commit())
            return 4;
        changes.clear();
        at = end;
    }
    return 0;
}

qint64 number(Database& database, const QString& sql)
{
    Query query = database.prepare(sql);
    return database.run(query) && query.next() ? query.value(0).toLongLong() : -1;
}

} // namespace

class TestHistory : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    // DG-03
    void eventsAndCursorAreOneTransaction()
    {
        {
            auto history = std::move(*History::open(profile()));
            history->begin();
            qint64 row = 0;
            history->append(message(u"msg_1"_s, u"evt_1"_s, 4), &row);
            history->setCursor(sesKey, 4);
            QVERIFY(history->commit());
            // Begun and not committed: as if it had never been.
            history->begin();
            history->append(message(u"msg_2"_s, u"evt_2"_s, 5), &row);
            history->setCursor(sesKey, 5);
        }
        auto history = std::move(*History::open(profile()));
        history->begin();
        QVERIFY(history->knows(source, EventId(u"evt_1"_s)));
        QVERIFY(!history->knows(source, EventId(u"evt_2"_s)));
        QCOMPARE(history->cursor(sesKey), 4);
        QCOMPARE(history->cursors(source).value(ses), 4);
        QVERIFY(history->commit());
    }

    // What agents said and did is nobody else's, whatever the umask and the directory allow.
    void theProfileIsItsOwnersAlone()
    {
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup
            | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
        const mode_t before = ::umask(0);
        const auto restore = qScopeGuard([before] { ::umask(before); });
        QVERIFY(QDir().mkpath(profile()));
        QVERIFY(QFile::setPermissions(profile(), QFile::Permissions(0x7777)));
        auto history = std::move(*History::open(profile()));
        history->begin();
        qint64 row = 0;
        history->append(message(u"msg_1"_s, u"evt_1"_s, 4), &row);
        QVERIFY(history->commit());
        QVERIFY(!(QFileInfo(profile()).permissions() & others));
        const QFileInfoList files = QDir(profile()).entryInfoList({u"history.db*"_s}, QDir::Files);
        QCOMPARE(files.size(), 3); // with its log and the log's index
        for (const QFileInfo& file : files)
            QVERIFY2(!(file.permissions() & others), qPrintable(file.fileName()));
    }

    // DG-16
    void theSameIdTwiceIsAnError()
    {
        auto history = std::move(*History::open({}));
        history->begin();
        qint64 row = 0;
        history->append(message(u"msg_1"_s, u"evt_1"_s), &row);
        QVERIFY(history->knows(source, EventId(u"evt_1"_s)));
        history->append(message(u"msg_1"_s, u"evt_1"_s), &row);
        const Outcome done = history->commit();
        QVERIFY(!done);
        QCOMPARE(done.error().code, Issue::Code::DatabaseError);
        history->begin();
        QVERIFY(!history->knows(source, EventId(u"evt_1"_s)));
        QVERIFY(history->commit());
    }

    void aStaleNumberIsKeptAndNotApplied()
    {
        auto history = std::move(*History::open({}));
        history->begin();
        qint64 first = 0;
        qint64 second = 0;
        using enum History::Verdict;
        QCOMPARE(history->append(message(u"msg_1"_s, u"evt_2"_s, 7), &first), Applied);
        QCOMPARE(history->append(message(u"msg_1"_s, u"evt_1"_s, 5), &second), Stale);
        QCOMPARE(history->entity(sesKey, u"m:msg_1"_s)->row, first);
        QVERIFY(history->knows(source, EventId(u"evt_1"_s)));
        QVERIFY(!history->rawOf(sesKey, u"m:msg_1"_s).isEmpty());
        QVERIFY(history->commit());
    }

    void aSupersededPayloadGoesAndItsProofStays()
    {
        auto history = std::move(*History::open({}));
        history->begin();
        qint64 row = 0;
        for (int i = 1; i <= 10; ++i)
            history->append(message(u"msg_1"_s, u"evt_%1"_s.arg(i), i), &row);
        QVERIFY(history->commit());
        Database& db = history->database();
        QCOMPARE(number(db, u"SELECT count(*) FROM event"_s), 10);
        QCOMPARE(number(db, u"SELECT count(*) FROM payload"_s), 1);
        QCOMPARE(number(db, u"SELECT row FROM payload"_s), row);
        QCOMPARE(number(db, u"SELECT count(*) FROM event WHERE seq>0 AND hash<>0"_s), 10);
        QCOMPARE(history->entity(sesKey, u"m:msg_1"_s)->row, row);
    }

    void cumulativeOutputCostsWhatTheLastOneCosts()
    {
        auto history = std::move(*History::open(profile()));
        constexpr int updates = 1200;
        qint64 row = 0;
        qint64 sent = 0;
        QString output;
        for (int i = 0; i < updates; ++i) {
            output += QString(50, QChar(u'a' + i % 26));
            QJsonObject part = toolPart(u"prt_1"_s, u"msg_1"_s, u"running"_s);
            part[u"metadata"_s] = QJsonObject{{u"output"_s, output}};
            const Event update =
                eventOf(u"message.part.updated"_s, partBody(part), u"evt_%1"_s.arg(i));
            sent += update.raw.size();
            history->begin();
            history->append(update, &row);
            QVERIFY(history->commit());
        }
        QVERIFY(sent > 36'000'000);
        const qint64 payload =
            number(history->database(), u"SELECT sum(length(raw)) FROM payload"_s);
        QVERIFY2(payload < 70'000, qPrintable(QString::number(payload)));
        history.reset();
        // What each superseded one leaves is its row, some 200 bytes with its index.
        const qint64 kept = QFileInfo(profile() + "/history.db"_L1).size();
        QVERIFY2(kept < updates * 300 + 4 * 70'000, qPrintable(QString::number(kept)));
    }

    void piecesOfALivePartAreOneText()
    {
        {
            auto history = std::move(*History::open(profile()));
            history->begin();
            qint64 row = 0;
            history->append(message(u"msg_1"_s, u"evt_1"_s), &row);
            history->append(eventOf(u"message.part.updated"_s,
                                partBody(textPart(u"prt_1"_s, u"msg_1"_s, {}, false)), u"evt_2"_s),
                &row);
            append(*history, u"Hel"_s, false);
            append(*history, u"lo"_s, false);
            QVERIFY(history->commit());
        }
        auto history = std::move(*History::open(profile()));
        history->begin();
        append(*history, u" world"_s, true);
        QVERIFY(history->commit());
        Database& db = history->database();
        const LiveTexts texts = historyreader::loadLive(db, source);
        QCOMPARE(texts.parts.value(PartId(u"prt_1"_s)).text, u"Hello world"_s);
        QVERIFY(texts.parts.value(PartId(u"prt_1"_s)).cut);
        const SessionPage page = historyreader::loadPage(db, sesKey, {}, 10);
        QCOMPARE(page.messages.at(0).parts.at(0).gaps, std::vector<qsizetype>{5});
        history->begin();
        history->endLive(sesKey, PartId(u"prt_1"_s));
        QVERIFY(history->commit());
        QCOMPARE(number(db, u"SELECT count(*) FROM live_part"_s), 0);
    }

    void aProfileIsWrittenByOneProcess()
    {
        QProcess other;
        other.start(QCoreApplication::applicationFilePath(), {u"--hold"_s, profile()});
        QVERIFY(other.waitForReadyRead());
        const auto history = History::open(profile());
        QVERIFY(!history);
        QCOMPARE(history.error().code, Issue::Code::ProfileLocked);
        QCOMPARE(history.error().args.value(0), profile());
        QVERIFY(history.error().args.value(1).contains(QString::number(other.processId())));
        Engine engine({profile(), Engine::EventFeed::Off, 100});
        const Outcome started = engine.start();
        QVERIFY(!started);
        QCOMPARE(started.error().code, Issue::Code::ProfileLocked);
        engine.submit(AddSource{}); // without effect, and without harm
        // A dead owner does not keep it.
        other.kill();
        QVERIFY(other.waitForFinished());
        QVERIFY(History::open(profile()));
    }

    void aLockThatWasNeverFilledKeepsNobodyOut()
    {
        // Its process was killed between making and filling it.
        QVERIFY(QDir().mkpath(profile()));
        QFile lock(profile() + "/lock"_L1);
        QVERIFY(lock.open(QFile::WriteOnly));
        lock.close();
        QVERIFY(History::open(profile()));
        QVERIFY(!lock.exists());
    }

    void aNewerFileIsRefusedAndLeftAlone()
    {
        QVERIFY(History::open(profile()));
        {
            auto db =
                std::move(*Database::open(profile() + "/history.db"_L1, Database::Mode::ReadWrite));
            QVERIFY(db->execute(u"PRAGMA user_version=%1"_s.arg(historyMigrations().size() + 1)));
        }
        const auto history = History::open(profile());
        QVERIFY(!history);
        QCOMPARE(history.error().code, Issue::Code::DatabaseError);
        QVERIFY(history.error().args.value(0).contains("newer version"_L1));
    }

    void aFileThatIsNoDatabaseIsRefused()
    {
        QVERIFY(QDir().mkpath(profile()));
        QFile file(profile() + "/history.db"_L1);
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(QByteArray(5000, 'x'));
        file.close();
        const auto history = History::open(profile());
        QVERIFY(!history);
        QCOMPARE(history.error().code, Issue::Code::DatabaseError);
    }

    void whatWasAskedAndIsNoMoreWasAnswered()
    {
        auto history = std::move(*History::open({}));
        history->begin();
        qint64 row = 0;
        history->append(eventOf(u"permission.asked"_s, permission(u"per_1"_s), u"evt_1"_s), &row);
        QVERIFY(!history->wasAnswered(source, RequestId(u"per_1"_s)));
        history->append(
            eventOf(u"permission.replied"_s, repliedBody(u"per_1"_s, u"once"_s), u"evt_2"_s), &row);
        QVERIFY(history->wasAnswered(source, RequestId(u"per_1"_s)));
        QVERIFY(!history->wasAnswered(source, RequestId(u"per_2"_s)));
        QVERIFY(!history->wasAnswered(SourceId(u"demo:"_s), RequestId(u"per_1"_s)));
        QVERIFY(history->commit());
    }

    void manyChangesOfOneThingInATransactionAreOneOnDisk()
    {
        auto history = std::move(*History::open(profile()));
        history->begin();
        qint64 row = 0;
        for (int i = 1; i <= 100; ++i) {
            history->append(message(u"msg_1"_s, u"evt_%1"_s.arg(i)), &row);
            history->setSeq(source, EventId(u"evt_%1"_s.arg(i)), sesKey, {}, i);
            QCOMPARE(history->entity(sesKey, u"m:msg_1"_s)->row, row);
            QCOMPARE(history->entity(sesKey, u"m:msg_1"_s)->seq, std::optional<qint64>(i));
        }
        QVERIFY(!history->rawOf(sesKey, u"m:msg_1"_s).isEmpty());
        history->setOrder(sesKey, u"m:msg_1"_s, 7);
        QVERIFY(history->commit());
        history = {};
        history = std::move(*History::open(profile()));
        QCOMPARE(history->lastRow(), row);
        history->begin();
        const auto entity = history->entity(sesKey, u"m:msg_1"_s);
        QCOMPARE(entity, (std::optional<History::Entity>({row, 7, 100, false})));
        QVERIFY(history->commit());
        QCOMPARE(number(history->database(), u"SELECT count(*) FROM payload"_s), 1);
    }

    void rowsAreNeverGivenOutTwice()
    {
        auto history = std::move(*History::open(profile()));
        history->begin();
        const qint64 passed = history->passRow();
        QVERIFY(history->commit());
        history = {};
        history = std::move(*History::open(profile()));
        QCOMPARE(history->lastRow(), passed);
    }

    void aForgottenSourceLeavesOthersAlone()
    {
        auto history = std::move(*History::open({}));
        const SourceId demo(u"demo:"_s);
        history->begin();
        qint64 row = 0;
        Event other = message(u"msg_1"_s, u"evt_1"_s, 1);
        history->append(other, &row);
        other.source = demo;
        history->append(other, &row);
        history->setCursor({demo, ses}, 1);
        history->forget(demo);
        QVERIFY(!history->knows(demo, EventId(u"evt_1"_s)));
        QVERIFY(history->knows(source, EventId(u"evt_1"_s)));
        QVERIFY(history->cursors(demo).isEmpty());
        history->append(other, &row);
        QVERIFY(history->commit());
    }

    // DG-03, DG-32
    void killedAtAnyMomentNothingIsMissingAndNothingIsTwice()
    {
        const std::vector<SourceItem> items = ingestedItems();
        QList<QString> order;
        QHash<QString, qint64> seqs;
        for (const SourceItem& item : items) {
            if (const auto* event = std::get_if<Event>(&item))
                order.append(event->id.value());
            else if (const auto* twin = std::get_if<opencode::SyncTwin>(&item))
                seqs.insert(twin->id.value(), twin->seq);
        }
        qint64 most = 0;
        int rounds = 0;
        for (; rounds < 50; ++rounds) {
            // A fresh profile now and then, so that early moments are hit as well.
            if (rounds % 10 == 0) {
                m_dir = std::make_unique<QTemporaryDir>();
                most = 0;
            }
            QProcess child;
            child.start(QCoreApplication::applicationFilePath(), {u"--ingest"_s, profile()});
            QVERIFY(child.waitForReadyRead());
            // Negative for a child that is already done: the kill comes at a moment of chance.
            (void)child.waitForFinished(int(QRandomGenerator::global()->bounded(1, 25)));
            child.kill();
            QVERIFY(child.state() == QProcess::NotRunning || child.waitForFinished());
            checkPrefix(order, seqs, &most);
            if (QTest::currentTestFailed())
                return;
        }
        QCOMPARE(ingest(profile()), 0);
        checkPrefix(order, seqs, &most);
        QCOMPARE(most, order.size());
        Kept uncut;
        uncut.apply(items);
        auto db =
            std::move(*Database::open(profile() + "/history.db"_L1, Database::Mode::ReadOnly));
        for (auto it = uncut.follower.sessions().entries.cbegin();
             it != uncut.follower.sessions().entries.cend(); ++it) {
            const SessionPage page = historyreader::loadPage(*db, {source, it.key()}, {}, 10'000);
            QCOMPARE(page.messages, uncut.page(it.key()).messages);
        }
    }

private:
    QString profile() const { return m_dir->path() + "/profile"_L1; }

    static Event message(const QString& id, const QString& event, std::optional<qint64> seq = {})
    {
        Event made = eventOf(u"message.updated"_s, messageBody(messageInfo(id, t0)), event);
        made.seq = seq;
        return made;
    }

    static void append(History& history, const QString& text, bool gap)
    {
        history.passRow();
        history.appendLive(sesKey, MessageId(u"msg_1"_s), PartId(u"prt_1"_s), text, gap);
    }

    /** Everything up to the newest event that is kept is kept too, and the cursors say so. */
    void checkPrefix(const QList<QString>& order, const QHash<QString, qint64>& seqs, qint64* most)
    {
        auto db =
            std::move(*Database::open(profile() + "/history.db"_L1, Database::Mode::ReadOnly));
        Query q = db->prepare(u"SELECT eid FROM event WHERE eid IS NOT NULL"_s);
        QVERIFY(db->run(q));
        QSet<QString> kept;
        qint64 rows = 0;
        while (q.next()) {
            kept.insert(q.value(0).toString());
            ++rows;
        }
        QCOMPARE(qint64(kept.size()), rows);
        qsizetype last = order.size();
        while (last > 0 && !kept.contains(order[last - 1]))
            --last;
        // Deltas go when their part is final; what has a number stays.
        for (qsizetype i = 0; i < last; ++i)
            QVERIFY(kept.contains(order[i]) || !seqs.contains(order[i]));
        // What was committed once stays committed.
        QVERIFY(last >= *most);
        *most = last;
        QCOMPARE(number(*db,
                     u"SELECT count(*) FROM session WHERE seq<>(SELECT coalesce(max(event.seq),-1)"
                     " FROM event WHERE event.session=session.id)"_s),
            0);
        QCOMPARE(number(*db,
                     u"SELECT count(*) FROM session WHERE seq+1<>(SELECT count(*) FROM event WHERE"
                     " event.session=session.id AND event.seq IS NOT NULL)"_s),
            0);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    if (arguments.value(1) == "--ingest"_L1)
        return ingest(arguments.value(2));
    if (arguments.value(1) == "--hold"_L1) {
        const auto history = History::open(arguments.value(2));
        std::cout << "ready" << std::endl;
        return history ? app.exec() : 2;
    }
    TestHistory test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_history.moc"
