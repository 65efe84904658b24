// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractScrollArea>
#include <QPersistentModelIndex>

#include <vector>

namespace headgate {

class LineageModel;

/**
 * A lineage as boxes, from left to right, each below the first of its children's height. Lays out
 * once per change and paints what is in sight. Arrow keys walk along the edges. The same rows can
 * be read in the tree, which is what a screen reader is given. UI thread.
 */
class LineageGraph : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit LineageGraph(LineageModel* model, QWidget* parent = nullptr);

    void select(const QModelIndex& index);
    QModelIndex selected() const { return m_selected; }

signals:
    void chosen(const QModelIndex& index); ///< another box
    void activated(const QModelIndex& index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    struct Box
    {
        QModelIndex index;
        int column = 0;
        double line = 0; ///< rows of boxes from the top
        int parent = -1;
    };

    void changed();
    void layOut();
    void bounds();
    QRectF rectOf(const Box& box) const;
    const Box* boxAt(const QPointF& point) const;
    void drawEdge(QPainter& painter, const Box& from, const Box& to) const;
    void drawBox(QPainter& painter, const Box& box) const;

    LineageModel* m_model;
    std::vector<Box> m_boxes; ///< in the order of the rows
    int m_columns = 0;
    double m_lines = 0;
    bool m_stale = true;
    QPersistentModelIndex m_selected;
};

} // namespace headgate
