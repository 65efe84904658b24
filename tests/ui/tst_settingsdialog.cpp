// SPDX-License-Identifier: MIT
#include "tests/ui/fakefeed.h"
#include "ui/colourscheme.h"
#include "ui/importdialog.h"
#include "ui/keybindings.h"
#include "ui/mainwindow.h"
#include "ui/panels/composer.h"
#include "ui/preferences.h"
#include "ui/serverspage.h"
#include "ui/settingrow.h"
#include "ui/settingsdialog.h"
#include "ui/settingspages.h"
#include "ui/shortcuttable.h"
#include "ui/typography.h"
#include "ui/views/switch.h"
#include "ui/views/textlabel.h"
#include "ui/views/transcriptview.h"
#include "ui/windowstate.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

struct Stage
{
    Stage()
    {
        WindowPorts ports;
        ports.submit = [](const Command&) {};
        ports.now = &FakeFeed::now;
        ports.preferences = &preferences;
        ports.state = &state;
        ports.scheme = &scheme;
        state.setRecentSearches({u"tax"_s, u"cash drawer"_s});
        window = std::make_unique<MainWindow>(std::move(ports));
        window->selectWhenKnown(FakeFeed::mainSession());
        window->apply(FakeFeed::all());
        window->apply(FakeFeed::transcript());
        window->show();
        dialog = new SettingsDialog(window.get());
        dialog->addPage(u"Appearance"_s, makeAppearancePage(window.get(), &preferences));
        dialog->addPage(u"Reading"_s, makeReadingPage(window.get(), &preferences));
        dialog->addPage(u"Servers"_s, new ServersPage(window.get()));
        dialog->addPage(u"Shortcuts"_s, makeShortcutsPage());
        dialog->addPage(u"Privacy"_s, makePrivacyPage(window.get(), &preferences));
        search = dialog->findChild<QLineEdit*>();
        dialog->show();
        dialog->activateWindow();
    }

    QStringList rows() const
    {
        QStringList titles;
        for (const SettingRow* row : dialog->findChildren<SettingRow*>()) {
            if (row->isVisible())
                titles.append(row->title());
        }
        return titles;
    }
    bool says(const QString& words) const
    {
        for (const TextLabel* label : dialog->findChildren<TextLabel*>()) {
            if (label->isVisible() && label->text().contains(words))
                return true;
        }
        return false;
    }
    template <typename T>
    T* child(const QString& name) const
    {
        return dialog->findChild<T*>(name);
    }
    void choose(const QString& name, int index) const
    {
        auto* combo = child<QComboBox>(name);
        combo->setCurrentIndex(index);
        emit combo->activated(index);
    }
    bool isOpen(const QString& begin) const
    {
        const auto* view = window->findChild<TranscriptView*>();
        const auto& document = view->document();
        for (int i = 0; i < document.itemCount(); ++i) {
            const TranscriptItem& item = document.item(i);
            if (item.part && item.part->kind == PartKind::Tool
                && item.part->tool.tool.startsWith(begin))
                return item.open;
        }
        return false;
    }

    Preferences preferences{{}};
    WindowState state{{}};
    ColourScheme scheme{ThemeChoice::Light};
    std::unique_ptr<MainWindow> window;
    SettingsDialog* dialog;
    QLineEdit* search;
};

} // namespace

class TestSettingsDialog : public QObject
{
    Q_OBJECT

private slots:
    void cleanup()
    {
        Typography::inForce().setPercent(100);
        KeyBindings::inForce().load({}, true);
    }

    void onePageIsShownAtATime()
    {
        const Stage stage;
        QVERIFY(stage.rows().contains(u"Colours"_s));
        QVERIFY(!stage.rows().contains(u"Tool calls"_s));
        stage.dialog->findChild<QListWidget*>()->setCurrentRow(1);
        QVERIFY(!stage.rows().contains(u"Colours"_s));
        QVERIFY(stage.rows().contains(u"Tool calls"_s));
    }

