// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <deque>
#include <functional>
#include <mutex>

namespace headgate {

/**
 * Work for an object of another thread, done there in the order it came. The work stands behind a
 * std::mutex and the wake-up is a signal without arguments: nothing crosses through a lock that
 * only Qt sees, so a thread sanitizer can vouch for it. Made before the receiver's thread starts;
 * what has not begun when the receiver dies is dropped.
 */
class Mailbox : public QObject
{
    Q_OBJECT

public:
    using Work = std::function<void()>;

    explicit Mailbox(QObject* receiver);
    /** Nobody posts any more. */
    ~Mailbox() override;

    /** Any thread; returns at once. */
    void post(Work work);
    /** Any thread but the receiver's, whose event loop runs; returns when it is done. */
    void call(Work work);

signals:
    void posted();

private:
    void carryOut();

    std::mutex m_mutex;
    std::deque<Work> m_work;
};

} // namespace headgate
