// SPDX-License-Identifier: MIT
#pragma once

#include "tests/lab/labclient.h"
#include "tests/lab/ourserver.h"
#include "tests/support/faultproxy.h"
#include "tests/support/streamserver.h"

namespace headgate::test {

/**
 * A durable stream of values, each with its number: on our server, or on the reference server. Our
 * server is killed too, and its writer is an idempotent producer that tries again; the reference
 * server stays up, for it keeps its streams in memory here.
 */
class StreamSubject : public Subject
{
public:
    enum class Server { Ours, Reference };

    explicit StreamSubject(Server server);

    QString name() const override;
    std::vector<Fault> faults() const override;
    QString start() override;
    QString round(Fault fault, QRandomGenerator& random) override;
    QString finish() override;

private:
    QString path() const { return QStringLiteral("/v1/stream/lab"); }
    QByteArray makeAppend(qint64 first, int count) const;
    int send(qint64 seq, const QByteArray& body) const;
    void append(Fault fault, QRandomGenerator& random);
    void tell(Fault fault, QRandomGenerator& random);
    /** How many values are in the history, and whether they are the numbers in their order. */
    QString compare(qint64& checked) const;

    const Server m_kind;
    OurServer m_ours;
    StreamServer m_reference;
    std::unique_ptr<FaultProxy> m_proxy;
    std::unique_ptr<LabClient> m_client;
    quint16 m_port = 0;
    qint64 m_next = 0; ///< the number of the value that is told next
    qint64 m_appends = 0;
    QString m_trouble; ///< what the server took that it should not have
    qint64 m_checked = 0; ///< values found in the history so far
};

} // namespace headgate::test
