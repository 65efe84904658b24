// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/databasefacts.h"
#include "core/domain/ownlog.h"
#include "core/domain/systemfacts.h"
#include "ui/words/healthwords.h"

#include <QVariant>

#include <optional>
#include <vector>

namespace headgate::words {

/** One fact a line: "Headgate: 0.1.0 (commit 6c9ef42)". */
QString systemText(const SystemFacts& facts);

/** What a setting is, without what it may hold: switches, numbers and single words stand as they
 * are, of anything else only its length. */
QString settingText(const QString& key, const QVariant& value);

/** What helps to find a fault in this program. */
struct SupportFacts
{
    SystemFacts system;
    ConnectionReport connections;
    std::optional<DatabaseFacts> history; ///< nothing: it was not read
    QStringList settings; ///< settingText() of each
    std::vector<LogLine> log; ///< the oldest first
};

/** All of it as one text, exactly as it is written. Nothing of a session is in it, no secret, no
 * home directory. */
QString supportText(const SupportFacts& facts);

} // namespace headgate::words
