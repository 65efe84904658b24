// SPDX-License-Identifier: MIT
#include "core/decode/streamevent.h"
#include "core/eventlog.h"
#include "tests/support/logevents.h"

#include <QDir>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

/** What another program does: it writes at the end, without a lock. */
void echo(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QFile::Append));
    file.write(bytes);
}

StreamEvent eventOf(const char* type, const QString& stream = u"s"_s)
{
    StreamEvent made;
    made.type = QString::fromLatin1(type);
    made.streamId = stream;
    made.actor = u"user"_s;
    made.payload = QJsonObject();
    return made;
}

CheckpointRequest question(const QString& point = u"Which?"_s)
{
    return {u"ses_a"_s, point, {{u"a"_s, u"A"_s, {}}, {u"b"_s, u"B"_s, u"second"_s}}, u"oracle"_s};
}

} // namespace

class TestEventLog : public QObject
{
    Q_OBJECT

private:
    QString fresh() { return m_dir.filePath(u"log%1.jsonl"_s.arg(++m_logs)); }
    /** A clock that stands still, and randomness that is none. */
    EventLog::Options options()
    {
        EventLog::Options made;
        made.writing.lock.patience = milliseconds(5000);
        made.now = [this] { return m_now; };
        made.random = [this] { return ++m_random; };
        return made;
    }

    QTemporaryDir m_dir;
    int m_logs = 0;
    Timestamp m_now = timestampFromMs(1'790'000'000'000);
    quint64 m_random = 0;

private slots:
    // DS-12, DS-16, DS-18
    void whatIsToldIsOnTheDiskAndInTheState()
    {
        const QString path = m_dir.filePath(u"new/.opencode/durable_stream.jsonl"_s);
        EventLog log(path, options());
        QCOMPARE(log.resume()->events, 0);
        QVERIFY(!QFile::exists(path)); // looking makes nothing
        QByteArray seen;
        qint64 counted = 0;
        log.subscribe(u"*"_s, [&](const StreamEvent&) {
            seen = contents(path);
            counted = log.state().events;
        });
        const auto written = log.append(eventOf("zz.new"));
        QVERIFY(written);
        QCOMPARE(seen, streamevent::encode(*written));
        QCOMPARE(counted, 1);
        QCOMPARE(written->timestamp, m_now);
        QCOMPARE(written->correlationId, log.correlationId());
        QCOMPARE(log.correlationId().size(), 16);
    }

    // DS-05
    void aGivenTimeIsKept()
    {
        EventLog log(fresh(), options());
        StreamEvent old = eventOf("t");
        old.timestamp = timestampFromMs(1234567890);
        old.correlationId = u"my-run"_s;
        const auto written = log.append(old);
        QCOMPARE(toMs(written->timestamp), 1234567890);
        QCOMPARE(written->correlationId, u"my-run"_s);
        QVERIFY(log.append(eventOf("t"))->id.value() > written->id.value());
    }

    // DS-19
    void subscriptionsAreForTypesAndEnd()
    {
        EventLog log(fresh(), options());
        QStringList told;
        const int all =
            log.subscribe(u"*"_s, [&](const StreamEvent& e) { told += "*"_L1 + e.type; });
        log.subscribe(u"b"_s, [&](const StreamEvent& e) { told += "b"_L1 + e.type; });
        log.subscribe(u"a.*"_s, [&](const StreamEvent& e) { told += "a."_L1 + e.type; });
        for (const char* type : {"a.x", "b"})
            QVERIFY(log.append(eventOf(type)));
        QCOMPARE(told, (QStringList{u"*a.x"_s, u"a.a.x"_s, u"*b"_s, u"bb"_s}));
        log.unsubscribe(all);
        told.clear();
        QVERIFY(log.append(eventOf("c")));
        QVERIFY(told.isEmpty());
    }

    void aHandlerMayAppendAndUnsubscribe()
    {
        EventLog log(fresh(), options());
        QStringList told;
        int other = 0;
        log.subscribe(u"*"_s, [&](const StreamEvent& e) {
            told += e.type;
            log.unsubscribe(other);
            if (told.size() < 3)
                QVERIFY(log.append(eventOf("again")));
        });
        other = log.subscribe(u"*"_s, [&](const StreamEvent&) { told += u"never"_s; });
        QVERIFY(log.append(eventOf("first")));
        QCOMPARE(told, (QStringList{u"first"_s, u"again"_s, u"again"_s}));
    }

    // DS-20, DS-68
    void queriesReadTheFile()
    {
        const QString path = fresh();
        EventLog log(path, options());
        for (int i = 0; i < 6; ++i)
            QVERIFY(log.append(eventOf(i % 2 ? "x" : "y", i < 4 ? u"a"_s : u"b"_s)));
        echo(path, "no event\n" + streamevent::encode(logEvent(99, "x", "{}", u"a"_s)));
        EventFilter filter;
        filter.types = {u"x"_s};
        filter.limit = 3;
        QCOMPARE(log.query(filter)->size(), size_t(3));
        filter.latest = true;
        QCOMPARE(log.query(filter)->back().id, EventId(u"99"_s));
        QCOMPARE(log.readStream(u"a"_s)->size(), size_t(5));
        QCOMPARE(log.readStream(u"a"_s, 4)->size(), size_t(1));
        QCOMPARE(log.readStream(u"a"_s, 4)->front().id, EventId(u"99"_s));
        QVERIFY(log.readStream(u"a"_s, 9)->empty());
        QVERIFY(log.readStream(u"c"_s)->empty());
    }

