// SPDX-License-Identifier: MIT
#include "core/logtimeline.h"
#include "tests/support/logbuilder.h"
#include "tests/support/watcher.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace headgate;
using namespace headgate::test;

namespace {

const QString a = u"ses_a"_s;
const QString b = u"ses_b"_s;

/** Somebody who looks at the timeline of one log. */
class Looker
{
public:
    Looker(const QString& log, const QString& profile)
        : m_watcher(std::make_unique<Watcher>(profile, Engine::EventFeed::Newest))
    {
        m_watcher->onChange = [this](const Change& change) { take(change); };
        SourceConfig config;
        config.kind = SourceKind::Log;
        config.url = QUrl::fromLocalFile(log);
        m_source = config.id();
        m_followed = m_watcher->follow(config);
    }

    bool live() { return m_followed && m_watcher->waitUntilLive(); }
    Watcher& watcher() { return *m_watcher; }

    /** Asks for it and waits until the whole log was looked through. */
    bool show(const TimelineFilter& filter = {})
    {
        counted = {};
        m_watcher->submit(ShowTimeline{m_source, filter, ++m_number});
        return m_watcher->waitFor(
            [this] { return counted.number == m_number && !counted.searching; });
    }
    bool waitForCount(qint64 count)
    {
        return m_watcher->waitFor([this, count] { return counted.end - counted.first == count; });
    }
    /** The ids of all, newest first. */
    QStringList ids()
    {
        QStringList all;
        for (qint64 from = counted.first; from < counted.end; from += 100) {
            read = {};
            m_watcher->submit(ReadTimeline{m_number, from, 100});
            if (!m_watcher->waitFor([this] { return read.number == m_number; }))
                return {u"no answer"_s};
            for (const TimelineRow& row : read.rows)
                all.prepend(row.id.value());
        }
        return all;
    }
    std::optional<TimelineEventRead> event(const QString& id)
    {
        told.reset();
        m_watcher->submit(ReadTimelineEvent{m_source, m_number, 0, EventId(id)});
        m_watcher->waitFor([this] { return told.has_value(); });
        return told;
    }
    TimelineExported write(
        const QString& path, ExportTimeline::Format format, const TimelineFilter& filter = {})
    {
        exported = {};
        m_watcher->submit(ExportTimeline{m_source, filter, path, format});
        m_watcher->waitFor([this] { return !exported.path.isEmpty(); });
        return exported;
    }

    TimelineCounted counted;
    TimelineRead read;
    std::optional<TimelineEventRead> told;
    TimelineExported exported;
    Work work;

private:
    void take(const Change& change)
    {
        if (const auto* c = std::get_if<TimelineCounted>(&change))
            counted = *c;
        else if (const auto* r = std::get_if<TimelineRead>(&change))
            read = *r;
        else if (const auto* e = std::get_if<TimelineEventRead>(&change))
            told = *e;
        else if (const auto* x = std::get_if<TimelineExported>(&change))
            exported = *x;
        else if (const auto* w = std::get_if<WorkChanged>(&change))
            work = w->work;
    }

    std::unique_ptr<Watcher> m_watcher;
    SourceId m_source;
    quint64 m_number = 0;
    bool m_followed = false;
};

QStringList numbered(int from, int to)
{
    QStringList ids;
    for (int i = from; i >= to; --i)
        ids += u"evt_%1"_s.arg(i, 6, 10, QChar(u'0'));
    return ids;
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

} // namespace

class TestLogTimeline : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_directory;

    QString path(const QString& name = u"durable_stream.jsonl"_s) const
    {
        return m_directory->filePath(name);
    }
    QString profile() const { return m_directory->filePath(u"profile"_s); }

private slots:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    // DS-01, DS-43
    void listsEveryEventNewestFirstAndGoesOn()
    {
        QByteArray lines;
        for (int i = 1; i <= 700; ++i)
            lines += logLine(i, u"zz.kind"_s, a, QJsonObject{{u"n"_s, i}});
        QVERIFY(appendTo(path(), lines));
        Looker looker(path(), profile());
        QVERIFY(looker.live());
        QVERIFY(looker.show());
        QCOMPARE(looker.counted.end - looker.counted.first, 700);
        QCOMPARE(looker.ids(), numbered(700, 1));
        QVERIFY(appendTo(path(), logLine(701, u"zz.kind"_s, a, QJsonObject())));
        QVERIFY(looker.waitForCount(701));
        QCOMPARE(looker.ids().constFirst(), u"evt_000701"_s);
        QCOMPARE(contents(path()).count('\n'), 701);
    }

