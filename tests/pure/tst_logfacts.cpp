// SPDX-License-Identifier: MIT
#include "core/decode/logfacts.h"
#include "core/decode/logline.h"
#include "core/decode/streamevent.h"
#include "core/project/answers.h"
#include "core/project/foldmessage.h"
#include "tests/support/logbuilder.h"

#include <QTest>

#include <algorithm>

using namespace headgate;
using namespace headgate::test;

namespace {

const SourceId source{u"log:/tmp/x.jsonl"_s};
const QString ses = u"ses_a"_s;
const QString msg = u"msg_1"_s;

std::vector<Fact> factsOf(const QByteArray& line)
{
    const auto event = streamevent::decode(line);
    return event ? logfacts::facts(source, *event) : std::vector<Fact>();
}

template <typename Wanted>
std::optional<Wanted> factOf(const QByteArray& line)
{
    for (const Fact& fact : factsOf(line)) {
        if (const auto* found = std::get_if<Wanted>(&fact))
            return *found;
    }
    return {};
}

MessageWithParts folded(const QByteArrayList& lines)
{
    MessageWithParts message;
    message.message.id = MessageId(msg);
    for (const QByteArray& line : lines) {
        for (const Fact& fact : factsOf(line))
            fold(message, fact);
    }
    return message;
}

/** Kind, state and text of each part. */
QStringList outline(const MessageWithParts& message)
{
    QStringList lines;
    for (const Part& part : message.parts) {
        const QString text = part.kind == PartKind::Tool
            ? u"%1 %2"_s.arg(int(part.tool.status)).arg(part.tool.output + part.tool.error)
            : part.text;
        lines.append(part.type + (part.final ? u": "_s : u"~ "_s) + text);
    }
    return lines;
}

} // namespace

class TestLogFacts : public QObject
{
    Q_OBJECT

private slots:
    void scansWhatAFullDecoderReads_data();
    void scansWhatAFullDecoderReads();
    void saysWhyALineIsNoEvent_data();
    void saysWhyALineIsNoEvent();
    void findsTheMessageOfAPayload();
    void tellsASessionsLife();
    void showsTextOnce_data();
    void showsTextOnce();
    void mergesTheStatesOfOneCall();
    void showsAToolThatFailed();
    void offersACheckpoint();
    void offersACheckpointOfTheFirstVersion();
    void tellsInterventionsApart();
    void tellsADecision_data();
    void tellsADecision();
    void makesSessionsOfTheFirstVersion();
    void saysNothingOfWhatItDoesNotKnow_data();
    void saysNothingOfWhatItDoesNotKnow();
};

void TestLogFacts::scansWhatAFullDecoderReads_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("newest") << logLine(
        1, u"files.changed"_s, ses, QJsonObject{{u"file"_s, u"a"_s}});
    QTest::newRow("keys in another order")
        << QByteArray(R"({"timestamp":5,"id":"a","payload":[1],"stream_id":"s","type":"t"})");
    QTest::newRow("escapes in what is scanned")
        << QByteArray(R"({"id":"a\u00e4\"","type":"t\/x","stream_id":"s\n","timestamp":1})");
    QTest::newRow("first version") << QByteArray(
        R"({"type":"agent.failed","sessionId":"s","agent":"x","payload":{},"id":"a","timestamp":7})");
    QTest::newRow("first version without a session") << QByteArray(
        R"({"type":"t","metadata":{"correlationId":"run"},"payload":{},"id":"a","timestamp":7})");
    QTest::newRow("a time as text") << QByteArray(
        R"({"id":"a","type":"t","stream_id":"s","timestamp":"2026-01-02T03:04:05.678Z"})");
    QTest::newRow("a time with a fraction")
        << QByteArray(R"({"id":"a","type":"t","stream_id":"s","timestamp":12.75})");
    QTest::newRow("no time") << QByteArray(R"({"id":"a","type":"t","stream_id":"s"})");
    QTest::newRow("the same key deeper inside")
        << QByteArray(R"({"payload":{"id":"no","type":"no"},"id":"a","type":"t","stream_id":"s"})");
}

