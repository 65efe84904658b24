// SPDX-License-Identifier: MIT
#include "core/io/logtail.h"

#include "core/decode/streamevent.h"

#include <sys/stat.h>
#include <utility>

namespace headgate {

namespace {

constexpr qint64 pieceBytes = 1024 * 1024;

} // namespace

LogTail::LogTail(QString path)
    : m_path(std::move(path))
{
}

Expected<LogTail::Progress> LogTail::read(const Listener& listener, qint64 most)
{
    Progress progress;
    for (;;) {
        if (!m_file.isOpen()) {
            m_file.setFileName(m_path);
            m_at = 0;
            if (!m_file.exists())
                return progress;
            if (!m_file.open(QFile::ReadOnly | QFile::Unbuffered))
                return Issue{Issue::Code::LogError, {}, {m_path, m_file.errorString()}};
        }
        if (m_file.size() < m_at) {
            m_at = 0;
            progress.restarted = true;
            listener.restarted();
        }
        // Asked before the last read: what is written to a file that was replaced after it is seen
        // the next time, and what was written before it is read now.
        const bool replaced = wasReplaced();
        if (const Outcome done = readOn(listener, most, progress); !done)
            return done.error();
        if (!replaced || progress.more)
            return progress;
        m_file.close();
    }
}

bool LogTail::wasReplaced() const
{
    struct stat ours
    {
    };
    struct stat there
    {
    };
    if (::stat(QFile::encodeName(m_path).constData(), &there) != 0)
        return false; // gone, or being rotated: what is open is all there is
    return ::fstat(m_file.handle(), &ours) == 0
        && (ours.st_ino != there.st_ino || ours.st_dev != there.st_dev);
}

Outcome LogTail::readOn(const Listener& listener, qint64 most, Progress& progress)
{
    QByteArray rest;
    qint64 taken = 0;
    if (!m_file.seek(m_at))
        return Issue{Issue::Code::LogError, {}, {m_path, m_file.errorString()}};
    for (;;) {
        const QByteArray piece = m_file.read(std::min(pieceBytes, most));
        if (piece.isEmpty())
            return std::monostate();
        taken += piece.size();
        const qsizetype searched = rest.size();
        rest += piece;
        qsizetype begin = 0;
        for (qsizetype feed = rest.indexOf('\n', searched); feed >= 0;
             feed = rest.indexOf('\n', begin)) {
            const QByteArray line = rest.mid(begin, feed - begin);
            begin = feed + 1;
            if (line.trimmed().isEmpty())
                continue;
            const auto event = streamevent::decode(line);
            progress.events += event ? 1 : 0;
            progress.unreadable += event ? 0 : 1;
            if (event)
                listener.event(*event);
        }
        rest.remove(0, begin);
        m_at += begin;
        listener.between();
        // The next time begins behind the last whole line; one that is longer is read on now.
        if (taken >= most && begin > 0) {
            progress.more = true;
            return std::monostate();
        }
    }
}

} // namespace headgate
