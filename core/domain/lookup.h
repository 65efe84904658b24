// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/databasefacts.h"
#include "core/domain/health.h"
#include "core/domain/ids.h"
#include "core/domain/issue.h"
#include "core/domain/panenews.h"
#include "core/domain/proof.h"
#include "core/domain/search.h"
#include "core/domain/storage.h"

#include <QPointF>
#include <QString>

#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace headgate {

struct PastFound;
struct PastWish;

/** An approval that a server keeps beyond the request it was given for. */
struct SavedRule
{
    QString id;
    QString project; ///< the server's own id of it; empty: not told
    QString action; ///< "bash", "edit", ...
    QString pattern; ///< what it covers
    friend bool operator==(const SavedRule&, const SavedRule&) = default;
};

/** What a person wants to know of a source at this moment; it is shown and not kept. */
struct Lookup
{
    /** Answered by Finding::Rules. */
    struct ReadRules
    {
    };
    /** Sent once; answered by Finding::Rules as they stand then. What the rule covers goes into the
     * record of decisions once the server has dropped it. */
    struct RevokeRule
    {
        SavedRule rule;
    };
    /** What is held of it, answered by Finding::Held; with `ask` that is told first, and once more
     * when it was compared with what the source itself says. */
    struct Prove
    {
        SessionId session; ///< empty: all that the source has
        bool ask = false; ///< the source, and not the history alone
    };

    /** A person looks at a session, moves in it or leaves it, as others there see it. Nobody waits
     * for it, and that it failed is told nobody. Answered by Finding::Room: once, and each time
     * the server says who is there. */
    struct Attend
    {
        SessionId session;
        bool here = true;
        QString user; ///< the same for all that this person has open
        QString name; ///< as others read it
        std::optional<QPointF> cursor{}; ///< where it points; nothing: it did not move
    };

    /** In all that is kept, of whichever source; answered by Finding::Searched. */
    using Search = SearchWish;
    /** How a session was, see core/domain/past.h; answered by Finding::Past. */
    using Past = std::shared_ptr<const PastWish>;

    /** How connections did, of all sources; answered by Finding::Healths. */
    struct ReadHealth
    {
    };
    /** What the history takes of the disk; answered by Finding::Stored, once it is counted. */
    struct ReadStorage
    {
    };
    /** The state of history.db; answered by Finding::Facts, once it is checked. */
    struct ReadFacts
    {
    };

    std::variant<ReadRules, RevokeRule, Prove, Attend, Search, Past, ReadHealth, ReadStorage,
        ReadFacts>
        what;
};

struct RulesFound
{
    std::vector<SavedRule> rules; ///< as the server lists them
    std::optional<SavedRule> revoked{}; ///< RevokeRule: the server dropped it
};

struct HeldFound
{
    Lookup::Prove asked;
    bool compared = false; ///< the source was asked, or could not be: nothing more follows
    Proof proof;
};

struct Finding
{
    using Rules = RulesFound;
    using Held = HeldFound;
    using Room = PaneNews;
    using Searched = SearchFound;
    using Past = std::shared_ptr<const PastFound>;

    using Healths = HealthFound;
    using Stored = StorageFound;
    using Facts = DatabaseFacts;

    std::variant<Rules, Held, Room, Searched, Past, Healths, Stored, Facts> what;
    Issue issue{}; ///< None: it is as told; NotOffered: such a source cannot tell
};

} // namespace headgate
