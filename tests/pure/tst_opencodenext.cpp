// SPDX-License-Identifier: MIT
#include "core/decode/opencode.h"
#include "core/decode/opencodenext.h"
#include "tests/support/nextrequests.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;

namespace {

/** What a history would hold of one session: the content of each thing. */
struct Things
{
    QMap<QString, QJsonObject> contents;
    QStringList statuses;

    void take(const Event& event)
    {
        const auto known = [this](const QString& key) { return contents.value(key); };
        for (const Event& thing : opencode::nextThings(event, known)) {
            if (thing.entity.key == "status"_L1)
                statuses.append(thing.entity.content["type"_L1].toString());
            contents[thing.entity.key] = thing.entity.content;
        }
    }
    void hear(const QString& kind, QJsonObject body)
    {
        body.insert(u"sessionID"_s, ses.value());
        if (!body.contains("timestamp"_L1))
            body.insert(u"timestamp"_s, t0);
        take(eventOf("session.next."_L1 + kind, body, u"evt_1"_s));
    }
    QJsonObject part(const QString& id) const { return contents.value("p:"_L1 + id); }
    QJsonObject message(const QString& id) const { return contents.value("m:"_L1 + id); }
    Part decoded(const QString& id) const { return opencode::part(part(id)); }
};

QJsonObject ofCall(QJsonObject more = {})
{
    more.insert(u"assistantMessageID"_s, u"msg_1"_s);
    more.insert(u"callID"_s, u"call_1"_s);
    return more;
}

QJsonArray printed(const QString& text)
{
    return {QJsonObject{{u"type"_s, u"text"_s}, {u"text"_s, text}}};
}

QJsonObject failure(const QString& words)
{
    return {{u"type"_s, u"unknown"_s}, {u"message"_s, words}};
}

std::vector<Event> recorded()
{
    std::vector<Event> events;
    for (const SourceItem& item : itemsOf(framesOf(u"next.sse"_s))) {
        if (const auto* event = std::get_if<Event>(&item))
            events.push_back(*event);
    }
    return events;
}

QJsonArray listed(const QString& name)
{
    const QJsonArray data = QJsonDocument::fromJson(readData(name)).object()["data"_L1].toArray();
    QJsonArray ascending;
    for (const QJsonValue& message : data)
        ascending.prepend(message);
    return ascending;
}

} // namespace

/** The events session.next.* and the list of /api/session. */
class TestOpenCodeNext : public QObject
{
    Q_OBJECT

private slots:
    void eventsAndListsGiveTheSameThings() // DG-39
    {
        Things things;
        SessionId session;
        for (const Event& event : recorded()) {
            things.take(event);
            session = event.session.isEmpty() ? session : event.session;
        }
        const QJsonArray page = opencode::nextPage(session, listed(u"next.messages.json"_s));
        QVERIFY(page.size() > 15);
        int parts = 0;
        for (const QJsonValue& one : page) {
            const QJsonObject info = one["info"_L1].toObject();
            QVERIFY(opencode::isNextMessage(info));
            QCOMPARE(things.message(info["id"_L1].toString()), info);
            for (const QJsonValue& part : one["parts"_L1].toArray()) {
                ++parts;
                QCOMPARE(things.part(part["id"_L1].toString()), part.toObject());
            }
        }
        QCOMPARE(things.contents.keys().filter(u"m:"_s).size(), page.size());
        QCOMPARE(things.contents.keys().filter(u"p:"_s).size(), parts);
        QCOMPARE(things.statuses.last(), u"idle"_s);
    }

    void whatIsToldAgainTakesNothingBack()
    {
        Things things;
        for (const Event& event : recorded())
            things.take(event);
        const auto before = things.contents;
        for (const Event& event : recorded())
            things.take(event);
        for (auto it = before.cbegin(); it != before.cend(); ++it) {
            if (it.key() != "status"_L1)
                QCOMPARE(things.contents[it.key()], it.value());
        }
    }

