// SPDX-License-Identifier: MIT
#pragma once

#include "tests/lab/labclient.h"
#include "tests/lab/ourserver.h"
#include "tests/support/faultproxy.h"

namespace headgate::test {

/**
 * A session with channels at our server's API: pieces of text of two agents, tool calls, terminal
 * lines and states. What is written is not idempotent there: a write that nobody answered may
 * count or not, and the server's own next offset says which.
 */
class PaneSubject : public Subject
{
public:
    QString name() const override { return QStringLiteral("AgentPane API"); }
    std::vector<Fault> faults() const override;
    QString start() override;
    QString round(Fault fault, QRandomGenerator& random) override;
    QString finish() override;

private:
    void publish(const QByteArray& event);
    void tell(Fault fault, QRandomGenerator& random);
    QByteArray nextEvent();

    OurServer m_server;
    std::unique_ptr<FaultProxy> m_proxy;
    std::unique_ptr<LabClient> m_client;
    qint64 m_events = 0; ///< the server's newest offset and one
    qint64 m_step = 0;
};

} // namespace headgate::test
