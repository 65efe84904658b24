// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/accessrules.h"
#include "core/server/livereader.h"
#include "core/server/paneservice.h"
#include "core/server/socketloop.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>
#include <set>
#include <vector>

namespace headgate {

/** A stream as its owner sees it. */
struct StreamSummary
{
    StreamFacts facts;
    QByteArray tail; ///< as the wire names it
    int readers = 0; ///< that wait for more
    QByteArray copyCursor; ///< see StreamServer::publish(); in streams() only
};

/** How a server is to behave. */
struct ServerOptions
{
    QString host = QStringLiteral("127.0.0.1");
    quint16 port = 4437; ///< 0: a free one
    QString directory; ///< of streams.db; empty: in memory
    StreamStore::Durability durability = StreamStore::Durability::Full;
    milliseconds retention{0}; ///< 0: data is kept for ever
    PaneOptions panes;
    milliseconds longPoll{10'000};
    milliseconds rotation = LiveReader::Times().rotation; ///< of event streams
    AccessRules access;
    HttpConnection::Limits limits;
    int connections = 900; ///< at most; below the usual limit of open files
    qsizetype chunkBytes = 4 * 1024 * 1024; ///< of one catch-up answer, about
    std::function<Timestamp()> now; ///< empty: the system's clock
    /** Server thread: all streams, a moment after something about them changed. May be empty. */
    std::function<void(std::vector<StreamSummary>)> onStreams;
};

/**
 * The streams over HTTP, in the server's thread. All appends of one turn of its sockets are one
 * commit: they are answered after it, and whoever only reads waits for it. Store before emit.
 */
class StreamService : public QObject
{
    Q_OBJECT

public:
    explicit StreamService(ServerOptions options);
    ~StreamService() override;

    /** Opens the store and listens. Errors: DatabaseError, ProfileLocked, Unreachable (the address
     * is taken). */
    Outcome start();
    /** Answers or ends every request and closes the store. `done` is called when all is sent. */
    void stop(const std::function<void()>& done);
    quint16 port() const;

    void publish(const StreamName& name, const std::vector<PublishedEvent>& events,
        const QByteArray& copyCursor);
    QByteArray copyCursor(const StreamName& name) { return m_store->copyCursor(name); }
    std::vector<StreamSummary> streams();

private:
    struct Waiting
    {
        QPointer<HttpConnection> connection;
        HttpResponse answer;
        bool ofPane = false;
    };
    struct Deferred
    {
        QPointer<HttpConnection> connection;
        StreamRequest request;
        std::shared_ptr<PaneRequest> pane; ///< instead
    };

    Timestamp now() const { return m_options.now(); }
    void accept(int socket);
    void gone(HttpConnection& connection);
    void handle(HttpConnection& connection, HttpRequest&& http);
    void handlePane(HttpConnection& connection, const HttpRequest& http, const HttpTarget& target);
    void readPane(HttpConnection& connection, const PaneRequest& request);
    void write(HttpConnection& connection, StreamRequest&& request);
    void answerWrite(HttpConnection& connection, HttpResponse&& answer, bool ofPane = false);
    HttpResponse create(StreamRequest& request);
    HttpResponse append(StreamRequest& request);
    HttpResponse remove(const StreamRequest& request);
    void read(HttpConnection& connection, StreamRequest&& request);
    void readData(HttpConnection& connection, StreamRequest&& request, const StreamFacts& stream);
    void catchUp(HttpConnection& connection, const StreamRequest& request,
        const StreamFacts& stream, Position from);
    void wait(HttpConnection& connection, StreamRequest&& request, StreamId stream, Position from);
    void keepReader(const std::shared_ptr<WaitingReader>& reader);
    void scheduleCommit();
    void turnEnded();
    void gather();
    void commitTurn();
    void pumpStream(StreamId stream);
    void removeReader(HttpConnection& connection);
    void wakeReaders();
    void scheduleWake(Timestamp deadline);
    void look();
    void noteChange();
    void tidy(bool old);
    QByteArray commonLines();

    ServerOptions m_options;
    HttpConnection::Hooks m_hooks;
    std::unique_ptr<StreamStore> m_store;
    std::unique_ptr<PaneService> m_panes; ///< over the store
    class Listener;
    std::unique_ptr<Listener> m_listener;
    SocketLoop m_loop;
    QSet<HttpConnection*> m_connections;
    QHash<HttpConnection*, std::shared_ptr<WaitingReader>> m_readers;
    std::unordered_map<qint64, std::set<HttpConnection*>> m_readersOf;
    std::vector<Waiting> m_waiting; ///< answers that leave after the commit
    std::vector<Deferred> m_deferred; ///< reads that came while it was open
    std::vector<QPointer<HttpConnection>> m_stopped;
    QTimer m_wakeTimer;
    QTimer m_lookTimer;
    QTimer m_newsTimer;
    Timestamp m_nextWake;
    Timestamp m_tidied; ///< when what is old was last looked for
    QByteArray m_commonLines;
    std::chrono::seconds m_commonSecond{-1};
    size_t m_lastGroup = 0; ///< answers that left with the last commit
    std::chrono::nanoseconds m_lastCommit{0}; ///< what it took
    bool m_commitScheduled = false;
    bool m_stopping = false;
};

} // namespace headgate
