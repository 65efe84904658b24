// SPDX-License-Identifier: MIT
#include "tests/ui/fakefeed.h"
#include "ui/batchdialog.h"
#include "ui/keysdown.h"
#include "ui/models/checkpointlistmodel.h"
#include "ui/style.h"
#include "ui/views/answerbutton.h"

#include <QApplication>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Checkpoint request(int number, const QString& command = u"make check"_s)
{
    Checkpoint c = FakeFeed::push();
    c.key.request = RequestId(u"per_b%1"_s.arg(number));
    c.text = command;
    c.patterns = {command};
    return c;
}

struct Stage
{
    explicit Stage(const std::vector<Checkpoint>& requests)
    {
        std::vector<CheckpointKey> keys;
        for (const Checkpoint& c : requests) {
            model.apply(CheckpointChanged{c});
            keys.push_back(c.key);
        }
        DecisionPorts ports;
        ports.submit = [this](const Command& command) {
            decisions.push_back(std::get<Decide>(command).decision);
        };
        ports.now = &FakeFeed::now;
        ports.steady = [this] { return steady; };
        ports.keys = &down;
        ports.requests = &model;
        dialog = std::make_unique<BatchDialog>(
            std::move(ports), keys, [](const CheckpointKey&) { return u"A session"_s; });
        dialog->show();
        shown = QTest::qWaitForWindowActive(dialog.get());
    }

    void put(Checkpoint c, CheckpointState state)
    {
        c.state = state;
        model.apply(CheckpointChanged{c});
    }

    /** The guard's time goes by; the list is read meanwhile. */
    void wait(bool read = true)
    {
        QApplication::processEvents(); // rows find their height
        QScrollBar* bar = dialog->list()->verticalScrollBar();
        if (read)
            bar->setValue(bar->maximum());
        steady += 700ms;
        dialog->guard()->check();
    }

    void allow() const { QTest::keyClick(dialog.get(), Qt::Key_Return, Qt::ControlModifier); }
    void reject() const
    {
        QTest::keyClick(dialog.get(), Qt::Key_Backspace, Qt::ControlModifier | Qt::ShiftModifier);
    }

    CheckpointListModel model;
    KeysDown down;
    milliseconds steady{1'000'000};
    std::vector<Decision> decisions;
    std::unique_ptr<BatchDialog> dialog;
    bool shown = false;
};

} // namespace

