// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/expected.h"
#include "core/domain/ids.h"

#include <QByteArray>
#include <QString>

#include <csignal>
#include <optional>

namespace headgate {

/**
 * The lock that writers of a shared log agree on: a directory beside it, `<real path>.lock`, made
 * by mkdir, as proper-lockfile 4.1.2 does it. QLockFile and flock are not seen by those writers. A
 * lock that was not refreshed for `stale` is taken over, a live one never. While it is held, the
 * thread takes no signal that asks it to end. Not re-entrant. Belongs to the thread that took it;
 * taking it blocks, so never on one that paints.
 */
class DirLock
{
public:
    struct Rules
    {
        milliseconds stale{10'000}; ///< the protocol's; a writer of ours never holds it so long
        milliseconds patience{31'000}; ///< how long a live lock is waited for
    };

    /** The file must exist. Errors: LogLocked, LogError. */
    static Expected<DirLock> take(const QString& file, const Rules& rules);

    DirLock(DirLock&& other) noexcept;
    DirLock& operator=(DirLock&&) = delete;
    ~DirLock(); ///< gives it back, if it is still ours

    /** True while it is ours. For who holds it longer: refreshed at half the time it takes to go
     * stale. Errors: LockLost. */
    Outcome keep();
    /** Another writer had left it behind, and it was taken over. */
    bool wasStale() const { return m_wasStale; }

private:
    /** What a directory is recognised by. */
    struct Mark
    {
        quint64 device = 0;
        quint64 node = 0;
        qint64 changed = 0; ///< modification time, in ns
        friend bool operator==(const Mark&, const Mark&) = default;
    };
    /** Puts off the signals that end a program, until it is destroyed. */
    class Signals
    {
    public:
        Signals();
        Signals(Signals&& other) noexcept;
        Signals& operator=(Signals&&) = delete;
        ~Signals();

    private:
        std::optional<sigset_t> m_before;
    };

    DirLock(QByteArray path, const Rules& rules, Signals signals_, bool wasStale);
    bool own();
    static std::optional<Mark> look(const QByteArray& path);

    QByteArray m_path; ///< empty: moved from
    Rules m_rules;
    Signals m_signals;
    Mark m_mark;
    bool m_wasStale = false;
};

} // namespace headgate
