// SPDX-License-Identifier: MIT
#include "ui/views/diffblocks.h"
#include "ui/views/markdown.h"
#include "ui/views/transcriptcards.h"

#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

/** One word per block: what it is, how deep, what it says. */
QStringList outline(const BlockText& text)
{
    QStringList lines;
    for (size_t i = 0; i < text.size(); ++i) {
        const Block& b = text.blocks[i];
        static const QStringList names{u"p"_s, u"h"_s, u"code"_s, u"row"_s, u"hr"_s};
        QString line = names.value(static_cast<int>(b.kind), u"?"_s);
        if (b.kind == BlockKind::Heading)
            line += QString::number(b.level);
        if (b.quote > 0)
            line += u" q%1"_s.arg(b.quote);
        if (b.indent > 0)
            line += u" i%1"_s.arg(b.indent);
        lines << line + u": "_s + text.copyTextOf(i).trimmed();
    }
    return lines;
}

QString spansOf(const BlockText& text, size_t i)
{
    QStringList out;
    const QString words = text.textOf(i);
    const Block& b = text.blocks[i];
    for (quint32 k = 0; k < b.spanCount; ++k) {
        const BlockSpan& s = text.spans[b.span + k];
        QString line = QString::number(s.style) + u'=' + words.sliced(s.at, s.length);
        if (s.link > 0)
            line += u'>' + text.links[s.link - 1];
        out << line;
    }
    return out.join(u'|');
}

} // namespace

