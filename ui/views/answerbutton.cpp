// SPDX-License-Identifier: MIT
#include "ui/views/answerbutton.h"

#include "ui/glyphs.h"
#include "ui/theme.h"
#include "ui/typography.h"

#include <QPainter>
#include <QTextLayout>

#include <cmath>

namespace headgate {

using namespace Qt::StringLiterals;
using theme::tokens;

namespace {

constexpr double pad = 13;
constexpr double detailTop = 32;
constexpr double detailLine = 18;

} // namespace

AnswerButton::AnswerButton(
    const QString& title, const QString& chord, bool destructive, QWidget* parent)
    : QAbstractButton(parent)
    , m_chord(chord)
    , m_destructive(destructive)
{
    setText(title);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setProperty("ownRing", true); // it fills its page: around it a ring would be cut
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void AnswerButton::setDetail(const QString& detail, const QString& code)
{
    if (detail == m_detail && code == m_code)
        return;
    m_detail = detail;
    m_code = code;
    setAccessibleName(text() + u": "_s + this->detail());
    updateGeometry();
    update();
}

QString AnswerButton::detail() const
{
    return m_detail.contains("%1"_L1) ? m_detail.arg(m_code) : m_detail;
}

QSize AnswerButton::sizeHint() const
{
    return {zoom::px(230), heightForWidth(zoom::px(230))};
}

int AnswerButton::heightForWidth(int width) const
{
    const double words = layOut(nullptr, zoom::logical(double(width)));
    return zoom::px(std::ceil(
        std::max(79.0, detailTop + words + 11 + chordLine(zoom::logical(double(width))))));
}

/** The chord stands below the word where there is no room beside it: an answer is never cut. */
double AnswerButton::chordLine(double width) const
{
    const QFont words = theme::uiFont(theme::interfaceSize, QFont::DemiBold);
    const double wanted = QFontMetricsF(words).horizontalAdvance(text()) + 8
        + QFontMetricsF(theme::monoFont(11)).horizontalAdvance(m_chord);
    return wanted > width - 2 * pad ? detailLine : 0;
}

/** The detail, wrapped; painted where there is a painter. Returns its height. */
double AnswerButton::layOut(QPainter* painter, double width) const
{
    const QString words = detail();
    const QFont plain = theme::uiFont(12);
    QTextLayout layout(words, plain);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    if (!m_code.isEmpty()) {
        QTextLayout::FormatRange range;
        range.start = int(words.indexOf(m_code));
        range.length = int(m_code.size());
        range.format.setFont(theme::monoFont(11.5));
        layout.setFormats({range});
    }
    layout.beginLayout();
    double y = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width - 2 * pad);
        // The taller font of a pattern must not push its line away from the others.
        line.setPosition({0, y + 13 - line.ascent()});
        y += detailLine;
    }
    layout.endLayout();
    if (painter) {
        painter->setPen(isEnabled() ? tokens().muted : tokens().faint);
        layout.draw(painter, {pad, detailTop + chordLine(width)});
    }
    return y;
}

void AnswerButton::paintEvent(QPaintEvent*)
{
    const auto& t = tokens();
    zoom::Painter painter(this);
    const QRect area = zoom::area(*this);
    const bool over = isEnabled() && underMouse();
    const QColor fill = !isEnabled() ? t.panel : isDown() ? t.pressed : over ? t.hover : t.surface;
    glyphs::drawBox(painter, area, 10, fill, t.line);
    if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange)) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(t.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), 9, 9);
    }
    const QColor ink = !isEnabled() ? t.faint : m_destructive ? t.red : t.text;
    const QFont keys = theme::monoFont(11);
    const double chord = QFontMetricsF(keys).horizontalAdvance(m_chord);
    const double below = chordLine(area.width());
    glyphs::drawText(painter, {pad, 25}, text(),
        theme::uiFont(theme::interfaceSize, QFont::DemiBold), ink,
        area.width() - 2 * pad - (below > 0 ? 0 : chord + 8));
    const QPointF at(below > 0 ? pad : area.width() - pad - chord, below > 0 ? 25 + below : 22);
    glyphs::drawText(painter, at, m_chord, keys, isEnabled() ? t.muted : t.faint, chord + 1);
    layOut(&painter, area.width());
}

} // namespace headgate
