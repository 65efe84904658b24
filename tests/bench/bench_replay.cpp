// SPDX-License-Identifier: MIT
// A session played back out of the history: until its moments are known, from one moment to
// another, to the next event; what that costs in memory.
#include "core/domain/past.h"
#include "core/engine.h"
#include "tests/bench/logfilewriter.h"
#include "tests/bench/measures.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <random>

using namespace headgate;
using namespace headgate::bench;
using namespace Qt::StringLiterals;

namespace {

class Run
{
public:
    Run(const QString& log, const QString& profile)
        : m_engine(Engine::Options{profile, Engine::EventFeed::Newest, 100})
    {
        m_config.kind = SourceKind::Log;
        m_config.url = QUrl::fromLocalFile(log);
        QObject::connect(&m_engine, &Engine::changesReady, &m_engine, [this] { drain(); });
    }

    void follow()
    {
        (void)m_engine.start();
        m_engine.submit(AddSource{m_config});
        wait([this] { return m_live; });
    }

    /** How long the answer takes, in ms. */
    double ask(const QByteArray& session, bool anew, qsizetype index)
    {
        QElapsedTimer clock;
        clock.start();
        const ReplayWish wish{SessionId(QString::fromUtf8(session)), anew, index, 200, ++m_number};
        m_engine.submit(LookUp{m_config.id(), pastLookup(wish)});
        wait([this] { return m_found.number == m_number; });
        if (m_found.timeline)
            m_moments = qsizetype(m_found.timeline->moments.size());
        return double(clock.nsecsElapsed()) / 1e6;
    }

    qsizetype moments() const { return m_moments; }

private:
    void drain()
    {
        for (const Change& change : m_engine.takeChanges()) {
            if (const auto* source = std::get_if<SourceChanged>(&change))
                m_live = source->status.state == SyncState::Live;
            const auto* told = std::get_if<LookedUp>(&change);
            if (const auto* found = told ? pastFound<ReplayFound>(*told->finding) : nullptr)
                m_found = *found;
        }
        if (m_done && m_done())
            m_loop.quit();
    }

    void wait(std::function<bool()> done)
    {
        m_done = std::move(done);
        if (!m_done())
            m_loop.exec();
    }

    Engine m_engine;
    SourceConfig m_config;
    QEventLoop m_loop;
    std::function<bool()> m_done;
    ReplayFound m_found;
    quint64 m_number = 0;
    qsizetype m_moments = 0;
    bool m_live = false;
};

void print(const char* what, const std::vector<double>& times)
{
    std::printf("%-28s p50 %8.1f ms   p99 %8.1f ms   most %8.1f ms\n", what, median(times),
        percentile(times, 0.99), *std::max_element(times.begin(), times.end()));
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    const qint64 events = argc > 1 ? QByteArray(argv[1]).toLongLong() : 100'000;
    if (events <= 0) {
        std::fprintf(stderr, "usage: bench_replay [EVENTS]\n");
        return 2;
    }
    const QTemporaryDir directory;
    const QString log = directory.filePath(u"durable_stream.jsonl"_s);
    LogFileWriter writer(log);
    writer.write(1);
    writer.more(events);
    Run run(log, directory.filePath(u"profile"_s));
    run.follow();
    const double before = memory().rss;
    const double opened = run.ask(writer.lastSession(), true, 0);
    std::printf(
        "%lld moments, known after %.0f ms\n", static_cast<long long>(run.moments()), opened);
    const double toEnd = run.ask(writer.lastSession(), false, run.moments() - 1);
    std::printf("to the end, for the first time: %.0f ms\n", toEnd);
    std::mt19937 random(1); // the same places in every run
    std::uniform_int_distribution<qsizetype> anywhere(0, run.moments() - 1);
    std::vector<double> seeks;
    for (int i = 0; i < 300; ++i)
        seeks.push_back(run.ask(writer.lastSession(), false, anywhere(random)));
    print("anywhere", seeks);
    std::vector<double> steps;
    for (qsizetype i = 0; i < std::min<qsizetype>(300, run.moments()); ++i)
        steps.push_back(run.ask(writer.lastSession(), false, i));
    steps.erase(steps.begin()); // that went to the begin first
    print("one event on", steps);
    std::printf("memory of the replay %.1f MB, peak of all %.1f MB\n", memory().rss - before,
        memory().peak);
    return 0;
}
