// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace headgate {

class KeysDown;

/**
 * Keeps a decision from being pressed by accident: closed for a while after something new is
 * shown, and until every key is up (approvals.md H17). UI thread; time is asked of `steady`.
 */
class DecisionGuard : public QObject
{
    Q_OBJECT

public:
    static constexpr milliseconds guardTime{700};
    using Steady = std::function<milliseconds()>;

    /** `steady` empty: the system's clock that never jumps. */
    DecisionGuard(const KeysDown* keys, Steady steady, QObject* parent = nullptr);

    /** Something new is shown, or what was shown is replaced. */
    void arm();
    /** For a click: the time is over and no key is down. */
    bool isOpen() const;
    /** For a chord that ends in `key`. */
    bool isOpenFor(int key) const;
    /** The time is over and the keys of before were let go. Stays so until armed again. */
    bool isSettled() const { return m_settled; }
    /** Looks at the time again; the guard's own timer calls it. */
    void check();

signals:
    void settled();

private:
    bool timeIsOver() const;

    const KeysDown* m_keys;
    Steady m_steady;
    milliseconds m_armed{0};
    bool m_settled = false;
    QTimer m_timer;
};

} // namespace headgate
