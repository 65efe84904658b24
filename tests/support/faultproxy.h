// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QTcpServer>

#include <chrono>
#include <optional>

namespace headgate::test {

class ProxyLink;

/**
 * A TCP proxy at a free port of 127.0.0.1 that breaks things on demand: cuts, stalls, delays, black
 * holes. Runs in the event loop of its thread. Bytes are counted on their way to the client.
 */
class FaultProxy : public QObject
{
    Q_OBJECT

public:
    enum class Cut { Fin, Reset };

    explicit FaultProxy(quint16 targetPort, QObject* parent = nullptr);
    ~FaultProxy() override;

    quint16 port() const { return m_port; }
    void setTarget(quint16 port) { m_target = port; } ///< for new connections

    /**
     * Once: when `bytes` more bytes have gone to the client, exactly those, their connection is
     * cut. `only`: counts the connections alone whose first request contains it.
     */
    void cutAfter(qint64 bytes, Cut how, const QByteArray& only = {});
    void cutNow(Cut how, const QByteArray& only = {});
    int cuts() const { return m_cuts; }

    /** True: sockets stay, nothing is forwarded either way. False: what was held goes on. */
    void setStalled(bool stalled);
    /** New connections are accepted and never answered. */
    void setBlackHole(bool blackHole) { m_blackHole = blackHole; }
    /** New connections are refused. */
    void setRefusing(bool refusing);
    /** How late each piece arrives, either way. */
    void setDelay(std::chrono::milliseconds delay) { m_delay = delay; }

    int accepted() const { return m_accepted; }
    int openLinks() const { return static_cast<int>(m_links.size()); }
    qint64 bytesToClient() const { return m_bytesToClient; }

signals:
    void cutDone();

private:
    friend class ProxyLink;

    struct Plan
    {
        qint64 left = 0;
        Cut how = Cut::Fin;
        QByteArray only;
    };

    void accept();
    void listen();

    QTcpServer m_listener;
    quint16 m_port = 0;
    quint16 m_target;
    QList<ProxyLink*> m_links;
    std::optional<Plan> m_plan;
    std::chrono::milliseconds m_delay{0};
    qint64 m_bytesToClient = 0;
    int m_accepted = 0;
    int m_cuts = 0;
    bool m_stalled = false;
    bool m_blackHole = false;
};

} // namespace headgate::test
