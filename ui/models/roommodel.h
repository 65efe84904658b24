// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "core/project/company.h"
#include "core/project/paneagents.h"
#include "core/project/panelines.h"
#include "ui/models/rowlistmodel.h"

#include <QHash>
#include <QObject>

namespace headgate {

/**
 * What an AgentPane session has beside its transcript: who looks at it, the agents of its server
 * and what they do, what happened. Keeps what a person typed there. UI thread.
 */
class RoomModel : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /** Whose rows are shown. `self`: the person's own id. */
    void setSession(const SessionKey& key, const QString& self);
    void apply(const Change& change);
    /** Brings ages up to date; who was silent for too long leaves. */
    void tick(Timestamp now);

    const Company& company() const { return m_company; }
    Avatars avatars() const { return headgate::avatars(m_company, m_self, m_now); }
    const std::vector<PaneAgent>& agents() const { return m_agents; }
    /** What was typed into the session's terminal by people. */
    const InputHistory& inputs() const { return m_inputs; }

    const std::vector<LedgerRow>& rows() const { return m_rows; }

signals:
    void rowsChanged();
    void inputsChanged();

private:
    void take(const PaneNews& news);
    void show();

    SessionKey m_key;
    std::vector<LedgerRow> m_rows;
    QString m_self;
    Company m_company;
    std::vector<PaneAgent> m_agents; ///< of the source of m_key
    QHash<SourceId, std::vector<PaneAgent>> m_told;
    InputHistory m_inputs;
    Timestamp m_now;
};

/** In the order they are read: people, agents, what happened. Pure. */
std::vector<LedgerRow> roomRows(const Company& company, const std::vector<PaneAgent>& agents,
    const QString& self, Timestamp now);

} // namespace headgate
