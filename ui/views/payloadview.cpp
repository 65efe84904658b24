// SPDX-License-Identifier: MIT
#include "ui/views/payloadview.h"

#include "ui/glyphs.h"
#include "ui/theme.h"
#include "ui/typography.h"

#include <QAbstractTextDocumentLayout>
#include <QMimeData>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextFrame>

#include <algorithm>
#include <cmath>

namespace headgate {

using namespace Qt::StringLiterals;
using theme::tokens;

namespace {

constexpr double lineHeight = 22;
constexpr double ascent = 15; ///< from the top of a row to its baseline
constexpr double margin = 10;
constexpr double codePx = 12.5;

QColor groundOf(Payload::Tone tone)
{
    switch (tone) {
    case Payload::Tone::Added:
        return tokens().greenSoft;
    case Payload::Tone::Removed:
        return tokens().redSoft;
    default:
        return {};
    }
}

} // namespace

PayloadView::PayloadView(QWidget* parent)
    : QTextEdit(parent)
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFrameShape(NoFrame);
    setAcceptRichText(false);
    setFont(theme::monoFont(codePx));
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setAccessibleName(tr("Full text of the request"));
    viewport()->setAutoFillBackground(false);
    setTabChangesFocus(true);
    setCursorWidth(0);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &PayloadView::checkEnd);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, &PayloadView::checkEnd);
}

void PayloadView::setPayload(Payload payload)
{
    m_payload = std::move(payload);
    m_reachedEnd = false;
    document()->setDocumentMargin(0);
    setPlainText(m_payload.text);
    applyFormat();
    colour();
    verticalScrollBar()->setValue(0);
    checkEnd();
}

/** Room for the numbers, and rows of one height. */
void PayloadView::applyFormat()
{
    setTabStopDistance(QFontMetricsF(font()).horizontalAdvance(u' ') * 4);
    const auto digits =
        QString::number(m_payload.lines.empty() ? 1 : m_payload.lines.back().number);
    QTextFrameFormat frame = document()->rootFrame()->frameFormat();
    frame.setLeftMargin(14 + QFontMetricsF(font()).horizontalAdvance(digits) + 19);
    frame.setRightMargin(14);
    frame.setTopMargin(margin);
    frame.setBottomMargin(margin);
    document()->rootFrame()->setFrameFormat(frame);
    QTextCursor all(document());
    all.select(QTextCursor::Document);
    QTextBlockFormat block;
    block.setLineHeight(zoom::px(lineHeight), QTextBlockFormat::FixedHeight);
    all.mergeBlockFormat(block);
}

void PayloadView::colour()
{
    const auto& t = tokens();
    QPalette p = palette();
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::Highlight, t.accentSoft);
    p.setColor(QPalette::HighlightedText, t.text);
    if (p != palette())
        setPalette(p);
    QTextCursor cursor(document());
    const auto paint = [&cursor](qsizetype at, qsizetype length, const QColor& ink) {
        QTextCharFormat format;
        format.setForeground(ink);
        cursor.setPosition(int(at));
        cursor.setPosition(int(at + length), QTextCursor::KeepAnchor);
        cursor.mergeCharFormat(format);
    };
    paint(0, m_payload.text.size(), t.text);
    QTextBlock block = document()->begin();
    for (const Payload::Line& line : m_payload.lines) {
        if (line.tone == Payload::Tone::Note && block.isValid())
            paint(block.position(), block.length() - 1, t.faint);
        block = block.next();
    }
    for (const Payload::Span& span : m_payload.spans)
        paint(span.at, span.length, span.mark == Payload::Mark::Hidden ? t.amber : t.faint);
    viewport()->update();
}

void PayloadView::changeEvent(QEvent* event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange || event->type() == QEvent::PaletteChange)
        colour();
    else if (event->type() == QEvent::FontChange)
        applyFormat();
}

int PayloadView::heightForText(int width) const
{
    const std::unique_ptr<QTextDocument> copy(document()->clone());
    copy->setDefaultFont(font());
    copy->setTextWidth(width);
    return int(std::ceil(copy->size().height()));
}

