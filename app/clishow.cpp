// SPDX-License-Identifier: MIT
#include "app/clijson.h"
#include "app/clisession.h"
#include "app/cliwhole.h"
#include "core/project/markdownexport.h"

#include <QJsonArray>

namespace headgate::cli {

using namespace Qt::StringLiterals;

namespace {

void printSession(const Session& session, const WholeSession& gathered, bool json)
{
    if (!json) {
        print(markdownExport(session, gathered.messages()));
        return;
    }
    QJsonObject object = toJson(session);
    QJsonArray messages;
    for (const MessageWithParts& message : gathered.messages())
        messages.append(toJson(message));
    object.insert(u"messages"_s, messages);
    print(line(object));
}

} // namespace

int runShow(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Prints one session: its history, after catching up with the server."_s);
    addSourceOptions(parser);
    parser.addOption({u"session"_s, u"Which session."_s, u"id"_s});
    parser.addOption({u"format"_s, u"markdown (default) or json."_s, u"format"_s, u"markdown"_s});
    parser.addPositionalArgument(u"SOURCE"_s,
        u"opencode:URL, stream:URL, agentpane:URL, log:PATH, demo:, or a bare URL or path."_s);
    if (const auto code = parseArguments(parser, arguments))
        return *code;
    const QString format = parser.value(u"format"_s);
    if (parser.positionalArguments().size() != 1 || !parser.isSet(u"session"_s))
        return usageError(u"show takes one SOURCE and --session ID"_s);
    if (format != "markdown"_L1 && format != "json"_L1)
        return usageError(u"--format is markdown or json"_s);

    CliSession cli(parser, parser.positionalArguments().constFirst(), Engine::EventFeed::Off);
    const SessionId id(parser.value(u"session"_s));
    WholeSession gathered(cli, id);
    if (const auto code = gathered.read())
        return *code;
    printSession(gathered.session(), gathered, cli.json() || format == "json"_L1);
    return gathered.endedWith();
}

} // namespace headgate::cli
