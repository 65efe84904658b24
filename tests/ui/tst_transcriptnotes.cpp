// SPDX-License-Identifier: MIT
// What a transcript says beside the words: marks, what runs, waits, is queued or undone.
#include "tests/ui/transcriptdata.h"
#include "tests/ui/transcriptmirror.h"
#include "ui/models/transcriptdocument.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

class TestTranscriptNotes : public QObject
{
    Q_OBJECT

private slots:
    void marksStandWhereTheyHappened()
    {
        TranscriptDocument document;
        load(document, shortSession());
        QStringList kinds;
        for (int i = 0; i < document.blockCount(); ++i) {
            if (document.shape(i).kind == BlockKind::Divider)
                kinds << u"divider after %1"_s.arg(document.textOf(i - 1).left(5));
            if (document.shape(i).kind == BlockKind::Decision)
                kinds << u"decision before %1"_s.arg(document.textOf(i + 1).left(5));
        }
        QCOMPARE(kinds, (QStringList{u"divider after Shell"_s, u"decision before The r"_s}));
        // A mark that arrives live goes to the same place.
        TranscriptLoaded bare = shortSession();
        const std::vector<Mark> marks = bare.marks;
        bare.marks.clear();
        TranscriptDocument live;
        load(live, bare);
        for (const Mark& mark : marks)
            live.apply(MarkAdded{transcriptKey(), mark});
        QCOMPARE(texts(live), texts(document));
    }

    void marksSayWhatHappened_data()
    {
        QTest::addColumn<Mark>("mark");
        QTest::addColumn<QString>("words");
        Mark m;
        m.id = u"k"_s;
        m.at = at(100);
        m.from = at(96);
        m.count = 12;
        QTest::newRow("a short cut") << m << u"reconnected after 4 s \u00B7 12 events caught up"_s;
        m.from = at(100 - 41 * 60);
        m.count = 1;
        QTest::newRow("a long cut") << m << u"away for 41 min \u00B7 1 event caught up"_s;
        m.detail = u"asleep"_s;
        m.decisions = 2;
        m.count = 0;
        QTest::newRow("a sleep")
            << m
            << u"asleep for 41 min \u00B7 nothing was missed \u00B7 2 decisions made elsewhere"_s;
        m.kind = Mark::Kind::Decision;
        m.from = {};
        m.detail = u"always"_s;
        QTest::newRow("always") << m << u"Allowed from now on  by another client at 20:28:20"_s;
        m.detail = u"reject"_s;
        m.from = at(30);
        m.own = true;
        QTest::newRow("reject") << m
                                << u"Rejected  by you at 20:28:20, 1 min 10 s after asking"
                                   " \u00B7 confirmed by the stream"_s;
        m.kind = Mark::Kind::Compacted; // DG-60
        m.detail = u"auto"_s;
        QTest::newRow("compacted") << m << u"earlier messages were summarised to make room"_s;
        m.kind = Mark::Kind::Error;
        m.detail = u"out of credit"_s;
        QTest::newRow("error") << m << u"out of credit"_s;
    }
    void marksSayWhatHappened()
    {
        QFETCH(Mark, mark);
        QFETCH(QString, words);
        TranscriptDocument document;
        load(document, emptySession());
        document.apply(MarkAdded{transcriptKey(), mark});
        QCOMPARE(texts(document), QStringList{words});
    }

    void whatWasMissedIsSaidInItsPlace()
    {
        TranscriptDocument document;
        load(document, emptySession());
        Part part = textPart(u"m"_s, u"p"_s, u"before after"_s, false);
        part.gaps = {7};
        document.apply(PartChanged{transcriptKey(), part});
        document.apply(delta(u"m"_s, u"p"_s, u" and on"_s));
        document.flush();
        QCOMPARE(texts(document).size(), 3);
        QCOMPARE(texts(document).at(0), u"before"_s);
        QVERIFY(texts(document).at(1).startsWith(u"Some text was missed here"_s));
        QCOMPARE(texts(document).at(2), u"after and on"_s);
        document.apply(
            PartChanged{transcriptKey(), textPart(u"m"_s, u"p"_s, u"before and after"_s)});
        document.flush();
        QCOMPARE(texts(document), QStringList{u"before and after"_s});
    }

