// SPDX-License-Identifier: MIT
// What WallModel shows of a row, and what a person chooses of it.
#include "ui/models/wallmodel.h"
#include "ui/words/quantity.h"

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

void WallModel::setWords(const QString& typed)
{
    m_words = typed.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    update(m_now);
}

void WallModel::setStateShown(WallState state, bool shown)
{
    m_states[size_t(state)] = shown;
    update(m_now);
}

void WallModel::setSource(const SourceId& source)
{
    m_source = source;
    update(m_now);
}

void WallModel::setOrder(WallOrder order)
{
    m_order = order;
    update(m_now);
}

bool WallModel::isFiltered() const
{
    return !m_words.isEmpty() || !m_source.isEmpty()
        || std::ranges::find(m_states, false) != m_states.end();
}

void WallModel::clearFilter()
{
    m_words.clear();
    m_source = {};
    m_states.fill(true);
    update(m_now);
}

void WallModel::setPinned(const SessionKey& key, bool pinned)
{
    std::erase(m_pins, key);
    if (pinned)
        m_pins.push_back(key);
    else
        m_candidates.insert(key); // it may be alive without it
    update(m_now);
}

void WallModel::setMoment(std::optional<Timestamp> at)
{
    if (m_moment == at)
        return;
    m_moment = at;
    if (!m_rows.empty())
        emit dataChanged(index(0), index(rowCount() - 1), {MomentRole});
}

int WallModel::rowOf(const SessionKey& key) const
{
    const auto it = std::ranges::find(m_rows, key, &WallTile::key);
    return it == m_rows.end() ? -1 : int(it - m_rows.begin());
}

const std::vector<WallLine>& WallModel::lines(int row) const
{
    static const std::vector<WallLine> none;
    const auto tail = m_tails.find(tile(row).key);
    return tail == m_tails.end() ? none : tail->second.lines();
}

bool WallModel::isLoading(int row) const
{
    const auto tail = m_tails.find(tile(row).key);
    return tail != m_tails.end() && tail->second.isLoading();
}

const WallTrack* WallModel::track(int row) const
{
    const auto track = m_tracks.constFind(tile(row).key);
    return track == m_tracks.cend() ? nullptr : &*track;
}

const WallMoment* WallModel::momentOf(int row) const
{
    const WallTrack* known = track(row);
    return known && m_moment ? known->lastAt(*m_moment) : nullptr;
}

int WallModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant WallModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const WallTile& t = tile(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return t.title;
    case Qt::AccessibleTextRole:
        return describe(t);
    case Qt::AccessibleDescriptionRole: {
        const auto& told = lines(index.row());
        return told.empty() ? QString() : told.back().text;
    }
    case StateRole:
        return int(t.state);
    case SourceIdRole:
        return t.key.source.value();
    case SessionIdRole:
        return t.key.session.value();
    case PinnedRole:
        return t.pinned;
    case ExpandedRole:
        return t.expanded;
    case WaitingRole:
        return t.waiting;
    case LinesRole: {
        QStringList texts;
        for (const WallLine& line : lines(index.row()))
            texts << line.text;
        return texts;
    }
    case MomentRole: {
        const WallMoment* told = momentOf(index.row());
        return told ? told->gist : QString();
    }
    default:
        return {};
    }
}

QString WallModel::describe(const WallTile& tile) const
{
    QStringList parts{tile.title, tile.doing, tile.place, tile.activity};
    if (tile.waiting > 0)
        parts << tr("waits for you: %1").arg(tile.wish);
    if (tile.todos > 0)
        parts
            << tr("%1 of %Ln todo(s) done", nullptr, tile.todos).arg(words::number(tile.todosDone));
    if (tile.cost > 0)
        parts << words::money(tile.cost);
    if (tile.pinned)
        parts << tr("pinned");
    return parts.join(u", "_s);
}

} // namespace headgate
