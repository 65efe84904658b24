// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QStringList>

namespace headgate {

/** streams.db, step by step; a step that shipped never changes. Times in ms since 1970. */
inline QList<QStringList> streamMigrations()
{
    using namespace Qt::StringLiterals;
    return {
        {
            // AUTOINCREMENT: a number, and with it an offset, never comes again.
            u"CREATE TABLE stream(id INTEGER PRIMARY KEY AUTOINCREMENT, name BLOB NOT NULL UNIQUE,"
            " type BLOB NOT NULL, ttl INTEGER, expires_text BLOB, expires_at INTEGER,"
            " source INTEGER, source_name BLOB, begin INTEGER NOT NULL, fork_offset BLOB,"
            " fork_sub INTEGER NOT NULL, created INTEGER NOT NULL, accessed INTEGER NOT NULL,"
            " head INTEGER NOT NULL, closed INTEGER NOT NULL, deleted INTEGER NOT NULL,"
            " writer_seq BLOB, closer BLOB, closer_epoch INTEGER, closer_seq INTEGER)"_s,
            // Rows are written in the order of time, so the oldest are those with the lowest id.
            u"CREATE TABLE batch(id INTEGER PRIMARY KEY, stream INTEGER NOT NULL,"
            " position INTEGER NOT NULL, count INTEGER NOT NULL, time INTEGER NOT NULL,"
            " ends BLOB, body BLOB NOT NULL, UNIQUE(stream, position))"_s,
            u"CREATE TABLE producer(stream INTEGER NOT NULL, name BLOB NOT NULL, epoch INTEGER NOT "
            "NULL, seq INTEGER NOT NULL, seen INTEGER NOT NULL, PRIMARY KEY(stream, name))"
            " WITHOUT ROWID"_s,
            u"CREATE TABLE doomed(stream INTEGER PRIMARY KEY)"_s,
            u"CREATE TABLE copied(stream INTEGER NOT NULL, event BLOB NOT NULL, position INTEGER "
            "NOT NULL, PRIMARY KEY(stream, event)) WITHOUT ROWID"_s,
            u"CREATE TABLE copy(stream INTEGER PRIMARY KEY, cursor BLOB NOT NULL)"_s,
        },
        {
            // What the owner of a stream keeps about it: sessions with channels are known by it.
            u"CREATE TABLE note(stream INTEGER PRIMARY KEY, body BLOB NOT NULL)"_s,
        },
    };
}

} // namespace headgate
