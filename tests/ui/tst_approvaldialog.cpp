// SPDX-License-Identifier: MIT
#include "tests/ui/fakefeed.h"
#include "tests/ui/panefeed.h"
#include "ui/approvaldialog.h"
#include "ui/keysdown.h"
#include "ui/models/checkpointlistmodel.h"
#include "ui/models/sessiontreemodel.h"
#include "ui/models/sourcelist.h"
#include "ui/style.h"
#include "ui/views/answerbutton.h"
#include "ui/views/payloadview.h"
#include "ui/views/questionform.h"
#include "ui/views/textlabel.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

#include <algorithm>

using namespace headgate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** The dialog over fed models, with a clock that stands still until it is told to go on. */
struct Stage
{
    explicit Stage(const ChangeBatch& more = {})
    {
        sessions.tick(FakeFeed::now());
        requests.tick(FakeFeed::now());
        apply(FakeFeed::all());
        apply(more);
        ApprovalDialog::Ports ports;
        ports.submit = [this](const Command& command) {
            decisions.push_back(std::get<Decide>(command).decision);
        };
        ports.now = &FakeFeed::now;
        ports.steady = [this] { return steady; };
        ports.keys = &keys;
        ports.requests = &requests;
        ports.sessions = &sessions;
        ports.sources = &sources;
        dialog = std::make_unique<ApprovalDialog>(std::move(ports));
    }

    void apply(const ChangeBatch& batch)
    {
        for (const Change& change : batch) {
            sources.apply(change);
            sessions.apply(change);
            requests.apply(change);
        }
    }

    void runOverTheNewerApi()
    {
        for (const Checkpoint& c : {FakeFeed::push(), FakeFeed::edit()}) {
            Session session = *sessions.session({c.key.source, c.key.session});
            session.readOnly = true;
            apply({SessionChanged{session}});
        }
    }

    void put(Checkpoint checkpoint, CheckpointState state)
    {
        checkpoint.state = state;
        apply({CheckpointChanged{checkpoint}});
    }

    void open(const Checkpoint& checkpoint)
    {
        dialog->present(checkpoint.key);
        dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(dialog.get()));
    }

    /** The guard's time goes by. */
    void wait(milliseconds span = 700ms)
    {
        steady += span;
        dialog->guard()->check();
    }

    void once() const { QTest::keyClick(dialog.get(), Qt::Key_Return, Qt::ControlModifier); }
    void always() const
    {
        QTest::keyClick(dialog.get(), Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    }
    void reject() const
    {
        QTest::keyClick(dialog.get(), Qt::Key_Backspace, Qt::ControlModifier | Qt::ShiftModifier);
    }
    void click(Reply reply) const { QTest::mouseClick(dialog->button(reply), Qt::LeftButton); }

    SourceList sources;
    SessionTreeModel sessions;
    CheckpointListModel requests;
    KeysDown keys;
    milliseconds steady{1'000'000};
    std::vector<Decision> decisions;
    std::unique_ptr<ApprovalDialog> dialog;
};

Checkpoint longRequest()
{
    Checkpoint c = FakeFeed::push();
    c.key.request = RequestId(u"per_long"_s);
    c.text.clear();
    for (int i = 0; i < 200; ++i)
        c.text += u"echo line %1\n"_s.arg(i);
    return c;
}

} // namespace

