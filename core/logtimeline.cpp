// SPDX-License-Identifier: MIT
#include "core/logtimeline.h"

#include "core/project/eventgist.h"

#include <algorithm>
#include <chrono>

namespace headgate {

using namespace std::chrono_literals;

namespace {

/** Rows of the index looked at in one go: some milliseconds, also where each must be read. */
constexpr qint64 rowsPerSlice = 20'000;
constexpr qint64 linesPerSlice = 1'000;
/** What is committed within this is shown together. */
constexpr auto gatherFor = 20ms;
constexpr auto tellEvery = 50ms;
/** More is never on a screen, or right beside it. */
constexpr int mostRead = 512;

} // namespace

LogTimeline::LogTimeline(Database& database, const ShowTimeline& wish, Tell tell)
    : m_wish(wish)
    , m_tell(std::move(tell))
    , m_rows(database, wish.source)
    , m_slice(this)
    , m_news(this)
{
    m_slice.setSingleShot(true);
    m_news.setSingleShot(true);
    connect(&m_slice, &QTimer::timeout, this, &LogTimeline::work);
    connect(&m_news, &QTimer::timeout, this, &LogTimeline::tellCount);
    begin();
    m_slice.start(0);
}

void LogTimeline::begin()
{
    m_rows.refresh();
    m_found.clear();
    m_first = 0;
    m_low = m_high = m_rows.newest();
    m_bottom = std::max<qint64>(0, m_rows.oldest() - 1);
    m_cut = false;
}

void LogTimeline::look()
{
    if (!m_slice.isActive())
        m_slice.start(gatherFor);
}

void LogTimeline::work()
{
    if (!m_rows.refresh()) {
        // The timeline is what the log holds, nothing else.
        ++m_turn;
        begin();
    }
    takeNewer();
    takeOlder();
    const bool more = (m_low > m_bottom && !m_cut) || m_high < m_rows.newest();
    if (more)
        m_slice.start(0);
    if (!m_sinceTold.isValid() || milliseconds(m_sinceTold.elapsed()) >= tellEvery)
        tellCount();
    else if (!m_news.isActive())
        m_news.start(tellEvery);
}

void LogTimeline::takeNewer()
{
    const qint64 step = needsText(m_wish.filter) ? linesPerSlice : rowsPerSlice;
    const qint64 upTo = std::min(m_rows.newest(), m_high + step);
    if (upTo <= m_high)
        return;
    for (const qint64 row : m_rows.passing(m_wish.filter, m_high, upTo))
        m_found.push_back(row);
    m_high = upTo;
    while (m_found.size() > capacity) {
        m_found.pop_front();
        ++m_first;
        m_cut = true;
    }
}

void LogTimeline::takeOlder()
{
    if (m_low <= m_bottom || m_cut)
        return;
    const qint64 step = needsText(m_wish.filter) ? linesPerSlice : rowsPerSlice;
    const qint64 after = std::max(m_bottom, m_low - step);
    const std::vector<qint64> rows = m_rows.passing(m_wish.filter, after, m_low);
    m_low = after;
    for (auto row = rows.rbegin(); row != rows.rend() && !m_cut; ++row) {
        m_cut = m_found.size() >= capacity;
        if (m_cut)
            break;
        m_found.push_front(*row);
        --m_first;
    }
}

void LogTimeline::tellCount()
{
    TimelineCounted now{m_wish.source, m_wish.number, m_turn, m_first,
        m_first + qint64(m_found.size()), m_low > m_bottom && !m_cut, m_cut};
    if (m_sinceTold.isValid() && now == m_told)
        return;
    m_told = now;
    m_sinceTold.start();
    m_tell({std::move(now)});
}

void LogTimeline::read(const ReadTimeline& wish)
{
    TimelineRead answer{m_wish.number, m_turn, std::max(wish.from, m_first), {}};
    const qint64 end =
        std::min(wish.from + std::min(wish.count, mostRead), m_first + qint64(m_found.size()));
    if (wish.number != m_wish.number || end <= answer.from)
        return;
    const auto begin = m_found.begin() + (answer.from - m_first);
    answer.rows = m_rows.read({begin, begin + (end - answer.from)});
    m_tell({std::move(answer)});
}

std::optional<qint64> LogTimeline::placeOf(qint64 row) const
{
    const auto at = std::lower_bound(m_found.begin(), m_found.end(), row);
    if (at == m_found.end() || *at != row)
        return {};
    return m_first + (at - m_found.begin());
}

} // namespace headgate
