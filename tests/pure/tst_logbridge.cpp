// SPDX-License-Identifier: MIT
#include "core/project/logbridge.h"
#include "tests/support/logevents.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

QJsonObject object(const QByteArray& json)
{
    return QJsonDocument::fromJson(json).object();
}

std::vector<StreamEvent> of(const QString& type, const QByteArray& properties)
{
    LogBridge state;
    return bridge(state, type, object(properties), {});
}

} // namespace

class TestLogBridge : public QObject
{
    Q_OBJECT

private slots:
    // DS-63
    void eachOpenCodeEventBecomesWhatTheTableSays_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QByteArray>("properties");
        QTest::addColumn<QString>("becomes"); // type and stream, one event a word; empty: none
        QTest::addColumn<QByteArray>("payload"); // of the first
        const auto row = [](const char* name, const char* type, const char* properties,
                             const char* becomes, const char* payload = "{}") {
            QTest::newRow(name) << QString::fromLatin1(type) << QByteArray(properties)
                                << QString::fromLatin1(becomes) << QByteArray(payload);
        };
        row("session.created", "session.created",
            R"({"info":{"id":"ses_a","parentID":"ses_p","title":"T"}})",
            "lifecycle.session.created@ses_a", R"({"id":"ses_a","parentID":"ses_p","title":"T"})");
        row("session.created without id", "session.created", R"({"info":{"title":"T"}})", "");
        row("session.idle", "session.idle", R"({"sessionID":"ses_a"})",
            "lifecycle.session.idle@ses_a");
        row("session.idle without session", "session.idle", "{}", "");
        row("session.compacted", "session.compacted", R"({"sessionID":"ses_a"})",
            "lifecycle.session.compacted@ses_a");
        row("session.error", "session.error", R"({"sessionID":"ses_a","error":{"name":"E"}})",
            "lifecycle.session.error@ses_a", R"({"error":{"name":"E"}})");
        row("session.error without session", "session.error", R"({"error":{"name":"E"}})", "");
        row("message.updated, completed", "message.updated",
            R"({"info":{"id":"msg_1","sessionID":"ses_a","time":{"completed":5}}})",
            "execution.message.updated@ses_a",
            R"({"id":"msg_1","sessionID":"ses_a","time":{"completed":5}})");
        row("message.updated, still going", "message.updated",
            R"({"info":{"id":"msg_1","sessionID":"ses_a","time":{"created":5}}})", "");
        const auto part = [&](const char* name, const char* json, const char* becomes) {
            QTest::newRow(name) << u"message.part.updated"_s
                                << QByteArray(R"({"part":PART})").replace("PART", json)
                                << QString::fromLatin1(becomes) << QByteArray(json);
        };
        part("step-start", R"({"id":"p","type":"step-start","sessionID":"ses_a"})",
            "execution.step_start@ses_a");
        part("step-finish", R"({"id":"p","type":"step-finish","sessionID":"ses_a","cost":1})",
            "execution.step_finish@ses_a");
        part("tool, pending",
            R"({"id":"p","type":"tool","sessionID":"ses_a","state":{"status":"pending"}})",
            "execution.tool_start@ses_a");
        part("tool, running",
            R"({"id":"p","type":"tool","sessionID":"ses_a","state":{"status":"running"}})",
            "execution.tool_start@ses_a");
        part("tool, failed",
            R"({"id":"p","type":"tool","sessionID":"ses_a","state":{"status":"error"}})",
            "execution.tool_start@ses_a");
        part("tool, completed",
            R"({"id":"p","type":"tool","sessionID":"ses_a","state":{"status":"completed"}})",
            "execution.tool_finish@ses_a");
        part("agent", R"({"id":"p","type":"agent","sessionID":"ses_a","name":"x"})",
            "execution.agent@ses_a");
        part("snapshot", R"({"id":"p","type":"snapshot","sessionID":"ses_a"})",
            "execution.snapshot@ses_a");
        part("retry", R"({"id":"p","type":"retry","sessionID":"ses_a"})", "execution.retry@ses_a");
        part("patch", R"({"id":"p","type":"patch","sessionID":"ses_a","files":["/a"]})",
            "files.patched@ses_a");
        part("file", R"({"id":"p","type":"file","sessionID":"ses_a"})", "");
        part("subtask", R"({"id":"p","type":"subtask","sessionID":"ses_a"})", "");
        part("compaction", R"({"id":"p","type":"compaction","sessionID":"ses_a"})", "");
        row("text, its beginning", "message.part.updated",
            R"({"part":{"id":"p","type":"text","sessionID":"ses_a","messageID":"m","text":""}})",
            "");
        row("text with a delta", "message.part.updated",
            R"({"delta":"lo","part":{"id":"p","type":"text","sessionID":"ses_a","messageID":"m","text":"Hello"}})",
            "execution.text_delta@ses_a",
            R"({"sessionID":"ses_a","messageID":"m","partID":"p","delta":"lo"})");
        row("text, its end", "message.part.updated",
            R"({"part":{"id":"p","type":"text","sessionID":"ses_a","messageID":"m","text":"Hello","time":{"start":1,"end":2}}})",
            "execution.text_snapshot@ses_a",
            R"({"sessionID":"ses_a","messageID":"m","partID":"p","text":"Hello"})");
        row("reasoning, delta and end", "message.part.updated",
            R"({"delta":"lo","part":{"id":"p","type":"reasoning","sessionID":"ses_a","messageID":"m","text":"Hello","time":{"end":2}}})",
            "execution.reasoning_delta@ses_a execution.reasoning_snapshot@ses_a",
            R"({"sessionID":"ses_a","messageID":"m","partID":"p","delta":"lo"})");
        row("file.edited", "file.edited", R"({"file":"/a.cpp"})", "files.changed@",
            R"({"file":"/a.cpp"})");
        for (const char* type : {"session.updated", "session.deleted", "session.status",
                 "session.diff", "permission.asked", "permission.replied", "todo.updated",
                 "message.removed", "message.part.removed", "server.heartbeat", "zz.new"})
            row(type, type, R"({"sessionID":"ses_a","info":{"id":"ses_a"},"part":{"type":"zz"}})",
                "");
    }
    void eachOpenCodeEventBecomesWhatTheTableSays()
    {
        QFETCH(QString, type);
        QFETCH(QByteArray, properties);
        QFETCH(QByteArray, payload);
        const std::vector<StreamEvent> events = of(type, properties);
        QStringList words;
        for (const StreamEvent& event : events) {
            words += event.type + u'@' + event.streamId;
            QCOMPARE(event.actor, u"system"_s);
            QVERIFY(event.causationId.isEmpty() && event.id.isEmpty());
            QVERIFY(event.correlationId.isEmpty() && !isKnown(event.timestamp));
        }
        QTEST(words.join(u' '), "becomes");
        if (!events.empty())
            QCOMPARE(events.front().payload.toObject(), object(payload));
    }

    // DS-50, DS-63
    void deltasOfTheirOwnAreReadOnceThePartIsKnown()
    {
        LogBridge state;
        const auto told = [&state](const QString& type, const QByteArray& properties) {
            const auto events = bridge(state, type, object(properties), {});
            return events.empty() ? QString() : events.front().type;
        };
        const QByteArray delta =
            R"({"sessionID":"ses_a","messageID":"m","partID":"p","field":"text","delta":"x"})";
        QCOMPARE(told(u"message.part.delta"_s, delta), QString());
        told(u"message.part.updated"_s,
            R"({"part":{"id":"p","type":"reasoning","sessionID":"ses_a","messageID":"m","text":""}})");
        QCOMPARE(told(u"message.part.delta"_s, delta), u"execution.reasoning_delta"_s);
        QCOMPARE(
            bridge(state, u"message.part.delta"_s, object(delta), {}).front().payload.toObject(),
            object(R"({"sessionID":"ses_a","messageID":"m","partID":"p","delta":"x"})"));
        told(u"message.part.updated"_s,
            R"({"part":{"id":"p","type":"reasoning","sessionID":"ses_a","messageID":"m","text":"x","time":{"end":1}}})");
        QCOMPARE(told(u"message.part.delta"_s, delta), QString());
    }

    // DS-36, DS-63
    void aMessageOfAnIntentsIdCompletesIt()
    {
        Intents intents;
        reduce(intents, logEvent(1, "agent.spawned", R"({"id":"msg_1","agent":"oracle"})"));
        LogBridge state;
        const QJsonObject done =
            object(R"({"info":{"id":"msg_1","sessionID":"ses_a","time":{"completed":5}}})");
        const auto events = bridge(state, u"message.updated"_s, done, intents);
        QCOMPARE(events.size(), size_t(2));
        QCOMPARE(events[1].type, u"agent.completed"_s);
        QCOMPARE(events[1].actor, u"orchestrator"_s);
        QVERIFY(events[1].streamId.isEmpty()); // it belongs to the run
        QCOMPARE(events[1].payload.toObject(),
            object(R"({"intent_id":"msg_1","result":"message.completed:msg_1"})"));
        reduce(intents, logEvent(2, "agent.completed", R"({"intent_id":"msg_1"})"));
        QCOMPARE(bridge(state, u"message.updated"_s, done, intents).size(), size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestLogBridge)
#include "tst_logbridge.moc"
