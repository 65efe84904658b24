// SPDX-License-Identifier: MIT
#include "core/project/work.h"
#include "tests/support/logevents.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray call(int number, const char* status, const char* tool = "bash")
{
    return QByteArray(R"({"callID":"c)") + QByteArray::number(number) + R"(","tool":")" + tool
        + R"(","state":{"status":")" + status + R"(","time":{"start":1000,"end":3000}}})";
}

} // namespace

class TestWork : public QObject
{
    Q_OBJECT

private slots:
    // DS-35, DS-49, DS-54
    void listsWhatRunsFirstAndThenTheNewest()
    {
        WorkState state;
        Intents intents;
        const auto take = [&](const StreamEvent& event) {
            reduce(state, event);
            reduce(intents, event);
        };
        take(logEvent(1, "agent.spawned", R"({"id":"i1","agent":"a","description":"first"})"));
        take(logEvent(2, "agent.spawned", R"({"id":"i2","agent":"b","description":"second"})"));
        take(logEvent(3, "agent.completed", R"({"intent_id":"i2","result":"ok"})"));
        take(logEvent(4, "execution.tool_start",
            R"({"callID":"c1","tool":"bash","state":{"status":"running"}})"));
        take(logEvent(5, "execution.tool_finish", call(2, "completed", "read")));
        take(logEvent(6, "execution.tool_start", call(3, "error", "read")));
        take(logEvent(7, "files.changed", R"({"file":"old"})"));
        take(logEvent(8, "files.changed", R"({"file":"new"})"));
        take(logEvent(9, "files.changed", R"({"file":"old"})"));
        const Work work = workOf(state, intents);
        QCOMPARE(work.agents.size(), size_t(2));
        QCOMPARE(work.agents.front().id, u"i1"_s);
        QCOMPARE(work.calls.size(), size_t(3));
        QCOMPARE(work.calls.front().id, u"c1"_s);
        QCOMPARE(work.calls.at(1).id, u"c3"_s);
        QCOMPARE(work.files.front().path, u"old"_s);
        QCOMPARE(work.files.front().times, 2);
        QCOMPARE(work.tools.size(), size_t(2));
        QCOMPARE(work.tools.front().tool, u"read"_s);
        QCOMPARE(work.tools.front().calls, 2);
        QCOMPARE(work.tools.front().failed, 1);
        QCOMPARE(work.tools.front().took, milliseconds(4000));
        QCOMPARE(work.tools.back().running, 1);
        QCOMPARE(work.actors, QStringList{u"system"_s});
        QCOMPARE(work.runs.size(), size_t(1));
        QCOMPARE(work.runs.front().events, 9);
        QVERIFY(work.types.contains(u"files.changed"_s));
    }

    // DS-67
    void staysSmallHoweverLongTheLogIs()
    {
        WorkState state;
        const int calls = 20'000;
        reduce(state,
            logEvent(0, "execution.tool_start",
                R"({"callID":"long","tool":"task","state":{"status":"running"}})"));
        for (int i = 1; i <= calls; ++i) {
            reduce(state, logEvent(i, "execution.tool_finish", call(i, "completed")));
            reduce(state,
                logEvent(
                    calls + i, "files.changed", R"({"file":"f)" + QByteArray::number(i) + R"("})"));
            reduce(state,
                logEvent(2 * calls + i, "execution.text_delta", R"({"partID":"p","delta":"x"})"));
        }
        QVERIFY(state.execution.calls.size() <= 2 * WorkState::kept);
        QVERIFY(state.execution.files.size() <= 2 * WorkState::kept);
        QVERIFY(state.execution.texts.isEmpty());
        const Work work = workOf(state, {});
        // Nothing is lost of what it adds up to, and what runs is never let go.
        QCOMPARE(work.tools.front().tool, u"bash"_s);
        QCOMPARE(work.tools.front().calls, calls);
        QCOMPARE(qint64(work.calls.size()) + work.moreCalls, calls + 1);
        QCOMPARE(work.calls.front().id, u"long"_s);
        QCOMPARE(qint64(work.files.size()) + work.moreFiles, calls);
        QCOMPARE(work.files.front().path, u"f%1"_s.arg(calls));
        // A call is still found by its id after others went.
        reduce(state,
            logEvent(3 * calls + 1, "execution.tool_finish",
                R"({"callID":"long","tool":"task","state":{"status":"completed"}})"));
        const Work after = workOf(state, {});
        QCOMPARE(after.tools.back().calls, 1);
        QCOMPARE(after.tools.back().running, 0);
    }
};

QTEST_GUILESS_MAIN(TestWork)
#include "tst_work.moc"
