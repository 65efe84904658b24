// SPDX-License-Identifier: MIT
#include "core/decode/opencodenext.h"
#include "tests/support/fakelists.h"
#include "tests/support/nextrequests.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;

namespace {

const QString prompt = u"session.next.prompt"_s;

QJsonObject step(QJsonObject more = {})
{
    more.insert(u"sessionID"_s, ses.value());
    more.insert(u"assistantMessageID"_s, u"msg_1"_s);
    if (!more.contains("timestamp"_L1))
        more.insert(u"timestamp"_s, t0);
    return more;
}

SessionId sessionOf(const std::vector<SourceItem>& items)
{
    for (const SourceItem& item : items) {
        if (const auto* event = std::get_if<Event>(&item); event && !event->session.isEmpty())
            return event->session;
    }
    return {};
}

/** A page as the source hands it on. */
MessagesListed pageOf(const SessionId& session, const QJsonArray& messages, qint64 fence)
{
    MessagesListed listed{{source, session}, {}, true, true, fence};
    for (const QJsonValue& one : messages) {
        const auto add = [&](const QString& type, const QJsonObject& body) {
            listed.updates.push_back(
                opencode::makeEvent(source, {}, type, body, timestampFromMs(t0)));
        };
        add(u"message.updated"_s, messageBody(one["info"_L1].toObject()));
        for (const QJsonValue& part : one["parts"_L1].toArray())
            add(u"message.part.updated"_s, partBody(part.toObject()));
    }
    return listed;
}

QJsonArray recordedPage(const SessionId& session)
{
    const QJsonArray data =
        QJsonDocument::fromJson(readData(u"next.messages.json"_s)).object()["data"_L1].toArray();
    QJsonArray ascending;
    for (const QJsonValue& message : data)
        ascending.prepend(message);
    return opencode::nextPage(session, ascending);
}

QStringList ids(const SessionPage& page)
{
    QStringList found;
    for (const MessageWithParts& one : page.messages)
        found.append(one.message.id.value());
    return found;
}

} // namespace

/** Sessions that are told by session.next.*, from the stream to the page that is shown. */
class TestFollowerNext : public QObject
{
    Q_OBJECT

private slots:
    void aRestartShowsWhatWasShown()
    {
        Kept kept;
        const std::vector<SourceItem> items = itemsOf(framesOf(u"next.sse"_s));
        const SessionId session = sessionOf(items);
        kept.apply(items);
        const SessionPage live = kept.page(session);
        QVERIFY(live.messages.size() > 15);
        QCOMPARE(kept.follower.status().openGaps, 0);
        QCOMPARE(kept.follower.sessions().entries[session].session.status, SessionStatus::Idle);
        // The first dialect's ways of stopping and prompting do nothing to it.
        const auto readOnly = [&] {
            return kept.follower.sessions().entries[session].session.readOnly;
        };
        QVERIFY(readOnly());
        kept.restart();
        QCOMPARE(kept.page(session).messages, live.messages);
        kept.history->begin();
        kept.follower.noteContext(kept.page(session).messages, kept.changes);
        QVERIFY(kept.history->commit());
        QVERIFY(readOnly());
        // One at a time, as they come in life.
        Kept slow;
        for (const SourceItem& item : items)
            slow.apply({item});
        QCOMPARE(slow.page(session).messages, live.messages);
    }

    void theListTellsNothingNew()
    {
        Kept kept;
        const std::vector<SourceItem> items = itemsOf(framesOf(u"next.sse"_s));
        const SessionId session = sessionOf(items);
        kept.apply(items);
        const SessionPage live = kept.page(session);
        const QJsonArray page = recordedPage(session);
        const qint64 before = kept.history->lastRow();
        kept.apply({pageOf(session, page, before)});
        QCOMPARE(kept.history->lastRow(), before);
        QCOMPARE(kept.page(session).messages, live.messages);

        // And it tells all to whoever was not there.
        Kept late;
        late.apply({pageOf(session, page, 0)});
        QCOMPARE(late.page(session).messages, live.messages);
    }

    void theOlderListTakesNothingAway()
    {
        Kept kept;
        const std::vector<SourceItem> items = itemsOf(framesOf(u"next.sse"_s));
        const SessionId session = sessionOf(items);
        kept.apply(items);
        const SessionPage live = kept.page(session);
        kept.apply({pageOf(session, {}, kept.history->lastRow())});
        QCOMPARE(kept.page(session).messages, live.messages);
    }

