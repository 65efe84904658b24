// SPDX-License-Identifier: MIT
#include "core/opensessions.h"

#include <type_traits>

namespace headgate {

namespace {

template <typename T, typename... Kinds>
constexpr bool isOneOf = (std::is_same_v<T, Kinds> || ...);

bool isTranscript(const Change& change, SessionKey* key)
{
    return std::visit(
        [key](const auto& c) {
            using T = std::decay_t<decltype(c)>;
            constexpr bool transcript = isOneOf<T, MessageChanged, MessageRemoved, PartChanged,
                PartAppended, PartRemoved, MarkAdded, TodosChanged>;
            if constexpr (transcript)
                *key = c.key;
            return transcript;
        },
        change);
}

} // namespace

OpenSessions::OpenSessions(int pageSize)
    : m_pageSize(pageSize)
{
}

bool OpenSessions::open(const SessionKey& key)
{
    if (m_opened.contains(key))
        return false;
    m_opened[key].serial = ++m_openings;
    return true;
}

void OpenSessions::close(const SessionKey& key)
{
    m_opened.erase(key);
}

void OpenSessions::closeAll(const SourceId& source)
{
    std::erase_if(m_opened, [&](const auto& opened) { return opened.first.source == source; });
}

std::optional<PagePosition> OpenSessions::oldest(const SessionKey& key) const
{
    const auto it = m_opened.find(key);
    return it == m_opened.end() ? std::nullopt : it->second.oldest;
}

PageRequest OpenSessions::request(
    const SessionKey& key, const Opened& opened, std::optional<PagePosition> before) const
{
    return {key, std::move(before), m_pageSize, opened.serial};
}

std::optional<PageRequest> OpenSessions::newestPage(const SessionKey& key)
{
    const auto it = m_opened.find(key);
    if (it == m_opened.end())
        return {};
    ++it->second.reading;
    return request(key, it->second, {});
}

std::optional<PageRequest> OpenSessions::olderPage(const SessionKey& key) const
{
    const auto it = m_opened.find(key);
    if (it == m_opened.end() || !it->second.oldest)
        return {};
    return request(key, it->second, it->second.oldest);
}

std::optional<PageRequest> OpenSessions::reload(const SessionKey& key)
{
    if (const auto it = m_opened.find(key); it != m_opened.end())
        it->second.answered = true;
    return newestPage(key);
}

void OpenSessions::awaitOlder(const SessionKey& key)
{
    if (const auto it = m_opened.find(key); it != m_opened.end())
        it->second.olderWanted = true;
}

std::optional<PageRequest> OpenSessions::olderArrived(const SessionKey& key)
{
    const auto it = m_opened.find(key);
    if (it == m_opened.end() || !std::exchange(it->second.olderWanted, false))
        return {};
    return olderPage(key);
}

void OpenSessions::hold(ChangeBatch& changes, qint64 lastRow)
{
    // While a page is being read, what is newer waits: it is told after the page, once.
    for (auto& entry : m_opened) {
        const auto& key = entry.first;
        auto& opened = entry.second;
        if (opened.reading == 0)
            continue;
        std::erase_if(changes, [&](Change& change) {
            SessionKey of;
            if (!isTranscript(change, &of) || !(of == key))
                return false;
            opened.held.emplace_back(lastRow, std::move(change));
            return true;
        });
    }
}

bool OpenSessions::awaits(const PageResult& result) const
{
    const auto it = m_opened.find(result.request.key);
    return it != m_opened.end() && it->second.serial == result.request.opening;
}

OpenSessions::Shown OpenSessions::show(const PageResult& result, bool olderAtServer)
{
    Shown shown;
    if (!awaits(result))
        return shown;
    Opened& opened = m_opened[result.request.key];
    const bool more = result.page.hasOlder || olderAtServer;
    if (result.request.before)
        shown.next = showOlder(result, opened, more, shown.changes);
    else
        showNewest(result, opened, more, shown.changes);
    return shown;
}

std::optional<PageRequest> OpenSessions::showOlder(
    const PageResult& result, Opened& opened, bool more, ChangeBatch& out)
{
    const SessionKey& key = result.request.key;
    // The newest page was read again meanwhile and may end elsewhere: no hole between the two.
    if (result.request.before != opened.oldest)
        return olderPage(key);
    if (result.page.oldest)
        opened.oldest = result.page.oldest;
    out.push_back(OlderLoaded{key, result.page.messages, more});
    for (const Mark& mark : result.page.marks)
        out.push_back(MarkAdded{key, mark});
    return {};
}

void OpenSessions::showNewest(const PageResult& result, Opened& opened, bool more, ChangeBatch& out)
{
    const SessionKey& key = result.request.key;
    --opened.reading;
    opened.oldest = result.page.oldest;
    out.push_back(
        TranscriptLoaded{key, result.page.messages, result.page.marks, more, !opened.answered});
    out.push_back(TodosChanged{key, result.page.todos});
    for (const auto& [row, change] : opened.held) {
        if (row > result.lastRow)
            out.push_back(change);
    }
    // Another page that is on its way may be older than what is told now.
    if (opened.reading == 0)
        opened.held.clear();
}

} // namespace headgate
