// SPDX-License-Identifier: MIT
#pragma once

#include "core/project/payload.h"

#include <QTextEdit>

class QTextLine;

namespace headgate {

/**
 * The full text of a request: wrapped, never cut, with line numbers, soft red and green, and
 * hidden characters as chips. What is copied is the exact original. UI thread.
 */
class PayloadView : public QTextEdit
{
    Q_OBJECT

public:
    explicit PayloadView(QWidget* parent = nullptr);

    void setPayload(Payload payload);
    /** The end of the text was in view since the last setPayload(). */
    bool reachedEnd() const { return m_reachedEnd; }
    QSize sizeHint() const override;
    int heightForText(int width) const;
    /** Scrolls so that this line, from 0, is the first in view. */
    void showLine(int line);

signals:
    void endReached();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    QMimeData* createMimeDataFromSelection() const override;

private:
    void applyFormat();
    void colour();
    void checkEnd();
    void drawLine(QPainter& painter, const QTextBlock& block) const;
    void drawChip(QPainter& painter, const QTextBlock& block, const Payload::Span& span) const;
    double baseline(const QTextBlock& block, const QTextLine& line) const;

    Payload m_payload;
    bool m_reachedEnd = false;
};

} // namespace headgate
