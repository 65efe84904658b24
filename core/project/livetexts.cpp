// SPDX-License-Identifier: MIT
#include "core/project/livetexts.h"

namespace headgate {

DeltaEffect applyDelta(LiveTexts& state, const PartDelta& delta)
{
    if (delta.text.isEmpty())
        return DeltaEffect::Ignored;
    auto it = state.parts.find(delta.part);
    if (it == state.parts.end()) {
        // Its beginning was never told: this text is a suffix of something.
        it = state.parts.insert(delta.part, {delta.session, delta.message, {}, {}, true});
    }
    const bool gap = it->cut;
    if (gap) {
        it->gaps.push_back(it->text.size());
        it->cut = false;
    }
    it->text += delta.text;
    return gap ? DeltaEffect::AppendedAfterGap : DeltaEffect::Appended;
}

void applyPart(LiveTexts& state, Part& part)
{
    if (part.final) {
        state.parts.remove(part.id);
        return;
    }
    auto it = state.parts.find(part.id);
    if (it == state.parts.end()) {
        state.parts.insert(part.id, {part.session, part.message, part.text, {}, false});
        return;
    }
    // While it streams, the server repeats the part without its text; ours is the longer prefix.
    if (part.text.size() > it->text.size()) {
        it->text = part.text;
        it->gaps.clear();
    }
    part.text = it->text;
    part.gaps = it->gaps;
}

void cut(LiveTexts& state)
{
    for (LiveTexts::Live& live : state.parts)
        live.cut = true;
}

} // namespace headgate
