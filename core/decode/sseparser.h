// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"
#include "core/domain/issue.h"

#include <QByteArray>
#include <QByteArrayView>

#include <variant>
#include <vector>

namespace headgate {

struct SseFrame
{
    QByteArray data; ///< valid UTF-8; several data lines are joined with LF
    QByteArray event; ///< empty: the default kind, "message"
    QByteArray id; ///< the id in force: it stays over frames that bring none (DG-05)
    friend bool operator==(const SseFrame&, const SseFrame&) = default;
};

struct SseComment
{
    friend bool operator==(const SseComment&, const SseComment&) = default;
};

struct SseRetry
{
    milliseconds delay{};
    friend bool operator==(const SseRetry&, const SseRetry&) = default;
};

using SseItem = std::variant<SseFrame, SseComment, SseRetry, Issue>;

/**
 * Turns the bytes of one event stream into items, however they are cut. Pure; any thread.
 * Follows the WHATWG rules for text/event-stream. What stands after the last blank line is never
 * given out. Memory stays below about twice the frame limit.
 */
class SseParser
{
public:
    explicit SseParser(qsizetype maxFrameBytes = qsizetype(64) * 1024 * 1024);

    /** Appends what `chunk` completes to `out`. Issues: FrameTooLarge (args: the limit), BadFrame.
     */
    void feed(QByteArrayView chunk, std::vector<SseItem>& out);

    /** A new connection begins: nothing of the old one counts, not even its id. */
    void reset();

private:
    void hold(QByteArrayView piece, std::vector<SseItem>& out);
    void endLine(QByteArrayView rest, std::vector<SseItem>& out);
    void takeLine(QByteArrayView line, QByteArray* owner, std::vector<SseItem>& out);
    void takeData(QByteArrayView value, QByteArray* owner);
    void dispatch(std::vector<SseItem>& out);
    QByteArrayView skipByteOrderMark(QByteArrayView chunk);
    bool fits(qsizetype lineBytes, std::vector<SseItem>& out);

    qsizetype m_maxFrameBytes;
    QByteArray m_line; ///< begin of a line whose end has not come yet
    QByteArray m_data;
    QByteArray m_event;
    QByteArray m_id;
    int m_markBytes = 0; ///< bytes of a byte order mark seen at the start; -1: past the start
    bool m_hasData = false; ///< an empty data line is data too
    bool m_afterCr = false; ///< the last chunk ended in CR: an LF that follows belongs to it
    bool m_skipping = false; ///< the frame is too large: wait for its blank line
    bool m_skippedLine = false; ///< while skipping: the held line is not empty
};

} // namespace headgate
