// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QObject>
#include <QTcpServer>
#include <QUrl>
#include <QWebSocket>
#include <QWebSocketServer>

namespace headgate::test {

/**
 * The terminal routes of an OpenCode server at a free port of 127.0.0.1, in the test's own event
 * loop: list, make, size, end, and the websocket with its replay. It keeps the newest `kept` UTF-16
 * units of what is written.
 */
class FakePty : public QObject
{
    Q_OBJECT

public:
    explicit FakePty(QObject* parent = nullptr);
    ~FakePty() override;

    QUrl url() const;
    void write(const QString& text); ///< the program's output
    void end(); ///< its program ends, in good order
    void cut(); ///< every socket is reset
    void forget(); ///< counts anew, as after a restart

    qsizetype kept = 2 * 1024 * 1024;
    QByteArray authorization; ///< that is asked for; empty: none
    QByteArray status = "running"; ///< empty: there is no such terminal
    bool saysWhere = true; ///< false: the place never comes
    QString typed; ///< what came in
    QList<QByteArray> requests; ///< "PUT /pty/pty_1 {body}", in order
    QList<qint64> cursors; ///< that connections asked for
    QByteArray directory; ///< of the newest request
    int connections() const { return int(m_sockets.size()); }

private:
    void accept();
    void read(QTcpSocket* socket);
    void answer(QTcpSocket* socket, const QByteArray& verb, const QByteArray& body);
    void connected();

    QTcpServer m_listener;
    QWebSocketServer m_handshakes;
    QList<QWebSocket*> m_sockets;
    QString m_buffer;
    qint64 m_cursor = 0;
};

} // namespace headgate::test
