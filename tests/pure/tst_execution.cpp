// SPDX-License-Identifier: MIT
#include "core/project/execution.h"
#include "tests/support/logevents.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

Execution of(const std::vector<StreamEvent>& events)
{
    Execution state;
    for (const StreamEvent& event : events)
        reduce(state, event);
    return state;
}

StreamEvent tool(int n, const char* type, const QByteArray& call, const QByteArray& toolState)
{
    const QByteArray part =
        R"({"id":"prt_1","sessionID":"ses_a","messageID":"msg_1","tool":"bash","callID":"CALL","state":STATE})";
    return logEvent(
        n, type, QByteArray(part).replace("CALL", call).replace("STATE", toolState), u"ses_a"_s);
}

} // namespace

class TestExecution : public QObject
{
    Q_OBJECT

private slots:
    // DS-39, DS-49
    void severalEventsOfACallAreOneCall()
    {
        const StreamEvent begun = tool(2, "execution.tool_start", "c1",
            R"({"status":"running","title":"ls","time":{"start":1790000000100}})");
        const Execution state = of({tool(
                                        1, "execution.tool_start", "c1", R"({"status":"pending"})"),
            begun, begun,
            tool(3, "execution.tool_finish", "c1",
                R"({"status":"completed","title":"List","time":{"start":1790000000100,"end":1790000000900}})"),
            tool(4, "execution.tool_start", "c2", R"({"status":"running"})"),
            tool(5, "execution.tool_start", "c2",
                R"({"status":"error","error":"no such file","time":{"start":1,"end":2}})"),
            tool(6, "execution.tool_start", "c2", R"({"status":"running"})")});
        QCOMPARE(state.calls.size(), size_t(2));
        const LoggedCall& done = state.calls[0];
        QCOMPARE(loggedStatusName(done.status), u"completed"_s);
        QCOMPARE(done.title, u"List"_s);
        QCOMPARE(done.events, 3);
        QCOMPARE((*done.ended - *done.started).count(), 800);
        QCOMPARE(done.first, EventId(u"1"_s));
        QCOMPARE(done.last, EventId(u"3"_s));
        // There is no finish for one that failed; a late line does not bring it back.
        QCOMPARE(loggedStatusName(state.calls[1].status), u"error"_s);
        QCOMPARE(state.calls[1].error, u"no such file"_s);
    }

    // DS-49
    void stepsArePaired()
    {
        const QByteArray part =
            R"({"sessionID":"ses_a","messageID":"msg_1","reason":"stop","cost":0.5})";
        const Execution state = of({logEvent(1, "execution.step_start", part),
            logEvent(2, "execution.step_finish", part), logEvent(3, "execution.step_start", part),
            logEvent(4, "execution.step_finish",
                R"({"taskId":"t1","message":"alive","status":"running"})"),
            logEvent(5, "execution.step_finish", R"({"sessionID":"ses_a","messageID":"msg_2"})")});
        QCOMPARE(state.steps.size(), size_t(3));
        QCOMPARE(state.steps[0].ended, logTime(2));
        QCOMPARE(state.steps[0].reason, u"stop"_s);
        QCOMPARE(state.steps[0].cost, 0.5);
        QVERIFY(!state.steps[1].ended);
        QCOMPARE(state.steps[2].message, u"msg_2"_s);
    }

