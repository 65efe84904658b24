// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/replay.h"
#include "core/domain/source.h"
#include "core/project/replaystate.h"
#include "core/project/sessionfile.h"
#include "core/store/database.h"

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

    const std::shared_ptr<const ReplayTimeline>& timeline() const { return m_timeline; }
    /** Steps [from, to). What cannot be read any more says nothing. */
    std::vector<ReplayStep> read(Database& database, qsizetype from, qsizetype to) const;
    /** The same as they are held, with their proof. */
    std::vector<HeldEvent> held(Database& database, qsizetype from, qsizetype to) const;

private:
    /** Where what a moment says is found. */
    struct Place
    {
        enum class Kind : quint8 { Row, Line, Wire };
        Kind kind = Kind::Row;
        qint64 body = 0; ///< row whose payload is read: not kept, that of the last of its thing
        RequestId request; ///< not kept: of a request that was asked
    };
    struct Moments;

    void loadRows(Database& database, qint64 session, Moments& to) const;
    void loadLines(Database& database, qint64 session, Moments& to) const;
    void placeTold(Database& database, Moments& of) const;

    SessionKey m_key;
    Of m_of;
    std::shared_ptr<const ReplayTimeline> m_timeline;
    std::vector<Place> m_places; ///< one for each moment
};

} // namespace headgate
