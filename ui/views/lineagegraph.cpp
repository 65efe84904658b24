// SPDX-License-Identifier: MIT
#include "ui/views/lineagegraph.h"

#include "ui/glyphs.h"
#include "ui/models/lineagemodel.h"
#include "ui/theme.h"
#include "ui/typography.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>

#include <algorithm>

namespace headgate {

using theme::tokens;

namespace {

constexpr double boxWidth = 176;
constexpr double boxHeight = 44;
constexpr double columnStep = boxWidth + 40;
constexpr double lineStep = boxHeight + 12;
constexpr double edge = 16;
/** What a person can take in; the tree shows the rest. */
constexpr size_t mostBoxes = 5000;

} // namespace

LineageGraph::LineageGraph(LineageModel* model, QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_model(model)
{
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Lineage as a graph; the tree beside it holds the same"));
    viewport()->setAutoFillBackground(false);
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(model, signal, this, &LineageGraph::changed);
    connect(model, &QAbstractItemModel::rowsMoved, this, &LineageGraph::changed);
    connect(model, &QAbstractItemModel::modelReset, this, &LineageGraph::changed);
    connect(model, &QAbstractItemModel::dataChanged, viewport(), [this] { viewport()->update(); });
    connect(&Typography::inForce(), &Typography::changed, this, &LineageGraph::changed);
}

void LineageGraph::changed()
{
    m_stale = true;
    if (!isVisible())
        return;
    bounds();
    viewport()->update();
}

void LineageGraph::layOut()
{
    m_stale = false;
    m_boxes.clear();
    m_columns = 0;
    m_lines = 0;
    struct Open
    {
        QModelIndex index;
        int column;
        int parent;
    };
    std::vector<Open> open;
    const auto push = [&](const QModelIndex& above, int column, int parent) {
        for (int row = m_model->rowCount(above) - 1; row >= 0; --row)
            open.push_back({m_model->index(row, 0, above), column, parent});
    };
    push({}, 0, -1);
    while (!open.empty() && m_boxes.size() < mostBoxes) {
        const Open next = open.back();
        open.pop_back();
        const int place = int(m_boxes.size());
        m_boxes.push_back({next.index, next.column, m_lines, next.parent});
        m_columns = std::max(m_columns, next.column + 1);
        if (m_model->rowCount(next.index) == 0)
            m_lines += 1;
        push(next.index, next.column + 1, place);
    }
}

void LineageGraph::bounds()
{
    if (m_stale)
        layOut();
    const QSize view = zoom::logical(viewport()->size());
    const double wide = 2 * edge + m_columns * columnStep - (columnStep - boxWidth);
    const double high = 2 * edge + m_lines * lineStep - (lineStep - boxHeight);
    horizontalScrollBar()->setPageStep(view.width());
    horizontalScrollBar()->setSingleStep(40);
    horizontalScrollBar()->setRange(0, std::max(0, int(wide) - view.width()));
    verticalScrollBar()->setPageStep(view.height());
    verticalScrollBar()->setSingleStep(int(lineStep) / 2);
    verticalScrollBar()->setRange(0, std::max(0, int(high) - view.height()));
}

QRectF LineageGraph::rectOf(const Box& box) const
{
    return {edge + box.column * columnStep - horizontalScrollBar()->value(),
        edge + box.line * lineStep - verticalScrollBar()->value(), boxWidth, boxHeight};
}

const LineageGraph::Box* LineageGraph::boxAt(const QPointF& point) const
{
    const auto it =
        std::ranges::find_if(m_boxes, [&](const Box& box) { return rectOf(box).contains(point); });
    return it == m_boxes.end() ? nullptr : &*it;
}

void LineageGraph::paintEvent(QPaintEvent*)
{
    if (m_stale)
        bounds();
    zoom::Painter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF seen = zoom::area(*viewport());
    // Boxes stand in the order of their lines: what is below the view needs no look.
    for (const Box& box : m_boxes) {
        const QRectF rect = rectOf(box);
        if (rect.top() > seen.bottom())
            break;
        if (box.parent >= 0 && rect.bottom() >= seen.top())
            drawEdge(painter, m_boxes[size_t(box.parent)], box);
    }
    for (const Box& box : m_boxes) {
        const QRectF rect = rectOf(box);
        if (rect.top() > seen.bottom())
            break;
        if (rect.intersects(seen))
            drawBox(painter, box);
    }
}

void LineageGraph::drawEdge(QPainter& painter, const Box& from, const Box& to) const
{
    const bool blocked = to.index.data(LineageModel::BlockedRole).toBool();
    const QRectF a = rectOf(from);
    const QRectF b = rectOf(to);
    const QPointF start(a.right(), a.center().y());
    const QPointF end(b.left(), b.center().y());
    const double middle = (start.x() + end.x()) / 2;
    QPainterPath path(start);
    path.cubicTo({middle, start.y()}, {middle, end.y()}, end);
    painter.setBrush(Qt::NoBrush);
    const bool descends = to.index.data(LineageModel::DescendsRole).toBool();
    painter.setPen(QPen(blocked ? tokens().amber
            : descends          ? tokens().accent
                                : tokens().line,
        blocked || descends ? 2 : 1.5));
    painter.drawPath(path);
}

void LineageGraph::drawBox(QPainter& painter, const Box& box) const
{
    const auto& t = tokens();
    const QRectF rect = rectOf(box);
    const QModelIndex& index = box.index;
    const bool blocked = index.data(LineageModel::BlockedRole).toBool();
    const bool selected = m_selected == index;
    glyphs::drawBox(painter, rect, 8, selected ? t.accentSoft : t.surface,
        selected || index.data(LineageModel::FoundRole).toBool() ? t.accent
            : blocked                                            ? t.amber
                                                                 : t.line);
    double left = rect.left() + 10;
    const auto shape = RowShape(index.data(LineageModel::ShapeRole).toInt());
    if (shape == RowShape::Permission)
        glyphs::drawWaiting(painter, {left + 6, rect.top() + 15}, u'!');
    else if (shape != RowShape::None)
        glyphs::drawShape(painter, {left + 6, rect.top() + 15}, shape);
    if (shape != RowShape::None)
        left += 20;
    const double room = rect.right() - 8 - left;
    glyphs::drawText(painter, {left, rect.top() + 19}, index.data().toString(),
        theme::uiFont(12, QFont::Medium), t.text, room);
    glyphs::drawText(painter, {left, rect.top() + 35},
        index.data(LineageModel::StateRole).toString(), theme::uiFont(theme::smallSize),
        blocked ? t.amber : t.muted, room);
}

void LineageGraph::select(const QModelIndex& index)
{
    m_selected = index;
    viewport()->update();
    if (m_stale)
        bounds();
    const auto it = std::ranges::find_if(m_boxes, [&](const Box& b) { return b.index == index; });
    if (it == m_boxes.end())
        return;
    const QRectF rect = rectOf(*it);
    const QRectF seen = zoom::area(*viewport());
    const auto bring = [](QScrollBar* bar, double low, double high, double extent) {
        if (low < 0)
            bar->setValue(bar->value() + int(low - edge));
        else if (high > extent)
            bar->setValue(bar->value() + int(high - extent + edge));
    };
    bring(horizontalScrollBar(), rect.left(), rect.right(), seen.width());
    bring(verticalScrollBar(), rect.top(), rect.bottom(), seen.height());
}

void LineageGraph::mousePressEvent(QMouseEvent* event)
{
    if (const Box* box = boxAt(event->position() / zoom::factor())) {
        select(box->index);
        emit chosen(box->index);
    }
}

void LineageGraph::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (const Box* box = boxAt(event->position() / zoom::factor()))
        emit activated(box->index);
}

void LineageGraph::keyPressEvent(QKeyEvent* event)
{
    const QModelIndex at = m_selected.isValid() ? QModelIndex(m_selected) : m_model->index(0, 0);
    QModelIndex to = at;
    switch (event->key()) {
    case Qt::Key_Left:
        to = at.parent();
        break;
    case Qt::Key_Right:
        to = m_model->index(0, 0, at);
        break;
    case Qt::Key_Up:
        to = at.sibling(at.row() - 1, 0);
        break;
    case Qt::Key_Down:
        to = at.sibling(at.row() + 1, 0);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        emit activated(at);
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    if (!m_selected.isValid())
        to = at;
    if (!to.isValid())
        return;
    select(to);
    emit chosen(to);
}

void LineageGraph::resizeEvent(QResizeEvent*)
{
    bounds();
}

void LineageGraph::showEvent(QShowEvent* event)
{
    QAbstractScrollArea::showEvent(event);
    bounds();
}

} // namespace headgate
