// SPDX-License-Identifier: MIT
#include "tests/ui/transcriptdata.h"
#include "ui/theme.h"
#include "ui/views/transcriptheights.h"
#include "ui/views/transcriptpill.h"
#include "ui/views/transcriptview.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QRandomGenerator>
#include <QScreen>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

void show(TranscriptView& view, const TranscriptLoaded& session, QSize size = {800, 600})
{
    view.resize(size);
    view.openSession(session.key);
    view.apply(session);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.grab();
}

QString firstText(TranscriptView& view)
{
    return view.document().textOf(view.seenBlocks().front().index);
}

int yOf(TranscriptView& view, const QString& part)
{
    const TranscriptItem* item = view.document().itemOf(PartId(part));
    for (const TranscriptFlow::Seen& seen : view.seenBlocks()) {
        if (item && view.document().block(seen.index).item == item)
            return seen.y;
    }
    return -10'000;
}

PartChanged newPart(const QString& id, const QString& text)
{
    return {transcriptKey(), textPart(u"zz"_s, id, text)};
}

} // namespace

class TestTranscriptView : public QObject
{
    Q_OBJECT

    /** What the screen shows differs from a picture painted anew. */
    static bool isStale(TranscriptView& view)
    {
        view.showApplied();
        QCoreApplication::sendPostedEvents(); // lays out
        QCoreApplication::sendPostedEvents(); // paints
        const QImage seen = view.screen()->grabWindow(view.winId()).toImage();
        return seen.convertToFormat(QImage::Format_RGB32)
            != view.grab().toImage().convertToFormat(QImage::Format_RGB32);
    }

private slots:
    void whatIsNotPaintedAgainIsRightAllTheSame()
    {
        TranscriptView view;
        show(view, everyKind(), {820, 640});
        QVERIFY(!isStale(view));
        const SessionKey key = transcriptKey();
        view.apply(MessageChanged{key, message(u"zz"_s, Role::Assistant, 9000, false)});
        Part running = toolPart(
            u"zz"_s, u"run"_s, u"bash"_s, {{u"command"_s, u"make"_s}}, ToolStatus::Running);
        view.apply(PartChanged{key, running});
        view.apply(PartChanged{key, textPart(u"zz"_s, u"flow"_s, {}, false)});
        view.setRunning(true);
        QRandomGenerator random(11);
        for (int i = 0; i < 240; ++i) {
            const QString word = i % 17 == 16 ? u"\n\n- an *item* of a list\n"_s
                : i % 29 == 28                ? u"\n\n```\ncode();\n```\n\n"_s
                                              : u"words and `code` that go on "_s;
            view.apply(PartAppended{key, MessageId(u"zz"_s), PartId(u"flow"_s), word});
            if (i % 40 == 20) { // the head of a card changes, its text does not
                running.tool.status = i % 80 == 20 ? ToolStatus::Failed : ToolStatus::Running;
                view.apply(PartChanged{key, running});
            }
            if (i % 23 == 7)
                QTest::keyClick(&view, random.bounded(2) ? Qt::Key_PageUp : Qt::Key_End);
            if (i % 31 == 5)
                QTest::keyClick(&view, Qt::Key_Up);
            if (i % 37 == 9)
                view.selectAll();
            QVERIFY2(!isStale(view), qPrintable(u"after step %1"_s.arg(i)));
        }
    }

    void aPictureIsKeptWhereNothingChanged()
    {
        const auto block = [](quint64 id, int y, int height) {
            return ShownBlock{.id = id, .revision = 0, .y = y, .height = height, .look = {}};
        };
        const std::vector<ShownBlock> before{
            block(1, -10, 40), block(2, 30, 100), block(3, 130, 200)};
        // The last one was replaced and everything moved up by 20.
        KeptRows kept =
            keptRows(before, {block(1, -30, 40), block(2, 10, 100), block(4, 110, 240)}, 300);
        QCOMPARE(kept.dy, -20);
        QCOMPARE(kept.from, blockOverhang);
        QCOMPARE(kept.to, 110);
        // Scrolled up by 50: a new block at the top, the last rows are out of sight.
        kept = keptRows(before,
            {block(9, -5, 45), block(1, 40, 40), block(2, 80, 100), block(3, 180, 200)}, 300);
        QCOMPARE(kept.dy, 50);
        QCOMPARE(kept.from, 50);
        QCOMPARE(kept.to, 300);
        // A changed look is a change.
        std::vector<ShownBlock> hovered = before;
        hovered[1].look.hovered = true;
        kept = keptRows(before, hovered, 300);
        QCOMPARE(kept.to, 30);
        // Nothing in common, nothing kept.
        kept = keptRows(before, {block(7, 0, 300)}, 300);
        QVERIFY(kept.from >= kept.to);
    }

