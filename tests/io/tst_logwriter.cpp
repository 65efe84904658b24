// SPDX-License-Identifier: MIT
#include "core/io/logwriter.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <fcntl.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

constexpr DirLock::Rules impatient{milliseconds(10'000), milliseconds(150)};

/** Sets the time a lock was refreshed at, in seconds from now. */
void refreshedAt(const QString& lock, int seconds)
{
    const timespec at{::time(nullptr) + seconds, 0};
    const std::array<timespec, 2> times{at, at};
    QCOMPARE(::utimensat(AT_FDCWD, QFile::encodeName(lock).constData(), times.data(), 0), 0);
}

qint64 nodeOf(const QString& path)
{
    struct stat info
    {
    };
    return ::stat(QFile::encodeName(path).constData(), &info) == 0 ? qint64(info.st_ino) : -1;
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(bytes);
}

} // namespace

class TestLogWriter : public QObject
{
    Q_OBJECT

private:
    QString path(const char* name) const { return m_dir.filePath(QLatin1StringView(name)); }
    /** A log and the path of its lock. */
    QString log(const char* name) const
    {
        const QString file = path(name);
        put(file, {});
        return file;
    }

    QTemporaryDir m_dir;

private slots:
    // DS-13
    void theLockIsADirectoryBesideTheRealFile()
    {
        const QString file = log("real.jsonl");
        QVERIFY(QFile::link(file, path("link.jsonl")));
        {
            const auto lock = DirLock::take(path("link.jsonl"), impatient);
            QVERIFY(lock);
            QVERIFY(!lock->wasStale());
            QVERIFY(QDir(file + ".lock"_L1).exists());
            const auto second = DirLock::take(file, impatient); // not re-entrant
            QVERIFY(!second);
            QCOMPARE(second.error(), (Issue{Issue::Code::LogLocked, {}, {file, u"0"_s}}));
        }
        QVERIFY(!QDir(file + ".lock"_L1).exists());
        QVERIFY(!DirLock::take(path("missing.jsonl"), impatient));
    }

    // DS-14
    void onlyAStaleLockIsTakenOver_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<bool>("taken");
        QTest::newRow("fresh") << 0 << false;
        QTest::newRow("nearly stale") << -5 << false;
        QTest::newRow("in the future") << 3600 << false;
        QTest::newRow("stale") << -12 << true;
    }
    void onlyAStaleLockIsTakenOver()
    {
        QFETCH(int, seconds);
        QFETCH(bool, taken);
        const QString file = log("stale.jsonl");
        const QString other = file + ".lock"_L1;
        QVERIFY(QDir().mkdir(other));
        refreshedAt(other, seconds);
        {
            const auto lock = DirLock::take(file, impatient);
            QCOMPARE(bool(lock), taken);
            if (taken)
                QVERIFY(lock->wasStale());
            else
                QCOMPARE(lock.error().code, Issue::Code::LogLocked);
        }
        QCOMPARE(QDir(other).exists(), !taken);
        QDir().rmdir(other);
    }

    void aLockOfAnotherKindIsLeftAlone()
    {
        const QString file = log("kind.jsonl");
        put(file + ".lock"_L1, "a QLockFile");
        refreshedAt(file + ".lock"_L1, -60);
        QCOMPARE(DirLock::take(file, impatient).error().code, Issue::Code::LogLocked);
        QCOMPARE(contents(file + ".lock"_L1), QByteArray("a QLockFile"));
    }

    void aLockThatWasTakenAwayIsNotGivenBack()
    {
        const QString file = log("lost.jsonl");
        const QString directory = file + ".lock"_L1;
        {
            auto lock = DirLock::take(file, impatient);
            QVERIFY(lock);
            QVERIFY(lock->keep());
            // What a writer does that takes us for dead.
            QVERIFY(QDir().rename(directory, directory + u'2') && QDir().mkdir(directory));
            const Outcome kept = lock->keep();
            QVERIFY(!kept);
            QCOMPARE(kept.error().code, Issue::Code::LockLost);
        }
        QVERIFY(QDir(directory).exists());
    }

    void aLockThatIsHeldLongIsRefreshed()
    {
        const QString file = log("long.jsonl");
        const QString directory = file + ".lock"_L1;
        auto lock = DirLock::take(file, {milliseconds(0), milliseconds(150)}); // due at once
        QVERIFY(lock);
        const qint64 node = nodeOf(directory);
        for (int i = 0; i < 3; ++i)
            QVERIFY(lock->keep());
        QCOMPARE(nodeOf(directory), node);
    }

    // DS-12, DS-16, DS-42
    void aLineIsNeverGluedOntoATornOne_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("an empty log") << QByteArray() << QByteArray("{}\n");
        QTest::newRow("a whole line") << QByteArray("{\"a\":1}\n") << QByteArray("{\"a\":1}\n{}\n");
        QTest::newRow("a torn line") << QByteArray("{\"id\":") << QByteArray("{\"id\":\n{}\n");
        QTest::newRow("a line without its end")
            << QByteArray("{\"a\":1}") << QByteArray("{\"a\":1}\n{}\n");
    }
    void aLineIsNeverGluedOntoATornOne()
    {
        QFETCH(QByteArray, before);
        const QString file = path("torn.jsonl");
        put(file, before);
        const LogWriter writer(file);
        QVERIFY(writer.append("{}\n"));
        QTEST(contents(file), "after");
        QVERIFY(!QDir(file + ".lock"_L1).exists());
    }

    // DS-15, DS-16
    void theFirstWriteMakesDirectoryAndFile()
    {
        const QString file = path(".opencode/durable_stream.jsonl");
        LogWriter::Options options;
        options.sync = true;
        const LogWriter writer(file, options);
        QVERIFY(writer.prepare());
        QVERIFY(QFile::exists(file) && contents(file).isEmpty());
        QVERIFY(writer.append("{}\n"));
        QCOMPARE(contents(file), QByteArray("{}\n"));
    }

    void whatTheSystemRefusesIsAnIssue()
    {
        const QString file = log("a-file");
        const Outcome done = LogWriter(file + "/log.jsonl"_L1).append("{}\n");
        QVERIFY(!done);
        QCOMPARE(done.error().code, Issue::Code::LogError);
        QCOMPARE(done.error().args.value(0), QString(file + "/log.jsonl"_L1));
        QVERIFY(!LogWriter(m_dir.path()).append("{}\n")); // a directory
    }

    // A writer that rotates renames the file under the lock.
    void aHoldSeesTheFileThatIsThereNow()
    {
        const QString file = log("turned.jsonl");
        const LogWriter writer(file);
        QVERIFY(writer.append("{\"n\":1}\n"));
        QVERIFY(QFile::rename(file, path("turned_2026-01-02.jsonl")));
        QVERIFY(writer.append("{\"n\":2}\n"));
        QCOMPARE(contents(file), QByteArray("{\"n\":2}\n"));
        QCOMPARE(contents(path("turned_2026-01-02.jsonl")), QByteArray("{\"n\":1}\n"));
    }

    void severalLinesGoIntoOneHold()
    {
        const QString file = log("several.jsonl");
        {
            auto hold = LogWriter(file).hold();
            QVERIFY(hold);
            QVERIFY(hold->write("{\"n\":1}\n"));
            QVERIFY(hold->write("{\"n\":2}\n"));
            QVERIFY(hold->keep());
        }
        QCOMPARE(contents(file), QByteArray("{\"n\":1}\n{\"n\":2}\n"));
    }

    // DS-13; other programs are in tst_e2e_logwriters.
    void threadsWriteWholeLines()
    {
        const QString file = log("threads.jsonl");
        constexpr int each = 100;
        std::vector<std::thread> threads;
        std::atomic<int> refused = 0;
        for (int t = 0; t < 3; ++t) {
            threads.emplace_back([&, t] {
                const LogWriter writer(file);
                for (int i = 0; i < each; ++i)
                    refused += writer.append(QByteArray::number(t * 1000 + i) + '\n') ? 0 : 1;
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(refused.load(), 0);
        QList<QByteArray> lines = contents(file).trimmed().split('\n');
        QCOMPARE(lines.size(), 3 * each);
        std::sort(lines.begin(), lines.end());
        QCOMPARE(std::unique(lines.begin(), lines.end()), lines.end());
        QVERIFY(!QDir(file + ".lock"_L1).exists());
    }
};

QTEST_GUILESS_MAIN(TestLogWriter)
#include "tst_logwriter.moc"
