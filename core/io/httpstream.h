// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"
#include "core/domain/issue.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QObject>
#include <QUrl>

#include <optional>

namespace headgate {

/**
 * One long-lived GET. Owns its network manager; lives in one thread. Every open() that is not
 * closed ends in exactly one ended(); after close() nothing is emitted. Any slot may close, reopen
 * or delete it. It has no time limit of its own: see sync::Timer.
 */
class HttpStream : public QObject
{
    Q_OBJECT

public:
    struct Request
    {
        QUrl url;
        QList<QNetworkReply::RawHeaderPair> headers; ///< besides those every stream has
        QString user;
        QString password;
    };

    explicit HttpStream(QObject* parent = nullptr);
    ~HttpStream() override;

    /** On a connection of its own. Closes what was open. Redirects are followed within the origin.
     */
    void open(const Request& request);
    void close();
    bool isOpen() const { return m_reply != nullptr; }
    /** Of the answer under way; empty before its headers came. */
    QByteArray answerHeader(const QByteArray& name) const
    {
        return m_reply ? m_reply->rawHeader(name) : QByteArray();
    }

signals:
    void headersArrived(int status, const QByteArray& contentType,
        std::optional<headgate::milliseconds> retryAfter);
    /** The body of a 2xx answer. */
    void bytesArrived(const QByteArray& bytes);
    /** None: the server ended the stream in order, as far as can be told. An error status gives
     * NotAuthorised or HttpError, without its body. */
    void ended(const headgate::Issue& issue);

private:
    void send(const QUrl& url);
    void readHeaders();
    void readBody();
    void finish();
    void follow();
    void end(const Issue& issue);
    bool stillMine(const QNetworkReply* reply) const { return m_reply == reply; }

    QNetworkAccessManager* m_manager;
    QNetworkReply* m_reply = nullptr;
    Request m_request;
    QString m_tlsReason;
    int m_redirects = 0;
    bool m_headersSeen = false;
};

} // namespace headgate
