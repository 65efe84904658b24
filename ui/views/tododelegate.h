// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

#include <functional>

namespace headgate {

/** Paints a row of a todo list: how it stands as a shape, and its words, wrapped and never cut. */
class TodoDelegate : public QStyledItemDelegate
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
    static QRect shapeRect(const QRect& row);

private:
    double m_angle = 0;
    std::function<void()> m_onRing;
};

} // namespace headgate
