// SPDX-License-Identifier: MIT
// The part of PaneStream that reads the list of a session's events.
#include "core/decode/opencode.h"
#include "core/io/panestream.h"

#include <QJsonDocument>

#include <algorithm>
#include <chrono>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr milliseconds answerLimit = 10s;
constexpr milliseconds streamTells = 2s;
constexpr int tries = 3;

std::optional<milliseconds> retryAfter(const HttpAnswer& answer)
{
    bool isNumber = false;
    const int seconds = answer.header("retry-after").toInt(&isNumber);
    return isNumber ? std::optional<milliseconds>(std::chrono::seconds(seconds)) : std::nullopt;
}

} // namespace

/** The event before it is asked for as well: lists count rows, and a server may have begun at 1. */
void PaneStream::fetchPage(qint64 from)
{
    if (!m_server.lists) {
        listEnded();
        return;
    }
    if (!m_reads)
        m_reads = std::make_unique<QObject>();
    const pane::Layout& layout = pane::layouts()[m_server.layout];
    m_client.get(
        pane::historyPath(layout, m_session.value(), from), {}, answerLimit, tries,
        [this, from](const HttpAnswer& answer) { pageArrived(answer, std::max<qint64>(0, from)); },
        m_reads.get());
}

void PaneStream::pageArrived(const HttpAnswer& answer, qint64 from)
{
    if (answer.status == 404 || answer.status == 405 || answer.status == 410
        || answer.status == 501) {
        noList(answer);
        return;
    }
    if (!answer.ok()) {
        listFailed(answer.issue, retryAfter(answer));
        return;
    }
    const auto page = pane::historyPage(QJsonDocument::fromJson(answer.body));
    if (!page) {
        m_server.lists = m_server.proven; // what answers so is no list
        if (m_server.lists)
            listFailed({Issue::Code::BadAnswer, {}, {u"events"_s, u"not a list"_s}}, {});
        else
            listEnded();
        return;
    }
    std::vector<SourceItem> items;
    qint64 at = from;
    for (const QJsonObject& row : page->rows) {
        auto wire = pane::wireFromRow(row, now());
        const qint64 place = at++;
        if (!wire) {
            Issue issue = wire.error();
            issue.source = m_server.source;
            items.push_back(issue);
            m_applied = std::max(m_applied, place);
            continue;
        }
        if (!wire->offset)
            wire->offset = place;
        m_caughtUp += *wire->offset > m_applied;
        apply(std::move(*wire), items);
    }
    hand(items);
    if (!m_machine.fetching && !m_filling)
        return; // stopped by whom it told
    const qint64 next = page->next.value_or(at);
    if (page->more && next > from)
        fetchPage(next);
    else
        listEnded();
}

/** There is no such session, or no such list. */
void PaneStream::noList(const HttpAnswer& answer)
{
    const QString code = pane::errorCode(answer.body);
    if (answer.status == 410 || code == "SESSION_NOT_FOUND"_L1) {
        gone();
        return;
    }
    // The next layout may have one.
    m_server.lists = false;
    listEnded();
}

void PaneStream::listEnded()
{
    if (m_filling) {
        gapFilled();
        return;
    }
    std::vector<SourceItem> items;
    tellRepair(items);
    hand(items);
    feed(sync::UpToDate{});
}

void PaneStream::listFailed(const Issue& issue, std::optional<milliseconds> retryAfter)
{
    Issue named = issue;
    named.source = m_server.source;
    if (m_machine.phase == SyncState::Live)
        feed(sync::Ended{named});
    else if (named.code == Issue::Code::NotAuthorised)
        feed(sync::Headers{401, {}, true});
    else
        feed(sync::SnapshotFailed{named, retryAfter});
}

/** Events before `upTo` were never told. */
void PaneStream::fillGap(qint64 upTo)
{
    m_filling = true;
    m_caughtUp = 0;
    // Nothing was told yet: what comes now is no repair.
    if (m_applied >= 0 || upTo > 1)
        m_cutAt = isKnown(m_cutAt) ? m_cutAt : now();
    fetchPage(m_applied);
}

void PaneStream::gapFilled()
{
    m_filling = false;
    std::vector<SourceItem> items;
    for (pane::Wire& wire : std::exchange(m_held, {})) {
        // What the list does not have either is nowhere.
        const qint64 next = m_applied + 1;
        if (wire.offset && *wire.offset > next && m_applied >= 0)
            items.push_back(Issue{Issue::Code::BadAnswer, m_server.source,
                {m_session.value(), u"no events %1 to %2"_s.arg(next).arg(*wire.offset - 1)}});
        apply(std::move(wire), items);
    }
    tellRepair(items);
    hand(items);
    emit looked();
}

void PaneStream::lookAgain()
{
    if (m_filling)
        return; // looked() comes
    if (m_machine.phase == SyncState::Live && m_server.lists) {
        m_filling = true;
        m_caughtUp = 0;
        fetchPage(m_applied);
    } else if (m_machine.phase == SyncState::Live || m_machine.phase == SyncState::Closed) {
        // Its stream is all there is: what was sent before has come by then.
        QTimer::singleShot(m_closed ? 0ms : streamTells, this, &PaneStream::looked);
    }
}

/** What a cut or a hole cost is shown where it was repaired. */
void PaneStream::tellRepair(std::vector<SourceItem>& items)
{
    const Timestamp from = std::exchange(m_cutAt, {});
    const int count = std::exchange(m_caughtUp, 0);
    if (!isKnown(from) || count == 0)
        return;
    Mark mark;
    mark.id = u"cut-%1"_s.arg(toMs(from));
    mark.kind = Mark::Kind::Repaired;
    mark.at = now();
    mark.from = from;
    mark.count = count;
    items.push_back(opencode::makeLocalEvent(m_server.source, m_session, mark));
}

} // namespace headgate
