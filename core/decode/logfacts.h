// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/event.h"
#include "core/domain/fact.h"
#include "core/domain/streamevent.h"

#include <QByteArrayView>

#include <vector>

/**
 * What the events of a durable event log say, in the terms the reducers know (systems.md 1.3, 1.4).
 * Types are an open set: what is not known says nothing, and is still a row. Pure.
 */
namespace headgate::logfacts {

/** What an index does with an event of this type. */
enum class Use : quint8 {
    Row, ///< told as it is
    Place, ///< belongs to a message; read when its session is opened
    Told, ///< read at once: the list of sessions and the inbox speak of it
};

Use useOf(QByteArrayView type);
/** An agent works while it writes such. */
bool meansBusy(QByteArrayView type);

std::vector<Fact> facts(const SourceId& source, const StreamEvent& event);
/** Of an event that was kept: of the log, or of this client's own. */
std::vector<Fact> facts(const Event& event);

/** The thing an event describes as a whole. Its session is the event's own but for requests, which
 * are decided in other streams than they were asked in. */
EntityRef entityOf(const StreamEvent& event);
/** The request it asks or decides; empty: none. */
RequestId requestOf(const StreamEvent& event);

} // namespace headgate::logfacts
