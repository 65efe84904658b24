// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace headgate::cli {

/** Prints how the connections of a profile did, as Markdown or JSON. The exit code. */
int reportConnections(const QString& profile, bool json);
/** Writes what helps to find a fault into `file`; "-": prints it. The exit code. */
int writeBundle(const QString& profile, const QString& file);

} // namespace headgate::cli
