// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/progress.h"
#include "core/domain/storage.h"
#include "core/store/contentdrop.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>
#include <memory>
#include <optional>

namespace headgate {

class Database;
class History;

/**
 * Keeps the history small, as the person wishes: contents that go, and room that is given back to
 * the disk. One thing at a time, in slices of a few milliseconds that leave the rest of the time to
 * what arrives; each slice is a transaction that is right by itself. Engine thread.
 */
class StorageDesk : public QObject
{
    Q_OBJECT

public:
    struct Ports
    {
        std::function<void(const Progress&)> tell;
        std::function<bool(const SessionKey&)> atRest; ///< nobody works or waits in it
        std::function<void(const SessionKey&)> dropped;
        std::function<void(std::function<void(Database*)>)> onReader;
        std::function<void(std::function<void()>)> onEngine; ///< any thread may call it
        std::function<Timestamp()> now;
    };

    StorageDesk(History& history, Ports ports);

    /** `told` is called later. */
    void read(std::function<void(StorageFound)> told);
    void setRetention(const Retention& wish);
    void drop(const SessionKey& key);
    void shrink();
    void cancel(const QString& id);

private:
    struct Job
    {
        QString id;
        Progress::Kind kind = Progress::Kind::Drop;
        std::deque<SessionKey> sessions; ///< Drop, Retain
        qint64 all = 0; ///< Retain: sessions, Shrink: pages; Drop: see there
        qint64 done = 0;
    };

    void work();
    bool workOn(Job& job);
    bool dropSome(Job& job);
    bool shrinkSome(Job& job);
    void retain();
    void add(Job job);
    void tell(const Job& job, bool finished);
    qint64 freePages();

    History& m_history;
    Ports m_ports;
    Retention m_retention;
    std::deque<Job> m_jobs;
    std::unique_ptr<ContentDrop> m_drop;
    QTimer m_slice;
    QTimer m_again; ///< retention is looked after now and then
    Timestamp m_told;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace headgate
