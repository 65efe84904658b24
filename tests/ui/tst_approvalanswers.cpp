// SPDX-License-Identifier: MIT
// What each answer covers, what it needs before it can be given, and what becomes of it.
#include "tests/ui/approvalstage.h"
#include "tests/ui/fakefeed.h"
#include "ui/approvaldialog.h"
#include "ui/models/sourcelist.h"
#include "ui/style.h"
#include "ui/views/answerbutton.h"
#include "ui/views/payloadview.h"
#include "ui/views/textlabel.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>

#include <algorithm>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

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

class TestApprovalAnswers : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new Style); }

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
};

QTEST_MAIN(TestApprovalAnswers)
#include "tst_approvalanswers.moc"
