// SPDX-License-Identifier: MIT
// Prints how the whole window behaves on a busy stream, how soon it shows what matters, and what it
// weighs, each measured in a process of its own: bench_window [runs]
// [beat|ask|open|start|weight|idle]...
#include "core/engine.h"
#include "tests/bench/benchserver.h"
#include "tests/bench/measures.h"
#include "tests/bench/painted.h"
#include "ui/colourscheme.h"
#include "ui/focusring.h"
#include "ui/mainwindow.h"
#include "ui/panels/waitingcard.h"
#include "ui/style.h"
#include "ui/views/transcriptview.h"
#include "ui/windowstate.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>

using namespace headgate;
using namespace headgate::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int longSession = 3000;

/** The window with all it stands on, put together as the program does. */
struct Stage
{
    explicit Stage(const QString& profile, const QString& server, bool begin = true)
        : preferences(QString())
        , state(QString())
        , scheme(ThemeChoice::Light)
        , engine({.profile = profile})
        , director{QUrl(server)}
    {
        QApplication::setStyle(new Style);
        QApplication::setFont(theme::uiFont());
        ring = std::make_unique<FocusRing>(qApp);
        WindowPorts ports{[this](const Command& command) { engine.submit(command); },
            [] { return std::chrono::floor<milliseconds>(std::chrono::system_clock::now()); }, {},
            nullptr, &preferences, &state, &scheme};
        window = std::make_unique<MainWindow>(std::move(ports));
        window->follow(&engine);
        config.url = QUrl(server);
        if (begin)
            start();
    }

    ~Stage() { window.reset(); }

    void start()
    {
        if (!engine.start())
            std::exit(1);
    }
    void show()
    {
        window->resize(1440, 900);
        window->show();
    }
    void connectAndSelect(const QString& session)
    {
        const SessionKey key{config.id(), SessionId(session)};
        window->selectWhenKnown(key);
        engine.submit(AddSource{config});
        waitUntil([&] { return window->selected() == key; }, "the session");
        waitUntil([&] { return !transcript().document().isLoading(); }, "the transcript");
    }
    TranscriptView& transcript() const { return *window->findChild<TranscriptView*>(); }

    Preferences preferences;
    WindowState state;
    ColourScheme scheme;
    std::unique_ptr<FocusRing> ring;
    Engine engine;
    Director director;
    SourceConfig config;
    std::unique_ptr<MainWindow> window;
};

double msSince(qint64 fromNs, qint64 toNs)
{
    return static_cast<double>(toNs - fromNs) / 1e6;
}

qint64 startOf(const QJsonObject& answer)
{
    return static_cast<qint64>(answer["startNs"_L1].toDouble());
}

/** How late a 1 ms timer is while 5,000 events a second arrive for 10 s. */
int beat(Painted& app, const QStringList& arguments)
{
    const QTemporaryDir profile;
    Stage stage(profile.path(), arguments.value(0));
    const QString session = arguments.value(1);
    stage.director.tellAndWait(u"what=create&session="_s + session);
    stage.show();
    stage.connectAndSelect(session);
    turnFor(500);

    std::vector<double> gaps;
    std::vector<double> own; // of it, what this thread itself had a core for
    qint64 last = steadyNs();
    double lastCpu = threadCpuMs();
    QTimer heart;
    heart.setTimerType(Qt::PreciseTimer);
    heart.setInterval(1);
    QObject::connect(&heart, &QTimer::timeout, &heart, [&] {
        const qint64 now = steadyNs();
        gaps.push_back(msSince(last, now));
        last = now;
        const double cpu = threadCpuMs();
        own.push_back(cpu - lastCpu);
        lastCpu = cpu;
    });
    const int framesBefore = app.frames();
    const double uiBefore = cpuMs("bench_window");
    const double allBefore = cpuMs();
    const double engineBefore = cpuMs("engine");
    heart.start();
    QJsonObject sent;
    stage.director.tell(u"what=rate&perSecond=5000&seconds=10&end=heardgate&session="_s + session,
        [&sent](const QJsonObject& answer) { sent = answer; });
    waitUntil([&sent] { return !sent.isEmpty(); }, "ten seconds of events");
    heart.stop();
    Figures figures;
    figures["frames"] = app.frames() - framesBefore;
    figures["ui"] = cpuMs("bench_window") - uiBefore;
    figures["engine"] = cpuMs("engine") - engineBefore;
    figures["cpu"] = cpuMs() - allBefore;
    waitUntil([&] { return stage.transcript().visibleText().contains(u"heardgate"_s); }, "the end");
    figures["behind"] = msSince(static_cast<qint64>(sent["endNs"_L1].toDouble()), steadyNs());
    figures["seconds"] = (sent["endNs"_L1].toDouble() - sent["startNs"_L1].toDouble()) / 1e9;
    figures["events"] = sent["events"_L1].toDouble();
    figures["p50"] = percentile(gaps, 0.5);
    figures["p99"] = percentile(gaps, 0.99);
    figures["max"] = percentile(gaps, 1);
    figures["own99"] = percentile(own, 0.99);
    figures["ownMax"] = percentile(own, 1);
    print(figures);
    return 0;
}

