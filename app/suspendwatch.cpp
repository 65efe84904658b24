// SPDX-License-Identifier: MIT
#include "app/suspendwatch.h"

#include <QDBusConnection>

namespace headgate {

using namespace Qt::StringLiterals;

SuspendWatch::SuspendWatch(QObject* parent)
    : QObject(parent)
{
    QDBusConnection::systemBus().connect(u"org.freedesktop.login1"_s, u"/org/freedesktop/login1"_s,
        u"org.freedesktop.login1.Manager"_s, u"PrepareForSleep"_s, this,
        SLOT(prepareForSleep(bool)));
}

void SuspendWatch::prepareForSleep(bool sleeping)
{
    if (!sleeping)
        emit resumed();
}

} // namespace headgate
