// SPDX-License-Identifier: MIT
#include "tests/ui/transcriptdata.h"
#include "ui/views/markdown.h"
#include "ui/views/transcriptcopy.h"
#include "ui/views/transcriptview.h"

#include <QApplication>
#include <QClipboard>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

/** What a reader of the blocks would see, a line for each. */
QStringList seen(const BlockText& text)
{
    QStringList lines;
    for (size_t i = 0; i < text.size(); ++i) {
        const Block& b = text.blocks[i];
        QString line = u"%1 l%2 i%3 q%4 m%5 |"_s.arg(int(b.kind))
                           .arg(b.level)
                           .arg(b.indent)
                           .arg(b.quote)
                           .arg(int(b.marker))
            + QString::fromUtf8(text.bytesOf(i)) + u'|';
        for (quint32 k = 0; k < b.spanCount; ++k) {
            const BlockSpan& s = text.spans[b.span + k];
            line += u" %1+%2:%3"_s.arg(s.at).arg(s.length).arg(s.style)
                + (s.link > 0 ? text.links[s.link - 1] : QString());
        }
        lines += line;
    }
    return lines;
}

QString all(const TranscriptDocument& document, CopyForm form)
{
    const int last = document.blockCount() - 1;
    return copied(document, {0, 0}, {last, int(document.shape(last).units)}, form);
}

void open(TranscriptDocument& document, const TranscriptLoaded& session)
{
    document.open(session.key);
    document.apply(session);
    document.flush();
}

void show(TranscriptView& view, const TranscriptLoaded& session)
{
    view.resize(800, 500);
    view.openSession(session.key);
    view.apply(session);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.grab();
}

QString standsAt(TranscriptView& view)
{
    const int stop = view.currentStop();
    return stop < 0 ? QString() : view.document().block(stop).item->partId.value();
}

} // namespace

