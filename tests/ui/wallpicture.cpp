// SPDX-License-Identifier: MIT
// Writes pictures of the wall and of the inspector's panels: wallpicture DIRECTORY [WORD]
// With WORD only those whose name has it.
#include "tests/ui/wallfeed.h"
#include "ui/colourscheme.h"
#include "ui/mainwindow.h"
#include "ui/panels/inspector.h"
#include "ui/panels/panelwindow.h"
#include "ui/panels/wallpage.h"
#include "ui/panes.h"
#include "ui/preferences.h"
#include "ui/style.h"
#include "ui/typography.h"
#include "ui/views/iconbutton.h"
#include "ui/views/wallclock.h"
#include "ui/views/wallview.h"
#include "ui/windowstate.h"

#include <QApplication>
#include <QDir>
#include <QMenu>
#include <QTest>
#include <QTextStream>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

struct Stage
{
    explicit Stage(ThemeChoice choice, bool some = true)
        : scheme(choice)
    {
        WindowPorts ports;
        ports.submit = [this](const Command& command) {
            if (const auto* open = std::get_if<OpenSession>(&command))
                opened.push_back(open->key);
        };
        ports.now = &FakeFeed::now;
        ports.preferences = &preferences;
        ports.state = &state;
        ports.scheme = &scheme;
        window = std::make_unique<MainWindow>(std::move(ports));
        window->selectWhenKnown(FakeFeed::mainSession());
        if (!some) {
            window->apply(FakeFeed::sources());
            return;
        }
        window->apply(FakeFeed::all());
        window->apply(FakeFeed::transcript());
        window->apply(FakeFeed::todos());
        window->apply(FakeFeed::ledger());
        window->apply(FakeFeed::work());
        window->apply(FakeFeed::lineage());
        window->apply(WallFeed::sessions());
    }

    void show(QSize size) const
    {
        window->resize(size);
        window->show();
        (void)QTest::qWaitForWindowExposed(window.get());
    }

    void beginWall()
    {
        opened.clear();
        window->action(ActionId::ShowWall)->trigger();
        int seed = 0;
        for (const SessionKey& key : opened)
            window->apply({WallFeed::transcript(key, ++seed)});
        window->tick();
        QTest::qWait(150);
    }

    void save(QWidget& widget, const QString& file) const
    {
        QTest::qWait(50);
        if (!widget.grab().save(file))
            QTextStream(stderr) << "cannot write " << file << '\n';
    }

    std::vector<SessionKey> opened;
    Preferences preferences{{}};
    WindowState state{{}};
    ColourScheme scheme;
    std::unique_ptr<MainWindow> window;
};

QString only;

bool wanted(const QString& file)
{
    return only.isEmpty() || QFileInfo(file).fileName().contains(only);
}

void wallPicture(ThemeChoice choice, QSize size, const QString& file, bool past = false)
{
    if (!wanted(file))
        return;
    Stage stage(choice);
    stage.show(size);
    stage.beginWall();
    if (past) {
        auto* clock = stage.window->findChild<WallClock*>();
        clock->setFocus(Qt::TabFocusReason);
        for (int i = 0; i < 30; ++i)
            QTest::keyClick(clock, Qt::Key_Left);
    }
    stage.save(*stage.window, file);
}

/** Changed while it is seen, as a person does. */
void zoomedPicture(ThemeChoice choice, QSize size, int percent, const QString& file)
{
    if (!wanted(file))
        return;
    Stage stage(choice);
    stage.show(size);
    stage.beginWall();
    Typography::inForce().setPercent(percent);
    QTest::qWait(50);
    stage.save(*stage.window, file);
    Typography::inForce().setPercent(100);
}

void emptyPicture(ThemeChoice choice, const QString& file)
{
    if (!wanted(file))
        return;
    Stage stage(choice, false);
    stage.show({1280, 720});
    stage.beginWall();
    stage.save(*stage.window, file);
}

