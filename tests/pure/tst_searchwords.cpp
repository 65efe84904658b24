// SPDX-License-Identifier: MIT
#include "core/project/searchtext.h"
#include "core/project/searchwords.h"

#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

QString match(const QString& typed)
{
    return searchwords::matchExpression(searchwords::parse(typed));
}

/** The snippet with the words in brackets. */
QString marked(const QString& typed, const QString& text, qsizetype width = 200)
{
    auto made = searchwords::snippet(text, searchwords::parse(typed), width);
    for (auto mark = made.marks.rbegin(); mark != made.marks.rend(); ++mark) {
        made.text.insert(mark->start + mark->length, u']');
        made.text.insert(mark->start, u'[');
    }
    return made.text;
}

} // namespace

class TestSearchWords : public QObject
{
    Q_OBJECT

private slots:
    void whatIsTypedIsNeverSql_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("expected");
        QTest::newRow("nothing") << QString() << QString();
        QTest::newRow("one word may go on") << u"token"_s << uR"("token" *)"_s;
        QTest::newRow("all words are wanted")
            << u"token  expired"_s << uR"("token" * AND "expired" *)"_s;
        QTest::newRow("quotes keep words together")
            << u"\"token expired\""_s << uR"("token expired")"_s;
        QTest::newRow("a quote that is still open may go on")
            << u"\"token exp"_s << uR"("token exp" *)"_s;
        QTest::newRow("without") << u"token -refresh"_s << uR"(("token" *) NOT ("refresh" *))"_s;
        QTest::newRow("without several") << u"token -refresh -\"is fine\""_s
                                         << uR"(("token" *) NOT ("refresh" * OR "is fine"))"_s;
        QTest::newRow("only without says nothing to look for") << u"-refresh"_s << QString();
        QTest::newRow("a dash alone") << u"a1 - b1"_s << uR"("a1" * AND "b1" *)"_s;
        QTest::newRow("operators are words")
            << u"AND OR NOT NEAR"_s << uR"("AND" * AND "OR" * AND "NOT" * AND "NEAR" *)"_s;
        QTest::newRow("columns and brackets")
            << u"text:(x1 ^y1) {z1}*"_s << uR"!("text:(x1" * AND "^y1)" * AND "{z1}*" *)!"_s;
        QTest::newRow("signs alone are nothing") << u"-> ... ''; --"_s << QString();
        QTest::newRow("quotes alone") << u"\"\" \" \""_s << QString();
        QTest::newRow("a word glued to quotes")
            << u"say\"hello you\""_s << uR"("say" * AND "hello you")"_s;
        QTest::newRow("one letter stands alone") << u"a"_s << uR"("a")"_s;
        QTest::newRow("letters of Han stand apart") << u"世界"_s << uR"(" 世  界 " *)"_s;
        QTest::newRow("one letter of Han") << u"界"_s << uR"(" 界 " *)"_s;
        QTest::newRow("a zero ends nothing")
            << QString(u"to"_s + QChar(u'\0') + u"ken"_s) << uR"("token" *)"_s;
    }
    void whatIsTypedIsNeverSql()
    {
        QFETCH(QString, typed);
        QFETCH(QString, expected);
        QCOMPARE(match(typed), expected);
    }

    void marksStandWhereTheIndexFindsThem_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("begin of a word")
            << u"token"_s << u"Two tokens, one betoken."_s << u"Two [tokens], one betoken."_s;
        QTest::newRow("case and accents") << u"resume"_s << u"Le Résumé"_s << u"Le [Résumé]"_s;
        QTest::newRow("accents apart from their letters")
            << u"resume"_s << u"re\u0301sume\u0301 x"_s << u"[re\u0301sume\u0301] x"_s;
        QTest::newRow("typed with accents") << u"résumé"_s << u"resume"_s << u"[resume]"_s;
        QTest::newRow("words of quotes only together")
            << u"\"one two\""_s << u"one, two and one of two"_s << u"[one, two] and one of two"_s;
        QTest::newRow("quoted words end") << u"\"one\""_s << u"ones one"_s << u"ones [one]"_s;
        QTest::newRow("a path is its words")
            << u"core/engine.cpp"_s << u"see core/engine.cpp:12"_s << u"see [core/engine.cpp]:12"_s;
        QTest::newRow("snake and dots")
            << u"read_only"_s << u"is read_only now"_s << u"is [read_only] now"_s;
        QTest::newRow("without is not marked") << u"one -two"_s << u"one two"_s << u"[one] two"_s;
        QTest::newRow("Han inside a run") << u"世界"_s << u"你好世界。"_s << u"你好[世界]。"_s;
        QTest::newRow("Kana and Latin") << u"Qtの"_s << u"これはQtの例"_s << u"これは[Qtの]例"_s;
        QTest::newRow("beyond the first plane") << u"𠮷野"_s << u"a 𠮷野家"_s << u"a [𠮷野]家"_s;
        QTest::newRow("emoji part words") << u"done"_s << u"✅done🎉"_s << u"✅[done]🎉"_s;
        QTest::newRow("line ends become one space")
            << u"two"_s << u"one\n\n\t two\r\nthree"_s << u"one [two] three"_s;
    }
    void marksStandWhereTheIndexFindsThem()
    {
        QFETCH(QString, typed);
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(marked(typed, text), expected);
    }

    void aLongTextIsCutAroundTheFirstWord()
    {
        QString text;
        for (int i = 0; i < 1000; ++i)
            text += u"word%1 "_s.arg(i);
        const QString cut = marked(u"word500"_s, text, 80);
        QVERIFY2(cut.startsWith(u"…word49"_s), qPrintable(cut));
        QVERIFY2(cut.contains(u" [word500] "_s), qPrintable(cut));
        QVERIFY2(cut.endsWith(u'…'), qPrintable(cut));
        QVERIFY(cut.size() < 90);
        QCOMPARE(
            searchwords::snippet(text, searchwords::parse(u"WORD777"_s), 80).word, u"word777"_s);
    }

    void everyCutOfWhatIsTypedIsHarmless()
    {
        const QString typed = u"-\"a b\" \"𠮷野 -x *\" AND \"\" ''é) OR -- 世界"_s;
        for (qsizetype n = 0; n <= typed.size(); ++n) {
            for (qsizetype from = 0; from <= n; ++from) {
                const QString part = typed.sliced(from, n - from);
                (void)match(part);
                (void)marked(part, typed, 10);
            }
        }
    }

    // Streaming costs the index nothing.
    void whatIsStillWrittenHasNoText()
    {
        Part part;
        part.id = PartId(u"prt_1"_s);
        part.kind = PartKind::Text;
        part.text = u"half a sent"_s;
        part.final = false;
        QVERIFY(searchtext::pieces(PartDescribed{part}).empty());
        part.final = true;
        QCOMPARE(searchtext::pieces(PartDescribed{part}).size(), size_t(1));
        part.kind = PartKind::Tool;
        part.tool.status = ToolStatus::Running;
        part.tool.output = u"so far"_s;
        QVERIFY(searchtext::pieces(PartDescribed{part}).empty());
    }

    void aToolHasWhatItWasCalledWithAndWhatItPrinted()
    {
        Part part;
        part.id = PartId(u"prt_1"_s);
        part.kind = PartKind::Tool;
        part.tool.tool = u"bash"_s;
        part.tool.status = ToolStatus::Failed;
        part.tool.input = {
            {u"command"_s, u"make test"_s}, {u"more"_s, QJsonObject{{u"k"_s, u"deep"_s}}}};
        part.tool.output = u"one failed"_s;
        part.tool.error = u"exit 2"_s;
        const auto pieces = searchtext::pieces(PartDescribed{part});
        QCOMPARE(pieces.size(), size_t(2));
        QCOMPARE(pieces[0].text, u"make test\ndeep\none failed"_s);
        QCOMPARE(pieces[0].kind, SearchKind::Tools);
        QCOMPARE(pieces[1].text, u"exit 2"_s);
        QCOMPARE(pieces[1].kind, SearchKind::Errors);
    }

    void textsAreBounded()
    {
        Part part;
        part.kind = PartKind::Text;
        part.text = QString(3 * searchtext::longest, u'x');
        const auto pieces = searchtext::pieces(PartDescribed{part});
        QVERIFY(pieces.at(0).text.size() <= searchtext::longest);
    }
};

QTEST_GUILESS_MAIN(TestSearchWords)
#include "tst_searchwords.moc"
