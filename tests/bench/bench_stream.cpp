// SPDX-License-Identifier: MIT
#include "core/decode/streamvalue.h"
#include "core/engine.h"
#include "core/io/streamreader.h"
#include "tests/bench/loadwire.h"
#include "tests/bench/measures.h"
#include "tests/bench/streamtarget.h"
#include "tests/support/testtools.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>

using namespace headgate;
using namespace headgate::bench;
using namespace Qt::StringLiterals;

namespace {

/** About 100 bytes each, a thousand a request, as the protocol's own figures were measured. */
qint64 fill(quint16 port, int messages)
{
    Wire wire(port);
    wire.ask(requestText("PUT", "/v1/stream/bench"));
    qint64 bytes = 0;
    QByteArrayList batch;
    for (int i = 0; i < messages; ++i) {
        batch.append("{\"id\":" + QByteArray::number(i) + ",\"kind\":\"note\",\"text\":\""
            + QByteArray(64, char('a' + i % 26)) + "\"}");
        bytes += batch.constLast().size();
        if (batch.size() == 1000 || i + 1 == messages) {
            wire.ask(requestText("POST", "/v1/stream/bench", '[' + batch.join(',') + ']'));
            batch.clear();
        }
    }
    return bytes;
}

/** Reads to the tail and gives each body to `take`; ms from the request to the last value. */
template <typename Take>
double readAll(const QUrl& url, Take take)
{
    StreamReader::Options options;
    options.url = url;
    StreamReader reader(options);
    QEventLoop loop;
    bool failed = false;
    QObject::connect(&reader, &StreamReader::told, &loop, [&](const StreamTold& told) {
        for (const QByteArray& payload : told.payloads)
            take(payload);
    });
    QObject::connect(&reader, &StreamReader::ended, &loop, &QEventLoop::quit);
    QObject::connect(&reader, &StreamReader::failed, &loop, [&] {
        failed = true;
        loop.quit();
    });
    const qint64 begin = steadyNs();
    reader.start();
    loop.exec();
    if (failed)
        std::exit(1);
    return double(steadyNs() - begin) / 1e6;
}

double cut(const QUrl& url, qint64 messages)
{
    qint64 count = 0;
    const double ms = readAll(url, [&](const QByteArray& payload) {
        durable::Values values;
        if (const auto taken = values.take(payload))
            count += taken->size();
    });
    return count == messages ? ms : -1;
}

double decoded(const QUrl& url, qint64 messages)
{
    qint64 count = 0;
    const SourceId source(u"stream:bench"_s);
    const double ms = readAll(url, [&](const QByteArray& payload) {
        durable::Values values;
        const auto taken = values.take(payload);
        for (const QByteArray& value : taken ? *taken : QByteArrayList()) {
            const auto event = streamvalue::decode(source, value, {"0", count}, {});
            count += std::holds_alternative<Event>(event) ? 1 : 0;
        }
    });
    return count == messages ? ms : -1;
}

double committed(const QUrl& url, qint64 messages)
{
    const QTemporaryDir profile;
    Engine engine({.profile = profile.path(), .feed = Engine::EventFeed::Off});
    if (!engine.start())
        return -1;
    SourceStatus status;
    QEventLoop loop;
    QObject::connect(&engine, &Engine::changesReady, &loop, [&] {
        for (const Change& change : engine.takeChanges()) {
            if (const auto* changed = std::get_if<SourceChanged>(&change))
                status = changed->status;
        }
        if (status.state == SyncState::Live)
            loop.quit();
    });
    SourceConfig config;
    config.kind = SourceKind::Stream;
    config.url = url;
    const qint64 begin = steadyNs();
    engine.submit(AddSource{config});
    loop.exec();
    const double ms = double(steadyNs() - begin) / 1e6;
    return status.events == messages ? ms : -1;
}

void row(const char* what, double (*measure)(const QUrl&, qint64), const QUrl& url, qint64 messages,
    int runs)
{
    std::vector<double> times;
    std::vector<double> cpu;
    for (int i = 0; i < runs; ++i) {
        const double before = cpuMs();
        times.push_back(measure(url, messages));
        cpu.push_back(cpuMs() - before);
    }
    const double ms = median(times);
    std::printf("  %-44s %9.0f %9.0f %9.0f\n", what, double(messages) / ms * 1e3, ms, median(cpu));
}

/** The same by the official TypeScript client, in a process of its own. */
void peerRow(const QUrl& url, qint64 messages, int runs)
{
    QProcess node;
    node.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    node.start(test::nodeProgram(),
        {QStringLiteral(HEADGATE_BENCH_DIR "/peerstream.mjs"),
            test::toolsDirectory() + "/client/client"_L1, url.toString(), QString::number(messages),
            QString::number(runs)});
    node.waitForFinished(120'000);
    const double ms = node.readAllStandardOutput().trimmed().toDouble();
    if (ms > 0)
        std::printf("  %-44s %9.0f %9.0f\n", "the TypeScript client, subscribeJson()",
            double(messages) / ms * 1e3, ms);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int runs = argc > 1 ? arguments.at(1).toInt() : 5;
    const int messages = argc > 2 ? arguments.at(2).toInt() : 100'000;
    const QString cli = QCoreApplication::applicationDirPath() + "/headgate-cli"_L1;
    using enum StreamTarget::Kind;
    for (const auto kind : {Memory, Relaxed}) {
        const StreamTarget server(kind, cli);
        const qint64 bytes = fill(server.port(), messages);
        const QUrl url(server.url() + "/v1/stream/bench"_L1);
        std::printf("%d messages, %.1f MB, from %s. Medians of %d runs, from the request to the "
                    "last message.\n",
            messages, double(bytes) / 1e6,
            kind == Memory ? "the reference server" : "headgate-cli serve", runs);
        std::printf("%-46s %9s %9s %9s\n", "", "msgs/s", "wall ms", "CPU ms");
        peerRow(url, messages, runs);
        row("checked and cut into values", cut, url, messages, runs);
        row("decoded into events", decoded, url, messages, runs);
        row("committed to a history on disk", committed, url, messages, runs);
    }
    return 0;
}
