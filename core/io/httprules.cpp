// SPDX-License-Identifier: MIT
#include "core/io/httprules.h"

#include <QDateTime>
#include <QHostAddress>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>

namespace headgate::http {

using namespace Qt::StringLiterals;

bool isLoopback(const QUrl& url)
{
    const QString host = url.host();
    return host == "localhost"_L1 || host.endsWith(".localhost"_L1)
        || QHostAddress(host).isLoopback();
}

QNetworkProxy proxyFor(const QUrl& url)
{
    // Qt 6.4: the system proxy is asked even for 127.0.0.1.
    return QNetworkProxy(isLoopback(url) ? QNetworkProxy::NoProxy : QNetworkProxy::DefaultProxy);
}

QByteArray credentials(const QString& user, const QString& password)
{
    if (user.isEmpty() && password.isEmpty())
        return {};
    if (user == tokenBearer)
        return "Bearer "_ba + password.toUtf8();
    const QString pair = user + ":"_L1 + password;
    return "Basic "_ba + pair.toUtf8().toBase64();
}

QNetworkRequest makeRequest(const QUrl& url, const QString& user, const QString& password)
{
    // User info in the URL would make Qt keep it and send it on its own terms.
    QNetworkRequest request(url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveFragment));
    // Qt 6.4: when it follows a redirect itself, Authorization goes along to another host and a
    // POST becomes a GET.
    request.setAttribute(
        QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(
        QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    for (const auto attribute :
        {QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::CookieSaveControlAttribute,
            QNetworkRequest::AuthenticationReuseAttribute})
        request.setAttribute(attribute, QNetworkRequest::Manual);
    if (const QByteArray given = credentials(user, password); !given.isEmpty())
        request.setRawHeader("Authorization", given);
    return request;
}

bool sameOrigin(const QUrl& a, const QUrl& b)
{
    const auto port = [](const QUrl& url) {
        return url.port(url.scheme() == "https"_L1 ? 443 : 80);
    };
    return a.scheme() == b.scheme() && a.host() == b.host() && port(a) == port(b);
}

int statusOf(const QNetworkReply& reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

std::optional<QUrl> redirectTarget(const QNetworkReply& reply)
{
    const QByteArray location = reply.rawHeader("Location");
    const QUrl target = reply.url().resolved(QUrl::fromEncoded(location));
    if (location.isEmpty() || !target.isValid() || !sameOrigin(reply.url(), target))
        return {};
    return target;
}

Issue redirectIssue(const QNetworkReply& reply)
{
    const QUrl target = reply.url().resolved(QUrl::fromEncoded(reply.rawHeader("Location")));
    return {Issue::Code::RedirectRefused, {},
        {target.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment)}};
}

std::optional<milliseconds> retryAfter(const QNetworkReply& reply)
{
    const QByteArray value = reply.rawHeader("Retry-After").trimmed();
    bool isNumber = false;
    const uint seconds = value.toUInt(&isNumber);
    if (isNumber)
        return milliseconds(qint64(seconds) * 1000);
    // Qt 6.4: Qt::RFC2822Date does not read "GMT".
    QDateTime when =
        QLocale::c().toDateTime(QString::fromLatin1(value), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (!when.isValid())
        return {};
    when.setTimeZone(QTimeZone::utc());
    return milliseconds(std::max(qint64(0), QDateTime::currentDateTimeUtc().msecsTo(when)));
}

Issue statusIssue(const QNetworkReply& reply)
{
    const int status = statusOf(reply);
    if (status >= 200 && status <= 299)
        return {};
    if (status == 401 || status == 403)
        return {Issue::Code::NotAuthorised, {}, {}};
    const QString reason = reply.attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString();
    return {Issue::Code::HttpError, {}, {QString::number(status), reason}};
}

QString tlsWords(const QList<QSslError>& errors)
{
    QStringList words;
    for (const QSslError& error : errors)
        words.append(error.errorString());
    return words.join("; "_L1);
}

Issue networkIssue(const QNetworkReply& reply, const QString& tlsReason)
{
    const auto issue = [&reply](Issue::Code code) {
        return Issue{code, {}, {reply.errorString()}};
    };
    switch (reply.error()) {
    case QNetworkReply::NoError:
        return {};
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::TimeoutError: // of the TCP handshake: no route, or nobody there
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::UnknownNetworkError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return issue(Issue::Code::Unreachable);
    case QNetworkReply::SslHandshakeFailedError:
        return tlsReason.isEmpty() ? issue(Issue::Code::TlsError)
                                   : Issue{Issue::Code::TlsError, {}, {tlsReason}};
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::ProtocolFailure:
        return issue(Issue::Code::NotOpenCode);
    default:
        return issue(Issue::Code::ConnectionLost);
    }
}

} // namespace headgate::http
