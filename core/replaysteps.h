// SPDX-License-Identifier: MIT
#pragma once

#include "core/project/replaystate.h"
#include "core/project/sessionfile.h"
#include "core/replaygather.h"

#include <memory>
#include <vector>

namespace headgate {

/**
 * What the history keeps of one session, as moments in order of time and as what each tells: rows
 * of the history, the lines of a log's files, the numbered events of an AgentPane session. Holds no
 * statement between calls; `database` is that of the calling thread, over any connection.
 */
class ReplaySteps
{
public:
    enum class Of {
        Replay, ///< what is a moment of its own
        Everything, ///< all events that are held of the session
    };

    /** No payload is read but of what was told by lists, whose time stands in what they say. */
    ReplaySteps(Database& database, const SessionKey& key, Of of = Of::Replay);
    /** The same in slices: it has no moments until gather() says that it is whole. */
    explicit ReplaySteps(const SessionKey& key, Of of = Of::Replay);

    /** Looks at some more rows of the history: some milliseconds. True: it is whole. */
    bool gather(Database& database);

    /** Null until it is whole. */
    const std::shared_ptr<const ReplayTimeline>& timeline() const { return m_timeline; }
    /** Steps [from, to). What cannot be read any more says nothing. */
    std::vector<ReplayStep> read(Database& database, qsizetype from, qsizetype to) const;
    /** The same as they are held, with their proof. */
    std::vector<HeldEvent> held(Database& database, qsizetype from, qsizetype to) const;

private:
    SessionKey m_key;
    std::unique_ptr<ReplayGather> m_gather; ///< null: it is whole
    std::shared_ptr<const ReplayTimeline> m_timeline;
    std::vector<ReplayPlace> m_places; ///< one for each moment
};

} // namespace headgate
