// SPDX-License-Identifier: MIT
#include "ui/views/hintrow.h"

#include "ui/glyphs.h"
#include "ui/theme.h"
#include "ui/words/riskwords.h"

#include <QPainter>

namespace headgate {

using namespace Qt::StringLiterals;
using theme::tokens;

namespace {

constexpr int rowHeight = 29;
constexpr int chipHeight = 23;

} // namespace

HintRow::HintRow(QWidget* parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void HintRow::setHints(const std::vector<RiskHint>& hints)
{
    m_hints = hints;
    QStringList all;
    for (const RiskHint& hint : hints)
        all += words::riskWords(hint.rule) + u" ("_s + words::riskDetail(hint) + u')';
    setAccessibleName(all.isEmpty() ? tr("No rule found anything; that does not make it safe")
                                    : tr("Worth a second look: %1").arg(all.join(u"; "_s)));
    setToolTip(tr("Rules that looked at the text. They are hints and decide nothing."));
    setVisible(!hints.empty());
    updateGeometry();
    update();
}

int HintRow::layOut(QPainter* painter, int width) const
{
    const QFont strong = theme::uiFont(theme::interfaceSize, QFont::DemiBold);
    const QFont plain = theme::uiFont();
    double x = 0;
    int y = 0;
    for (const RiskHint& hint : m_hints) {
        const bool severe = isSevere(hint.rule);
        const QString what = words::riskWords(hint.rule);
        const QString rule = words::riskDetail(hint);
        const double chip = QFontMetricsF(strong).horizontalAdvance(what) + 16;
        const double all = chip + 8 + QFontMetricsF(plain).horizontalAdvance(rule);
        if (x > 0 && x + all > width) {
            x = 0;
            y += rowHeight;
        }
        if (painter) {
            const QColor ground = severe ? tokens().redSoft : tokens().amberSoft;
            glyphs::drawBox(
                *painter, {x, double(y), chip, double(chipHeight)}, 6, ground, QColor());
            glyphs::drawText(*painter, {x + 8, y + 16.0}, what, strong,
                severe ? tokens().red : tokens().amber, chip);
            glyphs::drawText(*painter, {x + chip + 8, y + 16.0}, rule, plain, tokens().muted,
                width - x - chip - 8);
        }
        x += all + 9;
    }
    return m_hints.empty() ? 0 : y + chipHeight;
}

void HintRow::paintEvent(QPaintEvent*)
{
    zoom::Painter painter(this);
    layOut(&painter, zoom::area(*this).width());
}

} // namespace headgate
