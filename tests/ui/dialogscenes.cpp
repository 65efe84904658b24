// SPDX-License-Identifier: MIT
// Pictures of the dialogs about servers, links, keys and settings.
#include "tests/ui/fakefeed.h"
#include "tests/ui/picturestage.h"
#include "ui/connectdialog.h"
#include "ui/linkprompt.h"
#include "ui/mainwindow.h"
#include "ui/models/foundservers.h"
#include "ui/notificationpage.h"
#include "ui/preferences.h"
#include "ui/settingsdialog.h"
#include "ui/shortcutsheet.h"

#include <QDir>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace headgate {
namespace {

/** An address that is being asked what answers there. */
void connectPicture(const QString& file)
{
    Stage stage(ThemeChoice::Light, FakeFeed::all());
    ConnectDialog dialog([](const SourceConfig&, QObject*, const SourceFinder::Found&) {});
    dialog.show();
    dialog.findChild<QLineEdit*>()->setText(u"http://10.0.0.7:4437/v1/stream/notes"_s);
    for (QPushButton* button : dialog.findChildren<QPushButton*>()) {
        if (button->isDefault())
            button->click();
    }
    stage.save(dialog, file);
}

void shortcutsPicture(const QString& file)
{
    Stage stage(ThemeChoice::Light, FakeFeed::all());
    stage.window->show();
    ShortcutSheet sheet(stage.window.get());
    sheet.show();
    stage.save(sheet, file);
}

/** Where a link leads, before it opens. */
void linkPicture(ThemeChoice choice, const QString& file)
{
    Stage stage(choice, FakeFeed::all());
    stage.window->show();
    askToOpen(QUrl(u"https://github.com@downloads.\u0430pple.example/install/linux/latest?ref="
                   u"0f3c9d2e7b1a4856&next=/a/very/long/path/that/would/not/fit"_s),
        stage.window.get());
    stage.save(*stage.window->findChild<QMessageBox*>(), file);
}

/** Servers that were found: on the first page, and in the dialog. */
void foundPictures(ThemeChoice choice, const QString& to, const QString& suffix)
{
    FoundServers found;
    found.put({{QUrl(u"http://127.0.0.1:4096"_s), u"1.18.33"_s, QDir::home().filePath(u"shop"_s)},
        {QUrl(u"http://127.0.0.1:4097"_s), u"1.17.2"_s,
            QDir::home().filePath(u"code/a/rather/long/way/down/to/the/project"_s)}});
    Stage first(choice, {}, &found);
    first.window->show();
    first.save(*first.window, to + u"first-run-found%1.png"_s.arg(suffix));
    ConnectDialog dialog({}, &found);
    dialog.show();
    first.save(dialog, to + u"connect-found%1.png"_s.arg(suffix));
}

/** What a person is told of, on a desktop that takes answers in notifications. */
void settingsPicture(ThemeChoice choice, const QString& file)
{
    Stage stage(choice, FakeFeed::all());
    NoticeWishes wishes;
    wishes.quietHours = true;
    wishes.of(NoticeKind::Failed).on = true;
    stage.preferences.setNotices(wishes);
    SettingsDialog dialog;
    auto* page = new NotificationPage(&stage.preferences, stage.window->sources(), [] {
        return NotificationPage::Desktop{true, true, true, true};
    });
    dialog.addPage(u"Notifications"_s, page);
    dialog.show();
    stage.save(dialog, file);
}

} // namespace

void dialogScenes(const QString& to)
{
    connectPicture(to + u"connect.png"_s);
    linkPicture(ThemeChoice::Light, to + u"link.png"_s);
    shortcutsPicture(to + u"shortcuts.png"_s);
    linkPicture(ThemeChoice::Dark, to + u"link-dark.png"_s);
    foundPictures(ThemeChoice::Light, to, {});
    foundPictures(ThemeChoice::Dark, to, u"-dark"_s);
    settingsPicture(ThemeChoice::Light, to + u"settings.png"_s);
    settingsPicture(ThemeChoice::Dark, to + u"settings-dark.png"_s);
}

} // namespace headgate
