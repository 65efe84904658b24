// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QString>
#include <QStringList>

namespace headgate {

/** What went wrong, as a code and its arguments. The words are made in ui and app (issuetext). */
struct Issue
{
    enum class Code {
        None,
        // reaching a server
        Unreachable, ///< refused, no route, name not found; args: reason
        TimedOut, ///< no answer within the limit; args: seconds
        ConnectionLost, ///< the stream ended; args: reason
        Silent, ///< no byte for longer than 2.5 heartbeats; args: seconds
        TlsError, ///< args: reason
        NotAuthorised, ///< 401 or 403
        NotOpenCode, ///< something else answers there; args: what was seen
        HttpError, ///< args: status, reason
        RedirectRefused, ///< another origin; args: target
        // data
        BadFrame, ///< not UTF-8, not JSON, not an object; args: reason
        FrameTooLarge, ///< args: bytes
        BadAnswer, ///< a REST answer of another shape; args: path, reason
        // history
        ProfileLocked, ///< args: path, who
        DatabaseError, ///< args: text
        // decisions
        RequestNotFound, ///< args: request id
        AlreadyAnswered, ///< args: the answer, if known
        AnsweredTooLate, ///< the server took it, to no effect
        WrongAnswer, ///< not one that the request takes; args: why
        NotStoppable, ///< nothing there takes the wish to stop a session
        SendUnknown, ///< sent, no answer: it may or may not have arrived
        // serving
        PortInUse, ///< args: address
        CannotListen, ///< args: address, reason
        // use
        BadSource, ///< args: text
        SessionNotFound, ///< args: id
        // streams
        StreamNotFound, ///< 404 or 410, also from its start; args: address
        StreamRestarted, ///< what was read is gone there; args: the offset it was read up to
        // logs
        LogMissing, ///< no such file yet; args: path
        LogBeganAnew, ///< its content is not what was read; args: path
        BadLines, ///< lines that are no events; args: path, how many, their numbers
        NotAnswerable, ///< the request was seen in a stream, which nobody can answer
        // logs
        BadEvent, ///< a line that is JSON but no event; args: the key that is missing
        LogError, ///< a log cannot be read or written; args: path, reason
        LogLocked, ///< another writer held it for too long; args: path, seconds
        LockLost, ///< another writer took the lock while it was held; args: path
        NotOffered, ///< nothing there takes that wish; args: what was wished
        PromptLost, ///< the session was read, and the words are not in it; args: why
        RequestExpired, ///< deciding needs an explicit word; args: request id
    };

    Code code = Code::None;
    SourceId source;
    QStringList args;

    friend bool operator==(const Issue&, const Issue&) = default;
};

/** True where trying again without a person can help. */
bool isRecoverable(Issue::Code code);

/** A stable word for logs and JSON output, such as "not-authorised". */
QString issueCodeName(Issue::Code code);
/** None where it is no such word. */
Issue::Code issueFromName(const QString& name);

} // namespace headgate
