// SPDX-License-Identifier: MIT
#include "ui/models/statetablemodel.h"

#include "core/project/visibletext.h"
#include "ui/words/quantity.h"
#include "ui/words/sourcewords.h"
#include "ui/words/statewords.h"

#include <algorithm>
#include <utility>

namespace headgate {

namespace {

/** Keys and types are anybody's words. */
QString name(const QString& text)
{
    constexpr qsizetype longest = 300;
    return makeVisible(text.left(longest).simplified()).text;
}

} // namespace

StateTableModel::StateTableModel(QObject* parent)
    : QAbstractItemModel(parent)
{
}

void StateTableModel::apply(const ChangeBatch& batch)
{
    const auto rows = std::ranges::count_if(
        batch, [](const Change& c) { return std::holds_alternative<StateRowChanged>(c); });
    m_quiet = rows > singly;
    if (m_quiet)
        beginResetModel();
    for (const Change& change : batch)
        applyOne(change);
    if (m_quiet) {
        rebuild();
        endResetModel();
    }
    m_quiet = false;
}

void StateTableModel::applyOne(const Change& change)
{
    if (const auto* row = std::get_if<StateRowChanged>(&change)) {
        if (row->gone)
            remove(row->source, row->row);
        else
            put(row->source, row->row);
    } else if (const auto* cleared = std::get_if<StateCleared>(&change)) {
        removeAll(cleared->source);
    } else if (const auto* source = std::get_if<SourceChanged>(&change)) {
        noteSource(source->status);
    } else if (const auto* removed = std::get_if<SourceRemoved>(&change)) {
        removeAll(removed->source);
        m_origins.remove(removed->source);
    }
}

void StateTableModel::noteSource(const SourceStatus& status)
{
    if (status.kind != SourceKind::Stream)
        return;
    m_origins[status.id] = {name(words::sourceName(status)), status.state == SyncState::Live};
}

void StateTableModel::put(const SourceId& source, const StateRow& row)
{
    const GroupKey key{row.type, source};
    Group& group = m_groups[key];
    group.key = key;
    const auto [it, isNew] = group.items.try_emplace(row.key);
    Item& item = it->second;
    m_kept += isNew ? 1 : 0;
    item.row = row;
    if (m_origins.value(source).live) {
        if (!isKnown(item.freshUntil))
            m_fresh.emplace_back(key, row.key);
        item.freshUntil = m_now + freshFor;
    }
    if (m_quiet)
        return;
    const size_t place = placeOf(group, row.key);
    const bool isShown = place < group.shown.size() && group.shown[place] == &item;
    if (!passes(group, item)) {
        if (isShown)
            hide(group, item);
    } else if (isShown) {
        const QModelIndex changed = createIndex(int(place), 0, &group);
        emit dataChanged(changed, changed);
    } else {
        show(group, item);
    }
}

void StateTableModel::remove(const SourceId& source, const StateRow& row)
{
    const auto group = m_groups.find({row.type, source});
    if (group == m_groups.end())
        return;
    const auto item = group->second.items.find(row.key);
    if (item == group->second.items.end())
        return;
    if (!m_quiet)
        hide(group->second, item->second);
    --m_kept;
    group->second.items.erase(item);
    if (group->second.items.empty())
        m_groups.erase(group);
}

void StateTableModel::removeAll(const SourceId& source)
{
    const auto isOf = [&](const auto& entry) { return entry.first.second == source; };
    if (std::ranges::none_of(m_groups, isOf))
        return;
    if (!m_quiet)
        beginResetModel();
    std::erase_if(m_groups, isOf);
    m_kept = 0;
    for (const auto& [key, group] : m_groups)
        m_kept += int(group.items.size());
    rebuild();
    if (!m_quiet)
        endResetModel();
}

/** Where this key stands, or would stand, among the rows shown. */
size_t StateTableModel::placeOf(const Group& group, const QString& key)
{
    const auto it = std::ranges::lower_bound(
        group.shown, key, {}, [](const Item* item) -> const QString& { return item->row.key; });
    return size_t(it - group.shown.begin());
}

int StateTableModel::rowOf(const Group& group) const
{
    const auto it = std::ranges::lower_bound(
        m_shown, group.key, {}, [](const Group* g) -> const GroupKey& { return g->key; });
    return int(it - m_shown.begin());
}

void StateTableModel::show(Group& group, const Item& item)
{
    const auto place = std::ptrdiff_t(placeOf(group, item.row.key));
    const int row = rowOf(group);
    if (group.shown.empty()) {
        // With its first row comes the group.
        beginInsertRows({}, row, row);
        group.shown.push_back(&item);
        m_shown.insert(m_shown.begin() + row, &group);
        endInsertRows();
        return;
    }
    const QModelIndex head = createIndex(row, 0);
    beginInsertRows(head, int(place), int(place));
    group.shown.insert(group.shown.begin() + place, &item);
    endInsertRows();
    emit dataChanged(head, head);
}

void StateTableModel::hide(Group& group, const Item& item)
{
    const size_t place = placeOf(group, item.row.key);
    if (place >= group.shown.size() || group.shown[place] != &item)
        return;
    const int row = rowOf(group);
    if (group.shown.size() == 1) {
        beginRemoveRows({}, row, row);
        group.shown.clear();
        m_shown.erase(m_shown.begin() + row);
        endRemoveRows();
        return;
    }
    const QModelIndex head = createIndex(row, 0);
    beginRemoveRows(head, int(place), int(place));
    group.shown.erase(group.shown.begin() + std::ptrdiff_t(place));
    endRemoveRows();
    emit dataChanged(head, head);
}

void StateTableModel::rebuild()
{
    m_shown.clear();
    for (auto& [key, group] : m_groups) {
        group.shown.clear();
        for (const auto& [name, item] : group.items) {
            if (passes(group, item))
                group.shown.push_back(&item);
        }
        if (!group.shown.empty())
            m_shown.push_back(&group);
    }
}

void StateTableModel::setFilter(const QString& text)
{
    beginResetModel();
    m_words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    rebuild();
    endResetModel();
}

bool StateTableModel::passes(const Group& group, const Item& item) const
{
    if (m_words.isEmpty())
        return true;
    const QString value = words::valueText(item.row.value);
    return std::ranges::all_of(m_words, [&](const QString& word) {
        return group.key.first.contains(word, Qt::CaseInsensitive)
            || item.row.key.contains(word, Qt::CaseInsensitive)
            || value.contains(word, Qt::CaseInsensitive);
    });
}

void StateTableModel::tick(Timestamp now)
{
    m_now = now;
    const auto told = std::exchange(m_fresh, {});
    for (const auto& [key, name] : told) {
        const auto group = m_groups.find(key);
        const auto item = group == m_groups.end() ? decltype(group->second.items.end())()
                                                  : group->second.items.find(name);
        if (group == m_groups.end() || item == group->second.items.end())
            continue;
        if (item->second.freshUntil > now) {
            m_fresh.emplace_back(key, name);
            continue;
        }
        item->second.freshUntil = {};
        const size_t place = placeOf(group->second, name);
        if (place >= group->second.shown.size() || group->second.shown[place] != &item->second)
            continue;
        const QModelIndex changed = createIndex(int(place), 0, &group->second);
        emit dataChanged(changed, changed, {FreshRole});
    }
    if (now - m_aged < std::chrono::seconds(1))
        return;
    m_aged = now;
    for (Group* group : m_shown)
        emit dataChanged(createIndex(0, 0, group),
            createIndex(int(group->shown.size()) - 1, 0, group), {AgeRole});
}

int StateTableModel::shown() const
{
    size_t rows = 0;
    for (const Group* group : m_shown)
        rows += group->shown.size();
    return int(rows);
}

const StateRow& StateTableModel::at(const QModelIndex& index) const
{
    const auto* group = static_cast<const Group*>(index.internalPointer());
    return group->shown[size_t(index.row())]->row;
}

QModelIndex StateTableModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return parent.isValid() ? createIndex(row, column, m_shown[size_t(parent.row())])
                            : createIndex(row, column);
}

