// SPDX-License-Identifier: MIT
#include "tests/ui/fakefeed.h"
#include "ui/colourscheme.h"
#include "ui/mainwindow.h"
#include "ui/panels/inspector.h"
#include "ui/panels/paneltabs.h"
#include "ui/preferences.h"
#include "ui/style.h"
#include "ui/views/iconbutton.h"
#include "ui/windowstate.h"

#include <QApplication>
#include <QMenu>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

struct Stage
{
    explicit Stage(QSize size = {1440, 900})
    {
        WindowPorts ports;
        ports.submit = [](const Command&) {};
        ports.now = &FakeFeed::now;
        ports.preferences = &preferences;
        ports.state = &state;
        ports.scheme = &scheme;
        window = std::make_unique<MainWindow>(std::move(ports));
        window->selectWhenKnown(FakeFeed::mainSession());
        window->apply(FakeFeed::all());
        window->apply(FakeFeed::todos());
        window->apply(FakeFeed::ledger());
        window->apply(FakeFeed::lineage());
        window->apply(FakeFeed::work());
        window->resize(size);
        window->show();
        (void)QTest::qWaitForWindowActive(window.get());
        window->tick();
        tabs = window->findChild<PanelTabs*>();
        more = window->findChild<MoreButton*>();
        inspector = window->findChild<Inspector*>();
    }

    QStringList shown() const
    {
        QStringList names;
        for (int i = 0; i < tabs->count(); ++i) {
            if (tabs->isTabVisible(i))
                names << tabs->name(i);
        }
        return names;
    }

    int at(const QString& name) const
    {
        for (int i = 0; i < tabs->count(); ++i) {
            if (tabs->name(i) == name)
                return i;
        }
        return -1;
    }

    QMenu* openMore() const
    {
        more->click();
        return qobject_cast<QMenu*>(QApplication::activePopupWidget());
    }

    Preferences preferences{{}};
    WindowState state{{}};
    ColourScheme scheme{ThemeChoice::Light};
    std::unique_ptr<MainWindow> window;
    PanelTabs* tabs = nullptr;
    MoreButton* more = nullptr;
    Inspector* inspector = nullptr;
};

} // namespace

class TestPanelHead : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new Style); }

    void everyWordOfAShownTabHasRoom()
    {
        Stage stage;
        for (int i = 0; i < stage.tabs->count(); ++i) {
            if (stage.tabs->isTabVisible(i))
                QVERIFY(stage.tabs->tabRect(i).width() >= stage.tabs->roomFor(i));
        }
        QVERIFY(stage.shown().size() >= 3);
        QVERIFY(stage.more->text().endsWith(u" more"_s));
    }

    void requestsAreNeverInTheRest()
    {
        Stage stage;
        for (const char* name : {"events", "serve", "proof", "lineage", "work"}) {
            stage.inspector->showTab(QString::fromLatin1(name));
            QVERIFY(stage.shown().contains(QString::fromLatin1(name)));
            QVERIFY(stage.shown().contains(u"waiting"_s));
        }
        stage.inspector->setFixedWidth(190); // as if the words were nearly twice as large
        QVERIFY(stage.shown().contains(u"waiting"_s));
        QVERIFY(stage.shown().contains(u"work"_s));
        QVERIFY(stage.tabs->tabRect(stage.at(u"work"_s)).right() <= stage.tabs->width());
    }

    void whatIsOpenInTheRestIsMarked()
    {
        Stage stage;
        QVERIFY(!stage.shown().contains(u"ledger"_s));
        QVERIFY(stage.more->isMarked());
        QVERIFY(stage.more->accessibleDescription().contains(u"Ledger 2"_s));
        stage.inspector->setFixedWidth(1600); // now there is room for all
        stage.window->tick();
        QVERIFY(stage.shown().contains(u"ledger"_s));
        QVERIFY(!stage.more->isMarked());
    }

    void whatWasChosenLatelyKeepsItsTab()
    {
        Stage stage;
        stage.inspector->showTab(u"lineage"_s);
        stage.inspector->showTab(u"waiting"_s);
        QVERIFY(stage.shown().contains(u"lineage"_s));
        QVERIFY(!stage.shown().contains(u"serve"_s));
    }

    void theListNamesAllPanelsWithCountAndChord()
    {
        Stage stage;
        QMenu* menu = stage.openMore();
        QVERIFY(menu);
        QStringList texts;
        for (const QAction* one : menu->actions())
            texts << one->text();
        QVERIFY(texts.contains(u"Waiting 3"_s));
        QVERIFY(texts.contains(u"Ledger 2"_s));
        for (QAction* one : menu->actions()) {
            if (one->text() == u"Ledger 2"_s) {
                QCOMPARE(one->shortcut(), QKeySequence(u"Ctrl+6"_s));
                one->trigger();
            }
        }
        menu->close();
        QCOMPARE(stage.inspector->tab(), u"ledger"_s);
        QVERIFY(stage.shown().contains(u"ledger"_s));
        // The chord in the list is words only: the action of the window still has it.
        stage.inspector->showTab(u"events"_s);
        (void)stage.openMore();
        QApplication::activePopupWidget()->close();
        QTest::keyClick(stage.window.get(), Qt::Key_6, Qt::ControlModifier);
        QCOMPARE(stage.inspector->tab(), u"ledger"_s);
    }

    void arrowsWalkTheRowAndOnIntoTheList()
    {
        Stage stage;
        stage.inspector->showTab(u"waiting"_s);
        stage.tabs->setFocus();
        const QStringList row = stage.shown();
        for (qsizetype i = 1; i < row.size(); ++i) {
            QTest::keyClick(stage.tabs, Qt::Key_Right);
            QCOMPARE(stage.inspector->tab(), row[i]);
            QCOMPARE(stage.shown(), row); // nothing comes in or goes under the fingers
        }
        QTest::keyClick(stage.tabs, Qt::Key_Right);
        QVERIFY(stage.more->hasFocus());
        QTest::keyClick(stage.more, Qt::Key_Left);
        QVERIFY(stage.tabs->hasFocus());
        QTest::keyClick(stage.tabs, Qt::Key_Home);
        QCOMPARE(stage.inspector->tab(), row.first());
        stage.more->setFocus();
        QTest::keyClick(stage.more, Qt::Key_Down);
        QVERIFY(qobject_cast<QMenu*>(QApplication::activePopupWidget()));
        QApplication::activePopupWidget()->close();
    }
};

QTEST_MAIN(TestPanelHead)
#include "tst_panelhead.moc"
