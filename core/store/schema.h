// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace headgate {

/** Of events that a session's terminal, its company and its agents' states are made of. */
inline QString roomTypes()
{
    return QStringLiteral("'presence:joined','presence:left','presence:cursor','terminal:input',"
                          "'terminal:output','state:update'");
}

/** history.db, step by step; a step that shipped never changes. */
inline QList<QStringList> historyMigrations()
{
    using namespace Qt::StringLiterals;
    return {
        {
            u"CREATE TABLE source(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, since INTEGER NOT NULL)"_s,
            u"CREATE TABLE session(id INTEGER PRIMARY KEY, source INTEGER NOT NULL, name TEXT NOT "
            u"NULL,"
            " seq INTEGER NOT NULL DEFAULT -1, whole INTEGER NOT NULL DEFAULT 0, UNIQUE(source, name))"_s,
            // row is given out by History, so that order and fences are known before the insert.
            // raw: of events that describe nothing and so are never superseded; else in payload.
            u"CREATE TABLE event(row INTEGER PRIMARY KEY, source INTEGER NOT NULL, session "
            u"INTEGER, eid TEXT, type TEXT NOT NULL, seq INTEGER, time INTEGER NOT NULL, origin "
            u"INTEGER NOT NULL, hash INTEGER NOT NULL, entity TEXT, raw BLOB)"_s,
            u"CREATE UNIQUE INDEX event_id ON event(source, eid) WHERE eid IS NOT NULL"_s,
            // Apart from their events, so that dropping one gives all of its room back.
            u"CREATE TABLE payload(row INTEGER PRIMARY KEY, raw BLOB NOT NULL)"_s,
            // The newest row given out; rows of deltas have no event.
            u"CREATE TABLE progress(row INTEGER NOT NULL)"_s,
            u"INSERT INTO progress(row) VALUES(0)"_s,
            u"CREATE TABLE entity(session INTEGER NOT NULL, key TEXT NOT NULL, parent TEXT NOT "
            u"NULL, ord INTEGER NOT NULL, row INTEGER NOT NULL, seq INTEGER, gone INTEGER NOT "
            u"NULL, PRIMARY KEY(session, key)) WITHOUT ROWID"_s,
            u"CREATE INDEX entity_order ON entity(session, parent, ord)"_s,
            u"CREATE TABLE live_part(session INTEGER NOT NULL, part TEXT NOT NULL, chunk INTEGER "
            u"NOT NULL, message TEXT NOT NULL, gap INTEGER NOT NULL, text TEXT NOT NULL,"
            " PRIMARY KEY(session, part, chunk)) WITHOUT ROWID"_s,
            u"CREATE TABLE decision(id INTEGER PRIMARY KEY, source TEXT NOT NULL, session TEXT NOT "
            u"NULL,"
            " request TEXT NOT NULL, directory TEXT NOT NULL, reply TEXT NOT NULL, message TEXT "
            "NOT NULL,"
            " actor TEXT NOT NULL, state INTEGER NOT NULL, first_seen INTEGER NOT NULL, shown "
            "INTEGER NOT NULL,"
            " decided INTEGER NOT NULL, settled INTEGER, issue TEXT,"
            // What decisions.jsonl is still to be told.
            " unlogged TEXT)"_s,
            // How far a stream of values was read; of what has offsets of its own.
            u"CREATE TABLE cursor(source INTEGER PRIMARY KEY, at BLOB NOT NULL, server BLOB NOT "
            u"NULL, rest BLOB NOT NULL, epoch INTEGER NOT NULL)"_s,
            u"CREATE INDEX decision_request ON decision(source, session, request)"_s,
        },
        {
            // Of an answer that is being taken in parts, how much of it is here.
            u"ALTER TABLE cursor ADD COLUMN taken INTEGER NOT NULL DEFAULT 0"_s,
        },
        {
            // Of a log: its files, and the place of each event in them. What an event says stays
            // there; the few that sessions and requests are known by have a row in event as well.
            u"CREATE TABLE log_file(id INTEGER PRIMARY KEY, source INTEGER NOT NULL, number "
            u"INTEGER "
            u"NOT NULL, path TEXT NOT NULL, device INTEGER NOT NULL, inode INTEGER NOT NULL, at "
            u"INTEGER NOT NULL, lines INTEGER NOT NULL, bad INTEGER NOT NULL, checked INTEGER NOT "
            u"NULL, hash INTEGER NOT NULL, last TEXT NOT NULL, gone INTEGER NOT NULL,"
            " UNIQUE(source, number))"_s,
            u"CREATE TABLE log_type(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)"_s,
            u"CREATE TABLE log_message(id INTEGER PRIMARY KEY, session INTEGER NOT NULL, name TEXT "
            u"NOT NULL, UNIQUE(session, name))"_s,
            u"CREATE INDEX log_message_order ON log_message(session, id)"_s,
            u"CREATE TABLE log_event(row INTEGER PRIMARY KEY, file INTEGER NOT NULL, at INTEGER "
            u"NOT "
            u"NULL, length INTEGER NOT NULL, session INTEGER NOT NULL, type INTEGER NOT NULL, time "
            u"INTEGER NOT NULL, eid TEXT NOT NULL, message INTEGER)"_s,
            u"CREATE INDEX log_event_message ON log_event(message) WHERE message IS NOT NULL"_s,
            u"CREATE TABLE log_session(session INTEGER PRIMARY KEY, events INTEGER NOT NULL, first "
            u"INTEGER NOT NULL, last INTEGER NOT NULL, busy INTEGER NOT NULL)"_s,
        },
        {
            // Which of a checkpoint's options was chosen.
            u"ALTER TABLE decision ADD COLUMN chosen TEXT NOT NULL DEFAULT ''"_s,
        },
        {
            // What was decided together has the same.
            u"ALTER TABLE decision ADD COLUMN batch TEXT NOT NULL DEFAULT ''"_s,
        },
        {
            u"CREATE INDEX event_room ON event(session, row) WHERE type IN ("_s + roomTypes()
                + u")"_s,
        },
        {
            // What can be searched. The texts themselves stand where they stand already: payloads
            // and log files; a row leads there. Rows are ordered by time, see SearchIndex. One
            // whose session is negative is dead: its words cannot be taken out of an index without
            // texts, and its number is not given again.
            u"CREATE VIRTUAL TABLE search_text USING fts5(text, content='',"
            " tokenize='unicode61 remove_diacritics 2')"_s,
            // What its many small transactions leave is put together by SearchIndex, in slices of
            // their own: left to itself, one of a few dozen would take ten times as long.
            u"INSERT INTO search_text(search_text,rank) VALUES('automerge',0)"_s,
            u"INSERT INTO search_text(search_text,rank) VALUES('usermerge',16)"_s,
            u"INSERT INTO search_text(search_text,rank) VALUES('crisismerge',1000)"_s,
            u"CREATE TABLE search_doc(id INTEGER PRIMARY KEY, session INTEGER NOT NULL, key TEXT "
            u"NOT NULL, kind INTEGER NOT NULL, row INTEGER NOT NULL, hash INTEGER NOT NULL)"_s,
            u"CREATE UNIQUE INDEX search_doc_of ON search_doc(session, key, kind)"_s,
            // Up to which rows payloads and logs were looked through.
            u"CREATE TABLE search_progress(events INTEGER NOT NULL, logs INTEGER NOT NULL, dead "
            u"INTEGER NOT NULL)"_s,
            u"INSERT INTO search_progress(events,logs,dead) VALUES(0,0,0)"_s,
        },
        {
            // How connections did: what happened, and what came in each minute of the last day.
            u"CREATE TABLE health_event(id INTEGER PRIMARY KEY, source TEXT NOT NULL, time INTEGER "
            u"NOT NULL, kind INTEGER NOT NULL, count INTEGER NOT NULL, took INTEGER NOT NULL, code "
            u"TEXT NOT NULL, args TEXT NOT NULL)"_s,
            u"CREATE INDEX health_event_of ON health_event(source, id)"_s,
            u"CREATE TABLE health_minute(source TEXT NOT NULL, begin INTEGER NOT NULL, bytes "
            u"INTEGER NOT NULL, events INTEGER NOT NULL, lag INTEGER NOT NULL, reconnects INTEGER "
            u"NOT NULL, PRIMARY KEY(source, begin)) WITHOUT ROWID"_s,
            // When the contents of a session were dropped; 0: they were not.
            u"ALTER TABLE session ADD COLUMN dropped INTEGER NOT NULL DEFAULT 0"_s,
        },
    };
}

} // namespace headgate
