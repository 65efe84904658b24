// SPDX-License-Identifier: MIT
// The page of the settings that says what is kept where, and forgets it.
#include "ui/mainwindow.h"
#include "ui/preferences.h"
#include "ui/settingspage.h"
#include "ui/settingspages.h"
#include "ui/views/switch.h"
#include "ui/views/textlabel.h"
#include "ui/words/quantity.h"

#include <QCoreApplication>
#include <QDir>
#include <QPushButton>

#include <memory>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

struct PrivacyPage
{
    Q_DECLARE_TR_FUNCTIONS(headgate::PrivacyPage)
};

using Memory = MainWindow::Memory;

/** A row that forgets one kind of things, and brings them back as long as the page is there. */
void addMemory(SettingsPage* page, MainWindow* window, Memory what, const QString& name,
    const QString& title, const QString& explanation)
{
    auto* button = new QPushButton;
    button->setObjectName(name);
    button->setAutoDefault(false);
    button->setAccessibleName(PrivacyPage::tr("Forget: %1").arg(title));
    const auto back = std::make_shared<std::function<void()>>();
    const auto show = [=] {
        const qsizetype count = window->remembered(what);
        button->setText(*back ? PrivacyPage::tr("Undo")
                : count == 0  ? PrivacyPage::tr("Forget")
                              : PrivacyPage::tr("Forget %1").arg(words::number(count)));
        button->setEnabled(*back || count > 0);
    };
    QObject::connect(button, &QPushButton::clicked, window, [=] {
        if (*back) {
            (*back)();
            *back = {};
        } else {
            *back = window->forget(what);
        }
        show();
    });
    page->addRow(title, explanation, button);
    show();
}

} // namespace

QWidget* makePrivacyPage(MainWindow* window, Preferences* preferences)
{
    auto* page = new SettingsPage(PrivacyPage::tr("Privacy"));
    const QString directory = QDir::toNativeSeparators(preferences->directory());
    page->addNote(directory.isEmpty()
            ? PrivacyPage::tr("This window keeps nothing: it runs without a profile, and what it "
                              "knows goes when it is closed.")
            : PrivacyPage::tr(
                "Everything is kept in %1, on this machine alone: what servers told "
                "(history.db), streams you serve (streams.db), each decision "
                "(decisions.jsonl), these settings (preferences.ini), and what the window "
                "remembers of itself (windowstate.ini). Passwords are in the desktop's keychain. "
                "Nothing is sent to anybody but the servers you follow.")
                  .arg(directory));
    page->addHeading(PrivacyPage::tr("What the window remembers"));
    addMemory(page, window, Memory::Searches, u"forget-searches"_s,
        PrivacyPage::tr("Recent searches"),
        PrivacyPage::tr("Words that you looked for in all sessions."));
    addMemory(page, window, Memory::Actions, u"forget-actions"_s, PrivacyPage::tr("Recent actions"),
        PrivacyPage::tr("They stand first where actions are found by name."));
    addMemory(page, window, Memory::LastSeen, u"forget-seen"_s,
        PrivacyPage::tr("When you last looked at sessions"),
        PrivacyPage::tr("What came since is shown as unread."));
    addMemory(page, window, Memory::Drafts, u"forget-drafts"_s,
        PrivacyPage::tr("Messages not sent"),
        PrivacyPage::tr("What you began to write to agents."));
    page->addHeading(PrivacyPage::tr("Other people"));
    page->addSwitch(PrivacyPage::tr("Tell AgentPane servers which session you look at"),
            PrivacyPage::tr(
                "With your name of this machine and your place in the transcript, while "
                "the session is in view. Other servers are told nothing of the kind."),
            preferences->tellsPresence(),
            [window, preferences](bool on) {
                preferences->setTellsPresence(on);
                window->followPresence();
            })
        ->setObjectName(u"presence"_s);
    return page;
}

} // namespace headgate
