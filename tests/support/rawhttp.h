// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

#include <chrono>
#include <optional>
#include <utility>

namespace headgate::test {

struct RawAnswer
{
    int status = 0; ///< 0: none came
    QList<std::pair<QByteArray, QByteArray>> fields;
    QByteArray body; ///< without the framing of chunks

    QByteArray field(QByteArrayView name) const; ///< null: absent
};

/**
 * A blocking HTTP/1.1 connection to 127.0.0.1 that sends exactly the bytes it is given. Any thread,
 * without an event loop. Every wait ends after 20 s at the latest.
 */
class RawHttp
{
public:
    explicit RawHttp(quint16 port);
    ~RawHttp();
    RawHttp(const RawHttp&) = delete;
    RawHttp& operator=(const RawHttp&) = delete;

    bool isConnected() const { return m_socket >= 0; }
    /** False: the peer is gone. */
    bool send(const QByteArray& bytes);
    /** Tells the peer that no more will be sent. */
    void endSending();
    /** The next answer; `bodiless`: to a HEAD. Nothing: the connection ended first. */
    std::optional<RawAnswer> receive(bool bodiless = false);
    /** A request with its length, and the answer to it. `head`: further lines, each with CR LF. */
    RawAnswer ask(const QByteArray& method, const QByteArray& target, const QByteArray& body = {},
        const QByteArray& head = {});

    /** Raw bytes until `mark` has come; empty: the connection ended first. */
    QByteArray receiveUntil(const QByteArray& mark);
    /** True if the peer ends the connection without another byte. */
    bool isEnded();
    /** Waits, without reading, until the peer has reset the connection. */
    bool isDropped() const;

private:
    bool more();

    int m_socket = -1;
    QByteArray m_input;
};

} // namespace headgate::test
