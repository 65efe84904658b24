// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>
#include <QUrl>

#include <chrono>

namespace headgate {

struct RestAnswer
{
    int status = 0; ///< 0: no answer; see `error`
    QByteArray body;
    QByteArray nextCursor; ///< X-Next-Cursor
    QString error;

    bool ok() const { return status >= 200 && status < 300; }
    QJsonObject object() const { return QJsonDocument::fromJson(body).object(); }
    QJsonArray array() const { return QJsonDocument::fromJson(body).array(); }
};

/**
 * HTTP for tests: each request blocks with an event loop until it is answered or out of time.
 * Any thread with an event dispatcher.
 */
class BlockingClient
{
public:
    QUrl base; ///< without a path
    QString password; ///< HTTP Basic, user "opencode"; empty: none

    /** `directory`: x-opencode-directory. `tries`: how often to ask while there is no answer. */
    RestAnswer send(const QByteArray& verb, const QString& path, const QByteArray& body,
        const QString& directory, std::chrono::milliseconds patience, int tries = 1) const;
};

} // namespace headgate