    void theRowsOfAllPagesAreSearched()
    {
        const Stage stage;
        QTest::keyClicks(stage.search, u"look"_s); // in explanations, whatever the page
        QCOMPARE(stage.rows(),
            (QStringList{u"Recent searches"_s, u"When you last looked at sessions"_s,
                u"Tell AgentPane servers which session you look at"_s}));
        QVERIFY(stage.says(u"Privacy"_s));
        QVERIFY(!stage.says(u"Appearance"_s));
        stage.search->setText(u"SIZE"_s);
        QVERIFY(stage.rows().contains(u"Size"_s));
        stage.search->setText(u"read fold"_s); // all of the words, the page's name among them
        QCOMPARE(stage.rows(), QStringList{u"Show what agents think"_s});
        stage.search->clear();
        QVERIFY(stage.rows().contains(u"Colours"_s));
        QVERIFY(!stage.rows().contains(u"Recent searches"_s));
    }

    void aRowOfAnyPageIsFoundWithoutMore()
    {
        const Stage stage;
        auto* page = new QWidget;
        new SettingRow(u"Keep for"_s, u"Zebra days"_s, new Switch, page);
        stage.dialog->addPage(u"Storage"_s, page);
        stage.search->setText(u"zebra"_s);
        QCOMPARE(stage.rows(), QStringList{u"Keep for"_s});
    }

    void actionsAreFoundInTheTableOfShortcuts()
    {
        const Stage stage;
        stage.search->setText(u"raw events"_s);
        const auto* table = stage.dialog->findChild<ShortcutTable*>();
        QVERIFY(table->isVisible());
        stage.search->setText(u"quagga"_s);
        QVERIFY(!table->isVisible());
    }

    void nothingFoundIsSaid()
    {
        const Stage stage;
        stage.search->setText(u"quagga"_s);
        QVERIFY(stage.rows().isEmpty());
        QVERIFY(stage.says(u"Nothing is called “quagga”"_s));
        QTest::keyClick(stage.search, Qt::Key_Escape);
        QVERIFY(stage.dialog->isVisible());
        QVERIFY(stage.rows().contains(u"Colours"_s));
    }

    void enterGoesToTheFirstAndLettersToTheSearch()
    {
        const Stage stage;
        QVERIFY(QTest::qWaitForWindowActive(stage.dialog));
        stage.search->setText(u"tool calls"_s);
        QTest::keyClick(stage.search, Qt::Key_Return);
        QCOMPARE(QApplication::focusWidget(), stage.child<QComboBox>(u"calls"_s));
        stage.search->clear();
        auto* list = stage.dialog->findChild<QListWidget*>();
        list->setFocus();
        QTest::keyClicks(list, u"s"_s);
        QTest::keyClicks(QApplication::focusWidget(), u"i"_s);
        QCOMPARE(stage.search->text(), u"si"_s);
        QVERIFY(stage.search->hasFocus());
    }

    void appearanceIsFollowedAtOnceAndBothWays()
    {
        const Stage stage;
        stage.choose(u"colours"_s, 2);
        QCOMPARE(stage.preferences.theme(), ThemeChoice::Dark);
        QVERIFY(theme::tokens().dark);
        stage.window->action(ActionId::ThemeLight)->trigger();
        QCOMPARE(stage.child<QComboBox>(u"colours"_s)->currentIndex(), 1);
        stage.choose(u"size"_s, 4);
        QCOMPARE(Typography::inForce().percent(), 125);
        stage.window->action(ActionId::ZoomOut)->trigger();
        QCOMPARE(stage.child<QComboBox>(u"size"_s)->currentText(), u"110 %"_s);
        stage.choose(u"motion"_s, 1);
        QVERIFY(stage.preferences.reducedMotion());
    }

