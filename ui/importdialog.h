// SPDX-License-Identifier: MIT
#pragma once

#include "ui/settingstransfer.h"

#include <QDialog>

namespace headgate {

/** Shows what a file of settings would change, and what of it is left out and why, before anything
 * is done. Accepted: the person wants it. UI thread. */
class ImportDialog : public QDialog
{
    Q_OBJECT

public:
    ImportDialog(const settingstransfer::Plan& plan, const QString& file, QWidget* parent);
};

} // namespace headgate
