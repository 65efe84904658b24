// SPDX-License-Identifier: MIT
#include "core/project/batchrules.h"

#include "core/project/paneasks.h"
#include "core/project/riskhints.h"

#include <algorithm>

namespace headgate {

bool sameContent(const Checkpoint& a, const Checkpoint& b)
{
    return a.text == b.text && a.always == b.always && a.patterns == b.patterns
        && a.permission == b.permission && a.file == b.file && a.questions == b.questions
        && a.directory == b.directory;
}

bool mayBeBatched(const Checkpoint& c)
{
    return c.kind == CheckpointKind::Permission && c.waits() && c.answerable
        && paneAsk(c) == PaneAsk::None // their answers are others, and a change is read by itself
        && std::ranges::none_of(
            riskHints(c), [](const RiskHint& hint) { return isSevere(hint.rule); });
}

bool isAlike(const Checkpoint& a, const Checkpoint& b)
{
    return a.key.source == b.key.source && a.kind == b.kind && sameContent(a, b);
}

} // namespace headgate
