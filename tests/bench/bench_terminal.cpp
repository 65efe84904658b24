// SPDX-License-Identifier: MIT
// What a terminal costs: bytes read a second, a frame of 120 by 40 painted, a screen told.
#include "core/terminal/grid.h"
#include "tests/bench/measures.h"
#include "ui/views/terminalpainter.h"

#include <QApplication>
#include <QImage>
#include <QPainter>

#include <cstdio>

using namespace headgate;
using namespace headgate::bench;

namespace {

constexpr TerminalSize size{120, 40};
constexpr qsizetype streamBytes = 16 * 1024 * 1024;

QByteArray plainLines(int i)
{
    return "drwxr-xr-x  4 root root  4096 Nov 22 14:0" + QByteArray::number(i % 10)
        + " directory-with-a-long-name-" + QByteArray::number(i) + "\r\n";
}

QByteArray colouredLines(int i)
{
    return "\x1b[1;34mdir-" + QByteArray::number(i) + "\x1b[m  \x1b[38;5;"
        + QByteArray::number(i % 256) + "mword\x1b[m \x1b[48;2;1;2;" + QByteArray::number(i % 256)
        + "mtrue\x1b[m 漢字 é\r\n";
}

/** A full-screen program that writes rows at their places. */
QByteArray places(int i)
{
    return "\x1b[" + QByteArray::number(1 + i % 40) + ";1H\x1b[32m" + QByteArray::number(i)
        + "\x1b[39m \x1b[7m CPU \x1b[27m|||||||||||        |\x1b[K";
}

void reading(const char* what, QByteArray (*piece)(int))
{
    QByteArray stream;
    for (int i = 0; stream.size() < streamBytes; ++i)
        stream += piece(i);
    terminal::Grid grid(size);
    terminal::Parser parser;
    const double before = threadCpuMs();
    for (qsizetype at = 0; at < stream.size(); at += 65536)
        parser.feed(
            QByteArrayView(stream).sliced(at, std::min<qsizetype>(65536, stream.size() - at)),
            grid);
    const double spent = threadCpuMs() - before;
    std::printf("%-36s %7.1f MB/s\n", what, double(stream.size()) / 1e6 / (spent / 1000));
}

void frames(const char* what, QByteArray (*piece)(int))
{
    terminal::Grid grid(size);
    terminal::Parser parser;
    TerminalPainter painter;
    const QSizeF cell = painter.cell();
    QImage image(
        int(cell.width() * size.columns), int(cell.height() * size.rows), QImage::Format_RGB32);
    std::vector<double> told;
    std::vector<double> painted;
    for (int frame = 0; frame < 300; ++frame) {
        for (int i = 0; i < size.rows; ++i)
            parser.feed(piece(frame * size.rows + i), grid);
        double before = threadCpuMs();
        const terminal::Screen screen = grid.screen();
        told.push_back(threadCpuMs() - before);
        before = threadCpuMs();
        QPainter on(&image);
        on.fillRect(image.rect(), Qt::white);
        painter.paint(on, {&screen, screen.history.size(), size.rows, {}, true, {}});
        on.end();
        painted.push_back(threadCpuMs() - before);
    }
    std::printf("%-36s %7.3f %7.3f  %7.3f %7.3f\n", what, median(painted),
        percentile(painted, 0.99), median(told), percentile(told, 0.99));
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    std::printf("bytes into a screen of 120 x 40, by CPU time\n");
    reading("plain lines", plainLines);
    reading("colours and wide characters", colouredLines);
    reading("a full-screen program", places);
    std::printf("\n%-36s %7s %7s  %7s %7s\n", "ms of CPU a frame", "painted", "p99", "told", "p99");
    frames("plain lines", plainLines);
    frames("colours and wide characters", colouredLines);
    frames("a full-screen program", places);
    return 0;
}
