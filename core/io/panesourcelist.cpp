// SPDX-License-Identifier: MIT
// The part of PaneSource that reads the list of sessions.
#include "core/decode/panestory.h"
#include "core/io/panesource.h"
#include "core/project/panelifecycle.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <chrono>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr milliseconds answerLimit = 10s;
constexpr int listPage = 50;
/** A list that never ends is a fault of its server. */
constexpr qint64 mostListed = 5'000;
/** Servers let ten streams a minute begin; those that are looked at come on top. */
constexpr size_t mostFollowed = 8;

} // namespace

void PaneSource::list(qint64 from)
{
    if (from == 0) {
        m_rows.clear();
        m_fence = m_host.fence();
    }
    if (!m_reads)
        m_reads = std::make_unique<QObject>();
    m_client.get(
        u"/api/sessions?limit=%1&offset=%2"_s.arg(listPage).arg(from), {}, answerLimit, 1,
        [this, from](const HttpAnswer& answer) { listArrived(answer, from); }, m_reads.get());
}

void PaneSource::listArrived(const HttpAnswer& answer, qint64 from)
{
    if (!answer.ok()) {
        bool isNumber = false;
        const int seconds = answer.header("retry-after").toInt(&isNumber);
        listFailed(answer.issue,
            isNumber ? std::optional<milliseconds>(std::chrono::seconds(seconds)) : std::nullopt);
        return;
    }
    const auto page = pane::historyPage(QJsonDocument::fromJson(answer.body));
    if (!page) {
        listFailed({Issue::Code::NotOpenCode, m_server.source, {u"not an AgentPane server"_s}}, {});
        return;
    }
    m_status.lastByte = now();
    m_status.bytes += answer.body.size();
    feed(sync::Bytes{});
    m_rows.insert(m_rows.end(), page->rows.begin(), page->rows.end());
    const qint64 next = page->next.value_or(from + qint64(page->rows.size()));
    if (page->more && next > from && next < mostListed)
        list(next);
    else
        listEnded();
}

void PaneSource::listFailed(const Issue& issue, std::optional<milliseconds> retryAfter)
{
    Issue named = issue;
    named.source = m_server.source;
    if (named.code == Issue::Code::NotAuthorised)
        feed(sync::Headers{401, {}, true});
    else if (m_machine.phase == SyncState::CatchUp)
        feed(sync::SnapshotFailed{named, retryAfter});
    else
        feed(sync::Ended{named});
}

void PaneSource::listEnded()
{
    SessionsListed listed;
    listed.fence = m_fence;
    m_listed.clear();
    for (const QJsonObject& row : std::exchange(m_rows, {})) {
        for (Event& event : pane::describeSession(m_server.source, row, now())) {
            const auto life = pane::lifeNamed(row["status"_L1].toString());
            const QJsonValue updated =
                row.contains("updatedAt"_L1) ? row["updatedAt"_L1] : row["updated_at"_L1];
            m_listed.push_back(
                {event.session, pane::timeFrom(updated), life && pane::isReadOnly(*life)});
            listed.updates.push_back(std::move(event));
        }
    }
    m_everListed = true;
    m_listing = false;
    m_host.take(m_server.source, {std::move(listed)});
    followListed();
    if (m_machine.phase == SyncState::Live)
        m_nextList.start();
    settle();
}

void PaneSource::followListed()
{
    std::vector<Listed> open;
    for (const Listed& one : m_listed) {
        if (!one.closed)
            open.push_back(one);
        else if (const auto known = m_streams.find(one.session); known != m_streams.end())
            known->second->closeBehind();
    }
    std::stable_sort(open.begin(), open.end(),
        [](const Listed& a, const Listed& b) { return a.updated > b.updated; });
    auto followed = size_t(std::count_if(m_streams.begin(), m_streams.end(),
        [](const auto& entry) { return entry.second->state() != SyncState::Closed; }));
    for (const Listed& one : open) {
        if (followed >= mostFollowed)
            break;
        if (m_streams.contains(one.session))
            continue;
        follow(one.session);
        ++followed;
    }
    // A session that left the list is followed no more.
    std::erase_if(m_streams, [this](const auto& entry) {
        const bool listed = std::any_of(m_listed.begin(), m_listed.end(),
            [&](const Listed& one) { return one.session == entry.first; });
        return !listed;
    });
    for (const SessionId& session : m_host.openSessions(m_server.source)) {
        if (!m_streams.contains(session))
            openSession(session);
    }
}

} // namespace headgate
