// SPDX-License-Identifier: MIT
#include "ui/settingspages.h"

#include "ui/keybindings.h"
#include "ui/languages.h"
#include "ui/mainwindow.h"
#include "ui/preferences.h"
#include "ui/settingspage.h"
#include "ui/shortcuttable.h"
#include "ui/theme.h"
#include "ui/typography.h"
#include "ui/views/switch.h"

#include <QComboBox>
#include <QFontDatabase>
#include <QSignalBlocker>

#include <algorithm>
#include <array>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** For tr(): the pages are functions. */
struct SettingsPages
{
    Q_DECLARE_TR_FUNCTIONS(headgate::SettingsPages)
};

constexpr std::array themes{
    ActionId::ThemeSystem, ActionId::ThemeLight, ActionId::ThemeDark, ActionId::ThemeContrast};

/** Of all families, or of those whose letters are of one width. */
QStringList families(bool code)
{
    QStringList found;
    for (const QString& family : QFontDatabase::families()) {
        if (!QFontDatabase::isPrivateFamily(family)
            && (!code || QFontDatabase::isFixedPitch(family)))
            found.append(family);
    }
    return found;
}

/** What was made before stays as it is, so it is in force at the next start. */
void addLanguage(SettingsPage* page, Preferences* preferences)
{
    const std::vector<Language> languages = availableLanguages();
    QStringList names{SettingsPages::tr("As the system")};
    int chosen = 0;
    for (const Language& one : languages) {
        names.append(one.name);
        if (one.code == preferences->language())
            chosen = int(names.size()) - 1;
    }
    page->addChoice(SettingsPages::tr("Language"),
            SettingsPages::tr("In force after the next start."), names, chosen,
            [preferences, languages](int index) {
                preferences->setLanguage(
                    index > 0 ? languages[size_t(index - 1)].code : u"system"_s);
            })
        ->setObjectName(u"language"_s);
}

void addFont(SettingsPage* page, Preferences* preferences, bool code)
{
    const QString title =
        code ? SettingsPages::tr("Font of code") : SettingsPages::tr("Font of the interface");
    const QString explanation = code
        ? SettingsPages::tr("Code, commands, terminals, and what you are asked to allow.")
        : SettingsPages::tr("Everything that is no code.");
    const QString own = SettingsPages::tr("Headgate’s own choice");
    const QStringList names = families(code);
    const QString chosen = code ? preferences->codeFont() : preferences->interfaceFont();
    const int at = int(names.indexOf(chosen)) + 1; // 0: its own
    page->addChoice(
        title, explanation, QStringList{own} + names, at, [preferences, names, code](int index) {
            const QString family = index > 0 ? names[index - 1] : QString();
            preferences->setFonts(code ? preferences->interfaceFont() : family,
                code ? family : preferences->codeFont());
            Typography::inForce().setFamilies(
                preferences->interfaceFont(), preferences->codeFont());
        });
}

} // namespace

QWidget* makeAppearancePage(MainWindow* window, Preferences* preferences)
{
    auto* page = new SettingsPage(SettingsPages::tr("Appearance"));
    const auto theme = std::ranges::find_if(
        themes, [window](ActionId id) { return window->action(id)->isChecked(); });
    QComboBox* colours = page->addChoice(SettingsPages::tr("Colours"),
        SettingsPages::tr("High contrast keeps to light or dark as the system is."),
        {SettingsPages::tr("As the system"), SettingsPages::tr("Light"), SettingsPages::tr("Dark"),
            SettingsPages::tr("High contrast")},
        theme == themes.end() ? 0 : int(theme - themes.begin()),
        [window](int index) { window->action(themes[size_t(index)])->trigger(); });
    colours->setObjectName(u"colours"_s);
    for (size_t i = 0; i < themes.size(); ++i)
        QObject::connect(window->action(themes[i]), &QAction::triggered, colours,
            [colours, i] { colours->setCurrentIndex(int(i)); });

    QStringList sizes;
    for (const int percent : Typography::steps)
        sizes.append(SettingsPages::tr("%1 %").arg(percent));
    const auto step = [] {
        const auto& all = Typography::steps;
        return int(std::ranges::find(all, Typography::inForce().percent()) - all.begin());
    };
    QComboBox* size = page->addChoice(SettingsPages::tr("Size"),
        SettingsPages::tr("Of words, and of the rows they stand in. Ctrl and the wheel change it "
                          "too."),
        sizes, step(),
        [](int index) { Typography::inForce().setPercent(Typography::steps[size_t(index)]); });
    size->setObjectName(u"size"_s);
    QObject::connect(&Typography::inForce(), &Typography::changed, size,
        [size, step] { size->setCurrentIndex(step()); });
    addLanguage(page, preferences);
    addFont(page, preferences, false);
    addFont(page, preferences, true);

    QAction* still = window->action(ActionId::ReducedMotion);
    QComboBox* motion = page->addChoice(SettingsPages::tr("Motion"),
        SettingsPages::tr("What turns while an agent works stands still where you, or the "
                          "system, want nothing to move by itself."),
        {SettingsPages::tr("As the system"), SettingsPages::tr("Nothing moves")},
        still->isChecked() ? 1 : 0, [still](int index) { still->setChecked(index == 1); });
    motion->setObjectName(u"motion"_s);
    QObject::connect(still, &QAction::toggled, motion,
        [motion](bool on) { motion->setCurrentIndex(on ? 1 : 0); });
    return page;
}

QWidget* makeReadingPage(MainWindow* window, Preferences* preferences)
{
    auto* page = new SettingsPage(SettingsPages::tr("Reading"));
    page->addNote(SettingsPages::tr(
        "How a transcript begins. What you fold or unfold yourself stays as you left it."));
    page->addSwitch(SettingsPages::tr("Show what agents think"),
            SettingsPages::tr("Thoughts begin unfolded."), preferences->reading().thoughtsOpen,
            [window, preferences](bool on) {
                ReadingWishes wishes = preferences->reading();
                wishes.thoughtsOpen = on;
                preferences->setReading(wishes);
                window->followReading();
            })
        ->setObjectName(u"thoughts"_s);
    page->addChoice(SettingsPages::tr("Tool calls"),
            SettingsPages::tr("Commands with what they printed, and changes of files."),
            {SettingsPages::tr("Short changes are open"), SettingsPages::tr("All are open"),
                SettingsPages::tr("All are folded")},
            int(preferences->reading().calls),
            [window, preferences](int index) {
                ReadingWishes wishes = preferences->reading();
                wishes.calls = ReadingWishes::Calls(index);
                preferences->setReading(wishes);
                window->followReading();
            })
        ->setObjectName(u"calls"_s);
    return page;
}

QWidget* makeShortcutsPage()
{
    auto* page = new SettingsPage(SettingsPages::tr("Shortcuts"));
    KeyBindings& keys = KeyBindings::inForce();
    Switch* single = page->addSwitch(SettingsPages::tr("Keys of a single character"),
        SettingsPages::tr("As “?”, which lists the keys. Off: only chords with Ctrl or Alt, and "
                          "function keys, do something anywhere in the window."),
        keys.singleKeys(), [](bool on) { KeyBindings::inForce().setSingleKeys(on); });
    single->setObjectName(u"single-keys"_s);
    QObject::connect(&keys, &KeyBindings::changed, single,
        [single] { single->setOn(KeyBindings::inForce().singleKeys()); });
    page->addWidget(new ShortcutTable(keys), 1);
    return page;
}

} // namespace headgate
