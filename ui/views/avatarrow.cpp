// SPDX-License-Identifier: MIT
#include "ui/views/avatarrow.h"

#include "core/project/visibletext.h"
#include "ui/glyphs.h"
#include "ui/theme.h"
#include "ui/typography.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace headgate {

using namespace Qt::StringLiterals;
using theme::tokens;

namespace {

constexpr int diameter = 22;
constexpr int step = 20; ///< they touch
constexpr int gap = 8; ///< before the count

QFont letters()
{
    return theme::uiFont(8.5, QFont::DemiBold);
}

} // namespace

QString initials(const QString& name)
{
    QString letters;
    for (const QString& word : name.simplified().split(u' ')) {
        const auto letter =
            std::ranges::find_if(word, [](QChar c) { return c.isLetterOrNumber(); });
        if (letter != word.end() && letters.size() < 2)
            letters += letter->toUpper();
    }
    return letters.isEmpty() ? u"?"_s : letters;
}

AvatarRow::AvatarRow(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    hide();
}

void AvatarRow::put(const Avatars& avatars)
{
    if (m_avatars == avatars)
        return;
    m_avatars = avatars;
    QStringList names;
    for (const Avatars::One& one : avatars.shown) {
        const QString name = makeVisible(one.name).text;
        names += one.self ? tr("you") : one.faded ? tr("%1 (silent)").arg(name) : name;
    }
    if (avatars.more > 0)
        names += tr("%n more", nullptr, int(avatars.more));
    setAccessibleName(
        tr("%n watching: %1", nullptr, int(avatars.watching)).arg(names.join(u", "_s)));
    setToolTip(accessibleName());
    setVisible(avatars.watching > 0);
    updateGeometry();
    update();
}

QString AvatarRow::countWords() const
{
    return m_avatars.more > 0 ? tr("+%1 · %2 watching").arg(m_avatars.more).arg(m_avatars.watching)
                              : tr("%1 watching").arg(m_avatars.watching);
}

QSize AvatarRow::sizeHint() const
{
    const int circles = int(m_avatars.shown.size());
    const double words =
        QFontMetricsF(theme::uiFont(theme::smallSize)).horizontalAdvance(countWords());
    return zoom::px(
        {diameter + std::max(0, circles - 1) * step + gap + int(std::ceil(words)), diameter + 2});
}

void AvatarRow::paintEvent(QPaintEvent*)
{
    zoom::Painter painter(this);
    const QRect area = zoom::area(*this);
    painter.setRenderHint(QPainter::Antialiasing);
    const theme::Tokens& t = tokens();
    double x = 1;
    for (const Avatars::One& one : m_avatars.shown) {
        const QRectF circle(x, 2, diameter - 2, diameter - 2);
        const QColor ink = one.self ? t.accent : t.violet;
        // A ring of the ground parts it from the one before.
        painter.setPen(QPen(t.bg, 2));
        painter.setBrush(t.bg);
        painter.drawEllipse(circle.adjusted(-1, -1, 1, 1));
        QColor fill = ink;
        fill.setAlphaF(one.faded ? 0.06F : 0.16F);
        QPen ring(ink, 1.2);
        if (one.faded)
            ring.setStyle(Qt::DotLine);
        painter.setPen(ring);
        painter.setBrush(fill);
        painter.drawEllipse(circle);
        painter.setPen(one.faded ? t.faint : t.text);
        painter.setFont(letters());
        painter.drawText(circle, Qt::AlignCenter, initials(one.name));
        x += step;
    }
    const QFont font = theme::uiFont(theme::smallSize);
    const QFontMetricsF metrics(font);
    const double left = x - step + diameter + gap - 1;
    glyphs::drawText(painter, {left, std::round((area.height() + metrics.capHeight()) / 2)},
        countWords(), font, t.muted, area.width() - left);
}

} // namespace headgate
