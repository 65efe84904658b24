// SPDX-License-Identifier: MIT
#include "core/server/streamframes.h"
#include "core/server/streamstore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace headgate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp day0 = Timestamp(1'800'000'000'000ms);

CreatePlan jsonPlan()
{
    CreatePlan plan;
    plan.config.contentType = "application/json";
    plan.isJson = true;
    return plan;
}

StreamBody json(const QByteArray& text)
{
    return *readBody(text, true, Dialect::Current);
}

QByteArray all(StreamStore& store, const QByteArray& name, qsizetype chunk = 1 << 20)
{
    const StreamFacts* facts = store.find({name}, day0);
    if (!facts)
        return {};
    std::vector<StreamRow> rows;
    for (Position at = facts->head; at < facts->tail;) {
        const auto some = store.read(facts->id, at, chunk);
        if (some.empty())
            return "a read gave nothing";
        at = some.back().end();
        rows.insert(rows.end(), some.begin(), some.end());
    }
    return bodyText(rows, facts->isJson, Dialect::Current);
}

} // namespace

class TestStreamStore : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<StreamStore> open(const QString& directory)
    {
        auto store = StreamStore::open(directory, StreamStore::Durability::Relaxed);
        return store ? std::move(*store) : nullptr;
    }

private slots:
    // Streams may hold what agents said: nobody else's, whatever the umask and the directory allow.
    void theStoreIsItsOwnersAlone()
    {
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup
            | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
        const mode_t before = ::umask(0);
        const auto restore = qScopeGuard([before] { ::umask(before); });
        QTemporaryDir dir;
        QVERIFY(QFile::setPermissions(dir.path(), QFile::Permissions(0x7777)));
        auto store = open(dir.path());
        QVERIFY(store);
        store->append(store->create({"one"}, jsonPlan(), day0).id, json("1"), day0);
        QVERIFY(store->commit());
        QVERIFY(!(QFileInfo(dir.path()).permissions() & others));
        const QFileInfoList files = QDir(dir.path()).entryInfoList({u"streams.db*"_s}, QDir::Files);
        QCOMPARE(files.size(), 3); // with its log and the log's index
        for (const QFileInfo& file : files)
            QVERIFY2(!(file.permissions() & others), qPrintable(file.fileName()));
    }

    // AP-08, AP-09: what was committed is there after a restart, all of it.
    void keepsEverythingOverARestart()
    {
        QTemporaryDir dir;
        auto store = open(dir.path());
        QVERIFY(store);
        CreatePlan plan = jsonPlan();
        plan.config.expiresAt = "2099-01-01T00:00:00Z";
        plan.expiry = *readDate(plan.config.expiresAt);
        const StreamId id = store->create({"a/\xc3\xa9"}, plan, day0).id;
        store->append(id, json("[1,\"12345678901234567890\",{\"z\":1,\"a\":2}]"), day0);
        store->setProducer(id, {"p", 3, 4}, day0);
        store->setWriterSeq(id, "s1");
        store->close(id, ProducerClaim{"p", 3, 4});
        QVERIFY(store->commit());
        const StreamFacts before = *store->find(id);
        store.reset();
        store = open(dir.path());
        const StreamFacts* after = store->find({"a/\xc3\xa9"}, day0);
        QVERIFY(after);
        QCOMPARE(after->id, before.id);
        QCOMPARE(after->tail, before.tail);
        QCOMPARE(after->config.expiresAt, before.config.expiresAt);
        QCOMPARE(after->lastSeq, "s1");
        QVERIFY(after->isClosed);
        QCOMPARE(*after->closedBy, *before.closedBy);
        QCOMPARE(store->producer(id, "p")->lastSeq, 4);
        QCOMPARE(all(*store, "a/\xc3\xa9"), "[1,\"12345678901234567890\",{\"z\":1,\"a\":2}]");
    }

    void forgetsATurnThatWasNotCommitted()
    {
        QTemporaryDir dir;
        auto store = open(dir.path());
        const StreamId id = store->create({"a"}, jsonPlan(), day0).id;
        store->append(id, json("1"), day0);
        QVERIFY(store->commit());
        store->append(id, json("2"), day0);
        store->setProducer(id, {"p", 0, 0}, day0);
        store->create({"b"}, jsonPlan(), day0);
        store.reset();
        store = open(dir.path());
        QCOMPARE(all(*store, "a"), "[1]");
        QVERIFY(!store->producer(id, "p"));
        QVERIFY(!store->find({"b"}, day0));
    }

    void readsFromEveryPlaceInPiecesOfAnySize()
    {
        QTemporaryDir dir;
        auto store = open(dir.path());
        const StreamId id = store->create({"a"}, jsonPlan(), day0).id;
        QByteArrayList expected;
        for (int row = 0; row < 30; ++row) {
            QByteArrayList values;
            for (int i = 0; i <= row % 4; ++i)
                values.append(QByteArray::number(row * 10 + i));
            expected += values;
            store->append(id, json("[" + values.join(',') + "]"), day0);
            if (row % 3 == 0)
                QVERIFY(store->commit());
        }
        QVERIFY(store->commit());
        // From memory, and again from the disk.
        for (int round = 0; round < 2; ++round) {
            for (qint64 from = 0; from < expected.size(); ++from) {
                const auto rows = store->read(id, {from}, 1 << 20);
                const QByteArray wanted = "[" + expected.mid(from).join(',') + "]";
                QCOMPARE(bodyText(rows, true, Dialect::Current), wanted);
            }
            for (const qsizetype chunk : {1, 7, 40})
                QCOMPARE(all(*store, "a", chunk), QByteArray("[" + expected.join(',') + "]"));
            store.reset();
            store = open(dir.path());
        }
    }

    void isReadableWhereverItsLogIsCut()
    {
        QTemporaryDir dir;
        auto store = open(dir.path());
        const StreamId id = store->create({"a"}, jsonPlan(), day0).id;
        QVERIFY(store->commit());
        for (int i = 0; i < 12; ++i) {
            store->append(id, json(QByteArray::number(i)), day0);
            store->setProducer(id, {"p", 0, i}, day0);
            QVERIFY(store->commit());
        }
        // As a crash leaves it: the files of a store that is still open.
        QFile log(dir.filePath(u"streams.db-wal"_s));
        QFile base(dir.filePath(u"streams.db"_s));
        QVERIFY(log.open(QFile::ReadOnly) && base.open(QFile::ReadOnly));
        const QByteArray logBytes = log.readAll();
        const QByteArray baseBytes = base.readAll();
        qint64 before = 0;
        QRandomGenerator random(4437);
        for (int round = 0; round < 150; ++round) {
            // Every tenth of it, and places in between; now and then a byte is wrong instead.
            const bool tear = round % 3 == 0;
            const qsizetype at =
                round < 100 ? logBytes.size() * round / 100 : random.bounded(int(logBytes.size()));
            QByteArray torn = tear ? logBytes : logBytes.left(at);
            if (tear && at < torn.size())
                torn[at] = char(~torn[at]);
            QTemporaryDir copy;
            QFile copyBase(copy.filePath(u"streams.db"_s));
            QFile copyLog(copy.filePath(u"streams.db-wal"_s));
            QVERIFY(copyBase.open(QFile::WriteOnly) && copyLog.open(QFile::WriteOnly));
            copyBase.write(baseBytes);
            copyLog.write(torn);
            copyBase.close();
            copyLog.close();
            auto again = open(copy.path());
            QVERIFY2(again, qPrintable(u"at %1"_s.arg(at)));
            const StreamFacts* facts = again->find({"a"}, day0);
            const qint64 count = facts ? facts->tail.at : 0;
            // Whatever is left is a beginning, and data and producer agree.
            QByteArrayList wanted;
            for (int i = 0; i < count; ++i)
                wanted.append(QByteArray::number(i));
            if (facts) {
                QCOMPARE(all(*again, "a"), QByteArray("[" + wanted.join(',') + "]"));
                const auto producer = again->producer(facts->id, "p");
                QCOMPARE(producer ? producer->lastSeq : -1, count - 1);
            }
            if (!tear && round < 100) {
                QVERIFY(count >= before);
                before = count;
            }
        }
    }

    void stitchesForksAndKeepsTheirSources()
    {
        QTemporaryDir dir;
        auto store = open(dir.path());
        const StreamId root = store->create({"root"}, jsonPlan(), day0).id;
        store->append(root, json("[0,1,2,3]"), day0);
        CreatePlan plan = jsonPlan();
        plan.source = root;
        plan.begin = {3};
        const StreamId fork = store->create({"fork"}, plan, day0).id;
        store->append(fork, json("[\"f\"]"), day0);
        store->append(root, json("[4]"), day0);
        plan.source = fork;
        plan.begin = {2}; // before the fork's own beginning
        const StreamId twig = store->create({"twig"}, plan, day0).id;
        store->append(twig, json("[\"t\"]"), day0);
        QVERIFY(store->commit());
        for (int round = 0; round < 2; ++round) {
            QCOMPARE(all(*store, "root"), "[0,1,2,3,4]");
            QCOMPARE(all(*store, "fork"), "[0,1,2,\"f\"]");
            QCOMPARE(all(*store, "twig"), "[0,1,\"t\"]");
            QCOMPARE(store->find(twig)->offsetAt({2}), (StreamOffset{root, {2}}));
            QCOMPARE(store->find(twig)->offsetAt({3}), (StreamOffset{twig, {3}}));
            store.reset();
            store = open(dir.path());
        }
        store->remove(root);
        store->remove(fork);
        QVERIFY(store->commit());
        QVERIFY(store->find(root)->isDeleted && store->find(fork)->isDeleted);
        store.reset();
        store = open(dir.path());
        QVERIFY(store->find(root)->isDeleted);
        QCOMPARE(all(*store, "twig"), "[0,1,\"t\"]");
        store->remove(twig);
        QVERIFY(store->commit());
        QVERIFY(!store->find(root) && !store->find(fork));
        while (store->tidy(day0, 0ms)) { }
        QVERIFY(store->commit());
        // A name used again has new offsets, above the old ones.
        QVERIFY(qint64(store->create({"root"}, jsonPlan(), day0).id) > qint64(twig));
    }

    // DG-36, AP-10
    void removesWhatIsOlderThanTheRetention()
    {
        QTemporaryDir dir;
        auto store = open(dir.path());
        const StreamId id = store->create({"a"}, jsonPlan(), day0).id;
        for (int day = 0; day < 40; ++day) {
            store->append(id, json(QByteArray::number(day)), day0 + day * 24h);
            QVERIFY(store->commit());
        }
        CreatePlan plan = jsonPlan();
        plan.source = id;
        plan.begin = {12};
        const StreamId fork = store->create({"fork"}, plan, day0).id;
        const auto tidyAt = [&](int day) {
            while (store->tidy(day0 + day * 24h, 30 * 24h)) { }
            QVERIFY(store->commit());
        };
        tidyAt(30); // the oldest is exactly 30 days old
        QCOMPARE(store->find(id)->head, Position{0});
        tidyAt(40);
        QCOMPARE(store->find(id)->head, Position{10});
        QVERIFY(all(*store, "a").startsWith("[10,11,"));
        QCOMPARE(all(*store, "fork"), "[10,11]");
        tidyAt(200);
        for (int round = 0; round < 2; ++round) {
            QCOMPARE(store->find(id)->head, Position{40});
            QCOMPARE(store->find(id)->tail, Position{40});
            QCOMPARE(store->find(fork)->head, Position{12});
            store.reset();
            store = open(dir.path());
        }
        store->append(id, json("\"new\""), day0 + 200 * 24h);
        QVERIFY(store->commit());
        QCOMPARE(all(*store, "a"), "[\"new\"]");
    }

    void expiresAndForgetsProducers()
    {
        QTemporaryDir dir;
        auto store = open(dir.path());
        CreatePlan plan = jsonPlan();
        plan.config.ttlSeconds = 10;
        const StreamId id = store->create({"ttl"}, plan, day0).id;
        store->setProducer(id, {"p", 0, 0}, day0);
        QVERIFY(store->commit());
        store->touch(id, day0 + 9s);
        QVERIFY(store->commit());
        store.reset();
        store = open(dir.path());
        QVERIFY(store->find({"ttl"}, day0 + 18s));
        QVERIFY(store->producer(id, "p"));
        QVERIFY(!store->find({"ttl"}, day0 + 19s));
        QVERIFY(store->commit());
        const StreamId other = store->create({"kept"}, jsonPlan(), day0).id;
        store->setProducer(other, {"p", 0, 0}, day0);
        QVERIFY(store->commit());
        store->tidy(day0 + 8 * 24h, 0ms);
        QVERIFY(store->commit());
        QVERIFY(!store->producer(other, "p"));
    }

    void publishesEachEventOnce()
    {
        QTemporaryDir dir;
        auto store = open(dir.path());
        store->publish({"mirror"}, {{"e1", "1"}, {"e2", "not json"}, {"e3", "3"}}, "c1", day0);
        QVERIFY(store->commit());
        store.reset();
        store = open(dir.path());
        QCOMPARE(store->copyCursor({"mirror"}), "c1");
        store->publish({"mirror"}, {{"e1", "1"}, {"e3", "3"}, {"e4", "4"}}, "c2", day0);
        QVERIFY(store->commit());
        QCOMPARE(all(*store, "mirror"), "[1,3,4]");
        QCOMPARE(store->copyCursor({"mirror"}), "c2");
        QCOMPARE(store->copyCursor({"none"}), QByteArray());
    }

    void belongsToOneProcess()
    {
        QTemporaryDir dir;
        const auto store = open(dir.path());
        QVERIFY(store);
        const auto second = StreamStore::open(dir.path(), StreamStore::Durability::Full);
        QVERIFY(!second);
        QCOMPARE(second.error().code, Issue::Code::ProfileLocked);
    }

    // AP-07
    void findsRowsByIndex()
    {
        QTemporaryDir dir;
        open(dir.path()).reset();
        auto database = Database::open(dir.filePath(u"streams.db"_s), Database::Mode::ReadOnly);
        QVERIFY(database);
        Query query = (*database)->prepare(
            u"EXPLAIN QUERY PLAN SELECT body FROM batch WHERE stream=1 AND position>=5"_s);
        QVERIFY((*database)->run(query) && query.next());
        QVERIFY(query.value(3).toString().contains(u"USING INDEX"_s));
    }
};

QTEST_GUILESS_MAIN(TestStreamStore)
#include "tst_streamstore.moc"
