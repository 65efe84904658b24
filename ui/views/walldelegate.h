// SPDX-License-Identifier: MIT
#pragma once

#include "ui/models/wallmodel.h"

#include <QStyledItemDelegate>

#include <functional>

namespace headgate {

/** Paints the tiles of a WallModel, and knows where in a tile what stands. UI thread. */
class WallDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit WallDelegate(const WallModel* model, QObject* parent = nullptr);

    /** Size of a tile with the space around it, px of the screen. */
    void setCell(QSize cell) { m_cell = cell; }
    void setAngle(double degrees) { m_angle = degrees; }
    /** The least width and the height that the words need, px of 100 %. */
    static QSize leastCell();
    /** What does where the wall itself is lower than leastCell(), px of 100 %. */
    static int lowHeight();
    /** No tile needs more, px of 100 %. */
    static int mostHeight();

    /** The fonts may be others now, of all tiles. */
    static void resetTexts();

    /** In the tile's cell: what can be pressed there, px of 100 %. See zoom::inRow(). */
    static QRect shapeRect(const QRect& cell);
    static QRect pinRect(const QRect& cell);
    static QRect requestRect(const QRect& cell);

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return m_cell;
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;

private:
    void paintHead(QPainter& p, const QRectF& box, const WallTile& tile, bool over) const;
    void paintLines(QPainter& p, const QRectF& area, int row) const;
    void paintSeen(QPainter& p, const QRectF& area, int row) const;
    void paintMoment(QPainter& p, const QRectF& area, int row) const;
    void paintRequest(QPainter& p, const QRectF& area, const WallTile& tile, bool over) const;
    void paintFoot(QPainter& p, const QRectF& box, const WallTile& tile, int row) const;

    const WallModel* m_model;
    QSize m_cell{360, 240};
    double m_angle = 0;
};

} // namespace headgate
