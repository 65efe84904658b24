// SPDX-License-Identifier: MIT
// An event log that is followed: its lines as they come, and the sessions made of them.
#include "tests/io/logreader.h"
#include "tests/support/logbuilder.h"
#include "tests/support/watcher.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace headgate;
using namespace headgate::test;

class TestLogSource : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void tellsWhatIsThereThenWhatIsWritten();
    void makesASessionOfEachStream();
    void changesNothingInTheFile();
    void waitsForTheRestOfALine();
    void countsBadLinesInOneNotice();
    void waitsForAFileThatIsNotThereYet();
    void opensASession();
    void showsAnOpenedSessionGrow();
    void showsAMessageThatWasBegunBefore();
    void pagesBack();
    void saysWhoWorks();
    void readsManyLinesInSlices();
    void passesOverWhatIsThere();
    void storesAnIdTwiceIfItIsThereTwice();

private:
    QString path(const QString& name = u"durable_stream.jsonl"_s) const
    {
        return m_dir->filePath(name);
    }
    QString profile() const { return m_dir->filePath(u"profile"_s); }
    std::unique_ptr<QTemporaryDir> m_dir;
};

// DS-43
void TestLogSource::tellsWhatIsThereThenWhatIsWritten()
{
    QVERIFY(appendTo(path(), lines(1, 3)));
    Reader reader(path());
    QVERIFY(reader.live());
    QVERIFY(reader.waitForRows(3));
    for (int i = 4; i < 24; ++i) {
        QVERIFY(appendTo(path(), lines(i, i)));
        QVERIFY(reader.waitForRows(i));
    }
    QCOMPARE(reader.ids, ids(1, 23));
    QCOMPARE(reader.watcher->status().events, 23);
}

// DS-21
void TestLogSource::makesASessionOfEachStream()
{
    QVERIFY(appendTo(path(),
        sessionLine(1, a, u"A title"_s) + sessionLine(2, u"ses_b"_s, u"A child"_s, a)
            + lines(3, 5, u"ses_c"_s) + lines(6, 6)));
    Reader reader(path());
    QVERIFY(reader.live());
    const auto* first = reader.watcher->session(a);
    const auto* child = reader.watcher->session(u"ses_b"_s);
    const auto* unnamed = reader.watcher->session(u"ses_c"_s);
    QVERIFY(first && child && unnamed);
    QCOMPARE(first->title, u"A title"_s);
    QCOMPARE(first->events, 2);
    QCOMPARE(toMs(first->updated), logTime + 6);
    QCOMPARE(child->parent.value(), a);
    QVERIFY(unnamed->placeholder);
    QCOMPARE(unnamed->events, 3);
    QCOMPARE(toMs(unnamed->created), logTime + 3);
}

// DS-01
void TestLogSource::changesNothingInTheFile()
{
    QVERIFY(appendTo(path(), sessionLine(1, a, u"A"_s) + turn(2, a, u"msg_1"_s) + "{\"torn"));
    const QByteArray before = hashOf(path());
    Reader reader(path());
    QVERIFY(reader.live());
    QVERIFY(reader.watcher->open(a));
    QCOMPARE(hashOf(path()), before);
    QVERIFY(!QFileInfo::exists(path() + ".lock"_L1));
}

// DS-41
void TestLogSource::waitsForTheRestOfALine()
{
    const QByteArray torn = lines(2, 2);
    QVERIFY(appendTo(path(), lines(1, 1) + torn.left(20)));
    Reader reader(path());
    QVERIFY(reader.live());
    QVERIFY(reader.waitForRows(1));
    QVERIFY(appendTo(path(), torn.mid(20)));
    QVERIFY(reader.waitForRows(2));
    QCOMPARE(reader.ids, ids(1, 2));
    QCOMPARE(reader.issues(Issue::Code::BadLines), 0);
}

