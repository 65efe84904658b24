// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/terminal.h"
#include "core/terminal/screentext.h"

#include <QStringList>

#include <map>
#include <optional>

namespace headgate::test {

/** What was told of terminals, as it stands. */
struct TerminalWatch
{
    std::optional<TerminalsListed> listed;
    std::vector<TerminalId> made;
    std::map<TerminalId, TerminalShown> shown;
    int told = 0;

    void take(const TerminalNews& news)
    {
        ++told;
        if (const auto* list = std::get_if<TerminalsListed>(&news.what))
            listed = *list;
        else if (const auto* one = std::get_if<TerminalMade>(&news.what))
            made.push_back(one->terminal);
        else if (const auto* screen = std::get_if<TerminalShown>(&news.what))
            shown[screen->terminal] = *screen;
    }

    bool isLive(const TerminalId& id) const
    {
        const auto it = shown.find(id);
        return it != shown.end() && it->second.link == TerminalLink::Live;
    }
    bool isEnded(const TerminalId& id) const
    {
        const auto it = shown.find(id);
        return it != shown.end() && it->second.link == TerminalLink::Ended;
    }
    /** History and screen, a line for each line of text. */
    QStringList lines(const TerminalId& id) const
    {
        const auto it = shown.find(id);
        if (it == shown.end())
            return {};
        const terminal::Screen& screen = *it->second.screen;
        return terminal::spanText(screen, {{0, 0}, {screen.lines() - 1, screen.size.columns}})
            .split(u'\n');
    }
    bool shows(const TerminalId& id, const QString& text) const
    {
        return lines(id).join(u'\n').contains(text);
    }
};

} // namespace headgate::test
