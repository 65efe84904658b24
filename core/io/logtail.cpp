// SPDX-License-Identifier: MIT
#include "core/io/logtail.h"

#include "core/decode/streamevent.h"

#include <algorithm>
#include <sys/stat.h>
#include <utility>

namespace headgate {

namespace {

constexpr qint64 pieceBytes = 1024 * 1024;

} // namespace

LogTail::LogTail(QString path, From from)
    : m_path(std::move(path))
    , m_from(from)
{
}

Expected<LogTail::Progress> LogTail::read(const Listener& listener, qint64 most)
{
    Progress progress;
    for (;;) {
        if (const Outcome opened = open(); !opened)
            return opened.error();
        if (m_current.file.isOpen() && m_current.file.size() < m_current.at) {
            m_current.at = 0;
            m_found = false;
            progress.restarted = true;
            listener.restarted();
        }
        findHistory();
        if (const Outcome done = readHistory(listener, most, progress); !done)
            return done.error();
        if (progress.more || !m_current.file.isOpen())
            return progress;
        // Asked before the last read: what is written to a file that was replaced after it is seen
        // the next time, and what was written before it is read now.
        const bool replaced = wasReplaced();
        if (const Outcome done = readOn(m_current, listener, most, progress); !done)
            return done.error();
        if (!replaced || progress.more)
            return progress;
        m_current.file.close();
    }
}

/** What the path names now, if nothing is open. */
Outcome LogTail::open()
{
    if (m_current.file.isOpen())
        return std::monostate();
    m_current.file.setFileName(m_path);
    m_current.at = 0;
    if (m_current.file.exists() && !m_current.file.open(QFile::ReadOnly | QFile::Unbuffered))
        return Issue{Issue::Code::LogError, {}, {m_path, m_current.file.errorString()}};
    return std::monostate();
}

/** Once: what is rotated away later is read through the file that is open. Listed while that is
 * held, so that a rotation in between neither hides nor doubles it. */
void LogTail::findHistory()
{
    if (m_from == From::CurrentFile || std::exchange(m_found, true))
        return;
    m_history.clear();
    m_rotated.reset();
    struct stat held = {};
    const bool open = m_current.file.isOpen() && ::fstat(m_current.file.handle(), &held) == 0;
    for (const FoundLog& log : findLogs(m_path)) {
        const FileIdentity ours{static_cast<qint64>(held.st_dev), static_cast<qint64>(held.st_ino)};
        // Without one that is held, what stands at the path was made just now.
        if (log.path != m_path && !(open && log.identity == ours))
            m_history.push_back(log);
    }
}

Outcome LogTail::readHistory(const Listener& listener, qint64 most, Progress& progress)
{
    while (!m_history.empty() && !progress.more) {
        if (!m_rotated) {
            m_rotated = std::make_unique<Reading>();
            m_rotated->file.setFileName(m_history.front().path);
            if (!m_rotated->file.exists()) { // put away since
                m_rotated.reset();
                m_history.pop_front();
                continue;
            }
            if (!m_rotated->file.open(QFile::ReadOnly | QFile::Unbuffered))
                return Issue{Issue::Code::LogError, {},
                    {m_history.front().path, m_rotated->file.errorString()}};
        }
        if (Outcome done = readOn(*m_rotated, listener, most, progress); !done)
            return done;
        if (progress.more)
            break;
        // Nobody writes to it any more: what has no end is its last line.
        m_rotated->file.seek(m_rotated->at);
        takeLine(m_rotated->file.readAll(), listener, progress);
        m_rotated.reset();
        m_history.pop_front();
    }
    return std::monostate();
}

bool LogTail::wasReplaced() const
{
    struct stat ours = {};
    struct stat there = {};
    if (::stat(QFile::encodeName(m_path).constData(), &there) != 0)
        return false; // gone, or being rotated: what is open is all there is
    return ::fstat(m_current.file.handle(), &ours) == 0
        && (ours.st_ino != there.st_ino || ours.st_dev != there.st_dev);
}

void LogTail::takeLine(const QByteArray& line, const Listener& listener, Progress& progress)
{
    if (line.trimmed().isEmpty())
        return;
    const auto event = streamevent::decode(line);
    progress.events += event ? 1 : 0;
    progress.unreadable += event ? 0 : 1;
    if (event)
        listener.event(*event);
}

Outcome LogTail::readOn(Reading& reading, const Listener& listener, qint64 most, Progress& progress)
{
    QByteArray rest;
    qint64 taken = 0;
    if (!reading.file.seek(reading.at))
        return Issue{
            Issue::Code::LogError, {}, {reading.file.fileName(), reading.file.errorString()}};
    for (;;) {
        const QByteArray piece = reading.file.read(std::min(pieceBytes, most));
        if (piece.isEmpty())
            return std::monostate();
        taken += piece.size();
        const qsizetype searched = rest.size();
        rest += piece;
        qsizetype begin = 0;
        for (qsizetype feed = rest.indexOf('\n', searched); feed >= 0;
             feed = rest.indexOf('\n', begin)) {
            takeLine(rest.mid(begin, feed - begin), listener, progress);
            begin = feed + 1;
        }
        rest.remove(0, begin);
        reading.at += begin;
        listener.between();
        // The next time begins behind the last whole line; one that is longer is read on now.
        if (taken >= most && begin > 0) {
            progress.more = true;
            return std::monostate();
        }
    }
}

} // namespace headgate
