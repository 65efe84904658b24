// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/expected.h"
#include "core/domain/source.h"

namespace headgate {

/**
 * What a person writes for a source: opencode:URL, stream:URL, demo:, or a bare URL, with or
 * without its scheme. User and password are taken out of the address at once. Errors: BadSource.
 */
Expected<SourceConfig> sourceFromText(const QString& text);
/** Whether it says itself what it is: "opencode:", "stream:" or "demo:". A bare address does not;
 * what answers there does. */
bool namesItsKind(const QString& text);

} // namespace headgate
