// SPDX-License-Identifier: MIT
#include "app/clidecision.h"
#include "core/project/answers.h"

namespace headgate::cli {

using namespace Qt::StringLiterals;

int runAnswer(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Answers a question and waits until the stream confirms it. A LABEL is one of the "
        "question's options, its number, or your own words where the question takes them. Where a "
        "request asks several questions, one LABEL answers each, with ; between several of one."_s);
    addSourceOptions(parser);
    parser.addPositionalArgument(
        u"SOURCE"_s, u"opencode:URL, agentpane:URL, demo: or a bare URL."_s);
    parser.addPositionalArgument(u"REQUEST"_s, u"The request's id, as pending prints it."_s);
    parser.addPositionalArgument(u"LABEL..."_s, u"The answer."_s);
    if (const auto code = parseArguments(parser, arguments))
        return *code;
    const QStringList words = parser.positionalArguments();
    if (words.size() < 3)
        return usageError(u"answer takes SOURCE REQUEST LABEL..."_s);

    CliSession cli(parser, words[0], Engine::EventFeed::Off);
    return decide(cli, RequestId(words[1]), [&](const Checkpoint& asked) -> Expected<Decision> {
        if (asked.kind != CheckpointKind::Question)
            return Issue{Issue::Code::WrongAnswer, {}, {u"it asks for permission: use reply"_s}};
        auto answers = answersFromWords(asked.questions, words.mid(2));
        if (!answers)
            return answers.error();
        Decision decision;
        decision.reply = Reply::Answer;
        decision.answers = std::move(*answers);
        return decision;
    });
}

} // namespace headgate::cli
