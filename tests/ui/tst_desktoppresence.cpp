// SPDX-License-Identifier: MIT
#include "tests/support/fakenotifications.h"
#include "tests/support/privatebus.h"
#include "tests/ui/fakefeed.h"
#include "ui/approvaldialog.h"
#include "ui/colourscheme.h"
#include "ui/desktoppresence.h"
#include "ui/mainwindow.h"
#include "ui/preferences.h"
#include "ui/settingsdialog.h"
#include "ui/style.h"
#include "ui/windowstate.h"

#include <QApplication>
#include <QTest>

#include <algorithm>
#include <iterator>
#include <memory>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 30'000; ///< ms

/** The window and the desktop it stands on. */
struct Stage
{
    Stage()
        : desktop(bus.connect())
    {
        const auto submit = [this](const Command& command) { commands.push_back(command); };
        WindowPorts ports;
        ports.submit = submit;
        ports.now = [this] { return now; };
        ports.preferences = &preferences;
        ports.state = &state;
        ports.scheme = &scheme;
        window = std::make_unique<MainWindow>(std::move(ports));
        const QDBusConnection ours = bus.connect();
        presence = std::make_unique<DesktopPresence>(
            DesktopPresence::Ports{submit, [this] { return now; }, &preferences, &scheme},
            window.get(), ours, ours);
    }

    bool waitForService() const
    {
        return QTest::qWaitFor(
            [this] {
                return presence->notifier().bus().service() == NotificationBus::Service::Present;
            },
            patience);
    }
    /** Everything that waits, a second after it was told. */
    void tellAll()
    {
        window->apply(FakeFeed::all());
        now += 1s;
        presence->notifier().look();
    }
    std::vector<Command> decisions() const
    {
        std::vector<Command> found;
        std::ranges::copy_if(commands, std::back_inserter(found),
            [](const Command& one) { return std::holds_alternative<Decide>(one); });
        return found;
    }
    QAction* tray(const QString& begin) const
    {
        for (QAction* action : presence->tray().menu()->actions()) {
            if (action->text().startsWith(begin))
                return action;
        }
        return nullptr;
    }

    PrivateBus bus;
    FakeNotifications desktop;
    Timestamp now = FakeFeed::now();
    std::vector<Command> commands;
    Preferences preferences{{}};
    WindowState state{{}};
    ColourScheme scheme{ThemeChoice::Light};
    std::unique_ptr<MainWindow> window;
    std::unique_ptr<DesktopPresence> presence;
};

} // namespace

class TestDesktopPresence : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new Style); }

    // H31, H34
    void aWindowOutOfSightMissesNoRequestAndAClickOpensIt()
    {
        Stage stage;
        QVERIFY(stage.desktop.come());
        QVERIFY(stage.waitForService());
        stage.tellAll();
        const auto waiting = size_t(stage.window->waiting());
        QVERIFY(waiting > 1);
        QTRY_COMPARE_WITH_TIMEOUT(stage.desktop.open().size(), waiting, patience);
        const auto all = stage.desktop.open();
        const auto push = std::ranges::find_if(
            all, [](const auto& one) { return one.body.contains(u"git push"_s); });
        QVERIFY(push != all.end());
        QVERIFY(!push->actions.contains(u"once"_s)); // it has risk hints
        stage.desktop.press(push->id, u"default"_s, u"token"_s);
        QTRY_VERIFY_WITH_TIMEOUT(stage.window->approval(), patience);
        QVERIFY(stage.window->isVisible());
        QVERIFY(stage.window->approval()->key() == FakeFeed::push().key);
        const CheckpointKey key = FakeFeed::push().key;
        QCOMPARE(stage.window->selected(), (SessionKey{key.source, key.session}));
        QVERIFY(stage.decisions().empty());
    }

    void whatThePersonLooksAtIsNotTold()
    {
        Stage stage;
        QVERIFY(stage.desktop.come());
        QVERIFY(stage.waitForService());
        stage.window->show();
        QVERIFY(QTest::qWaitForWindowActive(stage.window.get()));
        stage.tellAll(); // the list of who waits is in sight
        stage.window->hide();
        stage.now += 1h;
        stage.presence->notifier().look();
        Checkpoint other = FakeFeed::push();
        other.key.request = RequestId(u"per_new"_s);
        stage.window->apply({CheckpointChanged{other}});
        stage.now += 1s;
        stage.presence->notifier().look();
        QTRY_COMPARE_WITH_TIMEOUT(stage.desktop.shown.size(), size_t(1), patience);
    }

    void theTrayCountsAndLeadsToTheNext()
    {
        Stage stage;
        QAction* next = stage.tray(u"Next"_s);
        QVERIFY(!next->isEnabled());
        stage.tellAll();
        stage.window->tick();
        QVERIFY(next->isEnabled());
        next->trigger();
        QVERIFY(stage.window->isVisible());
        QVERIFY(stage.window->approval());
    }

    void quietForAnHour()
    {
        Stage stage;
        QVERIFY(stage.desktop.come());
        QVERIFY(stage.waitForService());
        QAction* quiet = stage.tray(u"Quiet"_s);
        quiet->trigger();
        QVERIFY(quiet->isChecked());
        QVERIFY(quiet->text().startsWith(u"Quiet until"_s));
        stage.tellAll();
        QVERIFY(stage.desktop.shown.empty());
        quiet->trigger();
        QVERIFY(!quiet->isChecked());
        QTRY_VERIFY_WITH_TIMEOUT(!stage.desktop.shown.empty(), patience);
    }

    void theSettingsAreOneDialog()
    {
        Stage stage;
        stage.window->show();
        stage.window->action(ActionId::Settings)->trigger();
        const auto* dialog = stage.presence->settings();
        QVERIFY(dialog && dialog->isVisible());
        stage.window->action(ActionId::Settings)->trigger();
        QCOMPARE(stage.presence->settings(), dialog);
    }

    void withoutATrayClosingEndsIt()
    {
        Stage stage;
        stage.preferences.setStaysInTray(true);
        stage.window->show();
        QVERIFY(!stage.presence->tray().isThere()); // offscreen there is none
        QVERIFY(stage.window->close());
    }
};

QTEST_MAIN(TestDesktopPresence)
#include "tst_desktoppresence.moc"
