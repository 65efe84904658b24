// SPDX-License-Identifier: MIT
#include "app/clistream.h"

#include "app/clijson.h"
#include "core/domain/sourcetext.h"

#include <QEventLoop>

namespace headgate::cli {

using namespace Qt::StringLiterals;
using durable::Failure;

void addStreamOptions(QCommandLineParser& parser)
{
    addHelp(parser);
    parser.addOption({u"json"_s, u"Print one JSON object."_s});
    parser.addOption(
        {u"user"_s, u"User name for the server; default: HEADGATE_USER."_s, u"name"_s});
    parser.addOption({u"password-file"_s,
        u"Read the server's password from the first line of this file; else HEADGATE_PASSWORD, else the keychain."_s,
        u"file"_s});
    parser.addPositionalArgument(u"URL"_s, u"The stream's address."_s);
}

Expected<SourceConfig> readStream(const QCommandLineParser& parser)
{
    const QStringList given = parser.positionalArguments();
    if (given.size() != 1)
        return Issue{Issue::Code::BadSource, {}, {given.join(u' ')}};
    const QString text = given.constFirst();
    return readSource(parser, text.startsWith("stream:"_L1) ? text : QString("stream:"_L1 + text));
}

sync::RetryPolicy patience()
{
    return {5, milliseconds(200), milliseconds(10'000), 2};
}

StreamAnswer ask(const SourceConfig& config, const durable::Request& request)
{
    StreamClient client(config.user, config.password);
    client.setRetry(patience());
    StreamAnswer result;
    QEventLoop loop;
    client.send(
        request,
        [&](const StreamAnswer& answer) {
            result = answer;
            loop.quit();
        },
        &loop);
    loop.exec();
    return result;
}

namespace {

QString words(const StreamAnswer& answer, const QString& url)
{
    switch (answer.failure) {
    case Failure::NotFound:
        return u"There is no stream at %1."_s.arg(url);
    case Failure::Gone:
        return u"The stream at %1, or that part of it, is gone."_s.arg(url);
    case Failure::Closed:
        return u"The stream at %1 is closed; nothing can be added."_s.arg(url);
    case Failure::Conflict:
        return u"The stream at %1 exists already in another form, or holds another content type."_s
            .arg(url);
    case Failure::OldSequence:
        return u"The sequence given is not greater than the last one of %1."_s.arg(url);
    case Failure::SequenceGap:
        return u"A batch of this producer is missing before this one; begin a new epoch."_s;
    case Failure::StaleEpoch:
        return u"Another writer has taken this producer over in epoch %1; choose a later one."_s
            .arg(QString::fromLatin1(answer.header("Producer-Epoch")));
    case Failure::BadOffset:
        return u"The server does not take this offset."_s;
    case Failure::TooLarge:
        return u"The server does not take that much at once."_s;
    default:
        return {};
    }
}

} // namespace

int report(const SourceConfig& config, const StreamAnswer& answer)
{
    const QString text = words(answer, config.url.toDisplayString());
    if (text.isEmpty()) {
        const int code = report(answer.issue);
        // Its code says 4xx or 5xx; that a request timed out or was refused said so itself.
        return code;
    }
    note(text);
    switch (answer.failure) {
    case Failure::NotFound:
    case Failure::Gone:
        return NotFound;
    case Failure::Closed:
    case Failure::Conflict:
    case Failure::OldSequence:
    case Failure::SequenceGap:
    case Failure::StaleEpoch:
        return AlreadyAnsweredCode;
    default:
        return FailedCode;
    }
}

void printPlace(const StreamAnswer& answer, bool json)
{
    const durable::Place place = answer.place();
    if (!json) {
        if (!place.next.isEmpty())
            print(QString::fromUtf8(place.next));
        return;
    }
    QJsonObject object{{u"status"_s, answer.status}, {u"offset"_s, QString::fromUtf8(place.next)},
        {u"closed"_s, place.closed}};
    for (const auto& [header, name] : {std::pair("Content-Type", u"contentType"_s),
             std::pair("Stream-TTL", u"ttl"_s), std::pair("Stream-Expires-At", u"expiresAt"_s)}) {
        if (const QByteArray value = answer.header(header); !value.isEmpty())
            object.insert(name, QString::fromUtf8(value));
    }
    print(line(object));
}

} // namespace headgate::cli
