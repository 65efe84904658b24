// SPDX-License-Identifier: MIT
#pragma once

#include "tests/lab/labclient.h"
#include "tests/support/faultproxy.h"
#include "tests/support/opencodeserver.h"

namespace headgate::test {

/**
 * The real OpenCode with its scripted model: a turn a round, compared with the server's own answer.
 * The server is killed between turns only: of a turn that it forgets it has no answer to compare.
 */
class OpenCodeSubject : public Subject
{
public:
    QString name() const override { return QStringLiteral("real OpenCode"); }
    std::vector<Fault> faults() const override;
    QString start() override;
    QString round(Fault fault, QRandomGenerator& random) override;
    QString finish() override;

private:
    QString compare(Watcher& watcher, const QString& session);
    bool openSession();

    OpenCodeServer m_server;
    std::unique_ptr<FaultProxy> m_proxy;
    std::unique_ptr<LabClient> m_client;
    QStringList m_sessions; ///< one for some rounds each, so that one page shows it
    int m_turns = 0;
};

} // namespace headgate::test
