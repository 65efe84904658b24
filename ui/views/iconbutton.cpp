// SPDX-License-Identifier: MIT
#include "ui/views/iconbutton.h"

#include "ui/glyphs.h"
#include "ui/theme.h"
#include "ui/typography.h"
#include "ui/words/quantity.h"

#include <QPainter>
#include <QStyleOptionButton>

#include <cmath>

namespace headgate {

using namespace Qt::StringLiterals;
using theme::tokens;

IconButton::IconButton(Icon icon, QWidget* parent)
    : QPushButton(parent)
    , m_icon(icon)
{
    setAutoDefault(false);
    setProperty("variant", u"quiet"_s);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void IconButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    style()->drawPrimitive(QStyle::PE_PanelButtonCommand, &option, &painter, this);
    painter.translate(QRectF(rect()).center());
    painter.scale(zoom::factor(), zoom::factor());
    draw(painter, {}, m_icon,
        isEnabled() && underMouse() ? tokens().text
            : isEnabled()           ? tokens().muted
                                    : tokens().faint);
}

void IconButton::draw(QPainter& painter, QPointF centre, Icon icon, const QColor& colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(centre);
    painter.setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    const QPointF frame[] = {{-0.5, -5}, {-5, -5}, {-5, 5}, {5, 5}, {5, 0.5}};
    switch (icon) {
    case Icon::OwnWindow: {
        painter.drawPolyline(frame, 5);
        painter.drawLine(QPointF(-0.5, 0.5), QPointF(5, -5));
        const QPointF head[] = {{1.5, -5}, {5, -5}, {5, -1.5}};
        painter.drawPolyline(head, 3);
        break;
    }
    case Icon::PutBack: {
        painter.drawPolyline(frame, 5);
        painter.drawLine(QPointF(5, -5), QPointF(-1, 1));
        const QPointF head[] = {{-1, -2.5}, {-1, 1}, {2.5, 1}};
        painter.drawPolyline(head, 3);
        break;
    }
    case Icon::Pin: {
        const QPointF body[] = {{-2.5, -5}, {2.5, -5}, {2, -1}, {4, 1.5}, {-4, 1.5}, {-2, -1}};
        painter.drawPolygon(body, 6);
        painter.drawLine(QPointF(0, 1.5), QPointF(0, 5.5));
        break;
    }
    }
    painter.restore();
}

MoreButton::MoreButton(QWidget* parent)
    : QPushButton(parent)
{
    setAutoDefault(false);
    setProperty("variant", u"quiet"_s);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QString MoreButton::words(int count, bool brief)
{
    if (brief && count > 0)
        return u'+' + headgate::words::number(count);
    return count > 0 ? tr("%1 more", "tabs without room").arg(headgate::words::number(count))
                     : tr("All");
}

void MoreButton::setRest(int count, const QStringList& open, bool brief)
{
    const QString what =
        open.isEmpty() ? tr("List of all panels") : tr("Open there: %1").arg(open.join(u", "_s));
    if (m_count == count && m_brief == brief && accessibleDescription() == what)
        return;
    m_count = count;
    m_brief = brief;
    m_marked = !open.isEmpty();
    setText(words(count, brief));
    setAccessibleName(count > 0 ? tr("%Ln more panel(s)", nullptr, count) : tr("All panels"));
    setAccessibleDescription(what);
    setToolTip(what);
    updateGeometry();
    update();
}

int MoreButton::roomFor(int count, bool brief) const
{
    const QFontMetricsF metrics(zoom::font(theme::uiFont()));
    // The dot has its place also where there is none: nothing moves when it comes.
    return int(std::ceil(metrics.horizontalAdvance(words(count, brief)))) + zoom::px(12 + 10);
}

QSize MoreButton::sizeHint() const
{
    const QFontMetricsF metrics(zoom::font(theme::uiFont()));
    return {roomFor(m_count, m_brief),
        std::max(zoom::px(28), int(std::ceil(metrics.height())) + zoom::px(10))};
}

void MoreButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    style()->drawPrimitive(QStyle::PE_PanelButtonCommand, &option, &painter, this);
    const QFont font = zoom::font(theme::uiFont());
    const QFontMetricsF metrics(font);
    const double middle = QRectF(rect()).center().y();
    const double base = middle + (metrics.ascent() - metrics.descent()) / 2;
    const double width = glyphs::drawText(painter, {double(zoom::px(6)), base}, text(), font,
        underMouse() ? tokens().text : tokens().muted, metrics.horizontalAdvance(text()) + 1);
    if (!m_marked)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens().accent);
    const double dot = 3 * zoom::factor();
    painter.drawEllipse(QPointF(zoom::px(6) + width + zoom::px(7), middle), dot, dot);
}

} // namespace headgate
