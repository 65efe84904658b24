// SPDX-License-Identifier: MIT
#include "ui/windowmemory.h"

#include "ui/models/actionfinder.h"
#include "ui/models/searchfinder.h"
#include "ui/models/sessiontreemodel.h"
#include "ui/panels/composer.h"
#include "ui/windowstate.h"

#include <QPointer>

namespace headgate {

WindowMemory::WindowMemory(Ports ports, QObject* parent)
    : QObject(parent)
    , m_ports(ports)
{
}

void WindowMemory::restore()
{
    m_lastSeen = m_ports.state->lastSeen();
    m_ports.actions->setRecent(m_ports.state->recentActions());
    m_ports.searches->setRecent(m_ports.state->recentSearches());
    m_ports.composer->setDrafts(m_ports.state->drafts());
    for (auto it = m_lastSeen.cbegin(); it != m_lastSeen.cend(); ++it)
        m_ports.sessions->setLastSeen(it.key(), it.value());
}

void WindowMemory::store()
{
    m_ports.state->setLastSeen(m_lastSeen);
    m_ports.state->setRecentActions(m_ports.actions->recent());
    m_ports.state->setRecentSearches(m_ports.searches->recent());
    m_ports.state->setDrafts(m_ports.composer->drafts());
}

void WindowMemory::see(const SessionKey& key, Timestamp now)
{
    m_lastSeen.insert(key, now);
    m_ports.sessions->setLastSeen(key, now);
}

qsizetype WindowMemory::count(Kind what) const
{
    switch (what) {
    case Kind::Searches:
        return m_ports.searches->recent().size();
    case Kind::Actions:
        return m_ports.actions->recent().size();
    case Kind::LastSeen:
        return m_lastSeen.size();
    case Kind::Drafts:
        break;
    }
    return m_ports.composer->drafts().size();
}

std::function<void()> WindowMemory::forget(Kind what)
{
    const auto swap = [this]<typename T>(T before, void (WindowMemory::*put)(const T&)) {
        (this->*put)({});
        return std::function<void()>([memory = QPointer<WindowMemory>(this), before, put] {
            if (memory)
                ((*memory).*put)(before);
        });
    };
    switch (what) {
    case Kind::Searches:
        return swap(m_ports.searches->recent(), &WindowMemory::putSearches);
    case Kind::Actions:
        return swap(m_ports.actions->recent(), &WindowMemory::putActions);
    case Kind::LastSeen:
        return swap(m_lastSeen, &WindowMemory::putLastSeen);
    case Kind::Drafts:
        break;
    }
    const QHash<SessionKey, QString> before = m_ports.composer->drafts();
    putDrafts({});
    return [memory = QPointer<WindowMemory>(this), before] {
        if (!memory)
            return;
        QHash<SessionKey, QString> all = before;
        all.insert(memory->m_ports.composer->drafts()); // what was written since stays
        memory->putDrafts(all);
    };
}

void WindowMemory::putSearches(const QStringList& words)
{
    m_ports.searches->setRecent(words);
    m_ports.state->setRecentSearches(words);
}

void WindowMemory::putActions(const QStringList& names)
{
    m_ports.actions->setRecent(names);
    m_ports.state->setRecentActions(names);
}

void WindowMemory::putLastSeen(const QHash<SessionKey, Timestamp>& times)
{
    m_lastSeen = times;
    m_ports.sessions->setAllLastSeen(times);
    m_ports.state->setLastSeen(times);
}

void WindowMemory::putDrafts(const QHash<SessionKey, QString>& drafts)
{
    m_ports.composer->setDrafts(drafts);
    m_ports.state->setDrafts(drafts);
}

} // namespace headgate