    // DG-57
    void theCaretStandsWhileTextStreams()
    {
        TranscriptDocument document;
        load(document, shortSession());
        document.setRunning(true);
        QCOMPARE(document.caretBlock(), document.blockCount() - 1);
        document.apply(MessageChanged{transcriptKey(), message(u"m2"_s, Role::Assistant, 1, true)});
        QCOMPARE(document.caretBlock(), -1);
        document.apply(
            MessageChanged{transcriptKey(), message(u"m2"_s, Role::Assistant, 1, false)});
        document.setRunning(false);
        QCOMPARE(document.caretBlock(), -1);
    }

    void anUnfinishedTurnThatDoesNotRunWasInterrupted()
    {
        TranscriptDocument document;
        load(document, shortSession());
        QVERIFY(!texts(document).last().contains(u"interrupted"_s)); // nothing was said yet
        document.setRunning(true);
        QVERIFY(!texts(document).last().contains(u"interrupted"_s));
        document.setRunning(false);
        QVERIFY(texts(document).last().contains(u"interrupted"_s));
        document.setRunning(true);
        QVERIFY(!texts(document).last().contains(u"interrupted"_s));
        // A newer answer makes the older one interrupted for good.
        document.apply(
            MessageChanged{transcriptKey(), message(u"m3"_s, Role::Assistant, 5000, false)});
        document.apply(PartChanged{transcriptKey(), textPart(u"m3"_s, u"q"_s, u"again"_s, false)});
        QCOMPARE(texts(document).filter(u"interrupted"_s).size(), 1);
        QCOMPARE(texts(document).last(), u"again"_s);
    }

    void whereSeveralSpeakAnEarlierOneMaySpeakOn()
    {
        TranscriptDocument document;
        TranscriptLoaded loaded = shortSession();
        loaded.key.source = SourceId(u"agentpane:http://127.0.0.1:1"_s);
        load(document, loaded);
        document.setRunning(true);
        document.apply(MessageChanged{loaded.key, message(u"m3"_s, Role::Assistant, 5000, false)});
        document.apply(PartChanged{loaded.key, textPart(u"m3"_s, u"q"_s, u"other"_s, false)});
        QCOMPARE(texts(document).filter(u"interrupted"_s).size(), 0);
        // What a person types goes into a terminal, and does not wait for their end.
        document.apply(MessageChanged{loaded.key, message(u"m4"_s, Role::User, 6000, true)});
        document.apply(PartChanged{loaded.key, textPart(u"m4"_s, u"r"_s, u"a line"_s, true)});
        QCOMPARE(texts(document).filter(u"Queued"_s).size(), 0);
        document.setRunning(false);
        QCOMPARE(texts(document).filter(u"interrupted"_s).size(), 2);
    }

    void thinkingIsSaidOnlyWhenNothingElseMoves()
    {
        TranscriptDocument document;
        load(document, emptySession());
        document.setRunning(true);
        QCOMPARE(texts(document), QStringList{u"Thinking"_s});
        document.apply(PartChanged{transcriptKey(), textPart(u"m"_s, u"p"_s, u"so"_s, false)});
        document.flush();
        QCOMPARE(texts(document), QStringList{u"so"_s});
        document.apply(PartChanged{transcriptKey(), textPart(u"m"_s, u"p"_s, u"so"_s)});
        document.flush();
        QCOMPARE(texts(document), (QStringList{u"so"_s, u"Thinking"_s}));
        document.apply(PartChanged{transcriptKey(),
            toolPart(u"m"_s, u"t"_s, u"bash"_s, {{u"command"_s, u"ls"_s}}, ToolStatus::Running)});
        QCOMPARE(texts(document), (QStringList{u"so"_s, u"Shell ls"_s}));
        document.setRunning(false);
        QCOMPARE(texts(document), (QStringList{u"so"_s, u"Shell ls"_s}));
    }

