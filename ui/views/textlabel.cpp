// SPDX-License-Identifier: MIT
#include "ui/views/textlabel.h"

#include "ui/glyphs.h"

#include <QPainter>

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

void TextLabel::setColour(TokenColour colour)
{
    if (m_colour == colour)
        return;
    m_colour = colour;
    update();
}

QSize TextLabel::sizeHint() const
{
    if (wordWrap())
        return QLabel::sizeHint();
    const QFontMetricsF metrics(font());
    return {
        int(std::ceil(metrics.horizontalAdvance(text()))) + 1, int(std::ceil(metrics.height()))};
}

QSize TextLabel::minimumSizeHint() const
{
    if (wordWrap())
        return QLabel::minimumSizeHint();
    return {std::min(24, sizeHint().width()), sizeHint().height()};
}

void TextLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setFont(font());
    painter.setPen(tokens().*m_colour);
    if (wordWrap()) {
        painter.drawText(rect(), int(alignment()) | Qt::TextWordWrap, text());
        return;
    }
    const QString shown = QFontMetricsF(font()).elidedText(text(), m_elide, width());
    painter.drawText(rect(), int(alignment()) | Qt::TextSingleLine, shown);
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
    return {int(std::ceil(QFontMetricsF(font()).horizontalAdvance(text()))) + 17, 22};
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
