// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

#include <functional>

namespace headgate {

/** Paints a row of a ledger: how it stands as a shape, its words wrapped and never cut, how far an
 * epic is as a bar. */
class LedgerDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /** How far the rings have turned, in degrees. */
    void setAngle(double degrees) { m_angle = degrees; }
    /** Called whenever a ring is painted. */
    void setOnRing(std::function<void()> onRing) { m_onRing = std::move(onRing); }
    /** What the shape covers in a row. */
    static QRect shapeRect(const QRect& row, const QModelIndex& index);

private:
    double m_angle = 0;
    std::function<void()> m_onRing;
};

} // namespace headgate
