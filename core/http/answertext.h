// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"
#include "core/http/httpmessage.h"

namespace headgate {

/** How an answer's end is found. */
enum class HttpFraming {
    Length, ///< by Content-Length
    NoBody, ///< it has none, whatever its status: HEAD
    Chunks, ///< by the last chunk
    UntilClosed, ///< by the end of the connection, for HTTP/1.0
};

/** The head of an answer. `common`: header lines that every answer carries, each with its CR LF.
 * Values with control characters are left out. */
QByteArray answerHead(
    const HttpResponse& answer, HttpFraming framing, bool keepAlive, QByteArrayView common);
/** The same and, with Length, the body behind it. */
QByteArray answerText(
    const HttpResponse& answer, HttpFraming framing, bool keepAlive, QByteArrayView common);
/** Whether a body follows that head. */
bool hasBody(const HttpResponse& answer, HttpFraming framing);

/** One chunk; empty bytes give nothing, for an empty chunk would be the last. */
QByteArray chunkText(QByteArrayView bytes);
inline constexpr char lastChunk[] = "0\r\n\r\n";

/** "Sun, 06 Nov 1994 08:49:37 GMT". */
QByteArray httpDate(Timestamp time);

} // namespace headgate
