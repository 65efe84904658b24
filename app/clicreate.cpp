// SPDX-License-Identifier: MIT
#include "app/clistream.h"

#include <QFile>

#include <cstdio>

namespace headgate::cli {

using namespace Qt::StringLiterals;

int runCreate(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Creates a stream. Creating one that is there in the same form changes nothing."_s);
    addStreamOptions(parser);
    parser.addOption({u"content-type"_s, u"What it holds; default: application/json."_s, u"type"_s,
        u"application/json"_s});
    parser.addOption({u"ttl"_s, u"It goes when it was not used for so long."_s, u"seconds"_s});
    parser.addOption({u"expires-at"_s, u"It goes at this time, as in RFC 3339."_s, u"time"_s});
    parser.addOption({u"closed"_s, u"Nothing can be added to it."_s});
    parser.addOption({u"data"_s, u"What stands in it first; - reads standard input."_s, u"text"_s});
    if (const auto code = parseArguments(parser, arguments))
        return *code;
    durable::Creation creation;
    creation.contentType = parser.value(u"content-type"_s).toUtf8();
    creation.closed = parser.isSet(u"closed"_s);
    creation.expiresAt = parser.value(u"expires-at"_s).toUtf8();
    if (parser.isSet(u"ttl"_s)) {
        bool number = false;
        creation.ttlSeconds = parser.value(u"ttl"_s).toLongLong(&number);
        if (!number || *creation.ttlSeconds < 0)
            return usageError(u"--ttl takes a number of seconds"_s);
        if (!creation.expiresAt.isEmpty())
            return usageError(u"--ttl and --expires-at exclude each other"_s);
    }
    const QString data = parser.value(u"data"_s);
    creation.data = data.toUtf8();
    if (data == "-"_L1) {
        QFile input;
        if (!input.open(stdin, QFile::ReadOnly))
            return usageError(u"standard input cannot be read"_s);
        creation.data = input.readAll();
    }
    const auto config = readStream(parser);
    if (!config)
        return report(config.error());
    const StreamAnswer answer = ask(*config, durable::createRequest(config->url, creation));
    if (!answer.ok())
        return report(*config, answer);
    printPlace(answer, parser.isSet(u"json"_s));
    return Done;
}

} // namespace headgate::cli
