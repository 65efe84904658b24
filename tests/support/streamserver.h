// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/ownprocess.h"

#include <QJsonObject>
#include <QTemporaryDir>
#include <QUrl>

namespace headgate::test {

/**
 * The reference server of Durable Streams as a process of its own, pinned by
 * packaging/testtools.sh. Test thread; waiting runs an event loop. Ends with this object.
 */
class StreamServer
{
public:
    /** False: see error(). */
    bool start();
    QString error() const { return m_error; }

    QUrl url(const QString& path = {}) const { return QUrl(m_url + path); }

    /** The next requests for `path` meet this fault: status, dropConnection, truncateBodyBytes, ...
     */
    bool inject(const QString& path, QJsonObject fault);
    void clearFaults();

    /** Straight requests, without any of our client's code. The body of the answer; the status in
     * `*status`. */
    QByteArray send(const QByteArray& method, const QString& path, const QByteArray& body = {},
        const QByteArray& contentType = "application/json", int* status = nullptr);

private:
    QTemporaryDir m_root;
    OwnProcess m_process;
    QString m_url;
    QString m_error;
};

} // namespace headgate::test
