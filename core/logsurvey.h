// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "core/io/logtail.h"
#include "core/project/intents.h"
#include "core/project/ledger.h"
#include "core/project/lineage.h"
#include "core/project/work.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <functional>

namespace headgate {

/**
 * What a log of events adds up to beyond its sessions: ledger, lineage, and what agents do. Read
 * from the files themselves, which are the durable copy, in slices that leave the thread free; then
 * followed. Tells what changed, at most once a second. Reader thread.
 */
class LogSurvey : public QObject
{
    Q_OBJECT

public:
    using Tell = std::function<void(ChangeBatch)>;

    LogSurvey(SourceId source, const QString& path, Tell tell);

private:
    void readOn();
    void watch();
    void lookSoon();
    void take(const StreamEvent& event);
    void beginAnew();
    void tellNews();
    LineageGrew growth();

    const SourceId m_source;
    const Tell m_tell;
    const QString m_path;
    LogTail m_tail;
    LedgerState m_ledger;
    Intents m_intents;
    Lineage m_lineage;
    WorkState m_work;
    LedgerChanged m_toldLedger;
    Work m_toldWork;
    std::vector<LineageRow> m_toldRows;
    bool m_isNew = true; ///< nothing was told of this content yet
    bool m_ledgerMoved = false;
    bool m_moved = false; ///< since something was told
    QFileSystemWatcher m_watcher;
    QTimer m_slice;
    QTimer m_news;
};

} // namespace headgate
