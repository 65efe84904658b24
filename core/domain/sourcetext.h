// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/expected.h"
#include "core/domain/source.h"

namespace headgate {

/**
 * What a person writes for a source: opencode:URL, demo:, or a bare URL, with or without its
 * scheme. User and password are taken out of the address at once. Errors: BadSource.
 */
Expected<SourceConfig> sourceFromText(const QString& text);

} // namespace headgate
