// SPDX-License-Identifier: MIT
#include "core/io/mailbox.h"

#include <future>
#include <memory>

namespace headgate {

Mailbox::Mailbox(QObject* receiver)
{
    connect(
        this, &Mailbox::posted, receiver, [this] { carryOut(); }, Qt::QueuedConnection);
}

Mailbox::~Mailbox()
{
    // What is left came from other threads, through this lock.
    const std::lock_guard lock(m_mutex);
    m_work.clear();
}

void Mailbox::post(Work work)
{
    {
        const std::lock_guard lock(m_mutex);
        m_work.push_back(std::move(work));
    }
    emit posted();
}

void Mailbox::call(Work work)
{
    // Held by the work alone: if that is dropped, the wait ends too.
    auto done = std::make_shared<std::promise<void>>();
    const std::future<void> finished = done->get_future();
    post([work = std::move(work), done = std::move(done)] {
        work();
        done->set_value();
    });
    finished.wait();
}

void Mailbox::carryOut()
{
    std::deque<Work> work;
    {
        const std::lock_guard lock(m_mutex);
        work.swap(m_work);
    }
    for (const Work& one : work)
        one();
}

} // namespace headgate
