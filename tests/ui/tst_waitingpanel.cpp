// SPDX-License-Identifier: MIT
#include "tests/ui/fakefeed.h"
#include "ui/models/checkpointlistmodel.h"
#include "ui/models/requestfilter.h"
#include "ui/panels/waitingcard.h"
#include "ui/panels/waitingpanel.h"
#include "ui/style.h"

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

struct Stage
{
    explicit Stage(int more = 0)
    {
        model.tick(FakeFeed::now());
        for (const Change& change : FakeFeed::requests())
            model.apply(change);
        for (int i = 0; i < more; ++i) {
            Checkpoint c = FakeFeed::push();
            c.key.request = RequestId(u"per_more%1"_s.arg(i));
            c.text = u"make target%1"_s.arg(i);
            model.apply(CheckpointChanged{c});
        }
        PanelPorts ports;
        ports.requests = &model;
        ports.who = [](const CheckpointKey& key) { return key.session.value(); };
        ports.review = [this](const CheckpointKey& key) { reviewed.push_back(key); };
        ports.reviewTogether = [this](const std::vector<CheckpointKey>& keys) { together = keys; };
        panel = std::make_unique<WaitingPanel>(ports, nullptr);
        panel->resize(340, 900);
        panel->refresh(FakeFeed::now());
        panel->show();
        shown = QTest::qWaitForWindowActive(panel.get());
    }

    QLineEdit* filter() const { return panel->findChild<QLineEdit*>(); }
    QPushButton* button(const QString& text) const
    {
        for (auto* one : panel->findChildren<QPushButton*>()) {
            if (one->text() == text)
                return one;
        }
        return nullptr;
    }
    int cards() const
    {
        int count = 0;
        for (const auto* card : panel->findChildren<WaitingCard*>())
            count += card->isVisibleTo(panel.get()) ? 1 : 0;
        return count;
    }

    CheckpointListModel model;
    std::vector<CheckpointKey> reviewed;
    std::vector<CheckpointKey> together;
    std::unique_ptr<WaitingPanel> panel;
    bool shown = false;
};

} // namespace

/** H14, H27, H30: the inbox over all sources. */
class TestWaitingPanel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new Style); }

    void fewNeedNoFilter()
    {
        Stage stage;
        QVERIFY(stage.shown);
        QCOMPARE(stage.cards(), 3);
        QVERIFY(!stage.filter()->isVisible());
        Stage many(2);
        QVERIFY(many.filter()->isVisible());
    }

    void eachWordMustStandSomewhere_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("fits");
        QTest::newRow("nothing") << QString() << true;
        QTest::newRow("what") << u"run"_s << true;
        QTest::newRow("text") << u"FORCE-with"_s << true;
        QTest::newRow("kind") << u"permission"_s << true;
        QTest::newRow("hint") << u"rewrites remote"_s << true;
        QTest::newRow("who") << u"explorer git"_s << true;
        QTest::newRow("one does not") << u"git subversion"_s << false;
        QTest::newRow("blanks") << u"   "_s << true;
    }
    void eachWordMustStandSomewhere()
    {
        QFETCH(QString, text);
        QFETCH(bool, fits);
        QCOMPARE(RequestFilter(text).accepts(FakeFeed::push(), u"explorer"_s), fits);
    }

    void whatDoesNotFitIsNotShown()
    {
        Stage stage(5);
        QCOMPARE(stage.cards(), 8);
        stage.filter()->setText(u"make target3"_s);
        QCOMPARE(stage.cards(), 1);
        stage.filter()->setText(u"no such thing"_s);
        QCOMPARE(stage.cards(), 0);
        QVERIFY(stage.filter()->isVisible()); // it must be possible to take it back
        stage.filter()->clear();
        QCOMPARE(stage.cards(), 8);
    }

    void severalAreChosenAndLookedAtTogether()
    {
        Stage stage(3);
        stage.button(u"Choose"_s)->click();
        QVERIFY(stage.button(u"Review together"_s)->isVisible());
        QVERIFY(!stage.button(u"Review together"_s)->isEnabled());
        stage.button(u"All"_s)->click();
        stage.button(u"Review together"_s)->click();
        // A question and a push that rewrites a remote branch are looked at by themselves.
        QStringList ids;
        for (const CheckpointKey& key : stage.together)
            ids.append(key.request.value());
        QVERIFY(ids.contains(u"per_more0"_s) && ids.contains(u"per_more2"_s));
        QVERIFY(!ids.contains(FakeFeed::push().key.request.value()));
        QVERIFY(!ids.contains(FakeFeed::question().key.request.value()));
        QVERIFY(!stage.button(u"Review together"_s)->isVisible());
    }

    void whatIsHiddenByTheFilterIsNotChosen()
    {
        Stage stage(3);
        stage.button(u"Choose"_s)->click();
        stage.button(u"All"_s)->click();
        stage.filter()->setText(u"target1"_s);
        stage.button(u"Review together"_s)->click();
        QCOMPARE(stage.together.size(), 1u);
        QCOMPARE(stage.together[0].request.value(), u"per_more1"_s);
    }

    void xChoosesTheOneWithTheFocus()
    {
        Stage stage(3);
        WaitingCard* last = nullptr;
        for (auto* card : stage.panel->findChildren<WaitingCard*>()) {
            if (card->findChild<QCheckBox*>()->isEnabled())
                last = card;
        }
        QVERIFY(last);
        auto* review = last->findChild<QPushButton*>();
        review->setFocus();
        QTest::keyClick(review, Qt::Key_X);
        QVERIFY(last->isChosen());
        QTest::keyClick(review, Qt::Key_X);
        QVERIFY(!last->isChosen());
    }
};

QTEST_MAIN(TestWaitingPanel)
#include "tst_waitingpanel.moc"