    // DS-23, DS-24, DS-25
    void aCheckpointIsAskedAndDecided()
    {
        const QString path = fresh();
        EventLog log(path, options());
        const QString one = *log.requestCheckpoint(question());
        const QString two = *log.requestCheckpoint(question());
        QCOMPARE(log.pending().size(), size_t(2));
        const LogCheckpoint asked = log.pending().front();
        QCOMPARE(asked.id, one);
        QCOMPARE(asked.options, question().options);
        QCOMPARE(*asked.expiresAt - asked.requestedAt, milliseconds(300'000));
        const auto yes = log.approve(one, u"anna"_s, u"b"_s);
        QCOMPARE(yes->payload.toObject(),
            (QJsonObject{{u"checkpoint_id"_s, one}, {u"approved_by"_s, u"anna"_s},
                {u"selected_option"_s, u"b"_s}}));
        QCOMPARE(yes->causationId, asked.event);
        QCOMPARE(yes->streamId, u"ses_a"_s);
        const QString reason = u"not \u00fc\nyet \U0001F600"_s;
        const auto no = log.reject(two, u"anna"_s, reason);
        QCOMPARE(no->payload["reason"_L1].toString(), reason);
        QVERIFY(log.pending().empty());
        QCOMPARE(contents(path).count('\n'), 4);
        QCOMPARE(log.checkpoint(two)->decision->reason, reason);
    }

    // DS-29, DS-30
    void aSecondDecisionAndAnUnknownIdWriteNothing()
    {
        const QString path = fresh();
        EventLog asker(path, options());
        EventLog first(path, options());
        EventLog second(path, options());
        const QString id = *asker.requestCheckpoint(question());
        QVERIFY(first.resume() && second.resume());
        QVERIFY(first.approve(id, u"anna"_s, u"a"_s));
        const QByteArray before = contents(path);
        // The second one has not read the decision yet; it does so before it decides.
        const auto late = second.reject(id, u"bob"_s, u"no"_s);
        QVERIFY(!late);
        QCOMPARE(
            late.error(), (Issue{Issue::Code::AlreadyAnswered, {}, {u"approved, a"_s, u"anna"_s}}));
        const auto unknown = second.approve(u"cp_x"_s, u"bob"_s);
        QCOMPARE(unknown.error(), (Issue{Issue::Code::RequestNotFound, {}, {u"cp_x"_s}}));
        QCOMPARE(contents(path), before);
        QVERIFY(second.checkpoint(id)->decision->approved);
        QCOMPARE(*asker.refresh(), 1);
    }

    // DS-28
    void anExpiredOneNeedsAnExplicitWord()
    {
        EventLog log(fresh(), options());
        const QString id = *log.requestCheckpoint(question());
        m_now += std::chrono::seconds(301);
        QCOMPARE(log.approve(id, u"anna"_s).error().code, Issue::Code::RequestExpired);
        QCOMPARE(log.pending().size(), size_t(1));
        const auto decided = log.decide({id, true, u"anna"_s, {}, {}, true});
        QVERIFY(decided->metadata["expired"_L1].toBool());
        QVERIFY(log.checkpoint(id)->decision->expired);
        CheckpointRequest patient = question();
        patient.timeout.reset();
        const QString other = *log.requestCheckpoint(patient);
        m_now += std::chrono::hours(100);
        QVERIFY(log.approve(other, u"anna"_s)->metadata.isEmpty());
    }

    // DS-37, DS-38
    void resumeRebuildsTheSameState()
    {
        const QString path = fresh();
        EventLog log(path, options());
        QVERIFY(log.requestCheckpoint(question()));
        const QString decided = *log.requestCheckpoint(question());
        QVERIFY(log.approve(decided, u"anna"_s));
        StreamEvent spawn = eventOf("agent.spawned");
        spawn.payload = QJsonObject{{u"id"_s, u"i1"_s}, {u"agent"_s, u"oracle"_s}};
        QVERIFY(log.append(spawn));
        StreamEvent task = eventOf("ledger.task.started");
        task.payload = QJsonObject{{u"taskId"_s, u"t1"_s}, {u"epicId"_s, u"e1"_s}};
        m_now += std::chrono::seconds(1);
        QVERIFY(log.append(task));
        echo(path, "garbage\n");
        EventLog again(path, options());
        const auto report = again.resume();
        QCOMPARE(*report, (ResumeReport{5, 1, 1, 1, 1, 1, m_now}));
        QVERIFY(again.state() == log.state());
    }

    // DS-23, DS-41, DS-43
    void whatOthersWriteIsFollowed()
    {
        const QString path = fresh();
        EventLog log(path, options());
        log.follow();
        QSignalSpy changed(&log, &EventLog::changed);
        const QByteArray line = streamevent::encode(
            logEvent(1, "checkpoint.requested", R"({"id":"cp_1","decision_point":"?"})"));
        echo(path, line.left(20)); // the file is new, its line is torn
        QTRY_VERIFY(!contents(path).isEmpty());
        QCOMPARE(log.state().events, 0);
        echo(path, line.mid(20));
        QTRY_COMPARE(log.pending().size(), size_t(1));
        QCOMPARE(log.unreadable(), 0);
        QVERIFY(!changed.isEmpty());
    }

    // DS-44
    void aRotatedLogLosesAndDoublesNothing()
    {
        const QString path = fresh();
        EventLog log(path, options());
        const QString id = *log.requestCheckpoint(question());
        echo(path, streamevent::encode(logEvent(1, "last.of.the.old")));
        QVERIFY(QFile::rename(path, path + u'2'));
        QCOMPARE(*log.refresh(), 1);
        QVERIFY(log.append(eventOf("first.of.the.new")));
        QCOMPARE(log.state().events, 3);
        QVERIFY(log.approve(id, u"anna"_s)); // asked before midnight
        QCOMPARE(contents(path).count('\n'), 2);
    }

    // DS-44: after a restart, what was asked before midnight still waits.
    void historyIncludesRotatedFiles()
    {
        const QString path = fresh();
        const QString base = path.chopped(6);
        QString early;
        {
            EventLog log(path, options());
            early = *log.requestCheckpoint(question());
            echo(path, R"({"id":"torn","type":"x","stream_id":"s"})"); // its writer never came back
        }
        QVERIFY(QFile::rename(path, base + "_2026-01-02.jsonl"_L1));
        {
            EventLog log(path, options());
            QVERIFY(log.append(eventOf("second.file")));
        }
        QVERIFY(QFile::rename(path, base + "_1790000000000.jsonl"_L1));
        EventLog log(path, options());
        auto report = log.resume(); // there is no file at the path now
        QVERIFY(report);
        QCOMPARE(report->events, 3);
        QCOMPARE(report->checkpoints, 1);
        QVERIFY(log.append(eventOf("third.file")));
        QCOMPARE(log.state().events, 4);
        QCOMPARE(*log.refresh(), 0);
        QVERIFY(log.approve(early, u"anna"_s));
        QVERIFY(log.pending().empty());
        // Asking the files finds the same, in their order.
        const auto all = log.query({});
        QVERIFY(all);
        QCOMPARE(all->size(), size_t(5));
        QCOMPARE(all->front().type, u"checkpoint.requested"_s);
        QCOMPARE(all->back().type, u"checkpoint.approved"_s);
        EventLog again(path, options());
        QCOMPARE(again.resume()->events, 5);
        QCOMPARE(again.state(), log.state());
    }

    // DS-44, DS-45
    void aCutLogKeepsWhatWasRotatedAway()
    {
        const QString path = fresh();
        EventLog log(path, options());
        QVERIFY(log.append(eventOf("first")));
        QVERIFY(QFile::rename(path, path.chopped(6) + "_2026-01-02.jsonl"_L1));
        QVERIFY(log.append(eventOf("second")));
        QCOMPARE(log.state().events, 2);
        QVERIFY(QFile::resize(path, 0));
        QVERIFY(log.refresh());
        QCOMPARE(log.state().events, 1);
        EventLog again(path, options());
        QVERIFY(again.resume());
        QCOMPARE(again.state(), log.state());
    }

    // DS-45
    void aLogThatWasCutIsReadAnew()
    {
        const QString path = fresh();
        EventLog log(path, options());
        QVERIFY(log.requestCheckpoint(question()));
        QFile file(path);
        QVERIFY(file.open(QFile::WriteOnly | QFile::Truncate));
        file.close();
        QVERIFY(log.refresh());
        QVERIFY(log.pending().empty());
        QCOMPARE(log.state().events, 0);
        QVERIFY(log.append(eventOf("new")));
        QCOMPARE(log.state().events, 1);
        QVERIFY(QFile::remove(path));
        QVERIFY(log.append(eventOf("newer")));
        QCOMPARE(contents(path).count('\n'), 1);
    }

    void whatCannotBeWrittenIsAnErrorAndNoEvent()
    {
        const QString path = fresh();
        EventLog log(path, options());
        QVERIFY(log.append(eventOf("a")));
        QVERIFY(QDir().mkdir(path + ".lock"_L1)); // somebody holds it
        EventLog::Options hasty = options();
        hasty.writing.lock.patience = milliseconds(50);
        EventLog other(path, hasty);
        int told = 0;
        other.subscribe(u"*"_s, [&](const StreamEvent&) { ++told; });
        QCOMPARE(other.append(eventOf("b")).error().code, Issue::Code::LogLocked);
        QCOMPARE(told, 0);
        QCOMPARE(contents(path).count('\n'), 1);
    }
};

QTEST_GUILESS_MAIN(TestEventLog)
#include "tst_eventlog.moc"
