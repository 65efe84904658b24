// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/logfiles.h"

#include <QByteArray>

#include <map>

namespace headgate {

/**
 * The text of lines whose places are known, out of the files of one log. Neighbours cost one read.
 * Never trusts a path: a file that is another one by now, or has shrunk, has nothing to say. One
 * thread; opens what it needs and keeps it open.
 */
class LogBodies
{
public:
    /** `number`: what text() names it by. */
    void add(qint64 number, const LogFile& file);

    /** Empty: it is not there any more. `id`: as stored, to know the line by. */
    QByteArray text(qint64 number, qint64 at, qint64 length, const QByteArray& id);

private:
    struct Body
    {
        LogFile file;
        OpenLog open;
        bool tried = false;
        qint64 from = 0; ///< of what was read last
        QByteArray bytes;
    };
    static bool openBody(Body& body);

    std::map<qint64, Body> m_bodies;
};

} // namespace headgate
