// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/rowspanel.h"

namespace headgate {

/** The files that the session in the middle changed; each leads to its diff. UI thread. */
class ChangesPanel : public RowsPanel
{
    Q_OBJECT

public:
    ChangesPanel(const PanelPorts& ports, QWidget* parent);
};

} // namespace headgate
