// SPDX-License-Identifier: MIT
#include "tests/bench/loadwire.h"
#include "tests/bench/measures.h"
#include "tests/bench/streamtarget.h"

#include <QCoreApplication>
#include <QThread>

#include <cstdio>
#include <cstdlib>
#include <sys/resource.h>

using namespace headgate;
using namespace headgate::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int connections = 32;
constexpr int messages = 100'000;
constexpr int fanOut = 20;
constexpr int idleReaders = 500;

/** 101 bytes, as the protocol's own figures were measured. */
QByteArray message(int number)
{
    const QByteArray head = "{\"n\":" + QByteArray::number(number).rightJustified(7, ' ')
        + ",\"kind\":\"note\",\"text\":\"";
    return head + QByteArray(99 - head.size(), 'x') + "\"}";
}

QByteArray batch(int from, int count)
{
    QByteArrayList all;
    for (int i = from; i < from + count; ++i)
        all.append(message(i));
    return '[' + all.join(',') + ']';
}

QByteArray pathOf(const char* name)
{
    return QByteArray("/v1/stream/") + name;
}

void create(quint16 port, const char* name)
{
    Wire(port).ask(requestText("PUT", pathOf(name)));
}

/** Answers a second, and what each of them cost the server: that hardly depends on what else the
 * machine does. */
void load(const StreamTarget& target, const QByteArray& figure, const QByteArray& request,
    int wires, double seconds, Figures& out)
{
    answersPerSecond(target.port(), request, wires, 0.3);
    const double cpu = target.cpuMs();
    const qint64 begin = steadyNs();
    out[figure] = answersPerSecond(target.port(), request, wires, seconds);
    const double answers = out[figure] * double(steadyNs() - begin) / 1e9;
    out[figure + ".cpu"] = (target.cpuMs() - cpu) * 1e3 / answers;
}

void appends(const StreamTarget& target, Figures& out)
{
    const quint16 port = target.port();
    create(port, "appends");
    const QByteArray request = requestText("POST", pathOf("appends"), message(0));
    load(target, "appends", request, connections, 1.5, out);
}

void oneByOne(quint16 port, Figures& out)
{
    create(port, "one");
    Wire wire(port);
    const QByteArray request = requestText("POST", pathOf("one"), message(0));
    std::vector<double> times;
    for (const qint64 end = steadyNs() + 1'000'000'000; steadyNs() < end;) {
        const qint64 begin = steadyNs();
        wire.ask(request);
        times.push_back(double(steadyNs() - begin) / 1e6);
    }
    out["one.p50"] = median(times);
    out["one.p99"] = percentile(times, 0.99);
}

void batches(const StreamTarget& target, Figures& out)
{
    create(target.port(), "batches");
    const QByteArray request = requestText("POST", pathOf("batches"), batch(0, 100));
    load(target, "batches", request, 1, 1, out);
    out["batches"] *= 100;
}

/** MB/s of a whole stream, asked for until it is up to date. */
double readThrough(quint16 port, const char* name)
{
    Wire wire(port);
    const qint64 begin = steadyNs();
    qint64 bytes = 0;
    Answer answer;
    answer.next = "-1";
    while (!answer.upToDate) {
        answer = wire.ask(requestText("GET", pathOf(name) + "?offset=" + answer.next));
        bytes += answer.body;
    }
    return double(bytes) / 1e6 / (double(steadyNs() - begin) / 1e9);
}

void catchUps(quint16 port, Figures& out)
{
    create(port, "catchup");
    Wire wire(port);
    for (int i = 0; i < messages; i += 1000)
        wire.ask(requestText("POST", pathOf("catchup"), batch(i, 1000)));
    std::vector<double> many;
    std::vector<double> small;
    for (int i = 0; i < 5; ++i) {
        many.push_back(readThrough(port, "catchup"));
        small.push_back(readThrough(port, "appends"));
    }
    out["catchup"] = median(many);
    out["catchup.small"] = median(small);
}

std::vector<Wire> readersOf(quint16 port, const char* name, int count)
{
    std::vector<Wire> readers;
    for (int i = 0; i < count; ++i) {
        readers.emplace_back(port);
        readers.back().send(requestText("GET", pathOf(name) + "?offset=now&live=sse"));
    }
    arrivals(readers, "upToDate", steadyNs());
    return readers;
}

