// SPDX-License-Identifier: MIT
#include "core/server/livereader.h"

#include "core/server/streamframes.h"

#include <QRandomGenerator>

namespace headgate {

namespace {

/** Data of one event; an answer to a long-poll holds more. */
constexpr qsizetype eventBytes = 64 * 1024;
constexpr qsizetype pollBytes = 4 * 1024 * 1024;
/** A line of a stream that is no JSON may be as long as this. */
constexpr qsizetype longestLine = 32 * 1024 * 1024;

} // namespace

LiveReader::LiveReader(HttpConnection& connection, StreamRequest request, StreamId stream,
    Position from, const Times& times, Timestamp now)
    : WaitingReader(connection, stream)
    , m_request(std::move(request))
    , m_times(times)
    , m_position(from)
    , m_rotation(now + times.rotation)
{
    setDeadline(now);
}

void LiveReader::setDeadline(Timestamp now)
{
    if (isPoll()) {
        m_deadline = now + m_times.longPoll;
        return;
    }
    // In steps of a second, so that many readers wake the server together.
    m_deadline = std::chrono::ceil<std::chrono::seconds>(now + m_times.beat);
    if (!isSimple())
        m_deadline = std::min(m_deadline, m_rotation);
}

QByteArray LiveReader::cursor(Timestamp now) const
{
    return answers::cursorText(
        now, m_request.cursor, int(QRandomGenerator::global()->bounded(3600)));
}

void LiveReader::begin(const StreamFacts& facts)
{
    connection().beginStream(answers::events(m_request, facts, m_position));
}

/** True if there is nothing to wait for any more; the answer has been ended then. */
bool LiveReader::gone(const StreamFacts* facts)
{
    if (facts && !facts->isDeleted)
        return false;
    if (isPoll())
        connection().answer(facts ? problem(410, "the stream is deleted")
                                  : problem(404, "there is no such stream"));
    else
        connection().endStream();
    return true;
}

bool LiveReader::pump(StreamStore& store, Timestamp now)
{
    // Writing may report room at once.
    if (std::exchange(m_pumping, true))
        return true;
    const StreamFacts* facts = store.find(stream());
    bool goesOn = false;
    if (!gone(facts))
        goesOn = isPoll() ? answerPoll(store, *facts, now) : pumpEvents(store, *facts, now);
    m_pumping = false;
    return goesOn;
}

bool LiveReader::answerPoll(StreamStore& store, const StreamFacts& facts, Timestamp now)
{
    if (m_position < facts.tail) {
        const auto rows = store.read(stream(), m_position, pollBytes);
        answers::Piece piece{m_position, rows.empty() ? facts.tail : rows.back().end(), false,
            bodyText(rows, facts.isJson, m_request.dialect)};
        piece.upToDate = piece.next == facts.tail;
        connection().answer(answers::data(m_request, facts, std::move(piece), cursor(now), false));
        return false;
    }
    if (facts.isClosed) {
        connection().answer(answers::nothingNew(m_request, facts, cursor(now)));
        return false;
    }
    return true;
}

/** The next data of an event stream with the control event behind it; empty: there is none yet. */
QByteArray LiveReader::nextEvents(StreamStore& store, const StreamFacts& facts, Timestamp now)
{
    if (isSimple()) {
        QByteArray frames;
        for (qsizetype bytes = eventBytes; frames.isEmpty(); bytes *= 8) {
            const auto rows = store.read(stream(), m_position, bytes);
            frames = simpleEvents(rows, facts, m_position);
            if (rows.empty() || rows.back().end() == facts.tail || bytes > longestLine)
                break;
        }
        return frames;
    }
    const auto rows = store.read(stream(), m_position, eventBytes);
    if (rows.empty())
        return {};
    m_position = rows.back().end();
    const QByteArray next = offsetText(facts.offsetAt(m_position));
    m_toldUpToDate = m_position == facts.tail;
    return dataEvent(rows, facts, next)
        + controlEvent(next, cursor(now), {m_toldUpToDate, m_toldUpToDate && facts.isClosed});
}

bool LiveReader::pumpEvents(StreamStore& store, const StreamFacts& facts, Timestamp now)
{
    bool told = false;
    while (m_position < facts.tail) {
        if (!connection().hasRoom())
            return true;
        const QByteArray events = nextEvents(store, facts, now);
        if (events.isEmpty())
            break;
        connection().write(events);
        told = true;
        setDeadline(now);
    }
    const bool atEnd = facts.isClosed;
    if (!told && !isSimple() && (!m_toldUpToDate || atEnd)) {
        m_toldUpToDate = true;
        connection().write(
            controlEvent(offsetText(facts.offsetAt(m_position)), cursor(now), {true, atEnd}));
    }
    if (atEnd)
        connection().endStream();
    return !atEnd;
}

bool LiveReader::wake(StreamStore& store, Timestamp now)
{
    const StreamFacts* facts = store.find(stream());
    if (gone(facts))
        return false;
    if (isPoll()) {
        connection().answer(answers::nothingNew(m_request, *facts, cursor(now)));
        return false;
    }
    if (!isSimple() && now >= m_rotation) {
        if (m_position == facts->tail) {
            connection().endStream();
            return false;
        }
        m_rotation = now + std::chrono::seconds(1); // it has not got everything yet
    }
    setDeadline(now);
    if (!connection().hasRoom())
        return true;
    if (isSimple())
        connection().write(": beat\n\n");
    else if (m_position == facts->tail)
        connection().write(controlEvent(
            offsetText(facts->offsetAt(m_position)), cursor(now), {true, facts->isClosed}));
    return true;
}

void LiveReader::end(StreamStore& store, Timestamp now)
{
    const StreamFacts* facts = store.find(stream());
    if (gone(facts))
        return;
    if (isPoll())
        connection().answer(answers::nothingNew(m_request, *facts, cursor(now)));
    else
        connection().endStream();
}

} // namespace headgate
