// SPDX-License-Identifier: MIT
#include "tests/ui/wallfeed.h"
#include "tests/ui/windowstage.h"
#include "ui/approvaldialog.h"
#include "ui/colourscheme.h"
#include "ui/mainwindow.h"
#include "ui/motion.h"
#include "ui/panels/wallpage.h"
#include "ui/preferences.h"
#include "ui/style.h"
#include "ui/typography.h"
#include "ui/views/sessiontree.h"
#include "ui/views/transcriptview.h"
#include "ui/views/wallclock.h"
#include "ui/views/walldelegate.h"
#include "ui/views/wallview.h"
#include "ui/windowstate.h"

#include <QAccessible>
#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Stage : test::Stage
{
    explicit Stage(const QString& directory = {}, bool some = true)
        : test::Stage(directory)
    {
        window->selectWhenKnown(FakeFeed::mainSession());
        window->resize(1440, 900);
        window->show();
        (void)QTest::qWaitForWindowActive(window.get());
        window->apply(FakeFeed::sources());
        if (!some)
            return;
        window->apply(FakeFeed::all());
        window->apply(FakeFeed::transcript());
        window->apply(WallFeed::sessions());
    }

    void openWall()
    {
        commands.clear();
        QTest::keyClick(window.get(), Qt::Key_W, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(window->isOnWall());
    }

    WallView* view() const { return window->findChild<WallView*>(); }
    WallClock* clock() const { return window->findChild<WallClock*>(); }
    WallPage* page() const { return window->findChild<WallPage*>(); }
    const WallModel& model() const { return *qobject_cast<WallModel*>(view()->model()); }
    void zoomTo(int percent) const
    {
        Typography::inForce().setPercent(percent);
        QTest::qWait(20);
    }
    QLineEdit* filter() const { return page()->findChild<QLineEdit*>(); }
    QModelIndex at(const QString& title) const
    {
        for (int row = 0; row < model().rowCount(); ++row) {
            if (model().tile(row).title == title)
                return model().index(row);
        }
        return {};
    }
};

/** The first tile, `size` px, with `ratio` pixels of the screen for each of them. */
QImage tilePicture(const WallView& view, QSize size, int ratio)
{
    QImage picture(size * ratio, QImage::Format_ARGB32_Premultiplied);
    picture.setDevicePixelRatio(ratio);
    picture.fill(theme::tokens().bg);
    QStyleOptionViewItem option;
    option.rect = QRect(QPoint(), size);
    option.state = QStyle::State_Enabled | QStyle::State_MouseOver;
    QPainter painter(&picture);
    view.itemDelegate()->paint(&painter, option, view.model()->index(0, 0));
    return picture;
}

} // namespace

