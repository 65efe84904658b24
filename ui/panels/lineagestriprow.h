// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/lineagestrip.h"

#include <QAbstractButton>

namespace headgate {

/** One session of the strip: lines from the one above it, its shape, its title and its cost. UI
 * thread. */
class LineageStripRow : public QAbstractButton
{
    Q_OBJECT

public:
    explicit LineageStripRow(QWidget* parent = nullptr);

    /** `goesOn[d]`: another row at depth d comes below this one. */
    void show(const LineageStrip::Row& row, std::vector<bool> goesOn);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintLines(QPainter& painter) const;
    QString note() const;

    LineageStrip::Row m_row;
    std::vector<bool> m_goesOn;
};

} // namespace headgate