    void cardsUnfoldAndStayUnfoldedOverAReload()
    {
        TranscriptDocument document;
        Mirror mirror(document);
        load(document, shortSession());
        const TranscriptItem* shell = document.itemOf(PartId(u"p3"_s));
        QVERIFY(shell && !shell->open);
        QVERIFY(document.itemOf(PartId(u"p4"_s))->open); // a small edit shows its diff
        document.toggle(shell->firstBlock);
        QVERIFY(mirror.agrees());
        QVERIFY(texts(document).contains(u"src/cart.ts:12\nsrc/refund.ts:40"_s));
        document.apply(shortSession());
        QVERIFY(document.itemOf(PartId(u"p3"_s))->open);
        document.toggle(document.itemOf(PartId(u"p3"_s))->firstBlock);
        QVERIFY(!document.itemOf(PartId(u"p3"_s))->open);
        QVERIFY(mirror.agrees());
    }

    void aToolThatWaitsSaysSo()
    {
        TranscriptDocument document;
        Mirror mirror(document);
        TranscriptLoaded loaded = emptySession();
        Part shell =
            toolPart(u"m"_s, u"t"_s, u"bash"_s, {{u"command"_s, u"ls"_s}}, ToolStatus::Running);
        shell.tool.callId = u"call_1"_s;
        Part task = toolPart(
            u"m"_s, u"k"_s, u"task"_s, {{u"description"_s, u"Look"_s}}, ToolStatus::Running);
        task.tool.child = SessionId(u"child"_s);
        loaded.messages.push_back({message(u"m"_s, Role::Assistant, 1, false), {shell, task}});
        load(document, loaded);
        WaitingCalls waiting;
        waiting.calls.insert(u"call_1"_s, {{}, {}, RequestId(u"per_1"_s)});
        waiting.children.insert(SessionId(u"child"_s), {{}, {}, RequestId(u"per_2"_s)});
        document.setWaiting(waiting);
        document.flush();
        QVERIFY(mirror.agrees());
        QCOMPARE(texts(document),
            (QStringList{u"Shell ls \u00B7 waits for you"_s,
                u"Task Look \u00B7 its subagent waits for you"_s}));
        QCOMPARE(document.itemOf(PartId(u"t"_s))->waits.request, RequestId(u"per_1"_s));
        QCOMPARE(document.itemOf(PartId(u"t"_s))->card->wait, CardWait::Here);
        // A tool that has ended waits for nobody, whatever is told.
        shell.tool.status = ToolStatus::Completed;
        document.apply(PartChanged{transcriptKey(), shell});
        document.setWaiting({});
        document.flush();
        QCOMPARE(texts(document), (QStringList{u"Shell ls"_s, u"Task Look"_s}));
        QVERIFY(mirror.agrees());
    }

    void wordsOnTheirWayStandAtTheEnd() // DG-62
    {
        TranscriptDocument document;
        Mirror mirror(document);
        TranscriptLoaded loaded = emptySession();
        loaded.messages.push_back(
            {message(u"m"_s, Role::Assistant, 1), {textPart(u"m"_s, u"p"_s, u"Done."_s)}});
        load(document, loaded);
        Prompt prompt{transcriptKey(), u"p1"_s, u"More"_s, at(9), Prompt::State::Sending, {}, {}};
        QVERIFY(document.apply(PromptChanged{prompt}));
        document.flush();
        QCOMPARE(texts(document), (QStringList{u"Done."_s, u"More"_s, u"Sending"_s}));
        // What comes meanwhile stands before them; a reload keeps them.
        document.apply(PartChanged{transcriptKey(), textPart(u"m"_s, u"p2"_s, u"Really."_s)});
        document.flush();
        const QStringList more{u"Done."_s, u"Really."_s, u"More"_s, u"Sending"_s};
        QCOMPARE(texts(document), more);
        loaded.messages.front().parts.push_back(textPart(u"m"_s, u"p2"_s, u"Really."_s));
        document.apply(loaded);
        QCOMPARE(texts(document), more);
        prompt.state = Prompt::State::Taken;
        document.apply(PromptChanged{prompt});
        document.flush();
        QCOMPARE(texts(document).back(), u"Taken by the server"_s);
        // The server's copy takes their place.
        document.apply(MessageChanged{transcriptKey(), message(u"u"_s, Role::User, 9)});
        document.apply(PartChanged{transcriptKey(), textPart(u"u"_s, u"q"_s, u"More"_s)});
        prompt.state = Prompt::State::Kept;
        document.apply(PromptChanged{prompt});
        document.flush();
        QCOMPARE(texts(document), (QStringList{u"Done."_s, u"Really."_s, u"More"_s}));
        QVERIFY(mirror.agrees());
        // Those of another session are not shown here.
        prompt.key.session = SessionId(u"another"_s);
        prompt.state = Prompt::State::Sending;
        QVERIFY(!document.apply(PromptChanged{prompt}));
    }

