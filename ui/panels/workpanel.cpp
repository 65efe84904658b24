// SPDX-License-Identifier: MIT
#include "ui/panels/workpanel.h"

#include "ui/models/workmodel.h"

namespace headgate {

WorkPanel::WorkPanel(const PanelPorts& ports, QWidget* parent)
    : RowsPanel(ports, ports.work,
        {tr("Work"), tr("No work"),
            tr("Agents, the files they changed, the tools they called and their steps appear here "
               "when an event log tells of them.")},
        parent)
    , m_work(ports.work)
{
}

void WorkPanel::refresh(Timestamp now)
{
    m_work->tick(now);
}

} // namespace headgate
