// SPDX-License-Identifier: MIT
// Prints how fast events get from the socket into the history and to the caller, and what that
// costs, beside a JavaScript client that reads the same stream and keeps nothing: bench_ingest
// [runs]
#include "core/engine.h"
#include "core/follower.h"
#include "tests/bench/benchserver.h"
#include "tests/bench/measures.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>

using namespace headgate;
using namespace headgate::bench;
using namespace Qt::StringLiterals;

namespace {

/** Takes changes as the window does, at most once in 16 ms, and remembers what they say. */
class Caller
{
public:
    explicit Caller(Engine& engine)
        : m_engine(engine)
    {
        m_frame.setSingleShot(true);
        m_frame.setInterval(16);
        QObject::connect(&m_frame, &QTimer::timeout, &engine, [this] {
            if (std::exchange(m_more, false))
                take();
        });
        QObject::connect(&engine, &Engine::changesReady, &m_frame, [this] {
            if (m_frame.isActive())
                m_more = true;
            else
                take();
        });
    }

    SourceStatus status;
    bool listed = false; ///< the session is known
    bool opened = false; ///< and its transcript is shown
    qint64 lastNs = 0; ///< when `status.events` changed last

private:
    void take()
    {
        for (const Change& change : m_engine.takeChanges()) {
            if (const auto* source = std::get_if<SourceChanged>(&change)) {
                if (source->status.events != status.events)
                    lastNs = steadyNs();
                status = source->status;
            } else if (std::holds_alternative<SessionChanged>(change)) {
                listed = true;
            } else if (const auto* loaded = std::get_if<TranscriptLoaded>(&change)) {
                opened = !loaded->loading;
            }
        }
        m_frame.start();
    }

    Engine& m_engine;
    QTimer m_frame;
    bool m_more = false;
};

double historyMb(const QString& profile)
{
    qint64 bytes = 0;
    const auto files = QDir(profile).entryInfoList({u"history.db*"_s}, QDir::Files);
    for (const QFileInfo& file : files)
        bytes += file.size();
    return static_cast<double>(bytes) / 1e6;
}

/** One run in a process of its own: URL, what the server writes, disk or memory, open or closed,
 * session. */
int run(const QStringList& arguments)
{
    const QUrl url(arguments.value(0));
    const QString session = arguments.value(4);
    const bool open = arguments.value(3) == u"open"_s;
    const QTemporaryDir directory;
    const QString profile = arguments.value(2) == u"disk"_s ? directory.path() : QString();
    Figures figures;
    {
        Engine engine({.profile = profile,
            .feed = open ? Engine::EventFeed::Newest : Engine::EventFeed::Off});
        Caller caller(engine);
        if (!engine.start())
            return 1;
        Director director(url);
        SourceConfig config;
        config.url = url;
        director.tellAndWait(u"what=create&session="_s + session);
        engine.submit(AddSource{config});
        waitUntil([&] { return caller.listed && caller.status.state == SyncState::Live; }, "live");
        if (open) {
            engine.submit(OpenSession{{config.id(), SessionId(session)}});
            waitUntil([&] { return caller.opened; }, "the transcript");
        }
        turnFor(300);
        const qint64 before = caller.status.events;
        const double rss = memory().rss;
        const double cpu = cpuMs();
        const double engineCpu = cpuMs("engine");
        resetPeak();
        const QJsonObject sent =
            director.tellAndWait(u"what=%1&session=%2"_s.arg(arguments.value(1), session));
        const auto events = qint64(sent["events"_L1].toDouble());
        waitUntil([&] { return caller.status.events - before >= events; }, "the last event");
        figures["events"] = double(events);
        figures["wireMb"] = sent["bytes"_L1].toDouble() / 1e6;
        figures["ms"] = (double(caller.lastNs) - sent["startNs"_L1].toDouble()) / 1e6;
        figures["cpu"] = cpuMs() - cpu;
        figures["engineCpu"] = cpuMs("engine") - engineCpu;
        figures["grown"] = memory().peak - rss;
    }
    figures["history"] = profile.isEmpty() ? 0 : historyMb(profile);
    figures["persecond"] = figures["events"] / figures["ms"] * 1e3;
    print(figures);
    return 0;
}

/** One run in a process of its own: small events that describe nothing, as a plain stream brings
 * them, decoded and committed in transactions of 500. */
int runPlain()
{
    constexpr int count = 100'000;
    const QTemporaryDir directory;
    auto history = History::open(directory.path());
    if (!history)
        return 1;
    SourceConfig config;
    config.url = QUrl(u"http://127.0.0.1:4096"_s);
    Follower follower(config, **history, Engine::EventFeed::Off);
    std::vector<QByteArray> frames;
    for (int i = 0; i < count; ++i)
        frames.push_back(R"({"payload":{"id":"evt_)" + QByteArray::number(i)
            + R"(","type":"reading","properties":{"value":)" + QByteArray::number(i * 7)
            + R"(,"unit":"cents"}}})");
    const auto commit = [&](std::vector<SourceItem>&& items) {
        ChangeBatch changes;
        std::vector<Follower::Wish> wishes;
        (*history)->begin();
        follower.apply(std::move(items), timestampFromMs(1), changes, wishes);
        return bool((*history)->commit());
    };
    const SourceId id = config.id();
    const qint64 start = steadyNs();
    const double cpu = cpuMs();
    std::vector<SourceItem> items;
    for (const QByteArray& frame : frames) {
        auto decoded = opencode::decodeFrame(id, frame, timestampFromMs(1));
        items.push_back(std::move(std::get<Event>(*decoded)));
        if (items.size() == 500 && !commit(std::exchange(items, {})))
            return 1;
    }
    Figures figures;
    figures["ms"] = double(steadyNs() - start) / 1e6;
    figures["cpu"] = cpuMs() - cpu;
    figures["persecond"] = count / figures["ms"] * 1e3;
    figures["history"] = historyMb(directory.path());
    print(figures);
    return 0;
}

