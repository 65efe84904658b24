// SPDX-License-Identifier: MIT
#include "tests/support/fakenotifications.h"
#include "tests/support/privatebus.h"
#include "ui/notifier.h"
#include "ui/preferences.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 30'000; ///< ms; another process has a part in it

const SourceId server{u"opencode:http://127.0.0.1:4096"_s};

Checkpoint command(const QString& id, const QString& text = u"npm test"_s)
{
    Checkpoint c;
    c.key = {server, SessionId(u"ses_1"_s), RequestId(id)};
    c.permission = u"bash"_s;
    c.text = text;
    return c;
}

/** A screen that says whether it is locked. */
class FakeLogin : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Session")
    Q_PROPERTY(bool LockedHint READ isLocked)

public:
    bool isLocked()
    {
        ++asked;
        return locked;
    }

    bool locked = false;
    int asked = 0;
};

/** A notifier on a bus of its own, with a desktop and a clock that the test moves. */
struct Stage
{
    Stage()
        : desktop(bus.connect())
        , ours(bus.connect())
    {
    }

    void start()
    {
        notifier = std::make_unique<Notifier>(
            Notifier::Ports{[this](const Command& command) { commands.push_back(command); },
                [this] { return now; }, [this] { return attention; }, &preferences},
            ours, ours);
        SourceStatus source;
        source.id = server;
        source.name = u"workstation"_s;
        source.state = SyncState::Live;
        Session session;
        session.source = server;
        session.id = SessionId(u"ses_1"_s);
        session.title = u"Fix <b>rounding</b>"_s;
        session.directory = u"/home/dev/shop"_s;
        session.status = SessionStatus::Running;
        notifier->apply({SourceChanged{source}, SessionChanged{session}});
        QTRY_VERIFY_WITH_TIMEOUT(
            notifier->bus().service() != NotificationBus::Service::Asked, patience);
    }
    void tell(const Checkpoint& checkpoint) { notifier->apply({CheckpointChanged{checkpoint}}); }
    void pass(milliseconds span)
    {
        now += span;
        notifier->look();
    }
    /** Waits for a request and gives the notification about it back. */
    FakeNotifications::Shown ask(const Checkpoint& checkpoint)
    {
        const size_t before = desktop.shown.size();
        tell(checkpoint);
        pass(1s);
        const bool came = QTest::qWaitFor([&] { return desktop.shown.size() > before; }, patience);
        return came ? desktop.shown.back() : FakeNotifications::Shown();
    }
    std::vector<Decision> decided() const
    {
        std::vector<Decision> found;
        for (const Command& command : commands) {
            if (const auto* one = std::get_if<Decide>(&command))
                found.push_back(one->decision);
        }
        return found;
    }

    PrivateBus bus;
    FakeNotifications desktop;
    QDBusConnection ours;
    Preferences preferences{{}};
    Attention attention;
    Timestamp now{1'778'000'000'000ms};
    std::vector<Command> commands;
    std::unique_ptr<Notifier> notifier;
};

} // namespace

class TestNotifier : public QObject
{
    Q_OBJECT

private slots:
    // H31, H32
    void aRequestIsShownWithItsAnswers()
    {
        Stage stage;
        QVERIFY(stage.desktop.come());
        stage.start();
        const auto shown = stage.ask(command(u"a"_s));
        QCOMPARE(shown.title, u"Fix <b>rounding</b>"_s);
        QCOMPARE(shown.body, u"Run a command: npm test\nworkstation · shop"_s);
        const QStringList expected{u"default"_s, u"Open"_s, u"once"_s, u"Allow once"_s, u"reject"_s,
            u"Reject"_s, u"open"_s, u"Open"_s};
        QCOMPARE(shown.actions, expected);
        QCOMPARE(shown.timeout, 0); // until it is answered
        QVERIFY(shown.hints.value(u"suppress-sound"_s).toBool());
    }

    void markupOfAnAgentIsShownAsItIs()
    {
        Stage stage;
        QVERIFY(stage.desktop.come());
        stage.start();
        const auto shown = stage.ask(command(u"a"_s, u"echo '<a href=\"x\">&'"_s));
        QVERIFY2(shown.body.contains(u"echo '&lt;a href=&quot;x&quot;&gt;&amp;'"_s),
            qPrintable(shown.body));
    }

