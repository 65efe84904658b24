// SPDX-License-Identifier: MIT
#include "app/clijson.h"
#include "app/clisession.h"
#include "ui/words/quantity.h"
#include "ui/words/sessionwords.h"

#include <algorithm>
#include <chrono>

namespace headgate::cli {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString sessionLine(const Session& session)
{
    const QString line = u"%1  %2  %3  %4"_s.arg(session.id.value(),
        sessionStatusName(session.status).leftJustified(11), words::sessionTitle(session),
        session.directory);
    if (session.events == 0)
        return line;
    // Of a log: how much there is to read.
    return u"%1  %2"_s.arg(line.trimmed(), words::eventCount(session.events));
}

} // namespace

int runSessions(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Lists the sessions of a source, the latest first."_s);
    addSourceOptions(parser);
    parser.addPositionalArgument(u"SOURCE"_s,
        u"opencode:URL, stream:URL, agentpane:URL, log:PATH, demo:, or a bare URL or path."_s);
    if (const auto code = parseArguments(parser, arguments))
        return *code;
    if (parser.positionalArguments().size() != 1)
        return usageError(u"sessions takes one SOURCE"_s);
    CliSession cli(parser, parser.positionalArguments().constFirst(), Engine::EventFeed::Off);
    if (const int code = cli.open(); code != Done)
        return code;
    if (const int code = cli.waitUntilLive(30s); code != Done)
        return code;
    std::vector<Session> sessions;
    for (const auto& [id, session] : cli.sessions())
        sessions.push_back(session);
    std::stable_sort(sessions.begin(), sessions.end(),
        [](const Session& a, const Session& b) { return a.updated > b.updated; });
    for (const Session& session : sessions) {
        if (cli.json())
            print(line(toJson(session)));
        else
            print(sessionLine(session));
    }
    return Done;
}

} // namespace headgate::cli