    void whatTheStreamMissedComesFromTheLog()
    {
        const std::vector<SourceItem> items = itemsOf(framesOf(u"next.sse"_s));
        const SessionId session = sessionOf(items);
        Kept uncut;
        uncut.apply(items);
        Kept kept;
        FakeLists server;
        for (const SourceItem& item : items)
            server.take(item);
        const auto half = items.begin() + qsizetype(items.size() / 2);
        kept.apply({items.begin(), half});
        kept.apply({StreamCut{timestampFromMs(t0)}});
        kept.apply(server.catchUp(kept, {}, 100, true));
        QCOMPARE(kept.page(session).messages, uncut.page(session).messages);
        QCOMPARE(kept.follower.sessions().entries[session].session.status, SessionStatus::Idle);
        QCOMPARE(kept.follower.status().openGaps, 0);
    }

    void aTextStreamsAndItsBeginSurvives()
    {
        Kept kept;
        kept.follower.setOpen(ses, true);
        kept.hear(u"session.next.step.started"_s, step());
        QCOMPARE(kept.follower.sessions().entries[ses].session.status, SessionStatus::Running);
        kept.hear(u"session.next.text.started"_s, step({{u"textID"_s, u"text-0"_s}}));
        kept.changes.clear();
        for (const auto& word : {u"Good "_s, u"mor"_s})
            kept.hear(u"session.next.text.delta"_s,
                step({{u"textID"_s, u"text-0"_s}, {u"delta"_s, word}}));
        QString told;
        for (const Change& change : kept.changes) {
            if (const auto* more = std::get_if<PartAppended>(&change))
                told += more->text;
        }
        QCOMPARE(told, u"Good mor"_s);
        kept.restart();
        const Part begun = kept.page().messages.at(0).parts.at(0);
        QCOMPARE(begun.text, u"Good mor"_s);
        QVERIFY(!begun.final);
        kept.hear(u"session.next.text.ended"_s,
            step({{u"textID"_s, u"text-0"_s}, {u"text"_s, u"Good morning."_s}}));
        const Part ended = kept.page().messages.at(0).parts.at(0);
        QCOMPARE(ended.text, u"Good morning."_s);
        QVERIFY(ended.final);
    }

    void aLaterStepKeepsWhatAnEarlierOneSaid()
    {
        Kept kept;
        const auto call = [&](const QString& kind, QJsonObject more) {
            more.insert(u"callID"_s, u"call_1"_s);
            kept.hear("session.next.tool."_L1 + kind, step(more));
            kept.restart();
        };
        kept.hear(u"session.next.step.started"_s, step());
        call(u"input.started"_s, {{u"name"_s, u"bash"_s}});
        call(u"called"_s,
            {{u"tool"_s, u"bash"_s}, {u"input"_s, QJsonObject{{u"command"_s, u"ls"_s}}}});
        const auto printed = [](const QString& text) {
            return QJsonArray{QJsonObject{{u"type"_s, u"text"_s}, {u"text"_s, text}}};
        };
        for (int i = 0; i < 3; ++i)
            call(u"progress"_s, {{u"content"_s, printed(u"%1\n"_s.arg(i))}});
        call(u"success"_s, {{u"content"_s, printed(u"all\n"_s)}});
        const ToolCall tool = kept.page().messages.at(0).parts.at(0).tool;
        QCOMPARE(tool.tool, u"bash"_s);
        QCOMPARE(tool.input["command"_L1].toString(), u"ls"_s);
        QCOMPARE(tool.output, u"all\n"_s);
        QCOMPARE(tool.status, ToolStatus::Completed);
        // What it printed on the way is not kept for ever; that it did is.
        const EventsLogged rows =
            historyreader::loadEvents(kept.history->database(), source, 0, 100);
        int progress = 0;
        for (const EventRow& row : rows.rows) {
            if (row.type != "session.next.tool.progress"_L1)
                continue;
            ++progress;
            QVERIFY(row.data.isEmpty());
        }
        QCOMPARE(progress, 3);
    }

    void wordsThatWaitAreShownOnce()
    {
        Kept kept;
        const QJsonObject body{{u"sessionID"_s, ses.value()}, {u"messageID"_s, u"msg_0"_s},
            {u"timestamp"_s, t0}, {u"delivery"_s, u"queue"_s},
            {u"prompt"_s, QJsonObject{{u"text"_s, u"And then?"_s}}}};
        kept.hear(prompt + ".admitted"_L1, body);
        const auto shown = kept.page().messages;
        QCOMPARE(shown.size(), size_t(1));
        QCOMPARE(shown[0].parts.at(0).text, u"And then?"_s);
        // The list names them once their turn came.
        kept.apply({pageOf(ses, {}, kept.history->lastRow())});
        kept.hear(prompt + "ed"_L1, body);
        QCOMPARE(kept.page().messages, shown);
    }

