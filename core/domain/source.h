// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"
#include "core/domain/issue.h"

#include <QString>
#include <QUrl>

namespace headgate {

enum class SourceKind : quint8 {
    OpenCode,
    Stream, ///< a durable stream of values, whatever they mean
    Demo,
    Log, ///< a durable event log: a JSONL file that other programs append to
    AgentPane, ///< a server of sessions with numbered events, each on a stream of its own
};

/** Where a source is and how to be let in. Secrets live here in memory only; they are never logged
 * or stored. */
struct SourceConfig
{
    SourceKind kind = SourceKind::OpenCode;
    QUrl url; ///< without user and password; Log: of the file
    QString name; ///< shown; empty: the host
    QString user;
    QString password;
    QByteArray from; ///< Stream, Log: where to begin if nothing was read yet; empty: at the start

    SourceId id() const;
    friend bool operator==(const SourceConfig&, const SourceConfig&) = default;
};

/** Whether this source is a log file: its events are kept as places in it. */
bool isLog(const SourceId& source);

/** How far a stream was read. Kept in the transaction of what it stands for. */
struct StreamCursor
{
    QByteArray offset; ///< opaque; empty: nothing was read yet
    QByteArray server; ///< the server's own cursor, to be echoed; empty: none
    QByteArray rest; ///< the begin of a value whose end has not been read
    qint64 epoch = 0; ///< grows when the stream was gone and is read from its start again
    qint64 taken = 0; ///< values behind `offset` that have been told: a long answer comes in parts

    friend bool operator==(const StreamCursor&, const StreamCursor&) = default;
};

enum class SyncState : quint8 {
    Idle, ///< not started
    CatchUp, ///< connecting or applying the snapshot
    Live,
    Waiting, ///< for the next try, at retryAt
    Paused, ///< by the person
    Denied, ///< 401 or 403: credentials are needed
    Gone, ///< 404 or 410: what was followed does not exist any more
    Closed, ///< ended for good
};

QString syncStateName(SyncState state);

/** A source as the person sees it. Times are wall time. */
struct SourceStatus
{
    SourceId id;
    SourceKind kind = SourceKind::OpenCode;
    QString name;
    QUrl url;
    QString version; ///< of the server
    SyncState state = SyncState::Idle;
    Issue issue; ///< why it is not live; None when it is
    int attempt = 0;
    Timestamp retryAt; ///< Waiting only
    Timestamp lastByte; ///< epoch: none so far
    Timestamp since; ///< begin of the period that `duplicates` and `gaps` speak of
    qint64 events = 0; ///< committed since `since`
    qint64 duplicates = 0; ///< dropped by id
    qint64 reconnects = 0;
    qint64 gaps = 0; ///< cuts found by sequence or by snapshot
    qint64 repaired = 0; ///< events that catch-up brought
    qint64 openGaps = 0; ///< found and not yet repaired; 0 is what "no gap" means
    qint64 badFrames = 0;
    qint64 lastSeq = -1; ///< newest durable sequence number seen; -1: none
    qint64 bytes = 0; ///< that arrived since it was added
    milliseconds lag{-1}; ///< of the slowest event of the newest ones that say their own time:
                          ///< from then until it was kept; below 0: none said it
    qint64 catchUpDone = 0; ///< CatchUp: bytes read of `catchUpAll`
    qint64 catchUpAll = -1; ///< CatchUp: -1: nobody knows how much there is

    friend bool operator==(const SourceStatus&, const SourceStatus&) = default;
};

} // namespace headgate
