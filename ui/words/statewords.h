// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"

#include <QString>

namespace headgate::words {

/** A value at a glance, on one line of bounded length, hidden characters written out: "name: Ada,
 * role: admin". */
QString valueLine(const QJsonValue& value);
/** The whole value: JSON with its indents; a string as it is. */
QString valueText(const QJsonValue& value);
/** "changed 12 times"; empty: as it was when it was first seen. */
QString changesWords(const StateRow& row);
/** All of a row in one sentence, for who hears it. */
QString stateSentence(const StateRow& row, Timestamp now);

} // namespace headgate::words
