// SPDX-License-Identifier: MIT
#include "app/singleinstance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QLocalSocket>
#include <QStandardPaths>
#include <QTimer>

#include <chrono>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 2000; ///< ms
constexpr qsizetype mostOpen = 8; ///< connections at a time
constexpr auto silence = 5s; ///< whoever says nothing is shown the door
/** A name longer than sun_path cannot be listened on; Qt adds some while it makes one. */
constexpr qsizetype longestPath = 88;
constexpr QByteArrayView yes("taken\n");
constexpr QByteArrayView no("refused\n");

QString socketPath(const QString& profile)
{
    const QString path = QDir(profile).absoluteFilePath(u"window.socket"_s);
    if (QFile::encodeName(path).size() <= longestPath)
        return path;
    const QByteArray hash = QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256);
    return QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation) + "/headgate-"_L1
        + QString::fromLatin1(hash.toHex().first(16));
}

} // namespace

SingleInstance::SingleInstance(const QString& profile, QObject* parent)
    : QObject(parent)
    , m_path(socketPath(profile))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* socket = m_server.nextPendingConnection())
            take(socket);
    });
}

bool SingleInstance::handOver(const Handover& handover) const
{
    QLocalSocket socket;
    socket.connectToServer(m_path);
    if (!socket.waitForConnected(patience))
        return false;
    socket.write(handoverLine(handover));
    QByteArray answer;
    while (!answer.contains('\n') && socket.waitForReadyRead(patience))
        answer += socket.readAll();
    return answer == yes;
}

bool SingleInstance::listen()
{
    QLocalServer::removeServer(m_path);
    if (!m_server.listen(m_path))
        return false;
    QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner);
    return true;
}

void SingleInstance::take(QLocalSocket* socket)
{
    if (m_server.findChildren<QLocalSocket*>().size() > mostOpen) {
        socket->abort();
        socket->deleteLater();
        return;
    }
    socket->setReadBufferSize(longestHandover + 1);
    connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
    const auto answer = [socket](QByteArrayView word) {
        QObject::disconnect(socket, &QLocalSocket::readyRead, nullptr, nullptr);
        socket->write(word.toByteArray());
        socket->disconnectFromServer();
    };
    connect(socket, &QLocalSocket::readyRead, this, [this, socket, answer] {
        if (!socket->canReadLine()) {
            if (socket->bytesAvailable() > longestHandover)
                answer(no);
            return;
        }
        const auto handover = handoverFromLine(socket->readLine());
        answer(handover ? yes : no);
        if (handover)
            emit asked(*handover);
    });
    QTimer::singleShot(silence, socket, &QLocalSocket::abort);
}

} // namespace headgate
