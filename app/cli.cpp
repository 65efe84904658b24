// SPDX-License-Identifier: MIT
#include "app/clilog.h"
#include "app/clisession.h"
#include "app/clistream.h"
#include "app/cliwhole.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>

namespace {

using namespace headgate::cli;
using namespace Qt::StringLiterals;

struct Verb
{
    const char* name;
    const char* usage;
    const char* summary;
    int (*run)(const QStringList&);
};

constexpr std::array<Verb, 24> verbs{{
    {"sessions", "sessions SOURCE", "list the sessions", runSessions},
    {"tail",
        "tail SOURCE [--session ID] [--for SECONDS] [--until-idle] [--from OFFSET] "
        "[--cursor-file FILE]",
        "print events as they come", runTail},
    {"show", "show SOURCE --session ID [--format markdown|json]", "print one session", runShow},
    {"export",
        "export SOURCE --session ID [--format md|jsonl|html] [--redact [--keep RULES]] [--preview] "
        "[--output F]",
        "write one session into a file for others", runExport},
    {"replay",
        "replay SOURCE --session ID [--event N | --at SECONDS | --play [--speed N] "
        "[--skip-pauses]]",
        "list the moments of a session, or show it as it was at one", runReplay},
    {"pending", "pending SOURCE", "list what waits for a person", runPending},
    {"reply", "reply SOURCE REQUEST once|always|approve|reject [--option ID] [--message TEXT]",
        "answer a permission request or decide a checkpoint", runReply},
    {"answer", "answer SOURCE REQUEST LABEL...", "answer a question", runAnswer},
    {"prompt", "prompt SOURCE --session ID TEXT|-", "say something to a session", runPrompt},
    {"verify", "verify SOURCE [--session ID] [--profile DIR]",
        "prove that the history has no gap and nothing twice", runVerify},
    {"audit", "audit list|verify|export [--profile DIR] [--session ID] [--since TIME]",
        "what was decided, and whether its record is what was written", runAudit},
    {"search", "search WORDS... [--source SOURCE] [--kind KIND] [--since TIME] [--profile DIR]",
        "find words in all that is kept", runSearch},
    {"doctor", "doctor SOURCE", "find out what is wrong with a connection", runDoctor},
    {"read", "read URL [--offset OFFSET] [--live sse|long-poll|auto] [--for SECONDS]",
        "print what a stream holds", runRead},
    {"append", "append URL [--producer ID [--epoch N]] [--content-type T] [--seq S]",
        "append standard input to a stream", runAppend},
    {"create",
        "create URL [--content-type T] [--ttl S] [--expires-at T] [--closed] [--data TEXT|-]",
        "create a stream", runCreate},
    {"close", "close URL", "end a stream for good", runClose},
    {"delete", "delete URL", "delete a stream", runDelete},
    {"head", "head URL", "say where a stream ends", runHead},
    {"bridge", "bridge SOURCE [--port N] [--session ID]",
        "mirror a source into durable streams that others tail", runBridge},
    {"record", "record SOURCE [--log FILE] [--session ID] [--for SECONDS]",
        "write what a source tells into a durable event log", runRecord},
    {"checkpoint", "checkpoint request|pending|approve|reject|answer [--log FILE] ...",
        "questions to a person in a durable event log", runCheckpoint},
    {"trail", "trail [--log FILE] [--format csv|jsonl]",
        "print every tool call and spawned agent of a log", runTrail},
    {"serve", "serve [--port N] [--data DIR]", "serve durable streams over HTTP", runServe},
}};

QString help()
{
    QString text = u"Usage: headgate-cli VERB SOURCE [options]\n\nVerbs:\n"_s;
    for (const Verb& verb : verbs)
        text += u"  %1\n      %2\n"_s.arg(
            QLatin1StringView(verb.usage), QLatin1StringView(verb.summary));
    text +=
        u"\nSOURCE is opencode:URL, stream:URL, agentpane:URL, log:PATH, demo:, or a bare URL or "
        u"path; "
        u"URL is a stream's address.\n"
        "Every verb takes --json and --help, those with a SOURCE --profile DIR as well; serve has "
        "its own.\n"
        "Exit codes: 0 done, 1 failed, 2 usage, 3 unreachable, 4 not found, 5 already answered or in conflict, 6 not authorised, 7 rejected, 8 expired."_s;
    return text;
}

} // namespace

int main(int argc, char** argv)
{
    QLocale::setDefault(QLocale::c()); // scripts read it: the same words and numbers everywhere
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"headgate-cli"_s);
    QCoreApplication::setOrganizationName(u"headgate"_s);
    QCoreApplication::setApplicationVersion(QLatin1StringView(HEADGATE_VERSION));
    QStringList arguments = QCoreApplication::arguments().mid(1);
    const QString name = arguments.value(0);
    if (name == "--version"_L1 || name == "-v"_L1) {
        print(u"headgate-cli %1"_s.arg(QCoreApplication::applicationVersion()));
        return Done;
    }
    if (name == "--help"_L1 || name == "-h"_L1) {
        print(help());
        return Done;
    }
    const auto verb = std::find_if(verbs.begin(), verbs.end(),
        [&](const Verb& v) { return name == QLatin1StringView(v.name); });
    if (verb == verbs.end()) {
        print(help());
        return usageError(
            name.isEmpty() ? u"a verb is missing"_s : u"there is no verb \"%1\""_s.arg(name));
    }
    arguments[0] = u"headgate-cli %1"_s.arg(name);
    return verb->run(arguments);
}
