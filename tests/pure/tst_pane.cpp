// SPDX-License-Identifier: MIT
#include "core/decode/opencode.h"
#include "core/decode/panestory.h"
#include "core/decode/panewire.h"
#include "core/project/panelifecycle.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace headgate;
using namespace headgate::pane;
using namespace Qt::StringLiterals;

namespace {

const SourceId source{u"agentpane:http://127.0.0.1:3001"_s};
const SessionId session{u"s1"_s};
constexpr qint64 noon = 1'790'000'000'000;

QJsonObject json(const QByteArray& text)
{
    return QJsonDocument::fromJson(text).object();
}

Wire wire(const QByteArray& type, const QByteArray& data, qint64 offset = 7)
{
    const QJsonObject row{{u"type"_s, QString::fromLatin1(type)}, {u"data"_s, json(data)},
        {u"timestamp"_s, noon + offset}, {u"offset"_s, offset}};
    return *wireFromRow(row, timestampFromMs(1));
}

/** What an event means, a line for each thing. */
QStringList linesOf(const std::vector<Event>& events)
{
    QStringList lines;
    for (const Event& event : events) {
        if (event.seq)
            continue; // the event as it came
        const QJsonObject& b = event.body;
        const QString type = event.type;
        if (type == "session.status"_L1)
            lines += b["status"_L1]["type"_L1].toString();
        else if (type == "session.error"_L1)
            lines += "error "_L1 + b["error"_L1]["data"_L1]["message"_L1].toString();
        else if (type == "message.updated"_L1)
            lines +=
                QString(b["info"_L1]["role"_L1].toString() + u' ' + b["info"_L1]["id"_L1].toString()
                    + (b["info"_L1]["time"_L1]["completed"_L1].isDouble() ? " done"_L1 : ""_L1));
        else if (type == "message.part.delta"_L1)
            lines += u"+%1"_s.arg(b["delta"_L1].toString());
        else if (type == "message.part.updated"_L1 && b["part"_L1]["type"_L1] == "tool"_L1)
            lines += u"tool %1 %2 in %3: %4"_s.arg(b["part"_L1]["tool"_L1].toString(),
                b["part"_L1]["state"_L1]["status"_L1].toString(),
                b["part"_L1]["messageID"_L1].toString(),
                b["part"_L1]["state"_L1]["output"_L1].toString());
        else if (type == "message.part.updated"_L1)
            lines += b["part"_L1]["text"_L1].isString()
                ? (b["part"_L1]["verbatim"_L1].toBool() ? u"lines "_s : u"text "_s)
                    + b["part"_L1]["text"_L1].toString()
                : b["part"_L1]["time"_L1]["end"_L1].isDouble() ? u"text ends"_s
                                                               : u"text begins"_s;
        else if (type == "permission.asked"_L1 || type == "question.asked"_L1)
            lines += u"asks %1"_s.arg(b["id"_L1].toString());
        else if (type == "permission.replied"_L1)
            lines += u"answered %1 %2"_s.arg(b["requestID"_L1].toString(), b["reply"_L1].toString())
                         .trimmed();
        else
            lines += type;
    }
    return lines;
}

struct Teller
{
    Story story;
    qint64 offset = 0;

    QStringList operator()(const QByteArray& type, const QByteArray& data)
    {
        return linesOf(tell(story, source, session, wire(type, data, offset++)));
    }
};

} // namespace

