// SPDX-License-Identifier: MIT
#include "tests/support/blockingclient.h"

#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <memory>

namespace headgate {

using namespace Qt::StringLiterals;

RestAnswer BlockingClient::send(const QByteArray& verb, const QString& path, const QByteArray& body,
    const QString& directory, std::chrono::milliseconds patience, int tries) const
{
    QNetworkRequest request(QUrl(base.toString() + path));
    request.setTransferTimeout(static_cast<int>(patience.count()));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    if (!directory.isEmpty())
        request.setRawHeader("x-opencode-directory", QUrl::toPercentEncoding(directory));
    if (!password.isEmpty()) {
        const QByteArray pair = "opencode:" + password.toUtf8();
        request.setRawHeader("Authorization", "Basic " + pair.toBase64());
    }
    RestAnswer answer;
    for (int i = 0; i < tries && answer.status == 0; ++i) {
        // Qt 6.4: a manager sends again by itself when a kept connection drops; a new one keeps
        // none.
        QNetworkAccessManager network;
        network.setProxy(QNetworkProxy::NoProxy);
        const std::unique_ptr<QNetworkReply> reply(network.sendCustomRequest(request, verb, body));
        QEventLoop loop;
        QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
        loop.exec();
        answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (reply->isReadable()) // one that timed out before the headers is not
            answer.body = reply->readAll();
        answer.nextCursor = reply->rawHeader("x-next-cursor");
        answer.error = answer.ok() ? QString() : reply->errorString();
    }
    return answer;
}

} // namespace headgate
