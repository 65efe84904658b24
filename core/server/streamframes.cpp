// SPDX-License-Identifier: MIT
#include "core/server/streamframes.h"

#include <algorithm>

namespace headgate {

namespace {

QByteArray joinedRows(
    const std::vector<StreamRow>& rows, const char* before, const char* between, const char* after)
{
    qsizetype size = 2 + qsizetype(rows.size());
    for (const StreamRow& row : rows)
        size += row.body.size();
    QByteArray text;
    text.reserve(size);
    text += before;
    bool first = true;
    for (const StreamRow& row : rows) {
        if (!std::exchange(first, false))
            text += between;
        text += row.body;
    }
    text += after;
    return text;
}

bool hasLineEnd(QByteArrayView text)
{
    return text.contains('\n') || text.contains('\r');
}

/** A line for every piece between CR LF, LF and CR: nothing in a payload can begin a field of its
 * own. No space behind the colon: the test suite reads it as data. */
void addData(QByteArray& frame, QByteArrayView payload)
{
    if (!hasLineEnd(payload)) {
        frame += "data:";
        frame += payload;
        frame += '\n';
        return;
    }
    while (true) {
        const auto end = std::find_if(
            payload.begin(), payload.end(), [](char c) { return c == '\n' || c == '\r'; });
        const qsizetype length = end - payload.begin();
        frame += "data:";
        frame += payload.first(length);
        frame += '\n';
        if (length == payload.size())
            return;
        const bool pair = payload.sliced(length).startsWith("\r\n");
        payload = payload.sliced(length + (pair ? 2 : 1));
    }
}

/** A JSON value on one line: raw line ends in it are white space between its tokens. */
void addLine(QByteArray& text, QByteArrayView value)
{
    const qsizetype begin = text.size();
    text += value;
    if (hasLineEnd(value))
        std::replace_if(
            text.begin() + begin, text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
}

void addSimple(QByteArray& frame, QByteArrayView offset, QByteArrayView line)
{
    frame += "id: ";
    frame += offset;
    frame += "\ndata: ";
    addLine(frame, line);
    frame += "\n\n";
}

} // namespace

QByteArray bodyText(const std::vector<StreamRow>& rows, bool isJson, Dialect dialect)
{
    if (!isJson)
        return rows.size() == 1 ? rows.front().body : joinedRows(rows, "", "", "");
    if (dialect == Dialect::Current)
        return joinedRows(rows, "[", ",", "]");
    QByteArray lines;
    for (const StreamRow& row : rows) {
        for (qint64 i = 0; i < row.count; ++i) {
            addLine(lines, row.message(i));
            lines += '\n';
        }
    }
    return lines;
}

QByteArray dataEvent(
    const std::vector<StreamRow>& rows, const StreamFacts& stream, QByteArrayView nextOffset)
{
    QByteArray payload =
        stream.isJson ? joinedRows(rows, "[", ",", "]") : joinedRows(rows, "", "", "");
    if (answers::needsBase64(stream))
        payload = payload.toBase64();
    QByteArray frame;
    frame.reserve(payload.size() + 80);
    frame += "event: data\nid: ";
    frame += nextOffset;
    frame += '\n';
    addData(frame, payload);
    frame += '\n';
    return frame;
}

QByteArray controlEvent(QByteArrayView nextOffset, QByteArrayView cursor, ControlFacts facts)
{
    QByteArray frame = "event: control\ndata:{\"streamNextOffset\":\"";
    frame += nextOffset;
    frame += '"';
    if (!facts.closed) {
        frame += ",\"streamCursor\":\"";
        frame += cursor;
        frame += '"';
    }
    if (facts.upToDate)
        frame += ",\"upToDate\":true";
    if (facts.closed)
        frame += ",\"streamClosed\":true";
    frame += "}\n\n";
    return frame;
}

QByteArray simpleEvents(
    const std::vector<StreamRow>& rows, const StreamFacts& stream, Position& next)
{
    QByteArray frames;
    if (stream.isJson) {
        for (const StreamRow& row : rows) {
            for (qint64 i = 0; i < row.count; ++i)
                addSimple(frames, offsetText(stream.offsetAt(row.begin + (i + 1))), row.message(i));
            next = row.end();
        }
        return frames;
    }
    if (rows.empty())
        return frames;
    const QByteArray text = joinedRows(rows, "", "", "");
    qsizetype begin = 0;
    for (qsizetype end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
        next = rows.front().begin + (end + 1);
        const QByteArrayView line = QByteArrayView(text).sliced(begin, end - begin).trimmed();
        if (!line.isEmpty())
            addSimple(frames, offsetText(stream.offsetAt(next)), line);
        begin = end + 1;
    }
    return frames;
}

} // namespace headgate
