// SPDX-License-Identifier: MIT
#include "core/io/lastwords.h"

#include "core/io/httprules.h"

#include <QDeadlineTimer>
#include <QSslSocket>
#include <QTcpSocket>

namespace headgate::http {

using namespace Qt::StringLiterals;

namespace {

QByteArray requestOf(
    const QUrl& base, const QString& user, const QString& password, const LastWord& word)
{
    QString prefix = base.path(QUrl::FullyEncoded);
    if (prefix.endsWith(u'/'))
        prefix.chop(1);
    const QString host = base.adjusted(QUrl::RemoveUserInfo).authority(QUrl::FullyEncoded);
    QByteArray text = "POST " + (prefix + word.path).toLatin1() + " HTTP/1.1\r\nHost: "
        + host.toLatin1() + "\r\nContent-Type: application/json\r\nConnection: close\r\n"
        + "Content-Length: " + QByteArray::number(word.body.size()) + "\r\n";
    if (const QByteArray who = credentials(user, password); !who.isEmpty())
        text += "Authorization: " + who + "\r\n";
    return text + "\r\n" + word.body;
}

int left(const QDeadlineTimer& deadline)
{
    return int(deadline.remainingTime());
}

void finish(QAbstractSocket& socket, const QByteArray& request, const QDeadlineTimer& deadline)
{
    socket.write(request);
    // Of what is encrypted the socket counts the rest as well.
    while (socket.bytesToWrite() > 0 && socket.waitForBytesWritten(left(deadline))) { }
    socket.disconnectFromHost();
    if (socket.state() != QAbstractSocket::UnconnectedState)
        socket.waitForDisconnected(left(deadline));
}

void say(const QUrl& base, const QByteArray& request, const QDeadlineTimer& deadline)
{
    if (base.scheme() == "https"_L1) {
        QSslSocket socket;
        socket.setProxy(proxyFor(base));
        socket.connectToHostEncrypted(base.host(), quint16(base.port(443)));
        if (socket.waitForEncrypted(left(deadline)))
            finish(socket, request, deadline);
        return;
    }
    QTcpSocket socket; // one for TLS would load certificates first
    socket.setProxy(proxyFor(base));
    socket.connectToHost(base.host(), quint16(base.port(80)));
    if (socket.waitForConnected(left(deadline)))
        finish(socket, request, deadline);
}

} // namespace

void sayLastWords(const QUrl& base, const QString& user, const QString& password,
    const std::vector<LastWord>& words, milliseconds limit)
{
    const QDeadlineTimer deadline(limit);
    for (const LastWord& word : words) {
        if (!deadline.hasExpired())
            say(base, requestOf(base, user, password, word), deadline);
    }
}

} // namespace headgate::http
