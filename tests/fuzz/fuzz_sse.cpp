// SPDX-License-Identifier: MIT
// The first byte says how the rest is cut: the same items must come out.
#include "core/decode/sseparser.h"

#include <cstdlib>

using namespace headgate;

namespace {

std::vector<SseItem> parse(QByteArrayView bytes, qsizetype piece)
{
    SseParser parser(256);
    std::vector<SseItem> items;
    for (qsizetype at = 0; at < bytes.size(); at += piece)
        parser.feed(bytes.sliced(at, std::min(piece, bytes.size() - at)), items);
    return items;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2)
        return 0;
    const QByteArrayView bytes(reinterpret_cast<const char*>(data) + 1, qsizetype(size) - 1);
    if (parse(bytes, bytes.size()) != parse(bytes, 1 + data[0] % 16))
        std::abort();
    return 0;
}
