// SPDX-License-Identifier: MIT
#include "ui/models/terminaldesk.h"

#include <algorithm>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;

TerminalDesk::TerminalDesk(std::function<void(Command)> submit, QObject* parent)
    : QObject(parent)
    , m_submit(std::move(submit))
{
}

void TerminalDesk::wish(decltype(TerminalWish::what) what)
{
    if (hasPlace())
        m_submit(UseTerminal{m_source,
            std::make_shared<const TerminalWish>(TerminalWish{m_directory, std::move(what)})});
}

void TerminalDesk::apply(const Change& change)
{
    if (const auto* logged = std::get_if<EventsLogged>(&change)) {
        // Somebody else made or ended one.
        const bool touched = std::ranges::any_of(logged->rows, [this](const EventRow& row) {
            return row.source == m_source && row.type.startsWith("pty."_L1)
                && row.origin == Origin::Live;
        });
        if (touched && m_watching)
            list();
    }
    const auto* told = std::get_if<TerminalTold>(&change);
    if (!told || told->source != m_source)
        return;
    if (const auto* list = std::get_if<TerminalsListed>(&told->news->what)) {
        if (list->directory == m_directory)
            listed(*list);
    } else if (const auto* made = std::get_if<TerminalMade>(&told->news->what)) {
        if (made->directory == m_directory && std::exchange(m_making, false))
            choose(made->terminal);
    } else if (const auto* shown = std::get_if<TerminalShown>(&told->news->what)) {
        if (shown->terminal != m_current)
            return;
        m_shown = *shown;
        emit shownChanged();
    }
}

void TerminalDesk::listed(const TerminalsListed& list)
{
    m_listed = m_listed || list.issue.code == Issue::Code::None;
    m_terminals = list.terminals;
    m_issue = list.issue;
    m_making = m_making && m_issue.code == Issue::Code::None;
    if (m_current.isEmpty() && !m_terminals.empty() && !m_making)
        choose(m_terminals.front().id);
    emit listChanged();
}

const TerminalInfo* TerminalDesk::currentInfo() const
{
    const auto it = std::ranges::find(m_terminals, m_current, &TerminalInfo::id);
    return it == m_terminals.end() ? nullptr : &*it;
}

void TerminalDesk::setPlace(const SourceId& source, const QString& directory)
{
    if (m_source == source && m_directory == directory)
        return;
    detach();
    m_source = source;
    m_directory = directory;
    m_terminals.clear();
    m_issue = {};
    m_current = {};
    m_shown = {};
    m_listed = m_making = false;
    if (m_watching)
        list();
    emit listChanged();
    emit shownChanged();
}

void TerminalDesk::watch(bool on)
{
    if (std::exchange(m_watching, on) == on)
        return;
    if (!on) {
        detach();
        return;
    }
    list();
    attach();
}

void TerminalDesk::list()
{
    wish(TerminalWish::List{});
}

void TerminalDesk::attach()
{
    if (m_watching && !m_current.isEmpty())
        wish(TerminalWish::Attach{m_current, m_room});
}

void TerminalDesk::detach()
{
    if (!m_current.isEmpty())
        wish(TerminalWish::Detach{m_current});
}

void TerminalDesk::choose(const TerminalId& terminal)
{
    if (m_current == terminal)
        return;
    detach();
    m_current = terminal;
    m_shown = {};
    m_shown.terminal = terminal;
    attach();
    emit listChanged();
    emit shownChanged();
}

void TerminalDesk::create()
{
    m_making = true;
    wish(TerminalWish::Create{});
}

void TerminalDesk::closeCurrent()
{
    const TerminalId closing = m_current;
    if (closing.isEmpty())
        return;
    const auto other = std::ranges::find_if(
        m_terminals, [&closing](const TerminalInfo& one) { return one.id != closing; });
    choose(other == m_terminals.end() ? TerminalId() : other->id);
    wish(TerminalWish::Close{closing});
}

void TerminalDesk::type(const QString& text)
{
    if (!m_current.isEmpty())
        wish(TerminalWish::Type{m_current, text});
}

void TerminalDesk::setRoom(TerminalSize room)
{
    if (std::exchange(m_room, room) != room && m_watching && !m_current.isEmpty())
        wish(TerminalWish::Resize{m_current, room});
}

} // namespace headgate
