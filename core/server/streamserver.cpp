// SPDX-License-Identifier: MIT
#include "core/server/streamserver.h"

#include <QHostAddress>

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
    m_mailbox = std::make_unique<Mailbox>(m_service.get());
    m_service->moveToThread(&m_thread);
    m_thread.start();
    Outcome started = std::monostate();
    m_mailbox->call([&] {
        started = m_service->start();
        m_port = m_service->port();
    });
    if (!started)
        stop();
    return started;
}

void StreamServer::stop()
{
    if (!m_thread.isRunning())
        return;
    m_mailbox->post([this] { m_service->stop([this] { m_thread.quit(); }); });
    m_thread.wait();
    // Its thread is over: nothing of it runs any more.
    m_service.reset();
    m_mailbox.reset();
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
    ++m_waiting;
    m_mailbox->post([this, name, events = std::move(events), copyCursor] {
        --m_waiting;
        m_service->publish(name, events, copyCursor);
    });
}

QByteArray StreamServer::copyCursor(const StreamName& name)
{
    QByteArray cursor;
    m_mailbox->call([&] { cursor = m_service->copyCursor(name); });
    return cursor;
}

std::vector<StreamSummary> StreamServer::streams()
{
    std::vector<StreamSummary> all;
    m_mailbox->call([&] {
        all = m_service->streams();
        for (StreamSummary& one : all)
            one.copyCursor = m_service->copyCursor(one.facts.name);
    });
    return all;
}

size_t StreamServer::waitingBatches()
{
    return m_waiting;
}

} // namespace headgate
