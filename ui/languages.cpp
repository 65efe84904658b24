// SPDX-License-Identifier: MIT
#include "ui/languages.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QPointer>
#include <QTranslator>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

const auto ofTheSystem = u"system"_s;
const auto english = u"en"_s; ///< the texts in the sources: needs no translation

/** Those of Qt and ours, while a language other than English is spoken. */
QList<QPointer<QTranslator>>& spoken()
{
    static QList<QPointer<QTranslator>> all;
    return all;
}

void install(const QString& file, const QString& directory)
{
    auto* translator = new QTranslator(QCoreApplication::instance());
    if (!translator->load(file, directory)) {
        delete translator;
        return;
    }
    QCoreApplication::installTranslator(translator);
    spoken().append(translator);
}

/** How numbers are written: the system's way where it speaks the same language. */
QLocale localeFor(const QString& wish, const QString& code)
{
    const QLocale system = QLocale::system();
    const QLocale::Language language = QLocale(code).language();
    if (wish == ofTheSystem || system.language() == language)
        return system;
    return QLocale(language, system.territory());
}

} // namespace

std::vector<Language> availableLanguages()
{
    return {{english, u"English"_s}, {u"de"_s, u"Deutsch"_s}};
}

bool isLanguageWish(const QString& wish)
{
    const std::vector<Language> all = availableLanguages();
    return wish == ofTheSystem || std::ranges::find(all, wish, &Language::code) != all.end();
}

QString languageFor(const QString& wish, const QStringList& system)
{
    const QStringList wished = wish == ofTheSystem ? system : QStringList(wish);
    for (const QString& one : wished) {
        const QString code = one.section(u'-', 0, 0);
        if (isLanguageWish(code) && code != ofTheSystem)
            return code;
    }
    return english;
}

QString speak(const QString& wish)
{
    for (const QPointer<QTranslator>& old : std::as_const(spoken()))
        delete old; // takes itself out of the application
    spoken().clear();
    const QString code = languageFor(wish);
    QLocale::setDefault(localeFor(wish, code));
    if (code != english) {
        install("qtbase_"_L1 + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
        install("headgate_"_L1 + code, u":/translations"_s); // asked before Qt's
    }
    return code;
}

} // namespace headgate