    void aMessageOfThePageThatStreamsIsNotFinal()
    {
        const QJsonArray page = opencode::nextPage(ses, listed(u"next.messages-midway.json"_s));
        const QJsonObject last = page.last().toObject();
        QVERIFY(!opencode::message(last["info"_L1].toObject()).completed);
        QVERIFY(!opencode::part(last["parts"_L1].toArray().last().toObject()).final);
    }

    void theStreamAndTheLogTellTheSameTime()
    {
        QCOMPARE(opencode::nextTime({{u"timestamp"_s, u"2026-09-21T14:13:20.007Z"_s}}), t0 + 7);
        QCOMPARE(opencode::nextTime({{u"timestamp"_s, t0 + 7}}), t0 + 7);
        QCOMPARE(opencode::nextTime({{u"timestamp"_s, u"soon"_s}}), 0);
        QCOMPARE(opencode::nextTime({}), 0);
    }

    void aCallIsPutTogetherFromItsSteps()
    {
        Things things;
        const QString id = u"msg_1/call_1"_s;
        things.hear(u"tool.input.started"_s, ofCall({{u"name"_s, u"bash"_s}}));
        QCOMPARE(things.decoded(id).tool.status, ToolStatus::Pending);
        things.hear(u"tool.input.ended"_s, ofCall({{u"text"_s, uR"({"command":"ls"})"_s}}));
        QCOMPARE(things.decoded(id).tool.input["command"_L1].toString(), u"ls"_s);
        things.hear(u"tool.called"_s,
            ofCall({{u"tool"_s, u"bash"_s}, {u"timestamp"_s, t0 + 1},
                {u"input"_s, QJsonObject{{u"command"_s, u"ls -l"_s}}}}));
        QCOMPARE(things.decoded(id).tool.status, ToolStatus::Running);
        things.hear(u"tool.progress"_s, ofCall({{u"content"_s, printed(u"a"_s)}}));
        QCOMPARE(things.decoded(id).tool.output, u"a"_s);
        things.hear(u"tool.success"_s,
            ofCall({{u"content"_s, printed(u"a\nb\n"_s)}, {u"timestamp"_s, t0 + 5}}));
        things.hear(u"tool.progress"_s, ofCall({{u"content"_s, printed(u"a"_s)}}));
        const ToolCall call = things.decoded(id).tool;
        QCOMPARE(call.status, ToolStatus::Completed);
        QCOMPARE(call.tool, u"bash"_s);
        QCOMPARE(call.input["command"_L1].toString(), u"ls -l"_s);
        QCOMPARE(call.output, u"a\nb\n"_s);
        QCOMPARE(call.started, timestampFromMs(t0 + 1));
        QCOMPARE(call.ended, timestampFromMs(t0 + 5));
    }

    void whatACallAttachedIsKeptBesideItsWords()
    {
        Things things;
        const QJsonObject picture{{u"type"_s, u"file"_s},
            {u"uri"_s, u"data:image/png;base64,AA=="_s}, {u"mime"_s, u"image/png"_s},
            {u"name"_s, u"screen.png"_s}};
        QJsonArray content = printed(u"read"_s);
        content.append(picture);
        things.hear(u"tool.success"_s, ofCall({{u"content"_s, content}}));
        const ToolCall call = things.decoded(u"msg_1/call_1"_s).tool;
        QCOMPARE(call.output, u"read"_s);
        QCOMPARE(call.attachments,
            (std::vector<Attachment>{
                {u"screen.png"_s, u"image/png"_s, u"data:image/png;base64,AA=="_s}}));
    }

    void callsChangeFiles()
    {
        Things things;
        const QJsonObject patched{{u"file"_s, u"a.txt"_s}, {u"patch"_s, u"-a\n+b\n"_s},
            {u"additions"_s, 1}, {u"deletions"_s, 1}, {u"status"_s, u"modified"_s}};
        things.hear(u"tool.success"_s,
            ofCall({{u"structured"_s, QJsonObject{{u"files"_s, QJsonArray{patched}}}}}));
        QCOMPARE(things.decoded(u"msg_1/call_1"_s).tool.diff, u"-a\n+b\n"_s);
        const Message message = opencode::message(things.message(u"msg_1"_s));
        QCOMPARE(message.diffs,
            (std::vector<FileDiff>{{u"a.txt"_s, u"-a\n+b\n"_s, u"modified"_s, 1, 1}}));
    }

