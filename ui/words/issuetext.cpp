// SPDX-License-Identifier: MIT
#include "ui/words/issuetext.h"

#include "ui/words/panewords.h"
#include "ui/words/say.h"

#include <QLocale>

namespace headgate::words {

using namespace Qt::StringLiterals;
using enum Issue::Code;

namespace {

QString arg(const Issue& issue, qsizetype at, const char* otherwise)
{
    const QString text = issue.args.value(at).trimmed();
    return text.isEmpty() ? say(otherwise) : text;
}

/** With a small letter, but where nouns have capitals. */
QString withinSentence(const QString& text)
{
    return QLocale().language() == QLocale::German ? text : text.toLower();
}

QString reachText(const Issue& issue)
{
    switch (issue.code) {
    case Unreachable:
        return say("The server cannot be reached (%1). Start it, or check the address.")
            .arg(arg(issue, 0, toSay("no reason was given")));
    case TimedOut:
        return say("The server did not answer within %1 s. It is tried again.")
            .arg(arg(issue, 0, toSay("some")));
    case ConnectionLost:
        return say("The connection ended (%1). It is opened again.")
            .arg(arg(issue, 0, toSay("no reason was given")));
    case Silent:
        return say("Nothing came for %1 s, not even a heartbeat. The connection is opened again.")
            .arg(arg(issue, 0, toSay("some")));
    case TlsError:
        return say("The server's certificate is not trusted (%1). Correct it on the server.")
            .arg(arg(issue, 0, toSay("no reason was given")));
    case NotAuthorised:
        return say("The server asks for a password. Enter the user and the password again.");
    case NotOpenCode:
        return say("Something else answers there (%1). Check the address and the port.")
            .arg(arg(issue, 0, toSay("not an OpenCode server")));
    case HttpError:
        return say("The server answered %1 (%2). It is tried again.")
            .arg(
                arg(issue, 0, toSay("with an error")), arg(issue, 1, toSay("no reason was given")));
    case RedirectRefused:
        return say(
            "The server points to another place (%1). Connect to that address if you trust it.")
            .arg(arg(issue, 0, toSay("unknown")));
    default:
        return {};
    }
}

QString dataText(const Issue& issue)
{
    switch (issue.code) {
    case BadFrame:
        return say("One event could not be read (%1). It was left out and the rest goes on.")
            .arg(arg(issue, 0, toSay("no reason was given")));
    case FrameTooLarge:
        return say("One event was too large (%1 bytes). It was left out and the rest goes on.")
            .arg(arg(issue, 0, toSay("unknown")));
    case BadAnswer:
        return say("The server's answer for %1 could not be read (%2). Its version may be too new "
                   "or too old.")
            .arg(arg(issue, 0, toSay("a request")),
                arg(issue, 1, toSay("another shape than expected")));
    case ProfileLocked:
        return say("The profile %1 is in use by %2. Close the other one or choose another profile.")
            .arg(arg(issue, 0, toSay("folder")), arg(issue, 1, toSay("another program")));
    case DatabaseError:
        return say("The history cannot be written (%1). Check the disk, then start again.")
            .arg(arg(issue, 0, toSay("no reason was given")));
    default:
        return {};
    }
}

QString decisionText(const Issue& issue)
{
    switch (issue.code) {
    case RequestNotFound:
        return say("The server does not know this request any more. Nothing was decided by you.");
    case AlreadyAnswered:
        return issue.args.value(0).isEmpty()
            ? say("Another client answered first.")
            : say("Another client answered first: %1.").arg(issue.args.value(0));
    case AnsweredTooLate:
        return say("The answer came too late: the turn had ended. It had no effect.");
    case WrongAnswer:
        return say("That is no answer to this request: %1.").arg(issue.args.value(0));
    case NotStoppable:
        return say("It cannot be stopped from here: nothing there takes that wish.");
    case SendUnknown:
        return say("The answer was sent, but nothing came back. It may or may not have arrived; "
                   "look at the session before you answer again.");
    case PortInUse:
        return say("Another program listens at %1 already. Stop it, or choose another port.")
            .arg(arg(issue, 0, toSay("that port")));
    case CannotListen:
        return say("Headgate cannot listen at %1 (%2).")
            .arg(arg(issue, 0, toSay("that address")), arg(issue, 1, toSay("no reason was given")));
    case BadSource:
        return say("“%1” is not an address Headgate can follow. An example: http://127.0.0.1:4096")
            .arg(issue.args.value(0));
    case SessionNotFound:
        return say("There is no session %1 here. Choose one from the list.")
            .arg(issue.args.value(0));
    case StreamNotFound:
        return say("There is no stream at %1. It was never made, was deleted or has expired.")
            .arg(arg(issue, 0, toSay("this address")));
    case StreamRestarted:
        return say("The history before %1 is gone on the server. The stream is read from its start "
                   "again; what was read before is kept.")
            .arg(arg(issue, 0, toSay("now")));
    case LogMissing:
        return say("There is no file %1 yet. It is read as soon as it appears.")
            .arg(arg(issue, 0, toSay("there")));
    case LogBeganAnew:
        return say("The log %1 does not hold any more what was read of it. It is read from its "
                   "start; what was read before stays in the list.")
            .arg(arg(issue, 0, toSay("there")));
    case BadLines:
        return say("%1 holds %2 line(s) that are no events: %3. They were left out and the rest "
                   "goes on.",
            issue.args.value(1).toLongLong())
            .arg(arg(issue, 0, toSay("The log")), arg(issue, 1, toSay("some")),
                arg(issue, 2, toSay("unknown")));
    case NotAnswerable:
        return say("This request was seen in a stream, and a stream cannot be answered. Answer it "
                   "where the agent runs.");
    default:
        return {};
    }
}

QString logText(const Issue& issue)
{
    switch (issue.code) {
    case BadEvent:
        return say("One line is no event: it has no “%1”. It was left out and the rest goes on.")
            .arg(arg(issue, 0, toSay("type")));
    case LogError:
        return say("The log %1 cannot be used (%2). Check the path and your rights.")
            .arg(arg(issue, 0, toSay("file")), arg(issue, 1, toSay("no reason was given")));
    case LogLocked:
        return say("Another program held the log %1 for %2 s. Nothing was written; try again.")
            .arg(arg(issue, 0, toSay("file")), arg(issue, 1, toSay("some")));
    case LockLost:
        return say("Another program took the lock of the log %1 meanwhile. Look at the log before "
                   "you try again.")
            .arg(arg(issue, 0, toSay("file")));
    case NotOffered:
        return say("That cannot be done from here: nothing there takes that wish.");
    case PromptLost:
        return say("The message is not in the session: the server did not keep it. Its words are "
                   "still here.");
    case RequestExpired:
        return say("The checkpoint %1 has expired. It can still be decided, with --override.")
            .arg(arg(issue, 0, toSay("asked for")));
    default:
        return {};
    }
}

} // namespace

QString issueText(const Issue& issue)
{
    if (const QString text = refusalText(issue); !text.isEmpty())
        return text;
    for (const auto words : {reachText, dataText, decisionText, logText}) {
        if (const QString text = words(issue); !text.isEmpty())
            return text;
    }
    return {};
}

QString issueShort(const Issue& issue)
{
    switch (issue.code) {
    case None:
        return {};
    case Unreachable:
        return withinSentence(arg(issue, 0, toSay("not reachable")));
    case TimedOut:
        return say("no answer");
    case ConnectionLost:
        return say("connection ended");
    case Silent:
        return say("silent");
    case TlsError:
        return say("certificate not trusted");
    case NotAuthorised:
        return say("password needed");
    case NotOpenCode:
        return say("not an OpenCode server");
    case HttpError:
        return say("server error %1").arg(issue.args.value(0)).trimmed();
    case RedirectRefused:
        return say("points elsewhere");
    case BadFrame:
    case FrameTooLarge:
        return say("unreadable event");
    case BadAnswer:
        return say("unreadable answer");
    case ProfileLocked:
        return say("profile in use");
    case DatabaseError:
        return say("history not writable");
    case RequestNotFound:
        return say("request not known");
    case AlreadyAnswered:
        return say("already answered");
    case AnsweredTooLate:
        return say("too late");
    case WrongAnswer:
        return say("no answer to this");
    case NotStoppable:
        return say("cannot be stopped");
    case SendUnknown:
        return say("not confirmed");
    case PortInUse:
        return say("port in use");
    case CannotListen:
        return say("cannot listen");
    case BadSource:
        return say("not an address");
    case SessionNotFound:
        return say("no such session");
    case StreamNotFound:
        return say("no such stream");
    case StreamRestarted:
        return say("read from the start again");
    case LogMissing:
        return say("no file yet");
    case LogBeganAnew:
        return say("read from the start again");
    case BadLines:
        return say("unreadable lines");
    case NotAnswerable:
        return say("cannot be answered here");
    case BadEvent:
        return say("not an event");
    case LogError:
        return say("log not usable");
    case LogLocked:
        return say("log in use");
    case LockLost:
        return say("log lock lost");
    case NotOffered:
        return say("not possible here");
    case PromptLost:
        return say("not kept");
    case RequestExpired:
        return say("expired");
    }
    return {};
}

} // namespace headgate::words
