// SPDX-License-Identifier: MIT
#include "app/clijson.h"
#include "app/clisession.h"
#include "ui/words/checkpointwords.h"

#include <chrono>

namespace headgate::cli {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

bool settled(CheckpointState state)
{
    using enum CheckpointState;
    return state != Pending && state != Sending && state != Sent;
}

/** The history of a profile may know that it was answered; the server forgets those. */
int notOpen(CliSession& cli, const RequestId& request)
{
    Issue issue{Issue::Code::RequestNotFound, cli.source(), {request.value()}};
    bool told = false; // which puts its words on stderr
    cli.onChange = [&](const Change& change) {
        const auto* raised = std::get_if<IssueRaised>(&change);
        const bool ours = raised
            && (raised->issue.code == Issue::Code::AlreadyAnswered
                || raised->issue.code == Issue::Code::RequestNotFound);
        if (ours)
            issue = raised->issue;
        told = told || ours;
    };
    Decision decision;
    decision.key = {cli.source(), {}, request};
    cli.engine().submit(Decide{decision});
    cli.wait([&] { return told; }, 5s);
    return told ? codeOf(issue) : report(issue);
}

/** The id of what a person named, by id, label or number; nothing: it is not offered. */
std::optional<QString> chosen(const Checkpoint& checkpoint, const QString& named)
{
    const QString name = named.trimmed();
    if (name.isEmpty())
        return QString();
    if (checkpoint.questions.empty())
        return {};
    const auto& options = checkpoint.questions.front().options;
    bool isNumber = false;
    const qsizetype number = name.toLongLong(&isNumber);
    for (size_t i = 0; i < options.size(); ++i) {
        const bool same = options[i].id.compare(name, Qt::CaseInsensitive) == 0
            || options[i].label.compare(name, Qt::CaseInsensitive) == 0;
        if (same || (isNumber && number == qsizetype(i) + 1))
            return options[i].id;
    }
    return {};
}

int told(const CliSession& cli, const Checkpoint& checkpoint)
{
    const Timestamp now = std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
    if (cli.json()) {
        QJsonObject object = toJson(checkpoint);
        object.insert(u"state"_s, checkpointStateName(checkpoint.state));
        if (checkpoint.reply)
            object.insert(u"reply"_s, replyName(*checkpoint.reply));
        print(line(object));
    } else {
        print(words::outcome(checkpoint, now).text);
    }
    switch (checkpoint.state) {
    case CheckpointState::Confirmed:
        return Done;
    case CheckpointState::AnsweredElsewhere:
    case CheckpointState::TooLate:
    case CheckpointState::Cancelled:
    case CheckpointState::Unknown:
        return AlreadyAnsweredCode;
    default:
        return FailedCode;
    }
}

} // namespace

int runReply(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Answers one permission request and waits until the stream confirms it."_s);
    addSourceOptions(parser);
    parser.addOption({u"message"_s,
        u"With reject: words for the agent, which lets its turn go on."_s, u"text"_s});
    parser.addOption({u"option"_s,
        u"With approve: what is chosen at a checkpoint; its id, its label or its number."_s,
        u"option"_s});
    parser.addOption({u"override"_s, u"Decide a checkpoint although it has expired."_s});
    parser.addPositionalArgument(
        u"SOURCE"_s, u"opencode:URL, stream:URL, log:PATH, demo:, or a bare URL or path."_s);
    parser.addPositionalArgument(u"REQUEST"_s, u"The request's id, as pending prints it."_s);
    parser.addPositionalArgument(
        u"ANSWER"_s, u"once, always or reject; of a checkpoint approve or reject."_s);
    if (const auto code = parseArguments(parser, arguments))
        return *code;
    const QStringList given = parser.positionalArguments();
    if (given.size() != 3)
        return usageError(u"reply takes SOURCE REQUEST once|always|approve|reject"_s);
    const auto reply = given[2] == "approve"_L1 ? Reply::Once : replyFromName(given[2]);
    if (!reply)
        return usageError(
            u"an answer is once, always, approve or reject, not \"%1\""_s.arg(given[2]));
    if (parser.isSet(u"option"_s) && *reply == Reply::Reject)
        return usageError(u"--option goes with approve"_s);
    if (parser.isSet(u"message"_s) && *reply != Reply::Reject)
        return usageError(
            u"--message goes with reject: the server takes no words with an approval"_s);

    CliSession cli(parser, given[0], Engine::EventFeed::Off);
    if (const int code = cli.open(); code != Done)
        return code;
    if (const int code = cli.waitUntilLive(30s); code != Done)
        return code;
    cli.waitUntilChecked();
    const RequestId request(given[1]);
    const Checkpoint* checkpoint = cli.checkpoint(request);
    if (!checkpoint)
        return notOpen(cli, request);
    if (!checkpoint->waits())
        return told(cli, *checkpoint);
    if (!checkpoint->answerable)
        return report({Issue::Code::NotAnswerable, cli.source(), {}});
    if (checkpoint->kind == CheckpointKind::Hitl && *reply == Reply::Always)
        return usageError(u"%1 is a checkpoint; it is decided once"_s.arg(request.value()));
    if (checkpoint->kind == CheckpointKind::Question && *reply != Reply::Reject)
        return usageError(
            u"%1 is a question; it cannot be allowed, only rejected"_s.arg(request.value()));
    // A decision after its time is taken, but never by mistake.
    const Timestamp now = std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
    if (checkpoint->expires && *checkpoint->expires < now && !parser.isSet(u"override"_s))
        return report({Issue::Code::RequestExpired, cli.source(), {request.value()}});
    const auto option = chosen(*checkpoint, parser.value(u"option"_s));
    if (!option)
        return usageError(u"%1 offers no \"%2\": %3"_s.arg(
            request.value(), parser.value(u"option"_s), words::choices(*checkpoint)));
    Decision decision;
    decision.option = *option;
    decision.key = checkpoint->key;
    decision.reply = *reply;
    decision.message = parser.value(u"message"_s);
    decision.actor = Decision::Actor::Cli;
    decision.shown = now;
    bool sent = false;
    cli.onChange = [&](const Change& change) {
        const auto* changed = std::get_if<CheckpointChanged>(&change);
        sent = sent || (changed && changed->checkpoint.key == decision.key);
    };
    cli.engine().submit(Decide{decision});
    cli.wait([&] { return sent && settled(cli.checkpoint(request)->state); }, 30s);
    return told(cli, *cli.checkpoint(request));
}

} // namespace headgate::cli
