// SPDX-License-Identifier: MIT
#include "ui/panels/lineagestriprow.h"

#include "ui/glyphs.h"
#include "ui/typography.h"

#include <QPainter>

#include <cmath>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;
using theme::tokens;

namespace {

constexpr int rowHeight = 28;
constexpr int inset = 16;
constexpr int step = 20; ///< from a session to those below it
constexpr int deepest = 6; ///< deeper ones stand there, too

double centreOf(int depth)
{
    return zoom::px(inset + 7 + std::min(depth, deepest) * step) + 0.5;
}

} // namespace

LineageStripRow::LineageStripRow(QWidget* parent)
    : QAbstractButton(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
}

QString LineageStripRow::note() const
{
    return m_row.waits ? tr("waits for you") : m_row.cost;
}

void LineageStripRow::show(const LineageStrip::Row& row, std::vector<bool> goesOn)
{
    m_row = row;
    m_goesOn = std::move(goesOn);
    setToolTip(row.title);
    const QString beside = note();
    setAccessibleName(beside.isEmpty() ? row.title : row.title + u", "_s + beside);
    update();
    setVisible(true);
}

QSize LineageStripRow::sizeHint() const
{
    return {zoom::px(240), zoom::px(rowHeight)};
}

QSize LineageStripRow::minimumSizeHint() const
{
    return {zoom::px(120), zoom::px(rowHeight)};
}

void LineageStripRow::paintLines(QPainter& painter) const
{
    painter.setPen(tokens().line);
    const double middle = std::floor(height() / 2.0) + 0.5;
    for (int depth = 1; depth <= m_row.depth; ++depth) {
        const double x = centreOf(depth - 1);
        const bool own = depth == m_row.depth;
        const bool goesOn = m_goesOn[size_t(depth)];
        if (own || goesOn)
            painter.drawLine(QPointF(x, 0), QPointF(x, goesOn ? height() : middle));
        if (own)
            painter.drawLine(QPointF(x, middle), QPointF(centreOf(depth), middle));
    }
}

void LineageStripRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (underMouse() || isDown())
        glyphs::drawBox(painter, QRectF(rect()).adjusted(8, 0, -8, 0), 6, tokens().surface, {});
    paintLines(painter);
    const double x = centreOf(m_row.depth);
    painter.save();
    painter.translate(x, height() / 2.0);
    painter.scale(zoom::factor(), zoom::factor());
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens().panel); // the lines end at the shape
    painter.drawEllipse(QPointF(), 8, 8);
    glyphs::drawShape(painter, {}, m_row.shape);
    painter.restore();
    const QFont plain = theme::uiFont(12);
    const QFont strong = theme::uiFont(12, QFont::DemiBold);
    const QFont& beside = m_row.waits ? strong : plain;
    const QFontMetricsF metrics(beside);
    const double baseline = (height() + metrics.ascent() - metrics.descent()) / 2;
    const QString words = note();
    const double wide = std::ceil(metrics.horizontalAdvance(words));
    const double right = width() - zoom::px(inset);
    glyphs::drawText(painter, {right - wide, baseline}, words, beside,
        m_row.waits ? tokens().amber : tokens().muted, wide + 1);
    const double left = x + zoom::px(14);
    glyphs::drawText(painter, {left, baseline}, m_row.title, plain, tokens().text,
        right - wide - zoom::px(8) - left);
}

} // namespace headgate
