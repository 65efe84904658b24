// SPDX-License-Identifier: MIT
#pragma once

#include "core/store/database.h"

#include <QHash>
#include <QPair>

#include <optional>
#include <vector>

namespace headgate {

/** The newest state of one thing that events describe. */
struct StoredEntity
{
    qint64 row = 0; ///< event that described it last
    qint64 order = 0;
    std::optional<qint64> seq;
    bool gone = false;

    friend bool operator==(const StoredEntity&, const StoredEntity&) = default;
};

/**
 * The tables `entity` and `payload`: read through, written behind. What changes within a
 * transaction is kept here until flush(), so that a hundred updates of one thing cost what the last
 * one costs, on disk and in time. Engine thread; part of History.
 */
class EntityStore
{
public:
    explicit EntityStore(Database& database);

    std::optional<StoredEntity> find(qint64 session, const QString& key);
    /** `raw` is what it is decoded from again; what described it before has no payload any more. */
    void describe(qint64 session, const QString& key, const QString& parent,
        const StoredEntity& entity, const QByteArray& raw);
    void setSeq(qint64 session, const QString& key, qint64 seq); ///< if it is greater
    void setOrder(qint64 session, const QString& key, qint64 order);
    /** What described it last; empty if nothing did or it is gone. */
    QByteArray raw(qint64 session, const QString& key);

    /** Whether a message with a smaller order is held. */
    bool hasMessageBefore(qint64 session, qint64 order);
    /** Keys below `parent` ("" = messages) with order in [from, to], gone ones left out. */
    std::vector<std::pair<QString, StoredEntity>> children(
        qint64 session, const QString& parent, qint64 from, qint64 to);

    /** Before the transaction ends, and before anybody else reads these tables. */
    void flush();
    /** Forgets what is not on disk, and what may not be there any more. */
    void reset();

private:
    using Key = QPair<qint64, QString>;
    struct Cached
    {
        bool exists = false;
        bool dirty = false;
        StoredEntity entity;
        QString parent;
        QByteArray raw; ///< not on disk yet
        qint64 payloadRow = 0; ///< the payload on disk is that of this row; 0: none
    };

    Cached& cached(qint64 session, const QString& key);
    void write(const Key& key, Cached& cached);

    Database& m_database;
    QHash<Key, Cached> m_cache;
    std::vector<Key> m_dirty; ///< in the order of the first change
    Query m_find, m_raw, m_put, m_addPayload, m_dropPayload, m_messageBefore, m_children;
};

} // namespace headgate
