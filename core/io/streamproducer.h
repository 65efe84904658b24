// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/streamclient.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>
#include <map>
#include <optional>

namespace headgate {

/**
 * Appends to one stream so that each value stands there once, however often it had to be sent:
 * every batch carries who writes and the how-manieth it is (durable-streams.md 1.5). Gathers values
 * into batches and keeps several on their way. Lives in the thread of its client, which must
 * outlive it and should be told to retry.
 *
 * A batch that is refused ends the producer: what follows it could only be refused too.
 */
class StreamProducer : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QUrl url;
        QByteArray contentType = "application/json";
        QByteArray id;
        qint64 epoch = 0;
        bool autoClaim = false; ///< where another epoch is newer, take the next one and go on
        qint64 maxBatchBytes = 1024 * 1024;
        int maxBatchItems = 10'000;
        milliseconds linger{5}; ///< how long a batch that is not full waits for more
        int maxInFlight = 5;
    };

    /** The name of the field that cannot be meant, and why; nothing where all can. */
    static std::optional<QString> wrongField(const Options& options);

    struct Result
    {
        StreamAnswer answer; ///< of the last batch, or of the one that was refused
        bool duplicate = false; ///< the server had that batch already
        qint64 epoch = 0; ///< the one that was written in
        qint64 seq = -1; ///< the last one the server has; -1: nothing was sent
        qint64 batches = 0; ///< taken so far
    };
    using Callback = std::function<void(const Result&)>;

    StreamProducer(StreamClient& client, Options options, QObject* parent = nullptr);

    /** One JSON text, or bytes of a stream that knows no messages. */
    void append(const QByteArray& value);
    /** Called once all that was appended is in the stream, or could not be. Later. */
    void flush(Callback done);
    /** Flushes, then ends the stream, with `last` as its last value. Closing again is no error. */
    void close(const std::optional<QByteArray>& last, Callback done);

    /** A batch was refused: nothing more is taken. */
    bool failed() const { return m_result.answer.failure != durable::Failure::None; }
    /** Values that are not in the stream yet. */
    qint64 waiting() const { return m_waiting; }

signals:
    /** Fewer values wait than before. */
    void progressed();

private:
    struct Batch
    {
        QByteArrayList values;
        qint64 bytes = 0;
        bool closes = false;
        bool sent = false; ///< on its way; false: to be sent (again) in its turn
        bool sentFirst = false; ///< all before it were in when it was sent
    };

    void seal();
    void pump();
    void transmit(qint64 seq);
    void answered(qint64 seq, qint64 epoch, const StreamAnswer& answer);
    void claim(qint64 epoch);
    void succeed(qint64 seq, const StreamAnswer& answer);
    void finish();
    int inFlight() const;

    StreamClient& m_client;
    Options m_options;
    Batch m_gathering;
    std::deque<Batch> m_queue; ///< sealed, without a number yet
    std::map<qint64, Batch> m_numbered; ///< by seq; from the first unanswered on
    std::deque<Callback> m_done;
    QTimer m_linger;
    Result m_result;
    qint64 m_epoch;
    qint64 m_nextSeq = 0;
    qint64 m_waiting = 0;
    bool m_claimed; ///< a batch of this epoch was taken: others may go beside it
    bool m_closed = false;
};

} // namespace headgate