/** From sending an append until its event has arrived, at every reader. */
void deliveries(quint16 port, const char* name, int count, int samples, Figures& out)
{
    create(port, name);
    Wire writer(port);
    std::vector<Wire> readers = readersOf(port, name, count);
    std::vector<double> times;
    for (int i = 0; i < samples; ++i) {
        const qint64 begin = steadyNs();
        writer.send(requestText("POST", pathOf(name), message(i)));
        for (const double time : arrivals(readers, "\"upToDate\":true", begin))
            times.push_back(time);
        writer.receive();
        QThread::usleep(500);
    }
    out[QByteArray(name) + ".p50"] = median(times);
    out[QByteArray(name) + ".p99"] = percentile(times, 0.99);
}

/** CPU ms in 10 s of readers that wait for what does not come. */
void idle(const StreamTarget& target, Figures& out)
{
    create(target.port(), "idle");
    const std::vector<Wire> readers = readersOf(target.port(), "idle", idleReaders);
    QThread::msleep(500);
    const double before = target.cpuMs();
    QThread::sleep(10);
    out["idle"] = target.cpuMs() - before;
}

Figures measure(StreamTarget::Kind kind, const QString& cli, bool withIdle)
{
    const StreamTarget target(kind, cli);
    Figures out;
    appends(target, out);
    oneByOne(target.port(), out);
    batches(target, out);
    catchUps(target.port(), out);
    deliveries(target.port(), "sse", 1, 500, out);
    deliveries(target.port(), "fan", fanOut, 200, out);
    if (withIdle)
        idle(target, out);
    out["rss"] = target.residentMb();
    return out;
}

struct Row
{
    const char* figure;
    const char* text;
    bool moreIsBetter;
};

constexpr Row rows[] = {
    {"appends", "appends a second, 32 connections", true},
    {"appends.cpu", "    CPU us of the server for each", false},
    {"one.p50", "append, one by one: p50 ms", false},
    {"one.p99", "                    p99 ms", false},
    {"batches", "messages a second, 100 a request", true},
    {"batches.cpu", "    CPU us of the server for each request", false},
    {"catchup", "catch-up, appended by the thousand: MB/s", true},
    {"catchup.small", "catch-up, appended one by one: MB/s", true},
    {"sse.p50", "append until its SSE event: p50 ms", false},
    {"sse.p99", "                            p99 ms", false},
    {"fan.p50", "the same with 20 readers: p50 ms", false},
    {"fan.p99", "                          p99 ms", false},
    {"idle", "500 waiting SSE readers: CPU ms in 10 s", false},
    {"rss", "resident memory at the end: MB", false},
};

/** How many times better ours is. */
void printRatio(const Row& row, double ours, double theirs)
{
    const double ratio = row.moreIsBetter ? ours / theirs : theirs / ours;
    std::printf(" %6.1fx", ratio);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int runs = argc > 1 ? arguments.at(1).toInt() : 3;
    const bool withIdle = !arguments.contains(u"brief"_s);
    const QString cli = QCoreApplication::applicationDirPath() + "/headgate-cli"_L1;
    rlimit files{4096, 4096};
    ::setrlimit(RLIMIT_NOFILE, &files);

    using enum StreamTarget::Kind;
    std::map<StreamTarget::Kind, std::vector<Figures>> found;
    for (int run = 0; run < runs; ++run) {
        for (const auto kind : {Full, File, Relaxed, Memory})
            found[kind].push_back(measure(kind, cli, withIdle && run == 0));
    }
    std::map<StreamTarget::Kind, Figures> middle;
    for (const auto& [kind, figures] : found)
        middle[kind] = medians(figures);

    std::printf(
        "Messages of 101 bytes, loopback. Medians of %d runs, each of fresh processes in turn.\n"
        "The reference is @durable-streams/server on Node; its memory store keeps nothing.\n",
        runs);
    std::printf("%-42s %9s %9s %7s %9s %9s %7s %8s\n", "", "full", "its file", "", "relaxed",
        "its mem", "", "full/mem");
    for (const Row& row : rows) {
        if (!middle[Full].contains(row.figure))
            continue;
        const auto value = [&](StreamTarget::Kind kind) { return middle[kind].value(row.figure); };
        std::printf("%-42s %9.2f %9.2f", row.text, value(Full), value(File));
        printRatio(row, value(Full), value(File));
        std::printf(" %9.2f %9.2f", value(Relaxed), value(Memory));
        printRatio(row, value(Relaxed), value(Memory));
        printRatio(row, value(Full), value(Memory));
        std::printf("\n");
    }
    return 0;
}
