// SPDX-License-Identifier: MIT
#pragma once

#include "core/decode/panerequests.h"
#include "core/domain/lookup.h"
#include "core/io/commandclient.h"
#include "core/io/eventsource.h"
#include "core/project/company.h"

#include <QTimer>

#include <map>

namespace headgate {

/**
 * Says in which sessions of an AgentPane server a person is: joins, gives a sign of life at each
 * heartbeat, moves at most once in presence::cursorEvery, leaves. Nobody waits for any of it, and
 * that it failed is told nobody. Asks with each heartbeat who else is there. Engine thread; belongs
 * to a PaneSource.
 */
class PanePresence : public QObject
{
    Q_OBJECT

public:
    using Told = std::function<void(Finding)>;

    PanePresence(const SourceId& source, CommandClient& client, milliseconds heartbeat,
        QObject* parent = nullptr);

    void attend(const Lookup::Attend& wish, Told told);
    /** It is joined again: the server may have forgotten, or may be another one. */
    void serverIsBack();
    /** Leaves for as long as the source is not followed. */
    void pause();
    /** What is to be said where no event loop runs any more: it leaves wherever it is. */
    std::vector<pane::Request> farewell() const;
    /** Whoever is there, as others read it; empty: nobody is. */
    QString someone() const;

private:
    struct Place
    {
        Lookup::Attend wish;
        Told told;
        CursorThrottle cursor;
        bool rejoined = false; ///< since it was taken last
    };

    void say(const Lookup::Attend& wish, pane::Attendance::Act act,
        const std::optional<QPointF>& cursor = {});
    void beat();
    void ask(const SessionId& session);
    void moved(Place& place, const QPointF& cursor);
    void moveLate();

    SourceId m_source;
    CommandClient& m_client;
    QTimer m_heartbeat;
    QTimer m_late; ///< until the last position of a cursor may leave
    std::map<SessionId, Place> m_places;
    std::map<SessionId, Lookup::Attend> m_leaving; ///< not answered yet
    bool m_listed = true; ///< as far as anybody knows, the server says who is there
};

} // namespace headgate
