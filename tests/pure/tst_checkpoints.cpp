// SPDX-License-Identifier: MIT
#include "core/project/checkpoints.h"
#include "tests/support/nextrequests.h"
#include "tests/support/telling.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;
using enum CheckpointState;

namespace {

struct Told : Telling<CheckpointsState, 100>
{
    void list(const QJsonObject& request)
    {
        (*this)(opencode::makeEvent(source, shop, u"permission.asked"_s, request, next()));
    }
    void step(CheckpointState to, Reply reply = Reply::Once, const QString& id = u"per_1"_s,
        Issue::Code issue = Issue::Code::None)
    {
        (*this)(opencode::makeLocalEvent(
            DecisionStep{{source, ses, RequestId(id)}, to, reply, {issue, {}, {}}}, next()));
    }
    const Checkpoint* one(const QString& id = u"per_1"_s)
    {
        return find(state, {source, ses, RequestId(id)});
    }
    /** A request that waits in a busy session. */
    static Told asked()
    {
        Told t;
        t.tell(u"session.status"_s, statusBody(u"busy"_s));
        t.tell(u"permission.asked"_s, permission(u"per_1"_s));
        return t;
    }
};

} // namespace

Q_DECLARE_METATYPE(headgate::CheckpointState)

class TestCheckpoints : public QObject
{
    Q_OBJECT

private slots:
    // DG-43
    void aRequestWaitsFromItsFirstSight()
    {
        Told t = Told::asked();
        QCOMPARE(t.one()->state, Pending);
        QCOMPARE(t.one()->directory, shop);
        QCOMPARE(t.one()->text, u"ls"_s);
        QCOMPARE(t.one()->always, QStringList{u"ls *"_s});
        QCOMPARE(waitingIn(t.state, ses), 1);
        QVERIFY(!t.one()->asked);
        QJsonObject part =
            toolPart(u"prt_1"_s, u"msg_1"_s, u"running"_s, {{u"description"_s, u"to look"_s}});
        t.tell(u"message.part.updated"_s, partBody(part));
        QCOMPARE(toMs(*t.one()->asked), t0);
        QCOMPARE(t.one()->reason, u"to look"_s);
    }

    void ourAnswerIsConfirmedByTheStreamAlone()
    {
        Told t = Told::asked();
        t.step(Sending);
        QCOMPARE(t.one()->state, Sending);
        QCOMPARE(waitingIn(t.state, ses), 0);
        t.step(Sent);
        QCOMPARE(t.one()->state, Sent);
        t.tell(u"permission.replied"_s, repliedBody(u"per_1"_s, u"once"_s));
        QCOMPARE(t.one()->state, Confirmed);
        QCOMPARE(*t.one()->reply, Reply::Once);
        // The answer of the POST may come last: it changes nothing.
        t.step(Failed, Reply::Once, u"per_1"_s, Issue::Code::SendUnknown);
        QCOMPARE(t.one()->state, Confirmed);
    }

    void theStreamMayBeFasterThanThePost()
    {
        Told t = Told::asked();
        t.step(Sending);
        t.tell(u"permission.replied"_s, repliedBody(u"per_1"_s, u"once"_s));
        t.step(Sent);
        QCOMPARE(t.one()->state, Confirmed);
    }

    void anotherClientSaidTheSameAMomentBefore()
    {
        Told t = Told::asked();
        t.step(Sending);
        t.tell(u"permission.replied"_s, repliedBody(u"per_1"_s, u"once"_s));
        t.step(AnsweredElsewhere, Reply::Once, u"per_1"_s, Issue::Code::RequestNotFound);
        QCOMPARE(t.one()->state, AnsweredElsewhere);
    }

    void anotherClientWasFirst()
    {
        Told t = Told::asked();
        t.tell(u"permission.replied"_s, repliedBody(u"per_1"_s, u"reject"_s));
        QCOMPARE(t.one()->state, AnsweredElsewhere);
        QCOMPARE(*t.one()->reply, Reply::Reject);
        Told u = Told::asked();
        u.step(Sending, Reply::Once);
        u.tell(u"permission.replied"_s, repliedBody(u"per_1"_s, u"reject"_s));
        QCOMPARE(u.one()->state, AnsweredElsewhere);
        QCOMPARE(*u.one()->reply, Reply::Reject);
    }

