// SPDX-License-Identifier: MIT
#include "core/store/contenthash.h"

#include <QtEndian>

#include <bit>

namespace headgate {

namespace {

// Odd, with bits set all over: multiplying spreads each input bit over the higher half, turning
// brings that half down to where the next multiplication reaches it.
constexpr quint64 spread = 0x9e3779b97f4a7c15;
constexpr quint64 other = 0xd6e8feb86659fd93;

quint64 mixed(quint64 hash, quint64 word)
{
    return std::rotl((hash ^ word) * spread, 31) * other;
}

} // namespace

quint64 contentHash(QByteArrayView bytes)
{
    quint64 hash = mixed(other, static_cast<quint64>(bytes.size()));
    qsizetype at = 0;
    for (; at + 8 <= bytes.size(); at += 8)
        hash = mixed(hash, qFromLittleEndian<quint64>(bytes.data() + at));
    quint64 rest = 0;
    for (int shift = 0; at < bytes.size(); ++at, shift += 8)
        rest |= static_cast<quint64>(static_cast<uchar>(bytes[at])) << shift;
    hash = mixed(hash, rest);
    hash = (hash ^ (hash >> 32)) * spread;
    return hash ^ (hash >> 29);
}

} // namespace headgate
