// SPDX-License-Identifier: MIT
#include "core/project/payload.h"
#include "core/project/visibletext.h"

#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;

class TestVisibleText : public QObject
{
    Q_OBJECT

private slots:
    void writesOutWhatCannotBeSeen_data() // H2
    {
        QTest::addColumn<QString>("original");
        QTest::addColumn<QString>("expected");
        QTest::newRow("plain") << u"ls -l\tx\n"_s << u"ls -l\tx\n"_s;
        QTest::newRow("right-to-left override") << u"a\u202Eb"_s << u"aU+202Eb"_s;
        QTest::newRow("zero width space") << u"r\u200Bm"_s << u"rU+200Bm"_s;
        QTest::newRow("escape") << u"\u001B[2K"_s << u"U+001B[2K"_s;
        QTest::newRow("carriage return") << u"rm -rf\rls"_s << u"rm -rfU+000Dls"_s;
        QTest::newRow("no-break space") << u"rm\u00A0x"_s << u"rmU+00A0x"_s;
        QTest::newRow("invisible tag") << u"a\U000E0041b"_s << u"aU+E0041b"_s;
        QTest::newRow("Hangul filler") << u"\u3164"_s << u"U+3164"_s;
        QTest::newRow("line separator") << u"a\u2028b"_s << u"aU+2028b"_s;
        QTest::newRow("lone surrogate") << u"a"_s + QChar(0xD800) + u"b"_s << u"aU+D800b"_s;
        QTest::newRow("umlaut and CJK stay") << u"äöü 漢字"_s << u"äöü 漢字"_s;
        QTest::newRow("emoji stays") << u"ok \u2764\uFE0F"_s << u"ok \u2764\uFE0F"_s;
        QTest::newRow("variation selector alone") << u"a\uFE0F"_s << u"aU+FE0F"_s;
        QTest::newRow("far away") << u"ls"_s + QString(200, u' ') + u"; rm x"_s
                                  << u"ls200 spaces; rm x"_s;
    }

    void writesOutWhatCannotBeSeen()
    {
        QFETCH(QString, original);
        const VisibleText visible = makeVisible(original);
        QTEST(visible.text, "expected");
        QCOMPARE(visible.source.size(), size_t(visible.text.size()) + 1);
        QCOMPARE(visible.exact(original, 0, visible.text.size()), original);
    }

    void everyCodePointIsSeenOrWrittenOut()
    {
        for (char32_t c = 0; c <= 0x10FFFF; ++c) {
            const auto category = QChar::category(c);
            const bool silent = category == QChar::Other_Control || category == QChar::Other_Format;
            if (silent && c != U'\n' && c != U'\t')
                QVERIFY2(isHiddenCharacter(c), qPrintable(QString::number(c, 16)));
        }
    }

    void namesTheCharacter()
    {
        QCOMPARE(hiddenCharacterName(0x202E), u"right-to-left override"_s);
        QCOMPARE(hiddenCharacterName(0xE0041), u"invisible tag"_s);
        QCOMPARE(hiddenCharacterName(0x0007), u"control character"_s);
    }

    void aCommandIsLaidOutAndCopiedExactly()
    {
        Checkpoint c;
        c.permission = u"bash"_s;
        c.text = u"git add -A  &&  git push\u202E --force"_s;
        const Payload payload = layOut(c);
        QCOMPARE(payload.text, u"git add -A  &&\ngit pushU+202E --force"_s);
        QCOMPARE(payload.lines.size(), size_t(2));
        QCOMPARE(payload.exact(0, payload.text.size()), c.text);
        const qsizetype chip = payload.text.indexOf("U+202E"_L1);
        QCOMPARE(payload.exact(chip, chip + 6), u"\u202E"_s);
        QCOMPARE(payload.exact(chip - 4, chip + 2), u"push\u202E"_s); // half a chip is the whole
    }

    void aDiffKeepsTheNumbersOfItsFile()
    {
        Checkpoint c;
        c.permission = u"edit"_s;
        c.isDiff = true;
        c.text = u"--- a\n+++ b\n@@ -41,2 +41,2 @@\n x\n-y\n+z\n"_s;
        const Payload payload = layOut(c);
        using Line = Payload::Line;
        using enum Payload::Tone;
        const std::vector<Line> expected = {
            {Note, 0}, {Note, 0}, {Note, 0}, {Plain, 41}, {Removed, 42}, {Added, 42}};
        QCOMPARE(payload.lines, expected);
        QCOMPARE(payload.exact(0, payload.text.size()), c.text);
    }

    void linesWhosePlaceIsNotSaidHaveNoNumbers()
    {
        Checkpoint c;
        c.permission = u"edit"_s;
        c.isDiff = true;
        c.text = u"--- a\n+++ a\n@@ @@\n-y\n+z\n+\n"_s;
        using Line = Payload::Line;
        using enum Payload::Tone;
        const std::vector<Line> expected = {
            {Note, 0}, {Note, 0}, {Note, 0}, {Removed, 0}, {Added, 0}, {Added, 0}};
        QCOMPARE(layOut(c).lines, expected);
    }

    void nothingIsOneEmptyLine()
    {
        QCOMPARE(layOut(Checkpoint()).text, QString());
        QCOMPARE(layOut(Checkpoint()).lines.size(), size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestVisibleText)
#include "tst_visibletext.moc"
