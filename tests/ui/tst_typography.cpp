// SPDX-License-Identifier: MIT
#include "tests/ui/fakefeed.h"
#include "ui/colourscheme.h"
#include "ui/mainwindow.h"
#include "ui/panels/topbar.h"
#include "ui/panes.h"
#include "ui/preferences.h"
#include "ui/style.h"
#include "ui/typography.h"
#include "ui/views/sessiontree.h"
#include "ui/views/switch.h"
#include "ui/views/textlabel.h"
#include "ui/views/transcriptview.h"
#include "ui/windowstate.h"

#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

/** A window with a day in it. */
struct Stage
{
    explicit Stage(int percent = 100)
    {
        preferences.setZoom(percent);
        preferences.setReducedMotion(true); // pictures are compared
        WindowPorts ports;
        ports.submit = [](const Command&) {};
        ports.now = &FakeFeed::now;
        ports.preferences = &preferences;
        ports.state = &state;
        ports.scheme = &scheme;
        window = std::make_unique<MainWindow>(std::move(ports));
        window->selectWhenKnown(FakeFeed::mainSession());
        window->apply(FakeFeed::all());
        window->apply(FakeFeed::transcript());
        window->resize(1280, 720);
        window->show();
        settle();
    }
    ~Stage() { Typography::inForce().setPercent(100); }

    static void settle()
    {
        for (int i = 0; i < 4; ++i) {
            QApplication::sendPostedEvents();
            QApplication::processEvents();
        }
    }
    template <typename T>
    T* child() const
    {
        return window->findChild<T*>();
    }

    Preferences preferences{{}};
    WindowState state{{}};
    ColourScheme scheme{ThemeChoice::Light};
    std::unique_ptr<MainWindow> window;
};

void turn(QWidget* on, int notches, Qt::KeyboardModifiers held)
{
    QWheelEvent event(QPointF(10, 10), on->mapToGlobal(QPointF(10, 10)), {}, {0, notches * 120},
        Qt::NoButton, held, Qt::NoScrollPhase, false);
    QApplication::sendEvent(on, &event);
}

} // namespace

