// SPDX-License-Identifier: MIT
#include "core/replaydesk.h"

#include <algorithm>
#include <utility>

namespace headgate {

namespace {

constexpr int linesShown = 500;

} // namespace

std::optional<Finding> ReplayDesk::refusal(const SourceId& source, const PastWish& wish)
{
    const Issue issue{Issue::Code::DatabaseError, source, {}};
    if (const auto* replay = std::get_if<ReplayWish>(&wish.what)) {
        if (replay->session.isEmpty())
            return {};
        return pastFinding(ReplayFound{replay->number, {}, {}}, issue);
    }
    const auto& file = std::get<ExportWish>(wish.what);
    if (file.cancel)
        return {};
    ExportFound found;
    found.number = file.number;
    found.finished = true;
    found.issue = issue;
    return pastFinding(std::move(found), issue);
}

void ReplayDesk::take(Database* database, const SourceId& source, const PastWish& wish,
    Timestamp now, const Tell& tell)
{
    if (!database) {
        if (auto refused = refusal(source, wish))
            tell(std::move(*refused));
        return;
    }
    m_database = database;
    if (!m_slice.isSingleShot()) {
        m_slice.setSingleShot(true);
        connect(&m_slice, &QTimer::timeout, this, &ReplayDesk::work);
    }
    if (const auto* replayed = std::get_if<ReplayWish>(&wish.what))
        replay(source, *replayed, tell);
    else
        write(source, std::get<ExportWish>(wish.what), now, tell);
}

/** A wish that comes before the last one was answered takes its place. */
void ReplayDesk::replay(const SourceId& source, const ReplayWish& wish, const Tell& tell)
{
    const SessionKey key{source, wish.session};
    if (wish.session.isEmpty() || wish.anew || !(key == m_key)) {
        m_wish.reset();
        m_frames.reset();
        m_steps.reset();
        m_slice.stop();
        m_key = {};
    }
    if (wish.session.isEmpty())
        return;
    if (!m_steps) {
        m_key = key;
        m_steps = std::make_unique<ReplaySteps>(key);
        m_timelineTold = false;
    }
    m_wish = wish;
    m_tell = tell;
    m_slice.start(0);
}

/** One slice. With nothing to answer it prepares for moments that may be wanted. */
void ReplayDesk::work()
{
    const auto read = [this](qsizetype from, qsizetype to) {
        return m_steps->read(*m_database, from, to);
    };
    if (!m_steps)
        return;
    if (!m_frames) {
        if (m_steps->gather(*m_database))
            m_frames = std::make_unique<ReplayFrames>(
                m_key, qsizetype(m_steps->timeline()->moments.size()));
    } else if (m_wish) {
        if (m_frames->go(m_wish->index, read))
            answer();
    } else if (m_frames->prepare(read)) {
        return;
    }
    m_slice.start(0);
}

void ReplayDesk::answer()
{
    const ReplayWish wish = *std::exchange(m_wish, {});
    const auto& timeline = m_steps->timeline();
    ReplayFound found{wish.number, {}, {}};
    if (!std::exchange(m_timelineTold, true))
        found.timeline = timeline;
    if (!timeline->moments.empty()) {
        auto scene =
            std::make_shared<ReplayScene>(m_frames->now().scene(wish.messages, linesShown));
        scene->index =
            std::clamp<qsizetype>(wish.index, -1, qsizetype(timeline->moments.size()) - 1);
        found.scene = std::move(scene);
    }
    m_tell(pastFinding(std::move(found)));
}

void ReplayDesk::write(
    const SourceId& source, const ExportWish& wish, Timestamp now, const Tell& tell)
{
    if (wish.cancel) {
        const auto known = m_exports.find(wish.number);
        if (known != m_exports.end())
            known->second->cancel();
        return;
    }
    m_exports[wish.number] = std::make_unique<SessionExport>(
        *m_database, source, wish, now, [this, tell, number = wish.number](ExportFound found) {
            // It is still at work: it goes afterwards, with all that it held.
            if (found.finished)
                QTimer::singleShot(0, this, [this, number] { m_exports.erase(number); });
            tell(pastFinding(std::move(found)));
        });
}

} // namespace headgate
