// SPDX-License-Identifier: MIT
#include "app/credentials.h"
#include "app/guioptions.h"
#include "app/suspendwatch.h"
#include "core/engine.h"
#include "ui/colourscheme.h"
#include "ui/mainwindow.h"
#include "ui/style.h"
#include "ui/windowstate.h"
#include "ui/words/issuetext.h"

#include <QApplication>
#include <QTextStream>
#include <QTimer>

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

} // namespace

int main(int argc, char** argv)
{
    QApplication::setHighDpiScaleFactorRoundingPolicy(
        Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    QApplication app(argc, argv);
    QApplication::setApplicationName(u"headgate"_s);
    QApplication::setApplicationDisplayName(u"Headgate"_s);
    QApplication::setApplicationVersion(QStringLiteral(HEADGATE_VERSION));
    QApplication::setDesktopFileName(u"headgate"_s);
    const GuiOptions options = readOptions(app);
    if (!options.error.isEmpty())
        return fail(options.error);

    Preferences preferences(options.profile);
    WindowState state(options.profile);
    ColourScheme scheme(options.theme.value_or(preferences.theme()));
    QApplication::setStyle(new Style);
    QApplication::setFont(theme::uiFont());
    const FocusRing ring(&app);

    Engine engine({.profile = options.profile});
    WindowPorts ports{[&engine](const Command& command) { engine.submit(command); }, &systemNow,
        &preferences, &state, &scheme};
    MainWindow window(std::move(ports));
    window.follow(&engine);
    if (!options.session.isEmpty())
        window.selectWhenKnown({{}, options.session});
    if (const Outcome started = engine.start(); !started)
        return fail(words::issueText(started.error()));

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
    for (const SourceConfig& config : preferences.sources())
        add(config);
    for (const SourceConfig& config : options.sources)
        add(config);

    const SuspendWatch suspend;
    QObject::connect(
        &suspend, &SuspendWatch::resumed, &engine, [&engine] { engine.submit(SystemResumed{}); });

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
