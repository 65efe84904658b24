// SPDX-License-Identifier: MIT
#include "core/terminal/ptyreplay.h"

#include <utility>

namespace headgate::terminal {

namespace {

/** A replay whose begin is gone may start inside of a sequence: what stands before its first line
 * is left out, if that ends soon. */
constexpr qsizetype longestTorn = 4096;

QString fromFirstLine(const QString& replay)
{
    const qsizetype end = replay.indexOf(u'\n');
    return end >= 0 && end < longestTorn ? replay.sliced(end + 1) : replay;
}

} // namespace

void PtyReplay::begin()
{
    m_replay.clear();
    m_replaying = true;
}

std::optional<PtyReplay::Told> PtyReplay::text(const QString& text)
{
    if (m_replaying) {
        m_replay += text;
        return {};
    }
    m_cursor = cursor() + text.size();
    return Told{text};
}

std::optional<PtyReplay::Told> PtyReplay::place(qint64 cursor)
{
    if (!m_replaying)
        return Told{};
    const qint64 start = cursor - m_replay.size();
    if (m_cursor && *m_cursor > cursor) {
        // It counts anew, so it is not what was followed.
        m_cursor.reset();
        m_lost = true;
        return {};
    }
    m_replaying = false;
    const QString replay = std::exchange(m_replay, {});
    const std::optional<qint64> before = std::exchange(m_cursor, cursor);
    if (before && start <= *before)
        return Told{replay.sliced(*before - start)};
    const bool gap = before.has_value() || std::exchange(m_lost, false);
    return Told{start > 0 ? fromFirstLine(replay) : replay, true, gap};
}

} // namespace headgate::terminal
