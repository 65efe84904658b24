// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"
#include "core/project/company.h"
#include "core/project/paneagents.h"

#include <QMap>
#include <QStringList>

namespace headgate::test {

/**
 * What a session with channels is made of, collection by collection (systems.md 3.1), as texts that
 * two observers must agree on: chunks, toolCalls, presence, activity, terminal, workflow and
 * agentState. One that is empty is left out.
 */
class PaneCollections
{
public:
    void take(const PaneEvent& event);
    void take(const Checkpoint& request);

    QMap<QString, QStringList> all() const;
    const Company& company() const { return m_company; }

private:
    QStringList m_chunks;
    QStringList m_lines;
    QMap<QString, QJsonObject> m_calls;
    QMap<QString, QString> m_workflow;
    Company m_company;
    std::vector<PaneAgent> m_agents;
};

} // namespace headgate::test
