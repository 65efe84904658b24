// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

/** What Linux says of TCP sockets in /proc/net/tcp and /proc/net/tcp6 (proc(5)). Pure. */
namespace headgate::proctcp {

/** A socket that takes connections of this machine. */
struct Listener
{
    QString host; ///< to reach it by: "127.0.0.1" or "::1"
    quint16 port = 0;
    quint32 user = 0; ///< whose it is
    quint64 inode = 0; ///< names it in /proc/PID/fd

    friend bool operator==(const Listener&, const Listener&) = default;
};

/** Those of the table that are reached over loopback, in its order; lines that are none are passed
 * over. */
std::vector<Listener> listeners(const QByteArray& table);

} // namespace headgate::proctcp
