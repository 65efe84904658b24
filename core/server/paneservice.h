// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/panelimits.h"
#include "core/server/panereader.h"
#include "core/server/paneroom.h"

#include <functional>
#include <memory>
#include <unordered_map>

namespace headgate {

/** How sessions with channels are to behave. */
struct PaneOptions
{
    static constexpr int idleMinutes = 30; ///< as systems.md 3.6 has it

    PaneRates rates; ///< none
    milliseconds retention = std::chrono::hours(24 * 30); ///< of events; 0: for ever
    milliseconds beat = PaneReader::defaultBeat;
    /** Without an event for so long, and with nothing that waits for an answer, a session is about
     * to close; 0: never. Those who are in it count as events. */
    milliseconds idle{0};
    milliseconds cleanup = std::chrono::minutes(5); ///< from then on to the end
};

/**
 * Sessions with channels over the store of streams: each is a stream "session:ID" whose values are
 * its events, and a note beside it. Server thread. A write is an answer that counts once the store
 * has committed; reads are to wait for that.
 */
class PaneService
{
public:
    PaneService(StreamStore& store, const PaneOptions& options, std::function<Timestamp()> now);

    /** From the store, as after a commit that failed. */
    void reload();
    /** Streams that are written over this API alone. */
    bool owns(const StreamName& name) const;

    /** The answer to one request too many. */
    std::optional<HttpResponse> limited(const PaneRequest& request);
    HttpResponse write(const PaneRequest& request);
    HttpResponse read(const PaneRequest& request);

    /** Where a listener begins. */
    struct Place
    {
        StreamId stream{};
        Position from;
        Position tail;
    };
    std::variant<Place, HttpResponse> place(const PaneRequest& request);
    milliseconds beat() const { return m_options.beat; }

    /** Tells of users who are gone, and ends what nobody uses (systems.md 3.6). May write. */
    void sweep();
    /** One slice of removing what is older than the retention. True: there is more to do. */
    bool tidy();

private:
    struct Held
    {
        StreamId stream{};
        PaneSession session;
        PaneRoom room;
    };

    Held* find(const QString& id);
    const StreamFacts& facts(const Held& held) const { return *m_store.find(held.stream); }
    void load(const StreamFacts& stream, PaneSession&& session);

    HttpResponse create(const PaneRequest& request);
    HttpResponse publish(Held& held, const PaneRequest& request);
    HttpResponse tellPresence(Held& held, const PaneRequest& request);
    HttpResponse input(Held& held, const PaneRequest& request);
    HttpResponse decide(const PaneRequest& request);
    HttpResponse close(Held& held);
    qint64 tellEnd(Held& held, const QString& reason);
    void end(Held& held);
    void timeOut(Held& held);
    HttpResponse remove(Held& held);
    qint64 append(Held& held, StoredPaneEvent&& event);
    void keep(Held& held);

    HttpResponse list(const PaneListQuery& query);
    HttpResponse events(const Held& held, const PaneRequest& request);
    HttpResponse streamEvents(const Held& held, const PaneRequest& request);
    HttpResponse history(const Held& held, const PaneRequest& request);
    HttpResponse summary(const Held& held);
    HttpResponse exported(const Held& held, const PaneRequest& request);
    QJsonObject told(const Held& held) const;
    /** Calls `take` with the events from an offset on until it says false, or there are no more. */
    void each(const Held& held, qint64 from,
        const std::function<bool(QByteArrayView stored, qint64 offset)>& take);

    StreamStore& m_store;
    const PaneOptions m_options;
    const std::function<Timestamp()> m_now;
    PaneLimits m_limits;
    std::unordered_map<QString, Held> m_sessions;
    QHash<QString, QString> m_sessionOfTask;
};

} // namespace headgate
