// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/mailbox.h"
#include "core/logsurvey.h"
#include "core/store/historyreader.h"

#include <QObject>

#include <functional>
#include <map>
#include <memory>

namespace headgate {

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
 * large one never delays the engine; and adds up what event logs tell.
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
    /** Any thread. What the log of this source adds up to is told from now on. */
    void survey(const SourceId& source, const QString& log);
    void endSurvey(const SourceId& source);

private:
    void read(const PageRequest& request);

    QString m_path;
    std::function<void(PageResult)> m_done;
    LogSurvey::Tell m_news;
    std::unique_ptr<Database> m_database;
    std::map<SourceId, std::unique_ptr<LogSurvey>> m_surveys;
    Mailbox m_mailbox{this};
};

} // namespace headgate
