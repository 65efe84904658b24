// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

class QAbstractButton;
class QWidget;

namespace headgate {

/**
 * One of the things that can be chosen: a card with its label, and below it what it means. With
 * `many` a check box, else a radio button; to the keyboard and to a screen reader it is just that.
 * UI thread.
 */
QAbstractButton* makeChoice(
    const QString& label, const QString& description, bool many, QWidget* parent);

} // namespace headgate
