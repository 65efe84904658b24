// SPDX-License-Identifier: MIT
#include "core/decode/streamevent.h"
#include "core/io/dirlock.h"
#include "core/logrecorder.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <mutex>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

const SourceId source{u"opencode:http://127.0.0.1:4096"_s};

StoredEvent frame(const char* type, const QByteArray& properties)
{
    static qint64 row = 0;
    const QByteArray number = QByteArray::number(++row);
    return {row, SessionId(u"ses_a"_s), EventId(QString::fromLatin1("evt_" + number)),
        R"({"directory":"/home/dev/shop","payload":{"id":"evt_)" + number + R"(","type":")" + type
            + R"(","properties":)" + properties + "}}"};
}

const QByteArray idle = R"({"sessionID":"ses_a"})";

std::vector<StreamEvent> eventsIn(const QString& path)
{
    QFile file(path);
    std::vector<StreamEvent> events;
    if (!file.open(QFile::ReadOnly))
        return events;
    while (!file.atEnd()) {
        if (const auto event = streamevent::decode(file.readLine()))
            events.push_back(*event);
    }
    return events;
}

/** What a recorder told, across threads. */
class Told
{
public:
    void operator()(const Recording& now)
    {
        const std::lock_guard lock(m_mutex);
        m_last = now;
    }
    Recording last()
    {
        const std::lock_guard lock(m_mutex);
        return m_last;
    }

private:
    std::mutex m_mutex;
    Recording m_last;
};

} // namespace

class TestLogRecorder : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_directory;

private slots:
    // DS-63
    void writesWhatASourceTells()
    {
        const QString path = m_directory.filePath(u"new/folder/log.jsonl"_s);
        Told told;
        LogRecorder recorder(source, path, [&](const Recording& now) { told(now); });
        QTRY_COMPARE_WITH_TIMEOUT(told.last().state, Recording::State::On, 30'000);
        recorder.take({frame("session.idle", idle), frame("session.updated", idle),
            frame("file.edited", R"({"file":"a.ts"})")});
        QTRY_COMPARE_WITH_TIMEOUT(told.last().events, 2, 30'000);
        recorder.take({frame("session.compacted", idle)});
        const Recording ended = recorder.end();
        QCOMPARE(ended.state, Recording::State::Off);
        QCOMPARE(ended.events, 3);
        QCOMPARE(ended.path, path);
        const auto events = eventsIn(path);
        QCOMPARE(events.size(), size_t(3));
        QCOMPARE(events.at(0).type, u"lifecycle.session.idle"_s);
        QCOMPARE(events.at(0).streamId, u"ses_a"_s);
        QCOMPARE(events.at(1).type, u"files.changed"_s);
        // About no session: it stands in the stream of its run.
        QCOMPARE(events.at(1).streamId, events.at(1).correlationId);
        QCOMPARE(events.at(2).correlationId, events.at(0).correlationId);
        QVERIFY(events.at(0).id < events.at(1).id);
        QVERIFY(!QFile::exists(path + ".lock"_L1));
    }

    void waitsForALogThatAnotherHoldsAndLosesNothing()
    {
        const QString path = m_directory.filePath(u"held.jsonl"_s);
        QFile file(path);
        QVERIFY(file.open(QFile::WriteOnly));
        file.close();
        Told told;
        std::unique_ptr<LogRecorder> recorder;
        {
            auto held = DirLock::take(path, {});
            QVERIFY(held);
            recorder = std::make_unique<LogRecorder>(
                source, path, [&](const Recording& now) { told(now); });
            recorder->take({frame("session.idle", idle)});
            // Held as a live writer holds it, however slow this machine is.
            QTRY_VERIFY_WITH_TIMEOUT(
                bool(held->keep()) && told.last().state == Recording::State::Waiting, 60'000);
            QCOMPARE(told.last().issue.code, Issue::Code::LogLocked);
            QVERIFY(eventsIn(path).empty());
        }
        QTRY_COMPARE_WITH_TIMEOUT(told.last().events, 1, 60'000);
        QCOMPARE(told.last().state, Recording::State::On);
        QCOMPARE(eventsIn(path).size(), size_t(1));
    }

    void saysWhyALogCannotBeWritten()
    {
        const QString file = m_directory.filePath(u"file"_s);
        QFile blocking(file);
        QVERIFY(blocking.open(QFile::WriteOnly));
        Told told;
        LogRecorder recorder(
            source, file + "/log.jsonl"_L1, [&](const Recording& now) { told(now); });
        QTRY_COMPARE_WITH_TIMEOUT(told.last().state, Recording::State::Failed, 30'000);
        QCOMPARE(told.last().issue.code, Issue::Code::LogError);
        QCOMPARE(told.last().issue.source, source);
        QCOMPARE(recorder.end().state, Recording::State::Failed);
    }
};

QTEST_GUILESS_MAIN(TestLogRecorder)
#include "tst_logrecorder.moc"
