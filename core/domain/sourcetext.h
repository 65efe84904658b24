// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/expected.h"
#include "core/domain/source.h"

namespace headgate {

/**
 * What a person writes for a source: opencode:URL, stream:URL, log:PATH, demo:, or a bare URL, with
 * or without its scheme, or a bare path. User and password are taken out of the address at once. A
 * path is kept as written: what it means on this machine is said by logPath(). Errors: BadSource.
 */
Expected<SourceConfig> sourceFromText(const QString& text);
/** Whether it says itself what it is: "opencode:", "stream:", "log:" or a path, "demo:". A bare
 * address does not; what answers there does. */
bool namesItsKind(const QString& text);

} // namespace headgate
