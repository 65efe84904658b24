// SPDX-License-Identifier: MIT
#include "core/io/streamclient.h"

#include "core/io/httprules.h"
#include "core/io/oncebody.h"

#include <QPointer>
#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;
using durable::Failure;

namespace {

struct DeleteLater
{
    void operator()(QObject* object) const { object->deleteLater(); }
};

/** A connection that ends early is not always an error for Qt; the length that was promised tells.
 */
bool isCut(const QNetworkReply& reply, qint64 received)
{
    const QByteArray promised = reply.rawHeader("Content-Length");
    const bool plain = reply.rawHeader("Content-Encoding").isEmpty();
    const bool bodiless = reply.operation() == QNetworkAccessManager::HeadOperation
        || http::statusOf(reply) == 204 || http::statusOf(reply) == 304;
    return plain && !bodiless && !promised.isEmpty() && promised.toLongLong() != received;
}

} // namespace

/** One request and the state of its present try. */
struct StreamClient::Job
{
    durable::Request request;
    durable::Headers shared;
    sync::RetryPolicy retry;
    bool once = false;
    Callback callback;
    QPointer<QObject> context;

    QNetworkReply* reply = nullptr;
    OnceBody* onceBody = nullptr; ///< owned by the reply
    std::unique_ptr<QTimer, DeleteLater> timer{new QTimer}; ///< the limit, then the pause
    QByteArray received;
    QString tlsReason;
    int redirects = 0;
    int retries = 0;
};

StreamClient::StreamClient(QString user, QString password, QObject* parent)
    : QObject(parent)
    , m_user(std::move(user))
    , m_password(std::move(password))
    , m_manager(new QNetworkAccessManager(this))
{
}

StreamClient::~StreamClient()
{
    cancelAll();
    // Later: this may be a slot of a reply, which belongs to the manager.
    m_manager->setParent(nullptr);
    m_manager->deleteLater();
}

void StreamClient::send(const durable::Request& request, Callback callback, QObject* context)
{
    auto job = std::make_shared<Job>();
    job->request = request;
    job->shared = m_headers;
    job->retry = m_retry;
    job->once = !request.repeatable && !m_repeatAll;
    job->callback = std::move(callback);
    job->context = context ? context : this;
    job->timer->setSingleShot(true);
    m_jobs.push_back(job);
    launch(job, request.url);
}

QNetworkReply* StreamClient::transmit(Job& job, const QUrl& url)
{
    QNetworkRequest request = http::makeRequest(url, m_user, m_password);
    // Ours is the limit on size; Qt's own guess would refuse what compresses well.
    request.setDecompressedSafetyCheckThreshold(-1);
    const QByteArray& method = job.request.method;
    if (method == "POST" || method == "PUT")
        request.setRawHeader("Content-Type", "application/octet-stream");
    for (const auto& [name, value] : std::as_const(job.shared))
        request.setRawHeader(name, value);
    for (const auto& [name, value] : std::as_const(job.request.headers))
        request.setRawHeader(name, value);
    m_manager->setProxy(http::proxyFor(url));
    if (method == "GET")
        return m_manager->get(request);
    if (method == "HEAD")
        return m_manager->head(request);
    if (method == "DELETE")
        return m_manager->deleteResource(request);
    if (method == "PUT")
        return m_manager->put(request, job.request.body);
    if (!job.once || job.request.body.isEmpty())
        return m_manager->post(request, job.request.body);
    // Qt 6.4: a POST whose connection drops before its answer is silently sent again, unless its
    // body cannot be read twice.
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setHeader(QNetworkRequest::ContentLengthHeader, job.request.body.size());
    auto body = std::make_unique<OnceBody>(job.request.body);
    QNetworkReply* const reply = m_manager->post(request, body.get());
    job.onceBody = body.get();
    body.release()->setParent(reply);
    return reply;
}

void StreamClient::launch(const JobPtr& job, const QUrl& url)
{
    job->received.clear();
    job->tlsReason.clear();
    job->reply = transmit(*job, url);
    connect(job->reply, &QNetworkReply::readyRead, this, [this, job] { read(job); });
    connect(job->reply, &QNetworkReply::finished, this, [this, job] { finished(job); });
    connect(job->reply, &QNetworkReply::sslErrors, this,
        [job](const QList<QSslError>& errors) { job->tlsReason = http::tlsWords(errors); });
    if (job->redirects > 0)
        return; // the limit goes on
    job->timer->disconnect(this);
    connect(job->timer.get(), &QTimer::timeout, this, [this, job] {
        const auto seconds =
            std::chrono::duration_cast<std::chrono::seconds>(job->request.limit).count();
        conclude(job, {Issue::Code::TimedOut, {}, {QString::number(seconds)}});
    });
    job->timer->start(job->request.limit);
}

