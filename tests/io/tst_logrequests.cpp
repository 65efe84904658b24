// SPDX-License-Identifier: MIT
// Requests of a log: what waits, what others decided, and what we write when we decide.
#include "core/io/logdecision.h"
#include "core/project/answers.h"
#include "tests/io/logreader.h"
#include "tests/support/logbuilder.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace headgate;
using namespace headgate::test;

namespace {

const QString run = u"aabbccddeeff0011"_s;

QJsonObject lastLine(const QString& path)
{
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll().trimmed().split('\n').constLast()).object();
}

} // namespace

Q_DECLARE_METATYPE(headgate::Reply)

class TestLogRequests : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void listsWhatWaits();
    void tellsADecisionOfOthers();
    void keepsDecisionsAcrossARestart();
    void decidesACheckpoint_data();
    void decidesACheckpoint();
    void putsAnInterventionAway();
    void decidesOnlyOnce();

private:
    QString path(const QString& name = u"durable_stream.jsonl"_s) const
    {
        return m_dir->filePath(name);
    }
    QString profile() const { return m_dir->filePath(u"profile"_s); }
    std::unique_ptr<QTemporaryDir> m_dir;
};

// DS-11, DS-23, DS-31
void TestLogRequests::listsWhatWaits()
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

void TestLogRequests::tellsADecisionOfOthers()
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
void TestLogRequests::keepsDecisionsAcrossARestart()
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

void TestLogRequests::decidesACheckpoint_data()
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
void TestLogRequests::decidesACheckpoint()
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
void TestLogRequests::putsAnInterventionAway()
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
void TestLogRequests::decidesOnlyOnce()
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

QTEST_GUILESS_MAIN(TestLogRequests)
#include "tst_logrequests.moc"
