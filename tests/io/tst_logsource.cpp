// SPDX-License-Identifier: MIT
#include "core/io/logdecision.h"
#include "core/project/answers.h"
#include "tests/support/logbuilder.h"
#include "tests/support/watcher.h"

#include <QCryptographicHash>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace headgate;
using namespace headgate::test;

namespace {

const QString a = u"ses_a"_s;
const QString run = u"aabbccddeeff0011"_s;

/** A Headgate that follows one log, and every line it was told, in order. */
class Reader
{
public:
    explicit Reader(const QString& path, const QString& profile = {})
        : watcher(std::make_unique<Watcher>(profile))
    {
        watcher->onChange = [this](const Change& change) {
            if (const auto* logged = std::get_if<EventsLogged>(&change)) {
                for (const EventRow& row : logged->rows) {
                    if (row.origin != Origin::Local)
                        ids.append(row.id.value());
                }
            }
        };
        SourceConfig config;
        config.kind = SourceKind::Log;
        config.url = QUrl::fromLocalFile(path);
        started = watcher->follow(config);
    }

    bool live() { return started && watcher->waitUntilLive(); }
    bool waitForRows(qsizetype count)
    {
        return watcher->waitFor([&] { return ids.size() >= count; });
    }
    int issues(Issue::Code code) const
    {
        return int(std::count_if(watcher->issues().begin(), watcher->issues().end(),
            [&](const Issue& issue) { return issue.code == code; }));
    }
    bool waitForIssue(Issue::Code code)
    {
        return watcher->waitFor([&] { return issues(code) > 0; });
    }
    bool isWaiting() const
    {
        return watcher->status().state == SyncState::Waiting
            && watcher->status().issue.code == Issue::Code::LogMissing;
    }
    const Checkpoint* request(const QString& id) const
    {
        const auto& all = watcher->checkpoints();
        const auto it = std::find_if(all.begin(), all.end(),
            [&](const Checkpoint& c) { return c.key.request.value() == id; });
        return it == all.end() ? nullptr : &*it;
    }
    QStringList shown(const QString& session) { return outline(watcher->transcript(session)); }

    std::unique_ptr<Watcher> watcher;
    QStringList ids;
    bool started = false;
};

/** Events `from` to `to`, told in one session. */
QByteArray lines(int from, int to, const QString& session = a)
{
    QByteArray all;
    for (int i = from; i <= to; ++i)
        all += logLine(i, u"files.changed"_s, session, QJsonObject{{u"file"_s, u"x"_s}});
    return all;
}

QStringList ids(int from, int to)
{
    QStringList all;
    for (int i = from; i <= to; ++i)
        all.append(u"evt_%1"_s.arg(i, 6, 10, QChar(u'0')));
    return all;
}

QByteArray hashOf(const QString& path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly)
        ? QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha1)
        : QByteArray();
}

QJsonObject lastLine(const QString& path)
{
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll().trimmed().split('\n').constLast()).object();
}

/** One message as the plugin writes it: text, a call and its end. */
QByteArray turn(int from, const QString& session, const QString& message)
{
    const QString part = "prt_"_L1 + message;
    return deltaLine(from, session, message, part, u"Hel"_s)
        + deltaLine(from + 1, session, message, part, u"lo"_s)
        + snapshotLine(from + 2, session, message, part, u"Hello"_s)
        + toolLine(from + 3, session, message, "call_"_L1 + message, u"running"_s)
        + toolLine(from + 4, session, message, "call_"_L1 + message, u"completed"_s,
            {{u"output"_s, u"done"_s}})
        + messageLine(from + 5, session, message);
}

} // namespace

