// SPDX-License-Identifier: MIT
#include "tests/lab/logsubject.h"
#include "tests/lab/opencodesubject.h"
#include "tests/lab/panesubject.h"
#include "tests/lab/streamsubject.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDateTime>
#include <QElapsedTimer>

#include <cstdio>

using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

constexpr quint32 usualSeed = 20261123;
constexpr int wrongShown = 20;

void say(const QString& line)
{
    std::fputs(qPrintable(line + u'\n'), stdout);
    std::fflush(stdout);
}

std::unique_ptr<Subject> make(const QString& name)
{
    if (name == "ours"_L1)
        return std::make_unique<StreamSubject>(StreamSubject::Server::Ours);
    if (name == "reference"_L1)
        return std::make_unique<StreamSubject>(StreamSubject::Server::Reference);
    if (name == "pane"_L1)
        return std::make_unique<PaneSubject>();
    if (name == "logs"_L1)
        return std::make_unique<LogSubject>();
    if (name == "opencode"_L1)
        return std::make_unique<OpenCodeSubject>();
    return nullptr;
}

/** Every fault in turn, each with a generator of its own: a round can be had again by itself. */
void play(Subject& subject, int first, int rounds, quint32 seed, bool talks)
{
    const std::vector<Fault> faults = subject.faults();
    for (int i = first; i < first + rounds; ++i) {
        const Fault fault = faults[size_t(i) % faults.size()];
        QRandomGenerator random(seed + quint32(i));
        QElapsedTimer time;
        time.start();
        const QString wrong = subject.round(fault, random);
        ++subject.tally.rounds;
        ++subject.tally.faults[size_t(fault)];
        if (talks)
            say(u"round %1, %2: %3 ms"_s.arg(i).arg(faultName(fault)).arg(time.elapsed()));
        if (wrong.isEmpty())
            continue;
        subject.tally.wrong.append(
            u"%1, round %2 (%3): %4"_s.arg(subject.name()).arg(i).arg(faultName(fault), wrong));
        say(subject.tally.wrong.constLast());
        if (subject.tally.wrong.size() >= wrongShown)
            return;
    }
}

void printFaults(const Subject& subject)
{
    QStringList words;
    for (int i = 0; i < faultKinds; ++i) {
        if (const int count = subject.tally.faults[size_t(i)]; count > 0)
            words.append(u"%1 %2"_s.arg(count).arg(faultName(Fault(i))));
    }
    say(subject.name() + u": "_s + words.join(u", "_s));
}

QString row(const Subject& subject, qint64 seconds)
{
    const Tally& tally = subject.tally;
    return u"| %1 | %2 | %3 | %4 | %5 | %6 | %7 | %8 | %9 | %10 | %11 |"_s.arg(subject.name())
        .arg(tally.rounds)
        .arg(tally.told)
        .arg(tally.reconnects)
        .arg(tally.repaired)
        .arg(tally.dropped)
        .arg(tally.helped)
        .arg(tally.gaps)
        .arg(tally.doubled)
        .arg(tally.wrong.size())
        .arg(seconds);
}

} // namespace

/** See tests/README.md. Ends with 1 if a round differed, with 2 if a subject could not start. */
int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({
        {u"rounds"_s, u"So many for each but the real OpenCode."_s, u"n"_s, u"1000"_s},
        {u"opencode-rounds"_s, u"So many for the real OpenCode."_s, u"n"_s, u"50"_s},
        {u"only"_s, u"ours, reference, pane, logs, opencode; by commas."_s, u"names"_s,
            u"ours,reference,pane,logs,opencode"_s},
        {u"seed"_s, u"Of everything that is drawn."_s, u"n"_s, QString::number(usualSeed)},
        {u"verbose"_s, u"Says of each round how long it took."_s},
        {u"first"_s, u"The number of the first round."_s, u"n"_s, u"0"_s},
    });
    parser.process(app);
    const quint32 seed = parser.value(u"seed"_s).toUInt();
    say(u"seed %1"_s.arg(seed));
    QStringList rows;
    bool good = true;
    for (const QString& name : parser.value(u"only"_s).split(u',', Qt::SkipEmptyParts)) {
        const auto subject = make(name);
        QElapsedTimer time;
        time.start();
        const QString trouble = subject ? subject->start() : u"there is no such thing"_s;
        if (!trouble.isEmpty()) {
            say(name + u": "_s + trouble);
            return 2;
        }
        const QString rounds = name == "opencode"_L1 ? u"opencode-rounds"_s : u"rounds"_s;
        play(*subject, parser.value(u"first"_s).toInt(), parser.value(rounds).toInt(), seed,
            parser.isSet(u"verbose"_s));
        if (const QString wrong = subject->finish(); !wrong.isEmpty()) {
            subject->tally.wrong.append(wrong);
            say(subject->name() + u", in the end: "_s + wrong);
        }
        printFaults(*subject);
        rows.append(row(*subject, time.elapsed() / 1000));
        const Tally& tally = subject->tally;
        good = good && tally.wrong.isEmpty() && tally.gaps == 0 && tally.doubled == 0;
    }
    say(u"\n| told by | rounds | told | reconnects | brought by catch-up | came again, dropped | "
        u"noticed at a cut only |"
        " gaps left | kept twice | differ from an uncut run | s |\n|---|---|---|---|---|---|---|---|---|---|---|"_s);
    for (const QString& line : std::as_const(rows))
        say(line);
    return good ? 0 : 1;
}
