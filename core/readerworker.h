// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/mailbox.h"
#include "core/logexport.h"
#include "core/logsurvey.h"
#include "core/logtimeline.h"
#include "core/store/historyreader.h"

#include <QObject>

#include <atomic>
#include <functional>
#include <map>
#include <memory>

namespace headgate {

class ReplayDesk;

/** A page wanted from the history, and what was found. */
struct PageRequest
{
    SessionKey key;
    std::optional<PagePosition> before; ///< empty: the newest page
    int limit = 100;
    quint64 opening = 0; ///< which opening of the session it is for
};

struct PageResult
{
    PageRequest request;
    SessionPage page;
    qint64 lastRow = 0; ///< newest event row that the page may show
};

/** Reads a page and the row it is exact for, in one read transaction. Thread of `database`. */
PageResult readPage(Database& database, const PageRequest& request);

/**
 * Reader thread. Opens sessions from the history over a read-only connection of its own, so that a
 * large one never delays the engine; adds up what event logs tell, and lists their events.
 */
class ReaderWorker : public QObject
{
    Q_OBJECT

public:
    /** `done` and `news` are called on the reader thread. */
    ReaderWorker(QString path, std::function<void(PageResult)> done, LogSurvey::Tell news);
    ~ReaderWorker() override;

    /** Any thread. */
    void ask(PageRequest request);
    /** Any thread: done on the reader thread; null: the history cannot be opened. */
    void run(std::function<void(Database*)> what);
    /** Any thread: the same with what is played back and written out. */
    void run(std::function<void(ReplayDesk&, Database*)> what);
    /** Any thread. What the log of this source adds up to is told from now on. */
    void survey(const SourceId& source, const QString& log);
    void endSurvey(const SourceId& source);
    /** Any thread: what a person wants to see of a log's events. */
    void timeline(const ShowTimeline& wish);
    void timeline(const ReadTimeline& wish);
    void timeline(const ReadTimelineEvent& wish);
    void timeline(const ExportTimeline& wish);
    /** Any thread: the history has more than before. Costs next to nothing while no log is looked
     * at. */
    void committed();

private:
    Database* database();
    void read(const PageRequest& request);
    void show(const ShowTimeline& wish);
    void readEvent(const ReadTimelineEvent& wish);
    void exportEvents(const ExportTimeline& wish);

    QString m_path;
    std::function<void(PageResult)> m_done;
    LogSurvey::Tell m_news;
    std::unique_ptr<Database> m_database;
    std::map<SourceId, std::unique_ptr<LogSurvey>> m_surveys;
    std::unique_ptr<LogTimeline> m_timeline; ///< before its database goes, it goes
    SourceId m_shown; ///< whose timeline it is
    std::map<qint64, std::unique_ptr<LogExport>> m_exports;
    std::unique_ptr<ReplayDesk> m_desk; ///< before its database goes, it goes
    qint64 m_lastExport = 0;
    std::atomic<bool> m_looksAtLog = false;
    std::atomic<bool> m_newsPosted = false;
    Mailbox m_mailbox{this};
};

} // namespace headgate
