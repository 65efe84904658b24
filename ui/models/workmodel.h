// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "ui/models/rowlistmodel.h"

#include <QHash>

namespace headgate {

/**
 * What the agents of one source do and did: agents, their reports, tool calls, steps, files, each
 * under its heading, the newest first. UI thread.
 */
class WorkModel : public RowListModel
{
    Q_OBJECT

public:
    explicit WorkModel(QObject* parent = nullptr);

    void setSource(const SourceId& source);
    /** Of a source whose sessions have people and agents: who is there and what they do, in place
     * of what a log tells. */
    void setRoom(std::vector<LedgerRow> rows);
    void apply(const Change& change);
    /** Brings ages up to date. */
    void tick(Timestamp now);

    const Work& work() const { return m_work; }

private:
    void show();

    QHash<SourceId, Work> m_told;
    Work m_work;
    std::vector<LedgerRow> m_room;
    Timestamp m_now;
};

/** In the order they are read. Pure. */
std::vector<LedgerRow> workRows(const Work& work, Timestamp now);

} // namespace headgate
