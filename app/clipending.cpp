// SPDX-License-Identifier: MIT
#include "app/clijson.h"
#include "app/clisession.h"
#include "core/project/visibletext.h"
#include "ui/words/checkpointwords.h"

#include <chrono>

namespace headgate::cli {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** A checkpoint of a log, on one line. */
QString requestText(const Checkpoint& checkpoint)
{
    QStringList told{checkpoint.key.request.value(), checkpoint.key.session.value(),
        words::requestTitle(checkpoint), words::requestLine(checkpoint)};
    const Timestamp now = std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
    if (const QString choices = words::choices(checkpoint); !choices.isEmpty())
        told += u"[%1]"_s.arg(choices);
    if (!checkpoint.requestedBy.isEmpty())
        told += u"by %1"_s.arg(checkpoint.requestedBy);
    told += words::askedAgo(checkpoint, now);
    if (const QString expiry = words::expiry(checkpoint, now); !expiry.isEmpty())
        told += expiry;
    return told.join("  "_L1);
}

/** What `answer` takes, by number or by label. */
void printOptions(const Question& question)
{
    int number = 0;
    for (const QuestionOption& option : question.options) {
        const QString label = makeVisible(option.label.simplified()).text;
        const QString more = makeVisible(option.description.simplified()).text;
        print(u"    %1. %2%3"_s.arg(
            QString::number(++number), label, more.isEmpty() ? QString() : u": "_s + more));
    }
    if (question.freeText)
        print(u"    or an answer in your own words"_s);
}

} // namespace

int runPending(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Lists the requests that wait for a person, the oldest first."_s);
    addSourceOptions(parser);
    parser.addPositionalArgument(u"SOURCE"_s,
        u"opencode:URL, stream:URL, agentpane:URL, log:PATH, demo:, or a bare URL or path."_s);
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
        if (cli.json()) {
            print(line(toJson(checkpoint)));
            continue;
        }
        if (checkpoint.kind == CheckpointKind::Hitl) {
            print(requestText(checkpoint));
            continue;
        }
        print(
            u"%1  %2  %3  %4"_s.arg(checkpoint.key.request.value(), checkpoint.key.session.value(),
                words::requestTitle(checkpoint), words::requestLine(checkpoint)));
        const bool single = checkpoint.questions.size() == 1; // its text stands above
        for (const Question& question : checkpoint.questions) {
            if (!single)
                print(u"    "_s + makeVisible(question.text.simplified()).text);
            printOptions(question);
        }
    }
    return Done;
}

} // namespace headgate::cli
