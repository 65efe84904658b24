// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QString>

namespace headgate {

struct Tokens
{
    qint64 input = 0;
    qint64 output = 0;
    qint64 reasoning = 0;
    qint64 cacheRead = 0;
    qint64 cacheWrite = 0;

    qint64 total() const { return input + output + reasoning + cacheRead + cacheWrite; }
    friend bool operator==(const Tokens&, const Tokens&) = default;
};

enum class SessionStatus : quint8 {
    Unknown, ///< nothing said so far; last seen state only
    Idle, ///< the last turn ended
    Running,
    Retrying, ///< the provider failed; the server tries again at retryAt
    Interrupted, ///< a turn is unfinished, yet the server says idle (it was restarted or killed)
    Failed, ///< the last turn ended in an error
};

QString sessionStatusName(SessionStatus status);

/** What a session does at this moment, as code and arguments; ui makes the words. */
struct Activity
{
    enum class Kind : quint8 { None, Thinking, Writing, Tool, Compacting, Done, Failed };

    Kind kind = Kind::None;
    QString tool; ///< Tool: "bash", "edit", ...
    QString subject; ///< Tool: command, file, pattern; Failed: the error's words

    friend bool operator==(const Activity&, const Activity&) = default;
};

struct Session
{
    SourceId source;
    SessionId id;
    SessionId parent; ///< empty for a root
    QString title;
    QString directory;
    QString agent;
    QString provider; ///< of the model
    QString model;
    SessionStatus status = SessionStatus::Unknown;
    Activity activity;
    QString retryMessage;
    int retryAttempt = 0;
    Timestamp retryAt;
    Timestamp created;
    Timestamp updated; ///< last activity: what the list is sorted by
    Timestamp turnStarted; ///< start of the running turn; epoch when none runs
    Tokens tokens; ///< of the whole session, without subagents
    double cost = 0; ///< US dollars, without subagents
    int additions = 0;
    int deletions = 0;
    int files = 0;
    qint64 events = 0; ///< Log: lines of its stream; 0: not counted
    qint64 contextUsed = 0; ///< tokens the newest answer was made of; 0: not known
    qint64 contextLimit = 0; ///< tokens its model can take; 0: not known
    MessageId revertedTo; ///< this message and all behind it are undone for now; empty: none
    QString shareUrl; ///< untrusted; empty: not shared
    bool readOnly = false; ///< it takes no prompts by the ways this client knows
    int waiting = 0; ///< requests of this very session that wait for a person
    bool archived = false;
    bool placeholder =
        false; ///< known from an event only; the server has not described it yet (DG-53)

    SessionKey key() const { return {source, id}; }
    friend bool operator==(const Session&, const Session&) = default;
};

} // namespace headgate
