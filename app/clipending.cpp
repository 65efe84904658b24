// SPDX-License-Identifier: MIT
#include "app/clijson.h"
#include "app/clisession.h"
#include "ui/words/checkpointwords.h"

#include <chrono>

namespace headgate::cli {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

int runPending(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Lists the requests that wait for a person, the oldest first."_s);
    addSourceOptions(parser);
    parser.addPositionalArgument(u"SOURCE"_s, u"opencode:URL, demo: or a bare URL."_s);
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
            print(u"%1  %2  %3  %4"_s.arg(checkpoint.key.request.value(),
                checkpoint.key.session.value(), words::requestTitle(checkpoint),
                words::requestLine(checkpoint)));
    }
    return Done;
}

} // namespace headgate::cli
