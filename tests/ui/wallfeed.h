// SPDX-License-Identifier: MIT
#pragma once

#include "tests/ui/fakefeed.h"

namespace headgate {

/** Sessions that are worth a wall: of three servers, some of which run, wait, failed or ended. */
class WallFeed
{
public:
    /** Those of FakeFeed, and more beside them. */
    static ChangeBatch sessions();
    /** What the session said in the last hour, as an engine tells it on opening. */
    static TranscriptLoaded transcript(const SessionKey& key, int seed);
    static SessionKey running(int i) ///< from 0 to 7
    {
        return {FakeFeed::workstation(), SessionId(QStringLiteral("ses_wall%1").arg(i))};
    }
    static Session session(int i);
};

} // namespace headgate
