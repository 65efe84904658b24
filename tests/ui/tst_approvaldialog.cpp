// SPDX-License-Identifier: MIT
// When an answer is taken: the guard's time, keys and focus; nothing changes under the hand.
#include "tests/ui/approvalstage.h"
#include "tests/ui/fakefeed.h"
#include "ui/approvaldialog.h"
#include "ui/style.h"
#include "ui/views/answerbutton.h"
#include "ui/views/payloadview.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestApprovalDialog : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new Style); }

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
