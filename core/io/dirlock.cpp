// SPDX-License-Identifier: MIT
#include "core/io/dirlock.h"

#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 nsInMs = 1'000'000;
constexpr qint64 nsInSecond = 1'000'000'000;

qint64 nowNs()
{
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    return qint64(now.tv_sec) * nsInSecond + now.tv_nsec;
}

Issue refused(const QString& file, int error)
{
    return {Issue::Code::LogError, {}, {file, QString::fromLocal8Bit(std::strerror(error))}};
}

/** Doubling, and never alike in two processes. */
class Pause
{
public:
    void sleep()
    {
        const int ms = QRandomGenerator::global()->bounded(m_most / 2, m_most + 1);
        std::this_thread::sleep_for(milliseconds(ms));
        m_most = std::min(m_most * 2, 250);
    }

private:
    int m_most = 4;
};

} // namespace

DirLock::Signals::Signals()
{
    sigset_t ending;
    ::sigemptyset(&ending);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP, SIGQUIT})
        ::sigaddset(&ending, signal);
    sigset_t before;
    if (::pthread_sigmask(SIG_BLOCK, &ending, &before) == 0)
        m_before = before;
}

DirLock::Signals::Signals(Signals&& other) noexcept
    : m_before(std::exchange(other.m_before, std::nullopt))
{
}

DirLock::Signals::~Signals()
{
    if (m_before)
        ::pthread_sigmask(SIG_SETMASK, &*m_before, nullptr);
}

DirLock::DirLock(QByteArray path, const Rules& rules, Signals signals_, bool wasStale)
    : m_path(std::move(path))
    , m_rules(rules)
    , m_signals(std::move(signals_))
    , m_wasStale(wasStale)
{
}

DirLock::DirLock(DirLock&& other) noexcept
    : m_path(std::exchange(other.m_path, {}))
    , m_rules(other.m_rules)
    , m_signals(std::move(other.m_signals))
    , m_mark(other.m_mark)
    , m_wasStale(other.m_wasStale)
{
}

DirLock::~DirLock()
{
    if (!m_path.isEmpty() && look(m_path) == m_mark)
        ::rmdir(m_path.constData());
}

std::optional<DirLock::Mark> DirLock::look(const QByteArray& path)
{
    struct stat info
    {
    };
    if (::stat(path.constData(), &info) != 0)
        return {};
    return Mark{quint64(info.st_dev), quint64(info.st_ino),
        qint64(info.st_mtim.tv_sec) * nsInSecond + info.st_mtim.tv_nsec};
}

Expected<DirLock> DirLock::take(const QString& file, const Rules& rules)
{
    const QByteArray path = QFile::encodeName(QFileInfo(file).canonicalFilePath()) + ".lock";
    if (path == ".lock")
        return refused(file, ENOENT);
    const auto giveUp = std::chrono::steady_clock::now() + rules.patience;
    bool wasStale = false;
    for (Pause pause; true;) {
        {
            // Before mkdir: a signal between the two would leave the lock behind.
            Signals held;
            if (::mkdir(path.constData(), 0777) == 0) {
                DirLock lock(path, rules, std::move(held), wasStale);
                if (lock.own())
                    return lock;
                continue; // taken over in the very moment; mkdir decides again
            }
        }
        if (errno != EEXIST)
            return refused(file, errno);
        const auto seen = look(path);
        if (!seen)
            continue; // given back meanwhile
        // One that lies in the future is live. Looked at twice: another writer may just have taken
        // it over. A file of that name is somebody's lock too, of a kind that is left alone.
        const bool stale = seen->changed < nowNs() - rules.stale.count() * nsInMs;
        if (stale && look(path) == seen && ::rmdir(path.constData()) == 0) {
            wasStale = true;
            continue;
        }
        if (std::chrono::steady_clock::now() >= giveUp)
            return Issue{
                Issue::Code::LogLocked, {}, {file, QString::number(rules.patience.count() / 1000)}};
        pause.sleep();
    }
}

/** Sets a time of its own and reads it back in the precision of the file system. */
bool DirLock::own()
{
    const auto made = look(m_path);
    const qint64 now = nowNs();
    const timespec at{time_t(now / nsInSecond), long(now % nsInSecond)};
    const std::array<timespec, 2> times{at, at};
    if (!made || ::utimensat(AT_FDCWD, m_path.constData(), times.data(), 0) != 0)
        return false;
    const auto marked = look(m_path);
    if (!marked || marked->node != made->node || marked->device != made->device)
        return false;
    m_mark = *marked;
    return true;
}

Outcome DirLock::keep()
{
    if (look(m_path) != m_mark)
        return Issue{Issue::Code::LockLost, {}, {QFile::decodeName(m_path)}};
    const bool due = nowNs() - m_mark.changed > m_rules.stale.count() * nsInMs / 2;
    if (due && !own())
        return Issue{Issue::Code::LockLost, {}, {QFile::decodeName(m_path)}};
    return std::monostate();
}

} // namespace headgate
