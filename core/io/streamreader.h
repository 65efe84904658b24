// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/streamlink.h"
#include "core/sync/retrypolicy.h"

#include <QObject>
#include <QTimer>

namespace headgate {

/**
 * Three connections in a row that did not live a second mean that something between us and the
 * server holds SSE back; long polls get through such a proxy. Pure.
 */
class SseDoubt
{
public:
    /** A connection ended after so long. */
    void lived(milliseconds time);
    /** It never got as far as its headers. */
    void unanswered() { lived(milliseconds(0)); }
    bool fallBack() const { return m_short >= 3; }
    int shortOnes() const { return m_short; }

private:
    int m_short = 0;
};

/**
 * Reads one stream for as long as somebody wants to: catch-up first, then live if that is asked
 * for. Each try that fails is repeated as the policy says, from the last place that was told. Keeps
 * nothing. Lives in one thread.
 */
class StreamReader : public QObject
{
    Q_OBJECT

public:
    enum class Mode : quint8 {
        CatchUp, ///< ends at the tail
        Sse,
        LongPoll,
        Auto, ///< SSE, then long polls where SSE does not get through
    };

    struct Options
    {
        QUrl url;
        QString user;
        QString password;
        QByteArray offset = durable::fromStart;
        Mode mode = Mode::CatchUp;
        durable::Headers headers;
        sync::RetryPolicy retry;
    };

    explicit StreamReader(Options options, QObject* parent = nullptr);

    void start();
    void stop();
    /** True once a long poll stands in for SSE. */
    bool polls() const { return m_mode == Mode::LongPoll; }

signals:
    /** JSON payloads are checked. After one with `place.closed`, or at the tail without live, comes
     * ended(). */
    void told(const headgate::StreamTold& told);
    void ended();
    void failed(const headgate::StreamAnswer& answer);

private:
    void next();
    void take(const StreamTold& told);
    void giveUpOrRetry(const StreamAnswer& answer);
    void sseEnded(const Issue& issue);
    bool readable(const StreamTold& told) const;

    Options m_options;
    StreamLink m_link;
    Mode m_mode;
    QByteArray m_offset;
    QByteArray m_cursor;
    QByteArray m_contentType;
    SseDoubt m_doubt;
    QTimer m_pause;
    int m_retries = 0;
    int m_sseStatus = 0;
    std::optional<milliseconds> m_sseRetryAfter;
    milliseconds m_openedAt{};
    bool m_caughtUp = false;
};

} // namespace headgate