Q_DECLARE_METATYPE(headgate::Reply)

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
    void noticesThatItWasCut();
    void noticesThatItWasReplaced();
    void noticesThatItWasDeleted();
    void followsARotation_data();
    void followsARotation();
    void readsWhatWasRotatedBefore();
    void goesOnAtItsCursor();
    void findsWhatWasRotatedWhileItWasAway();
    void readsAnewWhatWasReplacedWhileItWasAway();
    void goesOnInACopyWithTheSameContent();
    void keepsItsListWithoutTheFile();
    void opensASession();
    void showsAnOpenedSessionGrow();
    void showsAMessageThatWasBegunBefore();
    void pagesBack();
    void saysWhoWorks();
    void listsWhatWaits();
    void tellsADecisionOfOthers();
    void keepsDecisionsAcrossARestart();
    void decidesACheckpoint_data();
    void decidesACheckpoint();
    void putsAnInterventionAway();
    void decidesOnlyOnce();
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

// DS-45
void TestLogSource::noticesThatItWasCut()
{
    QVERIFY(appendTo(path(), lines(1, 5)));
    Reader reader(path());
    QVERIFY(reader.live());
    QVERIFY(QFile::resize(path(), 0));
    QVERIFY(reader.waitForIssue(Issue::Code::LogBeganAnew));
    QVERIFY(appendTo(path(), lines(6, 7)));
    QVERIFY(reader.waitForRows(7));
    QCOMPARE(reader.ids, ids(1, 7));
    QCOMPARE(reader.issues(Issue::Code::LogBeganAnew), 1);
    // What was read before stays.
    QCOMPARE(reader.watcher->session(a)->events, 7);
}

void TestLogSource::noticesThatItWasReplaced()
{
    QVERIFY(appendTo(path(), lines(1, 5)));
    Reader reader(path());
    QVERIFY(reader.live());
    QVERIFY(appendTo(path(u"other"_s), lines(6, 20)));
    QCOMPARE(::rename(QFile::encodeName(path(u"other"_s)).constData(),
                 QFile::encodeName(path()).constData()),
        0);
    QVERIFY(reader.waitForRows(20));
    QCOMPARE(reader.ids, ids(1, 20));
    QCOMPARE(reader.issues(Issue::Code::LogBeganAnew), 1);
    QVERIFY(reader.live());
}

void TestLogSource::noticesThatItWasDeleted()
{
    QVERIFY(appendTo(path(), lines(1, 5)));
    Reader reader(path());
    QVERIFY(reader.live());
    QVERIFY(QFile::remove(path()));
    QVERIFY(reader.watcher->waitFor([&] { return reader.isWaiting(); }));
    QVERIFY(appendTo(path(), lines(6, 7)));
    QVERIFY(reader.waitForRows(7));
    QVERIFY(reader.live());
    QCOMPARE(reader.ids, ids(1, 7));
}

void TestLogSource::followsARotation_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("by day") << u"durable_stream_2026-01-02.jsonl"_s;
    QTest::newRow("by size") << u"durable_stream_1767355200000.jsonl"_s;
}

// DS-44
void TestLogSource::followsARotation()
{
    QFETCH(QString, name);
    QVERIFY(appendTo(path(), sessionLine(1, a, u"A"_s) + turn(2, a, u"msg_1"_s)));
    Reader reader(path());
    QVERIFY(reader.live());
    QVERIFY(reader.waitForRows(7));
    // The last line is written and the file renamed before anybody looks.
    QVERIFY(appendTo(path(), lines(8, 8)));
    QVERIFY(QFile::rename(path(), path(name)));
    QVERIFY(appendTo(path(), turn(9, a, u"msg_2"_s)));
    QVERIFY(reader.waitForRows(14));
    QCOMPARE(reader.ids, ids(1, 14));
    QCOMPARE(reader.issues(Issue::Code::LogBeganAnew), 0);
    QCOMPARE(reader.watcher->status().state, SyncState::Live);
    // What it says is read from both files.
    QVERIFY(reader.watcher->open(a));
    QCOMPARE(reader.watcher->transcript(a).messages.size(), 2u);
    QCOMPARE(reader.shown(a).filter(u"Hello"_s).size(), 2);
}

