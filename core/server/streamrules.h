// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/expected.h"
#include "core/server/streamroutes.h"

#include <vector>

namespace headgate {

/** A stream that is to be made. */
struct CreatePlan
{
    StreamConfig config;
    std::optional<Timestamp> expiry;
    bool isJson = false;
    std::optional<StreamId> source; ///< of a fork
    Position begin; ///< where a fork parts
};

/** Pure: what a PUT on `existing` (none: the name is free) comes to. `source`: the stream it forks,
 * if there is one by that name; its expiry if it has a date. durable-streams.md 1.3 and 1.12. */
std::variant<CreatePlan, HttpResponse> decideCreate(const StreamRequest& request,
    const StreamFacts* existing, const StreamFacts* source,
    std::optional<Timestamp> sourceExpiry = {});

/** Pure: the answer that ends a POST before anything is written; nothing: go on and write. Checks
 * in the order of durable-streams.md 1.4 and 1.5; the body is looked at afterwards. */
std::optional<HttpResponse> refuseAppend(const StreamRequest& request, const StreamFacts& stream,
    const std::optional<ProducerState>& producer);

/** Messages as they are stored: JSON values separated by commas, else bytes as they are. */
struct StreamBody
{
    QByteArray bytes;
    qint64 count = 0; ///< messages, or bytes
    std::vector<quint32> ends; ///< of each JSON value in `bytes`, if there are several
};

/** Pure: the body of a PUT or POST taken apart. Errors: BadFrame, where it is not what it has to
 * be. An empty array gives no messages. */
Expected<StreamBody> readBody(const QByteArray& body, bool isJson, Dialect dialect);

} // namespace headgate
