// SPDX-License-Identifier: MIT
#include "app/clijson.h"
#include "app/clisession.h"
#include "ui/words/issuetext.h"

#include <QFile>
#include <QUuid>

#include <chrono>
#include <cstdio>

namespace headgate::cli {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** The words themselves, or standard input for "-". */
QString wordsFrom(const QString& argument)
{
    if (argument != "-"_L1)
        return argument.trimmed();
    QFile input;
    if (!input.open(stdin, QFile::ReadOnly))
        return {};
    return QString::fromUtf8(input.readAll()).trimmed();
}

int told(const CliSession& cli, const Prompt& prompt)
{
    if (prompt.state == Prompt::State::Kept) {
        if (cli.json())
            print(line({{u"sessionID"_s, prompt.key.session.value()},
                {u"messageID"_s, prompt.message.value()}, {u"state"_s, u"kept"_s}}));
        else
            print(prompt.message.value());
        return Done;
    }
    Issue issue = prompt.issue;
    if (issue.code == Issue::Code::None)
        issue = {Issue::Code::SendUnknown, cli.source(), {}};
    return report(issue);
}

} // namespace

int runPrompt(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Sends words to a session, once, and waits until the server shows them. Prints the id of "
        "the message. A session that is busy takes them up after what it does."_s);
    addSourceOptions(parser);
    parser.addOption({u"session"_s, u"Which session."_s, u"id"_s});
    parser.addPositionalArgument(u"SOURCE"_s, u"opencode:URL, agentpane:URL or a bare URL."_s);
    parser.addPositionalArgument(u"TEXT"_s, u"What to say; \"-\": standard input."_s);
    if (const auto code = parseArguments(parser, arguments))
        return *code;
    const QStringList given = parser.positionalArguments();
    if (given.size() != 2 || !parser.isSet(u"session"_s))
        return usageError(u"prompt takes SOURCE --session ID TEXT"_s);
    const QString text = wordsFrom(given[1]);
    if (text.isEmpty())
        return usageError(u"there is nothing to say"_s);

    CliSession cli(parser, given[0], Engine::EventFeed::Off);
    const SessionKey key{cli.source(), SessionId(parser.value(u"session"_s))};
    bool loaded = false;
    Prompt prompt;
    prompt.id = "prompt-"_L1 + QUuid::createUuid().toString(QUuid::WithoutBraces);
    prompt.key = key;
    cli.onChange = [&](const Change& change) {
        const auto* page = std::get_if<TranscriptLoaded>(&change);
        loaded = loaded || (page && page->key == key && !page->loading);
        const auto* told = std::get_if<PromptChanged>(&change);
        if (told && told->prompt.id == prompt.id)
            prompt = told->prompt;
    };
    if (const int code = cli.open(); code != Done)
        return code;
    if (const int code = cli.waitUntilLive(30s); code != Done)
        return code;
    if (cli.status().kind != SourceKind::OpenCode && cli.status().kind != SourceKind::AgentPane)
        return report({Issue::Code::NotOffered, cli.source(), {u"prompt"_s}});
    if (!cli.sessions().contains(key.session))
        return report({Issue::Code::SessionNotFound, cli.source(), {key.session.value()}});
    // What is there already cannot be taken for what is sent now.
    cli.engine().submit(OpenSession{key});
    cli.wait([&] { return loaded; }, 30s);
    cli.engine().submit(SendPrompt{key, prompt.id, text, Decision::Actor::Cli});
    cli.wait([&] { return !prompt.isOpen(); }, 60s);
    return told(cli, prompt);
}

} // namespace headgate::cli
