// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/search.h"
#include "core/io/mailbox.h"
#include "core/store/database.h"

#include <QObject>

#include <atomic>
#include <functional>
#include <memory>

namespace headgate {

/**
 * Searches over a read-only connection and in a thread of its own, so that opening a session never
 * waits for a search. What was asked before and is not wanted any more ends early.
 */
class SearchWorker : public QObject
{
    Q_OBJECT

public:
    /** `tell` is called on this object's thread. */
    SearchWorker(QString path, std::function<void(SearchFound)> tell);
    ~SearchWorker() override;

    /** Any thread. What was asked before is not answered any more, unless it was already. */
    void ask(const SearchWish& wish);
    /** Any thread. Nobody waits for an answer any more. */
    void stop() { ++m_asked; }

private:
    void find(const SearchWish& wish, quint64 asked);

    QString m_path;
    std::function<void(SearchFound)> m_tell;
    std::unique_ptr<Database> m_database;
    std::atomic<quint64> m_asked = 0; ///< how often
    Mailbox m_mailbox{this};
};

} // namespace headgate
