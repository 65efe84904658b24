// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractItemModel>
#include <QString>

#include <utility>
#include <vector>

namespace headgate {

/** The rows of a model as indented text, one row a line, the named roles as JSON. */
QString rolesAsText(
    const QAbstractItemModel& model, const std::vector<std::pair<int, QString>>& roles);

/**
 * Compares with tests/data/<file> and prints the first line that differs. With
 * HEADGATE_UPDATE_GOLDEN set it writes the file instead.
 */
bool matchesGolden(const QString& text, const QString& file);

} // namespace headgate
