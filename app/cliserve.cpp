// SPDX-License-Identifier: MIT
#include "app/clisession.h"
#include "core/server/streamserver.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSocketNotifier>
#include <QStandardPaths>

#include <csignal>
#include <sys/signalfd.h>
#include <unistd.h>

namespace headgate::cli {

using namespace Qt::StringLiterals;

namespace {

void addServeOptions(QCommandLineParser& parser)
{
    parser.setApplicationDescription(
        u"Serves durable streams over HTTP: /v1/stream/NAME speaks the Durable Streams protocol, "
        "/stream/NAME lines of JSON."_s);
    parser.addHelpOption();
    parser.addOptions({
        {u"port"_s, u"Listen at this port; 0: a free one. Default: 4437."_s, u"number"_s,
            u"4437"_s},
        {u"data"_s, u"Keep the streams in this directory."_s, u"directory"_s},
        {u"host"_s, u"Listen at this address. Others than this machine's own need a token."_s,
            u"address"_s, u"127.0.0.1"_s},
        {u"token-file"_s, u"Ask for the bearer token in the first line of this file."_s, u"file"_s},
        {u"cors-origin"_s,
            u"Let web pages of this origin ask, such as http://localhost:3000, or * for all. May "
            "be repeated."_s,
            u"origin"_s},
        {u"durability"_s,
            u"full: an append is answered when it is on the disk. relaxed: it survives the end of "
            "the program, not the loss of power. Default: full."_s,
            u"mode"_s, u"full"_s},
        {u"retention"_s, u"Remove data older than this many days. Default: keep all."_s, u"days"_s},
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

/** The first line of the token file. Errors: BadSource. */
Expected<QByteArray> readToken(const QString& path)
{
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        return Issue{Issue::Code::BadSource, {}, {u"%1: %2"_s.arg(path, file.errorString())}};
    const QByteArray token = file.readLine().trimmed();
    if (token.isEmpty())
        return Issue{Issue::Code::BadSource, {}, {u"%1 holds no token"_s.arg(path)}};
    return token;
}

/** What was asked for. Errors: BadSource. */
Expected<ServerOptions> readOptions(const QCommandLineParser& parser)
{
    const auto wrong = [](const QString& text) {
        return Issue{Issue::Code::BadSource, {}, {text}};
    };
    ServerOptions options;
    bool number = false;
    options.port = parser.value(u"port"_s).toUShort(&number);
    if (!number)
        return wrong(u"--port is no port"_s);
    options.host = parser.value(u"host"_s);
    options.directory = parser.value(u"data"_s);
    if (options.directory.isEmpty())
        options.directory = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
            + "/headgate/streams"_L1;
    const QString durability = parser.value(u"durability"_s);
    if (durability != "full"_L1 && durability != "relaxed"_L1)
        return wrong(u"--durability is full or relaxed"_s);
    if (durability == "relaxed"_L1)
        options.durability = StreamStore::Durability::Relaxed;
    if (parser.isSet(u"retention"_s)) {
        const int days = parser.value(u"retention"_s).toInt(&number);
        if (!number || days <= 0)
            return wrong(u"--retention is a number of days"_s);
        options.retention = std::chrono::hours(24) * days;
    }
    const auto longPoll = readTime(parser.value(u"long-poll-timeout"_s));
    if (!longPoll)
        return wrong(u"--long-poll-timeout is a time, such as 10s"_s);
    options.longPoll = *longPoll;
    for (const QString& origin : parser.values(u"cors-origin"_s))
        options.access.origins.append(origin.toLatin1());
    if (parser.isSet(u"token-file"_s)) {
        auto token = readToken(parser.value(u"token-file"_s));
        if (!token)
            return token.error();
        options.access.token = *token;
    }
    return options;
}

/** Blocks SIGTERM and SIGINT for all threads that begin after it; they are read from the result. */
int catchSignals()
{
    sigset_t caught;
    sigemptyset(&caught);
    sigaddset(&caught, SIGTERM);
    sigaddset(&caught, SIGINT);
    pthread_sigmask(SIG_BLOCK, &caught, nullptr);
    return signalfd(-1, &caught, SFD_CLOEXEC | SFD_NONBLOCK);
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

    const int caught = catchSignals();
    StreamServer server(*options);
    if (const Outcome started = server.start(); !started) {
        note(started.error().args.join(u": "_s));
        return started.error().code == Issue::Code::BadSource ? Usage : FailedCode;
    }
    print(u"Headgate serving %1"_s.arg(server.url()));
    const QSocketNotifier notifier(caught, QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, QCoreApplication::instance(),
        &QCoreApplication::quit);
    QCoreApplication::exec();
    server.stop();
    ::close(caught);
    return Done;
}

} // namespace headgate::cli
