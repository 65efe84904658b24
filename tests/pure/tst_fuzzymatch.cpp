// SPDX-License-Identifier: MIT
#include "core/project/fuzzymatch.h"

#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

int fit(const QString& word, const QString& text)
{
    return fuzzyFit(foldForFinding(word), foldForFinding(text));
}

/** The text with the letters that were found in brackets. */
QString marked(const QString& typed, const QString& text)
{
    const auto places = FuzzyPattern(typed).places(foldForFinding(text));
    QString result;
    for (int i = 0; i < text.size(); ++i)
        result += places.contains(i) ? u'[' + text[i] + u']' : QString(text[i]);
    return result.remove("]["_L1);
}

int score(const QString& typed, const QString& title, const QString& detail = {},
    const QString& id = {}, const QString& path = {})
{
    const QString all[] = {
        foldForFinding(title), foldForFinding(detail), foldForFinding(id), foldForFinding(path)};
    return FuzzyPattern(typed).score({all[0], all[1], all[2], all[3]});
}

} // namespace

class TestFuzzyMatch : public QObject
{
    Q_OBJECT

private slots:
    void foldingKeepsEachPlace()
    {
        QCOMPARE(foldForFinding(u"Über STRAẞE Ångström"), u"uber straße angstrom"_s);
        QCOMPARE(foldForFinding(u"한글 漢字 🙂"), u"한글 漢字 🙂"_s);
        for (const QString& text : {u"ﬁ İ ŉ ǰ"_s, u"한글"_s, u"🙂é"_s, QString()})
            QCOMPARE(foldForFinding(text).size(), text.size());
    }

    void whatFitsBetterStandsHigher()
    {
        const QString word = u"show"_s;
        const QStringList best = {u"Show"_s, u"Show todos"_s, u"Hide or show"_s,
            u"Sort his old work"_s, u"A sideshow"_s, u"A bishop arrow"_s, u"xsaahaaoaaaaaaaaw"_s};
        for (qsizetype i = 1; i < best.size(); ++i)
            QVERIFY2(fit(word, best[i - 1]) > fit(word, best[i]), qPrintable(best[i]));
        QVERIFY(fit(word, best.last()) > 0);
        QCOMPARE(fit(word, u"wohs"_s), 0);
        QCOMPARE(fit(word, u"sho"_s), 0);
        QCOMPARE(fit({}, u"show"_s), 0);
        QCOMPARE(fit(word, {}), 0);
    }

    void lettersFarApartStillFit() { QVERIFY(fit(u"az"_s, u'a' + QString(5000, u'-') + u'z') > 0); }

    void theLettersFoundAreMarked_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("expected");
        QTest::newRow("a beginning") << u"sho"_s << u"[Sho]w the lineage of a log"_s;
        QTest::newRow("a later word") << u"line"_s << u"Show the [line]age of a log"_s;
        QTest::newRow("starts of words") << u"sll"_s << u"[S]how the [l]ineage of a [l]og"_s;
        QTest::newRow("runs from starts") << u"shli"_s << u"[Sh]ow the [li]neage of a log"_s;
        QTest::newRow("inside a word") << u"neag"_s << u"Show the li[neag]e of a log"_s;
        QTest::newRow("scattered, close") << u"wtg"_s << u"Sho[w] [t]he linea[g]e of a log"_s;
        QTest::newRow("two words") << u"log show"_s << u"[Show] the lineage of a [log]"_s;
        QTest::newRow("twice the same") << u"log log"_s << u"Show the lineage of a [log]"_s;
        QTest::newRow("not there") << u"xyz"_s << u"Show the lineage of a log"_s;
        QTest::newRow("nothing typed") << u"  "_s << u"Show the lineage of a log"_s;
    }

    void theLettersFoundAreMarked()
    {
        QFETCH(QString, typed);
        QTEST(marked(typed, u"Show the lineage of a log"_s), "expected");
    }

    void eachWordHasToFitSomewhere()
    {
        QVERIFY(
            score(u"invoice billing"_s, u"Split the invoice module"_s, u"~/code/billing"_s) > 0);
        QCOMPARE(score(u"invoice site"_s, u"Fix invoices"_s, u"~/code/bill"_s), 0);
        QVERIFY(
            score(u"tax"_s, u"Tax rules"_s, u"~/x"_s) > score(u"tax"_s, u"Rules"_s, u"~/tax"_s));
        QCOMPARE(score({}, u"Tax rules"_s), 0);
    }

    void anIdIsFoundWholeAndInPieces()
    {
        const QString id = u"ses_4f1taxQ9"_s;
        QVERIFY(score(id, u"Anything"_s, {}, id) > score(u"anything"_s, u"Anything"_s));
        QVERIFY(score(u"  "_s + id + u'\n', u"Anything"_s, {}, id) > 0);
        QVERIFY(score(u"4f1taxq"_s, u"Anything"_s, {}, id) > 0);
        QCOMPARE(score(u"f1ta"_s, u"Anything"_s, {}, id), 0); // too short to mean one
        QVERIFY(score(u"/home/dev"_s, u"Anything"_s, u"~/code"_s, id, u"/home/dev/code"_s) > 0);
    }

    void whatIsTypedOnOnlyNarrows_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("now");
        QTest::addColumn<bool>("narrows");
        QTest::newRow("a letter more") << u"ta"_s << u"tax"_s << true;
        QTest::newRow("a word more") << u"tax"_s << u"tax r"_s << true;
        QTest::newRow("the same") << u"tax"_s << u"tax "_s << true;
        QTest::newRow("a letter less") << u"tax"_s << u"ta"_s << false;
        QTest::newRow("from nothing") << u""_s << u"t"_s << false;
        QTest::newRow("another word") << u"tax"_s << u"rax"_s << false;
        QTest::newRow("now ids count") << u"ses_4"_s << u"ses_4f"_s << false;
        QTest::newRow("ids count already") << u"ses_4f"_s << u"ses_4f1"_s << true;
    }

    void whatIsTypedOnOnlyNarrows()
    {
        QFETCH(QString, before);
        QFETCH(QString, now);
        QTEST(FuzzyPattern(now).narrows(FuzzyPattern(before)), "narrows");
    }
};

QTEST_GUILESS_MAIN(TestFuzzyMatch)
#include "tst_fuzzymatch.moc"
