// SPDX-License-Identifier: MIT
#include "app/clijson.h"
#include "app/clistream.h"
#include "core/io/streamreader.h"

#include <QEventLoop>
#include <QTimer>

#include <cstdio>

namespace headgate::cli {

using namespace Qt::StringLiterals;

namespace {

/** Prints values as they were written: JSON messages and lines one a line, text and bytes as they
 * are. */
class Printer
{
public:
    bool take(const StreamTold& told)
    {
        if (!m_begun || !told.contentType.isEmpty()) {
            m_begun = true;
            m_values = durable::Values(durable::contentOf(told.contentType), m_values.rest());
        }
        for (const QByteArray& payload : told.payloads) {
            const auto values = m_values.take(payload);
            if (!values)
                return false;
            write(*values);
        }
        if (told.place.closed)
            finish();
        std::fflush(stdout);
        return true;
    }
    void finish() { write(m_values.finish()); }

private:
    void write(const QByteArrayList& values)
    {
        const bool lines = m_values.content() == durable::Content::Json
            || m_values.content() == durable::Content::Lines;
        for (QByteArray value : values) {
            if (lines)
                value += '\n';
            std::fwrite(value.constData(), 1, size_t(value.size()), stdout);
        }
    }

    durable::Values m_values;
    bool m_begun = false;
};

std::optional<StreamReader::Mode> modeOf(const QString& live)
{
    using enum StreamReader::Mode;
    if (live.isEmpty())
        return CatchUp;
    if (live == "sse"_L1 || live == "true"_L1)
        return Sse;
    if (live == "long-poll"_L1 || live == "longpoll"_L1)
        return LongPoll;
    return live == "auto"_L1 ? std::optional(Auto) : std::nullopt;
}

} // namespace

int runRead(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Prints what a stream holds, one value a line, and where to read on at the end of stderr."_s);
    addStreamOptions(parser);
    parser.addOption({u"offset"_s, u"Begin there; now: at the tail. Default: at the start."_s,
        u"offset"_s, QString::fromLatin1(durable::fromStart)});
    parser.addOption({u"live"_s, u"Go on with what comes: sse, long-poll or auto."_s, u"how"_s});
    parser.addOption({u"for"_s, u"End after this time."_s, u"seconds"_s});
    if (const auto code = parseArguments(parser, arguments))
        return *code;
    const auto mode = modeOf(parser.value(u"live"_s));
    if (!mode)
        return usageError(u"--live takes sse, long-poll or auto"_s);
    StreamReader::Options options;
    options.offset = parser.value(u"offset"_s).toUtf8();
    if (!durable::isOffset(options.offset))
        return usageError(u"that cannot be an offset"_s);
    bool number = true;
    const double seconds = parser.isSet(u"for"_s) ? parser.value(u"for"_s).toDouble(&number) : 0;
    if (!number || seconds < 0)
        return usageError(u"--for takes a number of seconds"_s);
    const auto config = readStream(parser);
    if (!config)
        return report(config.error());
    options.url = config->url;
    options.user = config->user;
    options.password = config->password;
    options.mode = *mode;
    options.retry = patience();

    StreamReader reader(options);
    Printer printer;
    QEventLoop loop;
    int code = Done;
    durable::Place place;
    QObject::connect(&reader, &StreamReader::told, &loop, [&](const StreamTold& told) {
        place = told.place;
        if (!printer.take(told)) {
            code = report({Issue::Code::BadAnswer, {}, {config->url.path(), u"not JSON"_s}});
            loop.quit();
        }
    });
    QObject::connect(&reader, &StreamReader::ended, &loop, &QEventLoop::quit);
    QObject::connect(&reader, &StreamReader::failed, &loop, [&](const StreamAnswer& answer) {
        code = report(*config, answer);
        loop.quit();
    });
    if (seconds > 0)
        QTimer::singleShot(milliseconds(qint64(seconds * 1000)), &loop, &QEventLoop::quit);
    // Later: it must not end before it is waited for.
    QTimer::singleShot(0, &reader, &StreamReader::start);
    loop.exec();
    reader.stop();
    if (code == Done)
        printer.finish();
    std::fflush(stdout);
    if (code == Done && parser.isSet(u"json"_s))
        note(line({{u"offset"_s, QString::fromUtf8(place.next)}, {u"upToDate"_s, place.upToDate},
            {u"closed"_s, place.closed}}));
    return code;
}

} // namespace headgate::cli