    // DS-50
    void deltasAddUpAndASnapshotReplacesThem_data()
    {
        QTest::addColumn<QStringList>("lines");
        QTest::addColumn<QString>("text");
        QTest::newRow("deltas and a snapshot")
            << QStringList{u"+He"_s, u"+llo"_s, u"=Hello"_s} << u"Hello"_s;
        QTest::newRow("a snapshot alone") << QStringList{u"=Hello"_s} << u"Hello"_s;
        QTest::newRow("deltas alone") << QStringList{u"+He"_s, u"+l"_s} << u"Hel"_s;
        QTest::newRow("a delta after the end") << QStringList{u"=Hello"_s, u"+!"_s} << u"Hello"_s;
        QTest::newRow("the same event twice") << QStringList{u"+He"_s, u"!He"_s} << u"He"_s;
    }
    void deltasAddUpAndASnapshotReplacesThem()
    {
        QFETCH(QStringList, lines);
        for (const bool reasoning : {false, true}) {
            Execution state;
            int n = 0;
            for (const QString& line : lines) {
                n += line.startsWith(u'!') ? 0 : 1;
                const bool whole = line.startsWith(u'=');
                const QByteArray type = QByteArray("execution.")
                    + (reasoning ? "reasoning" : "text") + (whole ? "_snapshot" : "_delta");
                const QByteArray payload =
                    R"({"sessionID":"ses_a","messageID":"m","partID":"p","KEY":"TEXT"})";
                reduce(state,
                    logEvent(n, type,
                        QByteArray(payload)
                            .replace("KEY", whole ? "text" : "delta")
                            .replace("TEXT", line.mid(1).toUtf8())));
            }
            QTEST(state.texts.value(u"p"_s).text, "text");
            QCOMPARE(state.texts.value(u"p"_s).reasoning, reasoning);
            QCOMPARE(state.texts.value(u"p"_s).final, lines.join(u' ').contains(u'='));
        }
    }

    // DS-54
    void filesAreListedOnceWithTheirLastEvent()
    {
        const StreamEvent changed = logEvent(1, "files.changed", R"({"file":"/a.cpp"})");
        const Execution state = of({changed, changed,
            logEvent(2, "files.patched", R"({"hash":"h","files":["/b.cpp","/a.cpp"]})"),
            logEvent(3, "files.changed", "{}")});
        QCOMPARE(state.files.size(), size_t(2));
        QCOMPARE(state.files[0], (TouchedFile{u"/a.cpp"_s, 2, EventId(u"2"_s), logTime(2)}));
        QCOMPARE(state.files[1].path, u"/b.cpp"_s);
    }

    // DS-61
    void progressIsTheNewestOfEachAgent_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QString>("line");
        const auto row = [](const char* type, const char* payload, const char* line) {
            QTest::newRow(line) << QByteArray(type) << QByteArray(payload)
                                << QString::fromLatin1(line);
        };
        row("progress.status_update",
            R"({"agent":"architect","phase":"PLANNING","message":"cutting","progress_percent":40})",
            "architect: PLANNING: cutting (40%)");
        row("progress.phase_started",
            R"({"agent":"architect","phase":"PLANNING","message":"cutting","progress_percent":0})",
            "architect: PLANNING: cutting");
        row("progress.phase_completed", R"({"agent":"architect","phase":"PLANNING"})",
            "architect: PLANNING: PLANNING completed (100%)");
        row("progress.user_action_needed",
            R"({"agent":"architect","message":"look","action_required":{"type":"approve","prompt":"Ok?"}})",
            "architect: WAITING_FOR_USER: look");
        row("progress.context_handoff", R"({"from_agent":"architect","to_agent":"executor"})",
            "executor: from architect");
    }
    void progressIsTheNewestOfEachAgent()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, payload);
        const Execution state = of({logEvent(1, type, payload), logEvent(2, type, payload)});
        QCOMPARE(state.progress.size(), size_t(1));
        QTEST(progressLine(state.progress[0]), "line");
        QCOMPARE(state.progress[0].at, logTime(2));
        if (type.endsWith("needed"))
            QCOMPARE(state.progress[0].prompt, u"Ok?"_s);
    }

    // DS-62
    void anActorsEventHoldsJsonInsideText()
    {
        StreamEvent event = logEvent(1, "actor.user.request");
        const QByteArray inner = R"({"text":"hi"})";
        event.payload = QJsonObject{{u"result"_s, QString::fromUtf8(inner)}};
        QCOMPARE(innerPayload(event)["text"_L1].toString(), u"hi"_s);
        const StreamEvent torn = logEvent(1, "actor.user.request", R"({"result":"hi"})");
        QCOMPARE(innerPayload(torn), torn.payload);
        const StreamEvent other = logEvent(1, "ledger.task.completed", R"({"result":"{}"})");
        QCOMPARE(innerPayload(other), other.payload);
    }
};

QTEST_GUILESS_MAIN(TestExecution)
#include "tst_execution.moc"