void TestLogFacts::scansWhatAFullDecoderReads()
{
    QFETCH(QByteArray, line);
    logline::Scanner scanner;
    const auto head = scanner.scan(QByteArrayView(line).trimmed());
    const auto event = streamevent::decode(line);
    QVERIFY(head);
    QVERIFY(event);
    QCOMPARE(logline::text(head->id), event->id.value());
    QCOMPARE(logline::text(head->type), event->type);
    QCOMPARE(logline::text(head->stream), event->streamId);
    QCOMPARE(toMs(head->time), toMs(event->timestamp));
}

void TestLogFacts::saysWhyALineIsNoEvent_data()
{
    using enum Issue::Code;
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<Issue::Code>("code");
    QTest::newRow("garbage") << QByteArray("hello") << BadFrame;
    QTest::newRow("NUL") << QByteArray("\0\0", 2) << BadFrame;
    QTest::newRow("an array") << QByteArray("[]") << BadFrame;
    QTest::newRow("half a line") << QByteArray(R"({"id":"a","ty)") << BadFrame;
    QTest::newRow("two lines glued")
        << QByteArray(R"({"id":"a","ty{"id":"b","type":"t","stream_id":"s"})") << BadFrame;
    QTest::newRow("truncated UTF-8")
        << QByteArray("{\"id\":\"a\xc3\",\"type\":\"t\",\"stream_id\":\"s\"}") << BadFrame;
    QTest::newRow("no id") << QByteArray(R"({"type":"t","stream_id":"s"})") << BadEvent;
    QTest::newRow("no type") << QByteArray(R"({"id":"a","stream_id":"s"})") << BadEvent;
    QTest::newRow("no stream") << QByteArray(R"({"id":"a","type":"t"})") << BadEvent;
    QTest::newRow("an id that is no text")
        << QByteArray(R"({"id":1,"type":"t","stream_id":"s"})") << BadEvent;
}

// DS-07, DS-40
void TestLogFacts::saysWhyALineIsNoEvent()
{
    QFETCH(QByteArray, line);
    QFETCH(Issue::Code, code);
    logline::Scanner scanner;
    const auto head = scanner.scan(line);
    QVERIFY(!head);
    QCOMPARE(head.error().code, code);
}

void TestLogFacts::findsTheMessageOfAPayload()
{
    logline::Scanner scanner;
    const auto place = [&](const QByteArray& line) {
        const auto head = scanner.scan(QByteArrayView(line).trimmed());
        const logline::Place found = head ? scanner.place(head->payload) : logline::Place();
        return QStringList{logline::text(found.message), logline::text(found.part)};
    };
    QCOMPARE(place(deltaLine(1, ses, msg, u"prt_1"_s, u"x"_s)), QStringList({msg, u"prt_1"_s}));
    QCOMPARE(place(toolLine(1, ses, msg, u"c"_s, u"running"_s)), QStringList({msg, u"prt_c"_s}));
    QCOMPARE(place(messageLine(1, ses, msg)), QStringList({msg, QString()}));
    QCOMPARE(place(logLine(1, u"t"_s, ses, 5)), QStringList({QString(), QString()}));
}

// DS-47, DS-48
void TestLogFacts::tellsASessionsLife()
{
    const auto created = factOf<SessionDescribed>(sessionLine(1, ses, u"A title"_s, u"ses_p"_s));
    QVERIFY(created);
    QCOMPARE(created->session.title, u"A title"_s);
    QCOMPARE(created->session.parent.value(), u"ses_p"_s);
    const auto idle =
        factOf<StatusTold>(logLine(2, u"lifecycle.session.idle"_s, ses, QJsonObject()));
    QVERIFY(idle);
    QCOMPARE(idle->status, StatusTold::Status::Idle);
    const QJsonObject error{{u"error"_s,
        QJsonObject{{u"name"_s, u"ProviderError"_s},
            {u"data"_s, QJsonObject{{u"message"_s, u"no money"_s}}}}}};
    const auto failed = factOf<TurnFailed>(logLine(3, u"lifecycle.session.error"_s, ses, error));
    QVERIFY(failed);
    QCOMPARE(failed->text, u"no money"_s);
    const auto aborted = factOf<TurnFailed>(
        logLine(4, u"lifecycle.session.aborted"_s, ses, QJsonObject{{u"reason"_s, u"by ada"_s}}));
    QVERIFY(aborted);
    QCOMPARE(aborted->text, u"aborted: by ada"_s);
    const auto deleted =
        factOf<TurnFailed>(logLine(5, u"lifecycle.session.deleted"_s, ses, QJsonObject()));
    QVERIFY(deleted);
    QCOMPARE(deleted->text, u"deleted"_s);
}

