// SPDX-License-Identifier: MIT
#pragma once

#include "app/clisession.h"
#include "core/store/database.h"

#include <QTemporaryDir>

namespace headgate::cli {

/** One session from its begin to its end, after catching up with the server; where that cannot be
 * reached, as last seen. Main thread; read() runs an event loop. */
class WholeSession
{
public:
    WholeSession(CliSession& cli, const SessionId& id);

    /** The exit code of what stood in the way; nothing: it was read. */
    std::optional<int> read();

    const std::vector<MessageWithParts>& messages() const { return m_messages; }
    const Session& session() const { return m_session; }
    /** Done; or what it means that it is the history as last seen, which is said on stderr. */
    int endedWith() const;

private:
    void apply(const Change& change);

    CliSession& m_cli;
    SessionKey m_key;
    Session m_session;
    std::vector<MessageWithParts> m_messages;
    int m_reached = Done;
    bool m_loaded = false;
    bool m_fresh = false; ///< the server's newest page is in it
    bool m_hasOlder = false;
    bool m_missing = false; ///< the server said so, and that was told already
};

/**
 * A session and the history it is held in, for verbs that read more of it than the engine tells: in
 * the profile that was named, else in one that goes with this object. Main thread.
 */
class HeldSession
{
public:
    HeldSession(const QCommandLineParser& parser, const QString& source, const SessionId& id);

    /** Reads all of it and opens the history. The exit code of what stood in the way; nothing: it
     * is there. */
    std::optional<int> read();

    WholeSession& whole() { return m_whole; }
    const SourceId& source() const { return m_cli.source(); }
    Database& database() { return *m_database; } ///< after read()

private:
    QTemporaryDir m_own;
    QString m_profile;
    CliSession m_cli;
    WholeSession m_whole;
    std::unique_ptr<Database> m_database;
};

// The verbs; `arguments` begins with the verb's own name.
int runExport(const QStringList& arguments);
int runReplay(const QStringList& arguments);

} // namespace headgate::cli
