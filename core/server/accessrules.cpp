// SPDX-License-Identifier: MIT
#include "core/server/accessrules.h"

#include "core/server/streamroutes.h"

#include <QCryptographicHash>

#include <algorithm>

namespace headgate {

namespace {

constexpr char exposedLines[] =
    "Access-Control-Expose-Headers: Stream-Next-Offset, Stream-Offset, Stream-Tail-Offset, "
    "Stream-Cursor, Stream-Up-To-Date, Stream-Closed, Stream-TTL, Stream-Expires-At, "
    "Stream-SSE-Data-Encoding, Producer-Epoch, Producer-Seq, Producer-Expected-Seq, "
    "Producer-Received-Seq, ETag, Location\r\n";

QByteArrayView withoutPort(QByteArrayView host)
{
    if (host.startsWith('[')) {
        const qsizetype end = host.indexOf(']');
        return end < 0 ? host : host.first(end + 1);
    }
    const qsizetype colon = host.indexOf(':');
    return colon < 0 ? host : host.first(colon);
}

/** Four decimal numbers of a byte each, the first of them 127. Each request is asked this. */
bool isLoopbackAddress(QByteArrayView text)
{
    int numbers = 0;
    int value = -1;
    const auto ends = [&] {
        const bool fits = value >= 0 && (numbers > 0 || value == 127);
        ++numbers;
        value = -1;
        return fits;
    };
    for (const char c : text) {
        if (c == '.') {
            if (!ends())
                return false;
        } else if (c < '0' || c > '9') {
            return false;
        } else if (value = std::max(value, 0) * 10 + (c - '0'); value > 255) {
            return false;
        }
    }
    return ends() && numbers == 4;
}

bool isHostText(QByteArrayView host)
{
    return !host.isEmpty() && std::all_of(host.begin(), host.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || QByteArrayView("-._:[]").contains(c);
    });
}

} // namespace

bool isLoopbackHost(QByteArrayView host)
{
    constexpr QByteArrayView local = "localhost";
    const QByteArrayView name = withoutPort(host);
    if (isLoopbackAddress(name) || name == "[::1]")
        return true;
    if (name.size() < local.size()
        || name.last(local.size()).compare(local, Qt::CaseInsensitive) != 0)
        return false;
    return name.size() == local.size() || name[name.size() - local.size() - 1] == '.';
}

bool isSameSecret(QByteArrayView a, QByteArrayView b)
{
    // Of the digests, for comparing secrets themselves would tell their lengths.
    const QByteArray x = QCryptographicHash::hash(a.toByteArray(), QCryptographicHash::Sha256);
    const QByteArray y = QCryptographicHash::hash(b.toByteArray(), QCryptographicHash::Sha256);
    int difference = 0;
    for (qsizetype i = 0; i < x.size(); ++i)
        difference |= x[i] ^ y[i];
    return difference == 0;
}

bool AccessRules::allowsOrigin(QByteArrayView origin) const
{
    return std::any_of(origins.begin(), origins.end(),
        [origin](const QByteArray& known) { return known == "*" || known == origin; });
}

std::optional<HttpResponse> AccessRules::refuse(
    const HttpRequest& request, const HttpTarget& target) const
{
    const QByteArrayView host =
        target.authority.isEmpty() ? request.field("Host") : QByteArrayView(target.authority);
    if (!host.isNull() && !isHostText(host))
        return problem(400, "the host is no host");
    if (token.isEmpty() && !host.isNull() && !isLoopbackHost(host))
        return problem(421, "this server answers under loopback names alone");
    const QByteArrayView origin = request.field("Origin");
    const bool ownPage = origin.startsWith("http://") && origin.sliced(7) == host;
    if (!origin.isNull() && !ownPage && !allowsOrigin(origin))
        return problem(403, "this origin is not allowed");
    // A browser asks in advance without saying who it is.
    if (token.isEmpty() || request.method == "OPTIONS")
        return {};
    const QByteArrayView given = request.field("Authorization");
    const bool bearer =
        given.size() > 7 && given.first(7).compare("Bearer ", Qt::CaseInsensitive) == 0;
    if (bearer && isSameSecret(given.sliced(7).trimmed(), token))
        return {};
    HttpResponse answer = problem(401, "a token is needed");
    answer.add("WWW-Authenticate", "Bearer realm=\"headgate\"");
    return answer;
}

QByteArray AccessRules::corsLines(const HttpRequest& request) const
{
    if (origins.contains("*"))
        return QByteArray("Access-Control-Allow-Origin: *\r\n") + exposedLines;
    const QByteArrayView origin = request.field("Origin");
    if (origins.isEmpty())
        return {};
    if (origin.isNull() || !allowsOrigin(origin))
        return "Vary: Origin\r\n";
    return "Access-Control-Allow-Origin: " + origin.toByteArray() + "\r\nVary: Origin\r\n"
        + exposedLines;
}

HttpResponse AccessRules::preflight() const
{
    HttpResponse answer{204, {}, {}};
    answer.add("Allow", "GET, HEAD, PUT, POST, DELETE, OPTIONS");
    if (origins.isEmpty())
        return answer;
    answer.add("Access-Control-Allow-Methods", "GET, HEAD, PUT, POST, DELETE, OPTIONS");
    answer.add("Access-Control-Allow-Headers",
        "Authorization, Content-Type, If-None-Match, Last-Event-ID, Stream-Closed, "
        "Stream-Expires-At, Stream-Fork-Offset, Stream-Fork-Sub-Offset, Stream-Forked-From, "
        "Stream-Offset, Stream-Seq, Stream-TTL, Producer-Id, Producer-Epoch, Producer-Seq");
    answer.add("Access-Control-Max-Age", "86400");
    return answer;
}

} // namespace headgate
