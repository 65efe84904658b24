// SPDX-License-Identifier: MIT
#include "app/clidecision.h"

#include "app/clijson.h"
#include "core/decode/opencodeobjects.h"
#include "core/project/answers.h"
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
        if (checkpoint.reply == Reply::Answer)
            object.insert(u"answers"_s, opencode::toJson(checkpoint.answers));
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

int decide(CliSession& cli, const RequestId& request, const MakeDecision& make)
{
    if (const int code = cli.open(); code != Done)
        return code;
    if (const int code = cli.waitUntilLive(30s); code != Done)
        return code;
    cli.waitUntilChecked();
    const Checkpoint* checkpoint = cli.checkpoint(request);
    if (!checkpoint)
        return notOpen(cli, request);
    if (!checkpoint->waits())
        return told(cli, *checkpoint);
    if (!checkpoint->answerable)
        return report({Issue::Code::NotAnswerable, cli.source(), {}});
    Expected<Decision> made = make(*checkpoint);
    if (!made)
        return report(made.error());
    Decision& decision = *made;
    decision.key = checkpoint->key;
    decision.actor = Decision::Actor::Cli;
    decision.shown = std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
    if (const Outcome fit = fits(decision, *checkpoint); !fit)
        return report(fit.error());
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
