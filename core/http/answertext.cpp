// SPDX-License-Identifier: MIT
#include "core/http/answertext.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

const char* reasonOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 204:
        return "No Content";
    case 304:
        return "Not Modified";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 410:
        return "Gone";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 417:
        return "Expectation Failed";
    case 421:
        return "Misdirected Request";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 503:
        return "Service Unavailable";
    case 505:
        return "HTTP Version Not Supported";
    case 507:
        return "Insufficient Storage";
    default:
        return "Status";
    }
}

/** Whatever a value was made of, it must not end its line. */
bool fitsALine(QByteArrayView value)
{
    return std::none_of(value.begin(), value.end(),
        [](char c) { return (quint8(c) < 0x20 && c != '\t') || quint8(c) == 0x7f; });
}

} // namespace

bool hasBody(const HttpResponse& answer, HttpFraming framing)
{
    const bool bodiless = answer.status == 204 || answer.status == 304 || answer.status < 200;
    return framing == HttpFraming::Length && !bodiless;
}

QByteArray answerText(
    const HttpResponse& answer, HttpFraming framing, bool keepAlive, QByteArrayView common)
{
    QByteArray text = answerHead(answer, framing, keepAlive, common);
    if (hasBody(answer, framing))
        text += answer.body;
    return text;
}

QByteArray answerHead(
    const HttpResponse& answer, HttpFraming framing, bool keepAlive, QByteArrayView common)
{
    QByteArray text;
    text.reserve(768);
    text += "HTTP/1.1 ";
    text += QByteArray::number(answer.status);
    text += ' ';
    text += reasonOf(answer.status);
    text += "\r\n";
    text += common;
    for (const auto& [name, value] : answer.fields) {
        if (!fitsALine(value))
            continue;
        text += name;
        text += ": ";
        text += value;
        text += "\r\n";
    }
    if (hasBody(answer, framing)) {
        text += "Content-Length: ";
        text += QByteArray::number(answer.body.size());
        text += "\r\n";
    } else if (framing == HttpFraming::Chunks) {
        text += "Transfer-Encoding: chunked\r\n";
    }
    if (!keepAlive || framing == HttpFraming::UntilClosed)
        text += "Connection: close\r\n";
    text += "\r\n";
    return text;
}

QByteArray chunkText(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return {};
    QByteArray text;
    text.reserve(bytes.size() + 16);
    text += QByteArray::number(bytes.size(), 16);
    text += "\r\n";
    text += bytes;
    text += "\r\n";
    return text;
}

QByteArray httpDate(Timestamp time)
{
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(toMs(time), Qt::UTC);
    return QLocale::c().toString(utc, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
}

} // namespace headgate
