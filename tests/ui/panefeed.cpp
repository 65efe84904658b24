// SPDX-License-Identifier: MIT
#include "tests/ui/panefeed.h"

#include "core/domain/lookup.h"
#include "tests/ui/fakefeed.h"
#include "ui/words/panewords.h"

#include <QJsonDocument>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

MessageWithParts message(
    const QString& id, Role role, const QString& text, std::chrono::seconds ago)
{
    MessageWithParts whole;
    whole.message.id = MessageId(id);
    whole.message.session = PaneFeed::session().session;
    whole.message.role = role;
    whole.message.created = FakeFeed::ago(ago);
    whole.message.completed = FakeFeed::ago(ago);
    whole.message.agent = role == Role::User ? QString() : u"planner"_s;
    Part part;
    part.id = PartId("p-"_L1 + id);
    part.message = whole.message.id;
    part.session = whole.message.session;
    part.kind = PartKind::Text;
    part.type = u"text"_s;
    part.text = text;
    whole.parts = {part};
    return whole;
}

PaneEvent event(const char* type, const QByteArray& data, std::chrono::seconds ago)
{
    return {QString::fromLatin1(type), QJsonDocument::fromJson(data).object(), FakeFeed::ago(ago)};
}

} // namespace

SourceId PaneFeed::source()
{
    return SourceId(u"agentpane:http://127.0.0.1:3001"_s);
}

SessionKey PaneFeed::session()
{
    return {source(), SessionId(u"tax"_s)};
}

Checkpoint PaneFeed::approval()
{
    Checkpoint c;
    c.key = {source(), session().session, RequestId(u"approval:tax@41"_s)};
    c.permission = u"approval"_s;
    c.patterns = {u"tax"_s};
    c.isDiff = true;
    c.text = u"diff --git a/src/tax.ts b/src/tax.ts\n--- a/src/tax.ts\n+++ b/src/tax.ts\n"
             "@@ -12,3 +12,4 @@ export function applyTax\n const rate = rates[region];\n"
             "-return net * rate;\n+const raw = net * rate;\n+return round(raw, region);\n }\n"
             "diff --git a/tests/tax.test.ts b/tests/tax.test.ts\n--- a/tests/tax.test.ts\n"
             "+++ b/tests/tax.test.ts\n@@ -40,2 +40,4 @@ describe('tax')\n   "
             "expect(applyTax(10)).toBe(1);\n"
             "+  expect(applyTax(0.125, 'CH')).toBe(0.15);\n+  expect(applyTax(0.125, "
             "'DE')).toBe(0.13);\n"
             " });\n"_s;
    c.firstSeen = FakeFeed::ago(134s);
    c.confirmedPending = FakeFeed::ago(4s);
    return c;
}

ChangeBatch PaneFeed::all()
{
    SourceStatus status;
    status.id = source();
    status.kind = SourceKind::AgentPane;
    status.name = u"team"_s;
    status.url = QUrl(u"http://127.0.0.1:3001"_s);
    status.state = SyncState::Live;
    status.lastByte = FakeFeed::ago(1s);
    status.since = FakeFeed::ago(2h);
    status.events = 812;
    Session one;
    one.source = source();
    one.id = session().session;
    one.title = u"Tax rules by region"_s;
    one.agent = u"planner"_s;
    one.status = SessionStatus::Running;
    one.created = FakeFeed::ago(3h);
    one.updated = FakeFeed::ago(2s);
    one.turnStarted = FakeFeed::ago(74s);
    one.waiting = 1;
    TranscriptLoaded page;
    page.key = session();
    page.messages = {message(u"line-1"_s, Role::User, u"Round by region, please."_s, 200s),
        message(u"planner-1"_s, Role::Assistant,
            u"Each region has a rule of its own now. Two callers relied on the old result; I wrote "
            u"a "
            "test for each before I touched them."_s,
            160s)};
    Prompt sending{session(), u"p2"_s, u"And keep the old name exported."_s, FakeFeed::ago(1s),
        Prompt::State::Sending, {}, {}};
    return {SourceChanged{status}, SessionChanged{one}, CheckpointChanged{approval()}, page,
        PromptChanged{sending}};
}

ChangeBatch PaneFeed::room()
{
    PaneNews news{session().session, true, {}};
    const QByteArray self = words::ownId().toUtf8();
    const auto join = [&](const QByteArray& id, const QByteArray& name, std::chrono::seconds ago) {
        news.events.push_back(event(
            "presence:joined", R"({"userId":")" + id + R"(","displayName":")" + name + "\"}", ago));
    };
    news.events.push_back(event(
        "terminal:input", R"({"id":"1","data":"Round by region, please.","source":"user"})", 200s));
    news.events.push_back(
        event("state:update", R"({"agentId":"reviewer","status":"paused","turn":1})", 40s));
    join("u2", "Tomas Novak", 20s);
    news.events.push_back(event("state:update",
        R"({"agentId":"planner","status":"running","turn":4,"progress":62,)"
        R"("currentTool":"bash","message":"running the tests"})",
        12s));
    join("u1", "Anna Berger", 9s);
    join("u6", "Zoe", 7s);
    join("u5", "Lu", 6s);
    join("u4", "Jo Ray", 5s);
    join("u3", "Mei", 4s);
    join(self, words::ownName().toUtf8(), 3s);
    news.events.push_back(
        event("chunk", R"({"agentId":"planner","text":"All callers are covered, so "})", 2s));
    return {LookedUp{source(), std::make_shared<const Finding>(Finding{std::move(news), {}})}};
}

} // namespace headgate
