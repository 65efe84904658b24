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

<<<<<<< HEAD
/** What approving means where no option was named: the templates say so, or there is but one. */
const LogOption* defaultOption(const LogCheckpoint& checkpoint)
{
    if (checkpoint.options.size() == 1)
        return &checkpoint.options.front();
    const auto positive = [](const LogOption& option) {
        static const std::array<QLatin1StringView, 4> ids{
            "approve"_L1, "confirm"_L1, "complete"_L1, "yes"_L1};
        return std::find(ids.begin(), ids.end(), option.id) != ids.end();
    };
    const auto it = std::find_if(checkpoint.options.begin(), checkpoint.options.end(), positive);
    return it == checkpoint.options.end() ? nullptr : &*it;
}

/** A dangerous operation is approved by a second word, typed or given. */
bool confirmed(const LogCheckpoint& checkpoint, const QString& option, bool given)
{
    const bool dangerous = checkpoint.kind == LogCheckpoint::Template::DangerousOperation;
    if (!dangerous || given || option == "cancel"_L1)
        return true;
    note(u"dangerous: "_s + safe(checkpoint.decisionPoint));
    note(u"type yes to approve it, anything else leaves it waiting"_s);
    QFile input;
    return input.open(stdin, QFile::ReadOnly)
        && QString::fromUtf8(input.readLine()).trimmed().compare("yes"_L1, Qt::CaseInsensitive)
        == 0;
}

int told(const EventLog& log, const CheckpointAnswer& answer, const Issue& issue)
{
    const LogCheckpoint* known = log.checkpoint(answer.id);
    if (issue.code == Issue::Code::RequestNotFound) {
        note(u"There is no checkpoint %1 in %2. Nothing was written."_s.arg(
            safe(answer.id), log.path()));
    } else if (issue.code == Issue::Code::AlreadyAnswered && known && known->decision) {
        const LogDecision& decision = *known->decision;
        const QString& more = decision.approved ? decision.option : decision.reason;
        note(u"Already decided by %1 at %2: %3%4. Nothing was written."_s.arg(safe(decision.by),
            words::clockTime(decision.at, now()), decision.approved ? u"approved"_s : u"rejected"_s,
            more.isEmpty() ? QString() : QString(", "_L1 + safe(more))));
    } else {
        note(words::issueText(issue));
    }
    return codeOf(issue);
}

int writeDecision(EventLog& log, const CheckpointAnswer& answer, bool json)
{
    const auto written = log.decide(answer);
    if (!written)
        return told(log, answer, written.error());
    QString text = u"%1 %2"_s.arg(answer.approved ? u"Approved"_s : u"Rejected"_s, answer.id);
    if (!answer.option.isEmpty())
        text += u" with %1"_s.arg(safe(answer.option));
    if (!answer.reason.isEmpty())
        text += u": %1"_s.arg(safe(answer.reason));
    text +=
        u"\nWritten to %1. A plugin that keeps the log in memory sees it when it starts again."_s
            .arg(log.path());
    return tellDecision(*log.checkpoint(answer.id), json, text);
}

void addDecisionOptions(QCommandLineParser& parser)
{
    addLogOptions(parser);
    parser.addOption({u"by"_s, u"Who decides; default: user."_s, u"name"_s, u"user"_s});
    parser.addOption({u"override"_s, u"Decide it although it has expired."_s});
    parser.addPositionalArgument(u"ID"_s, u"The checkpoint, as checkpoint pending prints it."_s);
}

/** The log, read, and the checkpoint in it. Nothing, with the exit code, if it is not open. */
struct Opened
{
    std::unique_ptr<EventLog> log;
    const LogCheckpoint* checkpoint = nullptr;
    int code = Done;
};

Opened open(const QCommandLineParser& parser, const QString& id)
{
    Opened opened{std::make_unique<EventLog>(logPath(parser)), nullptr, Done};
    if (const auto read = opened.log->resume(); !read) {
        opened.code = report(read.error());
        return opened;
    }
    opened.checkpoint = opened.log->checkpoint(id);
    if (!opened.checkpoint || opened.checkpoint->decision) {
        const Issue issue{
            opened.checkpoint ? Issue::Code::AlreadyAnswered : Issue::Code::RequestNotFound, {},
            {id}};
        CheckpointAnswer answer;
        answer.id = id;
        opened.code = told(*opened.log, answer, issue);
    }
    return opened;
}

