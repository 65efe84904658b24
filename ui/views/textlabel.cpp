// SPDX-License-Identifier: MIT
#include "ui/views/textlabel.h"

#include "ui/glyphs.h"

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

/** Wrapped lines stand at nearly one and a half of the font's size, on whole pixels. */
int TextLabel::layOut(QPainter* painter, int width) const
{
    const QFontMetricsF metrics(font());
    const int step = int(std::round(QFontInfo(font()).pixelSize() * 1.45));
    const double first = std::round((step - metrics.height()) / 2);
    QTextLayout layout(text(), font());
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setAlignment(alignment() & Qt::AlignHorizontal_Mask);
    layout.setTextOption(option);
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
        layout.draw(painter, QPointF(0, middle ? (this->height() - height) / 2 : 0));
    }
    return height;
}

int TextLabel::heightForWidth(int width) const
{
    return wordWrap() ? layOut(nullptr, width) : -1;
}

QSize TextLabel::sizeHint() const
{
    if (wordWrap()) {
        const double line = QFontMetricsF(font()).horizontalAdvance(text());
        const int width = int(std::ceil(std::min(line, 440.0))) + 1;
        return {width, heightForWidth(width)};
    }
    const QFontMetricsF metrics(font());
    return {
        int(std::ceil(metrics.horizontalAdvance(text()))) + 1, int(std::ceil(metrics.height()))};
}

QSize TextLabel::minimumSizeHint() const
{
    if (wordWrap())
        return {80, int(std::ceil(QFontMetricsF(font()).height()))};
    return {std::min(24, sizeHint().width()), sizeHint().height()};
}

void TextLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setFont(font());
    painter.setPen(tokens().*m_colour);
    if (wordWrap()) {
        layOut(&painter, width());
        return;
    }
    const QString shown = QFontMetricsF(font()).elidedText(text(), m_elide, width());
    painter.drawText(rect(), int(alignment()) | Qt::TextSingleLine, shown);
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
