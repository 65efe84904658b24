// SPDX-License-Identifier: MIT
#include "ui/views/terminalview.h"

#include "ui/keybindings.h"
#include "ui/theme.h"
#include "ui/typography.h"
#include "ui/views/terminalaccessible.h"
#include "ui/views/terminalkeys.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <chrono>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using terminal::Place;
using terminal::Screen;
using terminal::Span;

namespace {

constexpr int margin = 6;
constexpr auto settleTime = 80ms;

} // namespace

TerminalView::TerminalView(QWidget* parent)
    : QAbstractScrollArea(parent)
{
    installTerminalAccessibility();
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_InputMethodEnabled);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Terminal"));
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleTime);
    connect(&m_settle, &QTimer::timeout, this, [this] { emit roomChanged(room()); });
    connect(&Typography::inForce(), &Typography::changed, this, &TerminalView::themeChanged);
}

void TerminalView::setScreen(std::shared_ptr<const Screen> screen)
{
    const bool follow = !m_screen || follows();
    if (screen && m_screen)
        keepPlaces(*screen);
    else
        m_selection = m_anchor = {};
    m_screen = std::move(screen);
    updateBar(follow);
    viewport()->update();
    updateMicroFocus();
    if (QAccessible::isActive()) {
        QAccessibleTextCursorEvent moved(this, 0);
        QAccessible::updateAccessibility(&moved);
    }
}

/** Rows that left the history move everything up; where the text itself is another, nothing stays
 * selected. */
void TerminalView::keepPlaces(const Screen& next)
{
    const auto gone = qsizetype(next.history.dropped() - m_screen->history.dropped());
    if (gone < 0 || next.size.columns != m_screen->size.columns
        || next.alternate != m_screen->alternate) {
        m_selection = m_anchor = {};
        m_selecting = false;
        return;
    }
    for (Span* span : {&m_selection, &m_anchor}) {
        span->from.line -= gone;
        span->to.line -= gone;
        if (span->from.line < 0)
            *span = {};
    }
    if (gone > 0 && !follows()) {
        const QSignalBlocker quiet(verticalScrollBar());
        verticalScrollBar()->setValue(verticalScrollBar()->value() - int(gone));
    }
}

void TerminalView::setLive(bool live)
{
    if (std::exchange(m_live, live) != live)
        viewport()->update();
}

void TerminalView::themeChanged()
{
    m_painter.refresh();
    updateBar(follows());
    m_settle.start();
    viewport()->update();
}

QPointF TerminalView::origin() const
{
    return {margin, margin};
}

TerminalSize TerminalView::room() const
{
    const QSizeF cell = m_painter.cell();
    return {std::max(2, int((viewport()->width() - 2 * margin) / cell.width())),
        std::max(2, int((viewport()->height() - 2 * margin) / cell.height()))};
}

int TerminalView::wholeRows() const
{
    return room().rows;
}

qsizetype TerminalView::firstLine() const
{
    return verticalScrollBar()->value();
}

bool TerminalView::follows() const
{
    return verticalScrollBar()->value() == verticalScrollBar()->maximum();
}

void TerminalView::updateBar(bool follow)
{
    const int lines = m_screen ? int(m_screen->lines()) : 0;
    const int rows = wholeRows();
    QScrollBar* bar = verticalScrollBar();
    bar->setPageStep(rows);
    bar->setSingleStep(3);
    bar->setRange(0, std::max(0, lines - rows));
    if (follow)
        bar->setValue(bar->maximum());
}

void TerminalView::resizeEvent(QResizeEvent* event)
{
    const bool follow = follows();
    QAbstractScrollArea::resizeEvent(event);
    updateBar(follow);
    m_settle.start();
}

void TerminalView::scrollContentsBy(int, int)
{
    viewport()->update();
}

void TerminalView::scrollRows(int rows)
{
    verticalScrollBar()->setValue(verticalScrollBar()->value() + rows);
}

void TerminalView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme::tokens().code);
    if (!m_screen)
        return;
    painter.translate(origin());
    TerminalPainter::What what;
    what.screen = m_screen.get();
    what.firstLine = firstLine();
    what.rows = wholeRows() + 1;
    what.selection = m_selection;
    what.focused = hasFocus() && m_live;
    what.preedit = m_preedit;
    m_painter.paint(painter, what);
}

