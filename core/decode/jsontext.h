// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/expected.h"

#include <QByteArrayView>

#include <vector>

namespace headgate {

/** Arrays and objects within each other; what is deeper is refused, so that no reader overflows. */
constexpr int maxJsonDepth = 512;

/** One JSON text, cut at its top level. Views into the text that was given. */
struct JsonItems
{
    bool isArray = false;
    std::vector<QByteArrayView> items; ///< an array's elements; else the value itself
};

/**
 * Checks one JSON text (RFC 8259, strict, valid UTF-8) and cuts a top-level array into its
 * elements, as they were written: numbers keep their digits, objects the order of their keys. Pure;
 * any thread. Errors: BadFrame (args: what is wrong, at which byte).
 */
Expected<JsonItems> splitArray(QByteArrayView text);

/** One member of an object, as it was written. */
struct JsonMember
{
    QByteArrayView key; ///< without its quotes, escapes undecoded
    QByteArrayView value; ///< a string with its quotes
};

/** Checks one JSON object and cuts it into its members; `into` is replaced. Errors: BadFrame. */
Outcome splitObject(QByteArrayView text, std::vector<JsonMember>& into);

/** As splitArray(), for who only wants to know. */
Outcome checkJson(QByteArrayView text);

} // namespace headgate
