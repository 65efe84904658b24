// SPDX-License-Identifier: MIT
#include "tests/conformance/streamadapter.h"

#include "tests/conformance/streambench.h"
#include "tests/conformance/streamreads.h"

#include <QDateTime>
#include <QEventLoop>
#include <QJsonArray>
#include <QTimer>
#include <QUrlQuery>

#include <chrono>

namespace headgate::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using durable::Failure;

namespace {

/** The suite waits 30 s for an answer. */
constexpr milliseconds requestLimit = 20s;
constexpr sync::RetryPolicy retries{12, 100ms, 5s, 1.3};

durable::Headers headersOf(const QJsonObject& values)
{
    durable::Headers headers;
    for (auto it = values.begin(); it != values.end(); ++it)
        headers.emplaceBack(it.key().toUtf8(), it.value().toString().toUtf8());
    return headers;
}

QString codeOf(Failure failure)
{
    switch (failure) {
    case Failure::Network:
        return u"NETWORK_ERROR"_s;
    case Failure::Timeout:
        return u"TIMEOUT"_s;
    case Failure::Unreadable:
        return u"PARSE_ERROR"_s;
    case Failure::BadOffset:
        return u"INVALID_OFFSET"_s;
    case Failure::NotFound:
        return u"NOT_FOUND"_s;
    case Failure::Conflict:
    case Failure::StaleEpoch:
        return u"CONFLICT"_s;
    case Failure::OldSequence:
    case Failure::SequenceGap:
        return u"SEQUENCE_CONFLICT"_s;
    case Failure::Closed:
        return u"STREAM_CLOSED"_s;
    default:
        return u"UNEXPECTED_STATUS"_s;
    }
}

QString text(const QByteArray& bytes)
{
    return QString::fromUtf8(bytes);
}

} // namespace

StreamAdapter::StreamAdapter()
    : m_client(QString(), QString())
{
    m_client.setRetry(retries);
    // The suite asks for at least once from a plain append, also over a connection that dropped.
    m_client.setRepeatAll(true);
}

QJsonObject StreamAdapter::handle(const QJsonObject& command)
{
    static const QHash<QString, Handler> handlers{
        {u"init"_s, &StreamAdapter::init},
        {u"create"_s, &StreamAdapter::create},
        {u"connect"_s, &StreamAdapter::connect},
        {u"append"_s, &StreamAdapter::append},
        {u"read"_s, &StreamAdapter::read},
        {u"head"_s, &StreamAdapter::head},
        {u"delete"_s, &StreamAdapter::remove},
        {u"close"_s, &StreamAdapter::close},
        {u"idempotent-append"_s, &StreamAdapter::idempotentAppend},
        {u"idempotent-append-batch"_s, &StreamAdapter::idempotentBatch},
        {u"idempotent-close"_s, &StreamAdapter::idempotentClose},
        {u"idempotent-detach"_s, &StreamAdapter::detach},
        {u"set-dynamic-header"_s, &StreamAdapter::setHeader},
        {u"set-dynamic-param"_s, &StreamAdapter::setParam},
        {u"clear-dynamic"_s, &StreamAdapter::clearDynamic},
        {u"validate"_s, &StreamAdapter::validate},
        {u"benchmark"_s, &StreamAdapter::benchmark},
        {u"shutdown"_s, &StreamAdapter::shutdown},
    };
    const QString type = command["type"_L1].toString();
    const Handler handler = handlers.value(type);
    if (!handler)
        return error(command, u"NOT_SUPPORTED"_s, u"there is no command \"%1\""_s.arg(type));
    return (this->*handler)(command);
}

QJsonObject StreamAdapter::result(const QJsonObject& command, QJsonObject fields) const
{
    fields.insert(u"type"_s, command["type"_L1]);
    fields.insert(u"success"_s, true);
    return fields;
}

QJsonObject StreamAdapter::error(
    const QJsonObject& command, const QString& code, const QString& message) const
{
    return {{u"type"_s, u"error"_s}, {u"success"_s, false}, {u"commandType"_s, command["type"_L1]},
        {u"errorCode"_s, code}, {u"message"_s, message}};
}

QJsonObject StreamAdapter::failure(const QJsonObject& command, const StreamAnswer& answer) const
{
    QJsonObject told = error(command, codeOf(answer.failure),
        u"%1 %2: %3 %4"_s.arg(command["type"_L1].toString(), command["path"_L1].toString(),
            issueCodeName(answer.issue.code), answer.issue.args.join(u' ')));
    if (answer.status > 0)
        told.insert(u"status"_s, answer.status);
    return told;
}

QUrl StreamAdapter::url(const QString& path) const
{
    return QUrl::fromEncoded(QString(m_server + path).toUtf8());
}

