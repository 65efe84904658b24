// SPDX-License-Identifier: MIT
#pragma once

#include "core/decode/durable.h"
#include "core/decode/sseparser.h"
#include "core/io/endpoint.h"
#include "core/io/httpstream.h"
#include "core/io/streamclient.h"

#include <QObject>

namespace headgate {

/** What a read brought, together with the place it ends at; neither counts without the other. */
struct StreamTold
{
    QByteArrayList payloads; ///< one for a body, one for each data frame
    durable::Place place;
    QByteArray from; ///< the offset that was read from
    QByteArray contentType; ///< of the stream
    durable::Live how = durable::Live::No;
    int status = 200;
};

/**
 * Reads of one durable stream, one at a time: a catch-up, a long poll or an SSE connection. Knows
 * neither retries nor waiting: its owner decides. Lives in one thread. After close() nothing is
 * emitted; any slot may close, read again or delete it.
 */
class StreamLink : public QObject
{
    Q_OBJECT

public:
    StreamLink(QUrl stream, QString user, QString password,
        const Endpoint& endpoint = durableStream, QObject* parent = nullptr);

    /** Sent with every read. */
    void setHeaders(const durable::Headers& headers);

    /** Never `live`: it may come from a cache, and it tells at once how far behind we are. Ends in
     * told() or failed(). */
    void fetch(const QByteArray& offset);
    /** One long poll; ends in told() or failed(). */
    void poll(const QByteArray& offset, const QByteArray& cursor);
    /** Ends in ended(), after opened() and any number of told(). `contentType`: what the catch-up
     * said, for the frames do not. */
    void listen(const QByteArray& offset, const QByteArray& cursor, const QByteArray& contentType);
    void close();

signals:
    void opened(int status, const QByteArray& contentType,
        std::optional<headgate::milliseconds> retryAfter);
    /** Of an SSE connection. */
    void bytesArrived(qint64 bytes);
    /** A sign of life that carries nothing: a comment, or a control frame without data. */
    void beat();
    void told(const headgate::StreamTold& told);
    void failed(const headgate::StreamAnswer& answer);
    void ended(const headgate::Issue& issue);

private:
    void get(const QUrl& url, durable::Live how, const QByteArray& offset, milliseconds limit);
    void takeBytes(const QByteArray& bytes);
    bool takeFrame(const SseFrame& frame);

    QUrl m_url;
    Endpoint m_endpoint;
    QString m_user;
    QString m_password;
    durable::Headers m_headers;
    StreamClient m_client;
    HttpStream m_stream;
    SseParser m_parser;
    durable::SseBatches m_batches;
    QByteArray m_from; ///< of the SSE connection: where its next batch begins
    QByteArray m_contentType;
    quint64 m_read = 0; ///< tells the read under way from those before it
};

} // namespace headgate
