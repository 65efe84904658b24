// SPDX-License-Identifier: MIT
#include "ui/views/proofbadge.h"

#include "ui/glyphs.h"
#include "ui/theme.h"
#include "ui/tonecolour.h"

#include <QPainter>

#include <cmath>

namespace headgate {

namespace {

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
    setFont(theme::uiFont(12, QFont::DemiBold));
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
    return {
        int(std::ceil(QFontMetricsF(font()).horizontalAdvance(text()))) + 2 * pad + 1, badgeHeight};
}

QSize ProofBadge::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), 60), badgeHeight};
}

void ProofBadge::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& t = theme::tokens();
    if (underMouse() || isDown())
        glyphs::drawBox(painter, rect(), 6, isDown() ? t.pressed : t.hover, QColor());
    const double base = std::round(height() / 2.0 + QFontMetricsF(font()).capHeight() / 2.0);
    glyphs::drawText(painter, {double(pad), base}, text(), font(),
        t.*toneColour(m_tone, &theme::Tokens::faint), width() - 2.0 * pad + 1);
}

} // namespace headgate