    // DS-20, DS-21, DS-22
    void listsWhatIsWanted_data()
    {
        QTest::addColumn<TimelineFilter>("filter");
        QTest::addColumn<QStringList>("ids");
        const auto row = [](const char* tag, const TimelineFilter& filter, const char* numbers) {
            QStringList ids;
            for (const QByteArray& number : QByteArray(numbers).split(' ')) {
                if (!number.isEmpty())
                    ids += u"evt_%1"_s.arg(number.toInt(), 6, 10, QChar(u'0'));
            }
            QTest::newRow(tag) << filter << ids;
        };
        TimelineFilter one;
        row("everything", one, "6 5 4 3 2 1");
        one.types = {u"files.changed"_s};
        row("one type", one, "5 2");
        one.types = {u"checkpoint.*"_s, u"files.changed"_s};
        row("several types, one by its begin", one, "5 4 3 2");
        one = {};
        one.stream = b;
        row("a stream", one, "6 5");
        one = {};
        one.actor = u"oracle"_s;
        row("an actor", one, "5 1");
        one = {};
        one.run = u"other"_s;
        row("a run", one, "6");
        one = {};
        one.words = {u"SHOP.ts"_s};
        row("a word in any case", one, "5 2");
        one = {};
        one.since = timestampFromMs(logTime + 3);
        row("since, inclusive", one, "6 5 4 3");
        one.until = timestampFromMs(logTime + 4);
        row("since and until, inclusive", one, "4 3");
        one = {};
        one.types = {u"files.changed"_s};
        one.actor = u"oracle"_s;
        row("type and actor", one, "5");
        one.stream = a;
        row("nothing is all of that", one, "");
        one = {};
        one.types = {u"no.such"_s};
        row("a type that does not occur", one, "");
        one = {};
        one.words = {u"evt_000003"_s};
        row("what came of an event", one, "4 3");
    }
    void listsWhatIsWanted()
    {
        const QJsonObject oracle{{u"actor"_s, u"oracle"_s}};
        QVERIFY(appendTo(path(),
            logLine(1, u"zz.new"_s, a, QJsonObject(), oracle)
                + logLine(2, u"files.changed"_s, a, QJsonObject{{u"file"_s, u"src/shop.ts"_s}})
                + requestLine(3, a, u"cp_1"_s)
                + logLine(4, u"checkpoint.approved"_s, a,
                    QJsonObject{{u"checkpoint_id"_s, u"cp_1"_s}},
                    {{u"causation_id"_s, u"evt_000003"_s}})
                + logLine(5, u"files.changed"_s, b, QJsonObject{{u"file"_s, u"shop.ts"_s}}, oracle)
                + logLine(6, u"zz.new"_s, b, QJsonObject(), {{u"correlation_id"_s, u"other"_s}})));
        Looker looker(path(), profile());
        QVERIFY(looker.live());
        QFETCH(const TimelineFilter, filter);
        QVERIFY(looker.show(filter));
        QTEST(looker.ids(), "ids");
    }

    // DS-02, DS-03
    void tellsAnEventWholeByItsId()
    {
        const QByteArray line = logLine(2, u"zz.new"_s, a, QJsonObject{{u"x"_s, 1}},
            {{u"causation_id"_s, u"evt_000001"_s}, {u"metadata"_s, QJsonObject{{u"m"_s, 2}}},
                {u"agent"_s, u"oracle"_s}});
        QVERIFY(appendTo(path(), logLine(1, u"zz.new"_s, a, QJsonObject()) + line));
        Looker looker(path(), profile());
        QVERIFY(looker.live());
        QVERIFY(looker.show());
        const auto read = looker.event(u"evt_000002"_s);
        QVERIFY(read && read->event);
        QCOMPARE(read->event->line, line.trimmed());
        QCOMPARE(read->event->event.causationId, EventId(u"evt_000001"_s));
        QCOMPARE(read->event->event.extra["agent"_L1].toString(), u"oracle"_s);
        QCOMPARE(read->event->path, path());
        QCOMPARE(read->place, looker.counted.end - 1);
        // Where it comes from is found by that id; what is not there is told as that.
        QCOMPARE(looker.event(u"evt_000001"_s)->place, looker.counted.first);
        QVERIFY(!looker.event(u"no_such"_s)->event);
        // Left out of the list, it is still told.
        TimelineFilter filter;
        filter.types = {u"other"_s};
        QVERIFY(looker.show(filter));
        QVERIFY(looker.event(u"evt_000001"_s)->event);
        QVERIFY(!looker.told->place);
    }

    // DS-44
    void listsRotatedFilesToo()
    {
        QVERIFY(appendTo(path(u"durable_stream_2026-01-02.jsonl"_s),
            logLine(1, u"zz"_s, a, QJsonObject()) + logLine(2, u"zz"_s, a, QJsonObject())));
        QVERIFY(appendTo(path(), logLine(3, u"zz"_s, a, QJsonObject())));
        Looker looker(path(), profile());
        QVERIFY(looker.live());
        QVERIFY(looker.show());
        QCOMPARE(looker.ids(), numbered(3, 1));
        QVERIFY(QFile::rename(path(), path(u"durable_stream_1790000000000.jsonl"_s)));
        QVERIFY(appendTo(path(), logLine(4, u"zz"_s, a, QJsonObject())));
        QVERIFY(looker.waitForCount(4));
        QCOMPARE(looker.ids(), numbered(4, 1));
    }

