// SPDX-License-Identifier: MIT
#include "core/project/ledger.h"
#include "tests/support/logevents.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

StreamEvent told(int n, const QByteArray& type, const QByteArray& payload)
{
    return logEvent(n, type, payload, u"ledger-events"_s, u"ledger"_s);
}

LedgerState of(const std::vector<StreamEvent>& events)
{
    LedgerState state;
    for (const StreamEvent& event : events)
        reduce(state, event);
    return state;
}

const QByteArray task1 =
    R"({"epicId":"e1","epicTitle":"Cache","taskId":"t1","taskTitle":"Write it","agent":"executor"})";

} // namespace

class TestLedger : public QObject
{
    Q_OBJECT

private slots:
    // DS-56
    void anEpicGoesThroughItsStates()
    {
        LedgerState state;
        const auto status = [&] { return epicStatusName(state.ledger.epics.at(0).status); };
        reduce(state, told(1, "ledger.epic.created", R"({"epicId":"e1","epicTitle":"Cache"})"));
        QCOMPARE(status(), u"pending"_s);
        reduce(state, told(2, "ledger.epic.started", R"({"epicId":"e1","epicTitle":"Cache"})"));
        QCOMPARE(status(), u"running"_s);
        reduce(state, told(3, "ledger.epic.failed", R"({"epicId":"e1","error":"no disk"})"));
        QCOMPARE(status(), u"failed"_s);
        QCOMPARE(state.ledger.epics[0].error, u"no disk"_s);
        reduce(state, told(4, "ledger.epic.completed", R"({"epicId":"e1","result":"done"})"));
        QCOMPARE(status(), u"completed"_s);
        reduce(state, told(5, "ledger.epic.archived", R"({"epicId":"e1","result":"SUCCEEDED"})"));
        QCOMPARE(status(), u"archived"_s);
        QCOMPARE(state.ledger.epics[0].result, u"SUCCEEDED"_s);
        QCOMPARE(state.ledger.epics[0].title, u"Cache"_s);
        QCOMPARE(state.ledger.epics[0].created, logTime(1));
        QCOMPARE(state.ledger.epics[0].changed, logTime(5));
    }

    // DS-38, DS-57
    void tasksAreCountedForTheirEpic_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QString>("status");
        QTest::newRow("created") << QByteArray("ledger.task.created") << u"pending"_s;
        QTest::newRow("started") << QByteArray("ledger.task.started") << u"running"_s;
        QTest::newRow("completed") << QByteArray("ledger.task.completed") << u"completed"_s;
        QTest::newRow("failed") << QByteArray("ledger.task.failed") << u"failed"_s;
        QTest::newRow("yielded") << QByteArray("ledger.task.yielded") << u"suspended"_s;
        QTest::newRow("something newer") << QByteArray("ledger.task.painted") << u"pending"_s;
    }
    void tasksAreCountedForTheirEpic()
    {
        QFETCH(QByteArray, type);
        const LedgerState state = of({told(1, "ledger.task.created", task1),
            told(2, type, R"({"taskId":"t1","result":"r","summary":"s","error":"e"})"),
            told(3, "ledger.task.completed", R"({"epicId":"e1","taskId":"t2"})")});
        const LedgerTask& task = state.ledger.tasks.at(0);
        QTEST(taskStatusName(task.status), "status");
        QCOMPARE(task.title, u"Write it"_s);
        QCOMPARE(task.agent, u"executor"_s);
        QCOMPARE(task.summary, u"s"_s);
        // Its epic is known although nothing was told of it by itself.
        QCOMPARE(state.ledger.epics.at(0).title, u"Cache"_s);
        const EpicProgress progress = progressOf(state.ledger, u"e1"_s);
        QCOMPARE(progress.total, 2);
        QCOMPARE(progress.done, task.status == LedgerTask::Status::Completed ? 2 : 1);
        QCOMPARE(progress.failed, task.status == LedgerTask::Status::Failed ? 1 : 0);
    }

    // DS-58
    void directivesAndAssumptionsAreListed()
    {
        const LedgerState state = of({told(1, "ledger.governance.directive_added",
                                          R"({"directiveContent":"No network."})"),
            told(2, "ledger.governance.assumption_added",
                R"({"assumptionContent":"Linux","assumptionSource":"oracle","assumptionRationale":"uname"})")});
        QCOMPARE(state.ledger.directives.at(0).text, u"No network."_s);
        const Governance& assumption = state.ledger.assumptions.at(0);
        QCOMPARE(assumption.text, u"Linux"_s);
        QCOMPARE(assumption.source, u"oracle"_s);
        QCOMPARE(assumption.rationale, u"uname"_s);
        QCOMPARE(assumption.at, logTime(2));
    }

    // DS-55, DS-59
    void learningsAreKeptOnce()
    {
        std::vector<StreamEvent> events;
        for (const char* kind : {"pattern", "antiPattern", "decision", "preference", "pattern"})
            events.push_back(told(int(events.size()) + 1, "ledger.learning.extracted",
                QByteArray(R"({"learningType":"KIND","learningContent":"tabs"})")
                    .replace("KIND", kind)));
        events.push_back(
            logEvent(9, "learning.extracted", R"({"type":"pattern","content":"tests"})"));
        const LedgerState state = of(events);
        QStringList kinds;
        for (const Learning& learning : state.ledger.learnings)
            kinds.append(learning.kind + u':' + learning.text);
        QCOMPARE(kinds,
            (QStringList{u"pattern:tabs"_s, u"antiPattern:tabs"_s, u"decision:tabs"_s,
                u"preference:tabs"_s, u"pattern:tests"_s}));
    }

    // DS-60
    void aHandoffIsCreatedAndResumed()
    {
        const QByteArray payload =
            R"({"epicId":"e1","handoffReason":"context_limit","handoffCommand":"/resume e1","handoffFilesModified":["a.cpp"],"handoffWhatsDone":["one","two"],"handoffWhatsNext":["three"],"handoffKeyContext":["C++20"]})";
        LedgerState state = of({told(1, "ledger.handoff.created", payload),
            told(2, "ledger.handoff.created", payload)});
        const Handoff& handoff = state.ledger.handoffs.at(1);
        QCOMPARE(handoff.reason, u"context_limit"_s);
        QCOMPARE(handoff.command, u"/resume e1"_s);
        QCOMPARE(handoff.done, (QStringList{u"one"_s, u"two"_s}));
        QCOMPARE(handoff.next, QStringList{u"three"_s});
        QCOMPARE(handoff.context, QStringList{u"C++20"_s});
        QCOMPARE(handoff.files, QStringList{u"a.cpp"_s});
        reduce(state, told(3, "ledger.handoff.resumed", R"({"epicId":"e1"})"));
        QVERIFY(!state.ledger.handoffs[0].resumed);
        QCOMPARE(state.ledger.handoffs[1].resumed, logTime(3));
    }

    void theSameLineTwiceCountsOnceAndStrangersAreLeftAlone()
    {
        const StreamEvent directive =
            told(1, "ledger.governance.directive_added", R"({"directiveContent":"x"})");
        const LedgerState state = of({directive, directive, told(2, "ledger", "{}"),
            told(3, "ledger.task.created", "{}"), told(4, "ledger.new.kind", "{}"),
            logEvent(5, "task.created", R"({"taskId":"t"})")});
        QCOMPARE(state.ledger.directives.size(), size_t(1));
        QVERIFY(state.ledger.tasks.empty() && state.ledger.epics.empty());
    }
};

QTEST_GUILESS_MAIN(TestLedger)
#include "tst_ledger.moc"
