// SPDX-License-Identifier: MIT
#include "app/clijson.h"
#include "app/clilog.h"

#include <QEventLoop>
#include <QFile>
#include <QTimer>

#include <algorithm>
#include <array>
#include <chrono>

namespace headgate::cli {

using namespace Qt::StringLiterals;

namespace {

/** Options as "ID=LABEL"; a bare ID is its own label. */
std::optional<std::vector<LogOption>> optionsFrom(const QStringList& texts)
{
    std::vector<LogOption> options;
    for (const QString& text : texts) {
        const qsizetype cut = text.indexOf(u'=');
        const QString id = cut < 0 ? text : text.left(cut);
        if (id.isEmpty())
            return {};
        options.push_back({id, cut < 0 ? id : text.mid(cut + 1), {}});
    }
    return options;
}

/** Waits until somebody decides or the time is up, which decides nothing. */
int waitForDecision(EventLog& log, const QString& id)
{
    QEventLoop loop;
    QTimer expiry;
    expiry.setSingleShot(true);
    const auto decided = [&] { return log.checkpoint(id) && log.checkpoint(id)->decision; };
    QObject::connect(&log, &EventLog::changed, &loop, [&] {
        if (decided())
            loop.quit();
    });
    QObject::connect(&expiry, &QTimer::timeout, &loop, &QEventLoop::quit);
    const LogCheckpoint asked = *log.checkpoint(id);
    if (asked.expiresAt)
        expiry.start(std::max(milliseconds(0), *asked.expiresAt - now()) + milliseconds(1));
    log.follow();
    if (!decided())
        loop.exec();
    // A log that was cut meanwhile does not know it any more.
    const LogCheckpoint* known = log.checkpoint(id);
    print(line(toJson(known ? *known : asked, now())));
    if (!known || !known->decision)
        return ExpiredCode;
    return known->decision->approved ? Done : RejectedCode;
}

int runRequestCheckpoint(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Asks a person a question in a log, and with --wait waits for the answer."_s);
    addLogOptions(parser);
    parser.addOption(
        {u"stream"_s, u"The session it is about; default: default."_s, u"id"_s, u"default"_s});
    parser.addOption({u"point"_s, u"What is to be decided."_s, u"text"_s});
    parser.addOption(
        {u"option"_s, u"One of the choices; may be given several times."_s, u"id=label"_s});
    parser.addOption({u"timeout"_s,
        u"When it expires; 0: never. An expired one can still be decided. Default: 300000."_s,
        u"ms"_s, u"300000"_s});
    parser.addOption({u"by"_s, u"Who asks; default: user."_s, u"name"_s, u"user"_s});
    parser.addOption({u"wait"_s,
        u"Wait, and print the decision as JSON: exit code 0 approved, 7 rejected, 8 expired."_s});
    if (const auto code = parseArguments(parser, arguments))
        return *code;
    if (!parser.positionalArguments().isEmpty() || parser.value(u"point"_s).isEmpty())
        return usageError(u"checkpoint request takes a --point, and no other words"_s);
    bool number = false;
    const qlonglong timeout = parser.value(u"timeout"_s).toLongLong(&number);
    const auto options = optionsFrom(parser.values(u"option"_s));
    if (!number || timeout < 0)
        return usageError(u"--timeout takes milliseconds"_s);
    if (!options)
        return usageError(u"--option takes ID=LABEL"_s);

    EventLog log(logPath(parser));
    if (const auto report = log.resume(); !report)
        return cli::report(report.error());
    CheckpointRequest request{parser.value(u"stream"_s), parser.value(u"point"_s), *options,
        parser.value(u"by"_s), milliseconds(timeout)};
    if (timeout == 0)
        request.timeout.reset();
    const auto id = log.requestCheckpoint(request);
    if (!id)
        return report(id.error());
    if (parser.isSet(u"wait"_s)) {
        note(u"%1 waits for an answer in %2"_s.arg(*id, log.path()));
        return waitForDecision(log, *id);
    }
    print(parser.isSet(u"json"_s) ? line(toJson(*log.checkpoint(*id), now())) : *id);
    return Done;
}

int runPendingCheckpoint(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Lists the checkpoints of a log that wait for a person, the oldest first."_s);
    addLogOptions(parser);
    if (const auto code = parseArguments(parser, arguments))
        return *code;
    if (!parser.positionalArguments().isEmpty())
        return usageError(u"checkpoint pending takes no other words"_s);
    if (!QFile::exists(logPath(parser)))
        return report({Issue::Code::LogError, {}, {logPath(parser), u"it does not exist"_s}});
    EventLog log(logPath(parser));
    const auto read = log.resume();
    if (!read)
        return report(read.error());
    const std::vector<LogCheckpoint> waiting = log.pending();
    for (const LogCheckpoint& checkpoint : waiting)
        print(parser.isSet(u"json"_s) ? line(toJson(checkpoint, now()))
                                      : describe(checkpoint, now()));
    if (waiting.empty() && !parser.isSet(u"json"_s))
        print(u"Nothing waits among the %1 events of %2."_s.arg(read->events).arg(log.path()));
    if (read->unreadable > 0)
        note(u"%1 lines of the log could not be read"_s.arg(read->unreadable));
    return Done;
}

} // namespace

int runCheckpoint(const QStringList& arguments)
{
    using Run = int (*)(const QStringList&);
    static const std::array<std::pair<QLatin1StringView, Run>, 5> verbs{{
        {"request"_L1, runRequestCheckpoint},
        {"pending"_L1, runPendingCheckpoint},
        {"approve"_L1, runCheckpointApprove},
        {"reject"_L1, runCheckpointReject},
        {"answer"_L1, runCheckpointAnswer},
    }};
    const QString name = arguments.value(1);
    const auto verb =
        std::find_if(verbs.begin(), verbs.end(), [&](const auto& v) { return v.first == name; });
    if (name == "--help"_L1 || name == "-h"_L1) {
        print(
            u"Usage: headgate-cli checkpoint request|pending|approve|reject|answer [options]\n\nQuestions to a person in a durable event log. Each of them has its own --help."_s);
        return Done;
    }
    if (verb == verbs.end())
        return usageError(u"checkpoint takes request, pending, approve, reject or answer"_s);
    QStringList rest = arguments.mid(1);
    rest[0] = arguments[0] + u' ' + name;
    return verb->second(rest);
}

} // namespace headgate::cli
