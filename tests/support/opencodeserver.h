// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/blockingclient.h"
#include "tests/support/ownprocess.h"

#include <QTemporaryDir>

#include <chrono>

namespace headgate {

/**
 * A real `opencode serve` with the scripted model, in a git project and a home of its own.
 * Test thread; every call blocks with an event loop and a time limit. Whatever it started ends with
 * it, even when the test is killed.
 */
class OpenCodeServer
{
public:
    using Answer = RestAnswer;

    /** Before start(): HTTP Basic for everything, user "opencode". */
    void setPassword(const QString& password) { m_client.password = password; }
    /** Before start(): a file with `export const stories`, see scriptedmodel.mjs. */
    void setStories(const QString& file) { m_stories = file; }

    /** Before start(): an empty directory to keep everything in, in place of one that goes away. */
    void setDirectory(const QString& path) { m_directory = path; }

    bool start(); ///< on false, error() says what is missing or what the server printed
    /** SIGKILL, to the server alone; what it ran goes on, as in life. */
    void kill9() { m_server.kill9(); }
    bool restart(); ///< on the same port and database, after kill9() or stop()
    void stop() { m_server.end(); } ///< SIGTERM, then SIGKILL after 5 s
    bool isRunning() const { return m_server.isRunning(); }

    QUrl url() const; ///< without password
    quint16 port() const { return m_port; }
    qint64 pid() const { return m_server.pid(); }
    QString projectPath() const; ///< the git project's directory, canonical
    QString addProject(const QString& name); ///< another git project beside it; its directory
    /** The server's own database: to be written to only while it does not run. */
    QString databasePath() const { return under(QStringLiteral("data/opencode/opencode.db")); }
    QString error() const { return m_error; }
    QString log() const
    {
        return m_server.printed();
    } ///< the newest 4,000 characters the server printed

    /** `path` begins with a slash and can hold a query; `directory` empty: the project. */
    Answer get(const QString& path, const QString& directory = {});
    Answer post(const QString& path, const QJsonObject& body = {}, const QString& directory = {});
    Answer patch(const QString& path, const QJsonObject& body, const QString& directory = {});
    Answer remove(const QString& path, const QString& directory = {});

    QString createSession(const QString& title, const QString& directory = {}); ///< its id
    /** `async`: back when the turn has begun; else when it has ended. */
    bool prompt(const QString& session, const QString& text, bool async = true);
    QJsonObject waitForPermission(
        const QString& directory = {}); ///< newest of the list; empty: none
    QJsonObject waitForQuestion(const QString& directory = {});
    bool waitUntilIdle(const QString& session, const QString& directory = {});
    bool reply(const QString& request, const QString& reply, const QString& message = {});

    std::chrono::milliseconds limit{60000}; ///< of the waits above

private:
    bool findPrograms();
    bool makeProject(const QString& directory);
    bool startModel();
    bool startServer();
    bool waitUntilHealthy();
    bool fail(const QString& why);
    QProcessEnvironment environment() const;
    Answer ask(const QByteArray& verb, const QString& path, const QJsonObject& body,
        const QString& directory, std::chrono::milliseconds patience);
    bool waitUntilTaken(const QString& session, const QString& directory, const QString& before);
    QString lastAnswer(const QString& session, const QString& directory);
    QJsonObject waitForRequest(const QString& path, const QString& directory);

    QString under(const QString& name) const
    {
        return m_directory.isEmpty() ? m_root.filePath(name)
                                     : m_directory + QLatin1Char('/') + name;
    }

    QTemporaryDir m_root;
    QString m_directory;
    QString m_opencode;
    QString m_node;
    BlockingClient m_client;
    QString m_stories;
    QString m_modelUrl;
    QString m_error;
    quint16 m_port = 0;
    OwnProcess m_model;
    OwnProcess m_server;
};

} // namespace headgate
