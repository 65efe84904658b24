// SPDX-License-Identifier: MIT
#pragma once

#include "core/decode/durable.h"
#include "core/decode/streamvalue.h"

#include <QUrl>

namespace headgate {

/**
 * What tells one transport with offsets from another: where reading begins, how the two reads are
 * asked for, and what a value means. A new one is a value of this and a row in sourcekinds.
 */
struct Endpoint
{
    const char* start; ///< the offset before everything
    QUrl (*catchUp)(const QUrl& stream, const QByteArray& offset);
    QUrl (*live)(
        const QUrl& stream, durable::Live how, const QByteArray& offset, const QByteArray& cursor);
    streamvalue::Decoded (*decode)(const SourceId& source, const QByteArray& value,
        const streamvalue::Position& position, Timestamp arrived);
};

inline constexpr Endpoint durableStream{
    durable::fromStart,
    [](const QUrl& stream, const QByteArray& offset) { return durable::readUrl(stream, offset); },
    [](const QUrl& stream, durable::Live how, const QByteArray& offset, const QByteArray& cursor) {
        return durable::readUrl(stream, offset, how, cursor);
    },
    streamvalue::decode,
};

} // namespace headgate
