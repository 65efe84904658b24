// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/streamclient.h"
#include "core/io/streamproducer.h"
#include "core/io/streamreader.h"

#include <QHash>
#include <QJsonObject>

#include <map>
#include <memory>

namespace headgate::test {

/**
 * Our client behind the command protocol of the Durable Streams client suite (durable-streams.md
 * 3.1): one JSON object in, one out. Main thread; each command runs an event loop until it is done.
 */
class StreamAdapter
{
public:
    StreamAdapter();

    QJsonObject handle(const QJsonObject& command);

private:
    using Handler = QJsonObject (StreamAdapter::*)(const QJsonObject&);
    struct Dynamic
    {
        QString kind;
        QString token;
        int counter = 0;
    };
    using Dynamics = std::map<QString, Dynamic>;

    QJsonObject init(const QJsonObject& command);
    QJsonObject create(const QJsonObject& command);
    QJsonObject connect(const QJsonObject& command);
    QJsonObject append(const QJsonObject& command);
    QJsonObject read(const QJsonObject& command);
    QJsonObject head(const QJsonObject& command);
    QJsonObject remove(const QJsonObject& command);
    QJsonObject close(const QJsonObject& command);
    QJsonObject idempotentAppend(const QJsonObject& command);
    QJsonObject idempotentBatch(const QJsonObject& command);
    QJsonObject idempotentClose(const QJsonObject& command);
    QJsonObject detach(const QJsonObject& command);
    QJsonObject setHeader(const QJsonObject& command);
    QJsonObject setParam(const QJsonObject& command);
    QJsonObject clearDynamic(const QJsonObject& command);
    QJsonObject validate(const QJsonObject& command);
    QJsonObject benchmark(const QJsonObject& command);
    QJsonObject shutdown(const QJsonObject& command);

    QUrl url(const QString& path) const;
    QByteArray contentType(const QString& path);
    QByteArray body(const QByteArray& contentType, const QByteArray& data) const;
    StreamAnswer ask(const durable::Request& request, const QJsonObject& command);
    StreamProducer& producer(const QJsonObject& command);
    StreamProducer::Options producerOptions(const QJsonObject& command);
    StreamProducer::Result flushed(StreamProducer& producer);
    QJsonObject told(const QJsonObject& command, const StreamProducer::Result& result);
    static QJsonObject resolve(Dynamics& values);
    QJsonObject result(const QJsonObject& command, QJsonObject fields) const;
    QJsonObject failure(const QJsonObject& command, const StreamAnswer& answer) const;
    QJsonObject error(
        const QJsonObject& command, const QString& code, const QString& message) const;

    StreamClient m_client;
    QString m_server;
    QHash<QString, QByteArray> m_types; ///< content type by path
    std::map<QString, std::unique_ptr<StreamProducer>> m_producers; ///< by path, id and epoch
    Dynamics m_headers;
    Dynamics m_params;
};

} // namespace headgate::test
