// SPDX-License-Identifier: MIT
#include "core/server/streamserver.h"

#include <QHostAddress>
#include <QMutexLocker>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

bool isLoopback(const QString& host)
{
    return host.compare("localhost"_L1, Qt::CaseInsensitive) == 0
        || QHostAddress(host).isLoopback();
}

} // namespace

StreamServer::StreamServer(ServerOptions options)
    : m_options(std::move(options))
{
    m_thread.setObjectName(u"server"_s);
}

StreamServer::~StreamServer()
{
    stop();
}

Outcome StreamServer::start()
{
    if (!isLoopback(m_options.host) && m_options.access.token.isEmpty())
        return Issue{Issue::Code::BadSource, {},
            {u"%1 can be reached from elsewhere, so it needs a token"_s.arg(m_options.host)}};
    m_service = std::make_unique<StreamService>(m_options);
    m_service->moveToThread(&m_thread);
    m_thread.start();
    Outcome started = std::monostate();
    QMetaObject::invokeMethod(
        m_service.get(),
        [&] {
            started = m_service->start();
            m_port = m_service->port();
        },
        Qt::BlockingQueuedConnection);
    if (!started)
        stop();
    return started;
}

void StreamServer::stop()
{
    if (!m_thread.isRunning())
        return;
    QMetaObject::invokeMethod(
        m_service.get(),
        [this] {
            deliver();
            m_service->stop([this] { m_thread.quit(); });
        },
        Qt::QueuedConnection);
    m_thread.wait();
    // Its thread is over: nothing of it runs any more.
    m_service.reset();
}

QString StreamServer::url() const
{
    const bool six = m_options.host.contains(u':');
    return u"http://%1:%2/v1/stream/"_s
        .arg(six ? QString(u'[' + m_options.host + u']') : m_options.host)
        .arg(m_port);
}

void StreamServer::publish(
    const StreamName& name, std::vector<PublishedEvent> events, const QByteArray& copyCursor)
{
    {
        const QMutexLocker lock(&m_mutex);
        m_mail.push_back({name, std::move(events), copyCursor});
    }
    // Carries nothing: what came is behind the mutex.
    QMetaObject::invokeMethod(
        m_service.get(), [this] { deliver(); }, Qt::QueuedConnection);
}

void StreamServer::deliver()
{
    std::vector<Mail> mail;
    {
        const QMutexLocker lock(&m_mutex);
        mail.swap(m_mail);
    }
    for (const Mail& one : mail)
        m_service->publish(one.name, one.events, one.copyCursor);
}

QByteArray StreamServer::copyCursor(const StreamName& name)
{
    QByteArray cursor;
    QMetaObject::invokeMethod(
        m_service.get(), [&] { cursor = m_service->copyCursor(name); },
        Qt::BlockingQueuedConnection);
    return cursor;
}

std::vector<StreamSummary> StreamServer::streams()
{
    std::vector<StreamSummary> all;
    QMetaObject::invokeMethod(
        m_service.get(),
        [&] {
            all = m_service->streams();
            for (StreamSummary& one : all)
                one.copyCursor = m_service->copyCursor(one.facts.name);
        },
        Qt::BlockingQueuedConnection);
    return all;
}

size_t StreamServer::waitingBatches()
{
    const QMutexLocker lock(&m_mutex);
    return m_mail.size();
}

} // namespace headgate
