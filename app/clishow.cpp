// SPDX-License-Identifier: MIT
#include "app/clijson.h"
#include "app/clisession.h"
#include "core/project/markdownexport.h"

#include <QJsonArray>

#include <algorithm>
#include <chrono>

namespace headgate::cli {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** A session's messages, gathered page by page. */
struct Gathered
{
    SessionKey key;
    std::vector<MessageWithParts> messages;
    bool loaded = false;
    bool fresh = false; ///< the server's newest page is in it
    bool hasOlder = false;
    bool missing = false; ///< the server said so, and that was told already

    void apply(const Change& change)
    {
        if (const auto* page = std::get_if<TranscriptLoaded>(&change); page && page->key == key) {
            messages = page->messages;
            hasOlder = page->hasOlder;
            fresh = !page->loading;
            loaded = true;
        } else if (const auto* older = std::get_if<OlderLoaded>(&change);
                   older && older->key == key) {
            messages.insert(messages.begin(), older->messages.begin(), older->messages.end());
            hasOlder = older->hasOlder;
            loaded = true;
        } else if (const auto* issue = std::get_if<IssueRaised>(&change)) {
            missing = missing
                || (issue->issue.code == Issue::Code::SessionNotFound
                    && issue->issue.args.value(0) == key.session.value());
        }
    }
};

void printSession(const Session& session, const Gathered& gathered, bool json)
{
    if (!json) {
        print(markdownExport(session, gathered.messages));
        return;
    }
    QJsonObject object = toJson(session);
    QJsonArray messages;
    for (const MessageWithParts& message : gathered.messages)
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
    Gathered gathered{{cli.source(), id}, {}, false, false, false, false};
    cli.onChange = [&](const Change& change) { gathered.apply(change); };
    if (const int code = cli.open(); code != Done)
        return code;
    const int reached = cli.waitUntilLive(30s, true);
    cli.engine().submit(OpenSession{gathered.key});
    cli.wait(
        [&] { return gathered.loaded && (gathered.fresh || gathered.missing || reached != Done); },
        30s);
    while (gathered.hasOlder) {
        gathered.loaded = false;
        cli.engine().submit(LoadOlder{gathered.key});
        if (!cli.wait([&] { return gathered.loaded; }, 30s))
            break;
    }
    // Archived sessions are in no list, yet can be read.
    const auto known = cli.sessions().find(id);
    if (known == cli.sessions().end() && gathered.messages.empty()) {
        if (reached != Done)
            return report(cli.status().issue);
        if (gathered.missing)
            return NotFound;
        return report({Issue::Code::SessionNotFound, cli.source(), {id.value()}});
    }
    Session session;
    session.id = id;
    if (known != cli.sessions().end())
        session = known->second;
    printSession(session, gathered, cli.json() || format == "json"_L1);
    if (reached != Done || !gathered.fresh) {
        note(u"this is the history as last seen; the server could not be reached to catch up"_s);
        return reached != Done ? reached : int(UnreachableCode);
    }
    return Done;
}

} // namespace headgate::cli
