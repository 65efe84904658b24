// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"

#include <QAbstractItemModel>
#include <QHash>

#include <map>
#include <vector>

namespace headgate {

/**
 * The things that streams of state changes tell of, each with its newest value: a group for each
 * type, in it one row a key (DG-69). UI thread. A row that changes keeps its place and is marked
 * for some seconds, if its source was live then: what is caught up with is no news.
 */
class StateTableModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role {
        LineRole = Qt::UserRole + 1, ///< the value at a glance
        TextRole, ///< the whole value, for reading
        AgeRole, ///< since it changed last; empty: not known
        ChangesRole, ///< "changed 12 times"; empty: not since it was first seen
        FreshRole, ///< it changed just now
        CountRole, ///< of a group: its rows, as words
        OriginRole, ///< of a group: its stream, where there are several
    };
    static constexpr auto freshFor = std::chrono::seconds(5);
    /** More row changes than this in one batch are taken as one new table. */
    static constexpr int singly = 256;

    explicit StateTableModel(QObject* parent = nullptr);

    void apply(const ChangeBatch& batch);
    void tick(Timestamp now);
    /** Every word must occur in type, key or value, in any case. */
    void setFilter(const QString& text);

    int kept() const { return m_kept; } ///< rows, whatever the filter
    int shown() const;
    bool isGroup(const QModelIndex& index) const { return index.internalPointer() == nullptr; }
    const StateRow& at(const QModelIndex& index) const; ///< of a row that is no group

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const final;
    QModelIndex parent(const QModelIndex& child) const final;
    int rowCount(const QModelIndex& parent = {}) const final;
    int columnCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const final;

private:
    using GroupKey = std::pair<QString, SourceId>;
    struct Item
    {
        StateRow row;
        Timestamp freshUntil; ///< epoch: it is not marked
    };
    struct Group
    {
        GroupKey key;
        std::map<QString, Item> items;
        std::vector<const Item*> shown; ///< those that pass the filter, by key
    };
    struct Origin
    {
        QString name;
        bool live = false;
    };

    void applyOne(const Change& change);
    void put(const SourceId& source, const StateRow& row);
    void remove(const SourceId& source, const StateRow& row);
    void removeAll(const SourceId& source);
    void noteSource(const SourceStatus& status);
    void show(Group& group, const Item& item);
    void hide(Group& group, const Item& item);
    void rebuild();
    bool passes(const Group& group, const Item& item) const;
    static size_t placeOf(const Group& group, const QString& key);
    int rowOf(const Group& group) const;
    QVariant groupData(const Group& group, int role) const;

    std::map<GroupKey, Group> m_groups;
    std::vector<Group*> m_shown; ///< groups with a row to show, by type
    QHash<SourceId, Origin> m_origins;
    std::vector<std::pair<GroupKey, QString>> m_fresh;
    QStringList m_words;
    Timestamp m_now;
    Timestamp m_aged; ///< when the ages were told last
    int m_kept = 0;
    bool m_quiet = false; ///< the whole table is being made anew
};

} // namespace headgate