    void whatIsSaidWhileTheAgentWorksIsQueued()
    {
        TranscriptDocument document;
        Mirror mirror(document);
        TranscriptLoaded loaded = emptySession();
        loaded.messages.push_back(
            {message(u"a"_s, Role::User, 1), {textPart(u"a"_s, u"pa"_s, u"Go"_s)}});
        loaded.messages.push_back(
            {message(u"b"_s, Role::Assistant, 2, false), {textPart(u"b"_s, u"pb"_s, u"Well"_s)}});
        loaded.messages.push_back(
            {message(u"c"_s, Role::User, 3), {textPart(u"c"_s, u"pc"_s, u"Also"_s)}});
        load(document, loaded);
        document.setRunning(true);
        document.flush();
        const QString queued = u"Queued: the agent takes it up after what it does now."_s;
        QVERIFY(texts(document).contains(queued));
        document.apply(MessageChanged{transcriptKey(), message(u"b"_s, Role::Assistant, 2)});
        document.flush();
        QVERIFY(!texts(document).contains(queued));
        QVERIFY(mirror.agrees());
    }

    void aTurnSaysWhichFilesItChanged()
    {
        TranscriptDocument document;
        Mirror mirror(document);
        TranscriptLoaded loaded = emptySession();
        Message asked = message(u"a"_s, Role::User, 1);
        asked.diffs = {{u"a.txt"_s, u"@@ -0,0 +1,1 @@\n+one\n"_s, u"added"_s, 1, 0},
            {u"b.txt"_s, u"@@ -1,1 +0,0 @@\n-two\n"_s, u"deleted"_s, 0, 1}};
        loaded.messages.push_back({asked, {textPart(u"a"_s, u"pa"_s, u"Go"_s)}});
        load(document, loaded);
        QCOMPARE(texts(document),
            (QStringList{u"Go"_s, u"2 files changed by this turn, +1 \u22121 a.txt, b.txt"_s}));
        document.toggle(1);
        QVERIFY(texts(document).contains(u"+one"_s));
        document.apply(loaded); // its fold is kept over a reload
        QVERIFY(texts(document).contains(u"+one"_s));
        asked.diffs.clear();
        document.apply(MessageChanged{transcriptKey(), asked});
        document.flush();
        QCOMPARE(texts(document), QStringList{u"Go"_s});
        QVERIFY(mirror.agrees());
    }

    void whatIsUndoneStandsBelowALine()
    {
        TranscriptDocument document;
        Mirror mirror(document);
        load(document, shortSession());
        const int before = document.blockCount();
        document.setReverted(document.item(document.itemCount() - 1).message);
        QCOMPARE(document.blockCount(), before + 1);
        document.apply(shortSession());
        QCOMPARE(document.blockCount(), before + 1);
        document.setReverted({});
        QCOMPARE(document.blockCount(), before);
        QVERIFY(mirror.agrees());
    }
};

QTEST_GUILESS_MAIN(TestTranscriptNotes)
#include "tst_transcriptnotes.moc"
