// SPDX-License-Identifier: MIT
#include "core/decode/streamevent.h"
#include "core/project/logcheckpoints.h"
#include "tests/support/logevents.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

LogCheckpoints of(const std::vector<StreamEvent>& events)
{
    LogCheckpoints state;
    for (const StreamEvent& event : events)
        reduce(state, event);
    return state;
}

StreamEvent asked(int n, const QByteArray& id, const QByteArray& more = "\"options\":[]")
{
    return logEvent(n, "checkpoint.requested",
        R"({"id":")" + id + R"(","decision_point":"Which?","requested_by":"oracle",)" + more + '}',
        u"ses_a"_s, u"oracle"_s);
}

StreamEvent approved(int n, const QByteArray& id, const QByteArray& by = "user")
{
    return logEvent(n, "checkpoint.approved",
        R"({"checkpoint_id":")" + id + R"(","approved_by":")" + by + R"(","selected_option":"b"})",
        u"run"_s, u"user"_s);
}

StreamEvent rejected(int n, const QByteArray& id)
{
    return logEvent(n, "checkpoint.rejected",
        R"({"checkpoint_id":")" + id + R"(","rejected_by":"anna","reason":"not\nnow \u00fc"})");
}

QStringList waiting(const LogCheckpoints& state)
{
    QStringList ids;
    for (const LogCheckpoint& checkpoint : pending(state))
        ids.append(checkpoint.id.isEmpty() ? checkpoint.event.value() : checkpoint.id);
    return ids;
}

} // namespace

class TestLogCheckpoints : public QObject
{
    Q_OBJECT

private slots:
    // DS-11, DS-23
    void whatWasNotDecidedWaits()
    {
        const LogCheckpoints state =
            of({asked(1, "cp_1"), asked(2, "cp_2"), asked(3, "cp_3"), approved(4, "cp_1"),
                rejected(5, "cp_2"), approved(6, "cp_9"), logEvent(7, "checkpoint.whatever")});
        QCOMPARE(waiting(state), QStringList{u"cp_3"_s});
        QVERIFY(!find(state, u"cp_9"_s));
    }

    // DS-24, DS-25, DS-34
    void aDecisionSaysWhoWhenAndWhat()
    {
        const LogCheckpoints state =
            of({asked(1, "cp_1"), asked(2, "cp_2"), approved(4, "cp_1"), rejected(5, "cp_2")});
        const LogDecision yes = find(state, u"cp_1"_s)->decision.value();
        QVERIFY(yes.approved);
        QCOMPARE(yes.by, u"user"_s);
        QCOMPARE(yes.option, u"b"_s);
        QCOMPARE(yes.at, logTime(4));
        const LogDecision no = find(state, u"cp_2"_s)->decision.value();
        QVERIFY(!no.approved);
        QCOMPARE(no.reason, u"not\nnow \u00fc"_s);
    }

    // DS-27
    void theRequestIsKeptWhole()
    {
        const LogCheckpoints state = of({asked(1, "cp_1",
            R"("requested_at":1790000000500,"expires_at":1790000300500,"options":[{"id":"a","label":"A"},{"id":"b","label":"B","description":"second"},"plain"])")});
        const LogCheckpoint& cp = *find(state, u"cp_1"_s);
        QCOMPARE(cp.decisionPoint, u"Which?"_s);
        QCOMPARE(cp.requestedBy, u"oracle"_s);
        QCOMPARE(toMs(cp.requestedAt), 1790000000500);
        QCOMPARE(toMs(cp.expiresAt.value()), 1790000300500);
        const std::vector<LogOption> options{
            {u"a"_s, u"A"_s, {}}, {u"b"_s, u"B"_s, u"second"_s}, {u"plain"_s, u"plain"_s, {}}};
        QCOMPARE(cp.options, options);
        QCOMPARE(cp.streamId, u"ses_a"_s);
        QCOMPARE(cp.event, EventId(u"1"_s));
    }

