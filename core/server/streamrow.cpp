// SPDX-License-Identifier: MIT
#include "core/server/streamrow.h"

#include <QtEndian>

#include <algorithm>

namespace headgate {

QByteArrayView StreamRow::message(qint64 index) const
{
    if (ends.empty())
        return body;
    const qsizetype from = index == 0 ? 0 : qsizetype(ends[size_t(index - 1)]) + 1;
    return QByteArrayView(body).sliced(from, qsizetype(ends[size_t(index)]) - from);
}

void extendRow(StreamRow& row, StreamRow&& more, bool isJson)
{
    if (row.count == 0) {
        more.begin = row.begin;
        row = std::move(more);
        return;
    }
    if (isJson) {
        if (row.ends.empty())
            row.ends.push_back(quint32(row.body.size()));
        row.body += ',';
        const auto base = quint32(row.body.size());
        if (more.ends.empty())
            row.ends.push_back(base + quint32(more.body.size()));
        for (const quint32 end : more.ends)
            row.ends.push_back(base + end);
    }
    row.body += more.body;
    row.count += more.count;
}

StreamRow cutRow(const StreamRow& row, Position from, Position to, bool isJson)
{
    from = std::clamp(from, row.begin, row.end());
    to = std::clamp(to, from, row.end());
    if (from == row.begin && to == row.end())
        return row;
    StreamRow part{from, to - from, {}, {}};
    if (part.count == 0)
        return part;
    if (!isJson) {
        part.body = row.body.mid(from - row.begin, part.count);
        return part;
    }
    const auto first = size_t(from - row.begin);
    const auto last = size_t(to - row.begin);
    const quint32 start = first == 0 ? 0 : row.ends[first - 1] + 1;
    part.body = row.body.mid(start, row.ends[last - 1] - start);
    for (size_t i = first; part.count > 1 && i < last; ++i)
        part.ends.push_back(row.ends[i] - start);
    return part;
}

QByteArray packEnds(const std::vector<quint32>& ends)
{
    QByteArray packed(qsizetype(ends.size() * sizeof(quint32)), Qt::Uninitialized);
    qToLittleEndian<quint32>(ends.data(), qsizetype(ends.size()), packed.data());
    return packed;
}

std::vector<quint32> unpackEnds(const QByteArray& packed)
{
    std::vector<quint32> ends(size_t(packed.size()) / sizeof(quint32));
    qFromLittleEndian<quint32>(packed.constData(), qsizetype(ends.size()), ends.data());
    return ends;
}

} // namespace headgate
