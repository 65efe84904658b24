// SPDX-License-Identifier: MIT
#include "core/io/commandclient.h"

#include "core/io/httprules.h"
#include "core/io/oncebody.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Qt 6.4: six connections per host and manager, and a seventh request hangs without an error.
constexpr int mostAtOnce = 4;
constexpr qint64 readPiece = 1024 * 1024;
constexpr milliseconds longestPause = 10s;

/** For what may have to go while one of its own signals is being delivered. */
struct DeleteLater
{
    void operator()(QObject* object) const { object->deleteLater(); }
};

QUrl joined(const QUrl& base, const QString& pathAndQuery)
{
    const QString prefix = base.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo
        | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::StripTrailingSlash);
    // Qt keeps the slash of an empty path even with StripTrailingSlash.
    const bool slash = prefix.endsWith(u'/');
    return QUrl((slash ? prefix.chopped(1) : prefix) + pathAndQuery);
}

} // namespace

QByteArray HttpAnswer::header(QByteArrayView name) const
{
    for (const auto& [key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

/** One request and the state of its present try. */
struct CommandClient::Job
{
    QNetworkRequest request;
    QByteArray body;
    bool isPost = false;
    QByteArray method = "POST"; ///< where `once`
    bool once = false; ///< never to be sent a second time
    milliseconds limit{};
    int triesLeft = 1;
    Callback callback;
    QPointer<QObject> context;

    std::unique_ptr<QNetworkAccessManager, DeleteLater> manager; ///< of a decision
    QNetworkReply* reply = nullptr;
    OnceBody* onceBody = nullptr; ///< owned by the reply
    /** The limit, then the pause before the next try. */
    std::unique_ptr<QTimer, DeleteLater> timer{new QTimer};
    QElapsedTimer clock;
    QByteArray received;
    QString tlsReason;
    int redirects = 0;
    int triesMade = 0;
};

CommandClient::CommandClient(QUrl base, QString user, QString password, QObject* parent)
    : QObject(parent)
    , m_base(std::move(base))
    , m_user(std::move(user))
    , m_password(std::move(password))
    , m_manager(new QNetworkAccessManager(this))
{
    m_manager->setProxy(http::proxyFor(m_base));
}

CommandClient::~CommandClient()
{
    cancelAll();
    m_manager->setParent(nullptr);
    DeleteLater()(m_manager);
}

CommandClient::JobPtr CommandClient::makeJob(const QString& pathAndQuery,
    const QByteArray& directory, milliseconds limit, Callback callback, QObject* context)
{
    auto job = std::make_shared<Job>();
    job->request = http::makeRequest(joined(m_base, pathAndQuery), m_user, m_password);
    job->request.setRawHeader("Accept", "application/json");
    // Ours is the limit on size. Qt's own guess at an attack would refuse tool output, which
    // compresses well.
    job->request.setDecompressedSafetyCheckThreshold(-1);
    if (!directory.isEmpty())
        job->request.setRawHeader("x-opencode-directory", directory.toPercentEncoding());
    job->timer->setSingleShot(true);
    job->limit = limit;
    job->callback = std::move(callback);
    job->context = context ? context : this;
    return job;
}

void CommandClient::get(const QString& pathAndQuery, const QByteArray& directory,
    milliseconds limit, int tries, Callback callback, QObject* context)
{
    const JobPtr job = makeJob(pathAndQuery, directory, limit, std::move(callback), context);
    job->triesLeft = tries;
    enqueue(job);
}

void CommandClient::postIdempotentJson(const QString& pathAndQuery, const QByteArray& directory,
    const QByteArray& body, milliseconds limit, int tries, Callback callback, QObject* context)
{
    const JobPtr job = makeJob(pathAndQuery, directory, limit, std::move(callback), context);
    job->request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    job->body = body;
    job->isPost = true;
    job->triesLeft = tries;
    enqueue(job);
}

void CommandClient::postJson(const QString& path, const QByteArray& directory,
    const QByteArray& body, milliseconds limit, Callback callback, QObject* context)
{
    sendJson("POST", path, directory, body, limit, std::move(callback), context);
}

void CommandClient::sendJson(const QByteArray& method, const QString& path,
    const QByteArray& directory, const QByteArray& body, milliseconds limit, Callback callback,
    QObject* context)
{
    const JobPtr job = makeJob(path, directory, limit, std::move(callback), context);
    job->method = method;
    job->request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    job->body = body;
    job->isPost = true;
    job->once = true;
    // A manager of its own: no kept connection that the server may be closing at this moment, and
    // no other request in front of it.
    job->manager.reset(new QNetworkAccessManager);
    job->manager->setProxy(http::proxyFor(m_base));
    m_running.push_back(job);
    launch(job, job->request.url());
}

void CommandClient::enqueue(JobPtr job)
{
    m_queue.push_back(std::move(job));
    startQueued();
}

void CommandClient::startQueued()
{
    const auto active = [this] {
        return std::count_if(m_running.begin(), m_running.end(),
            [](const JobPtr& job) { return !job->once && job->reply; });
    };
    while (!m_queue.empty() && active() < mostAtOnce) {
        const JobPtr job = m_queue.front();
        m_queue.pop_front();
        if (!job->context)
            continue;
        m_running.push_back(job);
        launch(job, job->request.url());
    }
}

void CommandClient::launch(const JobPtr& job, const QUrl& url)
{
    QNetworkRequest request = job->request;
    request.setUrl(url);
    job->received.clear();
    job->tlsReason.clear();
    job->reply = send(*job, request);
    QNetworkReply* const reply = job->reply;
    connect(reply, &QNetworkReply::readyRead, this, [this, job] { read(job); });
    connect(reply, &QNetworkReply::finished, this, [this, job] { finished(job); });
    connect(reply, &QNetworkReply::sslErrors, this,
        [job](const QList<QSslError>& errors) { job->tlsReason = http::tlsWords(errors); });

    if (job->redirects > 0)
        return; // the limit goes on
    ++job->triesMade;
    job->clock.start();
    // Qt 6.4: transferTimeout counts idle time only, a trickle would keep it from firing.
    job->timer->disconnect(this);
    connect(job->timer.get(), &QTimer::timeout, this, [this, job] {
        const qint64 seconds = std::chrono::duration_cast<std::chrono::seconds>(job->limit).count();
        conclude(job, {Issue::Code::TimedOut, {}, {QString::number(seconds)}});
    });
    job->timer->start(job->limit);
}

QNetworkReply* CommandClient::send(Job& job, const QNetworkRequest& plain)
{
    if (!job.once)
        return job.isPost ? m_manager->post(plain, job.body) : m_manager->get(plain);
    // Qt 6.4: a request whose connection drops before its answer is silently sent again, unless its
    // body cannot be read twice. That takes a sequential device, no buffering and a known length.
    QNetworkRequest request = plain;
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setHeader(QNetworkRequest::ContentLengthHeader, job.body.size());
    auto body = std::make_unique<OnceBody>(job.body);
    QNetworkReply* const reply = job.method == "POST"
        ? job.manager->post(request, body.get())
        : job.manager->sendCustomRequest(request, job.method, body.get());
    job.onceBody = body.get();
    body.release()->setParent(reply);
    return reply;
}

void CommandClient::read(const JobPtr& job)
{
    // In pieces: what is small when compressed may be huge after.
    while (job->reply && job->reply->bytesAvailable() > 0) {
        const QByteArray piece = job->reply->read(readPiece);
        if (piece.isEmpty())
            return;
        job->received += piece;
        if (job->received.size() > m_largestBody) {
            conclude(job,
                {Issue::Code::BadAnswer, {},
                    {job->request.url().path(), u"more than %1 bytes"_s.arg(m_largestBody)}});
            return;
        }
    }
}

void CommandClient::finished(const JobPtr& job)
{
    read(job);
    if (!job->reply || follow(job))
        return;
    conclude(job, outcome(*job));
}

/** True if another request went out in place of this one. */
bool CommandClient::follow(const JobPtr& job)
{
    const int status = http::statusOf(*job->reply);
    // 307 and 308 say that nothing was done yet; after the others a POST would become a GET.
    const bool keepsMethod = status == 307 || status == 308;
    const auto target = http::redirectTarget(*job->reply);
    if (!http::isRedirect(status) || !target || (job->isPost && !keepsMethod)
        || job->redirects == http::mostRedirects)
        return false;
    ++job->redirects;
    retire(*job);
    launch(job, *target);
    return true;
}

Issue CommandClient::outcome(const Job& job) const
{
    const QNetworkReply& reply = *job.reply;
    const int status = http::statusOf(reply);
    if (http::isRedirect(status))
        return http::redirectIssue(reply);
    const Issue byStatus = http::statusIssue(reply);
    if (status >= 300)
        return byStatus;
    // A 2xx whose body was cut is no answer.
    Issue issue = http::networkIssue(reply, job.tlsReason);
    if (issue.code == Issue::Code::None && status == 0)
        issue.code = Issue::Code::ConnectionLost;
    return issue;
}

void CommandClient::conclude(const JobPtr& job, Issue issue)
{
    const JobPtr keep = job;
    HttpAnswer answer;
    answer.status = http::statusOf(*job->reply);
    answer.headers = job->reply->rawHeaderPairs();
    answer.body = std::exchange(job->received, {});
    answer.took = milliseconds(job->clock.elapsed());
    answer.issue = std::move(issue);
    const auto pause = http::retryAfter(*job->reply);

    using enum Issue::Code;
    const Issue::Code code = answer.issue.code;
    const bool neverLeft = code == Unreachable || code == TlsError;
    const bool left = job->onceBody && (job->onceBody->wasTaken() || job->body.isEmpty());
    const bool unanswered = answer.status < 300 && !answer.ok();
    if (job->once && unanswered && left && !neverLeft)
        answer.issue = {SendUnknown, {}, {}};

    retire(*job);
    if (tryAgain(job, answer, pause))
        return;
    job->timer->stop();
    job->timer->disconnect(this); // the connection holds the job
    std::erase(m_running, keep);
    startQueued();
    if (job->context)
        job->callback(std::move(answer)); // may delete this
}

bool CommandClient::tryAgain(
    const JobPtr& job, const HttpAnswer& answer, std::optional<milliseconds> asked)
{
    const bool worthIt = answer.status == 429 || answer.status >= 500
        || (answer.status < 300 && isRecoverable(answer.issue.code)
            && answer.issue.code != Issue::Code::BadAnswer);
    if (job->once || answer.ok() || !worthIt || --job->triesLeft <= 0)
        return false;
    const milliseconds pause =
        std::min(asked.value_or(200ms * (1 << std::min(job->triesMade - 1, 4))), longestPause);
    job->redirects = 0;
    job->timer->disconnect(this);
    connect(job->timer.get(), &QTimer::timeout, this, [this, job] {
        std::erase(m_running, job);
        enqueue(job);
    });
    job->timer->start(pause);
    startQueued();
    return true;
}

void CommandClient::retire(Job& job)
{
    QNetworkReply* const reply = std::exchange(job.reply, nullptr);
    job.onceBody = nullptr;
    if (!reply)
        return;
    // Qt 6.4: abort() emits finished() before it returns, and complains about errors that were
    // under way. Deleting gives the connection up as well.
    reply->disconnect(this);
    reply->deleteLater();
}

void CommandClient::cancelAll()
{
    m_queue.clear();
    for (const JobPtr& job : std::exchange(m_running, {})) {
        job->timer->stop();
        job->timer->disconnect(this);
        retire(*job);
    }
}

} // namespace headgate
