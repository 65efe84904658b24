// SPDX-License-Identifier: MIT
#include "app/credentials.h"
#include "app/guioptions.h"
#include "app/profiledecisions.h"
#include "app/singleinstance.h"
#include "app/suspendwatch.h"
#include "core/engine.h"
#include "core/io/logfiles.h"
#include "core/io/ownlisteners.h"
#include "core/io/serverdiscovery.h"
#include "core/io/sourceprobe.h"
#include "ui/colourscheme.h"
#include "ui/desktoppresence.h"
#include "ui/focusring.h"
#include "ui/languages.h"
#include "ui/mainwindow.h"
#include "ui/markicon.h"
#include "ui/models/foundservers.h"
#include "ui/style.h"
#include "ui/windowstate.h"
#include "ui/words/issuetext.h"

#include <QApplication>
#include <QPointer>
#include <QScreen>
#include <QTextStream>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <functional>
#include <optional>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

int fail(const QString& sentence)
{
    QTextStream(stderr) << sentence << '\n';
    return 1;
}

Timestamp systemNow()
{
    return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

/** Does something once, right after the first picture of a window is on the screen. */
class AfterFirstFrame : public QObject
{
public:
    AfterFirstFrame(QWidget* window, std::function<void()> what)
        : QObject(window)
        , m_what(std::move(what))
    {
        window->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject* window, QEvent* event) override
    {
        if (event->type() == QEvent::Paint) {
            window->removeEventFilter(this);
            QTimer::singleShot(0, this, m_what); // painted, but not flushed yet
        }
        return false;
    }

private:
    std::function<void()> m_what;
};

/** A first start on a small screen: all of the window can be seen, its frame included. */
void fitOnScreen(QWidget& window)
{
    constexpr QSize frame(16, 40); // not known before the window is shown
    if (!(window.windowState() & (Qt::WindowMaximized | Qt::WindowFullScreen)))
        window.resize(window.size().boundedTo(window.screen()->availableSize() - frame));
}

/** The same wishes for the window that is there already. */
Handover handoverOf(const GuiOptions& options)
{
    Handover handover{options.sources, options.place, qEnvironmentVariable("XDG_ACTIVATION_TOKEN")};
    for (SourceConfig& config : handover.sources) {
        // A path is meant from here, which may be elsewhere for the other one.
        if (config.kind == SourceKind::Log)
            config.url = QUrl::fromLocalFile(logPath(config.url.toLocalFile()));
    }
    return handover;
}

/** To the process that holds the profile: it may be about to listen. */
bool handOverSoon(const SingleInstance& instance, const Handover& handover)
{
    constexpr int tries = 20;
    for (int i = 0; i < tries; ++i) {
        if (instance.handOver(handover))
            return true;
        QThread::msleep(100);
    }
    return false;
}

void sayPasswordStaysHere(const GuiOptions& options)
{
    const bool given = std::ranges::any_of(
        options.sources, [](const SourceConfig& config) { return !config.password.isEmpty(); });
    if (given)
        QTextStream(stderr) << MainWindow::tr("A password is not handed to the window that is open "
                                              "already. It asks for it if it needs it.")
                            << '\n';
}

} // namespace

