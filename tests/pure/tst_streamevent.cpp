// SPDX-License-Identifier: MIT
#include "core/decode/streamevent.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

StreamEvent eventOf(const QByteArray& line)
{
    const auto event = streamevent::decode(line);
    return event ? *event : StreamEvent{};
}

QJsonObject objectOf(const QByteArray& line)
{
    return QJsonDocument::fromJson(line).object();
}

const QByteArray full =
    R"({"type":"checkpoint.requested","stream_id":"ses_a","causation_id":"0mjx3k2ab_0000000000000001","correlation_id":"eb513aaf4317167b","actor":"chief-of-staff/oracle","payload":{"id":"cp_1"},"metadata":{"sourceAgent":"x"},"id":"0mjx3k2ab_1f2e3d4c5b6a7988","timestamp":1790000000001})";

} // namespace

class TestStreamEvent : public QObject
{
    Q_OBJECT

private slots:
    // DS-02
    void allNineFieldsAreRead()
    {
        const StreamEvent event = eventOf(full);
        QCOMPARE(event.id, EventId(u"0mjx3k2ab_1f2e3d4c5b6a7988"_s));
        QCOMPARE(event.type, u"checkpoint.requested"_s);
        QCOMPARE(event.streamId, u"ses_a"_s);
        QCOMPARE(event.causationId, EventId(u"0mjx3k2ab_0000000000000001"_s));
        QCOMPARE(event.correlationId, u"eb513aaf4317167b"_s);
        QCOMPARE(event.actor, u"chief-of-staff/oracle"_s);
        QCOMPARE(toMs(event.timestamp), 1790000000001);
        QCOMPARE(event.payload.toObject(), (QJsonObject{{u"id"_s, u"cp_1"_s}}));
        QCOMPARE(event.metadata, (QJsonObject{{u"sourceAgent"_s, u"x"_s}}));
        QVERIFY(event.extra.isEmpty());
        QCOMPARE(streamevent::toJson(event), objectOf(full));
    }