    void withoutMarkupNothingIsEscaped()
    {
        Stage stage;
        stage.desktop.capabilities = {u"actions"_s, u"body"_s};
        QVERIFY(stage.desktop.come());
        stage.start();
        const auto shown = stage.ask(command(u"a"_s, u"test 1 -lt 2 && echo '<'"_s));
        QVERIFY2(shown.body.contains(u"&& echo '<'"_s), qPrintable(shown.body));
    }

    // H32
    void aDesktopWithoutActionsIsGivenNone()
    {
        Stage stage;
        stage.desktop.capabilities = {u"body"_s};
        QVERIFY(stage.desktop.come());
        stage.start();
        QVERIFY(!stage.notifier->bus().takesActions());
        QVERIFY(stage.ask(command(u"a"_s)).actions.isEmpty());
    }

    void aRiskyRequestCanOnlyBeOpened()
    {
        Stage stage;
        QVERIFY(stage.desktop.come());
        stage.start();
        const auto shown = stage.ask(command(u"a"_s, u"git push --force"_s));
        const QStringList expected{u"default"_s, u"Open"_s, u"open"_s, u"Open"_s};
        QCOMPARE(shown.actions, expected);
        // Neither is it decided by who presses what is not there.
        stage.desktop.press(shown.id, u"once"_s);
        QSignalSpy opened(stage.notifier.get(), &Notifier::openWanted);
        QTRY_COMPARE_WITH_TIMEOUT(stage.desktop.shown.size(), size_t(1), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!opened.isEmpty(), patience);
        QVERIFY(stage.decided().empty());
    }