    // DS-28
    void expiryIsShownAndStillWaits()
    {
        const LogCheckpoints state =
            of({asked(1, "cp_1", R"("expires_at":1790000300000)"), asked(2, "cp_2")});
        const LogCheckpoint& cp = *find(state, u"cp_1"_s);
        QVERIFY(!cp.hasExpired(timestampFromMs(1790000299000)));
        QVERIFY(!cp.hasExpired(timestampFromMs(1790000300000)));
        QVERIFY(cp.hasExpired(timestampFromMs(1790000301000)));
        QVERIFY(cp.waits());
        QVERIFY(!find(state, u"cp_2"_s)->hasExpired(timestampFromMs(1890000000000)));
        StreamEvent late = approved(3, "cp_1");
        late.metadata = {{u"expired"_s, true}};
        QVERIFY(find(of({asked(1, "cp_1"), late}), u"cp_1"_s)->decision->expired);
    }

    // DS-29
    void theFirstDecisionCounts()
    {
        const LogCheckpoints state =
            of({asked(1, "cp_1"), rejected(2, "cp_1"), approved(3, "cp_1"), approved(4, "cp_1")});
        QVERIFY(!find(state, u"cp_1"_s)->decision->approved);
        QCOMPARE(find(state, u"cp_1"_s)->laterDecisions, 2);
    }

    void theSameLineTwiceCountsOnce()
    {
        const LogCheckpoints state = of({asked(1, "cp_1"), asked(1, "cp_1"), approved(2, "cp_1"),
            approved(2, "cp_1"), asked(1, "cp_1")});
        QCOMPARE(state.all.size(), size_t(1));
        QCOMPARE(state.all[0].laterDecisions, 0);
        QVERIFY(waiting(state).isEmpty());
    }

    void anIdThatIsAskedAgainWaitsAgain()
    {
        QCOMPARE(waiting(of({asked(1, "cp_1"), approved(2, "cp_1"), asked(3, "cp_1")})),
            QStringList{u"cp_1"_s});
        // While the first waits, its words stand.
        const LogCheckpoints twice = of({asked(1, "cp_1"), asked(2, "cp_1", R"("options":["x"])")});
        QCOMPARE(twice.all.size(), size_t(1));
        QVERIFY(twice.all[0].options.empty());
    }

    // DS-31
    void anInterventionHasNoIdAndIsToldByItsEvent()
    {
        const QByteArray payload =
            R"({"taskId":"t1","reason":"heartbeat_timeout","message":"no sign of life"})";
        const LogCheckpoints state =
            of({logEvent(1, "checkpoint.requested", payload, u"s"_s, u"observer"_s),
                logEvent(2, "checkpoint.requested", payload, u"s"_s, u"observer"_s)});
        QCOMPARE(waiting(state), (QStringList{u"1"_s, u"2"_s}));
        const LogCheckpoint& first = *find(state, u"1"_s);
        QVERIFY(first.isIntervention() && first.options.empty());
        QCOMPARE(first.task, u"t1"_s);
        QCOMPARE(first.reason, u"heartbeat_timeout"_s);
        QCOMPARE(first.decisionPoint, u"no sign of life"_s);
        QCOMPARE(first.requestedBy, u"observer"_s);
        QCOMPARE(templateName(first.kind), u"intervention"_s);
        LogCheckpoints noticed = state;
        reduce(noticed,
            logEvent(3, "checkpoint.approved", R"({"checkpoint_id":"1","approved_by":"user"})"));
        QCOMPARE(waiting(noticed), QStringList{u"2"_s});
    }

    // DS-66
    void theFirstVersionHasItBesideThePayload()
    {
        StreamEvent request = logEvent(1, "checkpoint.requested");
        request.extra = QJsonDocument::fromJson(
            R"({"checkpoint":{"id":"cp_1","decisionPoint":"Go on?","options":[{"id":"y","label":"Yes","action":"go"}],"requestedBy":"oracle","requestedAt":1767206965906,"expiresAt":1767206975906}})")
                            .object();
        StreamEvent decision = logEvent(2, "checkpoint.approved");
        decision.extra = {
            {u"checkpoint"_s, QJsonObject{{u"id"_s, u"cp_1"_s}, {u"approvedBy"_s, u"bob"_s}}}};
        const LogCheckpoints state = of({request, decision});
        const LogCheckpoint& cp = *find(state, u"cp_1"_s);
        QCOMPARE(cp.decisionPoint, u"Go on?"_s);
        QCOMPARE(cp.options.size(), size_t(1));
        QCOMPARE(toMs(cp.requestedAt), 1767206965906);
        QCOMPARE(cp.decision->by, u"bob"_s);
    }

