// SPDX-License-Identifier: MIT
#pragma once

#include "core/decode/streamrequest.h"
#include "core/domain/issue.h"
#include "core/sync/retrypolicy.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace headgate {

/** What became of a request about a stream. */
struct StreamAnswer
{
    int status = 0; ///< 0: none came
    durable::Headers headers;
    QByteArray body; ///< uncompressed
    durable::Failure failure = durable::Failure::None;
    Issue issue; ///< the same for a person to read; None when there is no failure
    std::optional<milliseconds> retryAfter;

    bool ok() const { return failure == durable::Failure::None; }
    durable::Place place() const { return durable::placeOf(headers); }
    QByteArray header(QByteArrayView name) const { return durable::headerOf(headers, name); }
};

/**
 * Requests about durable streams: sent, tried again as the policy says, answered once each. Owns
 * its network manager; lives in one thread. A callback comes later and in that thread, unless its
 * context is deleted or cancelAll() or the destructor comes first. At most six requests to one host
 * are under way; the others wait.
 */
class StreamClient : public QObject
{
    Q_OBJECT

public:
    using Callback = std::function<void(const StreamAnswer&)>;

    StreamClient(QString user, QString password, QObject* parent = nullptr);
    ~StreamClient() override;

    /** For requests sent from now on. Default: no retries. */
    void setRetry(const sync::RetryPolicy& policy) { m_retry = policy; }
    /** Sent with every request from now on, before its own. */
    void setHeaders(durable::Headers headers) { m_headers = std::move(headers); }
    /**
     * A request that is not repeatable is sent once, unless this says otherwise: whoever prefers
     * twice to never.
     */
    void setRepeatAll(bool repeat) { m_repeatAll = repeat; }
    /** Larger answers fail with Unreadable. */
    void setLargestBody(qint64 bytes) { m_largestBody = bytes; }

    void send(const durable::Request& request, Callback callback, QObject* context);
    void cancelAll();

private:
    struct Job;
    using JobPtr = std::shared_ptr<Job>;

    void launch(const JobPtr& job, const QUrl& url);
    QNetworkReply* transmit(Job& job, const QUrl& url);
    void read(const JobPtr& job);
    void finished(const JobPtr& job);
    bool follow(const JobPtr& job);
    void conclude(const JobPtr& job, Issue issue);
    StreamAnswer answerOf(const Job& job, const Issue& issue) const;
    bool tryAgain(const JobPtr& job, const StreamAnswer& answer);
    void retire(Job& job);

    QString m_user;
    QString m_password;
    durable::Headers m_headers;
    sync::RetryPolicy m_retry{0};
    bool m_repeatAll = false;
    qint64 m_largestBody = qint64(256) * 1024 * 1024;
    QNetworkAccessManager* m_manager;
    std::vector<JobPtr> m_jobs; ///< tries under way and pauses between them
};

} // namespace headgate
