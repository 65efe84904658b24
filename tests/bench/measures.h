// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace headgate::bench {

/** Of what this process costs; memory in MB, times in ms. */
struct Memory
{
    double rss = 0;
    double peak = 0; ///< since resetPeak()
    double pss = 0;
    double privateDirty = 0;
};

Memory memory();
void resetPeak();
/** CPU time of all threads with this name since their start; empty: of the whole process. */
double cpuMs(const QByteArray& thread = {});
/** CPU time of the calling thread. */
double threadCpuMs();
/** How often threads of this process gave up a core of themselves: timers and wakers. */
qint64 wakeUps();
/** CLOCK_MONOTONIC, the same in every process of this machine. */
qint64 steadyNs();

double percentile(std::vector<double> values, double share);
inline double median(std::vector<double> values)
{
    return percentile(std::move(values), 0.5);
}

using Figures = QMap<QByteArray, double>;

/** What one process measured: it prints "name value" lines, whoever started it reads them. */
void print(const Figures& figures);
Figures parse(const QByteArray& printed);
/** Medians, figure by figure. */
Figures medians(const std::vector<Figures>& runs);
/** Runs a program with `arguments` `runs` times; stops the whole benchmark if one fails. */
std::vector<Figures> repeat(const QString& program, const QStringList& arguments, int runs);

} // namespace headgate::bench
