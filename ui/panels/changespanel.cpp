// SPDX-License-Identifier: MIT
#include "ui/panels/changespanel.h"

#include "ui/models/changedfilesmodel.h"

namespace headgate {

ChangesPanel::ChangesPanel(const PanelPorts& ports, QWidget* parent)
    : RowsPanel(ports, ports.changes,
        {tr("Changed files"), tr("No changes"),
            tr("When a turn of this session has changed files, they are listed here with what was "
               "added and removed.")},
        parent)
{
}

} // namespace headgate
