// SPDX-License-Identifier: MIT
#include "tests/conformance/streambench.h"

#include "core/io/streamproducer.h"
#include "core/io/streamreader.h"

#include <QEventLoop>
#include <QUuid>

namespace headgate::test {

using namespace Qt::StringLiterals;
using Clock = std::chrono::steady_clock;

namespace {

/** One operation: what it needs, and what came of it. */
struct Run
{
    StreamClient& client;
    QUrl stream;
    QByteArray contentType;
    QJsonObject operation;
    BenchOutcome outcome;

    bool json() const { return durable::contentOf(contentType) == durable::Content::Json; }
    QByteArray payload() const
    {
        const auto size = qsizetype(operation["size"_L1].toInteger());
        // The same number of bytes, and JSON where the stream takes nothing else.
        return json() && size >= 2 ? '"' + QByteArray(size - 2, '*') + '"' : QByteArray(size, '*');
    }
    void metric(const QString& name, qint64 value) { outcome.metrics.insert(name, value); }

    bool ask(const durable::Request& request)
    {
        QEventLoop loop;
        client.send(
            request,
            [&](const StreamAnswer& answer) {
                outcome.answer = answer;
                loop.quit();
            },
            &loop);
        loop.exec();
        return outcome.answer.ok();
    }
    bool create()
    {
        durable::Creation creation;
        creation.contentType = contentType;
        return ask(durable::createRequest(stream, creation));
    }
    durable::Request appendOne() const
    {
        const QByteArray data = payload();
        return durable::appendRequest(
            stream, contentType, json() ? durable::jsonBatch({data}) : data);
    }
};

/** Reads to the tail, or live until the first data; counts bytes and values. */
void readAll(Run& run, const QByteArray& offset, StreamReader::Mode mode, bool alsoAppend)
{
    StreamReader::Options options;
    options.url = run.stream;
    options.offset = offset;
    options.mode = mode;
    StreamReader reader(options);
    QEventLoop loop;
    qint64 bytes = 0;
    qint64 values = 0;
    durable::Values cut(durable::contentOf(run.contentType));
    QObject::connect(&reader, &StreamReader::told, &loop, [&](const StreamTold& told) {
        for (const QByteArray& payload : told.payloads) {
            const auto taken = cut.take(payload);
            values += taken ? taken->size() : 0;
            bytes += payload.size();
        }
        if (mode != StreamReader::Mode::CatchUp && values > 0) {
            reader.stop();
            loop.quit();
        }
    });
    QObject::connect(&reader, &StreamReader::ended, &loop, &QEventLoop::quit);
    QObject::connect(&reader, &StreamReader::failed, &loop, [&](const StreamAnswer& answer) {
        run.outcome.answer = answer;
        loop.quit();
    });
    reader.start();
    if (alsoAppend)
        run.client.send(
            run.appendOne(), [](const StreamAnswer&) {}, &loop);
    loop.exec();
    run.metric(u"bytesTransferred"_s, bytes);
    run.metric(u"messagesProcessed"_s, values);
}

void appendMany(Run& run)
{
    if (!run.create())
        return;
    StreamProducer::Options options;
    options.url = run.stream;
    options.contentType = run.contentType;
    // Its own each time: what another run wrote would be taken for this one's repetition.
    options.id = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    options.maxInFlight = std::max(1, run.operation["concurrency"_L1].toInt(5));
    StreamProducer producer(run.client, options);
    const QByteArray data = run.payload();
    const int count = run.operation["count"_L1].toInt();
    for (int i = 0; i < count; ++i)
        producer.append(data);
    QEventLoop loop;
    producer.flush([&](const StreamProducer::Result& result) {
        run.outcome.answer = result.answer;
        loop.quit();
    });
    loop.exec();
    run.metric(u"bytesTransferred"_s, qint64(count) * data.size());
    run.metric(u"messagesProcessed"_s, count);
}

} // namespace

BenchOutcome runBenchmark(StreamClient& client, const QUrl& stream, const QByteArray& contentType,
    const QJsonObject& operation)
{
    Run run{client, stream, contentType, operation, {}};
    const QString op = operation["op"_L1].toString();
    const auto begin = Clock::now();
    if (op == "append"_L1) {
        run.ask(run.appendOne());
        run.metric(u"bytesTransferred"_s, operation["size"_L1].toInteger());
    } else if (op == "create"_L1) {
        run.create();
    } else if (op == "read"_L1 || op == "throughput_read"_L1) {
        const QString from = operation["offset"_L1].toString(QLatin1StringView(durable::fromStart));
        readAll(run, from.toUtf8(), StreamReader::Mode::CatchUp, false);
    } else if (op == "roundtrip"_L1) {
        const bool sse = operation["live"_L1].toString() == "sse"_L1;
        if (run.create())
            readAll(run, durable::fromStart,
                sse ? StreamReader::Mode::Sse : StreamReader::Mode::LongPoll, true);
    } else if (op == "throughput_append"_L1) {
        appendMany(run);
    } else {
        run.outcome.known = false;
    }
    run.outcome.time = Clock::now() - begin;
    return run.outcome;
}

} // namespace headgate::test
