// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/session.h"
#include "ui/views/textlabel.h"

namespace headgate {

/** Above the transcript: where it runs, what it is called, how it stands, what it cost. */
class SessionHead : public Ground
{
    Q_OBJECT

public:
    explicit SessionHead(QWidget* parent = nullptr);

    /** `waiting`: it waits for a person; `cost` with subagents. */
    void show(const Session& session, const QString& source, bool waiting, double cost,
        bool subagents, Timestamp now);

private:
    TextLabel* m_path;
    TextLabel* m_title;
    Chip* m_state;
    Chip* m_tokens;
    Chip* m_cost;
};

} // namespace headgate
