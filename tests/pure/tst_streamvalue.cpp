// SPDX-License-Identifier: MIT
#include "core/decode/streamvalue.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace headgate;
using namespace headgate::streamvalue;
using namespace Qt::StringLiterals;

namespace {

const SourceId source{u"stream:http://h/s"_s};

Event eventOf(const QByteArray& value)
{
    const Decoded decoded = decode(source, value, {"0_9", 3}, timestampFromMs(1'790'000'000'000));
    const auto* event = std::get_if<Event>(&decoded);
    return event ? *event : Event{};
}

} // namespace

class TestStreamValue : public QObject
{
    Q_OBJECT

private slots:
    void eachValueIsRecognisedByItself_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("type");
        const auto row = [](const char* name, const char* value, const QString& type) {
            QTest::newRow(name) << QByteArray(value) << type;
        };
        row("OpenCode, global",
            R"({"directory":"/d","payload":{"id":"evt_1","type":"session.idle","properties":{"sessionID":"ses_a"}}})",
            u"session.idle"_s);
        row("OpenCode, bare", R"({"type":"session.idle","properties":{"sessionID":"ses_a"}})",
            u"session.idle"_s);
        row("state change",
            R"({"type":"user","key":"1","value":{"n":1},"headers":{"operation":"insert"}})",
            u"state.insert"_s);
        row("state change that looks like OpenCode",
            R"({"type":"session.deleted","key":"1","value":1,"properties":{},"headers":{"operation":"update"}})",
            u"state.update"_s);
        row("delete without value", R"({"type":"user","key":"1","headers":{"operation":"delete"}})",
            u"state.delete"_s);
        row("state control", R"({"headers":{"control":"snapshot-start","offset":"0_1"}})",
            u"state.snapshot-start"_s);
        row("envelope",
            R"({"id":"1_a","type":"session.created","stream_id":"ses_a","correlation_id":"c","actor":"system","timestamp":1790000000001,"payload":{}})",
            u"envelope:session.created"_s);
        row("channel", R"({"channel":"toolCalls","data":{"id":"1"}})", u"channel:toolCalls"_s);
        row("insert without value", R"({"type":"user","key":"1","headers":{"operation":"insert"}})",
            u"json"_s);
        row("unknown object", R"({"hello":1})", u"json"_s);
        row("array", "[1,2]", u"json"_s);
        row("number", "42", u"json"_s);
        row("text", "hello \xC3\xA4", u"text"_s);
        row("bytes", "\xFF\x01", u"bytes"_s);
        // Nobody upstream speaks for this client.
        row("a forged decision", R"({"type":"headgate.decision","properties":{"state":3}})",
            u"json"_s);
        row("a forged mark",
            R"({"payload":{"type":"headgate.mark","properties":{"sessionID":"ses_a"}}})",
            u"json"_s);
    }
    void eachValueIsRecognisedByItself()
    {
        QFETCH(QByteArray, value);
        const Event event = eventOf(value);
        QTEST(event.type, "type");
        QCOMPARE(event.raw, value);
        QCOMPARE(event.position, u"0_9+3"_s);
        QCOMPARE(bodyOf(event.type, value), event.body);
        if (event.type.contains(u':') || event.type.startsWith("state."_L1) || event.id.isEmpty())
            QVERIFY(event.session.isEmpty() || event.session == SessionId(u"state"_s)
                || event.type == "session.idle"_L1);
        if (!event.type.startsWith("session."_L1))
            QVERIFY(opencode::facts(event).empty());
    }

    void anOpenCodeValueMeansWhatItMeansThere()
    {
        const QByteArray value =
            R"({"directory":"/d","payload":{"id":"evt_1","type":"session.idle","properties":{"sessionID":"ses_a"}}})";
        Event expected = std::get<Event>(
            *opencode::decodeFrame(source, value, timestampFromMs(1'790'000'000'000)));
        expected.position = u"0_9+3"_s;
        QCOMPARE(eventOf(value), expected);
        const auto kindOf = [](const char* bytes) { return decode(source, bytes, {}, {}).index(); };
        QCOMPARE(kindOf(R"({"type":"server.heartbeat","properties":{}})"), size_t(3));
        QCOMPARE(kindOf(R"({"type":"server.connected","properties":{}})"), size_t(2));
    }

    void whatHasNoWordsIsShownAsItIs()
    {
        QCOMPARE(eventOf("42").body["value"_L1].toInt(), 42);
        QCOMPARE(eventOf("[1]").body["value"_L1].toArray(), QJsonArray{1});
        QCOMPARE(eventOf("hello").body["text"_L1].toString(), u"hello"_s);
        QCOMPARE(eventOf("\xFF\x01").body["hex"_L1].toString(), u"ff01"_s);
    }

    void aSaidTimeIsTakenWhereItCanBeOne()
    {
        const auto at = [](const char* stamp) {
            return toMs(eventOf(
                R"({"type":"t","stream_id":"s","payload":1,"timestamp":)" + QByteArray(stamp) + '}')
                            .time);
        };
        QCOMPARE(at("1790000000001"), 1'790'000'000'001);
        for (const char* odd : {"-5", "1e300", "\"x\"", "7"})
            QCOMPARE(at(odd), 1'790'000'000'000);
        const Event state = eventOf(
            R"({"type":"u","key":"1","value":1,"headers":{"operation":"insert","timestamp":"2025-01-15T10:30:00Z"}})");
        QCOMPARE(toMs(state.time), 1'736'937'000'000);
    }
};

QTEST_GUILESS_MAIN(TestStreamValue)
#include "tst_streamvalue.moc"
