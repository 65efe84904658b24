// SPDX-License-Identifier: MIT
#include "core/server/paneexport.h"
#include "core/server/panelimits.h"
#include "core/server/panelist.h"
#include "core/server/paneroom.h"
#include "core/server/panesummary.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Timestamp start = timestampFromMs(1'800'000'000'000);

QJsonObject parsed(const QByteArray& json)
{
    return QJsonDocument::fromJson(json).object();
}

/** An event as the server makes it of a body. */
StoredPaneEvent eventOf(const QByteArray& body, qint64 offset = 0, Timestamp at = start)
{
    auto read = readPaneEvent(parsed(body), u"s"_s, offset, at);
    if (!std::holds_alternative<StoredPaneEvent>(read))
        qFatal("refused: %s", std::get<HttpResponse>(read).body.constData());
    return std::get<StoredPaneEvent>(read);
}

QString codeIn(const std::variant<StoredPaneEvent, HttpResponse>& answer)
{
    const auto* const refusal = std::get_if<HttpResponse>(&answer);
    return refusal ? parsed(refusal->body)["error"_L1]["code"_L1].toString() : QString();
}

QJsonObject dataIn(const std::variant<StoredPaneEvent, HttpResponse>& answer)
{
    const auto* const event = std::get_if<StoredPaneEvent>(&answer);
    return event ? event->data : QJsonObject();
}

std::vector<PaneSession> manySessions()
{
    std::vector<PaneSession> all(47);
    for (size_t i = 0; i < all.size(); ++i) {
        PaneSession& s = all[i];
        s.id = u"s%1"_s.arg(i, 2, 10, QChar(u'0'));
        s.title = i % 5 == 0 ? u"Fix the Parser %1"_s.arg(i) : u"Other %1"_s.arg(i);
        s.agent = i % 2 == 0 ? u"even"_s : u"odd"_s;
        s.task = u"t%1"_s.arg(i % 3);
        s.life = i % 4 == 0 ? pane::Life::Closed : pane::Life::Active;
        s.created = start + milliseconds(i * 1000);
        s.updated = start + milliseconds((i * 7919) % 47 * 1000);
    }
    return all;
}

PaneList listed(const std::vector<PaneSession>& all, const PaneListQuery& query)
{
    std::vector<const PaneSession*> rows;
    for (const PaneSession& s : all)
        rows.push_back(&s);
    return listSessions(rows, query);
}

} // namespace

/** The rules of sessions with channels, without a server. */
class TestPaneRules : public QObject
{
    Q_OBJECT

private slots:
    // AP-46
    void listsInPagesWithWhatGoesOnAbove()
    {
        const auto all = manySessions();
        PaneListQuery query;
        query.limit = 10;
        QStringList seen;
        bool closedSeen = false;
        Timestamp last = start + 1h;
        for (; query.offset < 50; query.offset += 10) {
            const PaneList page = listed(all, query);
            QCOMPARE(page.total, 47);
            QCOMPARE(page.hasMore, query.offset < 40);
            QCOMPARE(page.rows.size(), query.offset < 40 ? size_t(10) : size_t(7));
            for (const PaneSession* s : page.rows) {
                if (s->isClosed() && !std::exchange(closedSeen, true))
                    last = start + 1h;
                QCOMPARE(s->isClosed(), closedSeen);
                QVERIFY(s->updated <= last);
                last = s->updated;
                seen.append(s->id);
            }
        }
        seen.removeDuplicates();
        QCOMPARE(seen.size(), 47);
        QCOMPARE(listed(all, query).rows.size(), size_t(0));
    }

