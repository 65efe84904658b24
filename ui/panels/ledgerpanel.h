// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/rowspanel.h"

namespace headgate {

/** What the agents of a source planned and learnt. UI thread. */
class LedgerPanel : public RowsPanel
{
    Q_OBJECT

public:
    LedgerPanel(const PanelPorts& ports, QWidget* parent);
};

} // namespace headgate
