// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/databasefacts.h"

#include <functional>

namespace headgate {

class Database;

/**
 * Reads them table by table; `rest` is called between two tables, for whoever must not be kept
 * waiting. Checks all of the file, which takes long for a large one. Thread of `database`.
 */
DatabaseFacts readDatabaseFacts(Database& database, const std::function<void()>& rest = {});

/** "3.40.1": the one this program is linked with. */
QString sqliteVersion();

} // namespace headgate
