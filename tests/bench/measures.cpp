// SPDX-License-Identifier: MIT
#include "tests/bench/measures.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <time.h>
#include <unistd.h>

namespace headgate::bench {

using namespace Qt::StringLiterals;

namespace {

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/** The number behind `name` in a file of "name: number" lines; kilobytes there. */
double field(const QByteArray& text, const QByteArray& name)
{
    for (const QByteArray& line : text.split('\n')) {
        if (line.startsWith(QByteArray(name + ":")))
            return line.simplified().split(' ').value(1).toDouble();
    }
    return 0;
}

double clockMs(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

QStringList threads()
{
    return QDir(u"/proc/self/task"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
}

} // namespace

Memory memory()
{
    const QByteArray status = contents(u"/proc/self/status"_s);
    const QByteArray maps = contents(u"/proc/self/smaps_rollup"_s);
    return {field(status, "VmRSS") / 1024, field(status, "VmHWM") / 1024, field(maps, "Pss") / 1024,
        field(maps, "Private_Dirty") / 1024};
}

void resetPeak()
{
    QFile file(u"/proc/self/clear_refs"_s);
    if (file.open(QIODevice::WriteOnly))
        file.write("5");
}

double threadCpuMs()
{
    return clockMs(CLOCK_THREAD_CPUTIME_ID);
}

double cpuMs(const QByteArray& thread)
{
    if (thread.isEmpty())
        return clockMs(CLOCK_PROCESS_CPUTIME_ID);
    double ns = 0;
    const QStringList ids = threads();
    for (const QString& id : ids) {
        const QString path = u"/proc/self/task/"_s + id;
        if (contents(path + u"/comm"_s).trimmed() == thread)
            ns += contents(path + u"/schedstat"_s).split(' ').value(0).toDouble();
    }
    return ns / 1e6;
}

qint64 wakeUps()
{
    double sum = 0;
    const QStringList ids = threads();
    for (const QString& id : ids)
        sum += field(contents(u"/proc/self/task/%1/status"_s.arg(id)), "voluntary_ctxt_switches");
    return static_cast<qint64>(sum);
}

qint64 steadyNs()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<qint64>(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

double percentile(std::vector<double> values, double share)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    const auto at = static_cast<size_t>(share * static_cast<double>(values.size()));
    return values[std::min(values.size() - 1, at)];
}

void print(const Figures& figures)
{
    for (auto it = figures.cbegin(); it != figures.cend(); ++it)
        std::printf("%s %.3f\n", it.key().constData(), it.value());
    std::fflush(stdout);
}

Figures parse(const QByteArray& printed)
{
    Figures figures;
    for (const QByteArray& line : printed.split('\n')) {
        const qsizetype space = line.indexOf(' ');
        bool number = false;
        const double value = line.mid(space + 1).toDouble(&number);
        if (space > 0 && number)
            figures.insert(line.left(space), value);
    }
    return figures;
}

Figures medians(const std::vector<Figures>& runs)
{
    QMap<QByteArray, std::vector<double>> values;
    for (const Figures& run : runs) {
        for (auto it = run.cbegin(); it != run.cend(); ++it)
            values[it.key()].push_back(it.value());
    }
    Figures middle;
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        middle.insert(it.key(), median(it.value()));
    return middle;
}

std::vector<Figures> repeat(const QString& program, const QStringList& arguments, int runs)
{
    std::vector<Figures> found;
    for (int run = 0; run < runs; ++run) {
        QStringList own = arguments;
        own.replaceInStrings(u"@"_s, QString::number(run));
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(program, own);
        if (!process.waitForFinished(120'000) || process.exitCode() != 0) {
            std::fprintf(stderr, "%s %s did not end well\n", qPrintable(program),
                qPrintable(own.join(u' ')));
            std::exit(1);
        }
        found.push_back(parse(process.readAllStandardOutput()));
    }
    return found;
}

} // namespace headgate::bench