class TestWall : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new Style); }
    void cleanup() { Typography::inForce().setPercent(100); }

    void itOpensWhatItShowsAndLetsGoOfIt()
    {
        Stage stage;
        stage.openWall();
        const auto opened = stage.sent<OpenSession>();
        // The session in the middle is open already: it is not read again, and has its lines.
        QCOMPARE(opened.size(), WallModel::mostExpanded - 1);
        for (const OpenSession& one : opened)
            QVERIFY(!(one.key == FakeFeed::mainSession()));
        const QModelIndex main = stage.at(u"Split the invoice module"_s);
        QVERIFY(!main.data(WallModel::LinesRole).toStringList().isEmpty());
        QTest::keyClick(stage.view(), Qt::Key_Escape);
        QVERIFY(!stage.window->isOnWall());
        QCOMPARE(stage.sent<CloseSession>().size(), opened.size());
        for (const CloseSession& one : stage.sent<CloseSession>())
            QVERIFY(!(one.key == FakeFeed::mainSession()));
        QVERIFY(stage.window->findChild<SessionTree*>()->isVisible());
        QCOMPARE(stage.window->selected(), FakeFeed::mainSession());
    }

    void theTranscriptBehindItStaysAsItWas()
    {
        Stage stage;
        auto* transcript = stage.window->findChild<TranscriptView*>();
        QVERIFY(transcript->isFollowing());
        stage.window->findChild<SessionTree*>()->setFocus();
        QWidget* focus = QApplication::focusWidget();
        // It would go to a card, and follow no longer, if the keys passed through it.
        bool passed = false;
        const auto watch = connect(qApp, &QApplication::focusChanged, this,
            [&](QWidget*, QWidget* now) { passed = passed || now == transcript; });
        stage.openWall();
        QVERIFY(stage.view()->hasFocus());
        QTest::keyClick(stage.view(), Qt::Key_Escape);
        QCOMPARE(QApplication::focusWidget(), focus);
        QVERIFY(!passed);
        disconnect(watch);
        QVERIFY(transcript->isFollowing());
    }

    void enterOpensTheSessionOfTheTile()
    {
        Stage stage;
        stage.openWall();
        stage.view()->setCurrentIndex(stage.at(u"Load test of the import"_s));
        stage.commands.clear();
        QTest::keyClick(stage.view(), Qt::Key_Return);
        QVERIFY(!stage.window->isOnWall());
        QCOMPARE(stage.window->selected(), WallFeed::running(6));
        // Read anew for the middle, after the wall let go of it.
        QCOMPARE(stage.sent<OpenSession>().back().key, WallFeed::running(6));
        QVERIFY(std::holds_alternative<OpenSession>(stage.commands.back()));
    }

    void arrowsWalkBetweenTheTiles()
    {
        Stage stage;
        stage.openWall();
        WallView* view = stage.view();
        const int columns = view->columns();
        QVERIFY(columns >= 2 && columns <= 4);
        view->setCurrentIndex(stage.model().index(0));
        QTest::keyClick(view, Qt::Key_Right);
        QCOMPARE(view->currentIndex().row(), 1);
        QTest::keyClick(view, Qt::Key_Down);
        QCOMPARE(view->currentIndex().row(), 1 + columns);
        QTest::keyClick(view, Qt::Key_Left);
        QCOMPARE(view->currentIndex().row(), columns);
        QTest::keyClick(view, Qt::Key_Up);
        QCOMPARE(view->currentIndex().row(), 0);
    }

    void oneToFourColumnsByWidth()
    {
        Stage stage;
        stage.openWall();
        int before = 0;
        for (const int width : {720, 1280, 1920, 3840}) {
            stage.window->resize(width, 900);
            QTest::qWait(0);
            QVERIFY(stage.view()->columns() >= std::max(1, before));
            QVERIFY(stage.view()->columns() <= WallView::mostColumns);
            before = stage.view()->columns();
            QVERIFY(stage.page()->findChild<QLineEdit*>()->width() >= 120);
        }
        QCOMPARE(before, 4);
    }

    void aTileOpensTheDialogAndNeverAnswers()
    {
        Stage stage;
        stage.openWall();
        stage.view()->setCurrentIndex(stage.at(u"Landing page copy"_s));
        QTest::keyClick(stage.view(), Qt::Key_R);
        QVERIFY(stage.window->approval());
        QCOMPARE(*stage.window->approval()->key(), FakeFeed::question().key);
        QVERIFY(stage.window->isOnWall()); // it goes on behind the dialog
        stage.window->approval()->close();
        QTest::qWait(0);
        const QModelIndex tile = stage.at(u"Split the invoice module"_s);
        const QPoint at = WallDelegate::requestRect(stage.view()->visualRect(tile)).center();
        QTest::mouseClick(stage.view()->viewport(), Qt::LeftButton, {}, at);
        QCOMPARE(*stage.window->approval()->key(), FakeFeed::push().key);
        for (const Qt::Key key : {Qt::Key_Y, Qt::Key_A, Qt::Key_N, Qt::Key_1, Qt::Key_Space})
            QTest::keyClick(stage.view(), key);
        QVERIFY(stage.sent<Decide>().empty());
    }

    void pKeepsASessionAndItIsRemembered()
    {
        QTemporaryDir directory;
        {
            Stage stage(directory.path());
            stage.openWall();
            stage.view()->setCurrentIndex(stage.at(u"Draft the release notes"_s));
            QTest::keyClick(stage.view(), Qt::Key_P);
            QCOMPARE(stage.model().tile(0).title, u"Draft the release notes"_s);
            QCOMPARE(stage.view()->currentIndex().row(), 0); // the person stays with it
            stage.window->close();
        }
        Stage again(directory.path());
        again.now += 2h;
        again.openWall();
        QCOMPARE(again.model().tile(0).title, u"Draft the release notes"_s);
    }

    void slashGoesToTheFilterAndEscapeBack()
    {
        Stage stage;
        stage.openWall();
        const int all = stage.model().rowCount();
        QTest::keyClick(stage.view(), Qt::Key_Slash);
        QVERIFY(stage.filter()->hasFocus());
        QTest::keyClicks(stage.filter(), u"queue"_s);
        QCOMPARE(stage.model().rowCount(), 2);
        QTest::keyClicks(stage.filter(), u" nobody has this"_s);
        QCOMPARE(stage.model().rowCount(), 0);
        QVERIFY(!stage.view()->isVisible()); // words stand there
        QTest::keyClick(stage.filter(), Qt::Key_Escape);
        QCOMPARE(stage.model().rowCount(), all);
        QTest::keyClick(stage.filter(), Qt::Key_Escape);
        QVERIFY(stage.view()->hasFocus());
        QVERIFY(stage.window->isOnWall());
        QTest::keyClick(stage.view(), Qt::Key_Escape);
        QVERIFY(!stage.window->isOnWall());
    }

    void theClockLooksBackInAllTiles()
    {
        Stage stage;
        stage.openWall();
        int seed = 0;
        for (const OpenSession& one : stage.sent<OpenSession>())
            stage.window->apply({WallFeed::transcript(one.key, ++seed)});
        stage.window->tick();
        stage.clock()->setFocus();
        QTest::keyClick(stage.clock(), Qt::Key_Left);
        QVERIFY(stage.model().moment());
        QVERIFY(*stage.model().moment() <= stage.now);
        for (int i = 0; i < 6; ++i)
            QTest::keyClick(stage.clock(), Qt::Key_PageDown);
        int told = 0;
        for (int row = 0; row < stage.model().rowCount(); ++row) {
            const WallMoment* moment = stage.model().momentOf(row);
            told += moment ? 1 : 0;
            QVERIFY(!moment || moment->at <= *stage.model().moment());
        }
        QVERIFY(told > 5);
        QVERIFY(stage.clock()->accessibleDescription().contains(u"ago"_s));
        QTest::keyClick(stage.clock(), Qt::Key_End);
        QVERIFY(!stage.model().moment());
        // Pointing at it is enough, and going away is back to now.
        QTest::mouseMove(stage.clock(), QPoint(stage.clock()->width() / 2, 10));
        QVERIFY(stage.model().moment());
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(stage.clock(), &leave);
        QVERIFY(!stage.model().moment());
    }

    void agesTickTogetherAndNothingMovesWhileItIsHidden()
    {
        Stage stage;
        stage.openWall();
        const QModelIndex tile = stage.at(u"Review of #4127"_s);
        QCOMPARE(stage.model().tile(tile.row()).age, u"17 m"_s);
        stage.now += 2min;
        stage.window->tick();
        QCOMPARE(stage.model().tile(stage.at(u"Review of #4127"_s).row()).age, u"19 m"_s);
        QTest::keyClick(stage.view(), Qt::Key_Escape);
        QSignalSpy updated(&stage.model(), &WallModel::updated);
        stage.now += 2min;
        stage.window->tick();
        stage.window->apply({SessionChanged{WallFeed::session(0)}});
        stage.window->tick();
        QCOMPARE(updated.size(), 0);
        for (const QTimer* timer : stage.page()->findChildren<QTimer*>())
            QVERIFY(!timer->isActive());
    }

    void whoIsChosenElsewhereEndsTheWall()
    {
        Stage stage;
        stage.openWall();
        stage.window->reveal(WallFeed::running(2));
        QVERIFY(!stage.window->isOnWall());
        QCOMPARE(stage.window->selected(), WallFeed::running(2));
    }

    void anEmptyWallSaysWhatWouldBeThere()
    {
        Stage stage({}, false);
        stage.openWall();
        QVERIFY(!stage.view()->isVisible());
        QTest::keyClick(stage.window->focusWidget(), Qt::Key_Escape);
        QVERIFY(!stage.window->isOnWall());
        stage.openWall();
        // The first session that comes does not take a person away from it.
        stage.window->apply({SessionChanged{WallFeed::session(0)}});
        stage.window->tick();
        QVERIFY(stage.window->isOnWall());
        QVERIFY(stage.view()->isVisible());
        QCOMPARE(stage.model().rowCount(), 1);
        QTest::keyClick(stage.view(), Qt::Key_Escape);
        QCOMPARE(stage.window->selected(), WallFeed::running(0));
    }

    void itIsAsLargeAsAllTheRest_data()
    {
        QTest::addColumn<int>("percent");
        for (const int percent : {80, 150, 200})
            QTest::addRow("%d percent", percent) << percent;
    }
    void itIsAsLargeAsAllTheRest()
    {
        QFETCH(int, percent);
        Stage stage;
        stage.openWall();
        WallView* view = stage.view();
        stage.zoomTo(100); // it takes its place
        const int columns = view->columns();
        const QSize whole = stage.window->size();
        stage.zoomTo(percent);
        QCOMPARE(stage.window->size(), whole);
        QTRY_VERIFY(percent < 100 ? view->columns() > columns : view->columns() < columns);
        for (const QPushButton* button : stage.page()->findChildren<QPushButton*>())
            QTRY_VERIFY2(!button->isVisible() || button->width() >= button->sizeHint().width(),
                qPrintable(button->text()));
        const QRect first = view->visualRect(view->model()->index(0, 0));
        const QSize least = zoom::px(WallDelegate::leastCell());
        QVERIFY(first.height() >= std::min(least.height(), view->viewport()->height() - 1));
        QVERIFY(view->columns() == 1 || first.width() >= least.width());
        QAccessibleInterface* tile = QAccessible::queryAccessibleInterface(view)->child(0);
        QCOMPARE(tile->rect().size(), first.size());
        QTRY_COMPARE(stage.clock()->height(), stage.clock()->sizeHint().height());
        stage.zoomTo(100);
        QTRY_COMPARE(view->columns(), columns);
    }

    void aTileAt200PercentIsATileOfTwiceThePixels()
    {
        Stage stage;
        stage.openWall();
        const QSize size(400, 260);
        const QImage sharp = tilePicture(*stage.view(), size, 2);
        stage.zoomTo(200);
        QImage zoomed = tilePicture(*stage.view(), size * 2, 1);
        zoomed.setDevicePixelRatio(2);
        QCOMPARE(zoomed, sharp);
    }

    void whatIsPressedAt200PercentIsWhatStandsThere()
    {
        Stage stage;
        stage.openWall();
        stage.zoomTo(200);
        WallView* view = stage.view();
        const QModelIndex tile = stage.at(u"Split the invoice module"_s);
        view->scrollTo(tile);
        const QRect cell = view->visualRect(tile);
        const QPoint review(
            cell.right() - 80, qRound(zoom::inRow(cell, &WallDelegate::requestRect).center().y()));
        QVERIFY(view->viewport()->rect().contains(review));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, review);
        QVERIFY(
            stage.window->approval() && *stage.window->approval()->key() == FakeFeed::push().key);
        stage.window->approval()->close();
        QTest::qWait(0);
        // The pin: 26 px of 100 % from the right, 29 from the top.
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, cell.topRight() + QPoint(-52, 58));
        QVERIFY(stage.model().tile(stage.at(u"Split the invoice module"_s).row()).pinned);
        // The middle of the clock is half an hour ago.
        WallClock* clock = stage.clock();
        QTest::mouseClick(clock, Qt::LeftButton, {}, QPoint(clock->width() / 2, 20));
        const auto ago = stage.now - stage.model().moment().value_or(stage.now);
        QVERIFY(ago > 29min && ago < 31min);
        QTest::mouseClick(clock, Qt::LeftButton, {}, QPoint(16, 20));
        QCOMPARE(stage.now - stage.model().moment().value_or(stage.now), WallTrack::span);
    }

    void theTileInHandStaysInSight()
    {
        Stage stage;
        stage.openWall();
        stage.zoomTo(100);
        WallView* view = stage.view();
        view->setCurrentIndex(stage.model().index(stage.model().rowCount() - 1));
        for (const int percent : {200, 80, 150, 100}) {
            stage.zoomTo(percent);
            QTRY_VERIFY(
                view->viewport()->rect().intersects(view->visualRect(view->currentIndex())));
        }
    }

    void itsPartsHaveNames()
    {
        Stage stage;
        stage.openWall();
        QAccessibleInterface* wall = QAccessible::queryAccessibleInterface(stage.view());
        QCOMPARE(wall->text(QAccessible::Name), u"Wall of sessions"_s);
        QCOMPARE(wall->childCount(), stage.model().rowCount());
        QVERIFY(wall->child(0)->text(QAccessible::Name).contains(u"waits for you"_s));
        QCOMPARE(QAccessible::queryAccessibleInterface(stage.clock())->role(), QAccessible::Slider);
        for (const QPushButton* button : stage.page()->findChildren<QPushButton*>())
            QVERIFY(!button->text().isEmpty() || !button->accessibleName().isEmpty());
    }
};

QTEST_MAIN(TestWall)
#include "tst_wall.moc"