class TestTypography : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QApplication::setStyle(new Style);
        QApplication::setFont(theme::uiFont());
    }
    void cleanup() { Typography::inForce().setPercent(100); }

    void itGoesInStepsFrom80To200()
    {
        Typography& type = Typography::inForce();
        type.setPercent(1);
        QCOMPARE(type.percent(), 80);
        QVERIFY(!type.canStep(-1));
        type.step(-1);
        QCOMPARE(type.percent(), 80);
        type.setPercent(1000);
        QCOMPARE(type.percent(), 200);
        QVERIFY(!type.canStep(+1));
        type.setPercent(130);
        QCOMPARE(type.percent(), 125);
        type.step(+1);
        QCOMPARE(type.percent(), 150);
    }

    void whatAWidgetWasGivenGrowsAndComesBackExactly()
    {
        QWidget window;
        auto* label = new TextLabel(theme::uiFont(13), &theme::Tokens::text, &window);
        label->setText(u"Words"_s);
        auto* button = new QPushButton(u"Button"_s, &window);
        button->setFixedHeight(29);
        window.show();
        const double font = label->font().pointSizeF();
        const QSize hint = label->sizeHint();
        for (const int percent : {200, 80, 110, 175, 90, 125, 150}) {
            Typography::inForce().setPercent(percent);
            QCOMPARE(button->height(), qRound(29 * percent / 100.0));
            QCOMPARE(label->font().pointSizeF(), font * percent / 100);
        }
        Typography::inForce().setPercent(200);
        QVERIFY(label->sizeHint().width() > 1.9 * hint.width());
        QCOMPARE(QApplication::font().pointSizeF(), theme::uiFont().pointSizeF() * 2);
        // What is made now is as large, and what code sets now is of this size already.
        TextLabel later(theme::uiFont(13), &theme::Tokens::text);
        later.show();
        QCOMPARE(later.font().pointSizeF(), font * 2);
        button->setFixedHeight(100);
        Typography::inForce().setPercent(100);
        QCOMPARE(button->height(), 50);
        QCOMPARE(label->font().pointSizeF(), font);
        QCOMPARE(label->sizeHint(), hint);
    }

    void theWindowFollowsKeysAndTheWheel()
    {
        Stage stage;
        auto* tree = stage.child<SessionTree>();
        const int row = tree->visualRect(tree->indexAt({40, 60})).height();
        const int bar = stage.child<TopBar>()->height();
        QTest::keyClick(stage.window.get(), Qt::Key_Plus, Qt::ControlModifier);
        QCOMPARE(Typography::inForce().percent(), 110);
        QTest::keyClick(stage.window.get(), Qt::Key_Equal, Qt::ControlModifier);
        QCOMPARE(Typography::inForce().percent(), 125);
        QTest::keyClick(stage.window.get(), Qt::Key_Minus, Qt::ControlModifier);
        QCOMPARE(Typography::inForce().percent(), 110);
        QTest::keyClick(stage.window.get(), Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(Typography::inForce().percent(), 100);
        auto* transcript = stage.child<TranscriptView>()->viewport();
        turn(transcript, 1, Qt::ControlModifier);
        turn(tree->viewport(), 1, Qt::ControlModifier);
        QCOMPARE(Typography::inForce().percent(), 125);
        turn(transcript, 1, Qt::NoModifier);
        QCOMPARE(Typography::inForce().percent(), 125);
        Stage::settle();
        QCOMPARE(tree->visualRect(tree->indexAt({40, 75})).height(), qRound(row * 1.25));
        QCOMPARE(stage.child<TopBar>()->height(), qRound(bar * 1.25));
        QCOMPARE(stage.preferences.zoom(), 125);
    }

    void itIsTheSameAtTheNextStart()
    {
        const QImage before = [] {
            Stage stage;
            Typography::inForce().setPercent(150);
            Stage::settle();
            QTest::qWait(30);
            return stage.window->grab().toImage();
        }();
        Stage again(150);
        QTest::qWait(30);
        QCOMPARE(Typography::inForce().percent(), 150);
        const QImage now = again.window->grab().toImage();
        QCOMPARE(now, before);
    }

    void nothingThatIsShownIsCutAtAnySize_data()
    {
        QTest::addColumn<int>("percent");
        for (const int percent : {80, 100, 150, 200})
            QTest::addRow("%d percent", percent) << percent;
    }
    void nothingThatIsShownIsCutAtAnySize()
    {
        QFETCH(int, percent);
        Stage stage;
        Typography::inForce().setPercent(percent);
        Stage::settle();
        QCOMPARE(stage.window->size(), QSize(1280, 720));
        for (const QPushButton* one : stage.window->findChildren<QPushButton*>()) {
            if (one->isVisible() && one->maximumWidth() == QWIDGETSIZE_MAX)
                QVERIFY2(one->width() >= one->sizeHint().width()
                        && one->height() >= one->fontMetrics().height(),
                    qPrintable(one->text()));
        }
        for (const TextLabel* one : stage.window->findChildren<TextLabel*>()) {
            if (one->isVisible() && !one->text().isEmpty())
                QVERIFY2(one->height() >= one->fontMetrics().ascent(), qPrintable(one->text()));
        }
        QVERIFY(stage.child<TopBar>()->width() <= 1280);
        // What has no room is a button.
        QCOMPARE(stage.child<Panes>()->widget(0)->isVisible(), percent < 200);
        QCOMPARE(stage.child<Panes>()->widget(2)->isVisible(), percent <= 100);
    }

    void theReadingPlaceStays()
    {
        Stage stage;
        auto* view = stage.child<TranscriptView>();
        stage.window->resize(1280, 420);
        Stage::settle();
        turn(view->viewport(), 2, Qt::NoModifier);
        Stage::settle();
        QVERIFY(!view->isFollowing());
        const int top = view->seenBlocks().front().index;
        for (const int percent : {125, 200, 80, 100}) {
            Typography::inForce().setPercent(percent);
            Stage::settle();
            const auto seen = view->seenBlocks();
            const auto it = std::ranges::find(seen, top, &TranscriptFlow::Seen::index);
            QVERIFY2(it != seen.end() && it->y <= 40, qPrintable(QString::number(percent)));
        }
    }

    void aPlaceUnderThePointerIsTheSamePlace()
    {
        Stage stage;
        Typography::inForce().setPercent(150);
        Stage::settle();
        auto* view = stage.child<TranscriptView>();
        // A double click chooses the word that is painted there.
        const auto seen = view->seenBlocks();
        int block = -1;
        for (const auto& one : seen) {
            if (view->document().textOf(one.index).startsWith("The rounding"_L1))
                block = one.index;
        }
        QVERIFY(block >= 0);
        const auto it = std::ranges::find(seen, block, &TranscriptFlow::Seen::index);
        const int left = (view->viewport()->width() - zoom::px(590)) / 2;
        QTest::mouseDClick(view->viewport(), Qt::LeftButton, {},
            QPoint(std::max(left, 36) + zoom::px(50), zoom::px(it->y + it->height - 30)));
        QVERIFY2(!view->selectedText().isEmpty(), "nothing was chosen");
        QVERIFY(view->document().textOf(block).contains(view->selectedText()));
    }

    void aFamilyOfThePersonsIsUsedAndAnUnknownOneIsNot()
    {
        TextLabel label(theme::uiFont(), &theme::Tokens::text);
        label.show();
        const QString own = label.font().family();
        Typography::inForce().setFamilies(u"No Such Family"_s, {});
        QCOMPARE(theme::uiFont().family(), own);
        const QString other = theme::monoFont().family();
        Typography::inForce().setFamilies(other, {});
        QCOMPARE(theme::uiFont().family(), other);
        QCOMPARE(label.font().family(), other);
        Typography::inForce().setFamilies({}, {});
        QCOMPARE(label.font().family(), own);
    }
};

QTEST_MAIN(TestTypography)
#include "tst_typography.moc"
