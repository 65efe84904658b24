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
 * holes, events that are told twice, in another order, not at all or wrongly. Runs in the event
 * loop of its thread. Bytes are counted on their way to the client.
 */
class FaultProxy : public QObject
{
    Q_OBJECT

public:
    enum class Cut { Fin, Reset };
    /**
     * What is done to one event of a chunked event stream; HTTP's framing stays right, and the
     * connection goes on.
     */
    enum class Mangle {
        Duplicate, ///< told twice
        Reorder, ///< told behind the next one
        Lose, ///< not told
        Truncate, ///< its end is missing
        Corrupt, ///< some bytes in its middle become 0xFF, which is in no text of UTF-8
    };

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
    void cutNothing() { m_plan.reset(); } ///< cutAfter() is taken back
    int cuts() const { return m_cuts; }

    /**
     * Once: something is done to the first event with data that begins after `bytes` more bytes
     * have gone to the client. `only` as in cutAfter().
     */
    void mangleAfter(qint64 bytes, Mangle how, const QByteArray& only = {});
    void mangleNothing() { m_mangling.reset(); }
    int mangled() const { return m_mangled; }

    /** True: sockets stay, nothing is forwarded either way. False: what was held goes on. */
    void setStalled(bool stalled);
    /** New connections are accepted and never answered. */
    void setBlackHole(bool blackHole) { m_blackHole = blackHole; }
    bool isBlackHole() const { return m_blackHole; }
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

    struct Mangling
    {
        qint64 left = 0;
        Mangle how = Mangle::Duplicate;
        QByteArray only;
    };

    void accept();
    void listen();

    QTcpServer m_listener;
    quint16 m_port = 0;
    quint16 m_target;
    QList<ProxyLink*> m_links;
    std::optional<Plan> m_plan;
    std::optional<Mangling> m_mangling;
    std::chrono::milliseconds m_delay{0};
    qint64 m_bytesToClient = 0;
    int m_accepted = 0;
    int m_cuts = 0;
    int m_mangled = 0;
    bool m_stalled = false;
    bool m_blackHole = false;
};

} // namespace headgate::test
