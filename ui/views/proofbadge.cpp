// SPDX-License-Identifier: MIT
#include "ui/views/proofbadge.h"

#include "ui/glyphs.h"
#include "ui/theme.h"
#include "ui/tonecolour.h"
#include "ui/typography.h"

#include <QPainter>

#include <cmath>

namespace headgate {

namespace {

QFont wordsFont()
{
    return theme::uiFont(12, QFont::DemiBold);
}

constexpr int pad = 4;
constexpr int badgeHeight = 22;

} // namespace

ProofBadge::ProofBadge(QWidget* parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setAccessibleName(tr("Proof"));
    hide();
}

void ProofBadge::put(const words::Toned& proof, const QString& tip)
{
    m_tip = tip;
    showTip();
    if (text() == proof.text && m_tone == proof.tone && isHidden() == proof.text.isEmpty())
        return; // asked with each frame: the window is laid out again only if it has to be
    m_tone = proof.tone;
    setText(proof.text);
    setAccessibleDescription(proof.text);
    setVisible(!proof.text.isEmpty());
    showTip();
    updateGeometry();
    update();
}

/** Words that are cut are whole there. */
void ProofBadge::showTip()
{
    const bool cut = sizeHint().width() > width();
    const QString tip = cut ? QString(text() + u'\n' + m_tip) : m_tip;
    if (toolTip() != tip)
        setToolTip(tip);
}

void ProofBadge::resizeEvent(QResizeEvent* event)
{
    QAbstractButton::resizeEvent(event);
    showTip();
}

QSize ProofBadge::sizeHint() const
{
    const double words = QFontMetricsF(wordsFont()).horizontalAdvance(text());
    return zoom::px({int(std::ceil(words)) + 2 * pad + 1, badgeHeight});
}

QSize ProofBadge::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), zoom::px(60)), zoom::px(badgeHeight)};
}

void ProofBadge::paintEvent(QPaintEvent*)
{
    zoom::Painter painter(this);
    const QRect area = zoom::area(*this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& t = theme::tokens();
    if (underMouse() || isDown())
        glyphs::drawBox(painter, area, 6, isDown() ? t.pressed : t.hover, QColor());
    const double base =
        std::round(area.height() / 2.0 + QFontMetricsF(wordsFont()).capHeight() / 2.0);
    glyphs::drawText(painter, {double(pad), base}, text(), wordsFont(),
        t.*toneColour(m_tone, &theme::Tokens::faint), area.width() - 2.0 * pad + 1);
}

} // namespace headgate
