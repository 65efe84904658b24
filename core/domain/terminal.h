// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"
#include "core/domain/issue.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace headgate {

namespace terminal {
struct Screen;
}

using TerminalId = Id<struct TerminalTag>;

/** Cells of a terminal: columns first. */
struct TerminalSize
{
    int columns = 80;
    int rows = 24;
    friend bool operator==(const TerminalSize&, const TerminalSize&) = default;
};

/** A terminal that runs on a server, as the server lists it. */
struct TerminalInfo
{
    TerminalId id;
    QString title;
    QString command; ///< with its arguments, for reading
    QString directory;
    bool running = true;
    friend bool operator==(const TerminalInfo&, const TerminalInfo&) = default;
};

/** What a person wants of the terminals of one server. `directory`: the project they belong to. */
struct TerminalWish
{
    /** Answered by TerminalsListed. */
    struct List
    {
    };
    /** A shell of the server's choice, or a command; answered by TerminalMade, then by
     * TerminalsListed. Sent once. */
    struct Create
    {
        QString command; ///< empty: the server's shell
        QStringList arguments;
        QString title; ///< empty: the server's
    };
    /** Ends its program; answered by TerminalsListed. */
    struct Close
    {
        TerminalId terminal;
    };
    /** Show it from now on, by TerminalShown, and give it this size. */
    struct Attach
    {
        TerminalId terminal;
        TerminalSize size;
    };
    struct Detach
    {
        TerminalId terminal;
    };
    /** Text as keys send it. Dropped while the terminal is not connected. */
    struct Type
    {
        TerminalId terminal;
        QString text;
    };
    struct Resize
    {
        TerminalId terminal;
        TerminalSize size;
    };

    QString directory;
    std::variant<List, Create, Close, Attach, Detach, Type, Resize> what;
};

/** The terminals of one directory, in place of what was told before. */
struct TerminalsListed
{
    QString directory;
    std::vector<TerminalInfo> terminals;
    Issue issue; ///< why they are not known, or why a wish was not carried out
};

/** A wish to create one was carried out. */
struct TerminalMade
{
    QString directory;
    TerminalId terminal;
};

enum class TerminalLink : quint8 {
    Connecting,
    Live,
    Waiting, ///< the connection broke; it is tried again
    Ended, ///< its program ended, or the server does not know it any more
};

/** An attached terminal as it is now, in place of what was told before. */
struct TerminalShown
{
    TerminalId terminal;
    TerminalLink link = TerminalLink::Connecting;
    Issue issue; ///< of a broken connection
    bool gap =
        false; ///< the server no longer had all that was written while the connection was down
    std::shared_ptr<const terminal::Screen> screen; ///< never null
};

struct TerminalNews
{
    std::variant<TerminalsListed, TerminalMade, TerminalShown> what;
};

} // namespace headgate
