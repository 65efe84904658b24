// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <vector>

namespace headgate {

/** One line of a file, without its end. */
struct CutLine
{
    qsizetype begin = 0; ///< in CutLines::bytes
    qsizetype length = 0; ///< without the line end, be it LF or CRLF
    qint64 at = 0; ///< position in the file
    qint64 number = 0; ///< from 1
    bool tooLong = false; ///< longer than what is held: its text was dropped

    friend bool operator==(const CutLine&, const CutLine&) = default;
};

/** Whole lines, and the bytes they are made of. */
struct CutLines
{
    QByteArray bytes;
    std::vector<CutLine> lines;

    QByteArrayView text(const CutLine& line) const
    {
        return QByteArrayView(bytes).sliced(line.begin, line.length);
    }
};

/**
 * Cuts the bytes of a growing file into lines, however they arrive. What has no line end yet waits
 * for it. A line beyond `longest` bytes costs no memory: it is told by its place alone. Pure.
 */
class LineSplitter
{
public:
    static constexpr qsizetype defaultLongest = 16 * 1024 * 1024;

    /** Reading begins at byte `at`, behind `lines` lines. */
    explicit LineSplitter(qint64 at = 0, qint64 lines = 0, qsizetype longest = defaultLongest);

    CutLines take(const QByteArray& bytes);
    /** The file has ended for good: what waits is its last line. */
    CutLines finish();

    /** Behind the last whole line; what is kept across a restart. */
    qint64 position() const { return m_at; }
    qint64 lines() const { return m_lines; }
    /** Where the next bytes are to come from: position() plus what waits. */
    qint64 readFrom() const { return m_at + m_dropped + m_rest.size(); }

private:
    void end(CutLines& cut, qsizetype begin, qsizetype length, qsizetype ending);

    qint64 m_at;
    qint64 m_lines;
    qsizetype m_longest;
    QByteArray m_rest; ///< the begin of a line whose end has not been read
    qint64 m_dropped = 0; ///< bytes of a line that is too long
};

} // namespace headgate