// DS-40
void TestLogSource::countsBadLinesInOneNotice()
{
    QVERIFY(appendTo(path(),
        lines(1, 1) + "garbage\n\n" + QByteArray("\0\0\n", 3) + "{\"id\":\"a\xc3\"}\n" + lines(2, 2)
            + "{\"id\":\"x\",\"type\":\"t\"}\r\n" + lines(3, 3)));
    Reader reader(path());
    QVERIFY(reader.live());
    QVERIFY(reader.waitForRows(3));
    QCOMPARE(reader.ids, ids(1, 3));
    QVERIFY(reader.waitForIssue(Issue::Code::BadLines));
    QCOMPARE(reader.issues(Issue::Code::BadLines), 1);
    QCOMPARE(reader.watcher->issues().front().args,
        QStringList({u"durable_stream.jsonl"_s, u"4"_s, u"2, 4, 5, 7"_s}));
    QCOMPARE(reader.watcher->status().badFrames, 4);
}

void TestLogSource::waitsForAFileThatIsNotThereYet()
{
    const QString later = m_dir->filePath(u"project/.opencode/durable_stream.jsonl"_s);
    Reader reader(later);
    QVERIFY(reader.watcher->waitFor([&] { return reader.isWaiting(); }));
    QVERIFY(appendTo(later, lines(1, 2)));
    QVERIFY(reader.waitForRows(2));
    QVERIFY(reader.live());
    QCOMPARE(reader.watcher->status().issue.code, Issue::Code::None);
}

// DS-49, DS-50
void TestLogSource::opensASession()
{
    QVERIFY(appendTo(path(),
        sessionLine(1, a, u"A"_s) + turn(10, a, u"msg_1"_s) + turn(20, a, u"msg_2"_s)
            + deltaLine(30, a, u"msg_3"_s, u"prt_3"_s, u"Wri"_s)
            + deltaLine(31, a, u"msg_3"_s, u"prt_3"_s, u"ting"_s)));
    Reader reader(path());
    QVERIFY(reader.live());
    QVERIFY(reader.watcher->open(a));
    QCOMPARE(reader.shown(a),
        QStringList({u"msg_1 assistant done "_s, u"  prt_msg_1 text: Hello"_s,
            u"  prt_call_msg_1 tool: bash completed {\"command\":\"ls\"} -> done"_s,
            u"msg_2 assistant done "_s, u"  prt_msg_2 text: Hello"_s,
            u"  prt_call_msg_2 tool: bash completed {\"command\":\"ls\"} -> done"_s,
            u"msg_3 assistant open "_s, u"  prt_3 text: Writing"_s}));
}

void TestLogSource::showsAnOpenedSessionGrow()
{
    QVERIFY(appendTo(path(), sessionLine(1, a, u"A"_s)));
    Reader reader(path());
    QVERIFY(reader.live());
    QVERIFY(reader.watcher->open(a));
    // Line by line, as it is written.
    const QByteArrayList written =
        QByteArray(turn(10, a, u"msg_1"_s) + turn(20, a, u"msg_2"_s)).split('\n');
    for (qsizetype i = 0; i + 1 < written.size(); ++i) {
        QVERIFY(appendTo(path(), written[i] + '\n'));
        QVERIFY(reader.waitForRows(i + 2));
    }
    const QStringList grown = reader.shown(a);
    Reader second(path());
    QVERIFY(second.live());
    QVERIFY(second.watcher->open(a));
    QCOMPARE(grown, second.shown(a));
    QCOMPARE(grown.filter(u"Hello"_s).size(), 2);
}

void TestLogSource::showsAMessageThatWasBegunBefore()
{
    const auto delta = [](int number, const QString& text) {
        return deltaLine(number, a, u"msg_1"_s, u"prt_1"_s, text);
    };
    QVERIFY(appendTo(path(), sessionLine(1, a, u"A"_s) + delta(2, u"One "_s)));
    {
        Reader reader(path(), profile());
        QVERIFY(reader.live());
        QVERIFY(reader.waitForRows(2));
    }
    Reader reader(path(), profile());
    QVERIFY(reader.live());
    QVERIFY(reader.watcher->open(a));
    QVERIFY(appendTo(path(), delta(3, u"two "_s)));
    QVERIFY(appendTo(path(), delta(4, u"three"_s)));
    QVERIFY(reader.watcher->waitFor(
        [&] { return reader.watcher->transcript(a).lastText() == u"One two three"_s; }));
}

