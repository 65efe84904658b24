// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/issue.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace headgate {

/** The state of a database without anything of what it holds. */
struct DatabaseFacts
{
    struct Table
    {
        QString name;
        qint64 rows = 0;

        friend bool operator==(const Table&, const Table&) = default;
    };

    QString file; ///< its name alone; empty: in memory
    qint64 bytes = 0; ///< on disk, with what is not folded in yet
    int schema = 0; ///< steps of the schema
    QString journal; ///< "wal"
    qint64 pages = 0;
    qint64 freePages = 0;
    std::vector<Table> tables; ///< by name
    QStringList integrity; ///< SQLite's words; "ok" alone: nothing is wrong
    Issue issue; ///< None: it could be read

    friend bool operator==(const DatabaseFacts&, const DatabaseFacts&) = default;
};

} // namespace headgate