    // DS-02, DS-07
    void whatIsMissingIsToleratedOrNamed_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("reason"); // empty: an event
        const auto row = [](const char* name, const QByteArray& line, const char* reason) {
            QTest::newRow(name) << line << QString::fromLatin1(reason);
        };
        row("the least", R"({"id":"1","type":"t","stream_id":"s"})", "");
        row("no id", R"({"type":"t","stream_id":"s"})", "bad-event id");
        row("an id that is a number", R"({"id":1,"type":"t","stream_id":"s"})", "bad-event id");
        row("an empty type", R"({"id":"1","type":"","stream_id":"s"})", "bad-event type");
        row("no stream", R"({"id":"1","type":"t","payload":{}})", "bad-event stream_id");
        row("an array", R"([{"id":"1"}])", "bad-frame it is no object");
        row("a number", "42", "bad-frame it is no object");
        row("half a line", "{\"id\":\"1\",\"type\":\"t\",\"str", "bad-frame");
        row("nothing", "", "bad-frame");
        row("NUL bytes", QByteArray(5, '\0'), "bad-frame");
        row("no UTF-8", "{\"id\":\"1\",\"type\":\"t\xC3\",\"stream_id\":\"s\"}", "bad-frame");
        row("two lines glued", R"({"id":{"id":"1","type":"t","stream_id":"s"})", "bad-frame");
        row("a line feed and a return", "{\"id\":\"1\",\"type\":\"t\",\"stream_id\":\"s\"}\r\n",
            "");
    }
    void whatIsMissingIsToleratedOrNamed()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, reason);
        const auto event = streamevent::decode(line);
        QCOMPARE(bool(event), reason.isEmpty());
        if (event)
            return;
        const Issue issue = event.error();
        const QString told = issueCodeName(issue.code) + u' ' + issue.args.value(0);
        QVERIFY2(told.startsWith(reason), qPrintable(told));
    }

    void theLeastHasNothingElse()
    {
        const StreamEvent event = eventOf(R"({"id":"1","type":"t","stream_id":"s"})");
        QVERIFY(event.causationId.isEmpty() && event.correlationId.isEmpty());
        QVERIFY(event.actor.isEmpty() && !isKnown(event.timestamp));
        QVERIFY(event.payload.isUndefined() && event.metadata.isEmpty());
    }

    // DS-03
    void unknownKeysAndTypesAreKept_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QStringList>("extra");
        QTest::newRow("an unknown type and the keys of a legacy call") << QByteArray(
            R"({"id":"1","type":"zz.new","stream_id":"s","sessionId":"ses_b","agent":"oracle","n":9007199254740993})")
                                                                       << QStringList{u"agent"_s,
                                                                              u"n"_s,
                                                                              u"sessionId"_s};
        QTest::newRow("known keys with strange values") << QByteArray(
            R"({"id":"1","type":"t","stream_id":"s","actor":7,"metadata":"m","timestamp":"soon","causation_id":null})")
                                                        << QStringList{u"actor"_s,
                                                               u"causation_id"_s, u"metadata"_s,
                                                               u"timestamp"_s};
        QTest::newRow("a payload that is no object")
            << QByteArray(R"({"id":"1","type":"t","stream_id":"s","payload":[1,null,"x"]})")
            << QStringList{};
        QTest::newRow("a null payload")
            << QByteArray(R"({"id":"1","type":"t","stream_id":"s","payload":null})")
            << QStringList{};
    }
    void unknownKeysAndTypesAreKept()
    {
        QFETCH(QByteArray, line);
        const StreamEvent event = eventOf(line);
        QCOMPARE(event.id, EventId(u"1"_s));
        QTEST(event.extra.keys(), "extra");
        QCOMPARE(streamevent::toJson(event), objectOf(line));
        QCOMPARE(eventOf(streamevent::encode(event)), event);
    }

    // DS-05
    void timestampsAreMillisecondsOrIso_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<qint64>("ms");
        QTest::newRow("of 1970") << QByteArray("1234567890") << qint64(1234567890);
        QTest::newRow("a fraction") << QByteArray("1790000000000.75") << qint64(1790000000000);
        QTest::newRow("ISO 8601") << QByteArray(R"("2026-01-01T00:00:00.250Z")")
                                  << qint64(1767225600250);
        QTest::newRow("beyond every date") << QByteArray("1e300") << qint64(0);
        QTest::newRow("a word") << QByteArray(R"("now")") << qint64(0);
        QTest::newRow("null") << QByteArray("null") << qint64(0);
    }
    void timestampsAreMillisecondsOrIso()
    {
        QFETCH(QByteArray, value);
        const StreamEvent event =
            eventOf(R"({"id":"1","type":"t","stream_id":"s","timestamp":)" + value + '}');
        QCOMPARE(event.id, EventId(u"1"_s));
        QTEST(toMs(event.timestamp), "ms");
    }

    // DS-66
    void theFirstVersionFillsTheSamePlaces()
    {
        const StreamEvent event = eventOf(
            R"({"type":"agent.spawned","sessionId":"ses_child","agent":"oracle","payload":{"parentSessionId":"ses_parent","prompt":"p","promptLength":1},"metadata":{"offset":3,"correlationId":"eb513aaf4317167b","sourceAgent":"chief"},"checkpoint":{"id":"cp_1"},"id":"eb513aaf4317167b_1767206965906_0","timestamp":1767206965906,"parentEventId":"eb513aaf4317167b_1767206965905_9"})");
        QCOMPARE(event.id, EventId(u"eb513aaf4317167b_1767206965906_0"_s));
        QCOMPARE(event.streamId, u"ses_child"_s);
        QCOMPARE(event.actor, u"oracle"_s);
        QCOMPARE(event.correlationId, u"eb513aaf4317167b"_s);
        QCOMPARE(event.causationId, EventId(u"eb513aaf4317167b_1767206965905_9"_s));
        QCOMPARE(event.metadata["offset"_L1].toInt(), 3);
        QCOMPARE(event.extra.keys(), QStringList{u"checkpoint"_s});
        // Without a session a line belongs to its run.
        QCOMPARE(eventOf(R"({"id":"1","type":"t","metadata":{"correlationId":"run"}})").streamId,
            u"run"_s);
    }

    // Every later version has the same envelope; only types were added.
    void typesOfEveryVersionAreReadAlike_data()
    {
        QTest::addColumn<QString>("type");
        for (const char* type : {"session.created", "human.intervention", "lifecycle.session.idle",
                 "execution.tool_finish", "ledger.epic.created", "agent.yield",
                 "ledger.handoff.resumed", "lifecycle.session.aborted", "progress.status_update",
                 "execution.text_delta", "actor.user.request", "task.created"})
            QTest::newRow(type) << QString::fromLatin1(type);
    }
    void typesOfEveryVersionAreReadAlike()
    {
        QFETCH(QString, type);
        QJsonObject object = objectOf(full);
        object["type"_L1] = type;
        const auto event = streamevent::fromJson(object);
        QVERIFY(event);
        QCOMPARE(event->type, type);
        QCOMPARE(streamevent::toJson(*event), object);
    }

    void aLineHasOneLineFeed()
    {
        StreamEvent event = eventOf(full);
        event.payload = QJsonObject{{u"text"_s, u"a\nb\r\u2028c\u00e4\U0001F600"_s}};
        const QByteArray line = streamevent::encode(event);
        QCOMPARE(line.count('\n'), 1);
        QVERIFY(line.endsWith('\n'));
        QCOMPARE(eventOf(line), event);
    }
};

QTEST_GUILESS_MAIN(TestStreamEvent)
#include "tst_streamevent.moc"