class TestPane : public QObject
{
    Q_OBJECT

private slots:
    // AP-06, AP-39: named and unnamed frames, and a session event that names its channel only
    void framesAreRead_data()
    {
        QTest::addColumn<QByteArray>("event");
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QString>("type");
        QTest::addColumn<qint64>("offset");
        const auto row = [](const char* tag, const char* event, const char* id, const char* data,
                             const char* type, qint64 offset) {
            QTest::newRow(tag) << QByteArray(event) << QByteArray(id) << QByteArray(data)
                               << QString::fromLatin1(type) << offset;
        };
        row("unnamed", "", "", R"({"type":"chunk","data":{"text":"a"},"timestamp":5,"offset":3})",
            "chunk", 3);
        row("offset 0 is one", "", "", R"({"type":"chunk","data":{"text":"a"},"offset":0})",
            "chunk", 0);
        row("named, with its envelope", "chunk", "",
            R"({"type":"chunk","data":{"text":"a"},"offset":3})", "chunk", 3);
        row("named, its data alone", "chunk", "4", R"({"text":"a"})", "chunk", 4);
        row("named, its data has a type of its own", "terminal:input", "4",
            R"({"type":"input","data":"ls"})", "terminal:input", 4);
        row("named workflow", "workflow", "9", R"({"type":"approval:requested","payload":{}})",
            "workflow", 9);
        row("a channel: chunks", "", "", R"({"channel":"chunks","data":{"text":"a"}})", "chunk",
            -1);
        row("a channel: a running tool", "", "",
            R"({"channel":"toolCalls","data":{"id":"t","status":"running"}})", "tool:start", -1);
        row("a channel: an ended tool", "", "",
            R"({"channel":"toolCalls","data":{"id":"t","status":"error"}})", "tool:result", -1);
        row("a channel: presence", "", "", R"({"channel":"presence","data":{"userId":"u"}})",
            "presence:joined", -1);
        row("a channel: terminal", "", "",
            R"({"channel":"terminal","data":{"type":"error","data":"no"}})", "terminal:output", -1);
        row("a channel: workflow", "", "",
            R"({"channel":"workflow","data":{"type":"worktree:created"}})", "workflow", -1);
        row("a channel: state", "", "", R"({"channel":"agentState","data":{"status":"idle"}})",
            "state:update", -1);
        row("the greeting", "", "", R"({"type":"connected","streamId":"s","currentOffset":9})",
            "connected", -1);
        row("an offset that is none", "", "", R"({"type":"chunk","data":{"text":"a"},"offset":-1})",
            "chunk", -1);
    }
    void framesAreRead()
    {
        QFETCH(QByteArray, event);
        QFETCH(QByteArray, id);
        QFETCH(QByteArray, data);
        QFETCH(QString, type);
        QFETCH(qint64, offset);
        const auto read = wireFromFrame({data, event, id}, timestampFromMs(99));
        QVERIFY(bool(read));
        QCOMPARE(read->type, type);
        QCOMPARE(read->offset.value_or(-1), offset);
        QVERIFY(read->channel != Channel::Other);
    }

    void whatIsNoEventIsSaidSo()
    {
        for (const char* data : {"{", "[1]", "7", "{\"data\":{}}", "{\"channel\":\"moon\"}"})
            QVERIFY2(!wireFromFrame({data, {}, {}}, {}), data);
    }

    // AP-12 to AP-17, AP-54, AP-55
    void everyTypeHasAChannelAndIsToldAsItCame()
    {
        QVERIFY(wireTypes().size() >= 50);
        QSet<QString> names;
        for (const WireType& row : wireTypes()) {
            names.insert(QString::fromLatin1(row.name));
            Story story;
            const auto events = tell(story, source, session, wire(row.name, "{}"));
            QVERIFY(!events.empty());
            QCOMPARE(events.front().type, QString::fromLatin1(row.name));
            QCOMPARE(events.front().seq, 7);
            QVERIFY(row.channel != Channel::Other);
        }
        QCOMPARE(size_t(names.size()), wireTypes().size());
    }

