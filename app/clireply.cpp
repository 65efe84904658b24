// SPDX-License-Identifier: MIT
#include "app/clidecision.h"

namespace headgate::cli {

using namespace Qt::StringLiterals;

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
    if (!reply || *reply == Reply::Answer)
        return usageError(u"an answer is once, always or reject, not \"%1\""_s.arg(words[2]));
    if (parser.isSet(u"message"_s) && *reply != Reply::Reject)
        return usageError(
            u"--message goes with reject: the server takes no words with an approval"_s);

    CliSession cli(parser, words[0], Engine::EventFeed::Off);
    return decide(cli, RequestId(words[1]), [&](const Checkpoint&) -> Expected<Decision> {
        Decision decision;
        decision.reply = *reply;
        decision.message = parser.value(u"message"_s);
        return decision;
    });
}

} // namespace headgate::cli
