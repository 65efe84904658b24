// SPDX-License-Identifier: MIT
#include "core/io/logwriter.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace headgate {

namespace {

Issue failed(const QString& path, int error)
{
    return {Issue::Code::LogError, {}, {path, QString::fromLocal8Bit(std::strerror(error))}};
}

/** A new log is open to whom the umask says, as its other writers make it. */
int openAtEnd(const QString& path)
{
    constexpr mode_t mode = 0666;
    return ::open(
        QFile::encodeName(path).constData(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, mode);
}

bool endsInTheMiddleOfALine(int file)
{
    struct stat info
    {
    };
    if (::fstat(file, &info) != 0 || info.st_size == 0)
        return false;
    char last = '\n';
    return ::pread(file, &last, 1, info.st_size - 1) == 1 && last != '\n';
}

} // namespace

LogWriter::LogWriter(QString path)
    : LogWriter(std::move(path), Options{})
{
}

LogWriter::LogWriter(QString path, const Options& options)
    : m_path(std::move(path))
    , m_options(options)
{
}

Outcome LogWriter::prepare() const
{
    if (!QDir().mkpath(QFileInfo(m_path).absolutePath()))
        return failed(m_path, errno);
    const int file = openAtEnd(m_path);
    if (file < 0)
        return failed(m_path, errno);
    ::close(file);
    return std::monostate();
}

Expected<LogWriter::Hold> LogWriter::hold() const
{
    if (const Outcome prepared = prepare(); !prepared)
        return prepared.error();
    auto lock = DirLock::take(m_path, m_options.lock);
    if (!lock)
        return lock.error();
    // Only now: a writer that rotates the log does it under the lock, and another file is there.
    const int file = openAtEnd(m_path);
    if (file < 0)
        return failed(m_path, errno);
    return Hold(m_path, std::move(*lock), file, m_options.sync);
}

Outcome LogWriter::append(const QByteArray& line) const
{
    auto held = hold();
    return held ? held->write(line) : Outcome(held.error());
}

LogWriter::Hold::Hold(QString path, DirLock lock, int file, bool sync)
    : m_path(std::move(path))
    , m_lock(std::move(lock))
    , m_file(file)
    , m_sync(sync)
{
}

LogWriter::Hold::Hold(Hold&& other) noexcept
    : m_path(std::move(other.m_path))
    , m_lock(std::move(other.m_lock))
    , m_file(std::exchange(other.m_file, -1))
    , m_sync(other.m_sync)
{
}

LogWriter::Hold::~Hold()
{
    if (m_file >= 0)
        ::close(m_file);
}

Outcome LogWriter::Hold::write(const QByteArray& line)
{
    Q_ASSERT(line.endsWith('\n') && line.count('\n') == 1);
    if (const Outcome ours = m_lock.keep(); !ours)
        return ours;
    const QByteArray bytes = endsInTheMiddleOfALine(m_file) ? '\n' + line : line;
    for (qsizetype written = 0; written < bytes.size();) {
        const ssize_t n =
            ::write(m_file, bytes.constData() + written, size_t(bytes.size() - written));
        if (n < 0 && errno == EINTR)
            continue;
        // What is there of it stays: the next writer begins a new line, readers skip this one.
        if (n < 0)
            return failed(m_path, errno);
        written += n;
    }
    if (m_sync && ::fdatasync(m_file) != 0)
        return failed(m_path, errno);
    return std::monostate();
}

} // namespace headgate
