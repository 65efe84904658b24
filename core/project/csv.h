// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QStringList>

namespace headgate {

/** One record of RFC 4180 with its line end, in UTF-8. A field that a spreadsheet would take for a
 * formula gets an apostrophe before it: what agents write ends up in these. Pure. */
QByteArray csvRecord(const QStringList& fields);

} // namespace headgate
