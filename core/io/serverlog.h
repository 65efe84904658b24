// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/expected.h"
#include "core/io/commandclient.h"
#include "core/project/proof.h"

#include <functional>
#include <optional>

namespace headgate {

/** Nothing: the server keeps no log of its own. */
using ServerLog = std::optional<proof::Told>;

/**
 * Asks an OpenCode server for what its durable log has behind these numbers, `tries` times. `done`
 * is called once, later, unless `context` is deleted first. Errors: those of the request, and
 * BadAnswer. Thread of `client`.
 */
void askServerLog(CommandClient& client, const SourceId& source,
    const QHash<SessionId, qint64>& after, int tries, std::function<void(Expected<ServerLog>)> done,
    QObject* context);

} // namespace headgate