/** H14: several requests, one decision, each answered by itself. */
class TestBatchDialog : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new Style); }

    void answersGoOutOneAfterTheOther()
    {
        const std::vector<Checkpoint> three{request(1), request(2), request(3)};
        Stage stage(three);
        QVERIFY(stage.shown);
        stage.allow(); // H17: too early
        QVERIFY(stage.decisions.empty());
        stage.wait();
        QTest::keyClick(stage.dialog.get(), Qt::Key_Return); // no button takes it
        QVERIFY(stage.decisions.empty());
        stage.allow();
        stage.allow();
        QCOMPARE(stage.decisions.size(), 1u);
        for (size_t i = 0; i < 3; ++i) {
            QCOMPARE(stage.decisions.size(), i + 1);
            QCOMPARE(stage.decisions[i].key, three[i].key);
            QCOMPARE(stage.decisions[i].reply, Reply::Once);
            QVERIFY(!stage.decisions[i].batch.isEmpty()); // the record knows them as one
            QCOMPARE(stage.decisions[i].batch, stage.decisions[0].batch);
            QCOMPARE(stage.decisions[i].actor, Decision::Actor::Window);
            stage.put(three[i], CheckpointState::Sending);
            QCOMPARE(stage.decisions.size(), i + 1);
            stage.put(three[i], CheckpointState::Sent);
            stage.put(three[i], CheckpointState::Confirmed);
        }
        QCOMPARE(stage.decisions.size(), 3u);
        QVERIFY(!stage.dialog->allowButton()->isEnabled());
        QCOMPARE(stage.dialog->outcomes().count(QString()), 0);
    }

    void oneThatFailsStopsNoOther()
    {
        const std::vector<Checkpoint> two{request(1), request(2)};
        Stage stage(two);
        stage.wait();
        stage.reject();
        stage.put(two[0], CheckpointState::Sending);
        Checkpoint failed = two[0];
        failed.issue.code = Issue::Code::TimedOut;
        stage.put(failed, CheckpointState::Failed);
        QCOMPARE(stage.decisions.size(), 2u);
        QCOMPARE(stage.decisions[1].reply, Reply::Reject);
        QVERIFY(!stage.dialog->outcomes()[0].isEmpty());
        stage.put(failed, CheckpointState::Pending); // it still waits; it is not sent again
        QCOMPARE(stage.decisions.size(), 2u);
    }

    void whatIsAnsweredElsewhereIsLeftOut()
    {
        const std::vector<Checkpoint> three{request(1), request(2), request(3)};
        Stage stage(three);
        stage.wait();
        stage.put(three[1], CheckpointState::AnsweredElsewhere);
        stage.allow(); // what the button covers has just changed
        QVERIFY(stage.decisions.empty());
        stage.wait();
        stage.allow();
        stage.put(three[0], CheckpointState::Sending);
        // A rejection or an "always" elsewhere answers the third as well.
        stage.put(three[2], CheckpointState::AnsweredElsewhere);
        stage.put(three[0], CheckpointState::Confirmed);
        QCOMPARE(stage.decisions.size(), 1u);
    }

    void whatReadsDifferentlyNowIsLeftOut()
    {
        const std::vector<Checkpoint> two{request(1), request(2)};
        Stage stage(two);
        Checkpoint changed = two[0];
        changed.text = u"rm -rf /"_s;
        stage.model.apply(CheckpointChanged{changed});
        stage.wait();
        stage.allow();
        QCOMPARE(stage.decisions.size(), 1u);
        QCOMPARE(stage.decisions[0].key, two[1].key);
        QVERIFY(stage.dialog->outcomes()[0].contains(u"something else"_s));
    }

    void whatIsRiskyOrAQuestionIsNeverAmongThem()
    {
        Stage stage(
            {request(1), FakeFeed::push(), FakeFeed::question(), request(2, u"rm -rf x"_s)});
        QCOMPARE(stage.dialog->outcomes().size(), 1);
        stage.wait();
        stage.allow();
        QCOMPARE(stage.decisions.size(), 1u);
        QCOMPARE(stage.decisions[0].key, request(1).key);
    }

    void allIsReadBeforeAllIsAllowed() // H19
    {
        std::vector<Checkpoint> many;
        for (int i = 0; i < 30; ++i)
            many.push_back(request(i, u"echo %1"_s.arg(i)));
        Stage stage(many);
        stage.wait(false);
        QTRY_VERIFY(stage.dialog->list()->verticalScrollBar()->maximum() > 0);
        QVERIFY(!stage.dialog->allowButton()->isEnabled());
        QVERIFY(stage.dialog->rejectButton()->isEnabled());
        stage.allow();
        QVERIFY(stage.decisions.empty());
        QScrollBar* bar = stage.dialog->list()->verticalScrollBar();
        bar->setValue(bar->maximum());
        QVERIFY(stage.dialog->allowButton()->isEnabled());
        stage.allow();
        QCOMPARE(stage.decisions.size(), 1u);
    }

    void closingAnswersNothing() // H13
    {
        Stage stage({request(1), request(2)});
        stage.wait();
        QTest::keyClick(stage.dialog.get(), Qt::Key_Escape);
        QVERIFY(!stage.dialog->isVisible());
        QVERIFY(stage.decisions.empty());
    }
};

QTEST_MAIN(TestBatchDialog)
#include "tst_batchdialog.moc"
