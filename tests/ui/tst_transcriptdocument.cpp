// SPDX-License-Identifier: MIT
#include "tests/ui/transcriptdata.h"
#include "ui/models/transcriptdocument.h"
#include "ui/views/transcriptselection.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

/** Keeps a copy of the block ids from what the signals say alone: they must tell the whole truth.
 */
class Mirror
{
public:
    explicit Mirror(TranscriptDocument& document)
        : m_document(document)
    {
        QObject::connect(&document, &TranscriptDocument::blocksReplaced, &document,
            [this](int first, int removed, int inserted) {
                ids.erase(ids.begin() + first, ids.begin() + first + removed);
                for (int i = 0; i < inserted; ++i)
                    ids.insert(ids.begin() + first + i, m_document.block(first + i).id);
                touched += removed + inserted;
            });
    }
    bool agrees() const
    {
        if (static_cast<int>(ids.size()) != m_document.blockCount())
            return false;
        for (int i = 0; i < m_document.blockCount(); ++i) {
            const BlockRef& ref = m_document.block(i);
            if (ref.id != ids[static_cast<size_t>(i)]
                || ref.item->firstBlock + static_cast<int>(ref.local) != i
                || ref.local >= ref.item->content.size())
                return false;
        }
        return true;
    }

    std::vector<quint64> ids;
    int touched = 0;

private:
    TranscriptDocument& m_document;
};

QStringList texts(const TranscriptDocument& document)
{
    QStringList out;
    for (int i = 0; i < document.blockCount(); ++i) {
        const BlockRef& ref = document.block(i);
        out << ref.item->content.copyTextOf(ref.local);
    }
    return out;
}

void load(TranscriptDocument& document, const TranscriptLoaded& loaded)
{
    document.open(loaded.key);
    document.apply(loaded);
}

TranscriptLoaded emptySession()
{
    TranscriptLoaded loaded;
    loaded.key = transcriptKey();
    return loaded;
}

PartAppended delta(const QString& message, const QString& part, const QString& text)
{
    return {transcriptKey(), MessageId(message), PartId(part), text};
}

const QString streamed =
    u"# Title\n\nSome *words* over\ntwo lines.\n\n1. one\n\n   more of one\n\n2. two\n\n"
    "```cpp\nint a;\n\nint b;\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[r]: http://r.org\n\nsee [r]\n\nend"_s;

} // namespace

class TestTranscriptDocument : public QObject
{
    Q_OBJECT

private slots:
    // DG-54
    void streamedTextEndsAsTheFinalText_data()
    {
        QTest::addColumn<int>("step");
        for (const int step : {1, 2, 7, 50, 1000})
            QTest::addRow("%d characters a delta", step) << step;
    }
    void streamedTextEndsAsTheFinalText()
    {
        QFETCH(int, step);
        TranscriptDocument document;
        Mirror mirror(document);
        load(document, emptySession());
        document.apply(MessageChanged{transcriptKey(), message(u"m"_s, Role::Assistant, 1, false)});
        document.apply(PartChanged{transcriptKey(), textPart(u"m"_s, u"p"_s, {}, false)});
        for (qsizetype i = 0; i < streamed.size(); i += step) {
            document.apply(delta(u"m"_s, u"p"_s,
                streamed.sliced(i, std::min<qsizetype>(step, streamed.size() - i))));
            document.flush();
            QVERIFY(mirror.agrees());
        }
        document.apply(PartChanged{transcriptKey(), textPart(u"m"_s, u"p"_s, streamed)});
        document.flush();
        QVERIFY(mirror.agrees());

        TranscriptDocument whole;
        TranscriptLoaded loaded = emptySession();
        loaded.messages.push_back(
            {message(u"m"_s, Role::Assistant, 1, false), {textPart(u"m"_s, u"p"_s, streamed)}});
        load(whole, loaded);
        QCOMPARE(texts(document), texts(whole));
        for (int i = 0; i < whole.blockCount(); ++i) {
            QVERIFY(BlockText::same(document.block(i).item->content, document.block(i).local,
                whole.block(i).item->content, whole.block(i).local));
        }
    }

