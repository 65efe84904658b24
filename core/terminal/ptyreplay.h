// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

namespace headgate::terminal {

/**
 * What to make of the replay with which a connection to a terminal begins. A server keeps the end
 * of what was written, at most two million UTF-16 units, and counts all of it. A connection asks
 * for what comes behind a place; the server sends what it still has of that, then the place it is
 * at, then what is written from there on. So nothing comes twice, and what is missing is noticed.
 */
class PtyReplay
{
public:
    /** More than any server keeps; a longer one is an error. */
    static constexpr qsizetype longest = 8 * 1024 * 1024;

    struct Told
    {
        QString text;
        bool anew = false; ///< it does not go on where the last one ended: forget what was shown
        bool gap = false; ///< because something in between is lost
    };

    /** Where the next connection begins. */
    qint64 cursor() const { return m_cursor.value_or(0); }
    /** A connection was opened with cursor(). */
    void begin();
    /** Text came. Nothing: it is not known yet where it belongs. */
    std::optional<Told> text(const QString& text);
    /** The server said where it is. Nothing: ask again from the start, at once. */
    std::optional<Told> place(qint64 cursor);
    bool tooLong() const { return m_replay.size() > longest; }

private:
    std::optional<qint64> m_cursor; ///< UTF-16 units that were told; none: nothing yet
    QString m_replay;
    bool m_replaying = true;
    bool m_lost = false; ///< what was told does not fit to what the server counts
};

} // namespace headgate::terminal
