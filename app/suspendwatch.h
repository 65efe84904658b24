// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace headgate {

/**
 * Tells when the machine wakes up: every socket is suspect then. Listens to login1's
 * PrepareForSleep on the system bus; without that bus nothing is told, and the silence of the
 * stream has to be noticed instead. Main thread.
 */
class SuspendWatch : public QObject
{
    Q_OBJECT

public:
    explicit SuspendWatch(QObject* parent = nullptr);

signals:
    void resumed();

private slots:
    void prepareForSleep(bool sleeping);
};

} // namespace headgate
