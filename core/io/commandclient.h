// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"
#include "core/domain/issue.h"

#include <QByteArray>
#include <QList>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QObject>
#include <QUrl>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace headgate {

struct HttpAnswer
{
    int status = 0; ///< 0: none came
    QByteArray body; ///< also of an error status
    QList<QNetworkReply::RawHeaderPair> headers;
    milliseconds took{}; ///< of the last try
    Issue issue; ///< None for any 2xx

    bool ok() const { return issue.code == Issue::Code::None; }
    QByteArray header(QByteArrayView name) const; ///< names are case-insensitive
};

/**
 * Short requests to one server. Owns their network managers; lives in one thread. Each request gets
 * exactly one callback, later and in that thread, unless its context is deleted or cancelAll() or
 * the destructor comes first. What only reads waits in a fair queue and may be tried again; a
 * decision is sent at once, on a connection of its own, and never a second time.
 */
class CommandClient : public QObject
{
    Q_OBJECT

public:
    using Callback = std::function<void(HttpAnswer)>;

    CommandClient(QUrl base, QString user, QString password, QObject* parent = nullptr);
    ~CommandClient() override;

    /**
     * `pathAndQuery` is percent-encoded and starts with a slash. `directory` is what the request is
     * about, in UTF-8; empty: none. `limit` is the whole time of one try: a request that meets a
     * server while it boots is never answered. Lost, refused and late tries and 429 and 5xx are
     * repeated, `tries` in all.
     */
    void get(const QString& pathAndQuery, const QByteArray& directory, milliseconds limit,
        int tries, Callback callback, QObject* context);

    /** A query whose question is in its body; to be tried again like get(). */
    void postIdempotentJson(const QString& pathAndQuery, const QByteArray& directory,
        const QByteArray& body, milliseconds limit, int tries, Callback callback, QObject* context);

    /**
     * Sent once. Issues: SendUnknown when it may have arrived and no answer came, Unreachable,
     * ConnectionLost or TimedOut when it cannot have.
     */
    void postJson(const QString& path, const QByteArray& directory, const QByteArray& body,
        milliseconds limit, Callback callback, QObject* context);
    /** The same with another method: "PATCH", "DELETE". */
    void sendJson(const QByteArray& method, const QString& path, const QByteArray& directory,
        const QByteArray& body, milliseconds limit, Callback callback, QObject* context);

    /** Drops all requests without a callback. One that was sent may still take effect. */
    void cancelAll();

    /** Larger answers are refused with BadAnswer. */
    void setLargestBody(qint64 bytes) { m_largestBody = bytes; }

    int inFlight() const { return static_cast<int>(m_running.size()); }
    int queued() const { return static_cast<int>(m_queue.size()); }

private:
    struct Job;
    using JobPtr = std::shared_ptr<Job>;

    JobPtr makeJob(const QString& pathAndQuery, const QByteArray& directory, milliseconds limit,
        Callback callback, QObject* context);
    void enqueue(JobPtr job);
    void startQueued();
    void launch(const JobPtr& job, const QUrl& url);
    QNetworkReply* send(Job& job, const QNetworkRequest& request);
    void read(const JobPtr& job);
    void finished(const JobPtr& job);
    bool follow(const JobPtr& job);
    Issue outcome(const Job& job) const;
    void conclude(const JobPtr& job, Issue issue);
    bool tryAgain(const JobPtr& job, const HttpAnswer& answer, std::optional<milliseconds> asked);
    void retire(Job& job);

    QUrl m_base;
    QString m_user;
    QString m_password;
    qint64 m_largestBody = qint64(256) * 1024 * 1024;
    QNetworkAccessManager* m_manager; ///< of the queue
    std::deque<JobPtr> m_queue;
    std::vector<JobPtr> m_running; ///< tries under way and pauses between them
};

} // namespace headgate