void TestLogFacts::showsTextOnce_data()
{
    const QString p = u"prt_1"_s;
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("deltas, then the whole") << QByteArrayList{deltaLine(1, ses, msg, p, u"He"_s),
        deltaLine(2, ses, msg, p, u"llo"_s), snapshotLine(3, ses, msg, p, u"Hello"_s)}
                                            << QStringList{u"text: Hello"_s};
    QTest::newRow("the whole alone") << QByteArrayList{snapshotLine(3, ses, msg, p, u"Hello"_s)}
                                     << QStringList{u"text: Hello"_s};
    QTest::newRow("deltas alone") << QByteArrayList{deltaLine(1, ses, msg, p, u"He"_s),
        deltaLine(2, ses, msg, p, u"llo"_s)}
                                  << QStringList{u"text~ Hello"_s};
    QTest::newRow("a delta behind the whole") << QByteArrayList{
        snapshotLine(3, ses, msg, p, u"Hello"_s),
        deltaLine(4, ses, msg, p, u"llo"_s)} << QStringList{u"text: Hello"_s};
    QTest::newRow("reasoning before text")
        << QByteArrayList{deltaLine(1, ses, msg, u"prt_0"_s, u"Hm"_s, u"reasoning"_s),
               deltaLine(2, ses, msg, p, u"Hello"_s)}
        << QStringList{u"reasoning~ Hm"_s, u"text~ Hello"_s};
    QTest::newRow("another message's")
        << QByteArrayList{deltaLine(1, ses, u"msg_2"_s, p, u"no"_s)} << QStringList();
}

// DS-50
void TestLogFacts::showsTextOnce()
{
    QFETCH(QByteArrayList, lines);
    QFETCH(QStringList, expected);
    QCOMPARE(outline(folded(lines)), expected);
}

// DS-49
void TestLogFacts::mergesTheStatesOfOneCall()
{
    const MessageWithParts message = folded(
        {toolLine(1, ses, msg, u"c"_s, u"pending"_s), toolLine(2, ses, msg, u"c"_s, u"running"_s),
            toolLine(3, ses, msg, u"c"_s, u"completed"_s, {{u"output"_s, u"a b"_s}}),
            toolLine(4, ses, msg, u"d"_s, u"running"_s)});
    QCOMPARE(outline(message), QStringList({u"tool: 2 a b"_s, u"tool: 1 "_s}));
}

void TestLogFacts::showsAToolThatFailed()
{
    const MessageWithParts message = folded({toolLine(1, ses, msg, u"c"_s, u"running"_s),
        toolLine(2, ses, msg, u"c"_s, u"error"_s, {{u"error"_s, u"no such file"_s}})});
    QCOMPARE(outline(message), QStringList{u"tool: 3 no such file"_s});
}

