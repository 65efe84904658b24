// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/httpmessage.h"
#include "core/http/httptarget.h"
#include "core/server/streamvalues.h"

#include <variant>

namespace headgate {

/** Which of the two mounts was asked, and so how the answer is framed. */
enum class Dialect {
    Current, ///< /v1/stream/: the Durable Streams protocol
    Simple, ///< /stream/: the founding guide's lines of JSON (systems.md 2.1)
};

enum class Live { No, LongPoll, Events };

struct ForkOrigin
{
    StreamName source;
    std::optional<StreamOffset> offset; ///< none: the source's tail
    qint64 subOffset = 0;
};

/** Where a read begins. */
struct ReadFrom
{
    enum class Kind { Start, Now, Offset } kind = Kind::Start;
    StreamOffset offset;
};

/** A request understood, its every value checked; nothing of the stream is known yet. */
struct StreamRequest
{
    enum class Kind { Create, Append, Read, Head, Delete };

    Kind kind = Kind::Read;
    Dialect dialect = Dialect::Current;
    StreamName name;
    // create
    StreamConfig config; ///< contentType null: not given
    std::optional<Timestamp> expiry;
    std::optional<ForkOrigin> fork;
    QByteArray location; ///< the URL that was asked
    // create and append
    bool closes = false;
    QByteArray body;
    // append
    QByteArray writerSeq; ///< null: none
    std::optional<ProducerClaim> producer;
    // read
    ReadFrom from;
    Live live = Live::No;
    QByteArray cursor;
    QByteArray ifNoneMatch;
};

/** The request, or the answer that refuses it (durable-streams.md 1.2 to 1.6). Pure. */
std::variant<StreamRequest, HttpResponse> readStreamRequest(
    HttpRequest&& request, const HttpTarget& target);

/** A refusal in plain text. */
HttpResponse problem(int status, QByteArrayView text);

} // namespace headgate
