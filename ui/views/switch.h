// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>

namespace headgate {

/**
 * On or off, at once, as one flips it. Where what it stands for can fail, it follows the outcome
 * and not the click: see setOn(). UI thread.
 */
class Switch : public QAbstractButton
{
    Q_OBJECT

public:
    explicit Switch(QWidget* parent = nullptr);

    /** Shows the state without telling anybody. */
    void setOn(bool on);
    QSize sizeHint() const override { return minimumSize(); }

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace headgate
