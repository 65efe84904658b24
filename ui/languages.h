// SPDX-License-Identifier: MIT
#pragma once

#include <QLocale>
#include <QString>
#include <QStringList>

#include <vector>

namespace headgate {

/** A language that the window can speak. */
struct Language
{
    QString code; ///< "de": as in settings and on the command line
    QString name; ///< in the language itself

    friend bool operator==(const Language&, const Language&) = default;
};

/** All that are complete, English first. */
std::vector<Language> availableLanguages();

/** Whether it can be wished for: "system" or the code of an available language. */
bool isLanguageWish(const QString& wish);

/** What a wish comes to: for "system" the first of `system` that is available; else English. */
QString languageFor(
    const QString& wish, const QStringList& system = QLocale::system().uiLanguages());

/**
 * From now on texts are in that language, those of Qt's own dialogs too where Qt's translations
 * are installed, and so are numbers. What was made before stays as it is. UI thread, after the
 * application object, before windows are made. Returns the code of the language.
 */
QString speak(const QString& wish);

} // namespace headgate
