// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/streamevent.h"

#include <QJsonDocument>

/** Events of a log, written down shortly. */
namespace headgate::test {

/** The nth event of a log, one second after the one before; its id is its number. */
inline StreamEvent logEvent(int n, const QByteArray& type, const QByteArray& payload = "{}",
    const QString& stream = QStringLiteral("s"), const QString& actor = QStringLiteral("system"))
{
    StreamEvent event;
    event.id = EventId(QString::number(n));
    event.type = QString::fromLatin1(type);
    event.streamId = stream;
    event.correlationId = QStringLiteral("run");
    event.actor = actor;
    event.timestamp = timestampFromMs(1'790'000'000'000 + n * 1000);
    event.payload = QJsonDocument::fromJson(payload).object();
    return event;
}

inline Timestamp logTime(int n)
{
    return timestampFromMs(1'790'000'000'000 + n * 1000);
}

} // namespace headgate::test