void PayloadView::showLine(int line)
{
    const QTextBlock block = document()->findBlockByNumber(line);
    if (!block.isValid())
        return;
    const double top = document()->documentLayout()->blockBoundingRect(block).top();
    verticalScrollBar()->setValue(int(top - margin));
}

QSize PayloadView::sizeHint() const
{
    return zoom::px({400, 120});
}

void PayloadView::resizeEvent(QResizeEvent* event)
{
    QTextEdit::resizeEvent(event);
    checkEnd();
}

void PayloadView::checkEnd()
{
    const QScrollBar* bar = verticalScrollBar();
    if (m_reachedEnd || !isVisible() || bar->value() < bar->maximum())
        return;
    m_reachedEnd = true;
    emit endReached();
}

QMimeData* PayloadView::createMimeDataFromSelection() const
{
    const QTextCursor cursor = textCursor();
    auto* mime = new QMimeData;
    mime->setText(m_payload.exact(cursor.selectionStart(), cursor.selectionEnd()));
    return mime;
}

void PayloadView::paintEvent(QPaintEvent* event)
{
    {
        QPainter painter(viewport());
        QPainterPath corners; // those of the box around it
        corners.addRoundedRect(viewport()->rect(), 7, 7);
        painter.setClipPath(corners);
        painter.fillRect(viewport()->rect(), tokens().code);
        const double top = -verticalScrollBar()->value();
        const QAbstractTextDocumentLayout* layout = document()->documentLayout();
        for (QTextBlock b = cursorForPosition({0, 0}).block(); b.isValid(); b = b.next()) {
            const QRectF rect = layout->blockBoundingRect(b).translated(0, top);
            if (rect.top() > viewport()->height())
                break;
            drawLine(painter, b);
        }
    }
    QTextEdit::paintEvent(event);
}

double PayloadView::baseline(const QTextBlock& block, const QTextLine& line) const
{
    return block.layout()->position().y() + line.y() + line.ascent() - verticalScrollBar()->value();
}

void PayloadView::drawLine(QPainter& painter, const QTextBlock& block) const
{
    const size_t index = size_t(block.blockNumber());
    if (index >= m_payload.lines.size())
        return;
    const Payload::Line& line = m_payload.lines[index];
    const QTextLayout* layout = block.layout();
    if (layout->lineCount() == 0)
        return;
    // A fixed line height moves the text inside its row, so rows are told from the baseline.
    const double top = baseline(block, layout->lineAt(0)) - zoom::px(ascent);
    const double height = layout->lineCount() * zoom::px(lineHeight);
    if (const QColor ground = groundOf(line.tone); ground.isValid())
        painter.fillRect(QRectF(0, top, viewport()->width(), height), ground);
    if (line.number > 0)
        glyphs::drawText(painter, {14, top + zoom::px(ascent)}, QString::number(line.number),
            font(), tokens().faint, zoom::px(80));
    const qsizetype begin = block.position();
    const auto first = std::ranges::lower_bound(m_payload.spans, begin, {}, &Payload::Span::at);
    for (auto it = first; it != m_payload.spans.end() && it->at < begin + block.length(); ++it) {
        if (it->mark == Payload::Mark::Hidden)
            drawChip(painter, block, *it);
    }
}

void PayloadView::drawChip(
    QPainter& painter, const QTextBlock& block, const Payload::Span& span) const
{
    const int from = int(span.at) - block.position();
    const QTextLine line = block.layout()->lineForTextPosition(from);
    if (!line.isValid())
        return;
    const double left = line.cursorToX(from);
    const double right = line.cursorToX(from + int(span.length));
    const double x = block.layout()->position().x();
    const QRectF chip(
        x + left - 2, baseline(block, line) - zoom::px(13), right - left + 4, zoom::px(17));
    glyphs::drawBox(painter, chip, 4, tokens().amberSoft, QColor());
}

} // namespace headgate
