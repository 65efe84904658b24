// SPDX-License-Identifier: MIT
#include "app/clistream.h"

namespace headgate::cli {

using namespace Qt::StringLiterals;

namespace {

/** A verb that is one request without a body; `tell` prints what it was answered. */
int runPlain(const QStringList& arguments, const QString& description,
    durable::Request (*make)(const QUrl&), void (*tell)(const StreamAnswer&, bool json))
{
    QCommandLineParser parser;
    parser.setApplicationDescription(description);
    addStreamOptions(parser);
    if (const auto code = parseArguments(parser, arguments))
        return *code;
    const auto config = readStream(parser);
    if (!config)
        return report(config.error());
    const StreamAnswer answer = ask(*config, make(config->url));
    if (!answer.ok())
        return report(*config, answer);
    tell(answer, parser.isSet(u"json"_s));
    return Done;
}

void tellHead(const StreamAnswer& answer, bool json)
{
    if (json) {
        printPlace(answer, true);
        return;
    }
    const durable::Place place = answer.place();
    print(u"offset        %1"_s.arg(QString::fromUtf8(place.next)));
    print(u"content type  %1"_s.arg(QString::fromUtf8(answer.header("Content-Type"))));
    print(u"closed        %1"_s.arg(place.closed ? u"yes"_s : u"no"_s));
    if (const QByteArray ttl = answer.header("Stream-TTL"); !ttl.isEmpty())
        print(u"ttl           %1 s"_s.arg(QString::fromUtf8(ttl)));
    if (const QByteArray at = answer.header("Stream-Expires-At"); !at.isEmpty())
        print(u"expires       %1"_s.arg(QString::fromUtf8(at)));
}

} // namespace

int runHead(const QStringList& arguments)
{
    return runPlain(arguments, u"Says where a stream ends, and what it holds."_s,
        durable::headRequest, tellHead);
}

int runDelete(const QStringList& arguments)
{
    return runPlain(
        arguments, u"Deletes a stream and all it holds."_s, durable::deleteRequest, printPlace);
}

int runClose(const QStringList& arguments)
{
    return runPlain(
        arguments, u"Ends a stream: it can be read, and nothing can be added any more."_s,
        [](const QUrl& url) { return durable::closeRequest(url); }, printPlace);
}

} // namespace headgate::cli
