// SPDX-License-Identifier: MIT
#include "core/eventlog.h"
#include "tests/support/ownprocess.h"
#include "tests/support/testtools.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int each = 500;

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

/** What the log adds up to, without any of the code under test. */
struct Recount
{
    qint64 events = 0;
    qint64 unreadable = 0;
    QSet<QString> ids;
    QSet<QString> checkpoints; ///< that wait
    QSet<QString> intents; ///< that are active
    QHash<QString, int> streams;

    explicit Recount(const QString& path)
    {
        const QByteArray bytes = contents(path);
        for (const QByteArray& line : bytes.left(bytes.lastIndexOf('\n') + 1).split('\n')) {
            if (line.isEmpty())
                continue;
            const QJsonObject event = QJsonDocument::fromJson(line).object();
            if (event.isEmpty()) {
                ++unreadable;
                continue;
            }
            ++events;
            ids.insert(event["id"_L1].toString());
            ++streams[event["stream_id"_L1].toString()];
            const QString type = event["type"_L1].toString();
            const QJsonValue payload = event["payload"_L1];
            if (type == "checkpoint.requested"_L1)
                checkpoints.insert(payload["id"_L1].toString());
            else if (type == "checkpoint.approved"_L1)
                checkpoints.remove(payload["checkpoint_id"_L1].toString());
            else if (type == "agent.spawned"_L1)
                intents.insert(payload["id"_L1].toString());
            else if (type == "agent.completed"_L1)
                intents.remove(payload["intent_id"_L1].toString());
        }
    }
};

} // namespace

/** Programs that write one log: ours, and the real proper-lockfile in Node. */
class TestE2eLogWriters : public QObject
{
    Q_OBJECT

private:
    QString fresh()
    {
        const QString path = m_dir.filePath(u"log%1.jsonl"_s.arg(++m_logs));
        QFile(path).open(QFile::WriteOnly);
        return path;
    }
    bool startNode(OwnProcess& process, const QStringList& arguments, const QString& output)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"LOCKFILE_PACKAGE"_s, toolsDirectory() + "/lockfile/package.json"_L1);
        return process.start(nodeProgram(),
            QStringList{QStringLiteral(HEADGATE_TEST_SUPPORT "/logwriter.mjs")} + arguments,
            environment, m_dir.path(), m_dir.filePath(output));
    }
    bool startProbe(OwnProcess& process, const QStringList& arguments, const QString& output)
    {
        return process.start(QStringLiteral(HEADGATE_LOG_PROBE), arguments,
            QProcessEnvironment::systemEnvironment(), m_dir.path(), m_dir.filePath(output));
    }

    QTemporaryDir m_dir;
    int m_logs = 0;