StreamAnswer StreamAdapter::ask(const durable::Request& request, const QJsonObject& command)
{
    durable::Request full = request;
    full.headers += headersOf(command["headers"_L1].toObject());
    full.limit = requestLimit;
    StreamAnswer answer;
    QEventLoop loop;
    m_client.send(
        full,
        [&](const StreamAnswer& told) {
            answer = told;
            loop.quit();
        },
        &loop);
    loop.exec();
    return answer;
}

/** As the stream was made, or as it says itself. */
QByteArray StreamAdapter::contentType(const QString& path)
{
    if (const auto known = m_types.constFind(path); known != m_types.cend())
        return *known;
    const StreamAnswer head = ask(durable::headRequest(url(path)), {});
    if (!head.ok())
        return "application/octet-stream";
    return m_types[path] = head.header("Content-Type");
}

QByteArray StreamAdapter::body(const QByteArray& type, const QByteArray& data) const
{
    const bool json = durable::contentOf(type) == durable::Content::Json;
    return json ? durable::jsonBatch({data}) : data;
}

QJsonObject StreamAdapter::init(const QJsonObject& command)
{
    m_server = command["serverUrl"_L1].toString();
    m_types.clear();
    m_producers.clear();
    clearDynamic(command);
    QJsonObject features;
    for (const auto& name : {u"batching"_s, u"sse"_s, u"longPoll"_s, u"auto"_s, u"streaming"_s,
             u"dynamicHeaders"_s, u"retryOptions"_s, u"batchItems"_s, u"strictZeroValidation"_s})
        features.insert(name, true);
    return result(command,
        {{u"clientName"_s, u"headgate"_s},
            {u"clientVersion"_s, QLatin1StringView(HEADGATE_VERSION)}, {u"features"_s, features}});
}

QJsonObject StreamAdapter::shutdown(const QJsonObject& command)
{
    return result(command, {});
}

QJsonObject StreamAdapter::create(const QJsonObject& command)
{
    const QString path = command["path"_L1].toString();
    durable::Creation creation;
    creation.contentType =
        command["contentType"_L1].toString(u"application/octet-stream"_s).toUtf8();
    if (command.contains("ttlSeconds"_L1))
        creation.ttlSeconds = command["ttlSeconds"_L1].toInteger();
    creation.expiresAt = command["expiresAt"_L1].toString().toUtf8();
    creation.closed = command["closed"_L1].toBool();
    if (const QByteArray data = command["data"_L1].toString().toUtf8(); !data.isEmpty())
        creation.data = body(creation.contentType, data);
    const StreamAnswer answer = ask(durable::createRequest(url(path), creation), command);
    if (!answer.ok())
        return failure(command, answer);
    m_types.insert(path, creation.contentType);
    return result(
        command, {{u"status"_s, answer.status}, {u"offset"_s, text(answer.place().next)}});
}

QJsonObject StreamAdapter::connect(const QJsonObject& command)
{
    return head(command);
}

QJsonObject StreamAdapter::head(const QJsonObject& command)
{
    const QString path = command["path"_L1].toString();
    const StreamAnswer answer = ask(durable::headRequest(url(path)), command);
    if (!answer.ok())
        return failure(command, answer);
    const QByteArray type = answer.header("Content-Type");
    m_types.insert(path, type);
    QJsonObject fields{{u"status"_s, 200}, {u"offset"_s, text(answer.place().next)},
        {u"contentType"_s, text(type)}, {u"streamClosed"_s, answer.place().closed}};
    if (const auto ttl = durable::numberOf(answer.headers, "Stream-TTL"))
        fields.insert(u"ttlSeconds"_s, *ttl);
    if (const QByteArray expires = answer.header("Stream-Expires-At"); !expires.isEmpty())
        fields.insert(u"expiresAt"_s, text(expires));
    return result(command, fields);
}

QJsonObject StreamAdapter::append(const QJsonObject& command)
{
    const QString path = command["path"_L1].toString();
    const QByteArray type = contentType(path);
    const QByteArray data = command["data"_L1].toString().toUtf8();
    const QJsonObject headersSent = resolve(m_headers);
    const QJsonObject paramsSent = resolve(m_params);
    QByteArray seq;
    if (command.contains("seq"_L1))
        seq = QByteArray::number(command["seq"_L1].toInteger());
    std::optional<durable::ProducerStamp> stamp;
    if (command.contains("producerId"_L1))
        stamp = durable::ProducerStamp{command["producerId"_L1].toString().toUtf8(),
            command["producerEpoch"_L1].toInteger(), command["producerSeq"_L1].toInteger()};
    durable::Request request = durable::appendRequest(withParams(url(path), paramsSent), type,
        command["binary"_L1].toBool() ? QByteArray::fromBase64(data) : body(type, data), seq,
        stamp);
    request.headers += headersOf(headersSent);
    const StreamAnswer answer = ask(request, command);
    if (!answer.ok())
        return failure(command, answer);
    QJsonObject fields{{u"status"_s, 200}, {u"offset"_s, text(answer.place().next)}};
    if (!headersSent.isEmpty())
        fields.insert(u"headersSent"_s, headersSent);
    if (!paramsSent.isEmpty())
        fields.insert(u"paramsSent"_s, paramsSent);
    if (stamp) {
        fields.insert(u"duplicate"_s, answer.status == 204);
        if (const auto epoch = durable::numberOf(answer.headers, "Producer-Epoch"))
            fields.insert(u"producerEpoch"_s, *epoch);
        if (const auto last = durable::numberOf(answer.headers, "Producer-Seq"))
            fields.insert(u"producerSeq"_s, *last);
    }
    return result(command, fields);
}

