// SPDX-License-Identifier: MIT
// The first byte says how the rest is cut: the same requests must come out.
#include "core/http/httptarget.h"
#include "core/http/requestparser.h"
#include "core/server/accessrules.h"
#include "core/server/streamrules.h"

#include <cstdlib>

using namespace headgate;

namespace {

struct Parsed
{
    QByteArrayList requests;
    int status = 0;
};

Parsed parse(QByteArrayView bytes, qsizetype piece)
{
    RequestParser parser({4096, 16384});
    Parsed parsed;
    QByteArray held;
    for (qsizetype at = 0; at < bytes.size() && parsed.status == 0; at += piece) {
        held += bytes.sliced(at, std::min(piece, bytes.size() - at));
        while (true) {
            const qsizetype used = parser.feed(held);
            held.remove(0, used);
            parser.takeExpectation();
            parsed.status = parser.failure().status;
            if (!parser.isComplete() || parsed.status != 0)
                break;
            HttpRequest request = parser.take();
            parsed.requests.append(request.method + "|" + request.target + "|" + request.body);
            const auto target = readTarget(request.target);
            if (!target || AccessRules().refuse(request, *target))
                continue;
            const auto read = readStreamRequest(std::move(request), *target);
            if (const auto* stream = std::get_if<StreamRequest>(&read))
                (void)readBody(stream->body, true, stream->dialect);
        }
    }
    return parsed;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2)
        return 0;
    const QByteArrayView bytes(reinterpret_cast<const char*>(data) + 1, qsizetype(size) - 1);
    const Parsed whole = parse(bytes, bytes.size());
    const Parsed cut = parse(bytes, 1 + data[0] % 64);
    if (whole.requests != cut.requests)
        std::abort();
    return 0;
}
