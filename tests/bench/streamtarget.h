// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/ownprocess.h"

#include <QTemporaryDir>

#include <memory>

namespace headgate::bench {

/** A durable streams server as a process of its own, with an empty store. Ends with this object. */
class StreamTarget
{
public:
    enum class Kind {
        Full, ///< `headgate-cli serve`
        Relaxed, ///< the same, told not to wait for the disk
        File, ///< the reference with its file store, which waits for the disk as well
        Memory, ///< the reference, which keeps nothing
    };

    /** Ends the program if it does not start. `cli`: the program of ours. */
    StreamTarget(Kind kind, const QString& cli);

    quint16 port() const { return m_port; }
    QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_port); }
    /** What all its threads have cost so far. */
    double cpuMs() const;
    double residentMb() const;

private:
    bool readAddress();

    QTemporaryDir m_root;
    OwnProcess m_process;
    quint16 m_port = 0;
};

} // namespace headgate::bench