QJsonObject StreamAdapter::read(const QJsonObject& command)
{
    const QJsonObject headersSent = resolve(m_headers);
    const QJsonObject paramsSent = resolve(m_params);
    StreamReader::Options options;
    options.url = withParams(url(command["path"_L1].toString()), paramsSent);
    options.offset = command["offset"_L1].toString(QLatin1StringView(durable::fromStart)).toUtf8();
    options.headers = headersOf(headersSent) + headersOf(command["headers"_L1].toObject());
    options.retry = retries;
    const ReadOutcome outcome = readStream(options, command);
    if (!outcome.answer.ok())
        return failure(command, outcome.answer);
    QJsonObject fields = outcome.fields;
    if (!headersSent.isEmpty())
        fields.insert(u"headersSent"_s, headersSent);
    if (!paramsSent.isEmpty())
        fields.insert(u"paramsSent"_s, paramsSent);
    return result(command, fields);
}

QJsonObject StreamAdapter::remove(const QJsonObject& command)
{
    const QString path = command["path"_L1].toString();
    const StreamAnswer answer = ask(durable::deleteRequest(url(path)), command);
    if (!answer.ok())
        return failure(command, answer);
    m_types.remove(path);
    return result(command, {{u"status"_s, 200}});
}

QJsonObject StreamAdapter::close(const QJsonObject& command)
{
    const QString path = command["path"_L1].toString();
    const QByteArray given = command["contentType"_L1].toString().toUtf8();
    const QByteArray type = given.isEmpty() ? contentType(path) : given;
    const QByteArray data = command["data"_L1].toString().toUtf8();
    const StreamAnswer answer = ask(
        durable::closeRequest(url(path), type, data.isEmpty() ? data : body(type, data)), command);
    if (!answer.ok())
        return failure(command, answer);
    return result(command, {{u"status"_s, 200}, {u"finalOffset"_s, text(answer.place().next)}});
}

StreamProducer::Options StreamAdapter::producerOptions(const QJsonObject& command)
{
    const QString path = command["path"_L1].toString();
    StreamProducer::Options options;
    options.url = url(path);
    options.contentType = contentType(path);
    options.id = command["producerId"_L1].toString().toUtf8();
    options.epoch = command["epoch"_L1].toInteger();
    options.autoClaim = command["autoClaim"_L1].toBool();
    options.linger = 0ms;
    options.maxInFlight = 1;
    return options;
}

StreamProducer& StreamAdapter::producer(const QJsonObject& command)
{
    const QString name = command["path"_L1].toString() + u'\n' + command["producerId"_L1].toString()
        + u'\n' + QString::number(command["epoch"_L1].toInteger());
    auto& known = m_producers[name];
    if (!known || known->failed())
        known = std::make_unique<StreamProducer>(m_client, producerOptions(command));
    return *known;
}

StreamProducer::Result StreamAdapter::flushed(StreamProducer& producer)
{
    StreamProducer::Result result;
    QEventLoop loop;
    producer.flush([&](const StreamProducer::Result& told) {
        result = told;
        loop.quit();
    });
    loop.exec();
    return result;
}

QJsonObject StreamAdapter::told(const QJsonObject& command, const StreamProducer::Result& result)
{
    if (!result.answer.ok())
        return failure(command, result.answer);
    QJsonObject fields{
        {u"status"_s, 200}, {u"duplicate"_s, result.duplicate}, {u"producerSeq"_s, result.seq}};
    if (const QByteArray offset = result.answer.place().next; !offset.isEmpty())
        fields.insert(u"offset"_s, text(offset));
    return this->result(command, fields);
}

QJsonObject StreamAdapter::idempotentAppend(const QJsonObject& command)
{
    StreamProducer& of = producer(command);
    of.append(command["data"_L1].toString().toUtf8());
    return told(command, flushed(of));
}

