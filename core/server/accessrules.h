// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/httpmessage.h"
#include "core/http/httptarget.h"

#include <QList>

#include <optional>

namespace headgate {

/**
 * Who may ask. Pure; any thread. Without a token only requests to a loopback name are answered, so
 * that a web page cannot reach the server under a name of its own (DNS rebinding); with one,
 * whoever knows it. Pages of other origins are refused unless their origin was allowed.
 */
struct AccessRules
{
    QByteArray token; ///< empty: none is asked for
    QList<QByteArray> origins; ///< allowed for pages; "*": every one

    /** The answer that refuses a request; nothing: it may pass. */
    std::optional<HttpResponse> refuse(const HttpRequest& request, const HttpTarget& target) const;
    /** Header lines for answers to this request that let pages of its origin read them. */
    QByteArray corsLines(const HttpRequest& request) const;
    /** The answer to OPTIONS. */
    HttpResponse preflight() const;
    bool allowsOrigin(QByteArrayView origin) const;
};

/** True for localhost, *.localhost, 127.x.x.x and [::1], with or without a port. */
bool isLoopbackHost(QByteArrayView host);
/** Takes the same time wherever the two differ. */
bool isSameSecret(QByteArrayView a, QByteArrayView b);

} // namespace headgate
