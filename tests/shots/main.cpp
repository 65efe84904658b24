// SPDX-License-Identifier: MIT
// Takes a picture of every view: headgate-shots DIRECTORY [--only NAME]. With QT_SCALE_FACTOR=2 it
// writes those of a dense screen alone.
#include "core/ownlog.h"
#include "tests/shots/shots.h"
#include "ui/focusring.h"
#include "ui/style.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QTest>
#include <QTimer>

#include <cstdio>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

struct Look
{
    const char* folder;
    ThemeChoice theme;
    QSize size;
};

constexpr Look looks[] = {
    {"light", ThemeChoice::Light, {1440, 900}},
    {"dark", ThemeChoice::Dark, {1440, 900}},
    {"contrast", ThemeChoice::Contrast, {1440, 900}},
    {"small", ThemeChoice::Light, {1024, 640}},
    {"large", ThemeChoice::Dark, {2560, 1440}},
};
constexpr Look dense[] = {{"2x", ThemeChoice::Light, {1280, 800}}};

int fail(const QString& why)
{
    std::fputs(qPrintable("headgate-shots: "_L1 + why + u'\n'), stderr);
    return 1;
}

/** False: it could not be written. */
bool take(Scene& scene, QWidget& widget, const Shot& shot, const Look& look, const QDir& to)
{
    scene.scheme().setChoice(look.theme);
    scene.window().resize(look.size);
    QTest::qWait(250); // motion has come to rest
    const QString folder = QString::fromLatin1(look.folder);
    return to.mkpath(folder)
        && widget.grab().save(to.filePath(folder + u'/' + QLatin1String(shot.name) + ".png"_L1));
}

/** All pictures, or the one of that name; what the program ends with. */
int takeAll(std::span<const Look> wanted, const QDir& to, const QString& only)
{
    Scene scene;
    scene.window().resize(wanted.front().size);
    scene.window().show();
    (void)headgate::ownlog::begin({});
    if (const QString why = scene.start(); !why.isEmpty())
        return fail(why);
    int missing = 0;
    for (const Shot& shot : shots()) {
        if (!only.isEmpty() && only != QLatin1String(shot.name))
            continue;
        QWidget* widget = shot.open(scene);
        if (!widget) {
            ++missing;
            fail(u"there is no %1"_s.arg(QLatin1String(shot.name)));
            continue;
        }
        for (const Look& look : wanted) {
            const bool sameAsAnother = !shot.sized && look.size != wanted.front().size;
            if (!sameAsAnother && !take(scene, *widget, shot, look, to))
                return fail(u"cannot write to %1"_s.arg(to.path()));
        }
        if (shot.close)
            shot.close(scene);
    }
    return missing > 0 ? 1 : 0;
}

} // namespace

int main(int argc, char** argv)
{
    QApplication::setHighDpiScaleFactorRoundingPolicy(
        Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    QApplication app(argc, argv);
    QApplication::setApplicationVersion(QStringLiteral(HEADGATE_VERSION));
    QApplication::setStyle(new Style);
    QApplication::setFont(theme::uiFont());
    const FocusRing ring(&app);
    QCommandLineParser parser;
    parser.addPositionalArgument(u"directory"_s, u"Where the pictures go."_s);
    parser.addOption({u"only"_s, u"Takes this one alone."_s, u"name"_s});
    parser.addHelpOption();
    parser.process(app);
    if (parser.positionalArguments().size() != 1)
        return fail(u"where to?"_s);
    const QDir to(parser.positionalArguments().constFirst());
    const bool isDense = app.devicePixelRatio() > 1.5;
    const std::span<const Look> wanted = isDense ? std::span<const Look>(dense) : looks;

    // Qt tells widgets of a new palette only while its loop runs.
    QTimer::singleShot(
        0, &app, [&] { QApplication::exit(takeAll(wanted, to, parser.value(u"only"_s))); });
    return QApplication::exec();
}
