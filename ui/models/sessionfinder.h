// SPDX-License-Identifier: MIT
#pragma once

#include "ui/models/findermodel.h"
#include "ui/models/sessiontreemodel.h"

#include <QHash>

namespace headgate {

class SourceList;

/**
 * The sessions of all sources that the tree shows, by title, server, directory and id; those that
 * were looked at last first, and the one in the middle behind them: a person is there already. UI
 * thread. What is listed stands as it was taken; shapes and ages are those of now.
 */
class SessionFinder : public FinderModel
{
    Q_OBJECT

public:
    /** The model outlives this one. */
    explicit SessionFinder(const SessionTreeModel* sessions, QObject* parent = nullptr);

    void take(const SourceList& sources, const QHash<SessionKey, Timestamp>& opened,
        const SessionKey& here);
    SessionKey keyAt(int row) const { return m_keys[size_t(thingAt(row))]; }

protected:
    QVariant fact(int thing, int role) const override;

private:
    const SessionTreeModel* m_sessions;
    std::vector<SessionKey> m_keys; ///< as the things stand
};

} // namespace headgate
