// SPDX-License-Identifier: MIT
#pragma once

#include "app/handover.h"

#include <QLocalServer>
#include <QObject>

namespace headgate {

/**
 * One window for a profile: the first start listens on a socket in the profile (mode 0600), a later
 * one hands over what it was asked for and ends (architecture rule 11). UI thread.
 */
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    explicit SingleInstance(const QString& profile, QObject* parent = nullptr);

    /** Waits, two seconds at most each for a connection and for the word of the window that is
     * there. False: nobody is, or it refused. Before any window is shown. */
    bool handOver(const Handover& handover) const;
    /** Takes the place of a socket that a killed process left behind. Only for the process that
     * holds the profile's lock: nobody else's socket can be in the way then. */
    bool listen();

signals:
    void asked(const headgate::Handover& handover);

private:
    void take(QLocalSocket* socket);

    QString m_path;
    QLocalServer m_server;
};

} // namespace headgate
