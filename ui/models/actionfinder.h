// SPDX-License-Identifier: MIT
#pragma once

#include "ui/actions.h"
#include "ui/models/findermodel.h"

#include <QStringList>

#include <functional>

namespace headgate {

/**
 * The actions of the window by name, those used last first. UI thread. None of them decides a
 * request: what leads to one opens its dialog, where the decision has its own guard (approvals.md
 * H17).
 */
class ActionFinder : public FinderModel
{
    Q_OBJECT

public:
    /** Why an action cannot be used now, in words; may be empty. */
    using Reason = std::function<QString(ActionId)>;

    using FinderModel::FinderModel;

    /** Takes the actions as they are now. `actions` has to outlive what is listed. */
    void take(const Actions& actions, const Reason& reason);
    ActionId actionAt(int row) const { return m_ids[size_t(thingAt(row))]; }
    /** By name, the newest first; kept for the next time. */
    QStringList recent() const { return m_recent; }
    void setRecent(const QStringList& names);
    void used(ActionId id);

protected:
    QVariant fact(int thing, int role) const override;

private:
    const ActionRow& rowOf(int thing) const;

    std::vector<ActionId> m_ids; ///< as the things stand
    std::vector<QString> m_notes;
    QStringList m_recent;
};

} // namespace headgate