    void heightsSumAndFind()
    {
        TranscriptHeights heights;
        std::vector<int> plain;
        QRandomGenerator random(3);
        for (int round = 0; round < 300; ++round) {
            const int size = static_cast<int>(plain.size());
            const int first = random.bounded(size + 1);
            const int removed = random.bounded(std::min(5, size - first) + 1);
            std::vector<int> fresh(random.bounded(9U));
            for (int& h : fresh)
                h = random.bounded(0, 50);
            heights.replace(first, removed, fresh);
            plain.erase(plain.begin() + first, plain.begin() + first + removed);
            plain.insert(plain.begin() + first, fresh.begin(), fresh.end());
            if (!plain.empty()) {
                const int i = random.bounded(static_cast<int>(plain.size()));
                plain[static_cast<size_t>(i)] = random.bounded(1, 90);
                heights.set(i, plain[static_cast<size_t>(i)]);
            }
            int sum = 0;
            for (int i = 0; i < static_cast<int>(plain.size()); ++i) {
                QCOMPARE(heights.before(i), sum);
                if (plain[static_cast<size_t>(i)] > 0)
                    QCOMPARE(heights.find(sum), i);
                sum += plain[static_cast<size_t>(i)];
            }
            QCOMPARE(heights.total(), sum);
        }
    }

    void itSpeaksWhenThereIsNothingToShow()
    {
        TranscriptView view;
        view.resize(400, 300);
        view.openSession({});
        QVERIFY(!view.grab().isNull());
        view.openSession(transcriptKey());
        QVERIFY(view.document().isLoading());
        QVERIFY(!view.grab().isNull());
    }

    void itFollowsTheEndUntilThePersonScrollsUp()
    {
        TranscriptView view;
        show(view, longSession(60));
        QSignalSpy following(&view, &TranscriptView::followingChanged);
        QVERIFY(view.isFollowing());
        view.apply(newPart(u"n1"_s, u"The newest line."_s));
        QVERIFY(view.visibleText().endsWith(u"The newest line."_s));
        QTest::keyClick(&view, Qt::Key_PageUp);
        QVERIFY(!view.isFollowing());
        QCOMPARE(following.count(), 1);
        const QString first = firstText(view);
        const auto pill = view.findChild<TranscriptPill*>();
        view.apply(newPart(u"n2"_s, u"Unseen."_s));
        view.apply(newPart(u"n3"_s, u"Unseen too."_s));
        PartChanged step = newPart(u"n4"_s, {}); // not shown, so not news either
        step.part.kind = PartKind::StepFinish;
        view.apply(step);
        view.grab();
        QCOMPARE(firstText(view), first);
        QVERIFY(pill->isVisibleTo(&view));
        QCOMPARE(pill->text(), u"\u2193 2 new"_s);
        QTest::mouseClick(pill, Qt::LeftButton);
        view.grab();
        QVERIFY(view.isFollowing());
        QVERIFY(!pill->isVisibleTo(&view));
        QVERIFY(view.visibleText().endsWith(u"Unseen too."_s));
    }

    void theEndKeyFollowsAndHomeStops()
    {
        TranscriptView view;
        show(view, longSession(60));
        QTest::keyClick(&view, Qt::Key_Home);
        view.grab();
        QVERIFY(!view.isFollowing());
        QCOMPARE(view.verticalScrollBar()->value(), 0);
        QTest::keyClick(&view, Qt::Key_End);
        view.grab();
        QVERIFY(view.isFollowing());
        QCOMPARE(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());
    }

    void scrollingUpAndDownAgainFollowsAgain()
    {
        TranscriptView view;
        show(view, longSession(60));
        QTest::keyClick(&view, Qt::Key_Up);
        view.grab();
        QVERIFY(!view.isFollowing());
        QTest::keyClick(&view, Qt::Key_Down);
        view.grab();
        QVERIFY(view.isFollowing());
    }

    void scrollingByStepsNeverJumps()
    {
        TranscriptView view;
        show(view, longSession(200));
        // Upwards through blocks whose heights were guesses: each step moves what is seen by
        // itself.
        for (int i = 0; i < 300; ++i) {
            const auto before = view.seenBlocks();
            QTest::keyClick(&view, Qt::Key_Up);
            const auto after = view.seenBlocks();
            const auto it = std::find_if(after.begin(), after.end(),
                [&](const auto& s) { return s.index == before.front().index; });
            QVERIFY(it != after.end());
            QCOMPARE(it->y, before.front().y + 44);
        }
    }