void TestLogSource::readsWhatWasRotatedBefore()
{
    QVERIFY(appendTo(path(u"durable_stream_2026-01-01.jsonl"_s), lines(1, 2)));
    QVERIFY(appendTo(path(u"durable_stream_1767355200000.jsonl"_s), lines(3, 4)));
    QVERIFY(appendTo(path(u"durable_stream_2026-01-02.jsonl"_s), lines(5, 6)));
    QVERIFY(appendTo(path(), lines(7, 8)));
    Reader reader(path());
    QVERIFY(reader.live());
    QVERIFY(reader.waitForRows(8));
    QCOMPARE(reader.ids, ids(1, 8));
}

// DS-46
void TestLogSource::goesOnAtItsCursor()
{
    QVERIFY(appendTo(path(), lines(1, 5)));
    {
        Reader reader(path(), profile());
        QVERIFY(reader.live());
        QVERIFY(reader.waitForRows(5));
    }
    QVERIFY(appendTo(path(), lines(6, 8)));
    Reader reader(path(), profile());
    QVERIFY(reader.live());
    QVERIFY(reader.waitForRows(3));
    QCOMPARE(reader.ids, ids(6, 8));
    QCOMPARE(reader.watcher->session(a)->events, 8);
    QCOMPARE(reader.watcher->doubled(), 0);
}

void TestLogSource::findsWhatWasRotatedWhileItWasAway()
{
    QVERIFY(appendTo(path(), sessionLine(1, a, u"A"_s) + turn(2, a, u"msg_1"_s)));
    {
        Reader reader(path(), profile());
        QVERIFY(reader.live());
        QVERIFY(reader.waitForRows(7));
    }
    QVERIFY(appendTo(path(), lines(8, 8)));
    QVERIFY(QFile::rename(path(), path(u"durable_stream_1767355200000.jsonl"_s)));
    QVERIFY(appendTo(path(u"durable_stream_2026-01-02.jsonl"_s), lines(9, 10)));
    QVERIFY(appendTo(path(), lines(11, 12)));
    Reader reader(path(), profile());
    QVERIFY(reader.live());
    QVERIFY(reader.waitForRows(5));
    QCOMPARE(reader.ids, ids(8, 12));
    QCOMPARE(reader.issues(Issue::Code::LogBeganAnew), 0);
    QVERIFY(reader.watcher->open(a));
    QCOMPARE(reader.watcher->transcript(a).lastText(), u"Hello"_s);
}

void TestLogSource::readsAnewWhatWasReplacedWhileItWasAway()
{
    QVERIFY(appendTo(path(), lines(1, 5)));
    {
        Reader reader(path(), profile());
        QVERIFY(reader.live());
    }
    // The very same file by its number, as after a deletion on many file systems.
    QVERIFY(QFile::resize(path(), 0));
    QVERIFY(appendTo(path(), lines(6, 20)));
    Reader reader(path(), profile());
    QVERIFY(reader.live());
    QVERIFY(reader.waitForRows(15));
    QCOMPARE(reader.ids, ids(6, 20));
    QVERIFY(reader.waitForIssue(Issue::Code::LogBeganAnew));
}

void TestLogSource::goesOnInACopyWithTheSameContent()
{
    QVERIFY(appendTo(path(), lines(1, 5)));
    {
        Reader reader(path(), profile());
        QVERIFY(reader.live());
    }
    QVERIFY(QFile::rename(path(), path(u"old"_s)));
    QVERIFY(QFile::copy(path(u"old"_s), path()));
    QVERIFY(appendTo(path(), lines(6, 6)));
    Reader reader(path(), profile());
    QVERIFY(reader.live());
    QVERIFY(reader.waitForRows(1));
    QCOMPARE(reader.ids, ids(6, 6));
    QCOMPARE(reader.issues(Issue::Code::LogBeganAnew), 0);
}