bool TerminalView::isOwnKey(const QKeyEvent& event)
{
    const auto held = event.modifiers()
        & (Qt::ShiftModifier | Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    // The ways out of it, whatever keys the person gave them.
    for (const ActionId id : {ActionId::NextPane, ActionId::PreviousPane, ActionId::ShowTerminal}) {
        if (KeyBindings::inForce().matches(event, id))
            return true;
    }
    switch (event.key()) {
    case Qt::Key_F6:
    case Qt::Key_QuoteLeft:
        return event.key() == Qt::Key_F6 ? !(held & ~Qt::ShiftModifier)
                                         : held == Qt::ControlModifier;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_Insert:
        return held == Qt::ShiftModifier;
    default:
        return (held & Qt::MetaModifier) || held == (Qt::ShiftModifier | Qt::ControlModifier);
    }
}

bool TerminalView::event(QEvent* event)
{
    // Keys of the program come before the window's shortcuts.
    if (event->type() == QEvent::ShortcutOverride) {
        auto* key = static_cast<QKeyEvent*>(event);
        const bool copies = key->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier)
            && (key->key() == Qt::Key_C || key->key() == Qt::Key_V || key->key() == Qt::Key_A);
        if (copies) {
            event->accept();
            return true;
        }
        if (m_screen && m_live && !isOwnKey(*key)
            && !terminalKeyText(*key, m_screen->modes).isEmpty()) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

/** Tab is the program's. */
bool TerminalView::focusNextPrevChild(bool)
{
    return false;
}

void TerminalView::keyPressEvent(QKeyEvent* event)
{
    if (ownKey(*event))
        return;
    const QString text =
        m_screen && !isOwnKey(*event) ? terminalKeyText(*event, m_screen->modes) : QString();
    if (text.isEmpty())
        event->ignore();
    else
        send(text);
}

bool TerminalView::ownKey(const QKeyEvent& event)
{
    if (!isOwnKey(event))
        return false;
    switch (event.key()) {
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        scrollRows((event.key() == Qt::Key_PageUp ? -1 : 1) * std::max(1, wholeRows() - 1));
        return true;
    case Qt::Key_Home:
        verticalScrollBar()->setValue(0);
        return true;
    case Qt::Key_End:
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
        return true;
    case Qt::Key_C:
        copy();
        return true;
    case Qt::Key_V:
    case Qt::Key_Insert:
        paste();
        return true;
    case Qt::Key_A:
        selectAll();
        return true;
    default:
        return false;
    }
}

void TerminalView::send(const QString& text)
{
    if (!m_live)
        return;
    m_selection = {};
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    viewport()->update();
    emit typed(text);
}

void TerminalView::copy() const
{
    if (m_screen && !m_selection.isEmpty())
        QGuiApplication::clipboard()->setText(spanText(*m_screen, m_selection));
}

void TerminalView::paste()
{
    if (m_screen)
        send(terminalPasteText(QGuiApplication::clipboard()->text(), m_screen->modes));
}

void TerminalView::inputMethodEvent(QInputMethodEvent* event)
{
    m_preedit = event->preeditString();
    if (!event->commitString().isEmpty() && m_screen)
        send(event->commitString());
    viewport()->update();
    event->accept();
}

QVariant TerminalView::inputMethodQuery(Qt::InputMethodQuery query) const
{
    if (query == Qt::ImEnabled)
        return m_live;
    if (query != Qt::ImCursorRectangle || !m_screen)
        return QAbstractScrollArea::inputMethodQuery(query);
    const QSizeF cell = m_painter.cell();
    const qsizetype line = m_screen->history.size() + m_screen->cursorRow - firstLine();
    return QRectF(
        origin() + QPointF(m_screen->cursorColumn * cell.width(), double(line) * cell.height()),
        cell);
}

bool TerminalView::find(const QString& words, bool backwards)
{
    if (!m_screen)
        return false;
    const Place from = m_selection.isEmpty()
        ? Place{backwards ? m_screen->lines() - 1 : 0, backwards ? m_screen->size.columns : -1}
        : m_selection.from;
    const auto found = terminal::find(*m_screen, words, from, backwards);
    if (!found)
        return false;
    m_selection = m_anchor = *found;
    const qsizetype line = found->from.line;
    if (line < firstLine() || line >= firstLine() + wholeRows())
        verticalScrollBar()->setValue(int(line) - wholeRows() / 2);
    viewport()->update();
    return true;
}

QString TerminalView::visibleText() const
{
    if (!m_screen)
        return {};
    const qsizetype last = std::min(firstLine() + wholeRows(), m_screen->lines()) - 1;
    return spanText(*m_screen, {{firstLine(), 0}, {last, m_screen->size.columns}});
}

void TerminalView::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void TerminalView::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    m_preedit.clear();
    viewport()->update();
}

} // namespace headgate