    void olderMessagesDoNotMoveWhatIsSeen()
    {
        const TranscriptLoaded all = longSession(120);
        TranscriptLoaded newest = all;
        newest.messages.erase(newest.messages.begin(), newest.messages.begin() + 100);
        newest.hasOlder = true;
        TranscriptView view;
        QSignalSpy wanted(&view, &TranscriptView::olderWanted);
        show(view, newest);
        QCOMPARE(wanted.count(), 0);
        QTest::keyClick(&view, Qt::Key_Home);
        view.grab();
        QTRY_COMPARE(wanted.count(), 1);
        view.grab();
        QCoreApplication::processEvents();
        QCOMPARE(wanted.count(), 1); // asked once until it is answered
        const int before = yOf(view, u"m000100a"_s);
        QVERIFY(before > -1000);
        OlderLoaded older{.key = all.key, .messages = {}, .hasOlder = false};
        older.messages.assign(all.messages.begin(), all.messages.begin() + 100);
        view.apply(older);
        QVERIFY(std::abs(yOf(view, u"m000100a"_s) - before) <= 40); // the line above it went
        QTest::keyClick(&view, Qt::Key_PageUp);
        QVERIFY(view.document().textOf(0).startsWith(u"Question 0"_s));
    }

    void changesAboveDoNotMoveWhatIsSeen()
    {
        TranscriptView view;
        show(view, longSession(120));
        for (int i = 0; i < 5; ++i)
            QTest::keyClick(&view, Qt::Key_PageUp);
        const auto seen = view.seenBlocks();
        const quint64 id = view.document().block(seen.front().index).id;
        for (int i = 1; i < 30; ++i) {
            if (i % 6 == 0)
                continue;
            const QString m = u"m%1"_s.arg(i, 6, 10, QLatin1Char('0'));
            view.apply(PartChanged{
                transcriptKey(), textPart(m, m + u"a"_s, u"changed\n\n"_s.repeated(i))});
        }
        const auto after = view.seenBlocks();
        QCOMPARE(view.document().block(after.front().index).id, id);
        QCOMPARE(after.front().y, seen.front().y);
    }

    void aTurnsChangesAreUnfoldedAndSeen()
    {
        TranscriptView view;
        TranscriptLoaded session = longSession(120);
        const auto asked = std::find_if(session.messages.begin(), session.messages.end(),
            [](const MessageWithParts& one) { return one.message.role == Role::User; });
        QVERIFY(asked != session.messages.end());
        asked->message.diffs = {{u"a.txt"_s, u"@@ -0,0 +1,1 @@\n+one\n"_s, u"added"_s, 1, 0}};
        show(view, session);
        QVERIFY(view.isFollowing());
        QVERIFY(!view.visibleText().contains("a.txt"_L1));
        view.showChangesOf(MessageId(u"nobody"_s));
        QVERIFY(view.isFollowing());
        view.showChangesOf(asked->message.id);
        QVERIFY(!view.isFollowing());
        QVERIFY(view.visibleText().contains("a.txt"_L1));
        QVERIFY(view.visibleText().contains("+one"_L1));
        QVERIFY(view.currentStop() >= 0);
    }

    void aReloadKeepsThePlace()
    {
        TranscriptView view;
        show(view, longSession(120));
        for (int i = 0; i < 4; ++i)
            QTest::keyClick(&view, Qt::Key_PageUp);
        const auto seen = view.seenBlocks();
        const QString text = firstText(view);
        view.apply(longSession(120));
        QCOMPARE(firstText(view), text);
        QCOMPARE(view.seenBlocks().front().y, seen.front().y);
    }

    void cardsFoldByKeyboard()
    {
        TranscriptView view;
        show(view, shortSession());
        view.setFocus();
        QTest::keyClick(&view, Qt::Key_J);
        QCOMPARE(
            view.document().textOf(view.currentStop()), u"Shell rg -n \"applyTax\" src --stats"_s);
        const int y = yOf(view, u"p3"_s);
        QTest::keyClick(&view, Qt::Key_Return);
        QVERIFY(view.document().itemOf(PartId(u"p3"_s))->open);
        QCOMPARE(yOf(view, u"p3"_s), y);
        QVERIFY(view.visibleText().contains(u"src/refund.ts:40"_s));
        QTest::keyClick(&view, Qt::Key_Space);
        QVERIFY(!view.document().itemOf(PartId(u"p3"_s))->open);
        QTest::keyClick(&view, Qt::Key_J);
        QVERIFY(view.document().textOf(view.currentStop()).startsWith(u"Edit"_s));
        QTest::keyClick(&view, Qt::Key_K);
        QVERIFY(view.document().textOf(view.currentStop()).startsWith(u"Shell"_s));
        QTest::keyClick(&view, Qt::Key_Tab);
        QVERIFY(view.document().textOf(view.currentStop()).startsWith(u"Edit"_s));
        QTest::keyClick(&view, Qt::Key_Backtab);
        QVERIFY(view.document().textOf(view.currentStop()).startsWith(u"Shell"_s));
        QTest::keyClick(&view, Qt::Key_Escape);
        QCOMPARE(view.currentStop(), -1);
    }

