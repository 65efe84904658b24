// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <utility>
#include <vector>

namespace headgate {

/** A request target taken apart and decoded. */
struct HttpTarget
{
    QByteArray authority; ///< of the absolute form, else empty
    std::vector<QByteArray> segments; ///< of the path; "/a//b" and "/a/" have empty ones
    std::vector<std::pair<QByteArray, QByteArray>> query;

    /** How often a parameter is given. */
    int count(QByteArrayView name) const;
    /** The first value of a parameter; null where there is none. */
    QByteArrayView value(QByteArrayView name) const;
};

/** Strict: each percent sign begins two hexadecimal digits, decoded segments are UTF-8 without
 * slashes, backslashes and control characters and are not dots, nothing beyond ASCII stands
 * unescaped. Nothing if it is not so. */
std::optional<HttpTarget> readTarget(QByteArrayView target);

/** Nothing if a percent sign begins no two hexadecimal digits. */
std::optional<QByteArray> percentDecoded(QByteArrayView text, bool plusIsSpace);

} // namespace headgate