void TestLogSource::pagesBack()
{
    QByteArray all = sessionLine(1, a, u"A"_s);
    for (int i = 0; i < 130; ++i)
        all += turn(10 + 10 * i, a, u"msg_%1"_s.arg(i, 3, 10, QChar(u'0')));
    QVERIFY(appendTo(path(), all));
    Reader reader(path());
    QVERIFY(reader.live());
    QVERIFY(reader.watcher->open(a));
    QCOMPARE(reader.watcher->transcript(a).messages.size(), 100u);
    QVERIFY(reader.watcher->transcript(a).hasOlder);
    reader.watcher->submit(LoadOlder{{reader.watcher->source(), SessionId(a)}});
    QVERIFY(reader.watcher->waitFor(
        [&] { return reader.watcher->transcript(a).messages.size() == 130; }));
    QVERIFY(!reader.watcher->transcript(a).hasOlder);
    QCOMPARE(reader.watcher->transcript(a).messages.front().message.id.value(), u"msg_000"_s);
}

void TestLogSource::saysWhoWorks()
{
    QVERIFY(appendTo(path(),
        sessionLine(1, a, u"A"_s) + turn(2, a, u"msg_1"_s)
            + logLine(9, u"lifecycle.session.idle"_s, a, QJsonObject())));
    Reader reader(path(), profile());
    QVERIFY(reader.live());
    QVERIFY(reader.watcher->waitForStatus(a, SessionStatus::Idle));
    QVERIFY(appendTo(path(), deltaLine(10, a, u"msg_2"_s, u"prt_2"_s, u"x"_s)));
    QVERIFY(reader.watcher->waitForStatus(a, SessionStatus::Running));
    const QJsonObject why{{u"reason"_s, u"by ada"_s}};
    QVERIFY(appendTo(path(), logLine(11, u"lifecycle.session.aborted"_s, a, why)));
    QVERIFY(reader.watcher->waitForStatus(a, SessionStatus::Failed));
    QCOMPARE(reader.watcher->session(a)->activity.subject, u"aborted: by ada"_s);
}

void TestLogSource::readsManyLinesInSlices()
{
    QByteArray all;
    for (int i = 1; i <= 20'000; ++i)
        all += logLine(i, u"files.changed"_s, u"ses_%1"_s.arg(i % 50), QJsonObject());
    QVERIFY(appendTo(path(), all));
    Reader reader(path());
    QVERIFY(reader.live());
    QVERIFY(reader.waitForRows(20'000));
    QCOMPARE(reader.ids, ids(1, 20'000));
    qint64 events = 0;
    for (const auto& [id, session] : reader.watcher->sessions())
        events += session.events;
    QCOMPARE(events, 20'000);
}

void TestLogSource::passesOverWhatIsThere()
{
    QVERIFY(appendTo(path(), lines(1, 5)));
    Watcher watcher;
    int rows = 0;
    watcher.onChange = [&](const Change& change) {
        if (const auto* logged = std::get_if<EventsLogged>(&change))
            rows += int(logged->rows.size());
    };
    SourceConfig config;
    config.kind = SourceKind::Log;
    config.url = QUrl::fromLocalFile(path());
    config.from = "now";
    QVERIFY(watcher.follow(config));
    QVERIFY(watcher.waitUntilLive());
    QVERIFY(appendTo(path(), lines(6, 7)));
    QVERIFY(watcher.waitFor([&] { return rows == 2; }));
}

// DS-10
void TestLogSource::storesAnIdTwiceIfItIsThereTwice()
{
    QVERIFY(appendTo(path(), lines(1, 2) + sessionLine(3, a, u"A"_s) + sessionLine(3, a, u"B"_s)));
    Reader reader(path());
    QVERIFY(reader.live());
    QVERIFY(reader.waitForRows(4));
    QCOMPARE(reader.ids, ids(1, 3) + ids(3, 3));
    QCOMPARE(reader.watcher->session(a)->title, u"B"_s);
}

QTEST_GUILESS_MAIN(TestLogSource)
#include "tst_logsource.moc"
