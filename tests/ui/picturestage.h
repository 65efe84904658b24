// SPDX-License-Identifier: MIT
#pragma once

#include "tests/ui/fakefeed.h"
#include "tests/ui/fakerecord.h"
#include "ui/colourscheme.h"
#include "ui/mainwindow.h"
#include "ui/models/foundservers.h"
#include "ui/preferences.h"
#include "ui/windowstate.h"

#include <QTest>
#include <QTextStream>

namespace headgate {

/** One window with everything it needs, at a moment that stands still. */
struct Stage
{
    Stage(ThemeChoice choice, const ChangeBatch& batch, FoundServers* found = nullptr)
        : scheme(choice)
    {
        WindowPorts ports;
        ports.submit = [this](const Command& command) {
            if (const auto* asked = std::get_if<LookUp>(&command))
                lookup = asked->lookup;
        };
        ports.now = &FakeFeed::now;
        ports.decisions = &record;
        ports.preferences = &preferences;
        ports.state = &state;
        ports.scheme = &scheme;
        ports.found = found;
        window = std::make_unique<MainWindow>(std::move(ports));
        window->selectWhenKnown(FakeFeed::mainSession());
        for (const Change& change : batch) {
            const auto* told = std::get_if<SessionChanged>(&change);
            if (told && told->session.key() == FakeFeed::mainSession())
                directory = told->session.directory;
        }
        window->apply(batch);
        window->apply(FakeFeed::transcript());
        window->apply(FakeFeed::todos());
        window->apply(FakeFeed::ledger());
        window->apply(FakeFeed::work());
        window->apply(FakeFeed::lineage());
    }

    void save(QWidget& widget, const QString& file) const
    {
        QTest::qWait(50);
        if (!QTest::qWaitForWindowExposed(&widget) || !widget.grab().save(file))
            QTextStream(stderr) << "cannot write " << file << '\n';
    }

    void tell(Finding finding) const
    {
        window->apply({LookedUp{
            FakeFeed::mainSession().source, std::make_shared<const Finding>(std::move(finding))}});
    }

    FakeRecord record;
    std::shared_ptr<const Lookup> lookup; ///< what was asked last
    QString directory; ///< of the main session
    Preferences preferences{{}};
    WindowState state{{}};
    ColourScheme scheme;
    std::unique_ptr<MainWindow> window;
};

/** Writes the pictures of one theme into a directory, whose name ends with a slash. */
void windowScenes(const QString& to);
void panelScenes(const QString& to);
void logScenes(const QString& to);
void findScenes(const QString& to);
void dialogScenes(const QString& to);
void requestScenes(const QString& to);
void pastScenes(const QString& to);

} // namespace headgate
