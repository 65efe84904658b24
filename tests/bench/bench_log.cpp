// SPDX-License-Identifier: MIT
// How long a log takes: from the command to follow it to the first session, to the last line, to
// the newest page of one session; what that costs in memory and on disk.
#include "core/engine.h"
#include "tests/bench/logfilewriter.h"
#include "tests/bench/measures.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <cstdio>
#include <functional>
#include <map>

using namespace headgate;
using namespace headgate::bench;
using namespace Qt::StringLiterals;

namespace {

struct Times
{
    double firstSession = 0; ///< s
    double live = 0; ///< s
    double page = 0; ///< s
    double cpu = 0; ///< s
};

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

    Times measure(const QByteArray& session)
    {
        Times times;
        const double cpu = cpuMs();
        m_clock.start();
        (void)m_engine.start();
        m_engine.submit(AddSource{m_config});
        wait([this] { return m_sessions > 0; });
        times.firstSession = seconds();
        wait([this] { return m_live; });
        times.live = seconds();
        const double before = seconds();
        m_engine.submit(OpenSession{{m_config.id(), SessionId(QString::fromUtf8(session))}});
        wait([this] { return m_messages > 0; });
        times.page = seconds() - before;
        times.cpu = (cpuMs() - cpu) / 1e3;
        return times;
    }

private:
    double seconds() const { return double(m_clock.nsecsElapsed()) / 1e9; }

    void drain()
    {
        for (const Change& change : m_engine.takeChanges()) {
            if (std::holds_alternative<SessionChanged>(change))
                ++m_sessions;
            if (const auto* source = std::get_if<SourceChanged>(&change))
                m_live = source->status.state == SyncState::Live;
            if (const auto* page = std::get_if<TranscriptLoaded>(&change))
                m_messages = page->messages.size();
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
    QElapsedTimer m_clock;
    QEventLoop m_loop;
    std::function<bool()> m_done;
    qint64 m_sessions = 0;
    size_t m_messages = 0;
    bool m_live = false;
};

void print(const char* what, const Times& times, qint64 events)
{
    std::printf(
        "%-9s first session %6.3f s   all %7.3f s (%.0f events/s)   page %6.3f s   cpu %6.2f s\n",
        what, times.firstSession, times.live, double(events) / times.live, times.page, times.cpu);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    const qint64 events = argc > 1 ? QByteArray(argv[1]).toLongLong() : 500'000;
    if (events <= 0) {
        std::fprintf(stderr, "usage: bench_log [EVENTS]\n");
        return 2;
    }
    const QTemporaryDir directory;
    const QString log = directory.filePath(u"durable_stream.jsonl"_s);
    LogFileWriter writer(log);
    writer.write(events);
    std::printf("%lld events, %.1f MB\n", static_cast<long long>(events),
        double(QFileInfo(log).size()) / 1e6);
    const QString profile = directory.filePath(u"profile"_s);
    print("new", Run(log, profile).measure(writer.lastSession()), events);
    std::printf("history %.1f MB, peak memory %.1f MB\n",
        double(QFileInfo(profile + "/history.db"_L1).size()) / 1e6, memory().peak);
    print("known", Run(log, profile).measure(writer.lastSession()), events);
    return 0;
}
