// SPDX-License-Identifier: MIT
#include "core/http/requestparser.h"

#include <algorithm>
#include <boost/beast/http/fields.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <optional>

namespace headgate {

namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;

/** A body that grows a QByteArray, so that it need not be copied afterwards. */
struct ByteArrayBody
{
    using value_type = QByteArray;

    static std::uint64_t size(const value_type& body) { return std::uint64_t(body.size()); }

    class reader
    {
    public:
        template <bool isRequest, class Fields>
        reader(http::header<isRequest, Fields>&, value_type& body)
            : m_body(body)
        {
        }
        void init(const boost::optional<std::uint64_t>& length, error_code& error)
        {
            // A promise is cheap: what it costs us grows with what really comes.
            if (length)
                m_body.reserve(qsizetype(std::min<std::uint64_t>(*length, 1024 * 1024)));
            error = {};
        }
        template <class Buffers>
        std::size_t put(const Buffers& buffers, error_code& error)
        {
            std::size_t taken = 0;
            for (auto it = boost::asio::buffer_sequence_begin(buffers);
                 it != boost::asio::buffer_sequence_end(buffers); ++it) {
                const boost::asio::const_buffer buffer = *it;
                m_body.append(static_cast<const char*>(buffer.data()), qsizetype(buffer.size()));
                taken += buffer.size();
            }
            error = {};
            return taken;
        }
        void finish(error_code& error) { error = {}; }

    private:
        value_type& m_body;
    };
};

QByteArray bytesOf(boost::beast::string_view text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

/** Joins a repeated field as RFC 9110, 5.3 allows; what must be single then reads as nonsense. */
void addField(HttpFields& fields, QByteArray name, QByteArray value)
{
    for (auto& [key, known] : fields) {
        if (key.size() == name.size() && key.compare(name, Qt::CaseInsensitive) == 0) {
            known.append(", ").append(value);
            return;
        }
    }
    fields.emplace_back(std::move(name), std::move(value));
}

RequestParser::Failure failureOf(const error_code& error)
{
    if (error == http::error::header_limit)
        return {431, "the head is too large"};
    if (error == http::error::body_limit)
        return {413, "the body is too large"};
    if (error == http::error::bad_version)
        return {505, "this version of HTTP is not spoken here"};
    if (error == http::error::bad_transfer_encoding)
        return {400, "the body has two lengths"};
    return {400, "this is not HTTP"};
}

} // namespace

struct RequestParser::Beast
{
    std::optional<http::request_parser<ByteArrayBody>> parser;
};

RequestParser::RequestParser(Limits limits)
    : m_limits(limits)
    , m_beast(std::make_unique<Beast>())
{
    begin();
}

RequestParser::~RequestParser() = default;

void RequestParser::begin()
{
    m_beast->parser.emplace();
    m_beast->parser->header_limit(m_limits.headerBytes);
    m_beast->parser->body_limit(m_limits.bodyBytes);
    m_beast->parser->eager(true);
    m_request = {};
    m_started = m_headDone = m_chunks = m_complete = m_expects = false;
}

qsizetype RequestParser::feed(QByteArrayView bytes)
{
    auto& parser = *m_beast->parser;
    qsizetype taken = 0;
    // An empty line before a request is forgiven (RFC 9112, 2.2).
    while (!m_started && bytes.sliced(taken).startsWith("\r\n"))
        taken += 2;
    while (taken < bytes.size() && !m_complete && m_failure.status == 0) {
        const QByteArrayView rest = bytes.sliced(taken);
        if (!m_started && rest.size() == 1 && rest.front() == '\r')
            break;
        // Beast asserts that the last chunk, once it was seen begun, has come as far as an empty
        // one goes. Until a body of chunks ends, at least that much is still to come.
        if (m_chunks && rest.size() < 5 && rest.front() == '0')
            break;
        m_started = true;
        error_code error;
        const auto used = qsizetype(
            parser.put(boost::asio::const_buffer(rest.data(), size_t(rest.size())), error));
        taken += used;
        if (error && error != http::error::need_more) {
            m_failure = failureOf(error);
            break;
        }
        if (!m_headDone && parser.is_header_done())
            headDone();
        m_complete = m_failure.status == 0 && parser.is_done();
        if (used == 0)
            break;
    }
    return taken;
}

void RequestParser::headDone()
{
    m_headDone = true;
    const auto& message = m_beast->parser->get();
    m_request.method = bytesOf(message.method_string());
    m_request.target = bytesOf(message.target());
    m_request.keepAlive = message.keep_alive();
    m_request.mayChunk = message.version() == 11;
    m_request.fields.reserve(12);
    for (const auto& field : message)
        addField(m_request.fields, bytesOf(field.name_string()), bytesOf(field.value()));

    const QByteArrayView coding = m_request.field("Transfer-Encoding");
    const QByteArrayView expectation = m_request.field("Expect");
    if (message.version() != 10 && message.version() != 11)
        m_failure = {505, "this version of HTTP is not spoken here"};
    else if (!coding.isNull() && !m_request.field("Content-Length").isNull())
        m_failure = {400, "the body has two lengths"};
    else if (!coding.isNull() && coding.compare("chunked", Qt::CaseInsensitive) != 0)
        m_failure = {501, "this transfer coding is not understood"};
    else if (!coding.isNull() && message.version() == 10)
        m_failure = {400, "HTTP/1.0 knows no chunks"};
    else if (message.version() == 11 && m_request.field("Host").isNull())
        m_failure = {400, "the host is missing"};
    else if (!expectation.isNull() && expectation.compare("100-continue", Qt::CaseInsensitive) != 0)
        m_failure = {417, "this expectation is not understood"};
    m_chunks = !coding.isNull();
    m_expects = m_failure.status == 0 && !expectation.isNull() && !m_beast->parser->is_done();
}

bool RequestParser::takeExpectation()
{
    return std::exchange(m_expects, false);
}

HttpRequest RequestParser::take()
{
    Q_ASSERT(m_complete);
    m_request.body = std::move(m_beast->parser->get().body());
    HttpRequest request = std::move(m_request);
    begin();
    return request;
}

} // namespace headgate
