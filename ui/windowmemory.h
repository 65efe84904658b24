// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QHash>
#include <QObject>

#include <functional>

namespace headgate {

class ActionFinder;
class Composer;
class SearchFinder;
class SessionTreeModel;
class WindowState;

/**
 * What the window remembers of what a person did: what was searched for and done, when sessions
 * were looked at, and words not sent. Owns the times. UI thread. It forgets on demand, and takes
 * that back.
 */
class WindowMemory : public QObject
{
    Q_OBJECT

public:
    enum class Kind : quint8 { Searches, Actions, LastSeen, Drafts };
    /** All of it outlives the memory. */
    struct Ports
    {
        WindowState* state = nullptr;
        SessionTreeModel* sessions = nullptr;
        ActionFinder* actions = nullptr;
        SearchFinder* searches = nullptr;
        Composer* composer = nullptr;
    };

    explicit WindowMemory(Ports ports, QObject* parent = nullptr);

    void restore();
    void store();
    /** The person looks at it. */
    void see(const SessionKey& key, Timestamp now);
    const QHash<SessionKey, Timestamp>& lastSeen() const { return m_lastSeen; }
    /** How many there are. */
    qsizetype count(Kind what) const;
    /** Forgets it, here and on the disk; what comes back brings it back. */
    std::function<void()> forget(Kind what);

private:
    void putSearches(const QStringList& words);
    void putActions(const QStringList& names);
    void putLastSeen(const QHash<SessionKey, Timestamp>& times);
    void putDrafts(const QHash<SessionKey, QString>& drafts);

    Ports m_ports;
    QHash<SessionKey, Timestamp> m_lastSeen;
};

} // namespace headgate