void tabsPicture(ThemeChoice choice, int width, const QString& tab, const QString& file)
{
    if (!wanted(file))
        return;
    Stage stage(choice);
    stage.show({1440, 900});
    stage.window->tick();
    auto* inspector = stage.window->findChild<Inspector*>();
    inspector->showTab(tab);
    inspector->setFixedWidth(width);
    QTest::qWait(50);
    stage.save(*inspector, file);
    stage.window->findChild<MoreButton*>()->click();
    if (QWidget* menu = QApplication::activePopupWidget()) {
        QString name = file;
        stage.save(*menu, name.replace(u".png"_s, u"-menu.png"_s));
        menu->close();
    }
}

/** Two panels at once, and one in a window of its own. */
void panelsPicture(ThemeChoice choice, int width, const QString& file)
{
    if (!wanted(file))
        return;
    Stage stage(choice);
    stage.show({1440, 900});
    auto* inspector = stage.window->findChild<Inspector*>();
    inspector->showTab(u"waiting"_s);
    inspector->moveOut(u"lineage"_s);
    inspector->setSplit(true);
    stage.window->activateWindow();
    if (width > 0)
        stage.window->findChild<Panes*>()->setSizes({284, 1440 - 284 - width, width});
    stage.window->tick();
    QTest::qWait(50);
    stage.save(*stage.window, file);
    for (PanelWindow* own : inspector->windows()) {
        QString name = file;
        own->resize(420, 560);
        stage.save(*own, name.replace(u".png"_s, u"-window.png"_s));
    }
}

} // namespace

int main(int argc, char** argv)
{
    QApplication::setHighDpiScaleFactorRoundingPolicy(
        Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    QApplication app(argc, argv);
    QApplication::setStyle(new Style);
    QApplication::setFont(theme::uiFont());
    if (argc < 2 || !QDir().mkpath(QString::fromLocal8Bit(argv[1]))) {
        QTextStream(stderr) << "usage: wallpicture DIRECTORY [WORD]\n";
        return 2;
    }
    only = argc > 2 ? QString::fromLocal8Bit(argv[2]) : QString();
    const QString to = QString::fromLocal8Bit(argv[1]) + u'/';
    using enum ThemeChoice;
    tabsPicture(Light, 348, u"todos"_s, to + u"tabs.png"_s);
    tabsPicture(Dark, 348, u"lineage"_s, to + u"tabs-dark.png"_s);
    tabsPicture(Contrast, 348, u"waiting"_s, to + u"tabs-contrast.png"_s);
    tabsPicture(Light, 190, u"lineage"_s, to + u"tabs-narrow.png"_s);
    wallPicture(Light, {1440, 900}, to + u"wall.png"_s);
    wallPicture(Dark, {1440, 900}, to + u"wall-dark.png"_s);
    wallPicture(Contrast, {1440, 900}, to + u"wall-contrast.png"_s);
    wallPicture(Light, {1280, 720}, to + u"wall-1280.png"_s);
    wallPicture(Light, {720, 640}, to + u"wall-720.png"_s);
    wallPicture(Dark, {3840, 2160}, to + u"wall-3840.png"_s);
    wallPicture(Light, {1440, 900}, to + u"wall-past.png"_s, true);
    wallPicture(Dark, {1280, 720}, to + u"wall-past-dark.png"_s, true);
    zoomedPicture(Light, {1440, 900}, 200, to + u"wall-zoom-200.png"_s);
    zoomedPicture(Contrast, {1440, 900}, 200, to + u"wall-zoom-200-contrast.png"_s);
    zoomedPicture(Light, {1280, 720}, 200, to + u"wall-zoom-200-1280.png"_s);
    zoomedPicture(Dark, {1440, 900}, 150, to + u"wall-zoom-150-dark.png"_s);
    zoomedPicture(Light, {1440, 900}, 80, to + u"wall-zoom-80.png"_s);
    panelsPicture(Light, 0, to + u"panels.png"_s);
    panelsPicture(Dark, 0, to + u"panels-dark.png"_s);
    panelsPicture(Contrast, 720, to + u"panels-wide.png"_s);
    emptyPicture(Light, to + u"wall-empty.png"_s);
    return 0;
}