void row(const char* what, const Figures& f)
{
    std::printf("  %-44s %9.0f %9.0f %9.0f %9.0f %9.1f", what, f["persecond"], f["ms"], f["cpu"],
        f["engineCpu"], f["grown"]);
    if (f["history"] > 0)
        std::printf(" %9.2f", f["history"]);
    std::printf("\n");
}

void table(const QString& self, const QString& url, const QString& what, int runs)
{
    const auto ours = [&](const char* name, const QString& profile, const QString& open) {
        const Figures f = medians(repeat(self,
            {u"run"_s, url, what, profile, open, u"ses_%1_%2_%3_@"_s.arg(what, profile, open)},
            runs));
        row(name, f);
        return f;
    };
    const Figures disk = ours("committed, profile on disk, none open", u"disk"_s, u"closed"_s);
    const Figures caller =
        ours("to the caller, profile on disk, session open", u"disk"_s, u"open"_s);
    ours("to the caller, in memory, session open", u"memory"_s, u"open"_s);
    Figures peer = medians(repeat(u"node"_s,
        {QStringLiteral(HEADGATE_BENCH_DIR) + u"/peer.mjs"_s, url, what,
            u"ses_%1_peer_@"_s.arg(what)},
        runs));
    std::printf("  %-44s %9.0f %9.0f %9.0f\n", "peer: Node, fetch and JSON.parse, keeps nothing",
        peer["events"] / peer["ms"] * 1e3, peer["ms"], peer["cpu"]);
    std::printf("  %.0f events, %.1f MB on the wire. Against the peer: wall time %.2f committed, "
                "%.2f to the "
                "caller; CPU %.2f and %.2f\n",
        disk["events"], disk["wireMb"], disk["ms"] / peer["ms"], caller["ms"] / peer["ms"],
        disk["cpu"] / peer["cpu"], caller["cpu"] / peer["cpu"]);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"run"_s)
        return run(arguments.mid(2));
    if (arguments.value(1) == u"plain"_s)
        return runPlain();
    const int runs = argc > 1 ? arguments.at(1).toInt() : 3;
    BenchServer server;
    if (!server.start())
        return 1;
    const QString self = QCoreApplication::applicationFilePath();
    std::printf(
        "Medians of %d runs. Wall and CPU time in ms, from the server's first byte to the last "
        "event;\nCPU of the whole process, then of the engine thread; peak growth of memory and "
        "history.db in MB.\n\n",
        runs);
    std::printf("%-46s %9s %9s %9s %9s %9s %9s\n", "", "events/s", "wall ms", "CPU ms", "engine ms",
        "peak MB", "disk MB");
    std::printf("20,000 deltas and the parts they make\n");
    table(self, server.url(), u"deltas"_s, runs);
    std::printf("1,344 cumulative updates of one command's output\n");
    table(self, server.url(), u"bash"_s, runs);
    std::printf("100,000 small events that are in memory: decoded and committed\n");
    row("one thread, profile on disk", medians(repeat(self, {u"plain"_s}, runs)));
    return 0;
}
