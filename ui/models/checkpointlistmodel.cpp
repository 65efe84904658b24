// SPDX-License-Identifier: MIT
#include "ui/models/checkpointlistmodel.h"

#include "core/project/batchrules.h"
#include "ui/words/checkpointwords.h"
#include "ui/words/quantity.h"

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

bool isChecked(const Checkpoint& c)
{
    return c.state == CheckpointState::Checking;
}

bool isOpen(const Checkpoint& c)
{
    return c.waits() || isChecked(c) || c.state == CheckpointState::Sending
        || c.state == CheckpointState::Sent;
}

Timestamp beginOf(const Checkpoint& c)
{
    return c.asked.value_or(c.firstSeen);
}

/** First come, first shown; what may not wait at all stands last. The id decides between equals, so
 * that the order never wavers. */
bool before(const Checkpoint& a, const Checkpoint& b)
{
    if (isChecked(a) != isChecked(b))
        return isChecked(b);
    return beginOf(a) == beginOf(b) ? a.key.request < b.key.request : beginOf(a) < beginOf(b);
}

} // namespace

CheckpointListModel::CheckpointListModel(QObject* parent)
    : QAbstractListModel(parent)
{
}

void CheckpointListModel::apply(const Change& change)
{
    if (const auto* changed = std::get_if<CheckpointChanged>(&change)) {
        put(changed->checkpoint);
    } else if (const auto* removed = std::get_if<SessionRemoved>(&change)) {
        removeWhere([removed](const CheckpointKey& key) {
            return key.source == removed->key.source && key.session == removed->key.session;
        });
    } else if (const auto* source = std::get_if<SourceRemoved>(&change)) {
        removeWhere([source](const CheckpointKey& key) { return key.source == source->source; });
    }
}

void CheckpointListModel::put(const Checkpoint& checkpoint)
{
    m_known.insert(checkpoint.key, checkpoint);
    const int row = rowOf(checkpoint.key);
    const bool open = isOpen(checkpoint);
    if (row >= 0 && open && !before(m_open[size_t(row)], checkpoint)
        && !before(checkpoint, m_open[size_t(row)])) {
        m_open[size_t(row)] = checkpoint;
        emit dataChanged(index(row), index(row));
    } else {
        if (row >= 0) {
            beginRemoveRows({}, row, row);
            m_open.erase(m_open.begin() + row);
            endRemoveRows();
        }
        if (open) {
            const auto place = std::ranges::upper_bound(m_open, checkpoint, before);
            const int to = int(place - m_open.begin());
            beginInsertRows({}, to, to);
            m_open.insert(place, checkpoint);
            endInsertRows();
        }
    }
    emit checkpointChanged(checkpoint.key);
}

void CheckpointListModel::removeWhere(const std::function<bool(const CheckpointKey&)>& gone)
{
    for (int row = int(m_open.size()) - 1; row >= 0; --row) {
        if (!gone(m_open[size_t(row)].key))
            continue;
        beginRemoveRows({}, row, row);
        m_open.erase(m_open.begin() + row);
        endRemoveRows();
    }
    // One that is gone with its session must not be shown as waiting by a dialog still open.
    for (auto& known : m_known) {
        if (gone(known.key) && isOpen(known)) {
            known.state = CheckpointState::Unknown;
            emit checkpointChanged(known.key);
        }
    }
}

void CheckpointListModel::tick(Timestamp now)
{
    m_now = now;
    if (!m_open.empty())
        emit dataChanged(index(0), index(int(m_open.size()) - 1), {AgeRole});
}

int CheckpointListModel::waiting() const
{
    return int(std::ranges::count_if(m_open, &Checkpoint::waits));
}

int CheckpointListModel::position(const CheckpointKey& key) const
{
    int place = 0;
    for (const Checkpoint& c : m_open) {
        place += c.waits() ? 1 : 0;
        if (c.key == key)
            return c.waits() ? place : 0;
    }
    return 0;
}

int CheckpointListModel::waitingInSession(const SessionKey& key) const
{
    return int(std::ranges::count_if(m_open, [&key](const Checkpoint& c) {
        return c.waits() && c.key.source == key.source && c.key.session == key.session;
    }));
}

const Checkpoint* CheckpointListModel::find(const CheckpointKey& key) const
{
    const auto it = m_known.constFind(key);
    return it == m_known.cend() ? nullptr : &*it;
}

const Checkpoint* CheckpointListModel::find(
    const SessionKey& session, const RequestId& request) const
{
    return find({session.source, session.session, request});
}

std::optional<CheckpointKey> CheckpointListModel::next(
    const std::optional<CheckpointKey>& key) const
{
    const int from = key ? rowOf(*key) + 1 : 0;
    const int count = int(m_open.size());
    for (int i = 0; i < count; ++i) {
        const Checkpoint& c = m_open[size_t((from + i) % count)];
        if (c.waits())
            return c.key;
    }
    return {};
}

std::optional<CheckpointKey> CheckpointListModel::previous(
    const std::optional<CheckpointKey>& key) const
{
    const int count = int(m_open.size());
    const int row = key ? rowOf(*key) : -1;
    const int from = row < 0 ? count : row;
    for (int i = 1; i <= count; ++i) {
        const Checkpoint& c = m_open[size_t((from - i + count) % count)];
        if (c.waits())
            return c.key;
    }
    return {};
}

int CheckpointListModel::alike(const Checkpoint& checkpoint) const
{
    return int(std::ranges::count_if(m_open,
        [&](const Checkpoint& other) { return other.waits() && isAlike(other, checkpoint); }));
}

int CheckpointListModel::rowOf(const CheckpointKey& key) const
{
    const auto it = std::ranges::find(m_open, key, &Checkpoint::key);
    return it == m_open.end() ? -1 : int(it - m_open.begin());
}

int CheckpointListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_open.size());
}

QVariant CheckpointListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Checkpoint& c = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return words::requestTitle(c);
    case LineRole:
        return words::requestLine(c);
    case AgeRole:
        return words::span(words::waitingFor(c, m_now));
    case StateRole:
        return int(c.state);
    case KindRole:
        return int(c.kind);
    case OutcomeRole:
        return words::outcome(c, m_now).text;
    default:
        return {};
    }
}

} // namespace headgate
