// SPDX-License-Identifier: MIT
#pragma once

#include "core/decode/proctcp.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <vector>

namespace headgate {

/**
 * The programs of this user, this one aside, that take connections of this machine, and where they
 * were started. Linux; elsewhere there are none. Reads two small files each time; the files of the
 * processes only when a listener is new. One thread.
 */
class OwnListeners
{
public:
    struct Program
    {
        QString host;
        quint16 port = 0;
        QString directory; ///< its working directory; empty: not to be seen
    };

    /** `proc`: where the system shows its processes. */
    explicit OwnListeners(QString proc = QStringLiteral("/proc"));

    std::vector<Program> look();

private:
    void learn(QSet<quint64> wanted);

    QString m_proc;
    struct Owner
    {
        QString directory;
        bool self = false;
    };
    QHash<quint64, Owner> m_owners; ///< by inode, of all listeners seen last
};

} // namespace headgate
