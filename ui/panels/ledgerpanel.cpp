// SPDX-License-Identifier: MIT
#include "ui/panels/ledgerpanel.h"

#include "ui/models/ledgermodel.h"

namespace headgate {

LedgerPanel::LedgerPanel(const PanelPorts& ports, QWidget* parent)
    : RowsPanel(ports, ports.ledger,
        {tr("Ledger"), tr("No ledger"),
            tr("Epics, tasks, handoffs and what was learnt appear here when an agent writes them "
               "into its event log.")},
        parent)
{
}

} // namespace headgate