    void whatTheServerDoesNotKnowAnyMoreWasNotAnsweredByUs()
    {
        Told t = Told::asked();
        t.step(Sending, Reply::Always);
        t.step(AnsweredElsewhere, Reply::Always, u"per_1"_s, Issue::Code::RequestNotFound);
        QCOMPARE(t.one()->state, AnsweredElsewhere);
        QVERIFY(!t.one()->reply);
        t.tell(u"permission.replied"_s, repliedBody(u"per_1"_s, u"once"_s));
        QCOMPARE(*t.one()->reply, Reply::Once);
    }

    void anAnswerToAnEndedTurnCameTooLate()
    {
        Told t = Told::asked();
        t.step(Sending);
        t.tell(u"session.status"_s, statusBody(u"idle"_s));
        QCOMPARE(t.one()->state, Sending);
        t.tell(u"permission.replied"_s, repliedBody(u"per_1"_s, u"once"_s));
        QCOMPARE(t.one()->state, TooLate);
    }

    void anAnswerThatMayHaveArrivedIsOursWhenTheStreamSaysTheSame()
    {
        Told t = Told::asked();
        t.step(Sending);
        t.step(Failed, Reply::Once, u"per_1"_s, Issue::Code::SendUnknown);
        QVERIFY(t.one()->waits());
        t.tell(u"permission.replied"_s, repliedBody(u"per_1"_s, u"once"_s));
        QCOMPARE(t.one()->state, Confirmed);
    }

    // approvals.md H15
    void siblingsFallWithOurOwnAnswer_data()
    {
        QTest::addColumn<bool>("always");
        QTest::newRow("always") << true;
        QTest::newRow("reject") << false;
    }

    void siblingsFallWithOurOwnAnswer()
    {
        QFETCH(bool, always);
        const Reply reply = always ? Reply::Always : Reply::Reject;
        Told t = Told::asked();
        t.tell(u"permission.asked"_s, permission(u"per_2"_s));
        t.step(Sending, reply);
        t.tell(u"permission.replied"_s, repliedBody(u"per_1"_s, replyName(reply)));
        t.tell(u"permission.replied"_s, repliedBody(u"per_2"_s, replyName(reply)));
        t.step(Sent, reply);
        QCOMPARE(t.one()->state, Confirmed);
        QCOMPARE(t.one(u"per_2"_s)->state, Cancelled);
        t.tell(u"permission.asked"_s, permission(u"per_3"_s));
        t.at += 10'000;
        t.tell(u"permission.replied"_s, repliedBody(u"per_3"_s, replyName(reply)));
        QCOMPARE(t.one(u"per_3"_s)->state, AnsweredElsewhere);
    }

    void aSlowServerStillRejectsWhatWaited()
    {
        Told t = Told::asked();
        t.tell(u"permission.asked"_s, permission(u"per_2"_s));
        t.step(Sending, Reply::Reject);
        t.tell(u"permission.replied"_s, repliedBody(u"per_1"_s, u"reject"_s));
        t.at += 10'000;
        t.tell(u"permission.asked"_s, permission(u"per_3"_s));
        t.tell(u"permission.replied"_s, repliedBody(u"per_2"_s, u"reject"_s));
        t.tell(u"permission.replied"_s, repliedBody(u"per_3"_s, u"reject"_s));
        QCOMPARE(t.one(u"per_2"_s)->state, Cancelled);
        QCOMPARE(t.one(u"per_3"_s)->state, AnsweredElsewhere);
    }

