// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <utility>
#include <vector>

namespace headgate {

using HttpFields = std::vector<std::pair<QByteArray, QByteArray>>;

/** A whole request as it came; names and values unchecked beyond HTTP's own grammar. */
struct HttpRequest
{
    QByteArray method;
    QByteArray target;
    HttpFields fields; ///< a repeated field is one here, its values joined with ", "
    QByteArray body; ///< without the framing of chunks
    bool keepAlive = false;
    bool mayChunk = false; ///< the peer speaks HTTP/1.1

    /** The value of a field; null where there is none, empty where it is empty. */
    QByteArrayView field(QByteArrayView name) const
    {
        for (const auto& [key, value] : fields) {
            if (key.size() == name.size() && name.compare(key, Qt::CaseInsensitive) == 0)
                return value.isNull() ? QByteArrayView("") : QByteArrayView(value);
        }
        return {};
    }
};

/** An answer without its framing: that is the writer's. */
struct HttpResponse
{
    int status = 200;
    HttpFields fields;
    QByteArray body;

    void add(const char* name, QByteArray value)
    {
        fields.emplace_back(QByteArray::fromRawData(name, qsizetype(qstrlen(name))), value);
    }
    /** The value of a field; null where there is none. */
    QByteArrayView field(QByteArrayView name) const
    {
        for (const auto& [key, value] : fields) {
            if (name.compare(key, Qt::CaseInsensitive) == 0)
                return value;
        }
        return {};
    }
};

} // namespace headgate
