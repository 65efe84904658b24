// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"
#include "core/domain/issue.h"

#include <QString>
#include <QUrl>

#include <vector>

namespace headgate {

/** One stream that the embedded server holds. */
struct ServedStream
{
    QString name; ///< path below the mount: "session-ses_1"
    QUrl url;
    QString tail; ///< offset of the next message, opaque
    qint64 messages = 0; ///< of JSON, that can still be read; 0 where it is bytes
    qint64 bytes = 0; ///< that can still be read; 0 where it is JSON
    int readers = 0; ///< that wait for more right now
    bool closed = false;
    SessionKey session; ///< whose events it mirrors; empty: others write it

    friend bool operator==(const ServedStream&, const ServedStream&) = default;
};

/** The embedded server as a person sees it. */
struct Serving
{
    enum class State : quint8 {
        Off,
        On,
        Failed, ///< see issue
    };

    State state = State::Off;
    QUrl url; ///< of the mount; empty unless On
    Issue issue;
    int retentionDays = 0; ///< 0: events are kept for ever
    std::vector<ServedStream> streams; ///< by name

    friend bool operator==(const Serving&, const Serving&) = default;
};

} // namespace headgate
