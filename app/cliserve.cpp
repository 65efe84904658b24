// SPDX-License-Identifier: MIT
#include "app/clilisten.h"
#include "app/clisession.h"
#include "core/server/streamserver.h"

#include <QCoreApplication>
#include <QStandardPaths>

#include <chrono>

namespace headgate::cli {

using namespace Qt::StringLiterals;

namespace {

void addServeOptions(QCommandLineParser& parser)
{
    parser.setApplicationDescription(
        u"Serves durable streams over HTTP: /v1/stream/NAME speaks the Durable Streams protocol, "
        "/stream/NAME lines of JSON. Sessions with channels stand under /api/sessions."_s);
    addHelp(parser);
    addListenOptions(parser);
    parser.addOptions({
        {u"data"_s, u"Keep the streams in this directory."_s, u"directory"_s},
        {u"durability"_s,
            u"full: an append is answered when it is on the disk. relaxed: it survives the end of "
            "the program, not the loss of power. Default: full."_s,
            u"mode"_s, u"full"_s},
        {u"rate-limits"_s,
            u"Of the sessions under /api/: requests a minute, as reads=1000,writes=100,streams=10. "
            "Default: none."_s,
            u"limits"_s},
        {u"session-retention"_s,
            u"Remove events of sessions under /api/ older than this many days; 0: keep all. "
            "Default: 30."_s,
            u"days"_s, u"30"_s},
        {u"session-idle"_s,
            u"Close a session under /api/ in which nothing happened for this many minutes, unless "
            "something waits there for an answer; 0: never. Default: 30."_s,
            u"minutes"_s, QString::number(PaneOptions::idleMinutes)},
        {u"long-poll-timeout"_s, u"Answer a long-poll after this time, as 500ms or 10s."_s,
            u"time"_s, u"10s"_s},
    });
}

std::optional<milliseconds> readTime(const QString& text)
{
    const bool ms = text.endsWith("ms"_L1);
    const bool s = !ms && text.endsWith(u's');
    bool number = false;
    const qint64 value = text.chopped(ms ? 2 : s ? 1 : 0).toLongLong(&number);
    if (!number || value <= 0 || value > 86'400'000)
        return {};
    return ms ? milliseconds(value) : milliseconds(std::chrono::seconds(value));
}

/** "reads=1000,writes=100"; what is not named is not limited. Nothing: it is something else. */
std::optional<PaneRates> readRates(const QString& text)
{
    PaneRates rates;
    for (const QString& part : text.split(u',', Qt::SkipEmptyParts)) {
        const QString name = part.section(u'=', 0, 0);
        bool number = false;
        const int value = part.section(u'=', 1).toInt(&number);
        int* const into = name == "reads"_L1 ? &rates.reads
            : name == "writes"_L1            ? &rates.writes
            : name == "streams"_L1           ? &rates.streams
                                             : nullptr;
        if (!into || !number || value < 0)
            return {};
        *into = value;
    }
    return rates;
}

/** What was asked for. Errors: BadSource. */
Expected<ServerOptions> readOptions(const QCommandLineParser& parser)
{
    const auto wrong = [](const QString& text) {
        return Issue{Issue::Code::BadSource, {}, {text}};
    };
    const auto listen = readListenOptions(parser, 0);
    if (!listen)
        return listen.error();
    ServerOptions options;
    options.port = listen->port;
    options.host = listen->host;
    options.access.token = listen->token;
    options.access.origins = listen->origins;
    options.retention = std::chrono::hours(24) * listen->retentionDays;
    options.directory = parser.value(u"data"_s);
    if (options.directory.isEmpty())
        options.directory = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
            + "/headgate/streams"_L1;
    const QString durability = parser.value(u"durability"_s);
    if (durability != "full"_L1 && durability != "relaxed"_L1)
        return wrong(u"--durability is full or relaxed"_s);
    if (durability == "relaxed"_L1)
        options.durability = StreamStore::Durability::Relaxed;
    const auto rates = readRates(parser.value(u"rate-limits"_s));
    if (!rates)
        return wrong(u"--rate-limits is such as reads=1000,writes=100,streams=10"_s);
    options.panes.rates = *rates;
    bool number = false;
    const int days = parser.value(u"session-retention"_s).toInt(&number);
    if (!number || days < 0)
        return wrong(u"--session-retention is a number of days"_s);
    options.panes.retention = std::chrono::hours(24) * days;
    const int idle = parser.value(u"session-idle"_s).toInt(&number);
    if (!number || idle < 0)
        return wrong(u"--session-idle is a number of minutes"_s);
    options.panes.idle = std::chrono::minutes(idle);
    const auto longPoll = readTime(parser.value(u"long-poll-timeout"_s));
    if (!longPoll)
        return wrong(u"--long-poll-timeout is a time, such as 10s"_s);
    options.longPoll = *longPoll;
    return options;
}

} // namespace

int runServe(const QStringList& arguments)
{
    QCommandLineParser parser;
    addServeOptions(parser);
    if (const auto code = parseArguments(parser, arguments))
        return *code;
    if (!parser.positionalArguments().isEmpty())
        return usageError(u"serve takes options only"_s);
    const auto options = readOptions(parser);
    if (!options)
        return usageError(options.error().args.value(0));

    const EndSignals ending;
    StreamServer server(*options);
    if (const Outcome started = server.start(); !started) {
        if (started.error().code == Issue::Code::BadSource)
            return usageError(started.error().args.value(0));
        return report(started.error());
    }
    print(u"Headgate serving %1"_s.arg(server.url()));
    QCoreApplication::exec();
    server.stop();
    return Done;
}

} // namespace headgate::cli
