// SPDX-License-Identifier: MIT
// The timeline of a long log in its panel: how soon there is something to see, how soon a text is
// found, and whether the window stays awake while the log grows by 10,000 lines a second.
#include "core/engine.h"
#include "tests/bench/logfilewriter.h"
#include "tests/bench/measures.h"
#include "ui/models/timelinemodel.h"
#include "ui/models/workmodel.h"
#include "ui/panels/timelinepanel.h"
#include "ui/style.h"
#include "ui/theme.h"
#include "ui/views/timelinelist.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFileInfo>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <thread>

using namespace headgate;
using namespace headgate::bench;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int linesPerSecond = 10'000;
constexpr auto growFor = 10s;
constexpr int portionsPerSecond = 50;

class Bench
{
public:
    Bench(const QString& log, const QString& profile)
        : m_engine(Engine::Options{profile, Engine::EventFeed::Newest, 100})
    {
        m_config.kind = SourceKind::Log;
        m_config.url = QUrl::fromLocalFile(log);
        QObject::connect(&m_engine, &Engine::changesReady, &m_engine, [this] {
            // As the window takes them: at most once a frame.
            if (!m_frame.isActive())
                m_frame.start(16);
        });
        m_frame.setSingleShot(true);
        QObject::connect(&m_frame, &QTimer::timeout, &m_engine, [this] { drain(); });
        PanelPorts ports;
        ports.timeline = &m_model;
        ports.work = &m_work;
        ports.submit = [this](const Command& command) { m_engine.submit(command); };
        ports.selected = [] { return SessionKey(); };
        ports.openSession = [](const SessionKey&) {};
        m_model.setSubmit(ports.submit);
        m_panel = std::make_unique<TimelinePanel>(ports, nullptr);
        m_panel->resize(420, 900);
        m_panel->show();
    }

    void open()
    {
        m_clock.start();
        (void)m_engine.start();
        m_engine.submit(AddSource{m_config});
        m_model.setSource(m_config.id());
        wait([this] { return m_model.at(0) != nullptr; });
        std::printf("first rows            %8.3f s\n", seconds());
        wait([this] { return m_live; });
        std::printf("log indexed           %8.3f s\n", seconds());
    }

    void list()
    {
        // Anew, over what is indexed now: as after a restart.
        m_model.setWatched(false);
        m_clock.start();
        m_model.setWatched(true);
        wait([this] { return m_model.at(0) != nullptr; });
        std::printf("listed: first rows    %8.3f s\n", seconds());
        wait([this] { return !m_model.searching(); });
        std::printf("listed: all %8d  %8.3f s\n", m_model.rowCount(), seconds());
    }

    void find(const QString& text)
    {
        TimelineFilter filter;
        filter.words = {text};
        m_clock.start();
        m_model.setFilter(filter);
        wait([this] { return m_model.rowCount() > 0 || !m_model.searching(); });
        std::printf("text: first hit       %8.3f s\n", seconds());
        wait([this] { return !m_model.searching(); });
        std::printf("text: whole log       %8.3f s (%d hits)\n", seconds(), m_model.rowCount());
        m_model.setFilter({});
        wait([this] { return !m_model.searching(); });
    }

    /** The list is scrolled up and down meanwhile. */
    void grow(LogFileWriter& writer)
    {
        const int before = m_model.rowCount();
        const qint64 written = writer.events();
        std::atomic<bool> done = false;
        std::thread other([&] {
            const auto begin = std::chrono::steady_clock::now();
            for (int i = 0; i < growFor / 1s * portionsPerSecond; ++i) {
                std::this_thread::sleep_until(begin + i * 1000ms / portionsPerSecond);
                writer.more(linesPerSecond / portionsPerSecond);
            }
            done = true;
        });
        std::vector<double> gaps;
        QElapsedTimer beat;
        QTimer heart;
        heart.setTimerType(Qt::PreciseTimer);
        auto* bar = m_panel->findChild<TimelineList*>()->verticalScrollBar();
        int step = 0;
        QObject::connect(&heart, &QTimer::timeout, m_panel.get(), [&] {
            gaps.push_back(double(beat.nsecsElapsed()) / 1e6);
            beat.start();
            if (++step % 8 == 0)
                bar->setValue(step % 160 < 80 ? bar->value() + 400 : 0);
        });
        const double cpu = threadCpuMs();
        beat.start();
        heart.start(4);
        m_clock.start();
        wait([&] { return done.load(); });
        const double took = seconds();
        heart.stop();
        other.join();
        const double used = (threadCpuMs() - cpu) / took / 10;
        const qint64 lines = writer.events() - written;
        wait([&] { return m_model.rowCount() - before >= lines; });
        std::printf("grown by %lld lines (%.0f/s), all listed %.3f s after the last\n",
            static_cast<long long>(lines), double(lines) / took, seconds() - took);
        std::printf("event loop gaps       p50 %.1f ms   p99 %.1f ms   max %.1f ms   window's "
                    "thread %.0f %% of a core\n",
            percentile(gaps, 0.5), percentile(gaps, 0.99), percentile(gaps, 1), used);
    }

private:
    double seconds() const { return double(m_clock.nsecsElapsed()) / 1e9; }

    void drain()
    {
        for (const Change& change : m_engine.takeChanges()) {
            m_model.apply(change);
            m_work.apply(change);
            if (const auto* source = std::get_if<SourceChanged>(&change))
                m_live = source->status.state == SyncState::Live;
        }
    }

    void wait(const std::function<bool()>& done)
    {
        while (!done())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    }

    Engine m_engine;
    SourceConfig m_config;
    TimelineModel m_model;
    WorkModel m_work;
    std::unique_ptr<TimelinePanel> m_panel;
    QElapsedTimer m_clock;
    QTimer m_frame;
    bool m_live = false;
};

} // namespace

int main(int argc, char** argv)
{
    const QApplication app(argc, argv);
    QApplication::setStyle(new Style);
    const qint64 events = argc > 1 ? QByteArray(argv[1]).toLongLong() : 500'000;
    const QTemporaryDir directory;
    const QString log = directory.filePath(u"durable_stream.jsonl"_s);
    LogFileWriter writer(log);
    writer.write(events);
    std::printf("%lld events, %.1f MB\n", static_cast<long long>(events),
        double(QFileInfo(log).size()) / 1e6);
    Bench bench(log, directory.filePath(u"profile"_s));
    bench.open();
    bench.list();
    bench.find(u"prt_c"_s + QString::number(events / 2 / 17 * 17));
    bench.grow(writer);
    std::printf("memory %.1f MB, peak %.1f MB\n", memory().rss, memory().peak);
    return 0;
}
