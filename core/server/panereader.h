// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/paneroutes.h"
#include "core/server/waitingreader.h"

namespace headgate {

/**
 * Tells the events of a session as server-sent events: a greeting, what is there, what comes, and a
 * ping now and then (systems.md 3.2). Goes on after the session is closed, as a reader has to find
 * out by the event that says so. Server thread.
 */
class PaneReader : public WaitingReader
{
public:
    static constexpr milliseconds defaultBeat{15'000};

    PaneReader(HttpConnection& connection, const PaneRequest& request, StreamId stream,
        Position from, milliseconds beat, Timestamp now);

    /** Sends the head and the greeting. `tail`: of the stream. */
    void begin(Position tail, Timestamp now);
    Timestamp deadline() const override { return m_deadline; }
    bool pump(StreamStore& store, Timestamp now) override;
    bool wake(StreamStore& store, Timestamp now) override;
    void end(StreamStore& store, Timestamp now) override;

private:
    QByteArray frame(const QByteArray& name, const QByteArray& id, const QByteArray& json) const;
    bool gone(const StreamFacts* facts);

    const QString m_session;
    const PaneFraming m_framing;
    const milliseconds m_beat;
    Position m_position;
    Timestamp m_deadline;
    bool m_pumping = false;
};

} // namespace headgate
