// SPDX-License-Identifier: MIT
#pragma once

#include "ui/actions.h"

#include <QWidget>

#include <optional>

namespace headgate {

/** What a panel says while it has nothing to show: that, and when it will. "%1" in the hint stands
 * for the keys of an action. */
class EmptyNote : public QWidget
{
    Q_OBJECT

public:
    EmptyNote(const QString& title, const QString& hint, QWidget* parent,
        std::optional<ActionId> keys = {});
};

} // namespace headgate