// DS-11, DS-27, DS-28
void TestLogFacts::offersACheckpoint()
{
    const auto asked = factOf<RequestAsked>(requestLine(1, ses, u"cp_1"_s));
    QVERIFY(asked);
    const Checkpoint& c = asked->checkpoint;
    QCOMPARE(c.kind, CheckpointKind::Hitl);
    QCOMPARE(c.key.request.value(), u"cp_1"_s);
    QCOMPARE(c.text, u"Which way?"_s);
    QCOMPARE(c.requestedBy, u"architect"_s);
    QVERIFY(c.expires);
    QCOMPARE(toMs(*c.expires), logTime + 300'001);
    QCOMPARE(c.questions.front().options.size(), 2u);
    QCOMPARE(c.questions.front().options[1].id, u"safe"_s);
    QCOMPARE(c.questions.front().options[1].description, u"slower"_s);
    QVERIFY(c.answerable);
}

// DS-66
void TestLogFacts::offersACheckpointOfTheFirstVersion()
{
    const auto asked = factOf<RequestAsked>(
        R"({"type":"checkpoint.requested","sessionId":"s","payload":{},"id":"e","timestamp":9,)"
        R"("checkpoint":{"id":"cp","decisionPoint":"Go?","options":[{"id":"y","label":"Yes"}],)"
        R"("requestedBy":"x","requestedAt":5,"expiresAt":6}})");
    QVERIFY(asked);
    QCOMPARE(asked->checkpoint.key.request.value(), u"cp"_s);
    QCOMPARE(asked->checkpoint.text, u"Go?"_s);
    QCOMPARE(toMs(*asked->checkpoint.expires), 6);
}

// DS-31
void TestLogFacts::tellsInterventionsApart()
{
    const QJsonObject payload{{u"taskId"_s, u"t"_s}, {u"reason"_s, u"heartbeat_timeout"_s},
        {u"message"_s, u"Task t is stuck"_s}};
    const auto one = factOf<RequestAsked>(logLine(1, u"checkpoint.requested"_s, ses, payload));
    const auto two = factOf<RequestAsked>(logLine(2, u"checkpoint.requested"_s, ses, payload));
    QVERIFY(one && two);
    QCOMPARE(one->checkpoint.text, u"Task t is stuck"_s);
    QVERIFY(isIntervention(one->checkpoint));
    QVERIFY(!(one->checkpoint.key == two->checkpoint.key));
}

void TestLogFacts::tellsADecision_data()
{
    QTest::addColumn<bool>("approved");
    QTest::addColumn<QString>("option");
    QTest::newRow("approved with an option") << true << u"safe"_s;
    QTest::newRow("approved without") << true << QString();
    QTest::newRow("rejected") << false << QString();
}

// DS-34
void TestLogFacts::tellsADecision()
{
    QFETCH(bool, approved);
    QFETCH(QString, option);
    const auto told = factOf<RequestAnswered>(decisionLine(1, u"cp_1"_s, approved, option));
    QVERIFY(told);
    QCOMPARE(told->request.value(), u"cp_1"_s);
    QCOMPARE(told->reply, approved ? Reply::Once : Reply::Reject);
    QCOMPARE(told->option, option);
    QCOMPARE(told->by, u"ada"_s);
    // Its stream is that of the run: only its id tells which request it means.
    QVERIFY(told->session.isEmpty());
}

// DS-66
void TestLogFacts::makesSessionsOfTheFirstVersion()
{
    const auto spawned = factOf<SessionDescribed>(
        R"({"type":"agent.spawned","sessionId":"child","agent":"oracle","id":"e","timestamp":9,)"
        R"("payload":{"parentSessionId":"parent","prompt":"Find it","promptLength":7},"metadata":{}})");
    QVERIFY(spawned);
    QCOMPARE(spawned->session.id.value(), u"child"_s);
    QCOMPARE(spawned->session.parent.value(), u"parent"_s);
    QCOMPARE(spawned->session.agent, u"oracle"_s);
    const auto failed = factOf<TurnFailed>(
        R"({"type":"agent.failed","sessionId":"child","agent":"oracle","id":"f","timestamp":9,)"
        R"("payload":{"error":"lost"},"metadata":{}})");
    QVERIFY(failed);
    QCOMPARE(failed->text, u"lost"_s);
}

void TestLogFacts::saysNothingOfWhatItDoesNotKnow_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("a type of tomorrow") << logLine(1, u"zz.new"_s, ses, QJsonObject());
    QTest::newRow("a type without a payload")
        << QByteArray(R"({"id":"a","type":"checkpoint.approved","stream_id":"s"})");
    QTest::newRow("a payload that is a number") << logLine(1, u"execution.text_delta"_s, ses, 5);
    QTest::newRow("an intent, which is no session") << logLine(1, u"agent.spawned"_s, ses,
        QJsonObject{
            {u"id"_s, u"intent_1"_s}, {u"description"_s, u"d"_s}, {u"parent_session_id"_s, ses}});
    QTest::newRow("a heartbeat written as a step") << logLine(1, u"execution.step_finish"_s, ses,
        QJsonObject{{u"taskId"_s, u"t"_s}, {u"message"_s, u"m"_s}, {u"status"_s, u"s"_s}});
}

// DS-03
void TestLogFacts::saysNothingOfWhatItDoesNotKnow()
{
    QFETCH(QByteArray, line);
    QCOMPARE(factsOf(line).size(), size_t(0));
}

QTEST_GUILESS_MAIN(TestLogFacts)
#include "tst_logfacts.moc"