    void theEndOfTheTurnCancels_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QJsonObject>("body");
        QTest::newRow("idle") << u"session.status"_s << statusBody(u"idle"_s);
        QTest::newRow("idle, the older way")
            << u"session.idle"_s << QJsonObject{{u"sessionID"_s, ses.value()}};
        QTest::newRow("deleted") << u"session.deleted"_s << sessionBody(sessionInfo());
        QTest::newRow("its tool failed")
            << u"message.part.updated"_s << partBody(toolPart(u"prt_1"_s, u"msg_1"_s, u"error"_s));
    }

    void theEndOfTheTurnCancels()
    {
        QFETCH(QString, type);
        QFETCH(QJsonObject, body);
        Told t = Told::asked();
        t.tell(type, body);
        QCOMPARE(t.one()->state, Cancelled);
        QCOMPARE(waitingIn(t.state, ses), 0);
    }

    void aGhostInTheListIsNeverOffered()
    {
        // A session that does not run.
        Told t;
        t.list(permission(u"per_1"_s));
        QVERIFY(!t.one());
        // Seen waiting, aborted, and still in the list of a later turn.
        Told u = Told::asked();
        u.tell(u"session.status"_s, statusBody(u"idle"_s));
        u.list(permission(u"per_1"_s));
        QCOMPARE(u.one()->state, Cancelled);
        u.tell(u"session.status"_s, statusBody(u"busy"_s));
        u.list(permission(u"per_1"_s));
        QCOMPARE(u.one()->state, Cancelled);
        QCOMPARE(waitingIn(u.state, ses), 0);
    }

    // Lists keep requests of turns that were stopped, also while a later turn runs.
    void aListedRequestIsCheckedBeforeItIsOffered()
    {
        const auto listed = [] {
            Told t;
            t.tell(u"session.status"_s, statusBody(u"busy"_s));
            t.list(permission(u"per_1"_s));
            return t;
        };
        Told t = listed();
        QCOMPARE(t.one()->state, Checking);
        QVERIFY(!t.one()->waits());
        QCOMPARE(waitingIn(t.state, ses), 0);
        t.tell(u"message.part.updated"_s, partBody(toolPart(u"prt_1"_s, u"msg_1"_s, u"running"_s)));
        QCOMPARE(t.one()->state, Pending);
        QVERIFY(t.one()->asked.has_value());
        Told ghost = listed();
        ghost.tell(
            u"message.part.updated"_s, partBody(toolPart(u"prt_1"_s, u"msg_1"_s, u"error"_s)));
        QCOMPARE(ghost.one()->state, Cancelled);
        Told ended = listed();
        ended.tell(u"session.status"_s, statusBody(u"idle"_s));
        QCOMPARE(ended.one()->state, Cancelled);
        Told heard = listed();
        heard.tell(u"permission.asked"_s, permission(u"per_1"_s));
        QCOMPARE(heard.one()->state, Pending);
        // Nothing could be learnt of it: better offered than hidden.
        Told open = listed();
        offerChecked(open.state, ses, MessageId(u"msg_2"_s), open.changes);
        QCOMPARE(open.one()->state, Checking);
        offerChecked(open.state, ses, MessageId(u"msg_1"_s), open.changes);
        QCOMPARE(open.one()->state, Pending);
    }

    void theRecordedGhostIsNotOffered()
    {
        Told t;
        for (const SourceItem& item : itemsOf(framesOf(u"abort-waiting.sse"_s))) {
            if (const auto* told = std::get_if<Event>(&item))
                t(*told);
        }
        const auto waiting = [&] {
            return std::count_if(t.state.checkpoints.begin(), t.state.checkpoints.end(),
                [](const Checkpoint& c) { return c.waits(); });
        };
        QVERIFY(!t.state.checkpoints.empty());
        QCOMPARE(waiting(), 0);
        const QJsonArray listed =
            QJsonDocument::fromJson(readData(u"abort-waiting.permission-list-after.json"_s))
                .array();
        QCOMPARE(listed.size(), 1);
        t.list(listed[0].toObject());
        QCOMPARE(waiting(), 0);
    }

    void askedAgainItWaitsAgain()
    {
        Told t = Told::asked();
        t.tell(u"session.status"_s, statusBody(u"idle"_s));
        t.tell(u"permission.asked"_s, permission(u"per_1"_s));
        QCOMPARE(t.one()->state, Pending);
        QVERIFY(!isKnown(t.one()->resolvedAt));
        QCOMPARE(t.state.checkpoints.size(), size_t(1));
    }

    void whatAListLeavesOutHasVanished_data()
    {
        QTest::addColumn<CheckpointState>("before");
        QTest::addColumn<CheckpointState>("after");
        QTest::newRow("pending") << Pending << Unknown;
        QTest::newRow("failed") << Failed << Unknown;
        // Its POST says more than the list.
        QTest::newRow("sending") << Sending << Sending;
        QTest::newRow("sent") << Sent << Confirmed;
    }

    void whatAListLeavesOutHasVanished()
    {
        QFETCH(CheckpointState, before);
        QFETCH(CheckpointState, after);
        Told t = Told::asked();
        if (before != Pending)
            t.step(before);
        for (const DecisionStep& step : vanished(t.state, shop, CheckpointKind::Question, {}))
            QFAIL(qPrintable(step.key.request.value()));
        QVERIFY(vanished(t.state, u"/other"_s, CheckpointKind::Permission, {}).empty());
        QVERIFY(
            vanished(t.state, shop, CheckpointKind::Permission, {RequestId(u"per_1"_s)}).empty());
        for (const DecisionStep& step : vanished(t.state, shop, CheckpointKind::Permission, {}))
            t(opencode::makeLocalEvent(step, timestampFromMs(t.at)));
        QCOMPARE(t.one()->state, after);
    }

    void vanishedAndThereAgainItWaits()
    {
        Told t = Told::asked();
        t.step(CheckpointState::Unknown);
        t.list(permission(u"per_1"_s));
        QCOMPARE(t.one()->state, Pending);
    }

    void sentAndStillListedCanBeAnsweredAgain()
    {
        Told t = Told::asked();
        t.step(Sending);
        t.step(Sent);
        t.list(permission(u"per_1"_s));
        QCOMPARE(t.one()->state, Failed);
        QVERIFY(t.one()->waits());
        QCOMPARE(t.one()->issue.code, Issue::Code::SendUnknown);
        // The list was only early.
        t.tell(u"permission.replied"_s, repliedBody(u"per_1"_s, u"once"_s));
        QCOMPARE(t.one()->state, Confirmed);
    }

    // approvals.md H20, H26
    void equalIdsOfTwoSessionsAreTwoRequests()
    {
        Told t = Told::asked();
        t.tell(u"permission.asked"_s, permission(u"per_1"_s, u"ses_b"_s));
        QCOMPARE(t.state.checkpoints.size(), size_t(2));
        t.tell(u"permission.replied"_s, repliedBody(u"per_1"_s, u"once"_s, u"ses_b"_s));
        QCOMPARE(t.one()->state, Pending);
    }

    void aQuestionIsAskedAnsweredAndDismissed()
    {
        Told t;
        const QJsonObject body{{u"id"_s, u"que_1"_s}, {u"sessionID"_s, ses.value()},
            {u"questions"_s,
                QJsonArray{QJsonObject{{u"question"_s, u"Which?"_s}, {u"header"_s, u"H"_s},
                    {u"multiple"_s, true},
                    {u"options"_s, QJsonArray{QJsonObject{{u"label"_s, u"A"_s}}}}}}}};
        t.tell(u"question.asked"_s, body);
        QCOMPARE(t.one(u"que_1"_s)->kind, CheckpointKind::Question);
        QCOMPARE(t.one(u"que_1"_s)->questions.at(0).options.at(0).label, u"A"_s);
        QVERIFY(t.one(u"que_1"_s)->questions.at(0).multiple);
        t.tell(
            u"question.replied"_s, {{u"sessionID"_s, ses.value()}, {u"requestID"_s, u"que_1"_s}});
        QCOMPARE(t.one(u"que_1"_s)->state, AnsweredElsewhere);
    }

    void anAnswerIsOursOnlyWithOurWords_data()
    {
        QTest::addColumn<QString>("told");
        QTest::addColumn<CheckpointState>("state");
        QTest::newRow("the same words") << u"A"_s << Confirmed;
        QTest::newRow("other words") << u"B"_s << AnsweredElsewhere;
    }

    void anAnswerIsOursOnlyWithOurWords() // DG-70
    {
        QFETCH(QString, told);
        QFETCH(CheckpointState, state);
        Told t;
        t.tell(u"session.status"_s, statusBody(u"busy"_s));
        t.tell(u"question.asked"_s,
            {{u"id"_s, u"que_1"_s}, {u"sessionID"_s, ses.value()},
                {u"questions"_s, QJsonArray{QJsonObject{{u"question"_s, u"Which?"_s}}}}});
        const CheckpointKey key{source, ses, RequestId(u"que_1"_s)};
        const Answers ours{QStringList{u"A"_s}};
        for (const CheckpointState step : {Sending, Sent})
            t(opencode::makeLocalEvent(DecisionStep{key, step, Reply::Answer, {}, ours}, t.next()));
        QCOMPARE(t.one(u"que_1"_s)->answers, ours);
        t.tell(u"question.replied"_s,
            {{u"sessionID"_s, ses.value()}, {u"requestID"_s, u"que_1"_s},
                {u"answers"_s, QJsonArray{QJsonValue(QJsonArray{told})}}});
        QCOMPARE(t.one(u"que_1"_s)->state, state);
        QCOMPARE(t.one(u"que_1"_s)->reply, Reply::Answer);
        QCOMPARE(t.one(u"que_1"_s)->answers, Answers{QStringList{told}});
    }

    void recordedRequestsAreAllSettledInTheEnd_data()
    {
        QTest::addColumn<QString>("recording");
        for (const auto name : {"permission-once"_L1, "permission-always"_L1,
                 "permission-reject"_L1, "permission-reject-message"_L1, "permission-parallel"_L1,
                 "permission-outside"_L1, "permission-webfetch"_L1, "question"_L1,
                 "question-reject"_L1, "subagent"_L1, "edit"_L1})
            QTest::newRow(name.latin1()) << QString(name + ".sse"_L1);
    }

    void recordedRequestsAreAllSettledInTheEnd()
    {
        QFETCH(QString, recording);
        Told t;
        for (const SourceItem& item : itemsOf(framesOf(recording))) {
            if (const auto* told = std::get_if<Event>(&item))
                t(*told);
        }
        QVERIFY(!t.state.checkpoints.empty());
        for (const Checkpoint& c : t.state.checkpoints) {
            QVERIFY2(!c.waits(), qPrintable(checkpointStateName(c.state)));
            QVERIFY(!c.text.isEmpty());
            QVERIFY(!c.directory.isEmpty());
        }
    }

    // The newer API names an edit by its path alone: nobody could judge that (H2).
    void anEditIsOfferedOnceItsLinesAreRead()
    {
        Told t;
        t.tell(u"session.status"_s, statusBody(u"busy"_s));
        const QJsonObject asked = nextPermission(u"per_1"_s, u"edit"_s, u"a.txt"_s);
        t.tell(u"permission.v2.asked"_s, asked);
        QCOMPARE(t.one()->state, Checking);
        QCOMPARE(waitingIn(t.state, ses), 0);
        const QJsonObject input{
            {u"path"_s, u"a.txt"_s}, {u"oldString"_s, u"old\n"_s}, {u"newString"_s, u"new"_s}};
        t.tell(u"message.part.updated"_s,
            partBody(
                toolPart(u"prt_1"_s, u"msg_1"_s, u"running"_s, input, ses.value(), u"edit"_s)));
        QCOMPARE(t.one()->state, Pending);
        QVERIFY(t.one()->isDiff);
        QCOMPARE(t.one()->file, u"a.txt"_s);
        QCOMPARE(t.one()->always, QStringList{u"*"_s});
        QCOMPARE(t.one()->text, u"--- a.txt\n+++ a.txt\n@@ @@\n-old\n+new\n"_s);
        const Checkpoint shown = *t.one();
        t(opencode::makeEvent(source, shop, u"permission.v2.asked"_s, asked, t.next()));
        QCOMPARE(t.one()->state, Pending);
        QCOMPARE(t.one()->text, shown.text);
        t.tell(u"permission.v2.replied"_s, repliedBody(u"per_1"_s, u"once"_s));
        QCOMPARE(t.one()->state, AnsweredElsewhere);
    }

    void whatItsCallDoesNotTellIsOfferedAsItStands()
    {
        Told t;
        t.tell(u"session.status"_s, statusBody(u"busy"_s));
        t.tell(u"permission.v2.asked"_s, nextPermission(u"per_1"_s, u"edit"_s, u"a.txt"_s));
        t.tell(u"permission.v2.asked"_s, nextPermission(u"per_2"_s, u"bash"_s, u"ls; pwd"_s));
        QCOMPARE(t.one(u"per_2"_s)->state, Pending); // covers the very command
        QCOMPARE(t.one(u"per_2"_s)->text, u"ls; pwd"_s);
        ChangeBatch out;
        offerChecked(t.state, ses, MessageId(u"msg_1"_s), out);
        QCOMPARE(t.one()->state, Pending);
        QCOMPARE(t.one()->text, u"a.txt"_s);
    }

    // H15: of two that fall together the newer API names the first alone.
    void theCallTellsWhatFellWithARejection()
    {
        Told t;
        t.tell(u"session.status"_s, statusBody(u"busy"_s));
        t.tell(u"permission.v2.asked"_s, nextPermission(u"per_1"_s, u"bash"_s, u"ls"_s));
        t.tell(u"permission.v2.asked"_s,
            nextPermission(u"per_2"_s, u"bash"_s, u"pwd"_s, ses.value(), u"prt_2"_s));
        t.step(Sending, Reply::Reject);
        t.step(Sent, Reply::Reject);
        t.tell(u"permission.v2.replied"_s, repliedBody(u"per_1"_s, u"reject"_s));
        QCOMPARE(t.one()->state, Confirmed);
        QJsonObject failed = toolPart(u"prt_2"_s, u"msg_1"_s, u"error"_s);
        t.tell(u"message.part.updated"_s, partBody(failed));
        QCOMPARE(t.one(u"per_2"_s)->state, Cancelled);
        QCOMPARE(t.one(u"per_2"_s)->reply, std::optional(Reply::Reject));
    }
};

QTEST_GUILESS_MAIN(TestCheckpoints)
#include "tst_checkpoints.moc"