    // DS-17
    void aLogThatIsNamedTwiceIsReadOnce()
    {
        QVERIFY(
            appendTo(path(), sessionLine(1, a, u"A"_s) + logLine(2, u"zz"_s, a, QJsonObject())));
        Looker looker(path(), profile());
        QVERIFY(looker.live());
        QVERIFY(looker.show());
        const auto opened = [this] {
            int count = 0;
            const QDir files(u"/proc/self/fd"_s);
            for (const QFileInfo& one : files.entryInfoList(QDir::System | QDir::Files))
                count += one.symLinkTarget() == path() ? 1 : 0;
            return count;
        };
        QCOMPARE(looker.ids(), numbered(2, 1));
        const int before = opened();
        QVERIFY(before > 0);
        // A second view names it again.
        SourceConfig again;
        again.kind = SourceKind::Log;
        again.url = QUrl::fromLocalFile(path());
        looker.watcher().submit(AddSource{again});
        QVERIFY(appendTo(path(), logLine(3, u"zz"_s, a, QJsonObject())));
        QVERIFY(looker.waitForCount(3));
        QCOMPARE(looker.watcher().session(a)->events, 3);
        QTRY_VERIFY_WITH_TIMEOUT(opened() <= before, 15'000);
    }

    // DS-45
    void aLogThatWasCutIsListedAnew()
    {
        QVERIFY(appendTo(
            path(), logLine(1, u"zz"_s, a, QJsonObject()) + logLine(2, u"zz"_s, a, QJsonObject())));
        Looker looker(path(), profile());
        QVERIFY(looker.live());
        QVERIFY(looker.show());
        QCOMPARE(looker.counted.end - looker.counted.first, 2);
        QVERIFY(QFile::resize(path(), 0));
        QVERIFY(appendTo(path(), logLine(3, u"zz"_s, a, QJsonObject())));
        QVERIFY(looker.waitForCount(1));
        QVERIFY(looker.counted.turn > 0);
        QCOMPARE(looker.ids(), numbered(3, 3));
    }

    // DS-39
    void writesWhatIsListedIntoAFile()
    {
        const QByteArray lines = toolLine(1, a, u"m1"_s, u"c1"_s, u"running"_s)
            + toolLine(2, a, u"m1"_s, u"c1"_s, u"completed"_s)
            + logLine(3, u"agent.spawned"_s, a,
                QJsonObject{{u"id"_s, u"i1"_s}, {u"agent"_s, u"oracle"_s},
                    {u"description"_s, u"one, \"two\""_s}})
            + logLine(4, u"zz.new"_s, a, QJsonObject(), {{u"agent"_s, u"kept"_s}});
        QVERIFY(appendTo(path(), lines));
        Looker looker(path(), profile());
        QVERIFY(looker.live());
        const QString all = path(u"all.jsonl"_s);
        QCOMPARE(looker.write(all, ExportTimeline::Format::Lines).rows, 4);
        QCOMPARE(contents(all), lines);
        const QString csv = path(u"trail.csv"_s);
        QCOMPARE(looker.write(csv, ExportTimeline::Format::TrailCsv).rows, 3);
        QCOMPARE(contents(csv).count("\r\n"), 4);
        QVERIFY(contents(csv).contains("\"one, \"\"two\"\"\""));
        const QString trail = path(u"trail.jsonl"_s);
        QCOMPARE(looker.write(trail, ExportTimeline::Format::TrailLines).rows, 3);
        QCOMPARE(contents(trail).count('\n'), 3);
        TimelineFilter spawns;
        spawns.types = {u"agent.*"_s};
        QCOMPARE(looker.write(trail, ExportTimeline::Format::TrailLines, spawns).rows, 1);
        const TimelineExported failed =
            looker.write(path(u"no/such/folder"_s), ExportTimeline::Format::Lines);
        QCOMPARE(failed.issue.code, Issue::Code::LogError);
    }

    // DS-35, DS-49, DS-54
    void tellsWhatAgentsDo()
    {
        QVERIFY(appendTo(path(),
            logLine(1, u"agent.spawned"_s, a,
                QJsonObject{{u"id"_s, u"i1"_s}, {u"agent"_s, u"oracle"_s}})
                + toolLine(2, a, u"m1"_s, u"c1"_s, u"error"_s)
                + logLine(3, u"files.changed"_s, a, QJsonObject{{u"file"_s, u"x"_s}})));
        Looker looker(path(), profile());
        QVERIFY(looker.live());
        QVERIFY(looker.watcher().waitFor([&] { return looker.work.files.size() == 1; }));
        QCOMPARE(looker.work.agents.size(), size_t(1));
        QCOMPARE(looker.work.tools.front().failed, 1);
        QVERIFY(appendTo(
            path(), logLine(4, u"agent.completed"_s, a, QJsonObject{{u"intent_id"_s, u"i1"_s}})));
        QVERIFY(looker.watcher().waitFor(
            [&] { return looker.work.agents.front().status == Intent::Status::Completed; }));
    }
};

QTEST_GUILESS_MAIN(TestLogTimeline)
#include "tst_logtimeline.moc"
