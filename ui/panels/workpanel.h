// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/rowspanel.h"

namespace headgate {

/** What the agents of a source do and did: agents, files, tools, calls, steps. UI thread. */
class WorkPanel : public RowsPanel
{
    Q_OBJECT

public:
    WorkPanel(const PanelPorts& ports, QWidget* parent);

    void refresh(Timestamp now) override;

private:
    WorkModel* m_work;
};

} // namespace headgate
