// SPDX-License-Identifier: MIT
#pragma once

#include "core/project/sessions.h"
#include "tests/support/eventbuilder.h"

namespace headgate::test {

/** A reducer's state, told events as the history does, each `step` ms after the one before, and the
 * changes it made of them. */
template <typename State, qint64 step>
struct Telling
{
    State state;
    ChangeBatch changes;
    qint64 at = t0;

    Telling() { state.source = source; }
    void operator()(const Event& event)
    {
        for (const Fact& fact : opencode::facts(event))
            reduce(state, fact, {source, event.time, event.origin, event.directory}, changes);
    }
    Timestamp next() { return timestampFromMs(at += step); }
    void tell(const QString& type, const QJsonObject& body)
    {
        (*this)(eventOf(type, body, {}, at += step));
    }
};

} // namespace headgate::test
