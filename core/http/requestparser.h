// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/httpmessage.h"

#include <memory>

namespace headgate {

/**
 * Turns the bytes of one connection into requests, however they are cut. Pure; any thread. Refuses
 * what two readers could understand differently: a length beside chunks, codings other than
 * chunked, a missing host.
 */
class RequestParser
{
public:
    struct Limits
    {
        quint32 headerBytes = 16 * 1024;
        quint64 bodyBytes = 32 * 1024 * 1024;
    };
    /** What the bytes so far amount to; a failure carries the status to answer with. */
    struct Failure
    {
        int status = 0; ///< 0: none
        const char* reason = "";
    };

    explicit RequestParser(Limits limits);
    ~RequestParser();
    RequestParser(const RequestParser&) = delete;
    RequestParser& operator=(const RequestParser&) = delete;

    /** Takes bytes up to the end of the request; returns how many. The rest must be given again,
     * with more behind it. */
    qsizetype feed(QByteArrayView bytes);

    bool hasStarted() const { return m_started; }
    bool hasHead() const { return m_headDone; }
    bool isComplete() const { return m_complete; }
    const Failure& failure() const { return m_failure; } ///< final: the connection must end
    /** True once, when the head is there and asks to be told to send its body. */
    bool takeExpectation();
    /** The complete request; the parser is ready for the next one. */
    HttpRequest take();

private:
    struct Beast;

    void begin();
    void headDone();

    const Limits m_limits;
    std::unique_ptr<Beast> m_beast;
    HttpRequest m_request;
    Failure m_failure;
    bool m_started = false;
    bool m_headDone = false;
    bool m_complete = false;
    bool m_expects = false;
};

} // namespace headgate