    void aStepSaysWhetherTheTurnGoesOn()
    {
        const QJsonObject step{{u"assistantMessageID"_s, u"msg_1"_s}};
        const auto ended = [](const QString& how) {
            return QJsonObject{{u"assistantMessageID"_s, u"msg_1"_s}, {u"finish"_s, how}};
        };
        Things things;
        things.hear(u"step.started"_s, step);
        things.hear(u"step.ended"_s, ended(u"tool-calls"_s));
        QCOMPARE(things.statuses, QStringList{u"busy"_s});
        things.hear(u"step.ended"_s, ended(u"stop"_s));
        QCOMPARE(things.statuses.last(), u"idle"_s);

        // A person ended the turn while a call ran: there is no further step.
        Things stopped;
        stopped.hear(u"step.started"_s, step);
        stopped.hear(
            u"tool.failed"_s, ofCall({{u"error"_s, failure(u"Tool execution interrupted"_s)}}));
        stopped.hear(u"step.ended"_s, ended(u"tool-calls"_s));
        QCOMPARE(stopped.statuses.last(), u"idle"_s);
        QCOMPARE(stopped.decoded(u"msg_1/call_1"_s).tool.error, u"Tool execution interrupted"_s);
    }

    void aTurnThatWasEndedIsNoFailure()
    {
        for (const auto& [words, name] : {std::pair{u"No answer."_s, u"UnknownError"_s},
                 std::pair{u"Provider turn interrupted"_s, u"MessageAbortedError"_s}}) {
            const QJsonObject body{{u"sessionID"_s, ses.value()},
                {u"assistantMessageID"_s, u"msg_1"_s}, {u"error"_s, failure(words)}};
            Things things;
            things.hear(u"step.failed"_s, body);
            const Message message = opencode::message(things.message(u"msg_1"_s));
            QCOMPARE(message.errorName, name);
            QCOMPARE(message.errorText, words);
            QCOMPARE(things.statuses, QStringList{u"idle"_s});
            const auto facts =
                opencode::facts(eventOf(u"session.next.step.failed"_s, body, u"evt_1"_s));
            QCOMPARE(std::get<TurnFailed>(facts.at(0)).name, name);
        }
    }

    void aRetryLastsUntilItGetsThrough()
    {
        Things things;
        things.hear(u"retried"_s,
            {{u"attempt"_s, 2}, {u"error"_s, QJsonObject{{u"message"_s, u"Overloaded"_s}}}});
        const QJsonObject status = things.contents[u"status"_s];
        QCOMPARE(status["type"_L1].toString(), u"retry"_s);
        QCOMPARE(status["message"_L1].toString(), u"Overloaded"_s);
        things.hear(
            u"text.started"_s, {{u"assistantMessageID"_s, u"msg_1"_s}, {u"textID"_s, u"text-0"_s}});
        QCOMPARE(things.statuses.last(), u"busy"_s);
    }

