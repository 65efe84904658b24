// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/deeplink.h"
#include "core/domain/source.h"
#include "ui/preferences.h"

#include <QStringList>

#include <optional>
#include <string>
#include <vector>

class QCoreApplication;

namespace headgate {

/** What the command line of the window asks for. A password never stands on it. */
struct GuiOptions
{
    std::vector<SourceConfig> sources;
    DeepLink place; ///< no session: whichever
    QString profile; ///< directory; empty: nothing is kept
    QString screenshot;
    milliseconds after{1500};
    std::optional<ThemeChoice> theme;
    QString language; ///< a wish (ui/languages.h); empty: as the preferences have it
    QString error; ///< what is wrong with the command line; empty: nothing
};

/**
 * The command line as the application object may see it. Qt takes `--session ID` away, as the X11
 * session manager's; as one word it is ours. Outlives the application object.
 */
class CommandLine
{
public:
    CommandLine(int argc, char** argv);

    int& count() { return m_count; }
    char** words() { return m_words.data(); }

private:
    std::vector<std::string> m_text;
    std::vector<char*> m_words;
    int m_count;
};

/** The wish for a language on the command line, before anything is said; "system" without one. */
QString languageWish(const QStringList& words);

/** Handles --help and --version itself: they print and end the program. */
GuiOptions readOptions(const QCoreApplication& app);

} // namespace headgate