    // DS-33
    void templatesAreRecognised_data()
    {
        QTest::addColumn<QByteArray>("point");
        QTest::addColumn<QByteArray>("options");
        QTest::addColumn<QString>("name");
        const auto row = [](const char* point, const char* options, const QString& name) {
            QTest::newRow(qPrintable(name)) << QByteArray(point) << QByteArray(options) << name;
        };
        row("Select implementation strategy", R"([{"id":"strategy_0"},{"id":"strategy_1"}])",
            u"strategy"_s);
        row("Review proposed changes",
            R"([{"id":"approve"},{"id":"request_changes"},{"id":"reject"}])", u"code-review"_s);
        row("Confirm dangerous operation: rm", R"([{"id":"go"}])", u"dangerous-operation"_s);
        row("Really?", R"([{"id":"confirm"},{"id":"cancel"}])", u"dangerous-operation"_s);
        row("Which design?", R"([{"id":"option_0"},{"id":"option_1"}])", u"design"_s);
        row("Complete epic: T", R"([{"id":"complete"},{"id":"partial"},{"id":"cancel"}])",
            u"epic-completion"_s);
        row("What now?", R"([{"id":"a"},{"id":"b"}])", u"plain"_s);
        row("No options", "[]", u"plain"_s);
    }
    void templatesAreRecognised()
    {
        QFETCH(QByteArray, point);
        QFETCH(QByteArray, options);
        const LogCheckpoints state = of({logEvent(1, "checkpoint.requested",
            R"({"id":"cp","decision_point":")" + point + R"(","options":)" + options + '}')});
        QTEST(templateName(state.all.at(0).kind), "name");
    }

    // DS-32
    void answersAreNumbersIdsOrText_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("option"); // empty: free text
        const auto row = [](const char* typed, const char* option) {
            QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(option);
        };
        row("1", "alpha");
        row(" 2 ", "Beta");
        row("0", "");
        row("3", "");
        row("-1", "");
        row("1.0", "");
        row("BETA", "Beta");
        row(" alpha", "alpha");
        row("Alpha first", "");
        row("the second, please", "");
        row("", "");
    }
    void answersAreNumbersIdsOrText()
    {
        QFETCH(QString, typed);
        const std::vector<LogOption> options{{u"alpha"_s, u"A"_s, {}}, {u"Beta"_s, u"B"_s, {}}};
        const LogAnswer answer = readAnswer(typed, options);
        QTEST(answer.option ? answer.option->id : QString(), "option");
        QCOMPARE(answer.text, typed);
        QVERIFY(!readAnswer(u"1"_s, {}).option);
    }

    // DS-32
    void aConfirmationIsYesOrAWordThatMeansIt_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("yes");
        for (const char* word : {"1", "YES", "ok", "Okay then", "sure", "please proceed",
                 "continue", "Approved", "confirm"})
            QTest::newRow(word) << QString::fromLatin1(word) << true;
        for (const char* word : {"2", "no", "never", "", "stop"})
            QTest::newRow(word) << QString::fromLatin1(word) << false;
    }
    void aConfirmationIsYesOrAWordThatMeansIt()
    {
        QFETCH(QString, typed);
        QTEST(
            confirms(readAnswer(typed, {{u"yes"_s, u"Yes"_s, {}}, {u"no"_s, u"No"_s, {}}})), "yes");
    }
};

QTEST_GUILESS_MAIN(TestLogCheckpoints)
#include "tst_logcheckpoints.moc"