QModelIndex StateTableModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || isGroup(child))
        return {};
    return createIndex(rowOf(*static_cast<const Group*>(child.internalPointer())), 0);
}

int StateTableModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return int(m_shown.size());
    return isGroup(parent) ? int(m_shown[size_t(parent.row())]->shown.size()) : 0;
}

int StateTableModel::columnCount(const QModelIndex&) const
{
    return 1;
}

QVariant StateTableModel::groupData(const Group& group, int role) const
{
    const QString count = words::number(qint64(group.shown.size()));
    const bool several = std::ranges::any_of(
        m_groups, [&](const auto& entry) { return entry.first.second != group.key.second; });
    switch (role) {
    case Qt::DisplayRole:
        return name(group.key.first);
    case CountRole:
        return count;
    case OriginRole:
        return several ? m_origins.value(group.key.second).name : QString();
    case Qt::AccessibleTextRole:
        return tr("%1: %2", "type of things and how many").arg(name(group.key.first), count);
    default:
        return {};
    }
}

QVariant StateTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (isGroup(index))
        return groupData(*m_shown[size_t(index.row())], role);
    const auto* group = static_cast<const Group*>(index.internalPointer());
    const Item& item = *group->shown[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return name(item.row.key);
    case LineRole:
        return words::valueLine(item.row.value);
    case TextRole:
        return words::valueText(item.row.value);
    case AgeRole:
        return isKnown(item.row.at) ? words::age(m_now - item.row.at) : QString();
    case ChangesRole:
        return words::changesWords(item.row);
    case FreshRole:
        return isKnown(item.freshUntil);
    case Qt::AccessibleTextRole:
        return words::stateSentence(item.row, m_now);
    default:
        return {};
    }
}

} // namespace headgate