    // AP-60: by channel
    void dataThatLacksWhatItNeedsMeansNothing_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QString>("key");
        QTest::newRow("chunks") << QByteArray("chunk") << u"text"_s;
        QTest::newRow("toolCalls") << QByteArray("tool:start") << u"id|toolId"_s;
        QTest::newRow("presence") << QByteArray("presence:left") << u"userId"_s;
        QTest::newRow("terminal") << QByteArray("terminal:output") << u"data"_s;
        QTest::newRow("workflow") << QByteArray("approval:approved") << u"taskId|payload"_s;
        QTest::newRow("agentState") << QByteArray("state:update") << u"status"_s;
        QTest::newRow("container") << QByteArray("container-agent:turn") << u"turn"_s;
    }
    void dataThatLacksWhatItNeedsMeansNothing()
    {
        QFETCH(QByteArray, type);
        QFETCH(QString, key);
        QCOMPARE(missingIn(wire(type, "{}")), key);
        Story story;
        QCOMPARE(tell(story, source, session, wire(type, "{}")).size(), size_t(1));
        QVERIFY(story.isEmpty());
    }

    void aTypeThatIsNotKnownIsKeptUnderAnotherName()
    {
        Story story;
        const auto events =
            tell(story, source, session, wire("permission.asked", R"({"id":"p","sessionID":"s"})"));
        QCOMPARE(events.size(), size_t(1));
        QCOMPARE(events.front().type, u"other:permission.asked"_s);
        QVERIFY(opencode::facts(events.front()).empty());
    }

    // AP-18: interleaved agents and turns
    void chunksBecomeMessagesByAgentAndTurn()
    {
        Teller tell;
        QCOMPARE(tell("chunk", R"({"agentId":"a","text":"He","turn":1})"),
            (QStringList{u"assistant a-1"_s, u"text begins"_s, u"+He"_s}));
        QCOMPARE(tell("chunk", R"({"agentId":"b","text":"Yo"})"),
            (QStringList{u"assistant b-0"_s, u"text begins"_s, u"+Yo"_s}));
        QCOMPARE(tell("chunk", R"({"agentId":"a","text":"llo","turn":1})"), QStringList{u"+llo"_s});
        QCOMPARE(tell("chunk", R"({"agentId":"a","text":"Next","turn":2})"),
            (QStringList{u"text ends"_s, u"assistant a-1 done"_s, u"assistant a-2"_s,
                u"text begins"_s, u"+Next"_s}));
        QCOMPARE(tell("state:update", R"({"agentId":"a","status":"completed"})"),
            (QStringList{u"text ends"_s, u"assistant a-2 done"_s, u"idle"_s}));
        QCOMPARE(tell.story.turns.keys(), QStringList{u"b"_s});
    }

    // AP-13, AP-48
    void toolCallsAreOnePartEach()
    {
        Teller tell;
        QCOMPARE(tell("tool:start",
                     R"({"id":"t1","agentId":"a","tool":"bash","input":{"command":"ls"}})"),
            (QStringList{u"assistant a-0"_s, u"tool bash running in a-0: "_s}));
        QCOMPARE(tell("tool:result", R"({"id":"t1","agentId":"a","output":"x"})"),
            QStringList{u"tool bash completed in a-0: x"_s});
        QCOMPARE(tell("tool:result", R"({"toolId":"t2","agentId":"a","error":"no"})"),
            QStringList{u"tool tool error in a-0: "_s}); // an orphan
        QCOMPARE(tell("container-agent:tool:start",
                     R"({"toolId":"t3","toolName":"Edit","input":"raw"})"),
            (QStringList{u"assistant agent-0"_s, u"tool Edit running in agent-0: "_s}));
        QCOMPARE(tell("container-agent:tool:result",
                     R"({"toolId":"t3","toolName":"Edit","result":"bad","isError":true})"),
            QStringList{u"tool Edit error in agent-0: bad"_s});
        QVERIFY(tell.story.tools.isEmpty());
        tell("chunk", R"({"agentId":"a","text":"Now","turn":3})");
        QCOMPARE(tell("tool:start", R"({"id":"t4","agentId":"a","tool":"bash"})"),
            QStringList{u"tool bash running in a-3: "_s}); // in the turn it is in
    }

    // AP-17
    void anAgentsStateIsItsSessionsStatus()
    {
        Teller tell;
        QCOMPARE(
            tell("state:update", R"({"agentId":"a","status":"starting"})"), QStringList{u"busy"_s});
        QCOMPARE(tell("state:update", R"({"agentId":"a","status":"running"})"), QStringList());
        QCOMPARE(tell("state:update", R"({"agentId":"b","status":"running"})"), QStringList());
        QCOMPARE(tell("state:update", R"({"agentId":"a","status":"paused"})"), QStringList());
        QCOMPARE(
            tell("state:update", R"({"agentId":"b","status":"idle"})"), QStringList{u"idle"_s});
        QCOMPARE(tell("state:update", R"({"agentId":"a","status":"error","error":"broke"})"),
            (QStringList{u"error broke"_s, u"idle"_s}));
    }

    // AP-16, AP-50
    void approvalsWaitUntilTheyAreDecided()
    {
        Teller tell;
        QCOMPARE(tell("approval:requested", R"({"taskId":"t","diff":"+a"})"),
            QStringList{u"asks approval:t@0"_s});
        QCOMPARE(tell("approval:approved", R"({"taskId":"t","approver":"me"})"),
            QStringList{u"answered approval:t@0 once"_s});
        QCOMPARE(tell("workflow",
                     R"({"type":"approval:requested","payload":{"taskId":"t","diff":"+a"}})"),
            QStringList{u"asks approval:t@2"_s});
        QCOMPARE(tell("workflow", R"({"type":"approval:rejected","payload":{"taskId":"t"}})"),
            QStringList{u"answered approval:t@2 reject"_s});
        QCOMPARE(tell("approval:rejected", R"({"taskId":"t"})"), QStringList());
        QCOMPARE(tell("workflow", R"({"type":"worktree:merged","taskId":"t"})"), QStringList());
    }

    // AP-52, AP-53
    void plansAndQuestionsWait()
    {
        Teller tell;
        QCOMPARE(tell("container-agent:plan_ready", R"({"taskId":"t","plan":"1. do"})"),
            QStringList{u"asks plan:t@0"_s});
        QCOMPARE(tell("agent:plan_ready", R"({"taskId":"t"})"), QStringList());
        QCOMPARE(tell("container-agent:started", R"({"taskId":"t"})"),
            (QStringList{u"answered plan:t@0 once"_s, u"busy"_s}));
        QCOMPARE(tell("plan:interaction",
                     R"({"interactionId":"i1","questions":[{"question":"Which?","header":"H",)"
                     R"("options":[{"label":"A"}],"multiSelect":true}]})"),
            QStringList{u"asks i1"_s});
        QCOMPARE(tell("plan:token", R"({"delta":"ok"})"),
            (QStringList{u"answered i1"_s, u"assistant plan-0"_s, u"text begins"_s, u"+ok"_s}));
        QCOMPARE(tell("task-creation:questions", R"({"questions":[{"question":"Why?"}]})"),
            QStringList{u"asks question:task-creation@5"_s});
        QCOMPARE(tell("task-creation:cancelled", "{}"),
            (QStringList{u"answered question:task-creation@5"_s}));
    }

    void messagesAndTerminalLinesAreToldWhole()
    {
        Teller tell;
        QCOMPARE(tell("container-agent:message", R"({"role":"user","content":"Do it"})"),
            (QStringList{u"user m0"_s, u"text Do it"_s}));
        QCOMPARE(tell("container-agent:token", R"({"delta":"I","accumulated":"I"})"),
            (QStringList{u"assistant agent-0"_s, u"text begins"_s, u"+I"_s}));
        QCOMPARE(tell("container-agent:message", R"({"role":"assistant","content":"I"})"),
            (QStringList{u"text ends"_s, u"assistant agent-0 done"_s}));
        QCOMPARE(tell("terminal:input", R"({"data":"ls","source":"user"})"),
            (QStringList{u"user terminal-3"_s, u"text ls"_s}));
        QCOMPARE(tell("terminal:output", R"({"data":"a b","source":"agent"})"),
            (QStringList{u"assistant terminal-4 done"_s, u"lines a b"_s}));
        QCOMPARE(tell("container-agent:turn", R"({"turn":2})"), QStringList{u"busy"_s});
        QCOMPARE(tell("container-agent:token", R"({"delta":"B"})"),
            (QStringList{u"assistant agent-2"_s, u"text begins"_s, u"+B"_s}));
        QCOMPARE(tell("container-agent:complete", R"({"status":"completed"})"),
            (QStringList{u"text ends"_s, u"assistant agent-2 done"_s, u"idle"_s}));
    }

    void aStoryIsTheSameAfterItWasKept()
    {
        Teller tell;
        tell("chunk", R"({"agentId":"a","text":"He","turn":1})");
        tell("container-agent:turn", R"({"turn":4})");
        tell("tool:start", R"({"id":"t1","agentId":"a","tool":"bash","input":{"command":"ls"}})");
        tell("approval:requested", R"({"taskId":"t","diff":"+a"})");
        tell("plan:interaction",
            R"({"interactionId":"i1","questions":[{"header":"H","options":[{"label":"A"}]}]})");
        QVERIFY(!tell.story.isEmpty());
        QCOMPARE(Story::fromJson(tell.story.toJson()), tell.story);
        QCOMPARE(Story::fromJson({}), Story());
    }

    // AP-05
    void layoutsAreATable_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("stream");
        QTest::newRow("sessions") << u"sessions"_s
                                  << u"/api/sessions/s%2F1%2522/stream?fromOffset=12&offset=12"_s;
        QTest::newRow("subscribe")
            << u"subscribe"_s << u"/api/streams/s%2F1%2522/subscribe?fromOffset=12&offset=12"_s;
        QTest::newRow("streams") << u"streams"_s
                                 << u"/api/streams?sessionId=s%2F1%2522&fromOffset=12&offset=12"_s;
    }
    void layoutsAreATable()
    {
        QFETCH(QString, name);
        QFETCH(QString, stream);
        const auto at = layoutNamed(name);
        QVERIFY(at);
        QCOMPARE(streamPath(layouts()[*at], u"s/1%22"_s, 12), stream);
        QVERIFY(streamPath(layouts()[*at], u"s"_s, -1).endsWith("offset=0"_L1));
        QVERIFY(historyPath(layouts()[*at], u"s"_s, 5).contains("ffset=5"_L1));
        QVERIFY(!layoutNamed(u"moon"));
    }

    void pagesOfEveryShapeAreRead_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("rows");
        QTest::addColumn<bool>("more");
        QTest::addColumn<qint64>("next");
        const auto row = [](const char* tag, const char* body, int rows, bool more, qint64 next) {
            QTest::newRow(tag) << QByteArray(body) << rows << more << next;
        };
        row("a list", "[{\"id\":1}]", 1, false, -1);
        row("events", R"({"ok":true,"data":[{},{}],"pagination":{"hasMore":true}})", 2, true, -1);
        row("a stream's",
            R"({"ok":true,"data":{"events":[{}],"pagination":)"
            R"({"hasMore":true,"nextOffset":9}}})",
            1, true, 9);
        row("a history", R"({"events":[{}],"nextCursor":"x","hasMore":false})", 1, false, -1);
        row("none", R"({"ok":false,"error":{"code":"X"}})", -1, false, -1);
    }
    void pagesOfEveryShapeAreRead()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, rows);
        QFETCH(bool, more);
        QFETCH(qint64, next);
        const auto page = historyPage(QJsonDocument::fromJson(body));
        QCOMPARE(page ? int(page->rows.size()) : -1, rows);
        if (!page)
            return;
        QCOMPARE(page->more, more);
        QCOMPARE(page->next.value_or(-1), next);
    }

    void timesAreNumbersOrText()
    {
        QCOMPARE(toMs(timeFrom(1'500)), 1'500);
        QCOMPARE(toMs(timeFrom(u"1970-01-01T00:00:01.250Z"_s)), 1'250);
        QVERIFY(!isKnown(timeFrom(u"soon"_s)));
        QVERIFY(!isKnown(timeFrom(1e300)));
    }

    // AP-42
    void aSessionLivesByItsTable()
    {
        QCOMPARE(transitions().size(), size_t(21));
        using enum Life;
        QCOMPARE(pane::next(Idle, Cause::Initialize), Initializing);
        QCOMPARE(pane::next(Initializing, Cause::Ready), Active);
        QCOMPARE(pane::next(Active, Cause::Pause), Paused);
        QCOMPARE(pane::next(Paused, Cause::Resume), Active);
        QCOMPARE(pane::next(Active, Cause::IdleTimeout), Closing);
        QCOMPARE(pane::next(Closing, Cause::CleanupTimeout), Closed);
        QCOMPARE(pane::next(Error, Cause::Resume), Active);
        // Whoever is not in the table is refused; above all, nothing leads out of the end.
        QSet<std::pair<int, int>> seen;
        for (const Transition& row : transitions()) {
            QVERIFY(row.from != Closed);
            seen.insert({int(row.from), int(row.cause)});
        }
        QCOMPARE(size_t(seen.size()), transitions().size());
        QVERIFY(!pane::next(Idle, Cause::Join));
        QVERIFY(!pane::next(Closed, Cause::Resume));
    }

    // AP-43
    void onlyAClosedSessionIsReadOnly()
    {
        for (const char* name :
            {"idle", "initializing", "active", "paused", "closing", "closed", "error"}) {
            const auto life = lifeNamed(QString::fromLatin1(name));
            QVERIFY2(life, name);
            QCOMPARE(isReadOnly(*life), QByteArray(name) == "closed");
        }
        QVERIFY(!lifeNamed(u"moon"));
    }
};

QTEST_GUILESS_MAIN(TestPane)
#include "tst_pane.moc"
