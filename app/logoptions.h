// SPDX-License-Identifier: MIT
#pragma once

#include "core/ownlog.h"

#include <QStringList>

namespace headgate {

/** --log-level LEVEL and --log-file FILE, as both programs have them. Error: BadSource, with what
 * is wrong in words. */
Expected<ownlog::Wish> logWish(const QString& level, const QString& file);

/** Takes both options and their values out of `arguments`, wherever they stand, and returns what
 * they wish. Errors as logWish(). */
Expected<ownlog::Wish> takeLogOptions(QStringList& arguments);

} // namespace headgate
