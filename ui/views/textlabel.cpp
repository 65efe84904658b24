// SPDX-License-Identifier: MIT
#include "ui/views/textlabel.h"

#include "ui/glyphs.h"
#include "ui/typography.h"

#include <QFontInfo>
#include <QHelpEvent>
#include <QPainter>
#include <QTextLayout>
#include <QToolTip>

#include <cmath>

namespace headgate {

using theme::tokens;

TextLabel::TextLabel(const QFont& font, TokenColour colour, QWidget* parent)
    : QLabel(parent)
    , m_colour(colour)
{
    setFont(font);
    setTextFormat(Qt::PlainText); // what is shown here often comes from an agent
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void TextLabel::wrap()
{
    setWordWrap(true);
    // A fixed height would be that of the widest form.
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void TextLabel::setColour(TokenColour colour)
{
    if (m_colour == colour)
        return;
    m_colour = colour;
    update();
}

void TextLabel::mark(const QStringList& words)
{
    if (m_marked == words)
        return;
    m_marked = words;
    update();
}

QList<QTextLayout::FormatRange> TextLabel::marks() const
{
    QList<QTextLayout::FormatRange> ranges;
    for (const QString& word : m_marked) {
        qsizetype at = 0;
        while (!word.isEmpty() && (at = text().indexOf(word, at, Qt::CaseInsensitive)) >= 0) {
            QTextLayout::FormatRange range{int(at), int(word.size()), {}};
            range.format.setBackground(tokens().accentSoft);
            range.format.setForeground(tokens().accent);
            ranges.append(range);
            at += word.size();
        }
    }
    return ranges;
}

/** Wrapped lines stand at nearly one and a half of the font's size, on whole pixels. */
int TextLabel::layOut(QPainter* painter, int width) const
{
    const QFontMetricsF metrics(font());
    const int step = int(std::round(QFontInfo(font()).pixelSize() * 1.45));
    const double first = std::round((step - metrics.height()) / 2);
    QTextLayout layout(QString(text()).replace(u'\n', QChar::LineSeparator), font());
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setAlignment(alignment() & Qt::AlignHorizontal_Mask);
    layout.setTextOption(option);
    if (painter && !m_marked.isEmpty())
        layout.setFormats(marks());
    int lines = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, lines * step + first});
        ++lines;
    }
    layout.endLayout();
    const int height = std::max(1, lines) * step;
    if (painter) {
        const bool middle = alignment() & Qt::AlignVCenter;
        layout.draw(painter, QPointF(0, middle ? (contentsRect().height() - height) / 2 : 0));
    }
    return height;
}

int TextLabel::heightForWidth(int width) const
{
    const QMargins around = contentsMargins();
    return wordWrap()
        ? layOut(nullptr, width - around.left() - around.right()) + around.top() + around.bottom()
        : -1;
}

QSize TextLabel::sizeHint() const
{
    if (wordWrap()) {
        const double line = QFontMetricsF(font()).horizontalAdvance(text());
        const QMargins around = contentsMargins();
        const int width = int(std::ceil(std::min(line, 440.0 * zoom::factor()))) + 1 + around.left()
            + around.right();
        return {width, heightForWidth(width)};
    }
    const QFontMetricsF metrics(font());
    return QSize(
        int(std::ceil(metrics.horizontalAdvance(text()))) + 1, int(std::ceil(metrics.height())))
        .grownBy(contentsMargins());
}

QSize TextLabel::minimumSizeHint() const
{
    if (wordWrap())
        return {zoom::px(80), int(std::ceil(QFontMetricsF(font()).height()))};
    return {std::min(zoom::px(24), sizeHint().width()), sizeHint().height()};
}

void TextLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setFont(font());
    painter.setPen(tokens().*m_colour);
    const QRect inner = contentsRect();
    if (wordWrap()) {
        painter.translate(inner.topLeft());
        layOut(&painter, inner.width());
        return;
    }
    const QString shown = QFontMetricsF(font()).elidedText(text(), m_elide, inner.width());
    painter.drawText(inner, int(alignment()) | Qt::TextSingleLine, shown);
}

QString TextLabel::wholeText() const
{
    if (toolTip().isEmpty() || toolTip().contains(text()))
        return toolTip().isEmpty() ? text() : toolTip();
    return text() + u'\n' + toolTip();
}

bool TextLabel::event(QEvent* event)
{
    const bool cut = event->type() == QEvent::ToolTip && !wordWrap()
        && QFontMetricsF(font()).horizontalAdvance(text()) > width();
    if (!cut)
        return QLabel::event(event);
    // As plain text, broken into lines: what stands here often comes from an agent.
    const QString plain = wholeText().toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"));
    QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(),
        QStringLiteral("<qt>") + plain + QStringLiteral("</qt>"), this);
    return true;
}

Chip::Chip(Kind kind, QWidget* parent)
    : QLabel(parent)
    , m_kind(kind)
{
    setTextFormat(Qt::PlainText);
    setFont(theme::uiFont(12, QFont::Medium));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Chip::setKind(Kind kind)
{
    if (m_kind == kind)
        return;
    m_kind = kind;
    update();
}

QSize Chip::sizeHint() const
{
    return {int(std::ceil(QFontMetricsF(font()).horizontalAdvance(text()))) + zoom::px(17),
        zoom::px(22)};
}

void Chip::paintEvent(QPaintEvent*)
{
    const auto& t = tokens();
    QColor fill;
    QColor line;
    QColor ink = t.muted;
    switch (m_kind) {
    case Kind::Outline:
        line = t.line;
        break;
    case Kind::Accent:
        fill = t.accentSoft;
        ink = t.accent;
        break;
    case Kind::Amber:
        fill = t.amberSoft;
        ink = t.amber;
        break;
    case Kind::Red:
        fill = t.redSoft;
        ink = t.red;
        break;
    case Kind::Green:
        fill = t.greenSoft;
        ink = t.green;
        break;
    }
    QPainter painter(this);
    glyphs::drawBox(painter, rect(), 6, fill, line);
    painter.setFont(font());
    painter.setPen(ink);
    painter.drawText(rect(), Qt::AlignCenter, text());
}

Ground::Ground(TokenColour colour, Qt::Edges lines, QWidget* parent)
    : QWidget(parent)
    , m_colour(colour)
    , m_lines(lines)
{
}

void Ground::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), tokens().*m_colour);
    const QColor& line = tokens().line;
    if (m_lines & Qt::TopEdge)
        painter.fillRect(0, 0, width(), 1, line);
    if (m_lines & Qt::BottomEdge)
        painter.fillRect(0, height() - 1, width(), 1, line);
    if (m_lines & Qt::LeftEdge)
        painter.fillRect(0, 0, 1, height(), line);
    if (m_lines & Qt::RightEdge)
        painter.fillRect(width() - 1, 0, 1, height(), line);
}

} // namespace headgate