    // DG-54
    void fullTextInTheMiddleOfDeltasReplacesThem()
    {
        TranscriptDocument document;
        Mirror mirror(document);
        load(document, emptySession());
        document.apply(PartChanged{transcriptKey(), textPart(u"m"_s, u"p"_s, u"a\n\nb"_s, false)});
        document.apply(delta(u"m"_s, u"p"_s, u"c\n\nd"_s));
        document.flush();
        QCOMPARE(texts(document), (QStringList{u"a"_s, u"bc"_s, u"d"_s}));
        document.apply(
            PartChanged{transcriptKey(), textPart(u"m"_s, u"p"_s, u"a\n\nx\n\ny"_s, false)});
        document.apply(delta(u"m"_s, u"p"_s, u"z"_s));
        document.flush();
        QCOMPARE(texts(document), (QStringList{u"a"_s, u"x"_s, u"yz"_s}));
        QVERIFY(mirror.agrees());
    }

    void aLateDeltaAfterTheFinalTextIsDropped()
    {
        TranscriptDocument document;
        load(document, emptySession());
        document.apply(PartChanged{transcriptKey(), textPart(u"m"_s, u"p"_s, u"all"_s)});
        document.apply(delta(u"m"_s, u"p"_s, u"all"_s));
        document.apply(delta(u"m"_s, u"unknown"_s, u"all"_s));
        document.flush();
        QCOMPARE(texts(document), QStringList{u"all"_s});
    }

    void growingAtTheEndLeavesFinishedBlocksAlone()
    {
        TranscriptDocument document;
        Mirror mirror(document);
        load(document, emptySession());
        document.apply(PartChanged{
            transcriptKey(), textPart(u"m"_s, u"p"_s, u"paragraph\n\n"_s.repeated(500), false)});
        document.flush();
        mirror.touched = 0;
        for (int i = 0; i < 100; ++i) {
            document.apply(delta(u"m"_s, u"p"_s, u"word "_s));
            document.flush();
        }
        QVERIFY2(mirror.touched <= 400, qPrintable(QString::number(mirror.touched)));
    }

    // DG-53
    void aPartBeforeItsMessageFindsItsPlace()
    {
        TranscriptDocument document;
        Mirror mirror(document);
        TranscriptLoaded loaded = emptySession();
        loaded.messages.push_back(
            {message(u"b"_s, Role::User, 20), {textPart(u"b"_s, u"b1"_s, u"second"_s)}});
        load(document, loaded);
        document.apply(PartChanged{transcriptKey(), textPart(u"a"_s, u"a1"_s, u"**first**"_s)});
        document.flush();
        QCOMPARE(texts(document), (QStringList{u"second"_s, u"first"_s}));
        document.apply(MessageChanged{transcriptKey(), message(u"a"_s, Role::User, 10)});
        document.flush();
        QVERIFY(mirror.agrees());
        QCOMPARE(texts(document), (QStringList{u"**first**"_s, u"second"_s}));
        QCOMPARE(document.shape(0).kind, BlockKind::Bubble);
    }

    // DG-17, DG-51
    void messagesInAnyOrderEndByTimeAndId()
    {
        std::vector<int> order(60);
        std::iota(order.begin(), order.end(), 0);
        QRandomGenerator random(7);
        std::shuffle(order.begin(), order.end(), random);
        TranscriptDocument document;
        Mirror mirror(document);
        load(document, emptySession());
        for (const int i : order) {
            const QString id = u"m%1"_s.arg(59 - i, 2, 10, QLatin1Char('0'));
            document.apply(MessageChanged{transcriptKey(), message(id, Role::Assistant, i)});
            document.apply(
                PartChanged{transcriptKey(), textPart(id, id + u"p"_s, QString::number(i))});
        }
        document.flush();
        QVERIFY(mirror.agrees());
        QStringList expected;
        for (int i = 0; i < 60; ++i)
            expected << QString::number(i);
        QCOMPARE(texts(document), expected);
    }

    void removedPartsAndMessagesLeaveNothing()
    {
        TranscriptDocument document;
        Mirror mirror(document);
        load(document, shortSession());
        document.apply(PartRemoved{transcriptKey(), MessageId(u"m2"_s), PartId(u"p4"_s)});
        document.apply(PartRemoved{transcriptKey(), MessageId(u"m2"_s), PartId(u"p4"_s)});
        QVERIFY(mirror.agrees());
        QVERIFY(!texts(document).join(u' ').contains(u"tax.ts "_s));
        document.apply(delta(u"m2"_s, u"p5"_s, u" it"_s));
        document.apply(MessageRemoved{transcriptKey(), MessageId(u"m2"_s)});
        document.flush();
        QVERIFY(mirror.agrees());
        QCOMPARE(document.blockCount(), 3); // the bubble and two marks
        document.apply(MessageRemoved{transcriptKey(), MessageId(u"m1"_s)});
        QCOMPARE(document.blockCount(), 2);
    }

