// SPDX-License-Identifier: MIT
// What takes more than a yes: changes with a reason, questions, checkpoints with options.
#include "tests/ui/approvalstage.h"
#include "tests/ui/fakefeed.h"
#include "tests/ui/panefeed.h"
#include "ui/approvaldialog.h"
#include "ui/style.h"
#include "ui/views/answerbutton.h"
#include "ui/views/payloadview.h"
#include "ui/views/questionform.h"

#include <QApplication>
#include <QLineEdit>
#include <QScrollBar>
#include <QTabBar>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestApprovalQuestions : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new Style); }

    // AP-50: a finished change, file by file; a rejection has a reason
    void aChangeIsApprovedOrSentBackWithAReason()
    {
        Stage stage(PaneFeed::all());
        stage.open(PaneFeed::approval());
        stage.wait();
        QCOMPARE(stage.dialog->files()->count(), 2);
        QCOMPARE(stage.dialog->files()->tabText(1), u"tax.test.ts"_s);
        QVERIFY(!stage.dialog->button(Reply::Always)->isVisible());
        QCOMPARE(stage.dialog->button(Reply::Once)->text(), u"Approve"_s);
        stage.dialog->payload()->verticalScrollBar()->setValue(
            stage.dialog->payload()->verticalScrollBar()->maximum());
        QVERIFY(stage.dialog->button(Reply::Once)->isEnabled());
        QVERIFY(!stage.dialog->button(Reply::Reject)->isEnabled());
        stage.always();
        QCOMPARE(stage.decisions.size(), size_t(0));
        stage.dialog->message()->setText(u"name it after the region"_s);
        QVERIFY(stage.dialog->button(Reply::Once)->isEnabled()); // as feedback
        QVERIFY(stage.dialog->button(Reply::Reject)->isEnabled());
        stage.click(Reply::Reject);
        QCOMPARE(stage.decisions.size(), size_t(1));
        QCOMPARE(stage.decisions[0].message, u"name it after the region"_s);
        QVERIFY(!stage.dialog->button(Reply::Once)->isEnabled()); // both, while it is sent
        QVERIFY(!stage.dialog->button(Reply::Reject)->isEnabled());
    }

    // AP-53: no key dismisses what can only be answered.
    void aQuestionOfSuchASessionIsAnsweredOrWaits()
    {
        Checkpoint asked = PaneFeed::approval();
        asked.kind = CheckpointKind::Question;
        asked.isDiff = false;
        asked.questions = {
            {u"Scope"_s, u"Which regions?"_s, {{u"All"_s, {}}, {u"CH"_s, {}}}, false, true}};
        ChangeBatch batch = PaneFeed::all();
        batch.push_back(CheckpointChanged{asked});
        Stage stage(batch);
        stage.open(asked);
        stage.wait();
        QVERIFY(!stage.dialog->button(Reply::Reject)->isVisible());
        stage.reject();
        QCOMPARE(stage.decisions.size(), size_t(0));
    }

    void aQuestionIsAnsweredWithWhatWasChosen() // H4, DG-70
    {
        Stage stage;
        stage.open(FakeFeed::question());
        stage.once(); // the guard's time has not gone by
        stage.wait();
        stage.once(); // nothing is chosen
        QVERIFY(stage.decisions.empty());
        QVERIFY(!stage.dialog->button(Reply::Answer)->isEnabled());
        QCOMPARE(stage.dialog->button(Reply::Answer)->text(), u"Answer"_s);
        const QList<QAbstractButton*> choices = stage.dialog->form()->choices(0);
        QCOMPARE(choices.size(), 3);
        QTest::keyClick(choices[0], Qt::Key_Space);
        QTest::keyClick(choices[0], Qt::Key_Down);
        QVERIFY(choices[1]->isChecked());
        QVERIFY(!choices[0]->isChecked());
        stage.always(); // a question has no such answer
        QVERIFY(stage.decisions.empty());
        stage.once();
        QCOMPARE(stage.decisions.size(), size_t(1));
        QCOMPARE(stage.decisions[0].reply, Reply::Answer);
        QCOMPARE(stage.decisions[0].answers, Answers{QStringList{u"Warm"_s}});
        QVERIFY(stage.dialog->outcomeText().contains(u"Warm"_s));
        QVERIFY(!stage.dialog->form()->isEnabled());
        stage.once();
        QCOMPARE(stage.decisions.size(), size_t(1));
    }

    void ownWordsTakeThePlaceOfAChoice()
    {
        Stage stage;
        stage.open(FakeFeed::question());
        stage.wait();
        QLineEdit* words = stage.dialog->form()->ownWords(0);
        QAbstractButton* choice = stage.dialog->form()->choices(0).at(2);
        choice->click();
        QTest::keyClicks(words, u"Like a friend"_s);
        QVERIFY(!choice->isChecked());
        stage.dialog->setFocus();
        words->setFocus();
        stage.once(); // chords do nothing while a text field has the focus
        QVERIFY(stage.decisions.empty());
        QTest::keyClick(words, Qt::Key_Return); // leads to the button, and sends nothing
        QVERIFY(stage.decisions.empty());
        QCOMPARE(QApplication::focusWidget(), stage.dialog->button(Reply::Answer));
        stage.click(Reply::Answer);
        QCOMPARE(stage.decisions.size(), size_t(1));
        QCOMPARE(stage.decisions[0].answers, Answers{QStringList{u"Like a friend"_s}});
    }

    void severalChoicesAndSeveralQuestions()
    {
        Checkpoint c = FakeFeed::question();
        c.questions.push_back(
            {{}, u"Which sizes?"_s, {{u"S"_s, {}}, {u"M"_s, {}}, {u"L"_s, {}}}, true, false});
        Stage stage({CheckpointChanged{c}});
        stage.open(c);
        stage.wait();
        QuestionForm* form = stage.dialog->form();
        QVERIFY(!form->ownWords(1));
        form->choices(0).at(0)->click();
        QVERIFY(!stage.dialog->button(Reply::Answer)->isEnabled()); // one is left
        form->choices(1).at(0)->click();
        form->choices(1).at(2)->click();
        stage.click(Reply::Answer);
        QCOMPARE(stage.decisions.size(), size_t(1));
        QCOMPARE(stage.decisions[0].answers, (Answers{{u"Plain"_s}, {u"S"_s, u"L"_s}}));
    }

    void aQuestionIsDismissed()
    {
        Stage stage;
        stage.open(FakeFeed::question());
        stage.wait();
        stage.reject();
        QCOMPARE(stage.decisions.size(), size_t(1));
        QCOMPARE(stage.decisions[0].reply, Reply::Reject);
        QVERIFY(stage.decisions[0].answers.isEmpty());
    }

    void aCheckpointTakesAChoiceOrAReason() // DS-24, DS-25
    {
        const Checkpoint c = FakeFeed::checkpoint();
        Stage stage({CheckpointChanged{c}});
        stage.open(c);
        stage.wait();
        QVERIFY(stage.dialog->outcomeText().contains(u"Expires in"_s));
        QCOMPARE(stage.dialog->button(Reply::Once)->text(), u"Approve"_s);
        stage.once(); // nothing is chosen
        stage.always(); // there is no such answer
        QVERIFY(stage.decisions.empty());
        QVERIFY(!stage.dialog->form()->ownWords(0)); // own words are a reason
        stage.dialog->form()->choices(0).at(1)->click();
        stage.dialog->message()->setText(u"neither"_s);
        QVERIFY(!stage.dialog->button(Reply::Once)->isEnabled());
        stage.dialog->message()->clear();
        stage.once();
        QCOMPARE(stage.decisions.size(), size_t(1));
        QCOMPARE(stage.decisions[0].reply, Reply::Once);
        QCOMPARE(stage.decisions[0].option, u"strategy_1"_s);

        Stage other({CheckpointChanged{c}});
        other.open(c);
        other.wait();
        other.dialog->message()->setText(u"neither"_s);
        other.click(Reply::Reject);
        QCOMPARE(other.decisions.size(), size_t(1));
        QCOMPARE(other.decisions[0].reply, Reply::Reject);
        QCOMPARE(other.decisions[0].message, u"neither"_s);
        QVERIFY(other.decisions[0].option.isEmpty());
    }

    void aDangerousOneIsAskedTwice() // DS-33
    {
        Checkpoint c = FakeFeed::checkpoint();
        c.text = u"Confirm dangerous operation: drop the table"_s;
        c.expires = FakeFeed::now() - 4min; // expired, and still waits
        Stage stage({CheckpointChanged{c}});
        stage.open(c);
        stage.wait();
        QVERIFY(stage.dialog->outcomeText().contains(u"still waits"_s));
        stage.dialog->form()->choices(0).at(0)->click();
        stage.once();
        QVERIFY(stage.decisions.empty());
        QVERIFY(stage.dialog->confirming());
        stage.once(); // the guard's time has not gone by
        QVERIFY(stage.decisions.empty());
        stage.wait();
        stage.once();
        QCOMPARE(stage.decisions.size(), size_t(1));
        QCOMPARE(stage.decisions[0].option, u"strategy_0"_s);
    }
};

QTEST_MAIN(TestApprovalQuestions)
#include "tst_approvalquestions.moc"
