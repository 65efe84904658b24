// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "core/domain/event.h"
#include "core/domain/fact.h"

#include <QHash>
#include <QSet>

namespace headgate {

/** When and how a fact came; what a reducer may know besides the fact itself. */
struct FactContext
{
    SourceId source;
    Timestamp at;
    Origin origin = Origin::Live;
    QString directory;
};

/**
 * All sessions of one source: small, always kept. Status comes from three places (DG-55): what the
 * server says, whether the last assistant message is finished, and how it ended. Pure; any thread.
 */
struct SessionsState
{
    struct Entry
    {
        Session session;
        std::optional<StatusTold::Status> told; ///< empty: the server was not asked yet
        MessageId lastAssistant;
        Timestamp lastAssistantCreated;
        bool unfinished = false; ///< the last assistant message has neither end nor error
        QString failure; ///< the last turn's error in the server's words
        Timestamp contextAt; ///< creation time of the answer that told of the context
        QString contextModel; ///< "provider/model" of that answer
        PartId streaming; ///< the part deltas go to
        bool reasoning = false; ///< what kind it is
    };

    SourceId source;
    QHash<SessionId, Entry> entries;
    QHash<QString, qint64> limits; ///< tokens a model takes, by "provider/model"
    bool showArchived = false;
    QSet<SessionId> gone; ///< deleted ones: late events must not bring them back
};

void reduce(SessionsState& state, const Fact& fact, const FactContext& context, ChangeBatch& out);

/** The server listed who is busy or retrying in `directory`; everyone else there is idle. */
void settleStatus(SessionsState& state, const QString& directory, ChangeBatch& out);

/** `events` more of this session, from `first` to `last`, whatever they say: it exists, and was
 * active until then. */
void touch(SessionsState& state, const SessionId& session, qint64 events, Timestamp first,
    Timestamp last, ChangeBatch& out);

/** Whoever was told to work and has not been heard of since `since` does so no more, as far as
 * anybody can say: nobody told of its end. */
void settleSilent(SessionsState& state, Timestamp since, ChangeBatch& out);

/** This session and all below it whose turn runs, the deepest first; a cycle is walked once. */
std::vector<Session> runningFrom(const SessionsState& state, const SessionId& session);

/** How many requests of this very session wait. */
void setWaiting(SessionsState& state, const SessionId& session, int waiting, ChangeBatch& out);

/** It takes no wishes by the ways this client knows, from now on. */
void setReadOnly(SessionsState& state, const SessionId& session, ChangeBatch& out);
/** How much of its context a session's newest answer used, from messages that are no news. */
void noteContext(SessionsState& state, const Message& message, ChangeBatch& out);
/** What models take is known, or known better. */
void setLimits(SessionsState& state, const QHash<QString, qint64>& limits, ChangeBatch& out);
/** Archived sessions are told like others, or withdrawn. */
void showArchived(SessionsState& state, bool on, ChangeBatch& out);

/** This session and all below it, each before those below it. */
std::vector<Session> familyOf(const SessionsState& state, const SessionId& session);

/** One path, however it is written (DG-50): no trailing slash. */
QString normalDirectory(const QString& directory);

} // namespace headgate
