// SPDX-License-Identifier: MIT
#pragma once

#include "core/terminal/screen.h"
#include "tests/support/ownprocess.h"

#include <QTemporaryDir>

#include <optional>

namespace headgate::test {

/**
 * What tmux makes of the same bytes: the other opinion on a terminal's screen. A server of its own
 * with one pane that ends with this object. Test thread; blocking, with time limits.
 */
class TmuxScreen
{
public:
    struct Seen
    {
        std::vector<terminal::Row> rows;
        int cursorColumn = 0; ///< may stand behind the last one
        int cursorRow = 0;
        bool alternate = false;
        QByteArray captured; ///< as tmux wrote it
    };

    static bool isInstalled();

    /** On false, error() says why. */
    bool start(TerminalSize size);
    /** A fresh pane is fed with these bytes. */
    std::optional<Seen> play(const QByteArray& bytes);
    QString error() const { return m_error; }

private:
    QByteArray ask(const QStringList& arguments);
    QString path(const char* name) const { return m_directory.filePath(QLatin1String(name)); }

    TerminalSize m_size;
    QTemporaryDir m_directory;
    OwnProcess m_server;
    QString m_error;
    int m_played = 0;
};

} // namespace headgate::test