QJsonObject StreamAdapter::idempotentBatch(const QJsonObject& command)
{
    StreamProducer::Options options = producerOptions(command);
    options.maxInFlight = std::max(1, command["maxInFlight"_L1].toInt(1));
    // To have several under way, each takes one item.
    if (options.maxInFlight > 1)
        options.maxBatchItems = 1;
    else
        options.linger = 1s;
    StreamProducer fresh(m_client, options);
    const QJsonArray items = command["items"_L1].toArray();
    for (const QJsonValue& item : items)
        fresh.append(item.toString().toUtf8());
    return told(command, flushed(fresh));
}

QJsonObject StreamAdapter::idempotentClose(const QJsonObject& command)
{
    StreamProducer& of = producer(command);
    const QString data = command["data"_L1].toString();
    StreamProducer::Result done;
    QEventLoop loop;
    of.close(data.isEmpty() ? std::nullopt : std::optional(data.toUtf8()),
        [&](const StreamProducer::Result& told) {
            done = told;
            loop.quit();
        });
    loop.exec();
    // Somebody closed it before, and nothing was to be added: it is as it should be.
    const bool already = done.answer.failure == Failure::Closed && data.isEmpty();
    if (!done.answer.ok() && !already)
        return failure(command, done.answer);
    return result(
        command, {{u"status"_s, 200}, {u"finalOffset"_s, text(done.answer.place().next)}});
}

QJsonObject StreamAdapter::detach(const QJsonObject& command)
{
    const StreamProducer::Result result = flushed(producer(command));
    if (!result.answer.ok())
        return failure(command, result.answer);
    return this->result(command, {{u"status"_s, 200}});
}

QJsonObject StreamAdapter::resolve(Dynamics& values)
{
    QJsonObject sent;
    for (auto& [name, value] : values) {
        if (value.kind == "counter"_L1)
            sent.insert(name, QString::number(++value.counter));
        else if (value.kind == "timestamp"_L1)
            sent.insert(name, QString::number(QDateTime::currentMSecsSinceEpoch()));
        else
            sent.insert(name, value.token);
    }
    return sent;
}

QJsonObject StreamAdapter::setHeader(const QJsonObject& command)
{
    m_headers[command["name"_L1].toString()] = {
        command["valueType"_L1].toString(), command["initialValue"_L1].toString()};
    return result(command, {});
}

QJsonObject StreamAdapter::setParam(const QJsonObject& command)
{
    m_params[command["name"_L1].toString()] = {command["valueType"_L1].toString(), {}};
    return result(command, {});
}

QJsonObject StreamAdapter::clearDynamic(const QJsonObject& command)
{
    m_headers.clear();
    m_params.clear();
    return result(command, {});
}

QJsonObject StreamAdapter::validate(const QJsonObject& command)
{
    const QJsonObject target = command["target"_L1].toObject();
    const QString what = target["target"_L1].toString();
    std::optional<QString> wrong;
    if (what == "retry-options"_L1) {
        sync::RetryPolicy policy;
        policy.maxRetries = target["maxRetries"_L1].toInt(policy.maxRetries);
        policy.initialDelay =
            milliseconds(target["initialDelayMs"_L1].toInteger(policy.initialDelay.count()));
        policy.maxDelay = milliseconds(target["maxDelayMs"_L1].toInteger(policy.maxDelay.count()));
        policy.multiplier = target["multiplier"_L1].toDouble(policy.multiplier);
        wrong = sync::wrongField(policy);
    } else if (what == "idempotent-producer"_L1) {
        StreamProducer::Options options;
        options.id = target["producerId"_L1].toString(u"producer"_s).toUtf8();
        options.epoch = target["epoch"_L1].toInteger(options.epoch);
        options.maxBatchBytes = target["maxBatchBytes"_L1].toInteger(options.maxBatchBytes);
        options.maxBatchItems = target["maxBatchItems"_L1].toInt(options.maxBatchItems);
        wrong = StreamProducer::wrongField(options);
    } else {
        return error(command, u"NOT_SUPPORTED"_s, u"nothing called \"%1\""_s.arg(what));
    }
    return wrong ? error(command, u"INVALID_ARGUMENT"_s, *wrong) : result(command, {});
}

QJsonObject StreamAdapter::benchmark(const QJsonObject& command)
{
    const QJsonObject operation = command["operation"_L1].toObject();
    const QString path = operation["path"_L1].toString();
    const bool creates = operation.contains("contentType"_L1);
    const QByteArray type =
        creates ? operation["contentType"_L1].toString().toUtf8() : contentType(path);
    const BenchOutcome outcome = runBenchmark(m_client, url(path), type, operation);
    if (!outcome.answer.ok())
        return failure(command, outcome.answer);
    if (!outcome.known)
        return error(command, u"NOT_SUPPORTED"_s, operation["op"_L1].toString());
    return result(command,
        {{u"iterationId"_s, command["iterationId"_L1]},
            {u"durationNs"_s, QString::number(outcome.time.count())},
            {u"metrics"_s, outcome.metrics}});
}

} // namespace headgate::test