    void transcriptsBeginAsThePersonWishes()
    {
        const Stage stage;
        QVERIFY(stage.isOpen(u"edit"_s));
        stage.choose(u"calls"_s, 2);
        QVERIFY(!stage.isOpen(u"edit"_s));
        stage.choose(u"calls"_s, 1);
        QVERIFY(stage.isOpen(u"edit"_s));
        QVERIFY(stage.isOpen(u"bash"_s));
        QCOMPARE(stage.preferences.reading().calls, ReadingWishes::Calls::AllOpen);
        stage.window->action(ActionId::FoldAll)->trigger(); // the person's own doing stays
        stage.choose(u"calls"_s, 0);
        stage.choose(u"calls"_s, 1);
        QVERIFY(!stage.isOpen(u"edit"_s));
    }

    void whatTheWindowRemembersIsForgottenAndBroughtBack()
    {
        const Stage stage;
        auto* button = stage.child<QPushButton>(u"forget-searches"_s);
        QCOMPARE(button->text(), u"Forget 2"_s);
        button->click();
        QVERIFY(stage.state.recentSearches().isEmpty());
        QCOMPARE(stage.window->remembered(MainWindow::Memory::Searches), 0);
        QCOMPARE(button->text(), u"Undo"_s);
        button->click();
        QCOMPARE(stage.state.recentSearches(), (QStringList{u"tax"_s, u"cash drawer"_s}));
        QVERIFY(!stage.child<QPushButton>(u"forget-drafts"_s)->isEnabled());
    }

    void aFileOfSettingsIsShownBeforeItIsTaken()
    {
        const Stage stage;
        const QTemporaryDir directory;
        const QString path = directory.filePath(u"settings.json"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        // Qt 6.4: moc does not see a class behind such a raw string.
        QByteArray document = "{'headgate-settings': 1,"
                              " 'appearance': {'size': 125, 'colours': 'pink'},"
                              " 'keys': {'new-session': 'Ctrl+Alt+X'},"
                              " 'servers': [{'kind': 'opencode', 'url': 'http://c.example:4096'}]}";
        file.write(document.replace('\'', '"'));
        file.close();
        QSignalSpy wanted(stage.window.get(), &MainWindow::sourceWanted);
        QSignalSpy changed(stage.window.get(), &MainWindow::wishesChanged);
        stage.window->offerSettings(path);
        auto* offer = stage.window->findChild<ImportDialog*>();
        QVERIFY(offer);
        QString said;
        for (const TextLabel* label : offer->findChildren<TextLabel*>())
            said += label->text() + u'\n';
        QVERIFY2(said.contains(u"3 setting(s) would change"_s)
                || said.contains(u"3 settings would change"_s),
            qPrintable(said));
        QVERIFY2(said.contains(u"100 → 125"_s), qPrintable(said));
        QVERIFY2(said.contains(u"colours is pink"_s), qPrintable(said));
        QCOMPARE(Typography::inForce().percent(), 100);
        offer->findChild<QPushButton*>(u"take"_s)->click();
        QCOMPARE(Typography::inForce().percent(), 125);
        QCOMPARE(KeyBindings::inForce().chord(ActionId::NewSession), u"Ctrl+Alt+X"_s);
        QCOMPARE(stage.preferences.theme(), ThemeChoice::System);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(changed.count(), 1);
        const QString written = directory.filePath(u"again.json"_s);
        stage.window->writeSettings(written);
        QFile again(written);
        QVERIFY(again.open(QIODevice::ReadOnly));
        QVERIFY(again.readAll().replace('"', '\'').contains("'size': 125"));
    }

    void aServerCanBeForgottenByTheKeychain()
    {
        const Stage stage;
        QSignalSpy forgotten(stage.window.get(), &MainWindow::passwordForgotten);
        QPushButton* button = nullptr;
        for (auto* one : stage.dialog->findChildren<QPushButton*>()) {
            if (one->text() == "Forget password"_L1 && !button)
                button = one;
        }
        QVERIFY(button);
        button->click();
        QCOMPARE(forgotten.count(), 1);
        QVERIFY(!button->isEnabled());
    }
};

QTEST_MAIN(TestSettingsDialog)
#include "tst_settingsdialog.moc"