    void whatAStopLeadsToIsTold()
    {
        TranscriptView view;
        TranscriptLoaded session = shortSession();
        Part task = toolPart(u"m2"_s, u"p9"_s, u"task"_s, {{u"description"_s, u"look"_s}});
        task.tool.child = SessionId(u"child"_s);
        session.messages.back().parts = {task};
        show(view, session);
        view.setFocus();
        QSignalSpy sessions(&view, &TranscriptView::sessionActivated);
        QSignalSpy requests(&view, &TranscriptView::requestActivated);
        for (int i = 0; i < 3; ++i) {
            QTest::keyClick(&view, Qt::Key_J);
            QTest::keyClick(&view, Qt::Key_Return);
        }
        QCOMPARE(sessions.count(), 1);
        QCOMPARE(sessions.first().first().value<SessionId>(), SessionId(u"child"_s));
        QCOMPARE(requests.count(), 1);
        QCOMPARE(requests.first().first().value<RequestId>(), RequestId(u"per_1"_s));
    }

    void aClickOnAHeadUnfoldsAndADragSelects()
    {
        TranscriptView view;
        show(view, shortSession());
        const int y = yOf(view, u"p3"_s) + 30;
        const int x = view.viewport()->width() / 2;
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, {x, y});
        QVERIFY(view.document().itemOf(PartId(u"p3"_s))->open);
        QVERIFY(!view.hasSelection());
        const int from = yOf(view, u"p1"_s) + 40;
        QTest::mousePress(view.viewport(), Qt::LeftButton, {}, {x, from});
        QTest::mouseMove(view.viewport(), {x, from + 60});
        QTest::mouseMove(view.viewport(), {x + 5, yOf(view, u"p5"_s) + 30});
        QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, {x + 5, yOf(view, u"p5"_s) + 30});
        QVERIFY(view.document().itemOf(PartId(u"p3"_s))->open);
        const QString text = view.selectedText();
        QVERIFY2(text.contains(u"\n\nShell rg -n \"applyTax\" src --stats\n"_s), qPrintable(text));
        QVERIFY(text.contains(u"-  return lines.map"_s));
        QVERIFY(!text.startsWith(u"Split the"_s));
    }

    void everythingIsSelectedAndCopied()
    {
        TranscriptView view;
        show(view, shortSession());
        QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
        const QString text = QApplication::clipboard()->text();
        QVERIFY(text.startsWith(u"Split the invoice module"_s));
        QVERIFY(text.endsWith(u"before I touch"_s));
        QTest::keyClick(&view, Qt::Key_Escape);
        QVERIFY(!view.hasSelection());
    }

    void shiftAndArrowsSelect()
    {
        TranscriptView view;
        show(view, shortSession());
        for (int i = 0; i < 5; ++i)
            QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(view.selectedText(), u"Split"_s);
        QTest::keyClick(&view, Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(view.selectedText(), u"Spli"_s);
        QTest::keyClick(&view, Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY(view.selectedText().endsWith(u"API unchanged."_s));
        QTest::keyClick(&view, Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY(view.selectedText().endsWith(u"import path."_s));
    }

    void aSelectionStaysOnItsWordsWhenTextArrives()
    {
        TranscriptView view;
        show(view, shortSession());
        view.selectAll();
        const QString before = view.selectedText();
        view.apply(newPart(u"n1"_s, u"More."_s));
        QCOMPARE(view.selectedText(), before);
        view.apply(PartAppended{transcriptKey(), MessageId(u"m2"_s), PartId(u"p5"_s), u" it"_s});
        view.grab();
        QVERIFY(view.selectedText().startsWith(u"Split the"_s));
    }

    void deltasAreShownWithinAFrame()
    {
        TranscriptView view;
        show(view, shortSession());
        for (const QString& word : {u" them"_s, u" and"_s, u" ship."_s})
            view.apply(PartAppended{transcriptKey(), MessageId(u"m2"_s), PartId(u"p5"_s), word});
        QTRY_VERIFY(view.document()
                        .textOf(view.document().blockCount() - 1)
                        .endsWith(u"touch them and ship."_s));
    }

    // No words run out of their block, whatever the width: nothing is clipped.
    void noTextIsClipped_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {260, 500, 800, 1600})
            QTest::addRow("%d px wide", width) << width;
    }
    void noTextIsClipped()
    {
        QFETCH(int, width);
        TranscriptDocument document;
        document.open(transcriptKey());
        document.apply(everyKind());
        for (int i = document.blockCount() - 1; i >= 0; --i) {
            const BlockKind kind = document.shape(i).kind;
            if (kind == BlockKind::CardHead || kind == BlockKind::ThoughtHead)
                document.toggle(i);
        }
        BlockLayouter layouter;
        layouter.setWidth(std::clamp(width - 48, 160, BlockMetrics::column));
        for (int i = 0; i < document.blockCount(); ++i) {
            const BlockRef& ref = document.block(i);
            const auto laid = layouter.lay(ref.item->content, ref.local);
            QVERIFY(laid->height > 0);
            int covered = 0;
            for (const LaidBlock::Line& line : laid->lines) {
                QCOMPARE(line.from, covered);
                covered = line.to;
                QVERIFY2(line.box.left() >= 0 && line.box.right() <= layouter.width() + 1,
                    qPrintable(document.textOf(i)));
                QVERIFY(line.box.bottom() < laid->height);
            }
            if (!laid->lines.empty())
                QCOMPARE(covered, static_cast<int>(document.shape(i).units));
        }
    }

    void linksLeadOnlyToTheWeb()
    {
        TranscriptView view;
        TranscriptLoaded session = shortSession();
        session.marks.clear();
        session.messages = {{message(u"m"_s, Role::Assistant, 0),
            {textPart(u"m"_s, u"a"_s, u"[wwwwwwwwww](https://e.org/x)"_s),
                textPart(u"m"_s, u"b"_s, u"[wwwwwwwwww](file:///etc/passwd)"_s)}}};
        show(view, session);
        QSignalSpy links(&view, &TranscriptView::linkActivated);
        const int x = (view.viewport()->width() - BlockMetrics::column) / 2 + 20;
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, {x, yOf(view, u"a"_s) + 22});
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, {x, yOf(view, u"b"_s) + 22});
        QCOMPARE(links.count(), 1);
        QCOMPARE(links.first().first().toUrl(), QUrl(u"https://e.org/x"_s));
    }

    void codeIsCopiedAsAWhole()
    {
        TranscriptView view;
        TranscriptLoaded session = shortSession();
        session.marks.clear();
        QString code;
        for (int i = 0; i < 90; ++i)
            code += u"line %1\n"_s.arg(i);
        session.messages = {{message(u"m"_s, Role::Assistant, 0),
            {textPart(u"m"_s, u"a"_s, QString(u"```\n"_s + code + u"```"_s))}}};
        show(view, session);
        view.setFocus();
        QTest::keyClick(&view, Qt::Key_Home);
        QTest::keyClick(&view, Qt::Key_J);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(QApplication::clipboard()->text(), code.chopped(1));
    }

    void layoutsAreBounded()
    {
        TranscriptView view;
        show(view, longSession(400));
        for (int i = 0; i < 100; ++i)
            QTest::keyClick(&view, Qt::Key_PageUp);
        QVERIFY(view.layoutCount() <= TranscriptFlow::layouts);
    }

    void assistiveProgramsReadWhatIsInSight()
    {
        TranscriptView view;
        show(view, shortSession());
        QAccessibleInterface* shown = QAccessible::queryAccessibleInterface(&view);
        QVERIFY(shown && shown->textInterface());
        QVERIFY(!shown->text(QAccessible::Name).isEmpty());
        const int length = shown->textInterface()->characterCount();
        QVERIFY(shown->textInterface()->text(0, length).contains(u"The rounding now follows"_s));
    }

    void bothSchemesUseTheirOwnColours()
    {
        TranscriptView view;
        show(view, everyKind());
        for (const auto scheme : {theme::Scheme::Dark, theme::Scheme::Light}) {
            theme::setScheme(scheme);
            view.themeChanged();
            const QImage image = view.grab().toImage();
            QCOMPARE(image.pixelColor(4, 4), theme::tokens().bg);
        }
    }
};

QTEST_MAIN(TestTranscriptView)
#include "tst_transcriptview.moc"
