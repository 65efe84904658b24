// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"
#include "core/domain/issue.h"

#include <QString>

#include <variant>
#include <vector>

namespace headgate {

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
    /** Sent once; answered by Finding::Rules as they stand then. */
    struct RevokeRule
    {
        QString id;
    };

    std::variant<ReadRules, RevokeRule> what;
};

struct Finding
{
    struct Rules
    {
        std::vector<SavedRule> rules; ///< as the server lists them
    };

    std::variant<Rules> what;
    Issue issue{}; ///< None: it is as told; NotOffered: such a source cannot tell
};

} // namespace headgate
