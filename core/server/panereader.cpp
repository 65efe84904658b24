// SPDX-License-Identifier: MIT
#include "core/server/panereader.h"

#include "core/server/paneanswers.h"
#include "core/server/paneevent.h"

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype pieceBytes = 64 * 1024;

/** It stands first in what is stored, or nearly so. */
QByteArray typeOf(QByteArrayView stored)
{
    return readStored(stored).type.toUtf8();
}

} // namespace

PaneReader::PaneReader(HttpConnection& connection, const PaneRequest& request, StreamId stream,
    Position from, milliseconds beat, Timestamp now)
    : WaitingReader(connection, stream)
    , m_session(request.session)
    , m_framing(request.framing)
    , m_beat(beat)
    , m_position(from)
    , m_deadline(now + beat)
{
}

QByteArray PaneReader::frame(
    const QByteArray& name, const QByteArray& id, const QByteArray& json) const
{
    QByteArray text;
    if (!id.isEmpty())
        text += "id: " + id + '\n';
    if (m_framing == PaneFraming::Named)
        text += "event: " + name + '\n';
    return text + "data: " + json + "\n\n";
}

void PaneReader::begin(Position tail, Timestamp now)
{
    HttpResponse head{200, {}, {}};
    head.add("Content-Type", "text/event-stream");
    head.add("Cache-Control", "no-cache");
    head.add("X-Accel-Buffering", "no");
    QJsonObject greeting{{u"type"_s, u"connected"_s}, {u"timestamp"_s, toMs(now)}};
    if (m_framing == PaneFraming::Subscription) {
        head.add("X-Stream-Id", m_session.toLatin1());
        greeting.insert("streamId"_L1, m_session);
        greeting.insert("currentOffset"_L1, tail.at);
        greeting.insert("resumedFromOffset"_L1, m_position.at);
    } else {
        greeting.insert("sessionId"_L1, m_session);
        greeting.insert("offset"_L1, m_position.at);
    }
    connection().beginStream(head);
    connection().write(frame("connected", {}, paneanswers::compact(greeting)));
}

bool PaneReader::gone(const StreamFacts* facts)
{
    if (facts && !facts->isDeleted)
        return false;
    connection().endStream();
    return true;
}

bool PaneReader::pump(StreamStore& store, Timestamp now)
{
    // Writing may report room at once.
    if (std::exchange(m_pumping, true))
        return true;
    const StreamFacts* const facts = store.find(stream());
    const bool goesOn = !gone(facts);
    while (goesOn && m_position < facts->tail && connection().hasRoom()) {
        const auto rows = store.read(stream(), m_position, pieceBytes);
        if (rows.empty())
            break;
        QByteArray frames;
        for (const StreamRow& row : rows) {
            for (qint64 i = 0; i < row.count; ++i) {
                const QByteArrayView stored = row.message(i);
                const qint64 offset = row.begin.at + i;
                const QByteArray name =
                    m_framing == PaneFraming::Named ? typeOf(stored) : QByteArray();
                frames += frame(name, QByteArray::number(offset), toldText(stored, offset));
            }
        }
        m_position = rows.back().end();
        m_deadline = now + m_beat;
        connection().write(frames);
    }
    m_pumping = false;
    return goesOn;
}

bool PaneReader::wake(StreamStore& store, Timestamp now)
{
    if (gone(store.find(stream())))
        return false;
    m_deadline = now + m_beat;
    if (connection().hasRoom())
        connection().write(": ping\n\n");
    return true;
}

void PaneReader::end(StreamStore& store, Timestamp)
{
    if (!gone(store.find(stream())))
        connection().endStream();
}

} // namespace headgate
