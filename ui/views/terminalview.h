// SPDX-License-Identifier: MIT
#pragma once

#include "core/terminal/screentext.h"
#include "ui/views/terminalpainter.h"

#include <QAbstractScrollArea>
#include <QTimer>

namespace headgate {

/**
 * A terminal: its history and screen, a selection in it, and keys on their way out. What a program
 * writes is only ever painted; what goes back to it is what a person types or pastes here. UI
 * thread.
 */
class TerminalView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit TerminalView(QWidget* parent = nullptr);

    /** Null: nothing is shown. */
    void setScreen(std::shared_ptr<const terminal::Screen> screen);
    const terminal::Screen* screen() const { return m_screen.get(); }
    /** Whether keys reach a program. */
    void setLive(bool live);
    void themeChanged();

    /** How many cells there is room for. */
    TerminalSize room() const;
    void copy() const;
    void paste();
    void selectAll();
    terminal::Span selection() const;
    /** Selects the next occurrence and shows it; false: there is none. */
    bool find(const QString& words, bool backwards);
    QString visibleText() const;
    bool follows() const;
    QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;
    /** Keys that stay with the window: they leave the view or act on it. */
    static bool isOwnKey(const QKeyEvent& event);

signals:
    void typed(const QString& text);
    /** There is room for another number of cells, for some time now. */
    void roomChanged(headgate::TerminalSize size);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void inputMethodEvent(QInputMethodEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool focusNextPrevChild(bool next) override;

private:
    enum class Unit { Cell, Word, Line };

    bool ownKey(const QKeyEvent& event);
    void send(const QString& text);
    void scrollRows(int rows);
    void updateBar(bool follow);
    void keepPlaces(const terminal::Screen& next);
    terminal::Place placeAt(const QPoint& point) const;
    terminal::Span unitAt(terminal::Place place) const;
    qsizetype firstLine() const;
    int wholeRows() const;
    QPointF origin() const;

    std::shared_ptr<const terminal::Screen> m_screen;
    TerminalPainter m_painter;
    QTimer m_settle; ///< until the size stands still
    terminal::Span m_anchor; ///< where the selection began: a cell, a word or a line
    terminal::Span m_selection;
    Unit m_unit = Unit::Cell;
    QPoint m_pressed; ///< for the third click
    qint64 m_lastDouble = 0;
    QString m_preedit;
    bool m_selecting = false;
    bool m_live = false;
};

} // namespace headgate
