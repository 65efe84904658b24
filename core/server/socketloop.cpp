// SPDX-License-Identifier: MIT
#include "core/server/socketloop.h"

#include "core/server/httpconnection.h"

#include <QSocketNotifier>

#include <array>
#include <poll.h>
#include <sys/epoll.h>
#include <unistd.h>

namespace headgate {

using namespace std::chrono_literals;

namespace {

/** Then timers and what other threads sent have their turn. */
constexpr auto longestRun = 5ms;

} // namespace

SocketLoop::SocketLoop(std::function<void()> turnEnded, QObject* parent)
    : QObject(parent)
    , m_turnEnded(std::move(turnEnded))
    , m_poll(::epoll_create1(EPOLL_CLOEXEC))
{
    auto* const notifier = new QSocketNotifier(m_poll, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &SocketLoop::run);
}

SocketLoop::~SocketLoop()
{
    ::close(m_poll);
}

bool SocketLoop::add(HttpConnection& connection)
{
    // By edge: a connection is told once, and remembers what it has not used.
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
    event.data.ptr = &connection;
    return ::epoll_ctl(m_poll, EPOLL_CTL_ADD, connection.socket(), &event) == 0;
}

void SocketLoop::run()
{
    const auto end = std::chrono::steady_clock::now() + longestRun;
    do {
        m_turning = true;
        const bool any = handle(0ns);
        m_turning = false;
        if (!any)
            return;
        m_turnEnded();
    } while (std::chrono::steady_clock::now() < end);
}

bool SocketLoop::handle(std::chrono::nanoseconds wait)
{
    if (wait > 0ns) {
        pollfd one{m_poll, POLLIN, 0};
        const auto seconds = std::chrono::floor<std::chrono::seconds>(wait);
        const timespec limit{seconds.count(), (wait - seconds).count()};
        ::ppoll(&one, 1, &limit, nullptr);
    }
    std::array<epoll_event, 128> events;
    const int ready = ::epoll_wait(m_poll, events.data(), int(events.size()), 0);
    for (int i = 0; i < ready; ++i) {
        const epoll_event& event = events[size_t(i)];
        const bool broken = (event.events & (EPOLLERR | EPOLLHUP)) != 0;
        static_cast<HttpConnection*>(event.data.ptr)
            ->ready({(event.events & EPOLLIN) != 0, (event.events & EPOLLOUT) != 0,
                (event.events & EPOLLRDHUP) != 0, broken});
    }
    return ready > 0;
}

} // namespace headgate
