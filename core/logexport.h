// SPDX-License-Identifier: MIT
#pragma once

#include "core/logrows.h"

#include <QObject>
#include <QSaveFile>
#include <QTimer>

#include <functional>

namespace headgate {

/** Writes the events of a log that pass into a file, in slices that leave the thread free. Reader
 * thread. */
class LogExport : public QObject
{
    Q_OBJECT

public:
    LogExport(Database& database, ExportTimeline wish, std::function<void(TimelineExported)> done);

private:
    void work();
    void write(qint64 row);
    void finish(const QString& error);

    const ExportTimeline m_wish;
    const std::function<void(TimelineExported)> m_done;
    LogRows m_rows;
    QSaveFile m_file;
    qint64 m_after = 0;
    qint64 m_upTo = 0;
    qint64 m_written = 0;
    QTimer m_slice;
};

} // namespace headgate