int approveWith(Opened& opened, const QCommandLineParser& parser, const QString& option)
{
    const LogCheckpoint& checkpoint = *opened.checkpoint;
    CheckpointAnswer answer;
    answer.id = checkpoint.isIntervention() ? checkpoint.event.value() : checkpoint.id;
    answer.approved = true;
    answer.by = parser.value(u"by"_s);
    answer.option = option;
    answer.evenIfExpired = parser.isSet(u"override"_s);
    if (!confirmed(checkpoint, option, parser.isSet(u"confirm"_s))) {
        note(u"not approved; it still waits"_s);
        return FailedCode;
    }
    return writeDecision(*opened.log, answer, parser.isSet(u"json"_s));
}

int runApprove(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Approves a checkpoint of a log."_s);
    addDecisionOptions(parser);
    parser.addOption({u"option"_s, u"The chosen option: its id or its number."_s, u"id"_s});
    parser.addOption({u"confirm"_s, u"Approve a dangerous operation without being asked again."_s});
    if (const auto code = parseArguments(parser, arguments))
        return *code;
    if (parser.positionalArguments().size() != 1)
        return usageError(u"checkpoint approve takes one ID"_s);
    Opened opened = open(parser, parser.positionalArguments().constFirst());
    if (opened.code != Done)
        return opened.code;
    const LogCheckpoint& checkpoint = *opened.checkpoint;
    const LogOption* chosen = defaultOption(checkpoint);
    const LogAnswer answer = readAnswer(parser.value(u"option"_s), checkpoint.options);
    if (parser.isSet(u"option"_s))
        chosen = answer.option ? &*answer.option : nullptr;
    const bool needed = parser.isSet(u"option"_s) || !checkpoint.options.empty();
    if (needed && !chosen) {
        note(describe(checkpoint, now()));
        return usageError(u"choose one of its options with --option"_s);
    }
    return approveWith(opened, parser, chosen ? chosen->id : QString());
}

int rejectWith(Opened& opened, const QCommandLineParser& parser, const QString& reason)
{
    if (opened.checkpoint->isIntervention())
        return usageError(u"an intervention is only taken notice of: approve it"_s);
    const CheckpointAnswer answer{opened.checkpoint->id, false, parser.value(u"by"_s), {}, reason,
        parser.isSet(u"override"_s)};
    return writeDecision(*opened.log, answer, parser.isSet(u"json"_s));
}

int runReject(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Rejects a checkpoint of a log."_s);
    addDecisionOptions(parser);
    parser.addOption({u"reason"_s, u"Why; for the agent to read."_s, u"text"_s});
    if (const auto code = parseArguments(parser, arguments))
        return *code;
    if (parser.positionalArguments().size() != 1)
        return usageError(u"checkpoint reject takes one ID"_s);
    Opened opened = open(parser, parser.positionalArguments().constFirst());
    return opened.code == Done ? rejectWith(opened, parser, parser.value(u"reason"_s))
                               : opened.code;
}

int runAnswerCheckpoint(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Answers a checkpoint of a log as one types it: the number or the id of an option approves it with that option; any other text goes to the agent as it is, as a rejection whose reason it is."_s);
    addDecisionOptions(parser);
    parser.addOption({u"confirm"_s, u"Approve a dangerous operation without being asked again."_s});
    parser.addPositionalArgument(u"ANSWER"_s, u"A number, an option's id, or text."_s);
    if (const auto code = parseArguments(parser, arguments))
        return *code;
    if (parser.positionalArguments().size() != 2)
        return usageError(u"checkpoint answer takes ID ANSWER"_s);
    Opened opened = open(parser, parser.positionalArguments().constFirst());
    if (opened.code != Done)
        return opened.code;
    const LogAnswer answer =
        readAnswer(parser.positionalArguments().constLast(), opened.checkpoint->options);
    return answer.option ? approveWith(opened, parser, answer.option->id)
                         : rejectWith(opened, parser, answer.text);
}

=======
>>>>>>> logwrite
} // namespace

int runCheckpoint(const QStringList& arguments)
{
    using Run = int (*)(const QStringList&);
    static const std::array<std::pair<QLatin1StringView, Run>, 5> verbs{{
<<<<<<< HEAD
        {"request"_L1, runRequest},
        {"pending"_L1, runPendingCheckpoints},
        {"approve"_L1, runApprove},
        {"reject"_L1, runReject},
        {"answer"_L1, runAnswerCheckpoint},
=======
        {"request"_L1, runRequestCheckpoint},
        {"pending"_L1, runPendingCheckpoint},
        {"approve"_L1, runCheckpointApprove},
        {"reject"_L1, runCheckpointReject},
        {"answer"_L1, runCheckpointAnswer},
>>>>>>> logwrite
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
