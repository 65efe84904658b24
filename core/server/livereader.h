// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/waitingreader.h"

namespace headgate {

/**
 * One request that waits for what is appended: a long-poll or an event stream. Server thread. Holds
 * a place and no data, so a reader that stops reading costs a buffer and nothing else.
 */
class LiveReader : public WaitingReader
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

    Timestamp deadline() const override { return m_deadline; }

    /** Sends the head of an event stream. */
    void begin(const StreamFacts& facts);
    bool pump(StreamStore& store, Timestamp now) override;
    bool wake(StreamStore& store, Timestamp now) override;
    void end(StreamStore& store, Timestamp now) override;

private:
    bool pumpEvents(StreamStore& store, const StreamFacts& facts, Timestamp now);
    bool answerPoll(StreamStore& store, const StreamFacts& facts, Timestamp now);
    bool gone(const StreamFacts* facts);
    QByteArray nextEvents(StreamStore& store, const StreamFacts& facts, Timestamp now);
    QByteArray cursor(Timestamp now) const;
    void setDeadline(Timestamp now);
    bool isPoll() const { return m_request.live == Live::LongPoll; }
    bool isSimple() const { return m_request.dialect == Dialect::Simple; }

    const StreamRequest m_request;
    const Times m_times;
    Position m_position;
    Timestamp m_deadline;
    Timestamp m_rotation; ///< when it is to end
    bool m_toldUpToDate = false;
    bool m_pumping = false;
};

} // namespace headgate
