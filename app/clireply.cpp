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
    parser.addPositionalArgument(u"SOURCE"_s, u"opencode:URL, demo: or a bare URL."_s);
    parser.addPositionalArgument(u"REQUEST"_s, u"The request's id, as pending prints it."_s);
    parser.addPositionalArgument(u"ANSWER"_s, u"once, always or reject."_s);
    if (const auto code = parseArguments(parser, arguments))
        return *code;
    const QStringList words = parser.positionalArguments();
    if (words.size() != 3)
        return usageError(u"reply takes SOURCE REQUEST once|always|reject"_s);
    const auto reply = replyFromName(words[2]);
    if (!reply)
        return usageError(u"an answer is once, always or reject, not \"%1\""_s.arg(words[2]));
    if (parser.isSet(u"message"_s) && *reply != Reply::Reject)
        return usageError(
            u"--message goes with reject: the server takes no words with an approval"_s);

    CliSession cli(parser, words[0], Engine::EventFeed::Off);
    if (const int code = cli.open(); code != Done)
        return code;
    if (const int code = cli.waitUntilLive(30s); code != Done)
        return code;
    cli.waitUntilChecked();
    const RequestId request(words[1]);
    const Checkpoint* checkpoint = cli.checkpoint(request);
    if (!checkpoint)
        return notOpen(cli, request);
    if (!checkpoint->waits())
        return told(cli, *checkpoint);
    if (!checkpoint->answerable)
        return report({Issue::Code::NotAnswerable, cli.source(), {}});
    if (checkpoint->kind == CheckpointKind::Question && *reply != Reply::Reject)
        return usageError(
            u"%1 is a question; it cannot be allowed, only rejected"_s.arg(request.value()));
    Decision decision;
    decision.key = checkpoint->key;
    decision.reply = *reply;
    decision.message = parser.value(u"message"_s);
    decision.actor = Decision::Actor::Cli;
    decision.shown = std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
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
