// SPDX-License-Identifier: MIT
#include "app/clijson.h"
#include "app/clistream.h"
#include "core/decode/jsontext.h"

#include <QDateTime>
#include <QEventLoop>
#include <QFile>

#include <cstdio>

namespace headgate::cli {

using namespace Qt::StringLiterals;

namespace {

/** Values that wait before more of standard input is read. */
constexpr qint64 mostWaiting = 50'000;
constexpr qsizetype readPiece = 64 * 1024;
/** What one plain request carries at most. */
constexpr qsizetype plainBatchBytes = 1024 * 1024;

/** Standard input as values: lines of JSON, or bytes as they come. */
class Input
{
public:
    explicit Input(bool json)
        : m_json(json)
    {
    }

    bool open() { return m_file.open(stdin, QFile::ReadOnly); }
    /** Nothing at its end. Errors: BadFrame, with the number of the line. */
    Expected<std::optional<QByteArray>> next()
    {
        while (!m_file.atEnd() || !m_ended) {
            QByteArray value = m_json ? m_file.readLine().trimmed() : m_file.read(readPiece);
            m_ended = value.isEmpty() && m_file.atEnd();
            ++m_line;
            if (value.isEmpty())
                continue;
            if (m_json) {
                if (const Outcome fine = checkJson(value); !fine)
                    return Issue{Issue::Code::BadFrame, {},
                        {u"line %1: %2"_s.arg(m_line).arg(fine.error().args.join(u' '))}};
            }
            return std::optional(std::move(value));
        }
        return std::optional<QByteArray>();
    }

private:
    QFile m_file;
    bool m_json;
    bool m_ended = false;
    qint64 m_line = 0;
};

struct Task
{
    SourceConfig config;
    QByteArray contentType;
    QByteArray seq;
    bool printJson = false;
};

int runProducer(const Task& task, StreamProducer::Options options, Input& input)
{
    StreamClient client(task.config.user, task.config.password);
    client.setRetry(patience());
    StreamProducer producer(client, std::move(options));
    QEventLoop loop;
    QObject::connect(&producer, &StreamProducer::progressed, &loop, &QEventLoop::quit);
    StreamProducer::Result result;
    bool over = false;
    const auto settle = [&](const StreamProducer::Result& told) {
        result = told;
        over = true;
        loop.quit();
    };
    Issue bad;
    for (;;) {
        const auto value = input.next();
        if (!value)
            bad = value.error();
        if (!value || !*value)
            break;
        producer.append(**value);
        // A batch that failed would otherwise be waited for for ever.
        if (producer.waiting() > mostWaiting) {
            producer.flush(settle);
            while (!over)
                loop.exec();
            over = false;
            if (!result.answer.ok())
                return report(task.config, result.answer);
        }
    }
    producer.flush(settle);
    while (!over)
        loop.exec();
    if (result.batches == 0 && result.answer.ok() && bad.code == Issue::Code::None)
        return usageError(u"there was nothing to append"_s);
    if (!result.answer.ok())
        return report(task.config, result.answer);
    if (task.printJson)
        print(line({{u"offset"_s, QString::fromUtf8(result.answer.place().next)},
            {u"epoch"_s, result.epoch}, {u"seq"_s, result.seq}, {u"batches"_s, result.batches},
            {u"duplicate"_s, result.duplicate}}));
    else
        printPlace(result.answer, false);
    return bad.code == Issue::Code::None ? int(Done) : report(bad);
}

/** Without a producer: one request after the other, each sent once. */
int runPlain(const Task& task, Input& input)
{
    const bool json = durable::contentOf(task.contentType) == durable::Content::Json;
    QByteArrayList values;
    qsizetype bytes = 0;
    StreamAnswer last;
    QByteArray seq = task.seq;
    const auto send = [&] {
        const QByteArray body = json ? durable::jsonBatch(values) : values.join();
        last =
            ask(task.config, durable::appendRequest(task.config.url, task.contentType, body, seq));
        values.clear();
        bytes = 0;
        return last.ok();
    };
    for (;;) {
        const auto value = input.next();
        if (!value)
            return report(value.error());
        // One sequence stands for one request: everything goes into it.
        const bool full = bytes >= plainBatchBytes && seq.isEmpty();
        if ((!*value || full) && !values.isEmpty() && !send())
            return report(task.config, last);
        if (!*value)
            break;
        values.append(**value);
        bytes += (*value)->size();
    }
    if (last.status == 0)
        return usageError(u"there was nothing to append"_s);
    printPlace(last, task.printJson);
    return Done;
}

} // namespace

int runAppend(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Appends standard input to a stream: a JSON value a line, or bytes where it holds no JSON."_s);
    addStreamOptions(parser);
    parser.addOption(
        {u"content-type"_s, u"What the stream holds; default: it is asked."_s, u"type"_s});
    parser.addOption({u"producer"_s,
        u"Write as this producer: what has to be sent twice stands there once."_s, u"id"_s});
    parser.addOption({u"epoch"_s,
        u"The producer's epoch; default: a new one. A run that is repeated with its epoch and its input adds only what is missing."_s,
        u"number"_s});
    parser.addOption(
        {u"seq"_s, u"The writer's own order, greater than the last one."_s, u"text"_s});
    if (const auto code = parseArguments(parser, arguments))
        return *code;
    const auto config = readStream(parser);
    if (!config)
        return report(config.error());
    Task task{*config, parser.value(u"content-type"_s).toUtf8(), parser.value(u"seq"_s).toUtf8(),
        parser.isSet(u"json"_s)};
    StreamProducer::Options options;
    options.id = parser.value(u"producer"_s).toUtf8();
    options.autoClaim = !parser.isSet(u"epoch"_s);
    // A run must not be taken for the repetition of an earlier one: its batches would be dropped.
    options.epoch = QDateTime::currentMSecsSinceEpoch();
    if (parser.isSet(u"epoch"_s)) {
        bool number = false;
        options.epoch = parser.value(u"epoch"_s).toLongLong(&number);
        if (!number || options.id.isEmpty())
            return usageError(u"--epoch takes a number, and goes with --producer"_s);
    }
    const bool produces = parser.isSet(u"producer"_s);
    if (const auto wrong = StreamProducer::wrongField(options); produces && wrong)
        return usageError(*wrong);
    if (produces && !task.seq.isEmpty())
        return usageError(u"--seq and --producer exclude each other"_s);
    if (task.contentType.isEmpty()) {
        const StreamAnswer head = ask(*config, durable::headRequest(config->url));
        if (!head.ok())
            return report(*config, head);
        task.contentType = head.header("Content-Type");
    }
    Input input(durable::contentOf(task.contentType) == durable::Content::Json);
    if (!input.open())
        return usageError(u"standard input cannot be read"_s);
    if (!produces)
        return runPlain(task, input);
    options.url = config->url;
    options.contentType = task.contentType;
    return runProducer(task, std::move(options), input);
}

} // namespace headgate::cli