    void aPressIsADecision_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<int>("reply");
        QTest::newRow("allowed") << u"once"_s << int(Reply::Once);
        QTest::newRow("rejected") << u"reject"_s << int(Reply::Reject);
    }

    void aPressIsADecision()
    {
        QFETCH(const QString, action);
        Stage stage;
        QVERIFY(stage.desktop.come());
        stage.start();
        const auto shown = stage.ask(command(u"a"_s));
        const Timestamp at = stage.now;
        stage.desktop.press(shown.id, action);
        stage.desktop.press(shown.id, action); // twice is once
        QTRY_COMPARE_WITH_TIMEOUT(stage.decided().size(), size_t(1), patience);
        QTRY_VERIFY_WITH_TIMEOUT(stage.desktop.open().empty(), patience);
        const Decision decision = stage.decided().front();
        QCOMPARE(decision.key, command(u"a"_s).key);
        QTEST(int(decision.reply), "reply");
        QCOMPARE(decision.actor, Decision::Actor::Notification);
        QCOMPARE(decision.shown, at);
        QCOMPARE(stage.desktop.shown.size(), size_t(1));
    }

    void aStalePressDecidesNothing_data()
    {
        QTest::addColumn<Checkpoint>("meanwhile");
        Checkpoint answered = command(u"a"_s);
        answered.state = CheckpointState::AnsweredElsewhere;
        QTest::newRow("it was answered elsewhere") << answered;
        Checkpoint sending = command(u"a"_s);
        sending.state = CheckpointState::Sending;
        QTest::newRow("an answer is on its way") << sending;
        QTest::newRow("it says something else") << command(u"a"_s, u"npm publish"_s);
    }

    void aStalePressDecidesNothing()
    {
        QFETCH(const Checkpoint, meanwhile);
        Stage stage;
        QVERIFY(stage.desktop.come());
        stage.start();
        const auto shown = stage.ask(command(u"a"_s));
        // The press and the change cross: what was pressed is what stood there.
        stage.desktop.press(shown.id, u"once"_s);
        stage.tell(meanwhile);
        QTRY_COMPARE_WITH_TIMEOUT(stage.desktop.shown.size(), size_t(2), patience);
        const auto said = stage.desktop.shown.back();
        QCOMPARE(said.body, u"State changed, open Headgate."_s);
        QVERIFY(!said.actions.contains(u"once"_s));
        QVERIFY(stage.decided().empty());
        QSignalSpy opened(stage.notifier.get(), &Notifier::openWanted);
        stage.desktop.press(said.id, u"open"_s);
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, patience);
    }

    void nothingIsDecidedWhileTheScreenIsLocked()
    {
        Stage stage;
        FakeLogin login;
        login.locked = true;
        QDBusConnection system = stage.bus.connect();
        QVERIFY(system.registerObject(u"/org/freedesktop/login1/session/auto"_s, &login,
            QDBusConnection::ExportAllProperties));
        QVERIFY(system.registerService(u"org.freedesktop.login1"_s));
        QVERIFY(stage.desktop.come());
        stage.start();
        stage.desktop.press(stage.ask(command(u"a"_s)).id, u"once"_s);
        QTRY_COMPARE_WITH_TIMEOUT(stage.desktop.shown.size(), size_t(2), patience);
        QVERIFY(stage.desktop.shown.back().body.contains(u"locked"_s));
        QVERIFY(stage.decided().empty());
        QCOMPARE(login.asked, 1);
        login.locked = false;
        stage.desktop.press(stage.ask(command(u"b"_s)).id, u"once"_s);
        QTRY_COMPARE_WITH_TIMEOUT(stage.decided().size(), size_t(1), patience);
    }

    void nothingIsDecidedOffline()
    {
        Stage stage;
        QVERIFY(stage.desktop.come());
        stage.start();
        const auto shown = stage.ask(command(u"a"_s));
        SourceStatus source;
        source.id = server;
        source.state = SyncState::Waiting;
        stage.notifier->apply({SourceChanged{source}});
        stage.desktop.press(shown.id, u"once"_s);
        QTRY_COMPARE_WITH_TIMEOUT(stage.desktop.shown.size(), size_t(2), patience);
        QVERIFY(stage.desktop.shown.back().body.contains(u"cannot be reached"_s));
        QVERIFY(stage.decided().empty());
    }

    // H34
    void aClickOpensExactlyWhatItIsAbout()
    {
        Stage stage;
        QVERIFY(stage.desktop.come());
        stage.start();
        (void)stage.ask(command(u"a"_s));
        const auto shown = stage.ask(command(u"b"_s));
        QSignalSpy opened(stage.notifier.get(), &Notifier::openWanted);
        stage.desktop.press(shown.id, u"default"_s, u"token-7"_s);
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, patience);
        const auto tag = opened.front().front().value<NoticeTag>();
        QCOMPARE(tag.checkpointKey(), command(u"b"_s).key);
        QCOMPARE(opened.front().at(1).toString(), u"token-7"_s);
        QVERIFY(stage.decided().empty());
    }

    void theNotificationsOfOthersAreTheirs()
    {
        Stage stage;
        QVERIFY(stage.desktop.come());
        stage.start();
        const auto shown = stage.ask(command(u"a"_s));
        stage.desktop.press(shown.id + 7, u"once"_s);
        stage.desktop.press(shown.id, u"open"_s);
        QSignalSpy opened(stage.notifier.get(), &Notifier::openWanted);
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, patience); // told in order: the other is past
        QVERIFY(stage.decided().empty());
    }

    // H31
    void answeredAnywhereItIsWithdrawn()
    {
        Stage stage;
        QVERIFY(stage.desktop.come());
        stage.start();
        Checkpoint c = command(u"a"_s);
        QVERIFY(stage.ask(c).id > 0);
        c.state = CheckpointState::AnsweredElsewhere;
        stage.tell(c);
        QTRY_VERIFY_WITH_TIMEOUT(stage.desktop.open().empty(), patience);
    }

    void withdrawnOnItsWayItIsClosedWhenItIsThere()
    {
        Stage stage;
        QVERIFY(stage.desktop.come());
        stage.start();
        Checkpoint c = command(u"a"_s);
        stage.tell(c);
        stage.pass(1s);
        c.state = CheckpointState::AnsweredElsewhere;
        stage.tell(c); // before the desktop said under which id it shows it
        QTRY_COMPARE_WITH_TIMEOUT(stage.desktop.shown.size(), size_t(1), patience);
        QTRY_VERIFY_WITH_TIMEOUT(stage.desktop.open().empty(), patience);
    }

    // H26
    void equalRequestsAreTwoNotifications()
    {
        Stage stage;
        QVERIFY(stage.desktop.come());
        stage.start();
        const auto first = stage.ask(command(u"a"_s));
        const auto second = stage.ask(command(u"b"_s));
        QCOMPARE(first.body, second.body);
        QCOMPARE(stage.desktop.open().size(), size_t(2));
        stage.desktop.press(second.id, u"once"_s);
        QTRY_COMPARE_WITH_TIMEOUT(stage.decided().size(), size_t(1), patience);
        QCOMPARE(stage.decided().front().key.request, RequestId(u"b"_s));
        QTRY_COMPARE_WITH_TIMEOUT(stage.desktop.open().size(), size_t(1), patience);
        QCOMPARE(stage.desktop.open().front().id, first.id);
    }

    void closingAnswersNothing()
    {
        Stage stage;
        QVERIFY(stage.desktop.come());
        stage.start();
        const auto shown = stage.ask(command(u"a"_s));
        QSignalSpy closed(&stage.notifier->bus(), &NotificationBus::closed);
        stage.desktop.dismiss(shown.id);
        QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, patience);
        stage.pass(1h);
        (void)stage.ask(command(u"b"_s));
        QVERIFY(stage.decided().empty());
        QCOMPARE(stage.desktop.shown.size(), size_t(2)); // the first is not shown again
    }

    void aServiceThatComesBackShowsWhatStillWaits()
    {
        Stage stage;
        QVERIFY(stage.desktop.come());
        stage.start();
        (void)stage.ask(command(u"a"_s));
        Checkpoint b = command(u"b"_s);
        (void)stage.ask(b);
        QSignalSpy lost(&stage.notifier->bus(), &NotificationBus::lost);
        stage.desktop.leave();
        QTRY_COMPARE_WITH_TIMEOUT(lost.count(), 1, patience);
        QCOMPARE(stage.notifier->bus().service(), NotificationBus::Service::Missing);
        b.state = CheckpointState::AnsweredElsewhere;
        stage.tell(b);
        stage.tell(command(u"c"_s));
        stage.pass(1s);
        QCOMPARE(stage.desktop.shown.size(), size_t(2));
        QVERIFY(stage.desktop.come());
        QTRY_COMPARE_WITH_TIMEOUT(stage.desktop.open().size(), size_t(2), patience);
        stage.desktop.press(stage.desktop.shown.back().id, u"once"_s);
        QTRY_COMPARE_WITH_TIMEOUT(stage.decided().size(), size_t(1), patience);
        QVERIFY(!(stage.decided().front().key == b.key));
    }

    void withoutAServiceNothingHappens()
    {
        Stage stage;
        stage.start();
        QCOMPARE(stage.notifier->bus().service(), NotificationBus::Service::Missing);
        stage.tell(command(u"a"_s));
        stage.pass(1s);
        QVERIFY(stage.desktop.come());
        QTRY_COMPARE_WITH_TIMEOUT(stage.desktop.open().size(), size_t(1), patience);
    }

    void withoutABusNothingHappens()
    {
        Preferences preferences{{}};
        const QDBusConnection none(u"nowhere"_s);
        Notifier notifier({[](const Command&) {}, [] { return Timestamp(1h); },
                              [] { return Attention(); }, &preferences},
            none, none);
        notifier.apply({CheckpointChanged{command(u"a"_s)}});
        QCOMPARE(notifier.bus().service(), NotificationBus::Service::Missing);
    }

    // H33
    void aSoundIsAWish()
    {
        Stage stage;
        NoticeWishes wishes;
        wishes.of(NoticeKind::Blocked).sound = true;
        stage.preferences.setNotices(wishes);
        QVERIFY(stage.desktop.come());
        stage.start();
        const auto shown = stage.ask(command(u"a"_s));
        QVERIFY(!shown.hints.value(u"sound-name"_s).toString().isEmpty());
        QVERIFY(!shown.hints.contains(u"suppress-sound"_s));
    }

    void quietForAnHourIsOverWhenThePersonSaysSo()
    {
        Stage stage;
        QVERIFY(stage.desktop.come());
        stage.start();
        stage.notifier->beQuietUntil(stage.now + 1h);
        stage.tell(command(u"a"_s));
        stage.pass(1s);
        stage.notifier->beQuietUntil({});
        QTRY_COMPARE_WITH_TIMEOUT(stage.desktop.shown.size(), size_t(1), patience);
    }
};

QTEST_GUILESS_MAIN(TestNotifier)
#include "tst_notifier.moc"
