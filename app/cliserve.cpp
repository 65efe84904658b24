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
        "/stream/NAME lines of JSON."_s);
    addHelp(parser);
    addListenOptions(parser);
    parser.addOptions({
        {u"data"_s, u"Keep the streams in this directory."_s, u"directory"_s},
        {u"durability"_s,
            u"full: an append is answered when it is on the disk. relaxed: it survives the end of "
            "the program, not the loss of power. Default: full."_s,
            u"mode"_s, u"full"_s},
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
