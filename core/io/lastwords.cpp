// SPDX-License-Identifier: MIT
#include "core/io/lastwords.h"

#include "core/io/httprules.h"

#include <QDeadlineTimer>
#include <QSslSocket>

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

void say(const QUrl& base, const QByteArray& request, const QDeadlineTimer& deadline)
{
    const bool tls = base.scheme() == "https"_L1;
    const auto port = quint16(base.port(tls ? 443 : 80));
    QSslSocket socket;
    socket.setProxy(proxyFor(base));
    if (tls)
        socket.connectToHostEncrypted(base.host(), port);
    else
        socket.connectToHost(base.host(), port);
    if (tls ? !socket.waitForEncrypted(left(deadline)) : !socket.waitForConnected(left(deadline)))
        return;
    socket.write(request);
    while ((socket.bytesToWrite() > 0 || socket.encryptedBytesToWrite() > 0)
        && socket.waitForBytesWritten(left(deadline))) { }
    socket.disconnectFromHost();
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
