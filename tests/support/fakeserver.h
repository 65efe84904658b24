// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>
#include <memory>
#include <utility>

namespace headgate::test {

using Headers = QList<std::pair<QByteArray, QByteArray>>;

struct FakeRequest
{
    QByteArray method;
    QByteArray target; ///< path and query as sent
    QByteArray path;
    Headers headers;
    QByteArray body;
    int connection = 0; ///< counts the accepted connections from 1

    QByteArray header(QByteArrayView name) const;
};

/** Closes a socket so that its peer sees a reset and not an end. */
void resetSocket(QTcpSocket& socket);

class FakeConnection;

/** The answer to one request. A copyable handle; without effect once its connection is gone. */
class FakeReply
{
public:
    explicit FakeReply(FakeConnection* connection);

    /** A whole answer with its length; the connection stays open for the next request. */
    void send(int status, const QByteArray& body = {}, const Headers& headers = {}) const;
    void json(const QByteArray& body, int status = 200) const;

    /** Headers of an answer without length. Raw: its end is the end of the connection. */
    void startChunked(int status = 200, const Headers& headers = {}) const;
    void startRaw(int status = 200, const Headers& headers = {}) const;
    /** The headers of a 200 event stream, chunked. */
    void startEvents() const;

    /** Framed as a chunk if the answer is chunked; goes out as a piece of its own. */
    void write(const QByteArray& bytes) const;
    /** Pieces of `size` bytes, one for each turn of the event loop. */
    void writeInPieces(const QByteArray& bytes, qsizetype size) const;
    /** As they are, headers included if none were sent. */
    void writeBare(const QByteArray& bytes) const;

    void finish() const; ///< the last chunk, or the end of the connection
    void close() const; ///< FIN, whatever was promised
    void reset() const; ///< RST
    bool isOpen() const;

private:
    QPointer<FakeConnection> m_connection;
};

/**
 * An HTTP/1.1 server on a real socket at a free port of 127.0.0.1, in the test's own event loop.
 * Answers by the handler of the path, longest prefix first where the path ends in '*'; 404 else.
 * A handler that does nothing is a request that is never answered.
 */
class FakeServer : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<void(const FakeRequest&, FakeReply)>;

    explicit FakeServer(QObject* parent = nullptr);
    ~FakeServer() override;

    void on(const QByteArray& path, Handler handler);
    void onJson(const QByteArray& path, const QByteArray& body);

    quint16 port() const { return m_port; }
    QUrl url(const QString& pathAndQuery = {}) const;

    const QList<FakeRequest>& requests() const { return m_requests; }
    int count(const QByteArray& path) const;
    void forgetRequests() { m_requests.clear(); }
    int connections() const { return m_accepted; } ///< ever accepted
    int openConnections() const { return static_cast<int>(m_open.size()); }

    /** Replies that are still open, oldest first; for a stream that the test goes on writing. */
    QList<FakeReply> openReplies(const QByteArray& path) const;

    void closeAll(); ///< FIN to all
    void resetAll(); ///< RST to all
    void stop(); ///< reset all and refuse new ones
    bool start(); ///< at the same port as before

signals:
    void requested(const headgate::test::FakeRequest& request);

private:
    friend class FakeConnection;
    void accept();
    void handle(FakeConnection& connection, const FakeRequest& request);

    QTcpServer m_listener;
    quint16 m_port = 0;
    int m_accepted = 0;
    QHash<QByteArray, Handler> m_handlers;
    QList<FakeRequest> m_requests;
    QList<FakeConnection*> m_open;
};

} // namespace headgate::test
