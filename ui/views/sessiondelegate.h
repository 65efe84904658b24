// SPDX-License-Identifier: MIT
#pragma once

#include "ui/ringends.h"

#include <QStyledItemDelegate>

#include <functional>

namespace headgate {

/** Paints a row of the session tree whole, with the hair lines that nest subagents. */
class SessionDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /** How far the rings have turned, in degrees. */
    void setAngle(double degrees) { m_angle = degrees; }
    /** Called whenever a ring is painted; true: it moves. */
    void setOnRing(std::function<bool()> onRing) { m_onRing = std::move(onRing); }
    /** Where rings that ended fade; stepped by whoever turns them. */
    RingEnds& ends() { return m_ends; }
    /** Where a session's shape stands in its row. */
    static QPointF shapeCentre(const QRect& row, int depth);
    static QPointF chevronCentre(const QRect& row, int depth);

private:
    void paintSource(QPainter& p, const QStyleOptionViewItem& o, const QModelIndex& i) const;
    void paintDirectory(QPainter& p, const QStyleOptionViewItem& o, const QModelIndex& i) const;
    void paintSession(QPainter& p, const QStyleOptionViewItem& o, const QModelIndex& i) const;

    void paintShape(QPainter& p, QPointF at, const QModelIndex& i) const;

    double m_angle = 0;
    std::function<bool()> m_onRing;
    mutable RingEnds m_ends; ///< what was painted
};

} // namespace headgate
