// SPDX-License-Identifier: MIT
#include "core/project/intents.h"
#include "tests/support/logevents.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

Intents of(const std::vector<StreamEvent>& events)
{
    Intents state;
    for (const StreamEvent& event : events)
        reduce(state, event);
    return state;
}

StreamEvent spawned(int n, const QByteArray& id, const QByteArray& parent = "ses_p")
{
    return logEvent(n, "agent.spawned",
        R"({"id":")" + id + R"(","agent":"oracle","description":"look","prompt":"Look at it.",)"
            + R"("parent_session_id":")" + parent
            + R"(","status":"pending","created_at":1790000000100,"timeout_ms":60000})",
        u"ses_p"_s, u"orchestrator"_s);
}

QString statusOf(const Intents& state, const QString& id)
{
    const Intent* intent = find(state, id);
    return intent ? intentStatusName(intent->status) : u"not known"_s;
}

} // namespace

class TestIntents : public QObject
{
    Q_OBJECT

private slots:
    // DS-35, DS-52
    void anIntentEndsByWhatIsToldOfIt()
    {
        const Intents state = of({spawned(1, "i1"), spawned(2, "i2"), spawned(3, "i3"),
            spawned(4, "i4"), spawned(5, "i5"),
            logEvent(6, "agent.completed", R"({"intent_id":"i1","result":"found","duration":5})"),
            logEvent(7, "agent.failed",
                R"({"intent_id":"i2","error":{"name":"Oops","data":{"message":"it broke"}}})"),
            logEvent(8, "agent.aborted", R"({"intent_id":"i3","reason":"not needed"})"),
            logEvent(9, "agent.handoff", R"({"intent_id":"i4","to_agent":"executor"})")});
        QCOMPARE(statusOf(state, u"i1"_s), u"completed"_s);
        QCOMPARE(find(state, u"i1"_s)->result, u"found"_s);
        QCOMPARE(find(state, u"i1"_s)->ended, logTime(6));
        QCOMPARE(statusOf(state, u"i2"_s), u"failed"_s);
        QCOMPARE(find(state, u"i2"_s)->error, u"it broke"_s);
        QCOMPARE(statusOf(state, u"i3"_s), u"aborted"_s);
        QCOMPARE(find(state, u"i3"_s)->error, u"not needed"_s);
        QCOMPARE(statusOf(state, u"i4"_s), u"handed-off"_s);
        QCOMPARE(find(state, u"i4"_s)->result, u"executor"_s);
        QCOMPARE(active(state).size(), size_t(1));
        const Intent left = active(state).front();
        QCOMPARE(left.id, u"i5"_s);
        QCOMPARE(left.agent, u"oracle"_s);
        QCOMPARE(left.description, u"look"_s);
        QCOMPARE(left.parent, u"ses_p"_s);
        QCOMPARE(toMs(left.started), 1790000000100);
        QCOMPARE(left.timeout, milliseconds(60000));
    }

    // DS-36
    void aMessageOfItsIdCompletesAnIntent()
    {
        const QByteArray message = R"({"id":"i1","sessionID":"ses_c","time":{"completed":1}})";
        const Intents state =
            of({spawned(1, "i1"), logEvent(2, "execution.message.updated", R"({"id":"msg_other"})"),
                logEvent(3, "execution.message.updated", message)});
        QCOMPARE(statusOf(state, u"i1"_s), u"completed"_s);
        QCOMPARE(find(state, u"i1"_s)->result, u"message.completed:i1"_s);
        QCOMPARE(state.all.size(), size_t(1));
    }

    // DS-53
    void aPausedAgentIsActive()
    {
        const StreamEvent yield = logEvent(2, "agent.yield",
            R"({"agent":"oracle","sessionId":"i1","reason":"needs input","summary":"two ways"})");
        Intents state = of({spawned(1, "i1"), yield});
        QCOMPARE(statusOf(state, u"i1"_s), u"paused"_s);
        QCOMPARE(find(state, u"i1"_s)->pause, u"needs input: two ways"_s);
        QCOMPARE(active(state).size(), size_t(1));
        reduce(state, logEvent(3, "agent.resumed", R"({"agent":"oracle","sessionId":"i1"})"));
        QCOMPARE(statusOf(state, u"i1"_s), u"running"_s);
        // Nobody told of its beginning: it is there all the same.
        const Intents late = of({yield});
        QCOMPARE(statusOf(late, u"i1"_s), u"paused"_s);
        QCOMPARE(find(late, u"i1"_s)->agent, u"oracle"_s);
    }

    // DS-48
    void aSessionThatEndsTakesItsIntentsWithIt()
    {
        const Intents state = of({spawned(1, "i1"), spawned(2, "ses_x", "ses_q"),
            logEvent(3, "lifecycle.session.aborted", R"({"aborted_at":1,"reason":"enough"})",
                u"ses_p"_s),
            logEvent(4, "lifecycle.session.deleted", R"({"deleted_at":1})", u"ses_x"_s)});
        QCOMPARE(statusOf(state, u"i1"_s), u"aborted"_s);
        QCOMPARE(find(state, u"i1"_s)->error, u"enough"_s);
        QCOMPARE(statusOf(state, u"ses_x"_s), u"aborted"_s);
        QCOMPARE(find(state, u"ses_x"_s)->error, u"session deleted"_s);
    }

    // DS-66
    void inTheFirstVersionTheSessionIsTheIntent()
    {
        StreamEvent spawn = logEvent(1, "agent.spawned",
            R"({"parentSessionId":"ses_p","prompt":"p","promptLength":1})", u"ses_c"_s,
            u"oracle"_s);
        const Intents state =
            of({spawn, logEvent(2, "agent.failed", R"({"error":"no"})", u"ses_c"_s)});
        QCOMPARE(statusOf(state, u"ses_c"_s), u"failed"_s);
        QCOMPARE(find(state, u"ses_c"_s)->parent, u"ses_p"_s);
        QCOMPARE(find(state, u"ses_c"_s)->agent, u"oracle"_s);
    }

    void theSameLineTwiceCountsOnceAndAnIdMayBeginAgain()
    {
        const StreamEvent done =
            logEvent(2, "agent.completed", R"({"intent_id":"i1","result":"r"})");
        const Intents twice = of({spawned(1, "i1"), done, spawned(1, "i1")});
        QCOMPARE(statusOf(twice, u"i1"_s), u"completed"_s);
        const Intents again = of({spawned(1, "i1"), done, spawned(3, "i1")});
        QCOMPARE(statusOf(again, u"i1"_s), u"running"_s);
        QCOMPARE(again.all.size(), size_t(1));
        QVERIFY(!again.all[0].ended && again.all[0].result.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestIntents)
#include "tst_intents.moc"
