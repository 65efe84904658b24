// SPDX-License-Identifier: MIT
#pragma once

#include <QDBusConnection>
#include <QProcess>

namespace headgate::test {

/** A message bus of its own, with nobody on it; it ends with this object. Test thread. */
class PrivateBus
{
public:
    PrivateBus()
    {
        m_daemon.start(QStringLiteral("dbus-daemon"),
            {QStringLiteral("--session"), QStringLiteral("--nofork"),
                QStringLiteral("--print-address=1")});
        while (!m_address.endsWith('\n') && m_daemon.waitForReadyRead())
            m_address += m_daemon.readAllStandardOutput();
    }
    ~PrivateBus()
    {
        for (const QString& name : std::as_const(m_names))
            QDBusConnection::disconnectFromBus(name);
        m_daemon.kill();
        m_daemon.waitForFinished();
    }
    PrivateBus(const PrivateBus&) = delete;
    PrivateBus& operator=(const PrivateBus&) = delete;

    /** A connection of its own, as another program would have it. */
    QDBusConnection connect()
    {
        static int count = 0;
        m_names += QStringLiteral("private-%1").arg(++count);
        return QDBusConnection::connectToBus(
            QString::fromUtf8(m_address.trimmed()), m_names.last());
    }

private:
    QProcess m_daemon;
    QByteArray m_address;
    QStringList m_names;
};

} // namespace headgate::test
