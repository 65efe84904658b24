// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/foundserver.h"
#include "core/domain/source.h"

#include <QObject>
#include <QSet>

#include <functional>
#include <vector>

namespace headgate {

/** Servers that could be followed, and who wants to see them: they are looked for only while
 * somebody does. UI thread. */
class FoundServers : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /** All that answered. */
    void put(std::vector<FoundServer> servers);
    /** What is followed already is not offered. */
    void setFollowed(std::function<std::vector<QUrl>()> followed);
    std::vector<FoundServer> offers() const;

    /** `who` sees them from now on, or not any more. */
    void want(const QObject* who, bool on);
    bool isWanted() const { return !m_viewers.isEmpty(); }

signals:
    void changed();
    void wantedChanged(bool wanted);

private:
    std::vector<FoundServer> m_servers;
    std::function<std::vector<QUrl>()> m_followed;
    QSet<const QObject*> m_viewers;
};

/** Two addresses of one server: this machine has many names. */
bool isSameServer(const QUrl& a, const QUrl& b);

} // namespace headgate
