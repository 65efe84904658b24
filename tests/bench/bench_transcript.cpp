// SPDX-License-Identifier: MIT
// Prints how long frames of the transcript take and what it weighs: bench_transcript [blocks]
#include "tests/ui/transcriptdata.h"
#include "ui/views/transcriptview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QScrollBar>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <malloc.h>
#include <time.h>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

double pssInMb()
{
    malloc_trim(0);
    QFile file(u"/proc/self/smaps_rollup"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (line.startsWith("Pss:"))
            return line.simplified().split(' ').value(1).toDouble() / 1024;
    }
    return 0;
}

/** Wall time, and the time this thread had a core: on a busy machine the two differ. */
struct Spent
{
    double wall = 0;
    double cpu = 0;
};

double cpuMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

Spent spentOn(const std::function<void()>& work)
{
    QElapsedTimer timer;
    timer.start();
    const double cpu = cpuMs();
    work();
    return {static_cast<double>(timer.nsecsElapsed()) / 1e6, cpuMs() - cpu};
}

void figures(std::vector<double> ms)
{
    std::sort(ms.begin(), ms.end());
    const auto at = [&ms](double share) {
        return ms[std::min(
            ms.size() - 1, static_cast<size_t>(share * static_cast<double>(ms.size())))];
    };
    std::printf("  %7.2f %7.2f %7.2f", at(0.5), at(0.99), ms.back());
}

void single(const char* what, int n, Spent spent)
{
    std::printf("%-40s %6d  %7.2f                  %7.2f\n", what, n, spent.wall, spent.cpu);
}

/** One frame: the work that leads to it, then laying out and painting what it changed. */
void frames(const char* what, TranscriptView& view, int count, const std::function<void(int)>& work)
{
    std::vector<double> wall;
    std::vector<double> cpu;
    for (int i = 0; i < count; ++i) {
        const Spent spent = spentOn([&] {
            work(i);
            view.showApplied();
            QCoreApplication::sendPostedEvents(); // lays out
            QCoreApplication::sendPostedEvents(); // paints
        });
        wall.push_back(spent.wall);
        cpu.push_back(spent.cpu);
    }
    std::printf("%-40s %6d", what, count);
    figures(wall);
    figures(cpu);
    std::printf("\n");
}

void scrolling(TranscriptView& view)
{
    QScrollBar* bar = view.verticalScrollBar();
    const int page = bar->pageStep() - 44;
    view.goToEnd();
    view.seenBlocks();
    frames("page up, never laid out before", view, 500,
        [&](int) { bar->setValue(bar->value() - page); });
    frames("page down", view, 500, [&](int) { bar->setValue(bar->value() + page); });
    frames("wheel up, 66 px", view, 1000, [&](int) { bar->setValue(bar->value() - 66); });
    QRandomGenerator random(1);
    frames("jump anywhere", view, 500, [&](int) { bar->setValue(random.bounded(bar->maximum())); });
}

void streaming(TranscriptView& view, const char* what, const QString& word, int count)
{
    static int turn = 0;
    const QString id = u"stream%1"_s.arg(turn++);
    const SessionKey key = view.document().key();
    view.apply(MessageChanged{key, test::message(id, Role::Assistant, 9'000'000 + turn, false)});
    view.apply(PartChanged{key, test::textPart(id, id, {}, false)});
    view.setRunning(true);
    const auto work = [&](int i) {
        for (int k = 0; k < 3 + i % 2; ++k) // 200 deltas a second at 60 frames
            view.apply(PartAppended{key, MessageId(id), PartId(id),
                (i * 3 + k) % 40 == 39 ? QString(word + u"\n\n"_s) : word});
    };
    frames(what, view, count, work);
    view.apply(PartChanged{key, test::textPart(id, id, u"done"_s)});
    view.setRunning(false);
}

void growingParagraph(TranscriptView& view)
{
    const SessionKey key = view.document().key();
    view.apply(PartChanged{key, test::textPart(u"long"_s, u"long"_s, {}, false)});
    frames("one paragraph growing to 60 KB", view, 1500, [&](int) {
        view.apply(PartAppended{key, MessageId(u"long"_s), PartId(u"long"_s),
            u"forty characters of a sentence to follow"_s + u' '});
    });
}

/** Enough messages for about this many blocks. */
TranscriptLoaded sessionOf(int blocks)
{
    return test::longSession(static_cast<int>(blocks / 4.66));
}

void open(TranscriptView& view, const char* what, int messages, int blocks)
{
    TranscriptLoaded session = messages > 0 ? test::longSession(messages) : sessionOf(blocks);
    view.openSession(session.key);
    const Spent spent = spentOn([&] {
        view.apply(session);
        view.seenBlocks();
        view.viewport()->repaint();
    });
    single(what, view.document().blockCount(), spent);
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    const int blocks = argc > 1 ? app.arguments().at(1).toInt() : 100'000;
    TranscriptView view;
    view.resize(810, 720);
    view.show();
    QApplication::processEvents();
    const double before = pssInMb();
    std::printf("%-40s %6s  %7s %7s %7s  %7s %7s %7s\n", "ms per frame at 810x720", "n", "wall p50",
        "p99", "max", "cpu p50", "p99", "max");
    open(view, "open 3,000 messages (blocks)", 3000, 0);
    open(view, "open the long session (blocks)", 0, blocks);
    const double opened = pssInMb();
    scrolling(view);
    view.goToEnd();
    streaming(view, "200 deltas/s, following", u"word `code` and more "_s, 1200);
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->value() - 4000);
    view.seenBlocks();
    streaming(view, "200 deltas/s, not following", u"word `code` and more "_s, 1200);
    view.goToEnd();
    growingParagraph(view);
    frames("change of one part far above", view, 200, [&](int i) {
        const QString m = u"m%1"_s.arg(6 * i + 1, 6, 10, QLatin1Char('0'));
        view.apply(PartChanged{view.document().key(),
            test::textPart(m, m + u"a"_s, u"changed\n\n"_s.repeated(i % 20 + 1))});
    });
    const Spent resized = spentOn([&] {
        view.resize(700, 720);
        view.seenBlocks();
        view.viewport()->repaint();
    });
    single("resize to 700 px (blocks)", view.document().blockCount(), resized);
    view.selectAll();
    frames("all selected, jump anywhere", view, 200,
        [&](int i) { view.verticalScrollBar()->setValue(i * 997); });
    qsizetype units = 0;
    const Spent copied = spentOn([&] { units = view.selectedText().size(); });
    single("copy all (thousand characters)", static_cast<int>(units / 1000), copied);
    std::printf("\nPSS in MB: %.1f at start, %.1f with the session open, %.1f at the end\n", before,
        opened, pssInMb());
    return 0;
}