class TestMarkdown : public QObject
{
    Q_OBJECT

private slots:
    void everyElementBecomesABlock_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char* tag, const QString& source, const QStringList& expected) {
            QTest::newRow(tag) << source << expected;
        };
        row("paragraphs join soft breaks", u"one\ntwo\n\nthree"_s,
            {u"p: one two"_s, u"p: three"_s});
        row("headings", u"# a\n### b"_s, {u"h1: a"_s, u"h3: b"_s});
        row("a tight list", u"- a\n- b\n  1. c"_s,
            {u"p i1: - a"_s, u"p i1: - b"_s, u"p i2: 1. c"_s});
        row("numbers go on from the first", u"7. a\n8. b"_s, {u"p i1: 7. a"_s, u"p i1: 8. b"_s});
        row("tasks", u"- [x] a\n- [ ] b"_s, {u"p i1: [x] a"_s, u"p i1: [ ] b"_s});
        row("an item without words", u"-\n- b"_s, {u"p i1: -"_s, u"p i1: - b"_s});
        row("a quote in a quote", u"> a\n> > b"_s, {u"p q1: a"_s, u"p q2: b"_s});
        row("fenced code keeps its lines", u"```c\nint a;\n\nint b;\n```"_s,
            {u"code: int a;\n\nint b;"_s});
        row("an unclosed fence", u"```\na\n"_s, {u"code: a"_s});
        row("an empty fence", u"```\n```"_s, {u"code: "_s});
        row("a rule", u"a\n\n---\n\nb"_s, {u"p: a"_s, u"hr: "_s, u"p: b"_s});
        row("a table", u"|a|b|\n|---|---:|\n|1||\n"_s, {u"row: a\tb"_s, u"row: 1"_s});
        row("html is text", u"<b>x</b> <script>"_s, {u"p: <b>x</b> <script>"_s});
        row("entities", u"a &amp; b &#x41; &nosuch;"_s, {u"p: a & b A &nosuch;"_s});
        row("nothing", QString(), {});
    }
    void everyElementBecomesABlock()
    {
        QFETCH(QString, source);
        QFETCH(QStringList, expected);
        QCOMPARE(outline(parseMarkdown(source)), expected);
    }

    void spansCountInUtf16()
    {
        const BlockText text =
            parseMarkdown(u"\U0001F600 **bold \u00E9** `co de` [x](https://e.org)"_s);
        QCOMPARE(text.size(), 1U);
        QCOMPARE(spansOf(text, 0), u"1=bold \u00E9|4=co de|16=x>https://e.org"_s);
        QCOMPARE(text.blocks[0].units, static_cast<quint32>(text.textOf(0).size()));
    }

    void bareLinksAreFoundOutsideOfCode()
    {
        const BlockText text =
            parseMarkdown(u"see https://a.org/x, `https://b.org` and (https://c.org)."_s);
        QCOMPARE(spansOf(text, 0),
            u"4=https://b.org|16=https://a.org/x>https://a.org/x|16=https://c.org>https://c.org"_s);
    }

    void hiddenCharactersBecomeVisible()
    {
        const BlockText text = parseMarkdown(u"a\u202Eb\u2028c\u0007d"_s);
        QCOMPARE(text.textOf(0), u"a\uFFFDb c\uFFFDd"_s);
    }

    void aLongParagraphIsSplitWithoutLosingACharacter()
    {
        const QString words = u"w\u00E9rd **b** "_s.repeated(8000).trimmed();
        const BlockText text = parseMarkdown(words);
        QVERIFY(text.size() > 10);
        QString joined;
        for (size_t i = 0; i < text.size(); ++i) {
            QVERIFY(text.blocks[i].bytes <= 2 * blockBytes);
            QCOMPARE(text.blocks[i].units, static_cast<quint32>(text.textOf(i).size()));
            if (i > 0)
                QVERIFY(text.blocks[i].has(MidLine));
            joined += text.textOf(i);
        }
        QCOMPARE(joined, QString(words).remove(u"**"_s));
    }

    void aWordWithoutAnEndIsSplitToo()
    {
        const BlockText text = parseMarkdown(QString(100'000, u'\u4E2D'));
        QVERIFY(text.size() > 20);
        qsizetype units = 0;
        for (const Block& b : text.blocks)
            units += b.units;
        QCOMPARE(units, 100'000);
    }

    void longCodeIsSplitAtLineEnds()
    {
        QString source = u"```\n"_s;
        for (int i = 0; i < 95; ++i)
            source += u"line %1\n"_s.arg(i);
        const BlockText text = parseMarkdown(QString(source + u"```\n"_s));
        QCOMPARE(text.size(), 3U);
        QVERIFY(text.blocks[0].has(FirstOfGroup) && !text.blocks[0].has(LastOfGroup));
        QVERIFY(text.blocks[2].has(LastOfGroup) && text.blocks[2].has(Continues));
        QCOMPARE(text.textOf(1).split(QChar::LineSeparator).size(), 40);
    }

    // Counters, not clocks: the parser hands out only a bounded multiple of what went in.
    void hostileTextIsShownPlainly_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<bool>("plain");
        const QString row = u"|"_s + u"a|"_s.repeated(150) + u'\n';
        QTest::newRow("a wide table of short rows")
            << QString(row + u"|"_s + u"---|"_s.repeated(150) + u'\n' + u"x\n"_s.repeated(4000))
            << true;
        QTest::newRow("a long table")
            << QString(u"|a|b|c|\n|---|---|---|\n"_s + u"x\n"_s.repeated(10'000)) << true;
        QTest::newRow("a huge reference used often") << QString(
            u"[r]: <http://h/"_s + QString(50'000, u'x') + u">\n\n"_s + u"[r] "_s.repeated(20'000))
                                                     << true;
        QTest::newRow("a huge cell")
            << QString(u"|a|\n|---|\n|"_s + QString(100'000, u'y') + u"|\n"_s) << true;
        QTest::newRow("deep brackets") << u"["_s.repeated(100'000) << false;
        QTest::newRow("deep quotes") << u">"_s.repeated(50'000) << true;
        QTest::newRow("deep lists") << u"- "_s.repeated(50'000) << false;
        QTest::newRow("stars") << u"*a "_s.repeated(50'000) << false;
        QTest::newRow("backticks") << u"`a ``b "_s.repeated(20'000) << false;
        QTest::newRow("autolinks") << u"www.a.b@c.d "_s.repeated(20'000) << false;
        QTest::newRow("bare links") << u"http://a.b/_*_ "_s.repeated(20'000) << false;
        QTest::newRow("nul bytes") << QString(10'000, QChar(0)) << false;
        QTest::newRow("lone surrogates") << QString(10'000, QChar(0xD800)) << false;
    }
    void hostileTextIsShownPlainly()
    {
        QFETCH(QString, source);
        QFETCH(bool, plain);
        MarkdownCounts counts;
        const BlockText text = parseMarkdown(source, &counts);
        QCOMPARE(counts.plain, plain);
        const qsizetype input = source.toUtf8().size();
        QVERIFY(counts.cells <= markdownMaxCells + 1);
        QVERIFY2(
            text.text.size() <= 3 * input + 1024, qPrintable(QString::number(text.text.size())));
        qsizetype links = 0;
        for (const QString& link : text.links)
            links += link.size();
        QVERIFY(links <= 4 * input + markdownFreeBytes);
        for (const Block& b : text.blocks) {
            QVERIFY(b.indent <= 8 && b.quote <= 8);
            QVERIFY(b.kind == BlockKind::TableRow || b.bytes <= 3 * blockBytes);
        }
    }

    void aTextAboveTheLimitIsPlain()
    {
        MarkdownCounts counts;
        parseMarkdown(u"**a** "_s.repeated(markdownMaxInput / 6 + 1), &counts);
        QVERIFY(counts.plain);
    }

    void aGrowingTextIsCutOnlyWhereNothingCanChange()
    {
        MarkdownCut cut;
        const QString text = u"one\n\ntwo\n\n- a\n\n  b\n\n```\nx\n\ny\n```\n\nend\nmore\n"_s;
        QList<qsizetype> cuts;
        for (qsizetype i = 0; i <= text.size(); ++i) {
            const qsizetype at = cut.advance(QStringView(text).first(i));
            if (cuts.isEmpty() || cuts.back() != at)
                cuts << at;
        }
        // Not before the list and what may belong to it, nor inside the fence.
        const QList<qsizetype> expected{0, 5, text.indexOf(u"```"_s), text.indexOf(u"end"_s)};
        QCOMPARE(cuts, expected);
    }

    void aDiffKeepsItsNumbers()
    {
        BlockText out;
        const DiffCounts counts = appendDiff(out,
            u"Index: a\n=====\n--- a\n+++ b\n@@ -41,3 +41,3 @@ f\n same\n--- x\n+++ y\n same\n@@ -90 +90 @@\n-z\n+w\n\\ No newline at end of file\n"_s,
            1000);
        QCOMPARE(counts, (DiffCounts{.added = 2, .removed = 2, .rows = 6}));
        QCOMPARE(out.size(), 2U);
        QCOMPARE(out.textOf(0).split(QChar::LineSeparator),
            (QStringList{u" same"_s, u"--- x"_s, u"+++ y"_s, u" same"_s}));
        QCOMPARE(out.diffs[0], (DiffStart{41, 41}));
        QVERIFY(out.blocks[1].has(HunkBreak));
        QCOMPARE(out.diffs[1], (DiffStart{90, 90}));
    }

    void longDiffsAreSplitAndGoOnCounting()
    {
        QString diff = u"@@ -1,100 +1,100 @@\n"_s;
        for (int i = 0; i < 100; ++i)
            diff += u" line\n"_s;
        BlockText out;
        appendDiff(out, diff, 1000);
        QCOMPARE(out.size(), 3U);
        QCOMPARE(out.diffs[2], (DiffStart{81, 81}));
    }

    void aDiffOfSeveralFilesNamesThem()
    {
        BlockText out;
        appendDiff(
            out, u"--- a\n+++ a\n@@ -1 +1 @@\n-a\n+b\n--- c\n+++ c\n@@ -1 +1 @@\n-c\n+d\n"_s, 1000);
        QCOMPARE(out.size(), 3U);
        QCOMPARE(out.blocks[1].kind, BlockKind::CardLabel);
        QCOMPARE(out.textOf(1), u"c"_s);
    }

    void terminalOutputIsMadePlain_data()
    {
        QTest::addColumn<QString>("output");
        QTest::addColumn<QString>("plain");
        QTest::newRow("colours") << u"\u001B[1;31mred\u001B[0m x"_s << u"red x"_s;
        QTest::newRow("progress") << u" 10 %\r 20 %\r100 %\nok\r\n"_s << u"100 %\nok\n"_s;
        QTest::newRow("title") << u"\u001B]0;t\u0007a"_s << u"a"_s;
        QTest::newRow("cut sequence") << u"a\u001B["_s << u"a"_s;
        QTest::newRow("control") << u"a\u0008b"_s << u"a\uFFFDb"_s;
    }
    void terminalOutputIsMadePlain()
    {
        QFETCH(QString, output);
        QFETCH(QString, plain);
        QCOMPARE(plainOutput(output), plain);
    }

    void anUnfoldedCardShowsTheEndOfALongOutput()
    {
        ToolCall call;
        call.tool = u"bash"_s;
        call.input = {{u"command"_s, u"seq 1000"_s}};
        for (int i = 1; i <= 1000; ++i)
            call.output += QString::number(i) + u'\n';
        const CardFacts facts = cardFacts(call);
        QCOMPARE(facts.subject, u"seq 1000"_s);
        const auto linesOf = [](const BlockText& card) {
            QStringList lines;
            for (size_t i = 0; i < card.size(); ++i) {
                if (card.blocks[i].kind == BlockKind::CardText)
                    lines += card.textOf(i).split(QChar::LineSeparator);
            }
            return lines;
        };
        const BlockText folded = toolCard(call, facts, {});
        QCOMPARE(folded.size(), 1U);
        const BlockText open = toolCard(call, facts, {.open = true});
        QCOMPARE(linesOf(open).size(), 201);
        QCOMPARE(linesOf(open).at(1), u"801"_s);
        QCOMPARE(linesOf(open).last(), u"1000"_s);
        QVERIFY(open.blocks.back().has(CardEnd));
        const BlockText all = toolCard(call, facts, {.open = true, .all = true});
        QCOMPARE(linesOf(all).size(), 1001);
    }

    void partsOfATextCanBeTakenAndPutBack()
    {
        const BlockText whole = parseMarkdown(
            u"[a](http://a.org)\n\n|x|\n|---|\n|1|\n\n[b](http://b.org)\n\n|y|\n|---|\n"_s);
        for (size_t cut = 0; cut <= whole.size(); ++cut) {
            BlockText head = whole;
            const BlockText tail = head.takeFrom(cut);
            QCOMPARE(head.size() + tail.size(), whole.size());
            head.append(tail);
            for (size_t i = 0; i < whole.size(); ++i)
                QVERIFY(BlockText::same(whole, i, head, i));
        }
    }
};

QTEST_GUILESS_MAIN(TestMarkdown)
#include "tst_markdown.moc"
