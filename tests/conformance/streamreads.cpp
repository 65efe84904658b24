// SPDX-License-Identifier: MIT
#include "tests/conformance/streamreads.h"

#include "core/decode/jsontext.h"

#include <QEventLoop>
#include <QJsonArray>
#include <QTimer>
#include <QUrlQuery>

namespace headgate::test {

using namespace Qt::StringLiterals;

namespace {

StreamReader::Mode modeOf(const QJsonValue& live)
{
    using enum StreamReader::Mode;
    if (live.isBool())
        return live.toBool() ? Auto : CatchUp;
    if (live.toString() == "sse"_L1)
        return Sse;
    return live.toString() == "long-poll"_L1 ? LongPoll : CatchUp;
}

/** What the suite sees as one chunk: a JSON array as text, text, or base64 of anything else. */
QJsonObject chunkOf(const QByteArray& data, const QByteArray& offset)
{
    QJsonObject chunk{{u"offset"_s, QString::fromUtf8(offset)}};
    if (data.isValidUtf8()) {
        chunk.insert(u"data"_s, QString::fromUtf8(data));
    } else {
        chunk.insert(u"data"_s, QString::fromLatin1(data.toBase64()));
        chunk.insert(u"binary"_s, true);
    }
    return chunk;
}

/** One read under way. */
class Collector
{
public:
    Collector(StreamReader::Mode mode, const QJsonObject& command)
        : m_mode(mode)
        , m_mostChunks(command["maxChunks"_L1].toInt(100))
        , m_untilTail(command["waitForUpToDate"_L1].toBool())
    {
    }

    /** True once there is enough. */
    bool take(const StreamTold& told)
    {
        place = told.place;
        m_listened = m_listened || told.how == durable::Live::Sse;
        m_json = durable::contentOf(told.contentType) == durable::Content::Json;
        for (const QByteArray& payload : told.payloads)
            takePayload(payload);
        if (m_mode == StreamReader::Mode::CatchUp)
            return false;
        const bool enough = m_chunks.size() >= m_mostChunks || (m_untilTail && told.place.upToDate);
        // Who asked for SSE wants to know that it works: its first frame is waited for.
        const bool unheard = m_mode == StreamReader::Mode::Sse && !m_listened;
        return enough && !unheard;
    }

    QJsonObject fields(const QByteArray& from)
    {
        if (!m_whole.isEmpty() || !m_values.isEmpty())
            m_chunks.append(chunkOf(m_json ? '[' + m_values.join(',') + ']' : m_whole, place.next));
        const QByteArray offset = place.next.isEmpty() ? from : place.next;
        return {{u"status"_s, 200}, {u"chunks"_s, m_chunks},
            {u"offset"_s, QString::fromUtf8(offset)}, {u"upToDate"_s, place.upToDate},
            {u"streamClosed"_s, place.closed}, {u"cursor"_s, QString::fromUtf8(place.cursor)}};
    }

    durable::Place place;

private:
    void takePayload(const QByteArray& payload)
    {
        QByteArrayList values;
        if (m_json) {
            durable::Values cut;
            if (const auto taken = cut.take(payload))
                values = *taken;
            if (values.isEmpty())
                return;
        }
        if (m_mode == StreamReader::Mode::CatchUp) {
            m_values += values;
            if (!m_json)
                m_whole += payload;
        } else if (!payload.isEmpty() && m_chunks.size() < m_mostChunks) {
            m_chunks.append(chunkOf(payload, place.next));
        }
    }

    StreamReader::Mode m_mode;
    qsizetype m_mostChunks;
    bool m_untilTail;
    bool m_json = false;
    bool m_listened = false;
    QJsonArray m_chunks;
    QByteArrayList m_values; ///< of a catch-up, which is one chunk
    QByteArray m_whole;
};

} // namespace

ReadOutcome readStream(const StreamReader::Options& options, const QJsonObject& command)
{
    StreamReader::Options full = options;
    full.mode = modeOf(command["live"_L1]);
    StreamReader reader(full);
    Collector collector(full.mode, command);
    ReadOutcome outcome;
    QEventLoop loop;
    bool over = false;
    const auto end = [&] {
        over = true;
        reader.stop();
        loop.quit();
    };
    QObject::connect(&reader, &StreamReader::told, &loop, [&](const StreamTold& told) {
        if (collector.take(told))
            end();
    });
    QObject::connect(&reader, &StreamReader::ended, &loop, end);
    QObject::connect(&reader, &StreamReader::failed, &loop, [&](const StreamAnswer& answer) {
        outcome.answer = answer;
        end();
    });
    const int limit = command["timeoutMs"_L1].toInt(5000);
    // A catch-up is not to be given up while its server is only slow.
    const bool live = full.mode != StreamReader::Mode::CatchUp;
    QTimer::singleShot(live ? limit : std::max(limit, 20'000), &loop, [&] {
        // Nothing more came in time: that is the tail.
        collector.place.upToDate = true;
        end();
    });
    reader.start();
    if (!over)
        loop.exec();
    outcome.fields = collector.fields(options.offset);
    return outcome;
}

QUrl withParams(const QUrl& url, const QJsonObject& params)
{
    if (params.isEmpty())
        return url;
    QUrlQuery query(url);
    for (auto it = params.begin(); it != params.end(); ++it)
        query.addQueryItem(
            it.key(), QString::fromLatin1(it.value().toString().toUtf8().toPercentEncoding()));
    QUrl full = url;
    full.setQuery(query);
    return full;
}

} // namespace headgate::test
