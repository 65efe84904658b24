// SPDX-License-Identifier: MIT
// The wall with 12 sessions that all talk at once: how long a frame's changes hold the window, and
// how long the tiles that changed take to be arranged and painted: bench_wall [FRAMES]
#include "tests/bench/measures.h"
#include "tests/ui/wallfeed.h"
#include "ui/colourscheme.h"
#include "ui/mainwindow.h"
#include "ui/panels/wallpage.h"
#include "ui/preferences.h"
#include "ui/style.h"
#include "ui/views/wallview.h"
#include "ui/windowstate.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTextStream>

#include <algorithm>

using namespace headgate;
using bench::percentile;
using namespace Qt::StringLiterals;

namespace {

constexpr int sessions = 12;

SessionKey keyOf(int i)
{
    return {FakeFeed::workstation(), SessionId(u"ses_bench%1"_s.arg(i))};
}

Session sessionOf(int i, int frame)
{
    Session s = WallFeed::session(0);
    s.id = keyOf(i).session;
    s.title = u"Session %1 of the benchmark"_s.arg(i);
    s.updated = FakeFeed::now() + std::chrono::milliseconds(16 * frame);
    if (frame % 40 < 20)
        s.activity = {Activity::Kind::Tool, u"bash"_s, u"npm test -- part %1"_s.arg(frame)};
    else
        s.activity = {Activity::Kind::Writing, {}, {}};
    s.cost = 0.001 * frame;
    return s;
}

Part partOf(int i, int number)
{
    Part part;
    part.id = PartId(u"prt_b%1_%2"_s.arg(i).arg(number));
    part.message = MessageId(u"msg_b%1"_s.arg(i));
    part.session = keyOf(i).session;
    part.kind = PartKind::Text;
    part.final = false;
    part.text = u"A new paragraph, number %1. "_s.arg(number);
    return part;
}

/** What 12 sessions tell within 16 ms when each sends 200 pieces a second. */
ChangeBatch frameOf(int frame)
{
    ChangeBatch batch;
    for (int i = 0; i < sessions; ++i) {
        if (frame % 120 == 0)
            batch.push_back(PartChanged{keyOf(i), partOf(i, frame / 120)});
        for (int n = 0; n < 3; ++n)
            batch.push_back(PartAppended{keyOf(i), MessageId(u"msg_b%1"_s.arg(i)),
                PartId(u"prt_b%1_%2"_s.arg(i).arg(frame / 120)),
                n == 2 && frame % 9 == 0 ? u"and so on.\n\n"_s : u"some **words** of it, "_s});
        if ((frame + i) % 4 == 0)
            batch.push_back(SessionChanged{sessionOf(i, frame)});
    }
    return batch;
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QApplication::setStyle(new Style);
    QApplication::setFont(theme::uiFont());
    QTextStream out(stdout);
    const int frames = argc > 1 ? QString::fromLocal8Bit(argv[1]).toInt() : 2000;
    Timestamp now = FakeFeed::now();
    Preferences preferences({});
    WindowState state({});
    ColourScheme scheme(ThemeChoice::Light);
    WindowPorts ports;
    ports.submit = [](const Command&) {};
    ports.now = [&now] { return now; };
    ports.preferences = &preferences;
    ports.state = &state;
    ports.scheme = &scheme;
    MainWindow window(std::move(ports));
    window.resize(1920, 1080);
    window.apply(FakeFeed::sources());
    for (int i = 0; i < sessions; ++i)
        window.apply({SessionChanged{sessionOf(i, 0)}});
    window.show();
    window.action(ActionId::ShowWall)->trigger();
    for (int i = 0; i < sessions; ++i)
        window.apply({WallFeed::transcript(keyOf(i), i)});
    QApplication::processEvents();
    auto* page = window.findChild<WallPage*>();
    auto* view = page->view();
    std::vector<double> applied;
    std::vector<double> appliedCpu;
    std::vector<double> shown;
    std::vector<double> arranged;
    std::vector<double> painted;
    QElapsedTimer timer;
    for (int frame = 0; frame < frames; ++frame) {
        now += std::chrono::milliseconds(16);
        const ChangeBatch batch = frameOf(frame);
        timer.start();
        const double begun = bench::threadCpuMs();
        window.apply(batch);
        applied.push_back(double(timer.nsecsElapsed()) / 1e6);
        appliedCpu.push_back(bench::threadCpuMs() - begun);
        if (frame % 3 != 2)
            continue;
        // Every 50 ms, as the wall itself does.
        timer.start();
        const double before = bench::threadCpuMs();
        page->tick();
        const double between = bench::threadCpuMs();
        QCoreApplication::sendPostedEvents(); // what is to be painted
        shown.push_back(double(timer.nsecsElapsed()) / 1e6);
        arranged.push_back(between - before);
        painted.push_back(bench::threadCpuMs() - between);
    }
    const auto print = [&out](const char* what, const std::vector<double>& ms) {
        out << qSetFieldWidth(44) << Qt::left << what << qSetFieldWidth(0) << "p50 "
            << QString::number(percentile(ms, 0.5), 'f', 2) << "  p99 "
            << QString::number(percentile(ms, 0.99), 'f', 2) << "  max "
            << QString::number(*std::ranges::max_element(ms), 'f', 2) << " ms\n";
    };
    out << sessions << " sessions, " << frames << " frames of 16 ms, " << view->columns()
        << " columns\n";
    print("changes of a frame applied", applied);
    print("  of that, CPU", appliedCpu);
    print("tiles arranged and painted", shown);
    print("  of that, CPU: arranged", arranged);
    print("  of that, CPU: painted", painted);
    return 0;
}
