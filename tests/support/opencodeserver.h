// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>
#include <QTemporaryDir>
#include <QUrl>

#include <chrono>
#include <memory>
#include <vector>

class QNetworkReply;
class QProcess;

namespace headgate {

/**
 * A real `opencode serve` with the scripted model, in a git project and a home of its own.
 * Test thread; every call blocks with an event loop and a time limit. Whatever it started ends with
 * it, even when the test is killed.
 */
class OpenCodeServer
{
public:
    struct Answer
    {
        int status = 0; ///< 0: no answer; see `error`
        QByteArray body;
        QByteArray nextCursor; ///< X-Next-Cursor
        QString error;

        bool ok() const { return status >= 200 && status < 300; }
        QJsonObject object() const { return QJsonDocument::fromJson(body).object(); }
        QJsonArray array() const;
    };

    OpenCodeServer();
    ~OpenCodeServer();
    OpenCodeServer(const OpenCodeServer&) = delete;
    OpenCodeServer& operator=(const OpenCodeServer&) = delete;

    /** Before start(): HTTP Basic for everything, user "opencode". */
    void setPassword(const QString& password) { m_password = password; }
    /** Before start(): a file with `export const stories`, see scriptedmodel.mjs. */
    void setStories(const QString& file) { m_stories = file; }

    bool start(); ///< on false, error() says what is missing or what the server printed
    void kill9(); ///< SIGKILL, to the server alone; what it ran goes on, as in life
    bool restart(); ///< on the same port and database, after kill9() or stop()
    void stop(); ///< SIGTERM, then SIGKILL after 5 s
    bool isRunning() const;

    QUrl url() const; ///< without password
    quint16 port() const { return m_port; }
    qint64 pid() const;
    QString projectPath() const; ///< the git project's directory, canonical
    QString addProject(const QString& name); ///< another git project beside it; its directory
    QString error() const { return m_error; }
    QString log() const; ///< the newest 4,000 characters the server printed

    /** `path` begins with a slash and can hold a query; `directory` empty: the project. */
    Answer get(const QString& path, const QString& directory = {});
    Answer post(const QString& path, const QJsonObject& body = {}, const QString& directory = {});
    Answer patch(const QString& path, const QJsonObject& body, const QString& directory = {});
    Answer remove(const QString& path, const QString& directory = {});

    QString createSession(const QString& title, const QString& directory = {}); ///< its id
    /** `async`: back at once, the turn runs on; else back when the turn has ended. */
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
    std::unique_ptr<QProcess> spawn(
        const QString& program, const QStringList& arguments, const QString& output);
    void end(std::unique_ptr<QProcess>& process);
    Answer send(const QByteArray& verb, const QString& path, const QByteArray& body,
        const QString& directory, std::chrono::milliseconds patience, int tries);
    QJsonObject waitForRequest(const QString& path, const QString& directory);

    QTemporaryDir m_root;
    QString m_opencode;
    QString m_node;
    QString m_password;
    QString m_stories;
    QString m_modelUrl;
    QString m_error;
    quint16 m_port = 0;
    std::unique_ptr<QProcess> m_model;
    std::unique_ptr<QProcess> m_server;
    std::vector<qint64> m_groups; ///< process groups that may hold orphans of kill9()
};

} // namespace headgate