private slots:
    void initTestCase()
    {
        QVERIFY2(!nodeProgram().isEmpty(), "node is missing: run packaging/testtools.sh");
        QVERIFY2(QFileInfo::exists(toolsDirectory() + "/lockfile/lockfile"_L1),
            "proper-lockfile is missing: run packaging/testtools.sh");
    }

    // DS-12, DS-13, DS-69
    void sixWritersLoseAndTearNothing()
    {
        const QString path = fresh();
        std::vector<std::unique_ptr<EventLog>> readers;
        for (int i = 0; i < 5; ++i) {
            readers.push_back(std::make_unique<EventLog>(path));
            QVERIFY(readers.back()->resume());
            readers.back()->follow();
        }
        std::vector<std::unique_ptr<OwnProcess>> writers;
        for (int i = 0; i < 6; ++i) {
            writers.push_back(std::make_unique<OwnProcess>());
            const QString name = u"w%1"_s.arg(i);
            QVERIFY(i < 4 ? startProbe(*writers.back(),
                        {u"append"_s, path, name, QString::number(each), u"10000"_s}, name)
                          : startNode(*writers.back(),
                              {u"append"_s, path, name, QString::number(each)}, name));
        }
        for (const auto& writer : writers) {
            QTRY_VERIFY_WITH_TIMEOUT(!writer->isRunning(), 120'000);
            QVERIFY2(writer->exitCode() == 0, qPrintable(writer->printed()));
        }
        const Recount there(path);
        QCOMPARE(contents(path).count('\n'), 6 * each);
        QCOMPARE(there.events, 6 * each);
        QCOMPARE(there.unreadable, 0);
        QCOMPARE(there.ids.size(), 6 * each);
        for (int i = 0; i < 6; ++i)
            QCOMPARE(there.streams.value(u"w%1"_s.arg(i)), each);
        QVERIFY(!QFileInfo::exists(path + ".lock"_L1));
        // Five readers that followed it and one that reads it now hold the same.
        EventLog again(path);
        QVERIFY(again.resume());
        QCOMPARE(again.state().events, 6 * each);
        for (const auto& reader : readers) {
            QTRY_COMPARE(reader->state().events, 6 * each);
            QVERIFY(reader->state() == again.state());
        }
    }

    // DS-14
    void aLiveLockIsNeverTakenAndALeftOneIs()
    {
        const QString path = fresh();
        const QString lock = path + ".lock"_L1;
        EventLog::Options hasty;
        hasty.writing.lock.patience = milliseconds(300);
        OwnProcess node;
        QVERIFY(startNode(node, {u"hold"_s, path}, u"node-hold"_s));
        QTRY_VERIFY_WITH_TIMEOUT(node.printed().contains(u"held"), 30'000);
        StreamEvent event;
        event.type = u"zz.ours"_s;
        EventLog refused(path, hasty);
        QCOMPARE(refused.append(event).error().code, Issue::Code::LogLocked);
        node.kill9(); // and its lock stays
        QVERIFY(QFileInfo::exists(lock));
        const QDateTime refreshed = QFileInfo(lock).lastModified();
        EventLog patient(path);
        QVERIFY(patient.append(event));
        QVERIFY(refreshed.msecsTo(QDateTime::currentDateTime()) >= 10'000);
        QVERIFY(!QFileInfo::exists(lock));
        QCOMPARE(contents(path).count('\n'), 1);
    }

    // DS-14
    void theOtherProgramSeesOurLockAlike()
    {
        const QString path = fresh();
        OwnProcess ours;
        QVERIFY(startProbe(ours, {u"hold"_s, path, u"2000"_s}, u"probe-hold"_s));
        QTRY_VERIFY_WITH_TIMEOUT(ours.printed().contains(u"held"), 30'000);
        OwnProcess live;
        // Four seconds of tries, two of which would make a lock stale that nobody refreshes.
        QVERIFY(startNode(live, {u"try"_s, path, u"2000"_s}, u"node-live"_s));
        QTRY_VERIFY_WITH_TIMEOUT(!live.isRunning(), 60'000);
        QVERIFY2(live.exitCode() == 3, qPrintable(live.printed()));
        QVERIFY(live.printed().contains(u"ELOCKED"));
        QVERIFY(ours.isRunning());
        ours.kill9();
        QVERIFY(QFileInfo::exists(path + ".lock"_L1));
        OwnProcess left;
        QVERIFY(startNode(left, {u"try"_s, path, u"2000"_s}, u"node-left"_s));
        QTRY_VERIFY_WITH_TIMEOUT(!left.isRunning(), 60'000);
        QVERIFY2(left.exitCode() == 0, qPrintable(left.printed()));
    }

    // DS-37, DS-42
    void whatWasAcknowledgedSurvivesFiftyKills()
    {
        const QString path = fresh();
        const QString output = m_dir.filePath(u"killed"_s);
        qint64 torn = 0;
        for (int i = 0; i < 50; ++i) {
            OwnProcess writer;
            // Its lock stays behind when it is killed holding it; the next one need not wait long.
            QVERIFY(startProbe(
                writer, {u"append"_s, path, u"k%1"_s.arg(i), u"1000000"_s, u"200"_s}, u"killed"_s));
            const qint64 before = contents(path).size();
            QTRY_VERIFY_WITH_TIMEOUT(contents(path).size() > before, 60'000);
            QTest::qWait(QRandomGenerator::global()->bounded(1, 40));
            writer.kill9();
            if (i % 10 == 9) { // as if it had died in the middle of a write
                QFile file(path);
                QVERIFY(file.open(QFile::Append));
                file.write("{\"id\":");
            }
            torn += contents(path).endsWith('\n') ? 0 : 1;
            const Recount counted(path);
            EventLog log(path);
            const auto report = log.resume();
            QVERIFY(report);
            QCOMPARE(report->events, counted.events);
            QCOMPARE(report->unreadable, counted.unreadable);
            QCOMPARE(report->checkpoints, counted.checkpoints.size());
            QCOMPARE(report->intents, counted.intents.size());
        }
        const Recount there(path);
        // The last one still waits for its rest.
        QCOMPARE(there.unreadable, torn - (contents(path).endsWith('\n') ? 0 : 1));
        qint64 acknowledged = 0;
        for (const QByteArray& id : contents(output + ".out"_L1).split('\n')) {
            if (id.size() != 26)
                continue; // the line it was printing when it died
            ++acknowledged;
            QVERIFY2(there.ids.contains(QString::fromUtf8(id)), id.constData());
        }
        qInfo("%lld events, %lld acknowledged, %lld torn lines", there.events, acknowledged, torn);
        QVERIFY(acknowledged > 0);
    }

    // DS-70
    void aWriterThatIsAskedToEndLeavesNoLock()
    {
        const QString path = fresh();
        for (int i = 0; i < 20; ++i) {
            OwnProcess writer;
            const qint64 before = contents(path).size();
            QVERIFY(startProbe(writer,
                {u"append"_s, path, u"t%1"_s.arg(i), u"1000000"_s, u"10000"_s}, u"ended"_s));
            QTRY_VERIFY_WITH_TIMEOUT(contents(path).size() > before, 60'000);
            QTest::qWait(QRandomGenerator::global()->bounded(1, 20));
            QCOMPARE(::kill(pid_t(writer.pid()), SIGTERM), 0);
            QTRY_VERIFY_WITH_TIMEOUT(!writer.isRunning(), 30'000);
            QVERIFY(!QFileInfo::exists(path + ".lock"_L1));
            QVERIFY(contents(path).endsWith('\n'));
        }
        QCOMPARE(Recount(path).unreadable, 0);
    }
};

QTEST_GUILESS_MAIN(TestE2eLogWriters)
#include "tst_e2e_logwriters.moc"
