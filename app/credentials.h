// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/source.h"

#include <QString>

namespace headgate {

/**
 * Fills user and password where they are empty: from HEADGATE_USER and HEADGATE_PASSWORD, else the
 * first line of `passwordFile`, else the keychain under the source's id. Main thread; runs an event
 * loop while the keychain is asked. Never from argv: other users of the machine can read that.
 */
void fillCredentials(SourceConfig& config, const QString& passwordFile);

/** Keeps the password in the keychain. False where there is none to be had. Main thread; runs an
 * event loop. */
bool storePassword(const SourceConfig& config);

} // namespace headgate
