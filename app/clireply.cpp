// SPDX-License-Identifier: MIT
#include "app/clidecision.h"
#include "core/project/paneasks.h"
#include "ui/words/checkpointwords.h"

#include <chrono>

namespace headgate::cli {

using namespace Qt::StringLiterals;

namespace {

Issue wrong(const QString& why)
{
    return {Issue::Code::WrongAnswer, {}, {why}};
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

Expected<Decision> decisionFor(
    const Checkpoint& checkpoint, Reply reply, const QCommandLineParser& parser)
{
    // A decision after its time is taken, but never by mistake.
    const Timestamp now = std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
    if (checkpoint.expires && *checkpoint.expires < now && !parser.isSet(u"override"_s))
        return Issue{
            Issue::Code::RequestExpired, checkpoint.key.source, {checkpoint.key.request.value()}};
    const auto option = chosen(checkpoint, parser.value(u"option"_s));
    if (!option)
        return wrong(u"it offers no \"%1\": %2"_s.arg(
            parser.value(u"option"_s), words::choices(checkpoint)));
    Decision decision;
    decision.reply = reply;
    decision.option = *option;
    decision.message = parser.value(u"message"_s);
    return decision;
}

} // namespace

int runReply(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Answers one permission request and waits until the stream confirms it."_s);
    addSourceOptions(parser);
    parser.addOption({u"message"_s,
        u"With reject: words for the agent, which lets its turn go on. An AgentPane server takes "
        u"them with approve as well, and asks for them with the rejection of a change."_s,
        u"text"_s});
    parser.addOption({u"option"_s,
        u"With approve: what is chosen at a checkpoint; its id, its label or its number."_s,
        u"option"_s});
    parser.addOption({u"override"_s, u"Decide a checkpoint although it has expired."_s});
    parser.addPositionalArgument(u"SOURCE"_s,
        u"opencode:URL, stream:URL, agentpane:URL, log:PATH, demo:, or a bare URL or path."_s);
    parser.addPositionalArgument(u"REQUEST"_s, u"The request's id, as pending prints it."_s);
    parser.addPositionalArgument(
        u"ANSWER"_s, u"once, always or reject; of a checkpoint approve or reject."_s);
    if (const auto code = parseArguments(parser, arguments))
        return *code;
    const QStringList given = parser.positionalArguments();
    if (given.size() != 3)
        return usageError(u"reply takes SOURCE REQUEST once|always|approve|reject"_s);
    const auto reply = given[2] == "approve"_L1 ? Reply::Once : replyFromName(given[2]);
    if (!reply || *reply == Reply::Answer)
        return usageError(
            u"an answer is once, always, approve or reject, not \"%1\""_s.arg(given[2]));
    if (parser.isSet(u"option"_s) && *reply == Reply::Reject)
        return usageError(u"--option goes with approve"_s);
    if (parser.isSet(u"message"_s) && *reply != Reply::Reject
        && !given[0].startsWith("agentpane:"_L1))
        return usageError(
            u"--message goes with reject: the server takes no words with an approval"_s);

    CliSession cli(parser, given[0], Engine::EventFeed::Off);
    return decide(cli, RequestId(given[1]),
        [&](const Checkpoint& checkpoint) { return decisionFor(checkpoint, *reply, parser); });
}

} // namespace headgate::cli