/** Copying in other forms, and going from one thing of a kind to the next. */
class TestTranscriptCopy : public QObject
{
    Q_OBJECT

private slots:
    void markdownIsReadBackAsTheSame_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("styles") << u"A **bold** and *slanted* `code` ~~gone~~ **b *i* b** end"_s;
        QTest::newRow("signs that mean nothing")
            << u"2 * 3 * 4, a_b_c, \\*not\\*, 1 < 2 & 3, \\[x\\], snake_case_name"_s;
        QTest::newRow("signs at the begin of a line")
            << u"\\# no heading\n\n\\- no list\n\n1\\. no number\n\n\\> no quote"_s;
        QTest::newRow("code with a sign in it") << u"``a ` b`` and `` ` ``"_s;
        QTest::newRow("links") << u"[the *notes*](https://example.org/a_(b)) and "
                                  "https://example.org/x_y_z?a=1&b=2 end"_s;
        QTest::newRow("headings") << u"# One\n\ntext\n\n### Three **bold**"_s;
        QTest::newRow("lists")
            << u"- one\n- two\n  1. inner\n  2. second\n- three\n\ntext\n\n7. seven\n8. eight"_s;
        QTest::newRow("loose lists") << u"- one\n\n  more of it\n\n- two"_s;
        QTest::newRow("ten and more") << u"9. nine\n10. ten\n    - inner\n11. eleven"_s;
        QTest::newRow("tasks") << u"- [x] done\n- [ ] open"_s;
        QTest::newRow("quotes") << u"> said\n>\n> > inner\n\nafter"_s;
        QTest::newRow("code") << u"```\nint main()\n{\n    return 0;\n}\n```\n\nafter"_s;
        QTest::newRow("code with a fence in it") << u"````\n```\nx\n```\n````"_s;
        QTest::newRow("code in a list") << u"- one\n\n  ```\n  a\n    b\n  ```\n- two"_s;
        QTest::newRow("a table") << u"| a | b |\n|:--|--:|\n| 1 \\| x | **2** |\n| 3 | 4 |"_s;
        QTest::newRow("a rule") << u"one\n\n---\n\ntwo"_s;
        QTest::newRow("line ends") << u"one\\\ntwo  \nthree"_s;
        QTest::newRow("other scripts") << u"世界 **你好** résumé 🎉 *é*"_s;
    }
    void markdownIsReadBackAsTheSame()
    {
        QFETCH(const QString, text);
        const BlockText before = parseMarkdown(text);
        const QString written = markdownOf(before, 0, before.size() - 1);
        QVERIFY2(seen(parseMarkdown(written)) == seen(before),
            qPrintable(written + u"\n--\n"_s + seen(parseMarkdown(written)).join(u'\n')
                + u"\n--\n"_s + seen(before).join(u'\n')));
        // Once more changes nothing.
        const BlockText again = parseMarkdown(written);
        QCOMPARE(markdownOf(again, 0, again.size() - 1), written);
    }

    void aPieceOfATextIsCutWhereItWasSelected()
    {
        TranscriptLoaded session;
        session.key = transcriptKey();
        session.messages = {{message(u"m1"_s, Role::Assistant, 0),
            {textPart(u"m1"_s, u"p1"_s, u"- one **two three** four"_s)}}};
        TranscriptDocument document;
        open(document, session);
        QCOMPARE(copied(document, {0, 4}, {0, 7}, CopyForm::Markdown), u"**two**"_s);
        QCOMPARE(copied(document, {0, 4}, {0, 7}, CopyForm::Plain), u"two"_s);
        QCOMPARE(copied(document, {0, 0}, {0, 7}, CopyForm::Markdown), u"- one **two**"_s);
    }

    void aConversationNamesWhoSpeaks()
    {
        TranscriptDocument document;
        open(document, shortSession());
        const QString text = all(document, CopyForm::Markdown);
        QVERIFY2(text.startsWith(u"## User\n\nSplit the invoice module"_s), qPrintable(text));
        QVERIFY(text.contains(u"\n\n## Assistant\n\nI will look at every caller"_s));
        QVERIFY(text.contains(u"`cart.ts`"_s));
        QVERIFY(!text.contains(QChar(0x1f)));
    }

    void everyKindCanBeCopied()
    {
        TranscriptDocument document;
        open(document, everyKind());
        for (const bool whole : {false, true}) {
            document.setAllOpen(whole);
            QVERIFY(!all(document, CopyForm::Markdown).isEmpty());
            QVERIFY(!all(document, CopyForm::Plain).isEmpty());
            const QJsonObject json =
                QJsonDocument::fromJson(all(document, CopyForm::Json).toUtf8()).object();
            QVERIFY(json["items"_L1].toArray().size() > 5);
        }
        // Whatever piece is taken.
        for (int i = 0; i < document.blockCount(); ++i) {
            for (const int from : {0, 1, 1000}) {
                (void)copied(document, {i, from}, {i, from + 2}, CopyForm::Markdown);
                (void)copied(document, {i, from}, {i, from + 2}, CopyForm::Json);
            }
        }
    }

    void aToolCallIsToldWholeInJson()
    {
        TranscriptDocument document;
        open(document, shortSession());
        const int head = document.itemOf(PartId(u"p3"_s))->firstBlock;
        const QJsonObject json =
            QJsonDocument::fromJson(copied(document, {head, 0}, {head, 3}, CopyForm::Json).toUtf8())
                .object();
        QCOMPARE(json["session"_L1].toString(), transcriptKey().session.value());
        const QJsonArray items = json["items"_L1].toArray();
        QCOMPARE(items.size(), 1);
        const QJsonObject tool = items[0]["tool"_L1].toObject();
        QCOMPARE(items[0]["part"_L1].toString(), u"p3"_s);
        QCOMPARE(tool["name"_L1].toString(), u"bash"_s);
        QCOMPARE(tool["output"_L1].toString(), u"src/cart.ts:12\nsrc/refund.ts:40\n"_s);
        QCOMPARE(tool["input"_L1]["command"_L1].toString(), u"rg -n \"applyTax\" src --stats"_s);
    }

    void withoutASelectionTheMessageIsCopied()
    {
        TranscriptView view;
        show(view, shortSession());
        view.foldAll(false);
        QVERIFY(view.jump(JumpTo::Turn, -1));
        QVERIFY(view.copyAs(CopyForm::Plain));
        const QString said = QApplication::clipboard()->text();
        QVERIFY2(said.startsWith(u"Split the invoice module"_s), qPrintable(said));
        QVERIFY(!said.contains(u"I will look"_s));
        QCOMPARE(view.linkHere(),
            (DeepLink{transcriptKey().session, MessageId(u"m1"_s), PartId(u"p1"_s)}));
        view.selectAll();
        QVERIFY(view.copyAs(CopyForm::Markdown));
        QVERIFY(QApplication::clipboard()->text().contains(u"## Assistant"_s));
    }

    void jumpsGoFromOneOfAKindToTheNext()
    {
        TranscriptView view;
        show(view, everyKind());
        QStringList tools;
        while (view.jump(JumpTo::Tool, -1))
            tools.prepend(standsAt(view));
        QVERIFY(tools.size() >= 6);
        QCOMPARE(QSet<QString>(tools.begin(), tools.end()).size(), tools.size());
        QVERIFY(!view.isFollowing());
        QStringList back{standsAt(view)};
        while (view.jump(JumpTo::Tool, +1))
            back.append(standsAt(view));
        QCOMPARE(back, tools);
        QVERIFY(view.jump(JumpTo::Error, -1) || view.jump(JumpTo::Error, +1));
        QVERIFY(!view.jump(JumpTo::Turn, +1) || view.currentStop() >= 0);
    }

    void anErrorInSightIsTheOneBefore()
    {
        TranscriptLoaded session = shortSession();
        session.messages[1].parts[1].tool.status = ToolStatus::Failed;
        session.messages[1].parts[1].tool.error = u"no such file"_s;
        TranscriptView view;
        show(view, session);
        QVERIFY(view.isFollowing());
        QVERIFY(view.jump(JumpTo::Error, -1));
        QCOMPARE(standsAt(view), u"p3"_s);
        QVERIFY(!view.jump(JumpTo::Error, -1));
        QCOMPARE(standsAt(view), u"p3"_s); // stays where it was
        QVERIFY(view.jump(JumpTo::Approval, +1));
    }

    void whatIsNotLoadedIsAskedFor()
    {
        TranscriptLoaded session = shortSession();
        session.hasOlder = true;
        TranscriptView view;
        show(view, session);
        QCoreApplication::sendPostedEvents();
        QSignalSpy older(&view, &TranscriptView::olderWanted);
        QVERIFY(!view.jump(JumpTo::Error, -1));
        QCOMPARE(older.size(), 1);
    }

    void everythingFoldsAndUnfolds()
    {
        TranscriptView view;
        show(view, everyKind());
        const auto open = [&] {
            int count = 0;
            for (int i = 0; i < view.document().itemCount(); ++i)
                count += view.document().item(i).foldable && view.document().item(i).open ? 1 : 0;
            return count;
        };
        const auto foldable = [&] {
            int count = 0;
            for (int i = 0; i < view.document().itemCount(); ++i)
                count += view.document().item(i).foldable ? 1 : 0;
            return count;
        };
        view.foldAll(true);
        QCOMPARE(open(), foldable());
        const int unfolded = view.document().blockCount();
        view.foldAll(false);
        QCOMPARE(open(), 0);
        QVERIFY(view.document().blockCount() < unfolded);
        QVERIFY(view.isFollowing());
    }
};

QTEST_MAIN(TestTranscriptCopy)
#include "tst_transcriptcopy.moc"