/** From a request on the wire to the frame that shows it, at rest and on a busy stream. */
int ask(Painted& app, const QStringList& arguments)
{
    const QTemporaryDir profile;
    Stage stage(profile.path(), arguments.value(0));
    const QString session = arguments.value(1);
    const QString busy = arguments.value(2);
    stage.director.tellAndWait(u"what=create&session="_s + session);
    stage.show();
    stage.connectAndSelect(session);
    turnFor(500);
    bool streaming = false;
    if (!busy.isEmpty()) {
        streaming = true;
        stage.director.tell(u"what=rate&perSecond=5000&seconds=6&session="_s + session,
            [&streaming](const QJsonObject&) { streaming = false; });
        turnFor(300);
    }
    std::vector<double> times;
    for (int i = 0; i < 20; ++i) {
        app.await([](QObject* widget) {
            const auto* card = qobject_cast<WaitingCard*>(widget);
            return card && card->isVisible();
        });
        const QJsonObject sent = stage.director.tellAndWait(u"what=ask&session="_s + session);
        waitUntil([&] { return app.atNs() > 0; }, "the request");
        times.push_back(msSince(startOf(sent), app.atNs()));
        stage.director.tellAndWait(u"what=replied&session="_s + session);
        waitUntil(
            [&] {
                const auto cards = stage.window->findChildren<WaitingCard*>();
                return std::ranges::none_of(cards, [](auto* card) { return card->isVisible(); });
            },
            "the answer");
        turnFor(90 + 7 * i);
    }
    waitUntil([&] { return !streaming; }, "the stream's end");
    print({{"p50", median(times)}, {"max", percentile(times, 1)}});
    return 0;
}

/** Puts sessions into a history, for the other processes to open: URL, profile. */
int fill(const QStringList& arguments)
{
    Engine engine({.profile = arguments.value(1), .feed = Engine::EventFeed::Off});
    if (!engine.start())
        return 1;
    SourceStatus status;
    QObject::connect(&engine, &Engine::changesReady, &engine, [&] {
        for (const Change& change : engine.takeChanges()) {
            if (const auto* source = std::get_if<SourceChanged>(&change))
                status = source->status;
        }
    });
    SourceConfig config;
    config.url = QUrl(arguments.value(0));
    Director director(config.url);
    director.tellAndWait(u"what=create&session=ses_long"_s);
    director.tellAndWait(u"what=create&session=ses_short"_s);
    engine.submit(AddSource{config});
    waitUntil([&] { return status.state == SyncState::Live; }, "the connection");
    turnFor(300);
    const qint64 before = status.events;
    qint64 events = 0;
    for (const auto& [session, messages] :
        {std::pair{u"ses_short"_s, 20}, {u"ses_long"_s, longSession}}) {
        const auto sent =
            director.tellAndWait(u"what=past&session=%1&messages=%2"_s.arg(session).arg(messages));
        events += static_cast<qint64>(sent["events"_L1].toDouble());
    }
    waitUntil([&] { return status.events - before >= events; }, "the past");
    print({{"events", double(events)}});
    return 0;
}

/** From the choice of the long session to its first frame out of the history. */
int open(Painted& app, const QStringList& arguments)
{
    Stage stage(arguments.value(1), arguments.value(0));
    stage.show();
    stage.connectAndSelect(u"ses_short"_s);
    turnFor(1000);
    const SessionKey key{stage.config.id(), SessionId(u"ses_long"_s)};
    TranscriptView& view = stage.transcript();
    app.await([&](QObject* widget) {
        return widget == view.viewport() && view.document().key() == key
            && view.document().blockCount() > 1;
    });
    const qint64 before = steadyNs();
    const double cpu = cpuMs();
    stage.window->select(key);
    waitUntil([&] { return app.atNs() > 0; }, "the long session");
    Figures figures{{"ms", msSince(before, app.atNs())}, {"cpu", cpuMs() - cpu}};
    waitUntil([&] { return !view.document().isLoading(); }, "the server's page");
    // All of it, as one who reads back to the begin would have it.
    const qint64 paging = steadyNs();
    double lastMs = 0;
    // Pages that the history has already are asked of the server as well; they bring nothing.
    for (int empty = 0; view.document().hasOlder() && empty < 2;) {
        const int items = view.document().itemCount();
        stage.engine.submit(LoadOlder{key});
        const qint64 asked = steadyNs();
        waitUntil(
            [&] {
                return view.document().itemCount() != items || msSince(asked, steadyNs()) > 400;
            },
            "older messages");
        empty = view.document().itemCount() == items ? empty + 1 : 0;
        if (empty == 0)
            lastMs = msSince(paging, steadyNs());
    }
    figures["allMs"] = lastMs;
    figures["items"] = view.document().itemCount();
    turnFor(1500);
    figures["allPss"] = memory().pss;
    figures["allDirty"] = memory().privateDirty;
    print(figures);
    return 0;
}

