// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"
#include "core/domain/issue.h"

#include <QString>

namespace headgate {

/** A person's words on their way into a session. Only the server's own copy says that they are
 * there. */
struct Prompt
{
    enum class State : quint8 {
        Sending,
        Taken, ///< the server said yes; its copy has not been seen yet
        Checking, ///< nobody knows whether it arrived: the session is being read
        Kept, ///< the server's copy is `message`
        Failed, ///< it is not there; the words belong to the person again
    };

    SessionKey key;
    QString id; ///< of this client
    QString text;
    Timestamp at;
    State state = State::Sending;
    MessageId message; ///< Kept
    Issue issue; ///< Failed, Checking: why

    bool isOpen() const { return state < State::Kept; }
    friend bool operator==(const Prompt&, const Prompt&) = default;
};

} // namespace headgate
