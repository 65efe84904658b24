// SPDX-License-Identifier: MIT
#pragma once

class QWidget;

namespace headgate {

class MainWindow;
class Preferences;

/** The pages of the settings that stand on their own. UI thread; the caller owns what is made. Each
 * wish is kept and followed at once. */
QWidget* makeAppearancePage(MainWindow* window, Preferences* preferences);
QWidget* makeReadingPage(MainWindow* window, Preferences* preferences);
QWidget* makeShortcutsPage();
QWidget* makePrivacyPage(MainWindow* window, Preferences* preferences);

} // namespace headgate
