// SPDX-License-Identifier: MIT
#include "core/engine.h"
#include "tests/support/cli.h"
#include "ui/approvaldialog.h"
#include "ui/colourscheme.h"
#include "ui/mainwindow.h"
#include "ui/preferences.h"
#include "ui/style.h"
#include "ui/views/answerbutton.h"
#include "ui/views/questionform.h"
#include "ui/windowstate.h"

#include <QAbstractButton>
#include <QApplication>
#include <QTemporaryDir>
#include <QTest>

#include <chrono>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int limit = 60'000;

/** The window as the program makes it, at one event log. */
class Window
{
public:
    explicit Window(const QString& directory, const QString& log)
        : engine({directory + "/profile"_L1, Engine::EventFeed::Newest, 100})
    {
        WindowPorts ports;
        ports.submit = [this](const Command& command) { engine.submit(command); };
        ports.now = [] {
            return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
        };
        ports.preferences = &preferences;
        ports.state = &state;
        ports.scheme = &scheme;
        window = std::make_unique<MainWindow>(std::move(ports));
        window->follow(&engine);
        window->show();
        SourceConfig config;
        config.kind = SourceKind::Log;
        config.url = QUrl::fromLocalFile(log);
        source = config.id();
        started = bool(engine.start());
        engine.submit(AddSource{config});
    }

    /** Opens what waits, once there is something. */
    ApprovalDialog* review()
    {
        if (!QTest::qWaitFor([this] { return window->windowTitle() == u"1 waiting"_s; }, limit))
            return nullptr;
        window->action(ActionId::NextWaiting)->trigger();
        return window->approval();
    }

    Engine engine;
    Preferences preferences{{}};
    WindowState state{{}};
    ColourScheme scheme{ThemeChoice::Light};
    std::unique_ptr<MainWindow> window;
    SourceId source;
    bool started = false;
};

} // namespace

class TestLogApproval : public QObject
{
    Q_OBJECT

private slots:
    // DS-23, DS-24, DS-26, DS-29
    void aRequesterTheWindowAndTheCommandLinePlayAWholeApproval()
    {
        const QTemporaryDir directory;
        const QString log = directory.filePath(u"durable_stream.jsonl"_s);
        const auto ask = [&](const QString& point) {
            return std::make_unique<Cli>(QStringList{u"checkpoint"_s, u"request"_s, u"--log"_s, log,
                u"--wait"_s, u"--stream"_s, u"ses_a"_s, u"--point"_s, point, u"--option"_s,
                u"small=A small one"_s, u"--option"_s, u"large=A large one"_s});
        };
        const auto pending = [&] {
            return Cli::run({u"checkpoint"_s, u"pending"_s, u"--log"_s, log, u"--json"_s}).lines();
        };
        Window shown(directory.path(), log);
        QVERIFY(shown.started);

        // A person decides in the window: the requester goes on, the command line has nothing left.
        auto requester = ask(u"Which cache?"_s);
        ApprovalDialog* dialog = shown.review();
        QVERIFY(dialog);
        QCOMPARE(pending().size(), 1);
        QVERIFY(requester->isRunning());
        dialog->form()->choices(0).at(1)->click();
        QTRY_VERIFY_WITH_TIMEOUT(dialog->button(Reply::Once)->isEnabled(), limit);
        dialog->button(Reply::Once)->click();
        const CliRun approved = requester->finish();
        QCOMPARE(approved.code, 0);
        QCOMPARE(approved.lines().constLast()["selected_option"_L1].toString(), u"large"_s);
        QVERIFY(pending().isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(shown.window->windowTitle(), u"Headgate"_s, limit);

        // The command line decides: the requester goes on, and the window says who was first.
        requester = ask(u"Which queue?"_s);
        dialog = shown.review();
        QVERIFY(dialog);
        const QString id = pending().constFirst()["checkpoint_id"_L1].toString();
        QCOMPARE(Cli::run({u"checkpoint"_s, u"reject"_s, u"--log"_s, log, id, u"--reason"_s,
                              u"not yet"_s, u"--by"_s, u"anna"_s})
                     .code,
            0);
        const CliRun rejected = requester->finish();
        QCOMPARE(rejected.code, 7);
        QCOMPARE(rejected.lines().constLast()["reason"_L1].toString(), u"not yet"_s);
        QTRY_COMPARE_WITH_TIMEOUT(shown.window->windowTitle(), u"Headgate"_s, limit);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->outcomeText().contains(u"anna"_s)
                || dialog->outcomeText().contains(u"rejected"_s),
            limit);
        QVERIFY(!dialog->button(Reply::Once)->isEnabled());
    }
};

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QApplication::setStyle(new Style);
    TestLogApproval test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_logapproval.moc"
