// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "core/io/logtail.h"
#include "core/project/intents.h"
#include "core/project/ledger.h"
#include "core/project/lineage.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <functional>

namespace headgate {

/**
 * What a log of events adds up to beyond its sessions: ledger, active agents, lineage. Read from the
 * file itself, which is the durable copy, in slices that leave the thread free; then followed. Tells
 * what changed, at most once a second. Reader thread.
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
    LedgerChanged m_toldLedger;
    std::vector<LineageRow> m_toldRows;
    bool m_isNew = true; ///< nothing was told of this content yet
    bool m_ledgerMoved = false;
    bool m_moved = false; ///< since something was told
    QFileSystemWatcher m_watcher;
    QTimer m_slice;
    QTimer m_news;
};

} // namespace headgate