class TestApprovalDialog : public QObject
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

    void eachChordSendsItsAnswer_data() // H17, DG-43
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("modifiers");
        QTest::addColumn<int>("reply");
        const int control = Qt::ControlModifier;
        const int both = int(Qt::ControlModifier | Qt::ShiftModifier);
        QTest::newRow("once") << int(Qt::Key_Return) << control << int(Reply::Once);
        QTest::newRow("once by the number pad")
            << int(Qt::Key_Enter) << int(control | Qt::KeypadModifier) << int(Reply::Once);
        QTest::newRow("always") << int(Qt::Key_Return) << both << int(Reply::Always);
        QTest::newRow("reject") << int(Qt::Key_Backspace) << both << int(Reply::Reject);
    }

    void eachChordSendsItsAnswer()
    {
        QFETCH(int, key);
        QFETCH(int, modifiers);
        QFETCH(int, reply);
        Stage stage;
        stage.open(FakeFeed::push());
        stage.wait();
        QTest::keyClick(stage.dialog.get(), Qt::Key(key), Qt::KeyboardModifiers(modifiers));
        QCOMPARE(stage.decisions.size(), size_t(1));
        QCOMPARE(int(stage.decisions[0].reply), reply);
        QCOMPARE(stage.decisions[0].key, FakeFeed::push().key);
        QCOMPARE(stage.decisions[0].shown, FakeFeed::now());
    }

    void nothingIsDecidedInTheFirstMoment() // H17
    {
        Stage stage;
        stage.open(FakeFeed::push());
        stage.wait(699ms);
        stage.once();
        stage.always();
        stage.reject();
        for (const Reply reply : {Reply::Once, Reply::Always, Reply::Reject})
            stage.click(reply);
        QVERIFY(stage.decisions.empty());
        stage.wait(1ms);
        stage.once();
        QCOMPARE(stage.decisions.size(), size_t(1));
    }

    void whatIsBeingLookedUpCannotBeDecided()
    {
        Stage stage;
        stage.put(FakeFeed::push(), CheckpointState::Checking);
        stage.open(FakeFeed::push());
        stage.wait();
        stage.once();
        stage.always();
        stage.reject();
        QVERIFY(stage.decisions.empty());
        QCOMPARE(stage.dialog->outcomeText(), u"Being checked: whether it still waits."_s);
        stage.put(FakeFeed::push(), CheckpointState::Pending);
        stage.once(); // the answers have only just appeared
        QVERIFY(stage.decisions.empty());
        stage.wait();
        stage.once();
        QCOMPARE(stage.decisions.size(), size_t(1));
    }

    void aReplacedRequestStartsTheMomentAgain() // H17
    {
        Stage stage;
        stage.open(FakeFeed::push());
        stage.wait();
        stage.dialog->present(FakeFeed::edit().key);
        stage.reject();
        QVERIFY(stage.decisions.empty());
        stage.wait();
        stage.reject();
        QCOMPARE(stage.decisions[0].key, FakeFeed::edit().key);
    }

    void aChangedTextStartsTheMomentAgain() // H17, H18
    {
        Stage stage;
        stage.open(FakeFeed::push());
        stage.wait();
        Checkpoint other = FakeFeed::push();
        other.text = u"rm -rf /"_s;
        stage.apply({CheckpointChanged{other}});
        stage.once();
        QVERIFY(stage.decisions.empty());
        QVERIFY(stage.dialog->payload()->toPlainText().contains("rm -rf"_L1));
    }

    void nothingIsDecidedWhileAKeyIsDown() // H17
    {
        Stage stage;
        QWidget before;
        before.show();
        QVERIFY(QTest::qWaitForWindowActive(&before));
        QTest::keyPress(&before, Qt::Key_J, Qt::ControlModifier);
        stage.open(FakeFeed::push());
        stage.wait();
        stage.once();
        stage.click(Reply::Once);
        QVERIFY(stage.decisions.empty());
        QTest::keyRelease(stage.dialog.get(), Qt::Key_J);
        stage.once();
        QCOMPARE(stage.decisions.size(), size_t(1));
    }

    void aKeyThatRepeatsDecidesNothing() // H17
    {
        Stage stage;
        stage.open(FakeFeed::push());
        stage.wait();
        QKeyEvent repeat(QEvent::KeyPress, Qt::Key_Return, Qt::ControlModifier, {}, true);
        QApplication::sendEvent(stage.dialog.get(), &repeat);
        QVERIFY(stage.decisions.empty());
    }

    void enterSpaceAndLettersDecideNothing() // H17
    {
        Stage stage;
        stage.open(FakeFeed::push());
        stage.wait();
        for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space, Qt::Key_A,
                 Qt::Key_Y, Qt::Key_D, Qt::Key_Backspace}) {
            QTest::keyClick(QApplication::focusWidget(), key);
            QTest::keyClick(stage.dialog.get(), key, Qt::ShiftModifier);
        }
        QVERIFY(stage.decisions.empty());
        QVERIFY(stage.dialog->isVisible());
        for (const Reply reply : {Reply::Once, Reply::Always, Reply::Reject})
            QVERIFY(!stage.dialog->button(reply)->hasFocus());
    }

    void chordsAreTextWhileTheMessageHasTheFocus() // H17
    {
        Stage stage;
        stage.open(FakeFeed::push());
        stage.wait();
        QLineEdit* message = stage.dialog->message();
        message->setFocus();
        for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Backspace}) {
            QTest::keyClick(message, key, Qt::ControlModifier);
            QTest::keyClick(message, key, Qt::ControlModifier | Qt::ShiftModifier);
            QTest::keyClick(message, key);
        }
        QVERIFY(stage.decisions.empty());
    }

    void aMessageGoesOnlyWithARejection() // H17, H11
    {
        Stage stage;
        stage.open(FakeFeed::push());
        stage.wait();
        stage.dialog->message()->setText(u"Use a branch of your own"_s);
        stage.dialog->payload()->setFocus();
        QVERIFY(!stage.dialog->button(Reply::Once)->isEnabled());
        QVERIFY(!stage.dialog->button(Reply::Always)->isEnabled());
        stage.once();
        stage.always();
        QVERIFY(stage.decisions.empty());
        stage.reject();
        QCOMPARE(stage.decisions.size(), size_t(1));
        QCOMPARE(stage.decisions[0].message, u"Use a branch of your own"_s);
    }

    void escapeKeepsItWaiting() // H13
    {
        Stage stage;
        stage.open(FakeFeed::push());
        stage.wait();
        QTest::keyClick(stage.dialog.get(), Qt::Key_Escape);
        QVERIFY(!stage.dialog->isVisible());
        QVERIFY(stage.decisions.empty());
    }

    void closingAnswersNothing() // H13
    {
        Stage stage;
        stage.open(FakeFeed::push());
        stage.wait();
        stage.dialog->close();
        QVERIFY(stage.decisions.empty());
    }

    void aNewRequestDoesNotTakeThePlace() // H16, H18
    {
        Stage stage;
        stage.open(FakeFeed::push());
        stage.wait();
        Checkpoint older = FakeFeed::push();
        older.key.request = RequestId(u"per_other"_s);
        older.asked = FakeFeed::ago(1h);
        stage.apply({CheckpointChanged{older}});
        QCOMPARE(*stage.dialog->key(), FakeFeed::push().key);
        stage.once();
        QCOMPARE(stage.decisions[0].key, FakeFeed::push().key);
    }

    void aResolvedRequestStaysWithItsOutcome_data() // H18, H20, H22
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<bool>("told"); // how it was answered
        QTest::addColumn<QString>("words");
        using enum CheckpointState;
        const auto row = [](const char* tag, CheckpointState state, const QString& words,
                             bool told = false) {
            QTest::newRow(tag) << int(state) << told << words;
        };
        row("sent", Sent, u"Sent"_s);
        row("confirmed", Confirmed, u"Confirmed by the stream"_s);
        row("elsewhere", AnsweredElsewhere, u"Already answered by another client"_s, true);
        row("before, somehow", AnsweredElsewhere, u"How is not known"_s);
        row("late", TooLate, u"too late"_s);
        row("cancelled", Cancelled, u"without an answer"_s);
        row("with a sibling", Cancelled, u"Settled together with another request"_s, true); // H15
        row("unknown", Unknown, u"not known"_s);
    }

    void aResolvedRequestStaysWithItsOutcome()
    {
        QFETCH(int, state);
        QFETCH(bool, told);
        QFETCH(QString, words);
        Stage stage;
        stage.open(FakeFeed::push());
        stage.wait();
        Checkpoint settled = FakeFeed::push();
        if (told)
            settled.reply = Reply::Reject;
        stage.put(settled, CheckpointState(state));
        QVERIFY(stage.dialog->isVisible());
        QCOMPARE(*stage.dialog->key(), FakeFeed::push().key);
        QVERIFY2(
            stage.dialog->outcomeText().contains(words), qPrintable(stage.dialog->outcomeText()));
        stage.once();
        stage.reject();
        QVERIFY(stage.decisions.empty());
    }

    void oneAnswerIsOnItsWayAtATime() // H22
    {
        Stage stage;
        stage.open(FakeFeed::push());
        stage.wait();
        stage.once();
        stage.once();
        stage.reject();
        stage.click(Reply::Once);
        QCOMPARE(stage.decisions.size(), size_t(1));
        QVERIFY(stage.dialog->outcomeText().startsWith(u"Sending"_s));
    }

    void aFailedAnswerCanBeGivenAgain() // H20
    {
        Stage stage;
        stage.open(FakeFeed::push());
        stage.wait();
        stage.once();
        Checkpoint failed = FakeFeed::push();
        failed.issue = {Issue::Code::TimedOut, FakeFeed::workstation(), {u"10"_s}};
        stage.put(failed, CheckpointState::Failed);
        QVERIFY(stage.dialog->outcomeText().contains(u"within 10 s"_s));
        stage.reject();
        QCOMPARE(stage.decisions.size(), size_t(2));
        QCOMPARE(stage.decisions[1].reply, Reply::Reject);
    }

    void aBroadPatternIsAskedForTwice() // H9
    {
        Stage stage;
        stage.open(FakeFeed::edit());
        stage.wait();
        stage.always();
        QVERIFY(stage.decisions.empty());
        QVERIFY(stage.dialog->confirming());
        stage.always(); // too soon
        stage.once(); // another answer does not confirm
        QVERIFY(stage.decisions.empty());
        stage.wait();
        QTest::mouseClick(stage.dialog->confirmButton(), Qt::LeftButton);
        QCOMPARE(stage.decisions.size(), size_t(1));
        QCOMPARE(stage.decisions[0].reply, Reply::Always);
    }

    void knowsABroadPattern_data() // H9
    {
        QTest::addColumn<bool>("broad");
        QTest::newRow("*") << true;
        QTest::newRow("git *") << true;
        QTest::newRow("rm") << true;
        QTest::newRow("/home/dev/*") << true;
        QTest::newRow("git push *") << false;
        QTest::newRow("npm run test") << false;
    }

    void knowsABroadPattern()
    {
        QFETCH(bool, broad);
        QCOMPARE(isBroadPattern(QString::fromLatin1(QTest::currentDataTag())), broad);
    }

    // H12: no server takes other arguments than those it asked for.
    void whatIsAskedForCannotBeEdited()
    {
        Stage stage;
        stage.open(FakeFeed::push());
        stage.wait();
        QVERIFY(stage.dialog->payload()->isReadOnly());
        const QString before = stage.dialog->payload()->toPlainText();
        stage.dialog->payload()->setFocus();
        QTest::keyClicks(stage.dialog->payload(), u"rm -rf /"_s);
        QTest::keyClick(stage.dialog->payload(), Qt::Key_Delete);
        QCOMPARE(stage.dialog->payload()->toPlainText(), before);
        QVERIFY(stage.decisions.empty());
    }

    void alwaysNamesItsPatterns() // H8
    {
        Stage stage;
        stage.open(FakeFeed::push());
        QCOMPARE(stage.dialog->button(Reply::Always)->detail(),
            u"git push * in this folder until the server restarts."_s);
    }

    void wordsThatMayBeLostAreSaidToBe() // H10
    {
        Stage stage;
        stage.runOverTheNewerApi();
        stage.open(FakeFeed::push());
        stage.wait();
        stage.dialog->message()->setText(u"Use a branch of your own"_s);
        QVERIFY(stage.dialog->button(Reply::Reject)->isEnabled());
        QVERIFY(stage.dialog->button(Reply::Reject)->detail().contains("lose the message"_L1));
    }

    // H8, H9: a server that writes it down forgets nothing when it restarts.
    void alwaysSaysWhereItIsSaved()
    {
        Stage stage;
        stage.runOverTheNewerApi();
        stage.open(FakeFeed::push());
        QCOMPARE(stage.dialog->button(Reply::Always)->detail(),
            u"git push * in this project from now on, also after a restart."_s);
        Stage broad;
        broad.runOverTheNewerApi();
        broad.open(FakeFeed::edit());
        broad.wait();
        broad.always();
        QVERIFY(broad.dialog->confirming());
        const auto labels = broad.dialog->findChildren<TextLabel*>();
        const bool said = std::any_of(labels.begin(), labels.end(), [](const TextLabel* label) {
            return label->isVisible()
                && label->text().contains("in this project from now on, also after a restart?"_L1);
        });
        QVERIFY(said);
    }

    void aLongTextIsReadToItsEndBeforeItIsAllowed() // H19
    {
        Stage stage({CheckpointChanged{longRequest()}});
        stage.open(longRequest());
        stage.wait();
        stage.once();
        stage.always();
        QVERIFY(stage.decisions.empty());
        QVERIFY(stage.dialog->button(Reply::Reject)->isEnabled());
        QScrollBar* bar = stage.dialog->payload()->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 0);
        bar->setValue(bar->maximum());
        stage.once();
        QCOMPARE(stage.decisions.size(), size_t(1));
    }

    void nothingIsSentToAServerOutOfReach() // H21
    {
        Stage stage;
        stage.open(FakeFeed::push());
        stage.wait();
        SourceStatus source = *stage.sources.find(FakeFeed::workstation());
        source.state = SyncState::Waiting;
        stage.apply({SourceChanged{source}});
        stage.dialog->refresh();
        stage.once();
        stage.reject();
        QVERIFY(stage.decisions.empty());
        QVERIFY(stage.dialog->outcomeText().contains(u"out of reach"_s));
    }

    void copyGivesTheExactText() // H2
    {
        Checkpoint c = FakeFeed::push();
        c.text = u"git add -A  && rm\u202E x"_s;
        Stage stage({CheckpointChanged{c}});
        stage.open(c);
        stage.dialog->payload()->selectAll();
        stage.dialog->payload()->copy();
        QCOMPARE(QApplication::clipboard()->text(), c.text);
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

    void everyAnswerIsReachedByTabAndNamed() // H39
    {
        Stage stage;
        stage.open(FakeFeed::push());
        stage.wait();
        QStringList names;
        QWidget* first = QApplication::focusWidget();
        do {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            names += QApplication::focusWidget()->accessibleName();
        } while (QApplication::focusWidget() != first && names.size() < 20);
        const QString all = names.join(u'\n');
        for (const QString& name : {u"Allow once"_s, u"Always"_s, u"Reject"_s})
            QVERIFY2(all.contains(name), qPrintable(all));
        QVERIFY(stage.dialog->accessibleName().contains(u"explore: call sites"_s));
    }
};

QTEST_MAIN(TestApprovalDialog)
#include "tst_approvaldialog.moc"
