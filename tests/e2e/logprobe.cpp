// SPDX-License-Identifier: MIT
#include "core/eventlog.h"

#include <QCoreApplication>
#include <QJsonObject>

#include <chrono>
#include <cstdio>
#include <thread>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

int say(const QString& text)
{
    std::puts(qPrintable(text));
    return std::fflush(stdout);
}

/** Requests and answers, beginnings and ends by turns, so that the state is never trivial. */
StreamEvent eventOf(const QString& name, qint64 n)
{
    const QString thing = u"%1-%2"_s.arg(name).arg(n / 3);
    StreamEvent event;
    event.streamId = name;
    event.actor = u"system"_s;
    if (n % 3 == 0) {
        event.type = u"checkpoint.requested"_s;
        event.payload = QJsonObject{{u"id"_s, thing}, {u"decision_point"_s, u"?"_s}, {u"n"_s, n}};
    } else if (n % 3 == 1) {
        event.type = u"agent.spawned"_s;
        event.payload = QJsonObject{{u"id"_s, thing}, {u"agent"_s, u"a"_s}, {u"n"_s, n}};
    } else {
        const bool odd = (n / 3) % 2 != 0;
        event.type = odd ? u"checkpoint.approved"_s : u"agent.completed"_s;
        event.payload = QJsonObject{
            {odd ? u"checkpoint_id"_s : u"intent_id"_s, thing}, {u"by"_s, u"x"_s}, {u"n"_s, n}};
    }
    return event;
}

int append(EventLog& log, const QString& name, qint64 count)
{
    for (qint64 n = 0; n < count; ++n) {
        const auto written = log.append(eventOf(name, n));
        if (!written)
            return say(written.error().args.join(u' ')), 1;
        say(written->id.value());
    }
    return 0;
}

int hold(const QString& path, const LogWriter::Options& options)
{
    auto held = LogWriter(path, options).hold();
    if (!held)
        return 1;
    say(u"held"_s);
    while (held->keep())
        std::this_thread::sleep_for(milliseconds(100));
    return 2;
}

} // namespace

/**
 * A writer of ours, for tests that need several processes:
 *   headgate-log-probe append LOG NAME COUNT STALE     prints the id of each event once it is
 * written headgate-log-probe hold LOG STALE                  takes the lock, says "held" and keeps
 * it
 */
int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments().mid(1);
    EventLog::Options options;
    options.writing.lock.stale = milliseconds(words.last().toLongLong());
    if (words.value(0) == "hold"_L1)
        return hold(words.value(1), options.writing);
    EventLog log(words.value(1), options);
    return append(log, words.value(2), words.value(3).toLongLong());
}
