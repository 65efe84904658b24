// SPDX-License-Identifier: MIT
#include "core/io/httpstream.h"

#include "core/io/httprules.h"

#include <QPointer>

#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

// Qt 6.4: without a limit an unread stream was buffered up to 198 MB. This is the back-pressure.
constexpr qint64 readBufferBytes = 1024 * 1024;

} // namespace

// Qt 6.4: a manager opens six connections per host, and a seventh request hangs without an error;
// six streams on a shared manager would starve everything else. So each stream has its own.
HttpStream::HttpStream(QObject* parent)
    : QObject(parent)
    , m_manager(new QNetworkAccessManager(this))
{
}

HttpStream::~HttpStream()
{
    close();
    // Later: this may be a slot of the reply, which belongs to the manager.
    m_manager->setParent(nullptr);
    m_manager->deleteLater();
}

void HttpStream::open(const Request& request)
{
    close();
    m_request = request;
    m_redirects = 0;
    // A kept connection may be one that died in our sleep.
    m_manager->clearConnectionCache();
    m_manager->setProxy(http::proxyFor(request.url));
    send(request.url);
}

void HttpStream::close()
{
    QNetworkReply* const reply = std::exchange(m_reply, nullptr);
    if (!reply)
        return;
    // Qt 6.4: abort() emits finished() before it returns, and complains about errors that were
    // under way. Deleting gives the connection up as well.
    reply->disconnect(this);
    reply->deleteLater();
}

void HttpStream::send(const QUrl& url)
{
    QNetworkRequest request = http::makeRequest(url, m_request.user, m_request.password);
    request.setRawHeader("Accept", "text/event-stream");
    // Qt 6.4: asks for gzip by default, and a compressed stream waits for its block to fill.
    request.setRawHeader("Accept-Encoding", "identity");
    request.setRawHeader("Cache-Control", "no-cache");
    for (const auto& [name, value] : std::as_const(m_request.headers))
        request.setRawHeader(name, value);

    m_headersSeen = false;
    m_tlsReason.clear();
    m_reply = m_manager->get(request);
    m_reply->setReadBufferSize(readBufferBytes);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &HttpStream::readHeaders);
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpStream::readBody);
    connect(m_reply, &QNetworkReply::finished, this, &HttpStream::finish);
    connect(m_reply, &QNetworkReply::sslErrors, this,
        [this](const QList<QSslError>& errors) { m_tlsReason = http::tlsWords(errors); });
}

void HttpStream::readHeaders()
{
    const int status = http::statusOf(*m_reply);
    // Below 200 the real answer is still to come.
    if (m_headersSeen || status < 200)
        return;
    m_headersSeen = true;
    if (http::isRedirect(status)) {
        follow();
        return;
    }
    const QNetworkReply* const reply = m_reply;
    const QPointer<HttpStream> alive(this);
    emit headersArrived(status, reply->rawHeader("Content-Type"), http::retryAfter(*reply));
    if (!alive || !stillMine(reply))
        return;
    if (const Issue issue = http::statusIssue(*reply); issue.code != Issue::Code::None)
        end(issue); // its body is of no use, and may never end
}

void HttpStream::follow()
{
    const auto target = http::redirectTarget(*m_reply);
    if (!target || ++m_redirects > http::mostRedirects) {
        end(http::redirectIssue(*m_reply));
        return;
    }
    close();
    send(*target);
}

void HttpStream::readBody()
{
    const QPointer<HttpStream> alive(this);
    if (!m_headersSeen)
        readHeaders();
    if (!alive || !m_reply || !m_headersSeen)
        return;
    const QByteArray bytes = m_reply->readAll();
    if (!bytes.isEmpty())
        emit bytesArrived(bytes);
}

void HttpStream::finish()
{
    const QNetworkReply* const reply = m_reply;
    const QPointer<HttpStream> alive(this);
    // Qt 6.4: the last bytes may be announced by finished() alone.
    readBody();
    if (!alive || !stillMine(reply))
        return;
    Issue issue = http::networkIssue(*reply, m_tlsReason);
    if (issue.code == Issue::Code::None && !m_headersSeen)
        issue = {Issue::Code::ConnectionLost, {}, {reply->errorString()}};
    end(issue);
}

void HttpStream::end(const Issue& issue)
{
    close();
    emit ended(issue);
}

} // namespace headgate
