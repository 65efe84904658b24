// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/commandclient.h"
#include "core/io/eventsource.h"

#include <QJsonArray>
#include <QObject>
#include <QPointer>
#include <QSet>

#include <functional>

namespace headgate {

/** What one round of questions to an OpenCode server is to find out. */
struct SnapshotPlan
{
    bool everything = true; ///< sessions, projects, durable log; else only `directories`
    QSet<QString> directories; ///< known so far; a full round finds more
    QHash<SessionId, qint64> cursors; ///< of the durable log
    std::vector<SessionId> open; ///< whose newest page is wanted
    int pageSize = 100;
};

/**
 * One round of questions to an OpenCode server (opencode.md 2, "what a client has to do"):
 * sessions, durable log, status, permissions and questions of every directory, the newest page of
 * every open session. Engine thread. Ends in exactly one finished() or failed(), unless deleted
 * first.
 */
class OpenCodeSnapshot : public QObject
{
    Q_OBJECT

public:
    OpenCodeSnapshot(const SourceId& source, CommandClient& client, SourceHost& host,
        SnapshotPlan plan, QObject* parent);

    void start();

    // Valid once finished.
    std::vector<SourceItem> takeItems();
    const QSet<QString>& directories() const { return m_plan.directories; }
    const QSet<SessionId>& sessions() const { return m_sessions; }
    const QHash<SessionId, QByteArray>& olderCursors() const { return m_olderCursors; }
    const QString& version() const { return m_version; }
    /** Sessions at work that are run over the newer API. */
    const QSet<SessionId>& active() const { return m_active; }
    /** Whether the server has the newer API, and messages there (MessagePage). */
    bool hasNext() const { return m_hasNext; }

    /** A page's events in the server's order; what is not a message is left out. */
    static std::vector<Event> messageEvents(
        const SourceId& source, const QJsonArray& page, Timestamp now);
    static std::vector<Event> messageEvents(
        const SourceId& source, const QJsonObject& message, Timestamp now);
    /** Whether messages are held from before this page, but not up to it (DG-06). */
    static bool leavesHole(SourceHost& host, const SessionKey& session, const QJsonArray& page);
    /** A hole between what is held and the newest page is closed by this many pages at most. */
    static constexpr int pagesToOverlap = 200;
    /** A number that every durable log is below: names a session without asking for its past. */
    static constexpr qint64 endOfLog = 2'000'000'000;

signals:
    void finished();
    void failed(const headgate::Issue& issue);

private:
    using Handler = std::function<void(const HttpAnswer&)>;

    void get(const QString& path, const QString& directory, Handler handler);
    void received(const HttpAnswer& answer, const QString& path, const Handler& handler);
    void askServer();
    void askSessions(const QByteArray& cursor);
    void takeSessions(const HttpAnswer& answer);
    void askOlderServerSessions();
    void askDetails();
    void askHistory();
    void askDirectory(const QString& directory);
    void askActive();
    void askRequests(const QString& directory, CheckpointKind kind);
    void askNextRequests(RequestsListed listed);
    void askMessages(const SessionId& session, const QByteArray& before, int pages);
    QJsonDocument json(const HttpAnswer& answer, const QString& path);
    QJsonArray list(const HttpAnswer& answer, const QString& path);
    QJsonObject object(const HttpAnswer& answer, const QString& path);
    void fail(const Issue& issue);
    void done();
    void dropEmptyPages();
    Timestamp now() const;

    SourceId m_source;
    CommandClient& m_client;
    SourceHost& m_host;
    SnapshotPlan m_plan;
    QSet<SessionId> m_sessions;
    QHash<SessionId, QByteArray> m_olderCursors;
    QString m_version;
    SessionsListed m_listed;
    std::vector<SourceItem> m_history, m_requests;
    std::vector<MessagesListed> m_messages;
    std::vector<StatusListed> m_statuses;
    QSet<SessionId> m_active; ///< at work, by the newer list
    int m_waiting = 0;
    std::vector<RequestsListed> m_olderRequests; ///< to which those of the newer list belong
    bool m_hasNext = false;
    bool m_details = false;
    bool m_ended = false;
};

} // namespace headgate