    void theSameChangeTwiceChangesNothing()
    {
        TranscriptDocument document;
        load(document, everyKind());
        document.flush();
        QSignalSpy spy(&document, &TranscriptDocument::blocksReplaced);
        for (const MessageWithParts& m : everyKind().messages) {
            document.apply(MessageChanged{transcriptKey(), m.message});
            for (const Part& part : m.parts)
                document.apply(PartChanged{transcriptKey(), part});
        }
        for (const Mark& mark : everyKind().marks)
            document.apply(MarkAdded{transcriptKey(), mark});
        document.flush();
        QCOMPARE(spy.count(), 0);
    }

    void otherSessionsAreIgnored()
    {
        TranscriptDocument document;
        load(document, shortSession());
        const QStringList before = texts(document);
        const SessionKey other{SourceId(u"demo:"_s), SessionId(u"other"_s)};
        QVERIFY(!document.apply(PartChanged{other, textPart(u"m2"_s, u"px"_s, u"no"_s)}));
        QVERIFY(!document.apply(SessionRemoved{transcriptKey()}));
        QCOMPARE(texts(document), before);
    }

    void olderMessagesComeBeforeAndKeepTheIdsOfTheRest()
    {
        const TranscriptLoaded all = longSession(100);
        TranscriptLoaded newest = all;
        newest.messages.erase(newest.messages.begin(), newest.messages.begin() + 60);
        newest.hasOlder = true;
        TranscriptDocument document;
        Mirror mirror(document);
        load(document, newest);
        const std::vector<quint64> before(
            mirror.ids.begin() + 1, mirror.ids.end()); // without "earlier"
        OlderLoaded older{.key = all.key, .messages = {}, .hasOlder = false};
        older.messages.assign(
            all.messages.begin(), all.messages.begin() + 62); // two are known already
        document.apply(older);
        QVERIFY(mirror.agrees());
        QVERIFY(std::equal(before.rbegin(), before.rend(), mirror.ids.rbegin()));
        TranscriptDocument whole;
        load(whole, all);
        QCOMPARE(texts(document), texts(whole));
    }

    void aChangeOfOnePartTouchesOnlyItsBlocks()
    {
        TranscriptDocument document;
        Mirror mirror(document);
        load(document, longSession(300));
        mirror.touched = 0;
        Part part = textPart(u"m000150"_s, u"m000151a"_s, u"x"_s);
        part.message = MessageId(u"m000151"_s);
        document.apply(PartChanged{transcriptKey(), part});
        document.flush();
        QVERIFY(mirror.agrees());
        QVERIFY2(mirror.touched < 60, qPrintable(QString::number(mirror.touched)));
    }

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

    void partsThatAreNotForReadingAreNotShown()
    {
        TranscriptDocument document;
        load(document, emptySession());
        int i = 0;
        for (const PartKind kind :
            {PartKind::StepStart, PartKind::StepFinish, PartKind::Snapshot, PartKind::Patch}) {
            Part part = textPart(u"m"_s, u"p%1"_s.arg(i++), u"hidden"_s);
            part.kind = kind;
            document.apply(PartChanged{transcriptKey(), part});
        }
        QCOMPARE(document.blockCount(), 0);
    }

    void copiedTextKeepsLinesAndMarkers()
    {
        TranscriptDocument document;
        TranscriptLoaded loaded = emptySession();
        loaded.messages.push_back({message(u"m"_s, Role::Assistant, 1),
            {textPart(u"m"_s, u"p"_s,
                u"# T\n\n- a\n- b\n\n|x|y|\n|---|---|\n|1|2|\n\n```\nc\n\nd\n```"_s)}});
        load(document, loaded);
        TranscriptSelection selection;
        selection.selectAll(document);
        QCOMPARE(selection.text(document), u"T\n\n- a\n- b\n\nx\ty\n1\t2\n\nc\n\nd"_s);
        selection.anchor = {1, 0};
        selection.head = {0, 0};
        QCOMPARE(selection.text(document), u"T\n\n"_s);
    }
};

QTEST_GUILESS_MAIN(TestTranscriptDocument)
#include "tst_transcriptdocument.moc"