    void whatWasTakenBackIsGone()
    {
        Kept kept;
        const std::vector<SourceItem> items = itemsOf(framesOf(u"next.sse"_s));
        const SessionId session = sessionOf(items);
        kept.apply(items);
        const QStringList all = ids(kept.page(session));
        kept.hear(u"session.next.revert.committed"_s,
            {{u"sessionID"_s, session.value()}, {u"messageID"_s, all[3]}, {u"timestamp"_s, t0}});
        QCOMPARE(ids(kept.page(session)), all.mid(0, 4));
        kept.restart();
        QCOMPARE(ids(kept.page(session)), all.mid(0, 4));
    }

    void anUnknownKindIsARowAndNoMore()
    {
        Kept kept;
        kept.hear(u"session.next.unheard.of"_s, step());
        kept.hear(u"session.next.step"_s, step());
        QVERIFY(kept.page().messages.empty());
        QCOMPARE(historyreader::loadEvents(kept.history->database(), source, 0, 10).rows.size(),
            size_t(2));
        QCOMPARE(kept.follower.status().badFrames, 0);
    }

    // A session that was deleted while it waited stays at work in the server's lists, and its
    // request stays in them: nobody could answer it.
    void theGhostOfADeletedSessionIsNotOffered()
    {
        Kept kept;
        kept.hear(u"session.created"_s, sessionBody(sessionInfo()));
        kept.hear(u"session.next.step.started"_s, step());
        const QJsonObject asked = nextPermission(u"per_1"_s, u"bash"_s, u"ls"_s);
        kept.hear(u"permission.v2.asked"_s, asked);
        QCOMPARE(kept.stateOf(u"per_1"_s), CheckpointState::Pending);
        QVERIFY(kept.follower.sessions().entries[ses].session.readOnly);
        kept.hear(u"session.deleted"_s, sessionBody(sessionInfo()));
        QCOMPARE(kept.stateOf(u"per_1"_s), CheckpointState::Cancelled);
        const qint64 fence = kept.history->lastRow();
        const QJsonObject busy{{u"type"_s, u"busy"_s}};
        RequestsListed listed{shop, CheckpointKind::Permission, {}, fence};
        listed.asked.push_back(opencode::makeEvent(
            source, shop, u"permission.v2.asked"_s, asked, timestampFromMs(t0)));
        kept.apply({StatusListed{shop, {{ses, busy}}, fence}, listed});
        QCOMPARE(kept.stateOf(u"per_1"_s), CheckpointState::Cancelled);
    }

    // H2: what an edit would do stands in its call, which is fetched before it is offered.
    void anEditWaitsForItsLines()
    {
        Kept kept;
        kept.hear(u"session.created"_s, sessionBody(sessionInfo()));
        kept.hear(u"session.next.step.started"_s, step());
        kept.hear(u"permission.v2.asked"_s, nextPermission(u"per_1"_s, u"edit"_s, u"a.txt"_s));
        QCOMPARE(kept.stateOf(u"per_1"_s), CheckpointState::Checking);
        const auto wanted = std::any_of(kept.wishes.begin(), kept.wishes.end(), [](const auto& w) {
            return w.kind == Follower::Wish::Kind::FetchMessage
                && w.message == MessageId(u"msg_1"_s);
        });
        QVERIFY(wanted);
        const QJsonObject input{{u"path"_s, u"a.txt"_s}, {u"content"_s, u"one\ntwo\n"_s}};
        const QJsonObject call{{u"type"_s, u"tool"_s}, {u"id"_s, u"call_prt_1"_s},
            {u"name"_s, u"write"_s},
            {u"state"_s, QJsonObject{{u"status"_s, u"running"_s}, {u"input"_s, input}}},
            {u"time"_s, QJsonObject{{u"created"_s, t0}, {u"ran"_s, t0 + 1}}}};
        const QJsonObject message{{u"id"_s, u"msg_1"_s}, {u"type"_s, u"assistant"_s},
            {u"time"_s, QJsonObject{{u"created"_s, t0}}}, {u"content"_s, QJsonArray{call}}};
        const MessagesListed page =
            pageOf(ses, opencode::nextPage(ses, {message}), kept.history->lastRow());
        kept.apply({MessageFetched{page.session, page.updates, page.fence, MessageId(u"msg_1"_s)}});
        QCOMPARE(kept.stateOf(u"per_1"_s), CheckpointState::Pending);
        const Checkpoint* shown = kept.follower.checkpoint({source, ses, RequestId(u"per_1"_s)});
        QCOMPARE(shown->text, u"--- a.txt\n+++ a.txt\n@@ @@\n+one\n+two\n"_s);
        QCOMPARE(toMs(*shown->asked), t0 + 1);
    }
};

QTEST_GUILESS_MAIN(TestFollowerNext)
#include "tst_followernext.moc"
