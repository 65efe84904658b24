// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/streamvalues.h"

#include <vector>

namespace headgate {

/** What is stored as one: consecutive messages (JSON values separated by commas) or bytes. */
struct StreamRow
{
    Position begin;
    qint64 count = 0;
    QByteArray body;
    std::vector<quint32> ends; ///< of each JSON value in `body`; empty for bytes and single values

    Position end() const { return begin + count; }
    /** One JSON value of it, without copying. */
    QByteArrayView message(qint64 index) const;
};

/** Appends `more` behind `row`. */
void extendRow(StreamRow& row, StreamRow&& more, bool isJson);
/** The part of a row between two places, which are cut to its own. */
StreamRow cutRow(const StreamRow& row, Position from, Position to, bool isJson);

/** The ends as they are stored: little-endian, four bytes each. */
QByteArray packEnds(const std::vector<quint32>& ends);
std::vector<quint32> unpackEnds(const QByteArray& packed);

} // namespace headgate
