// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace headgate {

/** What a panel says while it has nothing to show: that, and when it will. */
class EmptyNote : public QWidget
{
    Q_OBJECT

public:
    EmptyNote(const QString& title, const QString& hint, QWidget* parent);
};

} // namespace headgate