/** What the window weighs with a session open: URL, profile, session. */
int weight(Painted&, const QStringList& arguments)
{
    Stage stage(arguments.value(1), arguments.value(0));
    stage.show();
    stage.connectAndSelect(arguments.value(2));
    turnFor(3000);
    const Memory now = memory();
    print({{"pss", now.pss}, {"dirty", now.privateDirty}, {"rss", now.rss}});
    return 0;
}

/** What ten seconds cost in which nothing happens. */
int idle(Painted&, const QStringList& arguments)
{
    const QTemporaryDir profile;
    Stage stage(profile.path(), arguments.value(0));
    stage.director.tellAndWait(u"what=create&session=ses_idle"_s);
    stage.show();
    stage.connectAndSelect(u"ses_idle"_s);
    if (arguments.value(1) == u"hidden"_s)
        stage.window->hide();
    turnFor(3000);
    const double cpu = cpuMs();
    const double ui = cpuMs("bench_window");
    const qint64 wakes = wakeUps();
    turnFor(10'000);
    print({{"cpu", cpuMs() - cpu}, {"ui", cpuMs("bench_window") - ui},
        {"wakes", double(wakeUps() - wakes)}});
    return 0;
}

/** The process has begun; the first frame ends it. Profile. */
int start(Painted& app, const QStringList& arguments, qint64 mainNs)
{
    // As the program does: a history that must be made first waits for the first frame.
    const bool known = Engine::hasHistory(arguments.value(1));
    Stage stage(arguments.value(1), arguments.value(0), known);
    stage.window->expectSources(true);
    app.await([](QObject*) { return true; });
    if (known)
        stage.engine.submit(AddSource{stage.config});
    stage.show();
    waitUntil([&] { return app.atNs() > 0; }, "the first frame");
    const auto begun = arguments.value(2).toLongLong();
    print({{"ms", msSince(begun, app.atNs())}, {"main", msSince(begun, mainNs)}, {"cpu", cpuMs()}});
    return 0;
}

int runOne(int argc, char** argv)
{
    const qint64 mainNs = steadyNs();
    Painted app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments().mid(3);
    const QString what = QCoreApplication::arguments().value(2);
    if (what == u"beat"_s)
        return beat(app, arguments);
    if (what == u"ask"_s)
        return ask(app, arguments);
    if (what == u"fill"_s)
        return fill(arguments);
    if (what == u"open"_s)
        return open(app, arguments);
    if (what == u"weight"_s)
        return weight(app, arguments);
    if (what == u"idle"_s)
        return idle(app, arguments);
    return start(app, arguments, mainNs);
}

void row(const char* what, double value, const char* unit, const char* goal = "")
{
    std::printf("%-58s %9.2f %-6s %s\n", what, value, unit, goal);
    std::fflush(stdout);
}

/** Everything the parent process needs to have one figure measured by a child. */
struct Bench
{
    QString self;
    QString url;
    QString profile;
    int runs = 3;

    Figures of(const QStringList& arguments, int times = 0) const
    {
        return medians(repeat(self, QStringList{u"run"_s} + arguments, times > 0 ? times : runs));
    }
};

void beats(const Bench& bench)
{
    const Figures f = bench.of({u"beat"_s, bench.url, u"ses_beat@"_s});
    std::printf("5,000 events/s for 10 s, their session open (%.0f events in %.1f s)\n",
        f["events"], f["seconds"]);
    row("  heartbeat gap, p50", f["p50"], "ms");
    row("  heartbeat gap, p99", f["p99"], "ms", "goal < 16");
    row("  heartbeat gap, max", f["max"], "ms", "goal < 50");
    row("  CPU of the UI thread between two beats, p99", f["own99"], "ms", "goal < 16");
    row("  CPU of the UI thread between two beats, max", f["ownMax"], "ms", "goal < 50");
    row("  from the last event on the wire to its frame", f["behind"], "ms");
    row("  frames a second", f["frames"] / f["seconds"], "1/s");
    row("  UI thread, share of a core", f["ui"] / f["seconds"] / 10, "%");
    row("  engine thread, share of a core", f["engine"] / f["seconds"] / 10, "%");
    row("  whole process, share of a core", f["cpu"] / f["seconds"] / 10, "%");
}

void asks(const Bench& bench)
{
    std::printf("permission.asked on the wire to its card painted, 20 requests a run\n");
    const Figures rest = bench.of({u"ask"_s, bench.url, u"ses_ask@"_s});
    row("  at rest, p50", rest["p50"], "ms", "goal < 50");
    row("  at rest, max", rest["max"], "ms");
    const Figures busy = bench.of({u"ask"_s, bench.url, u"ses_askbusy@"_s, u"busy"_s});
    row("  at 5,000 events/s, p50", busy["p50"], "ms", "goal < 50");
    row("  at 5,000 events/s, max", busy["max"], "ms");
}

void opens(const Bench& bench)
{
    const Figures f = bench.of({u"open"_s, bench.url, bench.profile}, bench.runs + 2);
    std::printf("A session of 3,000 messages, out of the history\n");
    row("  chosen to first frame", f["ms"], "ms", "goal < 60");
    row("  CPU of all threads until then", f["cpu"], "ms");
    row("  paging all of it in", f["allMs"], "ms");
    row("  PSS with all of it paged in", f["allPss"], "MB");
}

void starts(const Bench& bench)
{
    std::printf("Process start to first frame\n");
    const QTemporaryDir empty;
    for (const auto& [name, profile] : {std::pair{"  empty profile", empty.path()},
             {"  profile with 3,000 messages", bench.profile}}) {
        std::vector<Figures> runs;
        for (int i = 0; i < bench.runs + 4; ++i)
            runs.push_back(repeat(bench.self,
                {u"run"_s, u"start"_s, bench.url, profile, QString::number(steadyNs())}, 1)
                               .front());
        const Figures f = medians(runs);
        row(name, f["ms"], "ms", "goal < 150");
        row("    of it before main()", f["main"], "ms");
        row("    CPU of all threads", f["cpu"], "ms");
    }
}

void weights(const Bench& bench)
{
    std::printf("Memory three seconds after opening\n");
    const Figures one = bench.of({u"weight"_s, bench.url, bench.profile, u"ses_short"_s});
    row("  PSS, one session of 20 messages", one["pss"], "MB", "goal 60");
    row("  private and dirty", one["dirty"], "MB");
    const Figures all = bench.of({u"weight"_s, bench.url, bench.profile, u"ses_long"_s});
    row("  PSS, the session of 3,000 messages", all["pss"], "MB", "goal 75");
    row("  private and dirty", all["dirty"], "MB");
}

void idles(const Bench& bench)
{
    std::printf("Ten seconds in which nothing moves\n");
    const Figures seen = bench.of({u"idle"_s, bench.url, u"visible"_s}, 1);
    row("  CPU, window visible (an age label each second)", seen["cpu"], "ms");
    row("  wake-ups of all threads, visible", seen["wakes"], "");
    const Figures hidden = bench.of({u"idle"_s, bench.url, u"hidden"_s}, 1);
    row("  CPU, window hidden", hidden["cpu"], "ms", "goal 0");
    row("  wake-ups of all threads, hidden", hidden["wakes"], "");
}

} // namespace

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM") && !qEnvironmentVariableIsSet("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    if (argc > 2 && qstrcmp(argv[1], "run") == 0)
        return runOne(argc, argv);
    const QCoreApplication app(argc, argv);
    BenchServer server;
    if (!server.start())
        return 1;
    const QTemporaryDir profile;
    Bench bench{QCoreApplication::applicationFilePath(), server.url(), profile.path()};
    if (argc > 1)
        bench.runs = std::max(1, app.arguments().at(1).toInt());
    const QStringList wanted = app.arguments().mid(2);
    const auto want = [&wanted](const QString& what) {
        return wanted.isEmpty() || wanted.contains(what);
    };
    std::printf("Medians of %d runs or more, window of 1440x900\n", bench.runs);
    bench.of({u"fill"_s, bench.url, bench.profile}, 1);
    if (want(u"beat"_s))
        beats(bench);
    if (want(u"ask"_s))
        asks(bench);
    if (want(u"open"_s))
        opens(bench);
    if (want(u"start"_s))
        starts(bench);
    if (want(u"weight"_s))
        weights(bench);
    if (want(u"idle"_s))
        idles(bench);
    return 0;
}
