// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

namespace headgate {

/** All chords on one sheet, from the table of actions and the approval dialog. */
class ShortcutSheet : public QDialog
{
    Q_OBJECT

public:
    explicit ShortcutSheet(QWidget* parent = nullptr);
};

} // namespace headgate
