// SPDX-License-Identifier: MIT
#include "app/clijson.h"
#include "app/clisession.h"
#include "ui/words/checkpointwords.h"

#include <chrono>

namespace headgate::cli {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString requestText(const Checkpoint& checkpoint)
{
    QStringList told{checkpoint.key.request.value(), checkpoint.key.session.value(),
        words::requestTitle(checkpoint), words::requestLine(checkpoint)};
    if (checkpoint.kind == CheckpointKind::Hitl) {
        const Timestamp now = std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
        if (const QString choices = words::choices(checkpoint); !choices.isEmpty())
            told += u"[%1]"_s.arg(choices);
        if (!checkpoint.requestedBy.isEmpty())
            told += u"by %1"_s.arg(checkpoint.requestedBy);
        told += words::askedAgo(checkpoint, now);
        if (const QString expiry = words::expiry(checkpoint, now); !expiry.isEmpty())
            told += expiry;
    }
    return told.join("  "_L1);
}

} // namespace

int runPending(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Lists the requests that wait for a person, the oldest first."_s);
    addSourceOptions(parser);
    parser.addPositionalArgument(
        u"SOURCE"_s, u"opencode:URL, stream:URL, log:PATH, demo:, or a bare URL or path."_s);
    if (const auto code = parseArguments(parser, arguments))
        return *code;
    if (parser.positionalArguments().size() != 1)
        return usageError(u"pending takes one SOURCE"_s);
    CliSession cli(parser, parser.positionalArguments().constFirst(), Engine::EventFeed::Off);
    if (const int code = cli.open(); code != Done)
        return code;
    if (const int code = cli.waitUntilLive(30s); code != Done)
        return code;
    cli.waitUntilChecked();
    for (const Checkpoint& checkpoint : cli.checkpoints()) {
        if (!checkpoint.waits())
            continue;
        if (cli.json())
            print(line(toJson(checkpoint)));
        else
            print(requestText(checkpoint));
    }
    return Done;
}

} // namespace headgate::cli
