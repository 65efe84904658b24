// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/httpconnection.h"
#include "core/server/streamstore.h"

namespace headgate {

/**
 * One request that waits for what is appended: a long-poll or an event stream. Server thread. Holds
 * a place and no data, so a reader that stops reading costs a buffer and nothing else.
 */
class LiveReader
{
public:
    struct Times
    {
        milliseconds longPoll{10'000};
        milliseconds beat{15'000}; ///< between control events where nothing happens
        /** After it an event stream ends and is asked for anew, so that caches on the way can put
         * readers together (durable-streams.md 1.8). Not in the older dialect, whose readers would
         * wait for some seconds. */
        milliseconds rotation{60'000};
    };

    LiveReader(HttpConnection& connection, StreamRequest request, StreamId stream, Position from,
        const Times& times, Timestamp now);

    StreamId stream() const { return m_stream; }
    HttpConnection& connection() const { return m_connection; }
    /** When wake() is to be called at the latest. */
    Timestamp deadline() const { return m_deadline; }

    /** Sends the head of an event stream. */
    void begin(const StreamFacts& facts);
    /** Sends what is there. False: the answer is complete. */
    bool pump(StreamStore& store, Timestamp now);
    /** The deadline has come: an empty answer, or a sign of life. False: as above. */
    bool wake(StreamStore& store, Timestamp now);
    /** The server stops: ends the answer as if time were up. */
    void end(StreamStore& store, Timestamp now);

private:
    bool pumpEvents(StreamStore& store, const StreamFacts& facts, Timestamp now);
    bool answerPoll(StreamStore& store, const StreamFacts& facts, Timestamp now);
    bool gone(const StreamFacts* facts);
    QByteArray nextEvents(StreamStore& store, const StreamFacts& facts, Timestamp now);
    QByteArray cursor(Timestamp now) const;
    void setDeadline(Timestamp now);
    bool isPoll() const { return m_request.live == Live::LongPoll; }
    bool isSimple() const { return m_request.dialect == Dialect::Simple; }

    HttpConnection& m_connection;
    const StreamRequest m_request;
    const StreamId m_stream;
    const Times m_times;
    Position m_position;
    Timestamp m_deadline;
    Timestamp m_rotation; ///< when it is to end
    bool m_toldUpToDate = false;
    bool m_pumping = false;
};

} // namespace headgate
