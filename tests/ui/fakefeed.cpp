// SPDX-License-Identifier: MIT
#include "tests/ui/fakefeed.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const auto billing = u"/home/dev/code/billing"_s;
const auto site = u"/home/dev/code/site"_s;

SourceId buildBox()
{
    return SourceId(u"opencode:http://10.0.0.7:4096"_s);
}

SourceId demo()
{
    return SourceId(u"demo:"_s);
}

struct Row
{
    SourceId source;
    const char16_t* id;
    const char16_t* parent;
    const char16_t* title;
    QString directory;
    SessionStatus status;
    Activity activity;
    std::chrono::seconds age;
    double cost;
};

Session sessionOf(const Row& row)
{
    Session s;
    s.source = row.source;
    s.id = SessionId(QString::fromUtf16(row.id));
    s.parent = SessionId(QString::fromUtf16(row.parent));
    s.title = QString::fromUtf16(row.title);
    s.directory = row.directory;
    s.status = row.status;
    s.activity = row.activity;
    s.created = FakeFeed::ago(row.age + 1h);
    s.updated = FakeFeed::ago(row.age);
    s.cost = row.cost;
    return s;
}

Part textPart(const QString& id, const QString& message, const QString& text)
{
    Part part;
    part.id = PartId(id);
    part.message = MessageId(message);
    part.session = FakeFeed::mainSession().session;
    part.kind = PartKind::Text;
    part.type = u"text"_s;
    part.text = text;
    return part;
}

Part toolPart(const QString& id, const QString& tool, const QString& title)
{
    Part part = textPart(id, u"msg_2"_s, {});
    part.kind = PartKind::Tool;
    part.type = u"tool"_s;
    part.tool.callId = u"call_"_s + id;
    part.tool.tool = tool;
    part.tool.title = title;
    part.tool.status = ToolStatus::Completed;
    part.tool.started = FakeFeed::ago(120s);
    part.tool.ended = FakeFeed::ago(120s) + 200ms;
    return part;
}

} // namespace

Timestamp FakeFeed::now()
{
    return timestampFromMs(1778755500000);
}

SourceId FakeFeed::workstation()
{
    return SourceId(u"opencode:http://127.0.0.1:4096"_s);
}

SourceId FakeFeed::rooms()
{
    return SourceId(u"stream:http://127.0.0.1:4437/v1/stream/swarm/rooms"_s);
}

SessionKey FakeFeed::mainSession()
{
    return {workstation(), SessionId(u"ses_split"_s)};
}

SessionKey FakeFeed::exploring()
{
    return {workstation(), SessionId(u"ses_explore"_s)};
}

ChangeBatch FakeFeed::sources()
{
    SourceStatus live;
    live.id = workstation();
    live.name = u"workstation"_s;
    live.url = QUrl(u"http://127.0.0.1:4096"_s);
    live.version = u"1.14.2"_s;
    live.state = SyncState::Live;
    live.lastByte = now() - 400ms;
    live.since = ago(1h + 32min + 20s);
    live.events = 18'204;
    live.reconnects = 2;
    live.lastSeq = 4711;

    SourceStatus waiting;
    waiting.id = buildBox();
    waiting.name = u"build box"_s;
    waiting.url = QUrl(u"http://10.0.0.7:4096"_s);
    waiting.state = SyncState::Waiting;
    waiting.issue = {Issue::Code::Unreachable, waiting.id, {u"connection refused"_s}};
    waiting.attempt = 3;
    waiting.retryAt = now() + 4s;
    waiting.lastByte = ago(8h + 31min);
    waiting.since = ago(12h);
    waiting.events = 1204;
    waiting.gaps = 2;

    SourceStatus recorded;
    recorded.id = demo();
    recorded.kind = SourceKind::Demo;
    recorded.state = SyncState::Live;
    recorded.lastByte = ago(2s);
    recorded.since = ago(3min);
    recorded.events = 96;
    return {SourceChanged{live}, SourceChanged{waiting}, SourceChanged{recorded}};
}

