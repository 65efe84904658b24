// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"
#include "core/domain/issue.h"

#include <QByteArray>
#include <QList>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslError>
#include <QStringView>
#include <QUrl>

#include <optional>

/** What every HTTP request of this product has in common, as functions without state. */
namespace headgate::http {

using RawHeaders = QList<QNetworkReply::RawHeaderPair>;

inline constexpr int mostRedirects = 5;

bool isLoopback(const QUrl& url);

/** None for this machine, else what the application was told to use. */
QNetworkProxy proxyFor(const QUrl& url);

/** In place of a user: the password is a token of its own. No user can be called so. */
inline constexpr QStringView tokenBearer = u"\n bearer";

/** "Basic ..." or "Bearer ..."; empty where there is neither user nor password. */
QByteArray credentials(const QString& user, const QString& password);

/** HTTP/1.1, no cache, no cookies, redirects by hand, credentials sent at once. */
QNetworkRequest makeRequest(const QUrl& url, const QString& user, const QString& password);

bool sameOrigin(const QUrl& a, const QUrl& b);

int statusOf(const QNetworkReply& reply); ///< 0: no answer
bool isRedirect(int status);

/** Where a redirect leads; nothing where it leads to another origin or nowhere. */
std::optional<QUrl> redirectTarget(const QNetworkReply& reply);
Issue redirectIssue(const QNetworkReply& reply);

/** Seconds or a date, as how long from now. */
std::optional<milliseconds> retryAfter(const QNetworkReply& reply);

/** The issue of a status; None for 2xx. */
Issue statusIssue(const QNetworkReply& reply);

/** What is wrong with a certificate, in words. */
QString tlsWords(const QList<QSslError>& errors);

/** The issue of a reply that was not answered, or not to its end. None: no error was seen.
 * `tlsReason` stands in for the reply's own words, which name no cause. */
Issue networkIssue(const QNetworkReply& reply, const QString& tlsReason);

} // namespace headgate::http
