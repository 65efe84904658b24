// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "tests/ui/fakerecord.h"
#include "ui/colourscheme.h"
#include "ui/models/foundservers.h"
#include "ui/preferences.h"
#include "ui/windowstate.h"

#include <QByteArray>

#include <functional>
#include <memory>
#include <vector>

namespace headgate {

class MainWindow;
class DesktopPresence;
struct Lookup;

/** One window with everything it needs, told a batch at a moment that stands still. */
struct ToldWindow
{
    explicit ToldWindow(const ChangeBatch& batch);
    ~ToldWindow();

    FakeRecord record;
    std::shared_ptr<const Lookup> lookup; ///< what was asked last
    quint64 timeline = 0; ///< the number of the last wish for one
    Preferences preferences{{}};
    WindowState state{{}};
    ColourScheme scheme{ThemeChoice::Light};
    FoundServers found;
    std::unique_ptr<MainWindow> window;
    std::unique_ptr<DesktopPresence> presence; ///< made where a view needs it
};

/** Something a person can have in front of them. */
struct EveryView
{
    QByteArray name;
    ChangeBatch (*told)(); ///< what the window knows
    std::function<QWidget*(ToldWindow&)> open; ///< null: it did not come up
};

/**
 * Every panel of the table of panels, with and without content, what the actions of the table open,
 * every dialog, popover and page. A new panel or action is in it by itself; a dialog that no action
 * opens needs a row.
 */
std::vector<EveryView> everyView();

/** Adds a row for each of them, with its number in a column "view". */
void everyViewRows();
/** Shows it at 1280 x 720; null: it did not come up. */
QWidget* showView(ToldWindow& told, const EveryView& view);
/** Looks at each page of the settings, or at what is no settings as it is. */
void forEachPage(QWidget* shown, const std::function<void(const QString& page)>& look);

} // namespace headgate
