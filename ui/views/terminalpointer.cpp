// SPDX-License-Identifier: MIT
// What the pointer does in a TerminalView: it selects. Programs get no reports of it.
#include "ui/views/terminalview.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QDateTime>
#include <QGuiApplication>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QStyleHints>

#include <algorithm>
#include <cmath>

namespace headgate {

using terminal::Place;
using terminal::Span;

Place TerminalView::placeAt(const QPoint& point) const
{
    const QPointF inside = QPointF(point) - origin();
    const QSizeF cell = m_painter.cell();
    const auto line = firstLine() + qsizetype(std::floor(inside.y() / cell.height()));
    const auto column = int(std::floor(inside.x() / cell.width() + 0.5));
    return {std::clamp<qsizetype>(line, 0, std::max<qsizetype>(0, m_screen->lines() - 1)),
        std::clamp(column, 0, m_screen->size.columns)};
}

Span TerminalView::unitAt(Place place) const
{
    switch (m_unit) {
    case Unit::Word:
        return wordAt(*m_screen, place);
    case Unit::Line:
        return lineAt(*m_screen, place.line);
    case Unit::Cell:
        break;
    }
    return {place, place};
}

Span TerminalView::selection() const
{
    return m_selection;
}

void TerminalView::selectAll()
{
    if (!m_screen)
        return;
    m_selection = m_anchor = {
        {0, 0}, {std::max<qsizetype>(0, m_screen->lines() - 1), m_screen->size.columns}};
    viewport()->update();
}

void TerminalView::mousePressEvent(QMouseEvent* event)
{
    if (!m_screen || event->button() != Qt::LeftButton)
        return;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const bool third =
        now - m_lastDouble < QGuiApplication::styleHints()->mouseDoubleClickInterval()
        && (event->pos() - m_pressed).manhattanLength() < 4;
    m_unit = third ? Unit::Line : Unit::Cell;
    const Span unit = unitAt(placeAt(event->pos()));
    if (event->modifiers() & Qt::ShiftModifier)
        m_selection = {std::min(m_anchor.from, unit.from), std::max(m_anchor.to, unit.to)};
    else
        m_selection = m_anchor = unit;
    m_selecting = true;
    viewport()->update();
}

void TerminalView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (!m_screen || event->button() != Qt::LeftButton)
        return;
    m_unit = Unit::Word;
    m_lastDouble = QDateTime::currentMSecsSinceEpoch();
    m_pressed = event->pos();
    Place place = placeAt(event->pos() - QPoint(int(m_painter.cell().width() / 2), 0));
    m_selection = m_anchor = unitAt(place);
    m_selecting = true;
    viewport()->update();
}

void TerminalView::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_screen || !m_selecting)
        return;
    if (event->pos().y() < 0)
        scrollRows(-1);
    else if (event->pos().y() > viewport()->height())
        scrollRows(1);
    const Span unit = unitAt(placeAt(event->pos()));
    m_selection = {std::min(m_anchor.from, unit.from), std::max(m_anchor.to, unit.to)};
    viewport()->update();
}

void TerminalView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        m_selecting = false;
}

void TerminalView::contextMenuEvent(QContextMenuEvent* event)
{
    if (!m_screen)
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* copying = menu->addAction(tr("Copy"), this, &TerminalView::copy);
    copying->setEnabled(!m_selection.isEmpty());
    copying->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    QAction* pasting = menu->addAction(tr("Paste"), this, &TerminalView::paste);
    pasting->setEnabled(m_live && !QGuiApplication::clipboard()->text().isEmpty());
    pasting->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V));
    menu->addSeparator();
    QAction* all = menu->addAction(tr("Select all"), this, &TerminalView::selectAll);
    all->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A));
    menu->popup(event->globalPos());
}

} // namespace headgate
