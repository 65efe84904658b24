// SPDX-License-Identifier: MIT
#include "app/guioptions.h"

#include "core/domain/deeplink.h"
#include "core/domain/sourcetext.h"
#include "ui/connectdialog.h"
#include "ui/languages.h"
#include "ui/words/issuetext.h"
#include "ui/words/say.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QStandardPaths>

namespace headgate {

using namespace Qt::StringLiterals;
using words::say;

namespace {

/** HEADGATE_PASSWORD, or the first line of a file; empty: none. */
QString givenPassword(const QCommandLineParser& parser, QString& error)
{
    if (!parser.isSet(u"password-file"_s))
        return qEnvironmentVariable("HEADGATE_PASSWORD");
    QFile file(parser.value(u"password-file"_s));
    if (!file.open(QIODevice::ReadOnly)) {
        error =
            say("The password file %1 cannot be read: %2").arg(file.fileName(), file.errorString());
        return {};
    }
    return QString::fromUtf8(file.readLine()).trimmed();
}

void addOptions(QCommandLineParser& parser)
{
    parser.setApplicationDescription(say("Watch coding agents and decide what they may do."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({
        {u"connect"_s, say("Follow SOURCE: opencode:URL, a bare URL, or demo:. May be repeated."),
            u"SOURCE"_s},
        {u"session"_s, say("Open the session with this id."), u"ID"_s},
        {u"demo"_s, say("Show a recorded session; no server is needed.")},
        {u"profile"_s, say("Keep history and settings in DIR."), u"DIR"_s},
        {u"password-file"_s, say("Read the password from the first line of FILE."), u"FILE"_s},
        {u"theme"_s, say("Use these colours: system, light, dark or contrast."), u"THEME"_s},
        {u"language"_s, say("Speak this language: system, en or de."), u"LANGUAGE"_s},
        {u"screenshot"_s, say("Write a picture of the window to FILE, then end."), u"FILE"_s},
        {u"after"_s, say("How long to wait before the picture, in milliseconds."), u"MS"_s,
            u"1500"_s},
    });
}

void readSources(const QCommandLineParser& parser, GuiOptions& options)
{
    const QString password = givenPassword(parser, options.error);
    const QString user = qEnvironmentVariable("HEADGATE_USER");
    QStringList texts = parser.values(u"connect"_s) + parser.positionalArguments();
    if (parser.isSet(u"demo"_s))
        texts += u"demo:"_s;
    for (const QString& text : std::as_const(texts)) {
        if (isLink(text)) {
            const auto link = readLink(text);
            if (link)
                options.place = *link;
            else
                options.error = words::issueText(link.error());
            continue;
        }
        // A desktop names the files that are opened with a program by their addresses.
        const QUrl url(text);
        auto config = sourceFromText(url.isLocalFile() ? url.toLocalFile() : text);
        if (!config) {
            options.error = words::issueText(config.error());
            continue;
        }
        if (!user.isEmpty())
            config.value().user = user;
        if (!password.isEmpty())
            config.value().password = password;
        options.sources.push_back(config.value());
    }
}

} // namespace

CommandLine::CommandLine(int argc, char** argv)
{
    for (int i = 0; i < argc; ++i) {
        std::string word(argv[i]);
        if (word == "--session" && i + 1 < argc)
            word += '=' + std::string(argv[++i]);
        m_text.push_back(std::move(word));
    }
    for (std::string& word : m_text)
        m_words.push_back(word.data());
    m_words.push_back(nullptr);
    m_count = int(m_text.size());
}

QString languageWish(const QStringList& words)
{
    const auto option = u"--language"_s;
    for (qsizetype i = 1; i < words.size(); ++i) {
        if (words[i].startsWith(option + u'='))
            return words[i].mid(option.size() + 1);
        if (words[i] == option)
            return words.value(i + 1);
    }
    return u"system"_s;
}

GuiOptions readOptions(const QCoreApplication& app)
{
    QCommandLineParser parser;
    addOptions(parser);
    parser.process(app);
    GuiOptions options;
    readSources(parser, options);
    if (parser.isSet(u"session"_s))
        options.place.session = SessionId(parser.value(u"session"_s));
    options.screenshot = parser.value(u"screenshot"_s);
    options.profile = parser.value(u"profile"_s);
    // A picture is of what the command line says, not of what was kept from another day.
    if (options.profile.isEmpty() && options.screenshot.isEmpty())
        options.profile = QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
    bool number = false;
    options.after = milliseconds(parser.value(u"after"_s).toInt(&number));
    if (!number || options.after.count() < 0)
        options.error = say("--after needs a number of milliseconds.");
    if (const QString theme = parser.value(u"theme"_s); !theme.isEmpty()) {
        options.theme = themeFromName(theme);
        if (!options.theme)
            options.error = say("--theme is system, light, dark or contrast.");
    }
    options.language = parser.value(u"language"_s);
    if (!options.language.isEmpty() && !isLanguageWish(options.language))
        options.error = say("--language is system, en or de.");
    return options;
}

} // namespace headgate