    void aPersonsCommandIsACallOfItsOwn()
    {
        Things things;
        things.hear(u"shell.ended"_s, {{u"callID"_s, u"call_9"_s}, {u"output"_s, u"x"_s}});
        QVERIFY(things.contents.isEmpty());
        things.hear(u"shell.started"_s,
            {{u"messageID"_s, u"msg_2"_s}, {u"callID"_s, u"call_9"_s}, {u"command"_s, u"ls"_s}});
        QVERIFY(!opencode::message(things.message(u"msg_2"_s)).completed);
        things.hear(u"shell.ended"_s,
            {{u"callID"_s, u"call_9"_s}, {u"output"_s, u"here\n"_s}, {u"timestamp"_s, t0 + 3}});
        const Part part = things.decoded(u"call_9/shell"_s);
        QCOMPARE(part.message, MessageId(u"msg_2"_s));
        QCOMPARE(part.tool.output, u"here\n"_s);
        QCOMPARE(part.tool.status, ToolStatus::Completed);
        const QJsonArray page = opencode::nextPage(ses,
            {QJsonObject{{u"type"_s, u"shell"_s}, {u"id"_s, u"msg_2"_s}, {u"callID"_s, u"call_9"_s},
                {u"command"_s, u"ls"_s}, {u"output"_s, u"here\n"_s},
                {u"time"_s, QJsonObject{{u"created"_s, t0}, {u"completed"_s, t0 + 3}}}}});
        QCOMPARE(page[0]["parts"_L1][0].toObject(), things.part(u"call_9/shell"_s));
        QCOMPARE(page[0]["info"_L1].toObject(), things.message(u"msg_2"_s));
    }

    void aCompactionIsASummaryBehindItsLine()
    {
        const QJsonObject of{{u"messageID"_s, u"msg_3"_s}, {u"reason"_s, u"auto"_s}};
        Things things;
        things.hear(u"compaction.started"_s, of);
        QVERIFY(!things.decoded(u"msg_3/summary"_s).final);
        QJsonObject ended = of;
        ended.insert(u"text"_s, u"So far."_s);
        things.hear(u"compaction.ended"_s, ended);
        const QJsonArray page = opencode::nextPage(ses,
            {QJsonObject{{u"type"_s, u"compaction"_s}, {u"id"_s, u"msg_3"_s},
                {u"reason"_s, u"auto"_s}, {u"summary"_s, u"So far."_s},
                {u"time"_s, QJsonObject{{u"created"_s, t0}}}}});
        QCOMPARE(page[0]["info"_L1].toObject(), things.message(u"msg_3"_s));
        QCOMPARE(page[0]["parts"_L1][0].toObject(), things.part(u"msg_3/compaction"_s));
        QCOMPARE(page[0]["parts"_L1][1].toObject(), things.part(u"msg_3/summary"_s));
        QVERIFY(opencode::message(things.message(u"msg_3"_s)).summary);
    }

    void wordsOfTheServerAreNotThePersons()
    {
        Things things;
        things.hear(u"synthetic"_s, {{u"messageID"_s, u"msg_4"_s}, {u"text"_s, u"Read."_s}});
        things.hear(
            u"context.updated"_s, {{u"messageID"_s, u"msg_5"_s}, {u"text"_s, u"Skills."_s}});
        QVERIFY(things.decoded(u"msg_4/text"_s).synthetic);
        QVERIFY(things.decoded(u"msg_5/text"_s).synthetic);
    }

    void aSwitchChangesTheSessionAlone()
    {
        Things things;
        things.hear(u"agent.switched"_s, {{u"agent"_s, u"plan"_s}});
        QVERIFY(things.contents.isEmpty());
        things.contents[u"session"_s] = sessionInfo();
        things.hear(u"agent.switched"_s, {{u"agent"_s, u"plan"_s}});
        things.hear(u"model.switched"_s,
            {{u"model"_s, QJsonObject{{u"id"_s, u"m"_s}, {u"providerID"_s, u"p"_s}}}});
        things.hear(
            u"moved"_s, {{u"location"_s, QJsonObject{{u"directory"_s, u"/home/dev/site"_s}}}});
        things.hear(u"revert.staged"_s, {{u"revert"_s, QJsonObject{{u"messageID"_s, u"msg_1"_s}}}});
        Session session = opencode::session(source, things.contents[u"session"_s]);
        QCOMPARE(session.agent, u"plan"_s);
        QCOMPARE(session.model, u"m"_s);
        QCOMPARE(session.directory, u"/home/dev/site"_s);
        QCOMPARE(session.revertedTo, MessageId(u"msg_1"_s));
        things.hear(u"revert.cleared"_s, {});
        session = opencode::session(source, things.contents[u"session"_s]);
        QVERIFY(session.revertedTo.isEmpty());
    }

