// SPDX-License-Identifier: MIT
// How the engine keeps the words of what it stored, and looks for some.
#include "core/engineworker.h"
#include "core/searchindex.h"
#include "core/searchread.h"
#include "core/searchworker.h"

#include <chrono>

namespace headgate {

using namespace std::chrono_literals;

namespace {

/** What was stored is looked at this long after it was: what is told again at once costs one time,
 * and what a person waits for goes first. */
constexpr auto indexDelay = 200ms;
/** A slice, and the rest of the engine's time until the next: a fifth of it at most. */
constexpr auto sliceTime = 2ms;
constexpr auto betweenSlices = 12ms;

} // namespace

void EngineWorker::indexSoon()
{
    if (!m_indexTimer.isActive())
        m_indexTimer.start(indexDelay);
}

void EngineWorker::indexSome()
{
    if (m_stopped || !m_history)
        return;
    m_history->begin();
    const bool more = m_searchIndex->step(m_history->lastRow(), sliceTime);
    if (!commit(nullptr))
        return;
    tellIndexed(more);
    if (more)
        m_indexTimer.start(betweenSlices);
}

void EngineWorker::search(const SearchWish& wish)
{
    if (m_searcher)
        m_searcher->ask(wish);
    else
        searched(searchread::find(m_history->database(), wish));
}

void EngineWorker::searched(SearchFound found)
{
    m_mailbox.post([this, found = std::move(found)]() mutable {
        if (!m_stopped)
            postFinding({}, Finding{std::move(found)});
    });
}

} // namespace headgate
