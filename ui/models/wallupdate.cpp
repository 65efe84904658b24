// SPDX-License-Identifier: MIT
// How the rows of WallModel come up to date, and whose transcripts it follows meanwhile.
#include "ui/models/wallmodel.h"

#include <algorithm>

namespace headgate {

/** The smallest steps to what is wanted: a list that is looked at keeps its place. */
void WallModel::arrange(std::vector<Ranked> wanted)
{
    QSet<SessionKey> keep;
    for (const Ranked& one : wanted)
        keep.insert(one.tile.key);
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (keep.contains(m_rows[size_t(row)].key))
            continue;
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        endRemoveRows();
    }
    for (int row = 0; row < int(wanted.size()); ++row) {
        WallTile& tile = wanted[size_t(row)].tile;
        const int at = rowOf(tile.key);
        if (at < 0) {
            beginInsertRows({}, row, row);
            m_rows.insert(m_rows.begin() + row, std::move(tile));
            endInsertRows();
            continue;
        }
        if (at != row) {
            beginMoveRows({}, at, at, {}, row);
            std::rotate(m_rows.begin() + row, m_rows.begin() + at, m_rows.begin() + at + 1);
            endMoveRows();
        }
        WallTile& known = m_rows[size_t(row)];
        if (known == tile && !m_touched.contains(tile.key))
            continue;
        const bool urgent = known.state != tile.state || known.request != tile.request;
        known = std::move(tile);
        m_due.insert(known.key);
        if (urgent)
            announce(row);
    }
}

void WallModel::announce(int row)
{
    m_due.remove(m_rows[size_t(row)].key);
    emit dataChanged(index(row), index(row));
}

/** A few of those that are due, so that painting them holds nothing up; the others are next. */
void WallModel::announceSome()
{
    int left = mostAtOnce;
    const int rows = rowCount();
    for (int step = 0; step < rows && left > 0 && !m_due.isEmpty(); ++step) {
        const int row = (m_next + step) % rows;
        if (!m_due.contains(m_rows[size_t(row)].key))
            continue;
        announce(row);
        if (--left == 0)
            m_next = row + 1;
    }
    if (left > 0)
        m_due.clear(); // what is left of it is gone from the wall
    m_stale = m_stale || !m_due.isEmpty();
}

void WallModel::update(Timestamp now)
{
    m_now = now;
    if (!m_shown)
        return;
    m_stale = false;
    for (WallTrack& track : m_tracks)
        track.cut(now);
    arrange(gather());
    m_touched.clear();
    announceSome();
    follow();
    emit updated();
}

/** Opens the first of the rows, and closes what is none of them any more. */
void WallModel::follow()
{
    QSet<SessionKey> wanted;
    for (const WallTile& tile : m_rows) {
        if (m_shown && tile.expanded)
            wanted.insert(tile.key);
    }
    for (auto it = m_tails.begin(); it != m_tails.end();) {
        if (wanted.contains(it->first)) {
            ++it;
            continue;
        }
        m_ports.close(it->first);
        it = m_tails.erase(it);
    }
    for (const WallTile& tile : m_rows) {
        if (!wanted.contains(tile.key) || m_tails.contains(tile.key))
            continue;
        m_ports.open(tile.key, m_tails[tile.key], m_tracks[tile.key]);
        m_touched.insert(tile.key);
        m_stale = true;
    }
}

void WallModel::setShown(bool shown)
{
    if (m_shown == shown)
        return;
    m_shown = shown;
    m_moment.reset();
    if (shown) {
        m_stale = true;
        return;
    }
    follow();
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

} // namespace headgate