    // DG-39, DG-42
    void everyKindIsTakenAndAnUnknownOneSaysNothing()
    {
        int kinds = 0;
        for (const QByteArray& line : readData(u"all-events.jsonl"_s).split('\n')) {
            const QJsonObject frame = QJsonDocument::fromJson(line)["frame"_L1].toObject();
            const auto decoded = opencode::decodeFrame(source, compact(frame), timestampFromMs(t0));
            const auto* event = decoded ? std::get_if<Event>(&*decoded) : nullptr;
            if (!event || !opencode::isNext(event->type))
                continue;
            ++kinds;
            Things things;
            things.contents[u"session"_s] = sessionInfo(event->session.value());
            const auto before = things.contents;
            things.take(*event);
            const bool told = things.contents != before || !opencode::facts(*event).empty();
            // The first two say nothing without what they end; the input is shown when it is whole.
            const QStringList silent{u"session.next.shell.ended"_s,
                u"session.next.revert.cleared"_s, u"session.next.revert.committed"_s,
                u"session.next.tool.input.delta"_s};
            QVERIFY2(told || silent.contains(event->type), qPrintable(event->type));
        }
        QCOMPARE(kinds, 32);
        Things things;
        things.hear(u"unheard.of"_s, {{u"messageID"_s, u"msg_1"_s}});
        things.hear(u"text.started"_s, {});
        things.hear(u"tool.success"_s, {{u"content"_s, 7}, {u"structured"_s, u"x"_s}});
        QVERIFY(things.statuses.isEmpty());
    }

    void requestsAreThingsOfTheirOwnDialect() // DG-43
    {
        const Event asked = eventOf(
            u"permission.v2.asked"_s, nextPermission(u"per_1"_s, u"bash"_s, u"rm -r a; ls"_s));
        QCOMPARE(asked.entity.key, u"r:per_1"_s);
        QCOMPARE(asked.session, ses);
        const auto facts = opencode::facts(asked);
        QCOMPARE(facts.size(), size_t(1));
        const Checkpoint c = std::get<RequestAsked>(facts.front()).checkpoint;
        QCOMPARE(c.kind, CheckpointKind::Permission);
        QCOMPARE(c.permission, u"bash"_s);
        QCOMPARE(c.text, u"rm -r a; ls"_s);
        QCOMPARE(c.message, MessageId(u"msg_1"_s));
        QCOMPARE(c.callId, u"call_prt_1"_s);
        QCOMPARE(c.always, QStringList{u"*"_s});
        const QJsonObject request{{u"requestID"_s, u"per_1"_s}, {u"reply"_s, u"always"_s}};
        const Event replied = eventOf(u"permission.v2.replied"_s, request);
        QVERIFY(replied.entity.gone);
        QCOMPARE(std::get<RequestAnswered>(opencode::facts(replied).at(0)).reply,
            std::optional(Reply::Always));
    }

    void notEachTurnSaysThatItEnded()
    {
        using opencode::NextTurn;
        const auto turn = [](const QString& type, const QJsonObject& body = {}) {
            return opencode::nextTurn(eventOf(type, body));
        };
        QCOMPARE(turn(u"session.next.prompted"_s), NextTurn::Runs);
        QCOMPARE(turn(u"session.next.tool.failed"_s), NextTurn::Runs);
        QCOMPARE(turn(u"permission.v2.replied"_s), NextTurn::Runs);
        QCOMPARE(
            turn(u"session.next.step.ended"_s, {{u"finish"_s, u"tool-calls"_s}}), NextTurn::Runs);
        QCOMPARE(turn(u"session.next.step.ended"_s, {{u"finish"_s, u"stop"_s}}), NextTurn::Ended);
        QCOMPARE(turn(u"session.next.step.failed"_s), NextTurn::Ended);
        QCOMPARE(turn(u"session.next.model.switched"_s), NextTurn::Unsaid);
    }
};

QTEST_GUILESS_MAIN(TestOpenCodeNext)
#include "tst_opencodenext.moc"
