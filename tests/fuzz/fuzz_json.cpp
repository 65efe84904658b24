// SPDX-License-Identifier: MIT
// Every element of what is taken as JSON is JSON by itself; where Qt takes it as well, it counts
// the same elements. Qt refuses numbers beyond its range, which the grammar allows.
#include "core/decode/jsontext.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cstdlib>

using namespace headgate;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(data), qsizetype(size));
    const auto split = splitArray(text);
    if (bool(split) != bool(checkJson(text)))
        std::abort();
    if (!split)
        return 0;
    for (const QByteArrayView item : split->items) {
        if (!checkJson(item))
            std::abort();
    }
    const QJsonDocument document = QJsonDocument::fromJson(text);
    if (split->isArray && document.isArray()
        && document.array().size() != qsizetype(split->items.size()))
        std::abort();
    return 0;
}
