// SPDX-License-Identifier: MIT
#include "core/decode/sseparser.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

const char* find(const char* from, const char* end, char wanted)
{
    const void* hit = std::memchr(from, wanted, static_cast<size_t>(end - from));
    return hit ? static_cast<const char*>(hit) : end;
}

std::optional<milliseconds> reconnectionTime(QByteArrayView value)
{
    const bool digits =
        std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
    bool ok = false;
    const qint64 ms = value.toByteArray().toLongLong(&ok);
    return digits && ok ? std::optional(milliseconds(ms)) : std::nullopt;
}

} // namespace

SseParser::SseParser(qsizetype maxFrameBytes)
    : m_maxFrameBytes(maxFrameBytes)
{
}

void SseParser::reset()
{
    *this = SseParser(m_maxFrameBytes);
}

void SseParser::feed(QByteArrayView chunk, std::vector<SseItem>& out)
{
    chunk = skipByteOrderMark(chunk);
    if (chunk.isEmpty())
        return;
    const char* at = chunk.begin();
    const char* const end = chunk.end();
    if (std::exchange(m_afterCr, false) && *at == '\n')
        ++at;
    // Both ends are looked up once per hit: a stream with CR only must not search for LF line by
    // line.
    const char* lf = find(at, end, '\n');
    const char* cr = find(at, end, '\r');
    while (at != end) {
        const char* const eol = std::min(lf, cr);
        if (eol == end) {
            hold({at, end}, out);
            return;
        }
        endLine({at, eol}, out);
        at = eol + 1;
        if (*eol == '\r') {
            if (at == end)
                m_afterCr = true;
            else if (*at == '\n')
                ++at;
        }
        if (lf < at)
            lf = find(at, end, '\n');
        if (cr < at)
            cr = find(at, end, '\r');
    }
}

QByteArrayView SseParser::skipByteOrderMark(QByteArrayView chunk)
{
    static constexpr QByteArrayView mark = "\xEF\xBB\xBF";
    while (m_markBytes >= 0 && !chunk.isEmpty()) {
        if (chunk.front() != mark[m_markBytes]) {
            m_line = mark.first(std::exchange(m_markBytes, -1)).toByteArray();
        } else {
            chunk = chunk.sliced(1);
            if (++m_markBytes == mark.size())
                m_markBytes = -1;
        }
    }
    return chunk;
}

bool SseParser::fits(qsizetype lineBytes, std::vector<SseItem>& out)
{
    if (m_data.size() + lineBytes <= m_maxFrameBytes)
        return true;
    // The limit and not the size: the size would depend on how the bytes were cut.
    out.push_back(Issue{Issue::Code::FrameTooLarge, {}, {QString::number(m_maxFrameBytes)}});
    m_line = {};
    m_data = {};
    m_event = {};
    m_hasData = false;
    m_skipping = true;
    return false;
}

void SseParser::hold(QByteArrayView piece, std::vector<SseItem>& out)
{
    if (!m_skipping && fits(m_line.size() + piece.size(), out))
        m_line.append(piece);
    else
        m_skippedLine = true;
}

void SseParser::endLine(QByteArrayView rest, std::vector<SseItem>& out)
{
    if (m_skipping) {
        const bool blank = !std::exchange(m_skippedLine, false) && rest.isEmpty();
        m_skipping = !blank;
    } else if (!fits(m_line.size() + rest.size(), out)) {
        m_skippedLine = false;
    } else if (m_line.isEmpty()) {
        takeLine(rest, nullptr, out);
    } else {
        m_line.append(rest);
        // Moved out first, so that a large line does not keep its memory for the small ones.
        QByteArray line = std::exchange(m_line, {});
        takeLine(line, &line, out);
    }
}

/** `owner`: the array that `line` is all of, if it may be used up. */
void SseParser::takeLine(QByteArrayView line, QByteArray* owner, std::vector<SseItem>& out)
{
    if (line.isEmpty()) {
        dispatch(out);
        return;
    }
    const qsizetype colon = line.indexOf(':');
    if (colon == 0) {
        out.push_back(SseComment{});
        return;
    }
    const QByteArrayView field = colon < 0 ? line : line.first(colon);
    QByteArrayView value = colon < 0 ? QByteArrayView("") : line.sliced(colon + 1);
    if (value.startsWith(' '))
        value = value.sliced(1);

    if (field == "data") {
        takeData(value, owner);
    } else if (field == "event") {
        m_event = value.toByteArray();
    } else if (field == "id") {
        if (!value.contains('\0'))
            m_id = value.toByteArray();
    } else if (field == "retry") {
        if (const auto delay = reconnectionTime(value))
            out.push_back(SseRetry{*delay});
    }
}

void SseParser::takeData(QByteArrayView value, QByteArray* owner)
{
    const bool first = !std::exchange(m_hasData, true);
    if (first && owner) {
        // A large frame is one line: taking it over halves what it costs.
        owner->remove(0, owner->size() - value.size());
        m_data = std::move(*owner);
        return;
    }
    if (!first)
        m_data.append('\n');
    m_data.append(value);
}

void SseParser::dispatch(std::vector<SseItem>& out)
{
    QByteArray data = std::exchange(m_data, {});
    QByteArray event = std::exchange(m_event, {});
    if (!std::exchange(m_hasData, false))
        return;
    if (data.isValidUtf8())
        out.push_back(SseFrame{std::move(data), std::move(event), m_id});
    else
        out.push_back(Issue{Issue::Code::BadFrame, {}, {u"not UTF-8"_s}});
}

} // namespace headgate
