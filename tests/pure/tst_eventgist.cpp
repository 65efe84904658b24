// SPDX-License-Identifier: MIT
#include "core/decode/streamevent.h"
#include "core/project/eventgist.h"
#include "tests/support/logevents.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

class TestEventGist : public QObject
{
    Q_OBJECT

private slots:
    // DS-49 to DS-62: what a row of the timeline says.
    void saysWhatAnEventIsAbout_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QString>("subject");
        QTest::addColumn<QString>("detail");
        QTest::addColumn<QString>("status");
        const auto row = [](const char* tag, const char* type, const char* payload,
                             const char* subject, const char* detail, const char* status = "") {
            QTest::newRow(tag) << QByteArray(type) << QByteArray(payload)
                               << QString::fromUtf8(subject) << QString::fromUtf8(detail)
                               << QString::fromUtf8(status);
        };
        row("a call", "execution.tool_start",
            R"({"tool":"bash","state":{"status":"running","input":{"command":"npm  test"}}})",
            "bash", "npm test", "running");
        row("a call that failed", "execution.tool_start",
            R"({"tool":"edit","state":{"status":"error","error":"no such file"}})", "edit",
            "no such file", "error");
        row("a delta", "execution.text_delta", R"({"delta":"He"})", "", "He");
        row("a snapshot of text", "execution.text_snapshot", R"({"text":"Hello"})", "", "Hello");
        row("a step that ended", "execution.step_finish", R"({"reason":"stop"})", "", "", "stop");
        row("a heartbeat of a task", "execution.step_finish",
            R"({"taskId":"t1","message":"half way","status":"running"})", "t1", "half way",
            "running");
        row("a message", "execution.message.updated", R"({"role":"assistant","modelID":"m1"})",
            "assistant", "m1");
        row("an agent that was chosen", "execution.agent", R"({"type":"agent","name":"build"})",
            "build", "");
        row("a note of the files", "execution.snapshot", R"({"snapshot":"a1b2"})", "", "a1b2");
        row("another try", "execution.retry",
            R"({"attempt":2,"error":{"name":"APIError","data":{"message":"too busy"}}})", "",
            "too busy");
        row("a session", "lifecycle.session.created", R"({"title":"Shop","directory":"/home/a"})",
            "Shop", "/home/a");
        row("a session that failed", "lifecycle.session.error",
            R"({"error":{"name":"X","data":{"message":"no key"}}})", "", "no key");
        row("a session that was stopped", "lifecycle.session.aborted",
            R"({"aborted_at":1,"reason":"by hand"})", "", "by hand");
        row("a spawn", "agent.spawned",
            R"({"agent":"oracle","description":"look it up","prompt":"p"})", "oracle",
            "look it up");
        row("an agent that pauses", "agent.yield", R"({"agent":"oracle","reason":"needs a key"})",
            "oracle", "needs a key");
        row("a question", "checkpoint.requested",
            R"({"id":"cp","decision_point":"Which way?","requested_by":"oracle"})", "Which way?",
            "", "oracle");
        row("an intervention", "checkpoint.requested",
            R"({"taskId":"t","reason":"heartbeat_timeout","message":"stuck"})", "stuck",
            "heartbeat_timeout");
        row("an approval", "checkpoint.approved",
            R"({"checkpoint_id":"cp","approved_by":"ada","selected_option":"b"})", "cp", "b",
            "ada");
        row("a file", "files.changed", R"({"file":"src/a.ts"})", "src/a.ts", "");
        row("a patch", "files.patched", R"({"files":["a","b"]})", "a, b", "");
        row("a task", "ledger.task.completed",
            R"({"epicTitle":"E","taskTitle":"T","agent":"x","result":"ok"})", "T", "ok", "x");
        row("a rule", "ledger.governance.directive_added", R"({"directiveContent":"No mocks"})",
            "No mocks", "");
        row("a learning", "ledger.learning.extracted",
            R"({"learningType":"pattern","learningContent":"Small steps"})", "Small steps", "",
            "pattern");
        row("a handoff", "ledger.handoff.created",
            R"({"epicId":"e","handoffReason":"context_limit"})", "e", "context_limit");
        row("progress", "progress.status_update",
            R"({"agent":"architect","message":"cutting","progress_percent":0})", "architect",
            "cutting", "0%");
        row("an actor's message", "actor.phase.change",
            "{\"agent\":\"chief\",\"result\":\"{\\\"phase\\\":\\\"PLANNING\\\"}\"}", "",
            R"({"phase":"PLANNING"})");
        row("a type nobody knows", "zz.new", R"({"a":[1,2]})", "", R"({"a":[1,2]})");
        row("no payload", "zz.new", "{}", "", "");
    }
    void saysWhatAnEventIsAbout()
    {
        QFETCH(const QByteArray, type);
        QFETCH(const QByteArray, payload);
        const EventGist gist = gistOf(logEvent(1, type, payload));
        QTEST(gist.subject, "subject");
        QTEST(gist.detail, "detail");
        QTEST(gist.status, "status");
    }

    void cutsWhatARowCannotShow()
    {
        StreamEvent event = logEvent(1, "execution.text_snapshot");
        event.payload = QJsonObject{{u"text"_s, QString(5'000'000, u'x')}};
        const EventGist gist = gistOf(event);
        QVERIFY(gist.detail.size() <= 240);
        QVERIFY(gist.detail.endsWith(u'…'));
    }

    // DS-20, DS-22
    void findsByWordsActorAndRun_data()
    {
        QTest::addColumn<TimelineFilter>("filter");
        QTest::addColumn<bool>("passes");
        TimelineFilter filter;
        QTest::newRow("nothing wanted") << filter << true;
        filter.words = {u"WHICH"_s, u"way?"_s};
        QTest::newRow("words in any case") << filter << true;
        filter.words = {u"which"_s, u"that"_s};
        QTest::newRow("one word is missing") << filter << false;
        filter.words = {u"\"quoted\""_s};
        QTest::newRow("as JSON writes it") << filter << true;
        filter = {};
        filter.actor = u"oracle"_s;
        QTest::newRow("its actor") << filter << true;
        filter.actor = u"ora"_s;
        QTest::newRow("a part of the actor's name") << filter << false;
        filter = {};
        filter.run = u"run"_s;
        QTest::newRow("its run") << filter << true;
        filter.run = u"other"_s;
        QTest::newRow("another run") << filter << false;
    }
    void findsByWordsActorAndRun()
    {
        QFETCH(const TimelineFilter, filter);
        StreamEvent event = logEvent(
            1, "checkpoint.requested", "{\"decision_point\":\"Which way? \\\"quoted\\\"\"}");
        event.actor = u"oracle"_s;
        QTEST(passesText(filter, streamevent::encode(event).trimmed()), "passes");
        QCOMPARE(needsText(filter), !(filter == TimelineFilter{}));
    }
};

QTEST_GUILESS_MAIN(TestEventGist)
#include "tst_eventgist.moc"