int main(int argc, char** argv)
{
    QApplication::setHighDpiScaleFactorRoundingPolicy(
        Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    CommandLine line(argc, argv);
    QApplication app(line.count(), line.words());
    QApplication::setApplicationName(u"headgate"_s);
    QApplication::setApplicationDisplayName(u"Headgate"_s);
    QApplication::setApplicationVersion(QStringLiteral(HEADGATE_VERSION));
    QApplication::setDesktopFileName(u"headgate"_s);
    speak(languageWish(QApplication::arguments())); // also the help
    const GuiOptions options = readOptions(app);
    if (!options.error.isEmpty())
        return fail(options.error);

    const bool alone = options.profile.isEmpty() || !options.screenshot.isEmpty();
    SingleInstance instance(options.profile);
    if (!alone && instance.handOver(handoverOf(options))) {
        sayPasswordStaysHere(options);
        return 0;
    }

    Preferences preferences(options.profile);
    if (options.language.isEmpty() && preferences.language() != "system"_L1)
        speak(preferences.language());
    WindowState state(options.profile);
    ColourScheme scheme(options.theme.value_or(preferences.theme()));
    QApplication::setStyle(new Style);
    QApplication::setFont(theme::uiFont());
    QApplication::setWindowIcon(markIcon());
    const FocusRing ring(&app);

    Engine engine({.profile = options.profile});
    ProfileDecisions decisions(options.profile);
    OwnListeners listeners;
    ServerDiscovery discovery([&] {
        std::vector<ServerDiscovery::Candidate> candidates = localCandidates(listeners);
        for (const QUrl& url : preferences.recentServers())
            candidates.push_back({url, {}});
        return candidates;
    });
    FoundServers offers;
    QObject::connect(
        &offers, &FoundServers::wantedChanged, &discovery, &ServerDiscovery::setWanted);
    QObject::connect(
        &discovery, &ServerDiscovery::changed, &offers, [&] { offers.put(discovery.found()); });
    WindowPorts ports{[&engine](const Command& command) { engine.submit(command); }, &systemNow,
        [](const SourceConfig& config, QObject* context, SourceFinder::Found found) {
            new SourceProbe(config, std::move(found), context);
        },
        options.profile.isEmpty() ? nullptr : &decisions, &preferences, &state, &scheme, &offers};
    MainWindow window(std::move(ports));
    window.follow(&engine);
    window.reveal({{}, options.place.session}, options.place.message, options.place.part);
    Credentials credentials;
    const auto add = [&](const SourceConfig& config) {
        credentials.complete(
            config, [&engine](const SourceConfig& full) { engine.submit(AddSource{full}); });
    };
    QObject::connect(&window, &MainWindow::sourceWanted, &credentials,
        [&](const SourceConfig& config, bool remember) {
            preferences.addSource(config);
            if (remember)
                credentials.keep(config);
            add(config);
        });
    QObject::connect(
        &window, &MainWindow::sourceForgotten, &credentials, [&](const SourceId& source) {
            preferences.removeSource(source);
            credentials.forget(source);
        });
    QObject::connect(&credentials, &Credentials::notKept, &window, [&window](const QString& why) {
        window.say(MainWindow::tr("The keychain did not keep the password: %1").arg(why));
    });
    std::vector<SourceConfig> sources = preferences.sources();
    sources.insert(sources.end(), options.sources.begin(), options.sources.end());
    window.expectSources(!sources.empty());
    QObject::connect(&instance, &SingleInstance::asked, &window, [&](const Handover& handover) {
        for (const SourceConfig& config : handover.sources) {
            if (!window.sources().find(config.id()))
                add(config);
        }
        window.comeForward(handover.activationToken);
        window.reveal({{}, handover.place.session}, handover.place.message, handover.place.part);
    });
    int failed = 1;
    const auto begin = [&] {
        if (const Outcome started = engine.start(); !started) {
            // Started in the same moment as another one, which was faster.
            if (!alone && started.error().code == Issue::Code::ProfileLocked
                && handOverSoon(instance, handoverOf(options)))
                failed = 0;
            else
                fail(words::issueText(started.error()));
            return false;
        }
        if (!alone && !instance.listen())
            window.say(MainWindow::tr("Another start cannot reach this window: no socket."));
        std::ranges::for_each(sources, add);
        if (preferences.serving())
            engine.submit(preferences.serve());
        return true;
    };
    // A history that must be made first does not delay the first picture. One that is there may be
    // held by another window, which must be known before this one is shown.
    const bool showFirst = !options.profile.isEmpty() && !Engine::hasHistory(options.profile);
    if (!showFirst && !begin())
        return failed;

    const SuspendWatch suspend;
    QObject::connect(
        &suspend, &SuspendWatch::resumed, &engine, [&engine] { engine.submit(SystemResumed{}); });
    QObject::connect(&suspend, &SuspendWatch::resumed, &discovery, &ServerDiscovery::lookNow);

    if (showFirst)
        new AfterFirstFrame(&window, [&begin, &failed] {
            if (!begin())
                QApplication::exit(failed);
        });
    std::optional<DesktopPresence> presence;
    // A picture is as large as it is asked for, whatever the screen.
    if (options.screenshot.isEmpty()) {
        fitOnScreen(window);
        presence.emplace(
            DesktopPresence::Ports{[&engine](const Command& command) { engine.submit(command); },
                &systemNow, &preferences, &scheme},
            &window, QDBusConnection::sessionBus(), QDBusConnection::systemBus());
    }
    window.show();
    if (!options.screenshot.isEmpty()) {
        QTimer::singleShot(options.after, &window, [&] {
            // What changed last may not be laid out yet.
            QApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
            const bool saved = window.grab().save(options.screenshot);
            QApplication::exit(
                saved ? 0 : fail(MainWindow::tr("Cannot write %1").arg(options.screenshot)));
        });
    }
    return QApplication::exec();
}