void StreamClient::read(const JobPtr& job)
{
    if (!job->reply)
        return;
    const QByteArray piece = job->reply->readAll();
    job->received += piece;
    // A long stream over a slow line is not late as long as it comes.
    if (!piece.isEmpty() && job->request.method == "GET")
        job->timer->start(job->request.limit);
    if (job->received.size() > m_largestBody)
        conclude(job,
            {Issue::Code::BadAnswer, {},
                {job->request.url.path(), u"more than %1 bytes"_s.arg(m_largestBody)}});
}

void StreamClient::finished(const JobPtr& job)
{
    read(job);
    if (!job->reply || follow(job))
        return;
    const QNetworkReply& reply = *job->reply;
    Issue issue = http::isRedirect(http::statusOf(reply)) ? http::redirectIssue(reply)
                                                          : http::statusIssue(reply);
    if (http::statusOf(reply) < 300) {
        issue = http::networkIssue(reply, job->tlsReason);
        // Once there are headers, a body that cannot be unpacked is one that was cut.
        if (issue.code == Issue::Code::NotOpenCode && http::statusOf(reply) >= 200)
            issue.code = Issue::Code::ConnectionLost;
        if (issue.code == Issue::Code::None
            && (http::statusOf(reply) == 0 || isCut(reply, job->received.size())))
            issue = {Issue::Code::ConnectionLost, {}, {u"the answer was cut"_s}};
    }
    conclude(job, issue);
}

/** True if another request went out in place of this one. */
bool StreamClient::follow(const JobPtr& job)
{
    const int status = http::statusOf(*job->reply);
    const auto target = http::redirectTarget(*job->reply);
    const bool reads = job->request.method == "GET" || job->request.method == "HEAD";
    // 307 and 308 say that nothing was done yet; after the others a POST would become a GET.
    if (!http::isRedirect(status) || !target || (!reads && status != 307 && status != 308)
        || job->redirects == http::mostRedirects)
        return false;
    ++job->redirects;
    retire(*job);
    launch(job, *target);
    return true;
}

StreamAnswer StreamClient::answerOf(const Job& job, const Issue& issue) const
{
    StreamAnswer answer;
    answer.status = http::statusOf(*job.reply);
    answer.headers = job.reply->rawHeaderPairs();
    answer.body = job.received;
    answer.retryAfter = http::retryAfter(*job.reply);
    answer.issue = issue;
    answer.failure = durable::failureOf(job.request, answer.status, answer.headers);
    using enum Issue::Code;
    if (issue.code == TimedOut)
        answer.failure = Failure::Timeout;
    else if (issue.code == BadAnswer || issue.code == RedirectRefused || issue.code == NotOpenCode)
        answer.failure = Failure::Unreadable;
    else if (answer.failure == Failure::None && issue.code != None)
        answer.failure = Failure::Network;
    // A server's refusal in its own words says more than a number.
    const bool words = answer.body.size() < 400 && answer.body.isValidUtf8();
    if (issue.code == HttpError && words && !answer.body.trimmed().isEmpty())
        answer.issue.args = {
            QString::number(answer.status), QString::fromUtf8(answer.body).trimmed()};
    const bool arrived = job.onceBody && job.onceBody->wasTaken();
    if (job.once && arrived && (answer.failure == Failure::Network || issue.code == TimedOut))
        answer.issue = {SendUnknown, {}, {}};
    return answer;
}

void StreamClient::conclude(const JobPtr& job, Issue issue)
{
    const JobPtr keep = job;
    const StreamAnswer answer = answerOf(*job, issue);
    retire(*job);
    job->timer->stop();
    job->timer->disconnect(this); // the connection holds the job
    if (tryAgain(job, answer))
        return;
    std::erase(m_jobs, keep);
    if (job->context)
        job->callback(answer); // may delete this
}

bool StreamClient::tryAgain(const JobPtr& job, const StreamAnswer& answer)
{
    const bool unknown = answer.issue.code == Issue::Code::SendUnknown;
    if (!durable::mayPass(answer.failure, answer.status) || unknown
        || job->retries >= job->retry.maxRetries)
        return false;
    // 5xx of a plain append: it may have been written all the same.
    if (job->once && answer.status >= 500 && answer.status != 503)
        return false;
    ++job->retries;
    job->redirects = 0;
    connect(
        job->timer.get(), &QTimer::timeout, this, [this, job] { launch(job, job->request.url); });
    job->timer->start(sync::retryDelay(
        job->retry, job->retries, QRandomGenerator::global()->generateDouble(), answer.retryAfter));
    return true;
}

void StreamClient::retire(Job& job)
{
    QNetworkReply* const reply = std::exchange(job.reply, nullptr);
    job.onceBody = nullptr;
    if (!reply)
        return;
    // Qt 6.4: abort() emits finished() before it returns. Deleting gives the connection up as well.
    reply->disconnect(this);
    reply->deleteLater();
}

void StreamClient::cancelAll()
{
    for (const JobPtr& job : std::exchange(m_jobs, {})) {
        job->timer->stop();
        job->timer->disconnect(this);
        retire(*job);
    }
}

} // namespace headgate
