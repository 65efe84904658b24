// SPDX-License-Identifier: MIT
#include "app/clijson.h"
#include "app/clilog.h"
#include "core/io/logtail.h"
#include "core/project/trail.h"

#include <QFile>

#include <cstdio>

namespace headgate::cli {

using namespace Qt::StringLiterals;

int runTrail(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Prints the activity trail of a log: every event of a tool call, every agent that was spawned."_s);
    addLogOptions(parser);
    parser.addOption({u"format"_s, u"csv or jsonl; default: csv."_s, u"name"_s, u"csv"_s});
    if (const auto code = parseArguments(parser, arguments))
        return *code;
    const QString format = parser.value(u"format"_s);
    if (!parser.positionalArguments().isEmpty() || (format != "csv"_L1 && format != "jsonl"_L1))
        return usageError(u"trail takes --format csv or jsonl, and no other words"_s);
    const QString path = logPath(parser);
    if (!QFile::exists(path))
        return report({Issue::Code::LogError, {}, {path, u"it does not exist"_s}});
    QFile out;
    if (!out.open(stdout, QFile::WriteOnly))
        return FailedCode;
    const bool csv = format == "csv"_L1 && !parser.isSet(u"json"_s);
    if (csv)
        out.write(trail::csvHeader());
    LogTail tail(path);
    const auto read = tail.read({[&](const StreamEvent& event) {
        if (const auto row = trail::row(event))
            out.write(csv ? trail::csv(*row) : (line(trail::json(*row)) + u'\n').toUtf8());
    }});
    if (!read)
        return report(read.error());
    if (read->unreadable > 0)
        note(u"%1 lines of the log could not be read"_s.arg(read->unreadable));
    return Done;
}

} // namespace headgate::cli