    void filtersAndSorts()
    {
        const auto all = manySessions();
        const auto total = [&](auto set) {
            PaneListQuery query;
            set(query);
            return listed(all, query).total;
        };
        QCOMPARE(total([](auto& q) { q.states = {pane::Life::Closed}; }), 12);
        QCOMPARE(total([](auto& q) { q.agent = u"odd"_s; }), 23);
        QCOMPARE(total([](auto& q) { q.task = u"t2"_s; }), 15);
        QCOMPARE(total([](auto& q) { q.search = u"parser"_s; }), 10);
        QCOMPARE(total([](auto& q) { q.search = u"S46"_s; }), 1);
        QCOMPARE(total([](auto& q) { q.from = start + 40s; }), 7);
        QCOMPARE(total([](auto& q) { q.to = start + 4s; }), 5);
        QCOMPARE(total([](auto& q) { q.project = u"none"_s; }), 0);
        PaneListQuery query;
        query.sort = PaneListQuery::Sort::Title;
        query.descending = false;
        QCOMPARE(listed(all, query).rows.front()->title, u"Fix the Parser 0"_s);
        query.sort = PaneListQuery::Sort::Created;
        QCOMPARE(listed(all, query).rows.front()->id, u"s01"_s);
    }

    // AP-47
    void numbersArePutIntoWords_data()
    {
        QTest::addColumn<QString>("made");
        QTest::addColumn<QString>("text");
        QTest::newRow("0") << tokenText(0) << u"0"_s;
        QTest::newRow("999") << tokenText(999) << u"999"_s;
        QTest::newRow("1000") << tokenText(1000) << u"1.0k"_s;
        QTest::newRow("45.2k") << tokenText(45'231) << u"45.2k"_s;
        QTest::newRow("999.9k") << tokenText(999'949) << u"999.9k"_s;
        QTest::newRow("1.0M") << tokenText(999'950) << u"1.0M"_s;
        QTest::newRow("1.2M") << tokenText(1'234'567) << u"1.2M"_s;
        QTest::newRow("0s") << durationText(0ms) << u"0s"_s;
        QTest::newRow("5s") << durationText(5999ms) << u"5s"_s;
        QTest::newRow("1m") << durationText(60s) << u"1m 0s"_s;
        QTest::newRow("3m 4s") << durationText(184s) << u"3m 4s"_s;
        QTest::newRow("59m") << durationText(3599s) << u"59m 59s"_s;
        QTest::newRow("1h 2m") << durationText(3720s) << u"1h 2m"_s;
        QTest::newRow("26h") << durationText(26h + 30min) << u"26h 30m"_s;
    }
    void numbersArePutIntoWords()
    {
        QFETCH(QString, made);
        QTEST(made, "text");
    }

    void aSummaryCountsWhatEventsSay()
    {
        PaneSummary summary;
        QVERIFY(summary.toJson()["finalStatus"_L1].isNull());
        QCOMPARE(summary.toJson()["durationMs"_L1].toInteger(), 0);
        const auto add = [&](const QByteArray& body, milliseconds after) {
            summary.add(eventOf(body, 0, start + after));
        };
        add(R"({"type":"agent:turn","data":{"agentId":"a","turn":1,"tokensUsed":1200}})", 0s);
        add(R"({"type":"agent:turn","data":{"agentId":"a","turn":2,"usage":{"inputTokens":300,"outputTokens":50}}})",
            10s);
        add(R"({"type":"container-agent:file_changed","data":{"path":"a.cpp","additions":5,"deletions":2}})",
            20s);
        add(R"({"type":"container-agent:file_changed","data":{"path":"a.cpp","additions":1}})",
            21s);
        add(R"({"type":"container-agent:file_changed","data":{"path":"b.cpp","deletions":3}})",
            22s);
        add(R"({"type":"container-agent:complete","data":{"taskId":"t","status":"completed","turnCount":4,"totalTokens":44080}})",
            83s);
        add(R"({"type":"presence:joined","data":{"userId":"u"}})", 1h);
        const QJsonObject all = summary.toJson();
        QCOMPARE(all["turnsCount"_L1].toInteger(), 6);
        QCOMPARE(all["tokensUsed"_L1].toInteger(), 45'630);
        QCOMPARE(all["tokens"_L1].toString(), u"45.6k"_s);
        QCOMPARE(all["filesModified"_L1].toInteger(), 2);
        QCOMPARE(all["linesAdded"_L1].toInteger(), 6);
        QCOMPARE(all["linesRemoved"_L1].toInteger(), 5);
        QCOMPARE(all["duration"_L1].toString(), u"1m 23s"_s);
        QCOMPARE(all["finalStatus"_L1].toString(), u"success"_s);
        add(R"({"type":"agent:error","data":{"agentId":"a","error":"no"}})", 84s);
        QCOMPARE(summary.toJson()["finalStatus"_L1].toString(), u"failed"_s);
        add(R"({"type":"container-agent:cancelled","data":{"agentId":"a"}})", 85s);
        QCOMPARE(summary.toJson()["finalStatus"_L1].toString(), u"cancelled"_s);
        // Closing the session is no agent's word.
        summary.add(makePaneEvent(u"state:update"_s,
            {{u"status"_s, u"completed"_s}, {u"agentId"_s, u"a"_s},
                {u"reason"_s, u"session_closed"_s}},
            u"s"_s, start + 86s));
        QCOMPARE(summary.toJson()["finalStatus"_L1].toString(), u"cancelled"_s);
    }

    // AP-49
    void exportsAreAsTheyWere_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("name");
        QTest::newRow("json") << u"json"_s << u"Fix__a_b___of_2027-01-15.json"_s;
        QTest::newRow("markdown") << u"markdown"_s << u"Fix__a_b___of_2027-01-15.md"_s;
        QTest::newRow("csv") << u"csv"_s << u"Fix__a_b___of_events_2027-01-15.csv"_s;
    }
    void exportsAreAsTheyWere()
    {
        QFETCH(QString, format);
        const QByteArray long200 = QByteArray(300, 'x');
        const QList<QByteArray> bodies{
            "{\"channel\":\"terminal\",\"data\":{\"type\":\"input\",\"source\":\"user\",\"data\":"
            "\"Fix it, \\\"please\\\"\\nnow\"}}",
            R"({"type":"agent:turn","data":{"agentId":"a","turn":1}})",
            R"({"channel":"chunks","data":{"agentId":"a","text":"I will "}})",
            R"({"channel":"chunks","data":{"agentId":"a","text":"look."}})",
            R"({"channel":"toolCalls","data":{"id":"c1","agentId":"a","tool":"bash","input":{"command":"ls"},"status":"running"}})",
            R"({"channel":"toolCalls","data":{"id":"c1","agentId":"a","output":"```\nfile","status":"complete"}})",
            R"({"channel":"chunks","data":{"agentId":"a","text":"=1+1"}})",
            R"({"channel":"presence","data":{"userId":"u","displayName":"Ann"}})",
            R"({"channel":"workflow","data":{"type":"approval:rejected","taskId":"t","reason":"no"}})",
            R"({"channel":"agentState","data":{"agentId":"a","status":"completed"}})",
            QByteArray(R"({"channel":"terminal","data":{"data":"?"}})").replace("?", long200),
        };
        const QJsonObject session{{u"id"_s, u"s"_s}, {u"title"_s, u"Fix: a/b \u00e4 of"_s},
            {u"status"_s, u"closed"_s}, {u"createdAt"_s, toMs(start)}};
        PaneExport text(*PaneExport::formatNamed(format), session, start);
        for (qsizetype i = 0; i < bodies.size(); ++i) {
            const StoredPaneEvent event = eventOf(bodies[i], i, start + milliseconds(i * 1000));
            text.add(readStored(storedText(event)), storedText(event), i);
        }
        const QJsonObject made = text.finish();
        QTEST(made["filename"_L1].toString(), "name");
        const QByteArray content = made["content"_L1].toString().toUtf8();
        const QString path = QStringLiteral(HEADGATE_TEST_DATA) + "/pane/export."_L1
            + made["filename"_L1].toString().section(u'.', -1);
        QFile golden(path);
        if (qEnvironmentVariableIsSet("HEADGATE_UPDATE_GOLDEN")) {
            QVERIFY(golden.open(QFile::WriteOnly));
            golden.write(content);
            return;
        }
        QVERIFY2(golden.open(QFile::ReadOnly), qPrintable(path));
        QCOMPARE(content, golden.readAll());
        if (format == "json"_L1)
            QCOMPARE(parsed(content)["events"_L1].toArray().size(), bodies.size());
    }

    void fileNamesAreShort()
    {
        const QJsonObject session{{u"title"_s, QString(80, u'a')}};
        QCOMPARE(
            PaneExport(PaneExport::Format::Json, session, start).finish()["filename"_L1].toString(),
            QString(QString(50, u'a') + "_2027-01-15.json"_L1));
        QCOMPARE(PaneExport(PaneExport::Format::Json, {}, start).finish()["filename"_L1].toString(),
            u"session_2027-01-15.json"_s);
    }

    // AP-50, AP-51
    void anApprovalIsAnsweredOnce()
    {
        PaneDesk desk;
        const auto ask = [&](const QByteArray& payload) {
            QVERIFY(desk.apply(eventOf(QByteArray(
                R"({"channel":"workflow","data":{"type":"approval:requested","payload":?}})")
                                           .replace("?", payload))));
        };
        QCOMPARE(codeIn(desk.approve(u"t"_s, {})), u"NOT_WAITING_APPROVAL"_s);
        ask(R"({"taskId":"t"})");
        QCOMPARE(codeIn(desk.approve(u"t"_s, {})), u"NO_DIFF"_s);
        ask(R"({"taskId":"t","diff":"+a","conflicts":["a.cpp","b.cpp"]})");
        const auto conflict = desk.approve(u"t"_s, {});
        QCOMPARE(codeIn(conflict), u"MERGE_CONFLICT"_s);
        QCOMPARE(parsed(std::get<HttpResponse>(conflict).body)["error"_L1]["details"_L1]["files"_L1]
                     .toArray()
                     .size(),
            2);
        ask(R"({"taskId":"t","diff":"+a","dirty":["a.cpp"]})");
        QCOMPARE(codeIn(desk.approve(u"t"_s, {})), u"WORKTREE_DIRTY"_s);
        ask(R"({"taskId":"t","diff":"+a"})");
        QCOMPARE(codeIn(desk.approve(u"t"_s, {{u"feedback"_s, QString(1001, u'x')}})),
            u"VALIDATION_ERROR"_s);
        QCOMPARE(codeIn(desk.reject(u"t"_s, {})), u"VALIDATION_ERROR"_s);
        QCOMPARE(codeIn(desk.reject(u"t"_s, {{u"reason"_s, u"  "_s}})), u"VALIDATION_ERROR"_s);
        QCOMPARE(codeIn(desk.reject(u"t"_s, {{u"reason"_s, QString(1001, u'x')}})),
            u"VALIDATION_ERROR"_s);
        QCOMPARE(codeIn(desk.reject(u"t"_s, {{u"reason"_s, QString(1000, u'x')}})), QString());
        const auto approved = desk.approve(u"t"_s, {{u"feedback"_s, u"good"_s}});
        const QJsonObject data = dataIn(approved);
        QCOMPARE(data["taskId"_L1].toString(), u"t"_s);
        QCOMPARE(data["approver"_L1].toString(), u"user"_s);
        QCOMPARE(data["feedback"_L1].toString(), u"good"_s);
        QCOMPARE(data["mergeCommit"_L1].toBool(), true);
        // What counts is the event.
        QCOMPARE(codeIn(desk.approve(u"t"_s, {})), QString());
        desk.apply(std::get<StoredPaneEvent>(approved));
        desk = PaneDesk::fromJson(desk.toJson());
        QCOMPARE(codeIn(desk.approve(u"t"_s, {})), u"ALREADY_APPROVED"_s);
        QCOMPARE(codeIn(desk.reject(u"t"_s, {{u"reason"_s, u"no"_s}})), u"ALREADY_APPROVED"_s);
        ask(R"({"taskId":"t","diff":"+b"})");
        desk.apply(std::get<StoredPaneEvent>(desk.reject(u"t"_s, {{u"reason"_s, u"no"_s}})));
        QCOMPARE(codeIn(desk.approve(u"t"_s, {})), u"NOT_WAITING_APPROVAL"_s);
    }

    // AP-52
    void aPlanIsAnsweredOnce()
    {
        PaneDesk desk;
        const auto ready = eventOf(
            R"({"type":"container-agent:plan_ready","data":{"taskId":"t","agentId":"a","plan":"1. do"}})");
        desk.apply(ready);
        QCOMPARE(codeIn(desk.approve(u"t"_s, {})), u"NOT_WAITING_APPROVAL"_s);
        auto rejected = desk.decidePlan(u"t"_s, false, {{u"reason"_s, u"too long"_s}});
        QCOMPARE(dataIn(rejected)["reason"_L1].toString(), u"too long"_s);
        QCOMPARE(dataIn(rejected)["agentId"_L1].toString(), u"a"_s);
        desk.apply(std::get<StoredPaneEvent>(rejected));
        QCOMPARE(codeIn(desk.decidePlan(u"t"_s, true, {})), u"NOT_WAITING_APPROVAL"_s);
        desk.apply(ready);
        desk = PaneDesk::fromJson(desk.toJson());
        desk.apply(std::get<StoredPaneEvent>(desk.decidePlan(u"t"_s, true, {})));
        QCOMPARE(codeIn(desk.decidePlan(u"t"_s, true, {})), u"ALREADY_APPROVED"_s);
        QCOMPARE(codeIn(desk.decidePlan(u"t"_s, false, {})), u"ALREADY_APPROVED"_s);
    }

    // AP-53
    void aQuestionIsAnsweredOnce()
    {
        PaneDesk desk;
        const QJsonObject answers{
            {u"Colour"_s, u"Red"_s}, {u"Sizes"_s, QJsonArray{u"S"_s, u"L"_s}}};
        QCOMPARE(codeIn(desk.answer({{u"answers"_s, answers}})), u"PLAN_INTERACTION_NOT_FOUND"_s);
        desk.apply(eventOf(
            R"({"type":"plan:interaction","data":{"interactionId":"q1","agentId":"a","questions":[{"question":"Which?","header":"Colour"},{"question":"Which ones?","header":"Sizes","multiSelect":true}]}})"));
        QCOMPARE(codeIn(desk.answer({})), u"VALIDATION_ERROR"_s);
        QCOMPARE(codeIn(desk.answer({{u"answers"_s, QJsonObject{{u"Other"_s, u"x"_s}}}})),
            u"VALIDATION_ERROR"_s);
        QCOMPARE(codeIn(desk.answer({{u"answers"_s, QJsonObject{{u"Colour"_s, u""_s}}}})),
            u"VALIDATION_ERROR"_s);
        QCOMPARE(codeIn(desk.answer({{u"answers"_s, answers}, {u"interactionId"_s, u"q2"_s}})),
            u"PLAN_INTERACTION_NOT_FOUND"_s);
        const auto answer = desk.answer({{u"answers"_s, answers}});
        QCOMPARE(std::get<StoredPaneEvent>(answer).type, u"plan:turn"_s);
        QCOMPARE(dataIn(answer)["content"_L1].toString(), u"Colour: Red\nSizes: S, L"_s);
        QCOMPARE(dataIn(answer)["interactionId"_L1].toString(), u"q1"_s);
        desk.apply(std::get<StoredPaneEvent>(answer));
        desk = PaneDesk::fromJson(desk.toJson());
        for (const QJsonObject& again : {QJsonObject{{u"answers"_s, answers}},
                 QJsonObject{{u"answers"_s, answers}, {u"interactionId"_s, u"q1"_s}}})
            QCOMPARE(codeIn(desk.answer(again)), u"PLAN_INTERACTION_ALREADY_ANSWERED"_s);
        desk.apply(eventOf(
            R"({"type":"task-creation:questions","data":{"questions":[{"question":"Name"}]}})"));
        const auto named = desk.answer({{u"answers"_s, QJsonObject{{u"Name"_s, u"Other: x"_s}}}});
        QCOMPARE(std::get<StoredPaneEvent>(named).type, u"task-creation:message"_s);
    }

    // AP-42
    void anEventMayChangeTheState()
    {
        PaneSession s;
        const auto follow = [&](const QByteArray& status) {
            return s.follow(eventOf(
                QByteArray(R"({"channel":"agentState","data":{"agentId":"a","status":"?"}})")
                    .replace("?", status)));
        };
        QVERIFY(s.follow(eventOf(R"({"channel":"chunks","data":{"text":"a"}})")));
        QCOMPARE(s.life, pane::Life::Active);
        QVERIFY(!follow("running"));
        QVERIFY(follow("paused"));
        QCOMPARE(s.life, pane::Life::Paused);
        QVERIFY(follow("running"));
        QVERIFY(follow("error"));
        QVERIFY(!follow("paused"));
        QCOMPARE(s.life, pane::Life::Error);
        QVERIFY(follow("starting"));
        QVERIFY(!follow("completed"));
        QCOMPARE(s.life, pane::Life::Active);
        for (const auto life : {pane::Life::Idle, pane::Life::Initializing, pane::Life::Active,
                 pane::Life::Paused, pane::Life::Closing, pane::Life::Error}) {
            s.life = life;
            s.close(start);
            QVERIFY(s.isClosed());
        }
    }

    void noPlaceForStrangers()
    {
        QVERIFY(!PaneSession::fromNote({}));
        QVERIFY(!PaneSession::fromNote("[]"));
        QVERIFY(!PaneSession::fromNote(R"({"session":{"id":"a/b","status":"active"}})"));
        QVERIFY(!PaneSession::fromNote(R"({"session":{"id":"a","status":"odd"}})"));
        const StoredPaneEvent strange = readStored("[1]");
        QCOMPARE(strange.type, u"other"_s);
        QCOMPARE(toldText("[1]", 7), QByteArray(R"({"type":"other","offset":7})"));
    }

    void limitsCountInMinutes()
    {
        PaneLimits limits({.reads = 2, .writes = 0, .streams = 1});
        using enum PaneLimits::Kind;
        QVERIFY(!limits.count(Read, start));
        QVERIFY(!limits.count(Read, start + 59s));
        QCOMPARE(limits.count(Read, start + 59'001ms), std::optional<qint64>(1));
        QVERIFY(!limits.count(Read, start + 60s));
        for (int i = 0; i < 100; ++i)
            QVERIFY(!limits.count(Write, start));
        QVERIFY(!limits.count(Stream, start));
        QCOMPARE(limits.count(Stream, start), std::optional<qint64>(60));
        // The clock was set back.
        QVERIFY(!limits.count(Stream, start - 1h));
    }

    // AP-60
    void whatIsWrongWithDataIsSaid_data()
    {
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const char* name, const char* body) {
            QTest::newRow(name) << QByteArray(body);
        };
        row("chunks", R"({"channel":"chunks","data":{"text":5}})");
        row("chunks' turn", R"({"channel":"chunks","data":{"text":"a","turn":"1"}})");
        row("toolCalls", R"({"channel":"toolCalls","data":{"id":"c"}})");
        row("toolCalls' state",
            R"({"channel":"toolCalls","data":{"id":"c","tool":"t","status":"x"}})");
        row("presence", R"({"channel":"presence","data":{}})");
        row("presence's cursor",
            R"({"channel":"presence","data":{"userId":"u","cursor":{"x":1}}})");
        row("terminal", R"({"channel":"terminal","data":{"type":"input"}})");
        row("terminal's type", R"({"channel":"terminal","data":{"data":"a","type":"bell"}})");
        row("terminal's source", R"({"channel":"terminal","data":{"data":"a","source":"x"}})");
        row("workflow", R"({"channel":"workflow","data":{"type":"approval:requested"}})");
        row("agentState", R"({"channel":"agentState","data":{"agentId":"a"}})");
        row("id", R"({"channel":"chunks","data":{"id":5,"text":"a"}})");
        row("list", R"({"channel":"chunks","data":[]})");
        row("plan", R"({"type":"plan:interaction","data":{"interactionId":"q"}})");
    }
    void whatIsWrongWithDataIsSaid()
    {
        QFETCH(QByteArray, body);
        QCOMPARE(codeIn(readPaneEvent(parsed(body), u"s"_s, 0, start)), u"INVALID_DATA"_s);
    }
};

QTEST_GUILESS_MAIN(TestPaneRules)
#include "tst_panerules.moc"
