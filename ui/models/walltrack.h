// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QString>

#include <vector>

namespace headgate {

/** Something a session did, in a few words. */
struct WallMoment
{
    enum class Kind : quint8 { Said, Called, Asked, Answered, Failed, Ended };

    Timestamp at;
    Kind kind = Kind::Said;
    QString id; ///< one with a known id takes its place
    QString gist; ///< one line
    bool read = false; ///< out of the transcript, not out of what the session was seen doing

    friend bool operator==(const WallMoment&, const WallMoment&) = default;
};

/** What one session did in the last hour, as far as it is known here: bounded, by time. */
class WallTrack
{
public:
    static constexpr std::chrono::minutes span{60};
    static constexpr size_t most = 240;

    void put(WallMoment moment);
    /** The transcript is known from `from` on: what it says stands in place of what was seen. */
    void readFrom(Timestamp from);
    /** Forgets what is older than `span`, but for the last of it: it still held then. */
    void cut(Timestamp now);
    /** The last thing told at that time; null: nothing is known so early. */
    const WallMoment* lastAt(Timestamp at) const;
    const std::vector<WallMoment>& moments() const { return m_moments; } ///< oldest first

private:
    std::vector<WallMoment> m_moments;
};

} // namespace headgate