void TestLogSource::keepsItsListWithoutTheFile()
{
    QVERIFY(appendTo(path(), sessionLine(1, a, u"A title"_s) + requestLine(2, a, u"cp_1"_s)));
    {
        Reader reader(path(), profile());
        QVERIFY(reader.live());
    }
    QVERIFY(QFile::remove(path()));
    Reader reader(path(), profile());
    QVERIFY(reader.watcher->waitFor([&] { return reader.isWaiting(); }));
    QCOMPARE(reader.watcher->session(a)->title, u"A title"_s);
    QVERIFY(reader.request(u"cp_1"_s));
    QVERIFY(reader.request(u"cp_1"_s)->waits());
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

// DS-11, DS-23, DS-31
void TestLogSource::listsWhatWaits()
{
    const QJsonObject stuck{
        {u"taskId"_s, u"t"_s}, {u"reason"_s, u"heartbeat_timeout"_s}, {u"message"_s, u"stuck"_s}};
    QVERIFY(appendTo(path(),
        sessionLine(1, a, u"A"_s) + requestLine(2, a, u"cp_1"_s) + requestLine(3, a, u"cp_2"_s)
            + requestLine(4, a, u"cp_3"_s) + decisionLine(5, u"cp_1"_s, true, u"safe"_s)
            + decisionLine(6, u"cp_2"_s, false)
            + logLine(7, u"lifecycle.session.idle"_s, a, QJsonObject())
            + logLine(8, u"checkpoint.requested"_s, run, stuck)));
    Reader reader(path());
    QVERIFY(reader.live());
    QCOMPARE(reader.watcher->offered(a), 1);
    QCOMPARE(reader.watcher->session(a)->waiting, 1);
    QVERIFY(reader.request(u"cp_3"_s)->waits());
    QCOMPARE(reader.request(u"cp_1"_s)->option, u"safe"_s);
    QCOMPARE(reader.request(u"cp_1"_s)->answeredBy, u"ada"_s);
    QCOMPARE(reader.request(u"cp_2"_s)->reply, Reply::Reject);
    QVERIFY(reader.request(u"evt_000008"_s));
    QVERIFY(isIntervention(*reader.request(u"evt_000008"_s)));
}

void TestLogSource::tellsADecisionOfOthers()
{
    QVERIFY(appendTo(path(), sessionLine(1, a, u"A"_s)));
    Reader reader(path());
    QVERIFY(reader.live());
    QVERIFY(appendTo(path(), requestLine(2, a, u"cp_1"_s)));
    const Checkpoint* asked = reader.watcher->waitForRequest(a);
    QVERIFY(asked);
    const CheckpointKey key = asked->key;
    // Told in the stream of the run, which is not the request's.
    QVERIFY(appendTo(path(), decisionLine(3, u"cp_1"_s, true, u"fast"_s)));
    QVERIFY(reader.watcher->waitForState(key, CheckpointState::AnsweredElsewhere));
    QCOMPARE(reader.watcher->session(a)->waiting, 0);
    // A second decision changes nothing.
    QVERIFY(appendTo(path(), decisionLine(4, u"cp_1"_s, false)));
    QVERIFY(reader.waitForRows(4));
    QCOMPARE(reader.request(u"cp_1"_s)->reply, Reply::Once);
}

// DS-37
void TestLogSource::keepsDecisionsAcrossARestart()
{
    QVERIFY(appendTo(path(),
        sessionLine(1, a, u"A"_s) + requestLine(2, a, u"cp_1"_s) + requestLine(3, a, u"cp_2"_s)
            + decisionLine(4, u"cp_1"_s, true)));
    {
        Reader reader(path(), profile());
        QVERIFY(reader.live());
    }
    QVERIFY(appendTo(path(), decisionLine(5, u"cp_2"_s, true)));
    Reader reader(path(), profile());
    QVERIFY(reader.live());
    QVERIFY(reader.waitForRows(1));
    QCOMPARE(reader.watcher->offered(a), 0);
    QVERIFY(!reader.request(u"cp_1"_s));
    QCOMPARE(reader.request(u"cp_2"_s)->state, CheckpointState::AnsweredElsewhere);
}

void TestLogSource::decidesACheckpoint_data()
{
    QTest::addColumn<Reply>("reply");
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QJsonObject>("payload");
    const QString words = u"No – \"please\"\nnot 🙂"_s;
    QTest::newRow("approved with an option")
        << Reply::Once << u"safe"_s << QString()
        << QJsonObject{{u"checkpoint_id"_s, u"cp_1"_s}, {u"approved_by"_s, u"user"_s},
               {u"selected_option"_s, u"safe"_s}};
    QTest::newRow("approved") << Reply::Once << QString() << QString()
                              << QJsonObject{{u"checkpoint_id"_s, u"cp_1"_s},
                                     {u"approved_by"_s, u"user"_s}};
    QTest::newRow("rejected with words")
        << Reply::Reject << QString() << words
        << QJsonObject{{u"checkpoint_id"_s, u"cp_1"_s}, {u"rejected_by"_s, u"user"_s},
               {u"reason"_s, words}};
}

// DS-24, DS-25
void TestLogSource::decidesACheckpoint()
{
    QFETCH(Reply, reply);
    QFETCH(QString, option);
    QFETCH(QString, message);
    QFETCH(QJsonObject, payload);
    QVERIFY(appendTo(path(), sessionLine(1, a, u"A"_s) + requestLine(2, a, u"cp_1"_s)));
    Reader reader(path());
    QVERIFY(reader.live());
    const CheckpointKey key = reader.request(u"cp_1"_s)->key;
    Decision decision;
    decision.key = key;
    decision.reply = reply;
    decision.option = option;
    decision.message = message;
    reader.watcher->submit(Decide{decision});
    QVERIFY(reader.watcher->waitForState(key, CheckpointState::Confirmed));
    QCOMPARE(reader.request(u"cp_1"_s)->option, option);
    QCOMPARE(reader.watcher->session(a)->waiting, 0);
    const QJsonObject written = lastLine(path());
    QCOMPARE(written["payload"_L1].toObject(), payload);
    QCOMPARE(written["stream_id"_L1].toString(), a);
    QCOMPARE(written["causation_id"_L1].toString(), u"evt_000002"_s);
    // Its time was over long ago.
    QCOMPARE(written["metadata"_L1]["expired"_L1].toBool(), true);
    QVERIFY(!QFileInfo::exists(path() + ".lock"_L1));
}

// DS-31
void TestLogSource::putsAnInterventionAway()
{
    const QJsonObject stuck{{u"taskId"_s, u"t"_s}, {u"message"_s, u"stuck"_s}};
    QVERIFY(appendTo(path(), logLine(1, u"checkpoint.requested"_s, a, stuck)));
    const QByteArray before = hashOf(path());
    Reader reader(path());
    QVERIFY(reader.live());
    const CheckpointKey key = reader.request(u"evt_000001"_s)->key;
    // There is nothing to refuse: it is only taken notice of.
    reader.watcher->decide(key, Reply::Reject);
    QVERIFY(reader.waitForIssue(Issue::Code::WrongAnswer));
    QCOMPARE(hashOf(path()), before);
    reader.watcher->decide(key, Reply::Once);
    QVERIFY(reader.watcher->waitForState(key, CheckpointState::Confirmed));
    const QJsonObject written = lastLine(path());
    QCOMPARE(written["type"_L1].toString(), u"checkpoint.approved"_s);
    QCOMPARE(written["payload"_L1]["checkpoint_id"_L1].toString(), u"evt_000001"_s);
    QCOMPARE(reader.watcher->session(a)->waiting, 0);
}

// DS-29, DS-30
void TestLogSource::decidesOnlyOnce()
{
    QVERIFY(appendTo(path(u"durable_stream_1767355200000.jsonl"_s), requestLine(1, a, u"cp_1"_s)));
    QVERIFY(appendTo(path(), lines(2, 2)));
    LogAnswer answer;
    answer.path = path();
    answer.request = RequestId(u"cp_1"_s);
    answer.approved = true;
    answer.by = u"ada"_s;
    QVERIFY(decideInLog(answer));
    const QByteArray once = hashOf(path());
    const Outcome twice = decideInLog(answer);
    QVERIFY(!twice);
    QCOMPARE(twice.error().code, Issue::Code::AlreadyAnswered);
    QCOMPARE(twice.error().args, QStringList{u"ada"_s});
    answer.request = RequestId(u"cp_unknown"_s);
    const Outcome unknown = decideInLog(answer);
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().code, Issue::Code::RequestNotFound);
    QCOMPARE(hashOf(path()), once);
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