ChangeBatch FakeFeed::sessions()
{
    using Kind = Activity::Kind;
    using enum SessionStatus;
    const Row rows[] = {
        {workstation(), u"ses_grep", u"ses_explore", u"grep: rounding rules", billing, Running,
            {Kind::Tool, u"read"_s, u"14 files"_s}, 20s, 0.03},
        {workstation(), u"ses_explore", u"ses_split", u"explore: call sites", billing, Running, {},
            192s, 0},
        {workstation(), u"ses_tests", u"ses_split", u"tests: baseline", billing, Idle,
            {Kind::Done, {}, u"412 passed"_s}, 9min, 0.12},
        {workstation(), u"ses_split", u"", u"Split the invoice module", billing, Running,
            {Kind::Tool, u"edit"_s, u"src/invoice/tax.ts"_s}, 1s, 0.26},
        {workstation(), u"ses_sdk", u"", u"Upgrade the payment SDK", billing, Idle, {}, 1h, 0.9},
        {workstation(), u"ses_landing", u"", u"Landing page copy", site, Running, {}, 12min, 0.05},
        {workstation(), u"ses_hero", u"", u"Compress hero images", site, Retrying, {}, 14min, 0.01},
        {buildBox(), u"ses_nightly", u"", u"Nightly dependency sweep", {}, Unknown, {}, 8h + 31min,
            0},
        {demo(), u"ses_release", u"", u"Prepare release 4.2", {}, Running, {}, 41s, 0},
    };
    ChangeBatch batch;
    for (const Row& row : rows) {
        Session s = sessionOf(row);
        if (s.id == mainSession().session) {
            s.turnStarted = ago(134s);
            s.tokens = {12'300, 4'100, 500, 1'500, 0};
        }
        if (s.title.startsWith(u"Upgrade"_s))
            s.files = 6;
        if (s.status == Retrying)
            s.retryAt = now() + 9s;
        batch.push_back(SessionChanged{s});
    }
    return batch;
}

Checkpoint FakeFeed::push()
{
    Checkpoint c;
    c.key = {workstation(), exploring().session, RequestId(u"per_push"_s)};
    c.directory = billing;
    c.permission = u"bash"_s;
    c.text = u"git push --force-with-lease origin tax-rules"_s;
    c.patterns = {u"git push --force-with-lease origin tax-rules"_s};
    c.always = {u"git push *"_s};
    c.reason = u"Publish the split so that CI can run the full suite."_s;
    c.firstSeen = ago(191s);
    c.asked = ago(192s);
    c.confirmedPending = ago(4s);
    return c;
}

Checkpoint FakeFeed::question()
{
    Checkpoint c;
    c.key = {workstation(), SessionId(u"ses_landing"_s), RequestId(u"que_tone"_s)};
    c.kind = CheckpointKind::Question;
    c.directory = site;
    c.questions = {{u"Tone"_s, u"Which tone of voice should the hero use?"_s,
        {{u"Plain"_s, u"Short sentences, no adjectives"_s}, {u"Warm"_s, u"As to a friend"_s},
            {u"Formal"_s, {}}},
        false, true}};
    c.firstSeen = ago(12min);
    c.asked = ago(12min);
    c.confirmedPending = ago(4s);
    return c;
}

Checkpoint FakeFeed::checkpoint()
{
    Checkpoint c;
    c.key = {workstation(), SessionId(u"ses_landing"_s), RequestId(u"cp_1"_s)};
    c.kind = CheckpointKind::Hitl;
    c.text = u"Select implementation strategy"_s;
    c.questions = {{{}, c.text,
        {{u"Rules in a table"_s, u"One place, one test per region"_s, u"strategy_0"_s},
            {u"One class per region"_s, {}, u"strategy_1"_s}},
        false, true}};
    c.requestedBy = u"chief-of-staff/oracle"_s;
    c.firstSeen = ago(3min);
    c.asked = ago(3min);
    c.confirmedPending = ago(4s);
    c.expires = ago(-2min);
    return c;
}

Checkpoint FakeFeed::edit()
{
    Checkpoint c;
    c.key = {demo(), SessionId(u"ses_release"_s), RequestId(u"per_edit"_s)};
    c.directory = u"/srv/demo"_s;
    c.permission = u"edit"_s;
    c.file = u"src/invoice/tax.ts"_s;
    c.isDiff = true;
    c.text = u"--- src/invoice/tax.ts\n+++ src/invoice/tax.ts\n@@ -41,4 +41,5 @@\n"
             " export function applyTax(lines: Line[], region: Region) {\n"
             "-  return lines.map(l => l.total * rates[region] / 100)\n"
             "+  const rule = ruleFor(region)\n"
             "+  return lines.map(l => rule.round(l.total * rule.rate))\n"
             " }\n"_s;
    c.always = {u"*"_s};
    c.firstSeen = ago(41s);
    c.confirmedPending = ago(2s);
    return c;
}

ChangeBatch FakeFeed::requests()
{
    return {CheckpointChanged{push()}, CheckpointChanged{question()}, CheckpointChanged{edit()}};
}

ChangeBatch FakeFeed::transcript()
{
    TranscriptLoaded loaded;
    loaded.key = mainSession();
    Message person;
    person.id = MessageId(u"msg_1"_s);
    person.session = mainSession().session;
    person.role = Role::User;
    person.created = ago(140s);
    Message agent = person;
    agent.id = MessageId(u"msg_2"_s);
    agent.role = Role::Assistant;
    agent.created = ago(134s);
    agent.agent = u"build"_s;
    Part shell = toolPart(u"prt_2"_s, u"bash"_s, u"rg -n \"applyTax\" src --stats"_s);
    shell.tool.input = {{u"command"_s, shell.tool.title}};
    Part change = toolPart(u"prt_3"_s, u"edit"_s, u"src/invoice/tax.ts"_s);
    change.tool.diff = edit().text;
    change.tool.input = {{u"filePath"_s, u"src/invoice/tax.ts"_s}};
    Part last = textPart(u"prt_4"_s, u"msg_2"_s,
        u"The rounding now follows each region's rule. Two callers relied on the old float result, "
        "`cart.ts` and `refund.ts`, so I am adding a test for each before I touch "_s);
    last.final = false;
    loaded.messages = {
        {person,
            {textPart(u"prt_0"_s, u"msg_1"_s,
                u"Split the invoice module so that tax rules live in their own file, and keep the "
                "public API unchanged."_s)}},
        {agent,
            {textPart(u"prt_1"_s, u"msg_2"_s,
                 u"I will look at every caller first, then move the rules without changing an "
                 u"import "
                 "path."_s),
                shell, change, last}},
    };
    return {loaded};
}

ChangeBatch FakeFeed::events()
{
    static const char16_t* types[] = {u"session.updated", u"message.updated",
        u"message.part.updated", u"message.part.delta", u"permission.asked", u"session.status"};
    EventsLogged logged;
    for (int i = 0; i < 60; ++i) {
        EventRow row;
        row.row = i + 1;
        row.source = workstation();
        row.session = mainSession().session;
        row.id = EventId(u"evt_%1"_s.arg(i));
        row.type = QString::fromUtf16(types[i % 6]);
        row.time = ago(60s) + milliseconds(i * 937);
        if (i % 3 != 2)
            row.seq = 4652 + i;
        row.data = QJsonDocument(
            QJsonObject{{u"sessionID"_s, row.session.value()}, {u"type"_s, row.type}, {u"n"_s, i}})
                       .toJson(QJsonDocument::Compact);
        logged.rows.push_back(row);
    }
    return {logged};
}

ChangeBatch FakeFeed::todos()
{
    return {TodosChanged{mainSession(),
        {{u"Find every caller of applyTax"_s, u"completed"_s, u"high"_s},
            {u"Move the rules into src/invoice/rules.ts and keep the public API unchanged, so that "
             "nobody who imports it notices"_s,
                u"completed"_s, u"medium"_s},
            {u"Add a test for cart.ts and one for refund.ts"_s, u"in_progress"_s, u"high"_s},
            {u"Round once per line instead of once per invoice"_s, u"cancelled"_s, u"low"_s},
            {u"Run the full suite and publish the branch"_s, u"pending"_s, u"high"_s},
            {u"Write the changelog"_s, u"pending"_s, u"low"_s}}}};
}

ChangeBatch FakeFeed::serving()
{
    Serving on;
    on.state = Serving::State::On;
    on.url = QUrl(u"http://127.0.0.1:4437/v1/stream/"_s);
    on.retentionDays = 30;
    const auto add = [&on](const QString& name, qint64 messages, qint64 bytes, int readers) {
        ServedStream one;
        one.name = name;
        one.url = QUrl(on.url.toString() + name);
        one.messages = messages;
        one.bytes = bytes;
        one.readers = readers;
        on.streams.push_back(one);
    };
    add(u"build-log"_s, 0, 48'213, 0);
    add("session-"_L1 + mainSession().session.value(), 1'204, 0, 3);
    add(u"swarm/plan"_s, 18, 0, 0);
    on.streams[1].session = mainSession();
    on.streams[2].closed = true;
    return {ServingChanged{on}};
}

ChangeBatch FakeFeed::ledger()
{
    LedgerChanged told;
    told.source = workstation();
    const auto intent = [&told](const QString& id, const QString& agent, const QString& what) {
        Intent& one = told.intents.emplace_back();
        one.id = id;
        one.agent = agent;
        one.description = what;
        one.started = ago(4min);
        return &one;
    };
    intent(u"intent_1"_s, u"executor"_s, u"Move the tax rules"_s)->parent =
        mainSession().session.value();
    Intent* paused = intent(u"intent_2"_s, u"reviewer"_s, u"Review the new rules"_s);
    paused->status = Intent::Status::Paused;
    paused->pause = u"needs the test results first"_s;

    Ledger& ledger = told.ledger;
    const auto epic = [&ledger](const QString& id, const QString& title, Epic::Status status) {
        Epic& one = ledger.epics.emplace_back();
        one.id = id;
        one.title = title;
        one.status = status;
        return &one;
    };
    epic(u"ep_tax"_s, u"Tax rules by region"_s, Epic::Status::Running);
    epic(u"ep_ci"_s, u"Faster builds"_s, Epic::Status::Failed)->error =
        u"The cache server was never reachable from the runners."_s;
    using TaskState = LedgerTask::Status;
    const auto task = [&ledger](const QString& id, const QString& title, const QString& agent,
                          TaskState status) {
        LedgerTask& one = ledger.tasks.emplace_back();
        one.id = id;
        one.epic = u"ep_tax"_s;
        one.title = title;
        one.agent = agent;
        one.status = status;
        return &one;
    };
    task(u"t1"_s, u"Find every caller of applyTax"_s, u"explore"_s, TaskState::Completed)->result =
        u"3 callers, 2 of them untested"_s;
    task(u"t2"_s, u"Split the rules by region"_s, u"executor"_s, TaskState::Running);
    LedgerTask* rounding =
        task(u"t3"_s, u"Round once per line"_s, u"executor"_s, TaskState::Suspended);
    rounding->result = u"waits for an answer"_s;
    rounding->summary = u"Two ways to round were found."_s;
    task(u"t4"_s, u"Write the migration notes"_s, {}, TaskState::Pending);

    Handoff& handoff = ledger.handoffs.emplace_back();
    handoff.epic = u"ep_tax"_s;
    handoff.reason = u"context_limit"_s;
    handoff.command = u"/ledger resume ep_tax"_s;
    handoff.done = {u"rules split for DE and AT"_s};
    handoff.next = {u"FR and CH"_s, u"publish the branch"_s};
    handoff.context = {u"prices are net everywhere"_s};
    handoff.files = {u"src/invoice/rules.ts"_s};
    ledger.directives.emplace_back().text =
        u"Keep the public API of the invoice module unchanged."_s;
    Governance& assumption = ledger.assumptions.emplace_back();
    assumption.text = u"Amounts are integers of the smallest unit."_s;
    assumption.source = u"executor"_s;
    assumption.rationale = u"Every test fixture has them so."_s;
    const auto learnt = [&ledger](const QString& kind, const QString& text) {
        Learning& one = ledger.learnings.emplace_back();
        one.kind = kind;
        one.text = text;
    };
    learnt(u"pattern"_s, u"Table-driven tests make a missing region visible."_s);
    learnt(u"antiPattern"_s, u"Rounding each item before the sum."_s);
    return {told};
}

ChangeBatch FakeFeed::work()
{
    WorkChanged told;
    told.source = workstation();
    Work& work = told.work;
    const auto agent = [&work](const QString& id, const QString& name, const QString& what,
                           Intent::Status status) {
        Intent& one = work.agents.emplace_back();
        one.id = id;
        one.agent = name;
        one.description = what;
        one.status = status;
        one.started = ago(4min);
        one.event = EventId("evt_"_L1 + id);
        return &one;
    };
    agent(u"intent_1"_s, u"executor"_s, u"Move the tax rules"_s, Intent::Status::Running);
    agent(u"intent_2"_s, u"reviewer"_s, u"Review the new rules"_s, Intent::Status::Paused)->pause =
        u"needs the test results first"_s;
    agent(u"intent_3"_s, u"librarian"_s, u"Find out how VAT is rounded"_s, Intent::Status::Failed)
        ->error = u"The page was not reachable."_s;
    agent(u"intent_4"_s, u"oracle"_s, {}, Intent::Status::Completed);
    work.moreAgents = 12;
    AgentProgress report;
    report.agent = u"architect"_s;
    report.phase = u"PLANNING"_s;
    report.message = u"cutting it into tasks"_s;
    report.percent = 40;
    work.progress.push_back(report);
    work.tools.push_back({u"bash"_s, 41, 1, 2, 38, milliseconds(90'000)});
    work.tools.push_back({u"read"_s, 17, 0, 0, 0, milliseconds(0)});
    LoggedCall call;
    call.id = u"c1"_s;
    call.tool = u"bash"_s;
    call.title = u"npm test"_s;
    call.status = LoggedCall::Status::Running;
    call.session = mainSession().session.value();
    call.started = ago(20s);
    work.calls.push_back(call);
    call.id = u"c2"_s;
    call.tool = u"edit"_s;
    call.title = u"src/tax/rules.ts"_s;
    call.status = LoggedCall::Status::Failed;
    call.error = u"The text to replace is not in the file."_s;
    call.ended = *call.started + 1200ms;
    work.calls.push_back(call);
    LoggedStep step;
    step.message = u"msg_1"_s;
    step.session = mainSession().session.value();
    step.started = ago(60s);
    step.ended = ago(30s);
    step.reason = u"tool-calls"_s;
    step.cost = 0.03;
    work.steps.push_back(step);
    work.files.push_back({u"src/tax/rules.ts"_s, 3, EventId(u"evt_9"_s), ago(2min)});
    work.files.push_back({u"tests/tax.test.ts"_s, 1, EventId(u"evt_8"_s), ago(3min)});
    work.runs.push_back({u"aabbccddeeff0011"_s, 812, ago(40min), ago(1min)});
    work.actors = {u"orchestrator"_s, u"system"_s};
    work.types = {u"agent.spawned"_s, u"files.changed"_s};
    return {told};
}

ChangeBatch FakeFeed::lineage()
{
    using Kind = LineageNode::Kind;
    LineageGrew grew{workstation(), true, {}};
    const auto add = [&grew](const QString& id, Kind kind, const QString& label, qsizetype parent,
                         LineageRule rule, bool told = true) {
        grew.rows.push_back(
            {qsizetype(grew.rows.size()), {id, kind, label, told}, parent, rule, false});
    };
    add(u"ep_tax"_s, Kind::Epic, u"Tax rules by region"_s, -1, LineageRule::LedgerTask);
    add(mainSession().session.value(), Kind::Session, {}, 0, LineageRule::LedgerTask);
    add(exploring().session.value(), Kind::Session, {}, 1, LineageRule::SessionParent);
    add(u"intent_1"_s, Kind::Agent, u"executor"_s, 1, LineageRule::Spawn);
    add(u"t2"_s, Kind::Task, u"Split the rules by region"_s, 0, LineageRule::LedgerTask);
    add(u"ses_gone"_s, Kind::Unknown, {}, -1, LineageRule::Causation, false);
    add(u"0mjx3k2ab_1f2e3d4c5b6a7988"_s, Kind::Event, u"agent.failed"_s, 5, LineageRule::Causation);
    return {grew};
}

ChangeBatch FakeFeed::state()
{
    SourceStatus stream;
    stream.id = rooms();
    stream.kind = SourceKind::Stream;
    stream.name = u"rooms"_s;
    stream.url = QUrl(rooms().value().mid(7));
    stream.state = SyncState::CatchUp;
    stream.lastByte = ago(3s);
    stream.since = ago(2h);
    stream.events = 214;
    ChangeBatch batch{SourceChanged{stream}};
    const auto add = [&](const QString& type, const QString& key, const QJsonValue& value,
                         std::chrono::seconds age, qint64 changes) {
        batch.push_back(StateRowChanged{rooms(), {type, key, value, ago(age), changes}, false});
    };
    add(u"user"_s, u"ada"_s,
        QJsonObject{{u"name"_s, u"Ada Lovelace"_s}, {u"role"_s, u"admin"_s},
            {u"rooms"_s, QJsonArray{u"plan"_s, u"review"_s}}},
        192s, 13);
    add(u"user"_s, u"grace"_s, QJsonObject{{u"name"_s, u"Grace Hopper"_s}, {u"role"_s, u"dev"_s}},
        2h, 2);
    add(u"user"_s, u"joan"_s, QJsonObject{{u"name"_s, u"Joan Clarke"_s}, {u"role"_s, u"dev"_s}},
        26h, 1);
    add(u"room"_s, u"plan"_s,
        QJsonObject{{u"topic"_s, u"Split the invoice module before the release"_s},
            {u"open"_s, true}, {u"seats"_s, 12}},
        40s, 214);
    add(u"room"_s, u"review"_s, QJsonObject{{u"topic"_s, QJsonValue::Null}, {u"open"_s, false}},
        9min, 4);
    add(u"presence"_s, u"session-7f3a9c"_s, u"typing"_s, 20s, 1'204);
    stream.state = SyncState::Live;
    batch.push_back(SourceChanged{stream});
    return batch;
}

ChangeBatch FakeFeed::all()
{
    ChangeBatch batch;
    for (const ChangeBatch& part : {sources(), sessions(), requests(), events(), transcript()})
        batch.insert(batch.end(), part.begin(), part.end());
    return batch;
}

} // namespace headgate
