// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/httpconnection.h"
#include "core/server/streamstore.h"

namespace headgate {

/** Whoever asked for what is still to come in a stream. Server thread; belongs to the service, and
 * its connection outlives it. */
class WaitingReader
{
public:
    WaitingReader(HttpConnection& connection, StreamId stream)
        : m_connection(connection)
        , m_stream(stream)
    {
    }
    virtual ~WaitingReader() = default;
    WaitingReader(const WaitingReader&) = delete;
    WaitingReader& operator=(const WaitingReader&) = delete;

    StreamId stream() const { return m_stream; }
    HttpConnection& connection() const { return m_connection; }
    /** When wake() is to be called at the latest. */
    virtual Timestamp deadline() const = 0;
    /** Sends what is there. False: the answer is complete. */
    virtual bool pump(StreamStore& store, Timestamp now) = 0;
    /** The deadline has come: an empty answer, or a sign of life. False: as above. */
    virtual bool wake(StreamStore& store, Timestamp now) = 0;
    /** The server stops: ends the answer as if time were up. */
    virtual void end(StreamStore& store, Timestamp now) = 0;

private:
    HttpConnection& m_connection;
    const StreamId m_stream;
};

} // namespace headgate
