// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/mailbox.h"
#include "core/store/historyreader.h"

#include <QObject>

#include <functional>
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
 * large one never delays the engine.
 */
class ReaderWorker : public QObject
{
    Q_OBJECT

public:
    /** `done` is called on the reader thread. */
    ReaderWorker(QString path, std::function<void(PageResult)> done);
    ~ReaderWorker() override;

    /** Any thread. */
    void ask(PageRequest request);

private:
    void read(const PageRequest& request);

    QString m_path;
    std::function<void(PageResult)> m_done;
    std::unique_ptr<Database> m_database;
    Mailbox m_mailbox{this};
};

} // namespace headgate
