// SPDX-License-Identifier: MIT
#include "core/project/answers.h"

#include <QtTest>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

Question tone(bool multiple, bool freeText)
{
    return {u"Tone"_s, u"Which tone?"_s,
        {{u"Plain"_s, u"short"_s}, {u"Warm"_s, {}}, {u"2"_s, u"a label like a number"_s}}, multiple,
        freeText};
}

Checkpoint asking(std::vector<Question> questions)
{
    Checkpoint checkpoint;
    checkpoint.kind = CheckpointKind::Question;
    checkpoint.questions = std::move(questions);
    return checkpoint;
}

} // namespace

class TestAnswers : public QObject
{
    Q_OBJECT

private slots:
    void wordsBecomeLabels_data()
    {
        QTest::addColumn<bool>("multiple");
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QStringList>("answer");
        QTest::newRow("a label") << false << QStringList{u"Warm"_s} << QStringList{u"Warm"_s};
        QTest::newRow("in any case") << false << QStringList{u"wARM"_s} << QStringList{u"Warm"_s};
        QTest::newRow("a number") << false << QStringList{u"1"_s} << QStringList{u"Plain"_s};
        QTest::newRow("a label before a number")
            << false << QStringList{u"2"_s} << QStringList{u"2"_s};
        QTest::newRow("own words")
            << false << QStringList{u"Like a friend"_s} << QStringList{u"Like a friend"_s};
        QTest::newRow("a number past the end is own words")
            << false << QStringList{u"4"_s} << QStringList{u"4"_s};
        QTest::newRow("several") << true << QStringList{u"1"_s, u"warm"_s}
                                 << QStringList{u"Plain"_s, u"Warm"_s};
        QTest::newRow("one twice")
            << true << QStringList{u"1"_s, u"plain"_s} << QStringList{u"Plain"_s};
    }

    void wordsBecomeLabels()
    {
        QFETCH(bool, multiple);
        QFETCH(QStringList, words);
        QFETCH(QStringList, answer);
        const auto answers = answersFromWords({tone(multiple, true)}, words);
        QVERIFY(answers);
        QCOMPARE(*answers, Answers{answer});
    }

    void whatDoesNotFitIsRefused_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::newRow("not offered") << QStringList{u"Loud"_s};
        QTest::newRow("two where one is asked") << QStringList{u"Plain"_s, u"Warm"_s};
        QTest::newRow("nothing") << QStringList{};
        QTest::newRow("blank") << QStringList{u"  "_s};
    }

    void whatDoesNotFitIsRefused()
    {
        QFETCH(QStringList, words);
        const auto answers = answersFromWords({tone(false, false)}, words);
        QVERIFY(!answers);
        QCOMPARE(answers.error().code, Issue::Code::WrongAnswer);
        QVERIFY(!answers.error().args.value(0).isEmpty());
    }

    void severalQuestionsTakeOneWordEach()
    {
        const std::vector<Question> both{tone(false, false), tone(true, true)};
        const auto answers = answersFromWords(both, {u"warm"_s, u"plain; own words"_s});
        QVERIFY(answers);
        QCOMPARE(*answers, (Answers{{u"Warm"_s}, {u"Plain"_s, u"own words"_s}}));
        QVERIFY(!answersFromWords(both, {u"warm"_s}));
        QVERIFY(!answersFromWords(both, {u"warm"_s, u"plain"_s, u"2"_s}));
    }

    void aDecisionFitsItsRequest()
    {
        const Checkpoint question = asking({tone(false, true)});
        Checkpoint permission;
        Decision decision;
        QVERIFY(fits(decision, permission));
        QVERIFY(!fits(decision, question));
        decision.reply = Reply::Reject;
        QVERIFY(fits(decision, permission));
        QVERIFY(fits(decision, question));
        decision.reply = Reply::Answer;
        decision.answers = {{u"Warm"_s}};
        QVERIFY(!fits(decision, permission));
        QVERIFY(fits(decision, question));
        decision.answers = {{u"Warm"_s}, {u"Warm"_s}};
        QVERIFY(!fits(decision, question));
        decision.answers = {QStringList()};
        QVERIFY(!fits(decision, question));
        decision.answers = {{u"Plain"_s, u"Warm"_s}};
        QVERIFY(!fits(decision, question));
    }
};

QTEST_APPLESS_MAIN(TestAnswers)
#include "tst_answers.moc"
