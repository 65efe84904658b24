// SPDX-License-Identifier: MIT
#include "core/project/livetexts.h"

#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

const PartId id(u"prt_1"_s);

PartDelta delta(const QString& text)
{
    return {SessionId(u"ses_a"_s), MessageId(u"msg_1"_s), id, text};
}

Part part(const QString& text, bool final)
{
    Part told;
    told.id = id;
    told.message = MessageId(u"msg_1"_s);
    told.session = SessionId(u"ses_a"_s);
    told.kind = PartKind::Text;
    told.text = text;
    told.final = final;
    return told;
}

} // namespace

// DG-54
class TestLiveTexts : public QObject
{
    Q_OBJECT

private slots:
    void deltasFollowEachOther()
    {
        LiveTexts texts;
        Part begin = part({}, false);
        applyPart(texts, begin);
        QCOMPARE(applyDelta(texts, delta(u"a"_s)), DeltaEffect::Appended);
        QCOMPARE(applyDelta(texts, delta({})), DeltaEffect::Ignored);
        QCOMPARE(applyDelta(texts, delta(u"b"_s)), DeltaEffect::Appended);
        QCOMPARE(texts.parts[id].text, u"ab"_s);
        QVERIFY(texts.parts[id].gaps.empty());
    }

    void aCutLeavesAGapBeforeTheNextDelta()
    {
        LiveTexts texts;
        Part begin = part({}, false);
        applyPart(texts, begin);
        applyDelta(texts, delta(u"ab"_s));
        cut(texts);
        cut(texts);
        QCOMPARE(applyDelta(texts, delta(u"yz"_s)), DeltaEffect::AppendedAfterGap);
        QCOMPARE(applyDelta(texts, delta(u"!"_s)), DeltaEffect::Appended);
        QCOMPARE(texts.parts[id].text, u"abyz!"_s);
        QCOMPARE(texts.parts[id].gaps, std::vector<qsizetype>{2});
    }

    void aDeltaOfAnUnknownPartIsASuffix()
    {
        LiveTexts texts;
        QCOMPARE(applyDelta(texts, delta(u"end"_s)), DeltaEffect::AppendedAfterGap);
        QCOMPARE(texts.parts[id].gaps, std::vector<qsizetype>{0});
    }

    void theFinalPartReplacesAll()
    {
        LiveTexts texts;
        applyDelta(texts, delta(u"end"_s));
        Part whole = part(u"the end"_s, true);
        applyPart(texts, whole);
        QCOMPARE(whole.text, u"the end"_s);
        QVERIFY(whole.gaps.empty());
        QVERIFY(texts.parts.isEmpty());
    }

    void aPartToldWithoutItsTextKeepsOurs()
    {
        LiveTexts texts;
        Part begin = part({}, false);
        applyPart(texts, begin);
        applyDelta(texts, delta(u"ab"_s));
        cut(texts);
        applyDelta(texts, delta(u"yz"_s));
        Part again = part({}, false);
        applyPart(texts, again);
        QCOMPARE(again.text, u"abyz"_s);
        QCOMPARE(again.gaps, std::vector<qsizetype>{2});
    }

    void aPartToldWithMoreTextFillsTheGap()
    {
        LiveTexts texts;
        Part begin = part({}, false);
        applyPart(texts, begin);
        applyDelta(texts, delta(u"ab"_s));
        cut(texts);
        Part more = part(u"abcdef"_s, false);
        applyPart(texts, more);
        QCOMPARE(texts.parts[id].text, u"abcdef"_s);
        // What came between that list and the next delta is still not known.
        QCOMPARE(applyDelta(texts, delta(u"z"_s)), DeltaEffect::AppendedAfterGap);
        QCOMPARE(texts.parts[id].gaps, std::vector<qsizetype>{6});
    }
};

QTEST_GUILESS_MAIN(TestLiveTexts)
#include "tst_livetexts.moc"
