// SPDX-License-Identifier: MIT
#include "ui/views/wallclock.h"

#include "ui/glyphs.h"
#include "ui/theme.h"
#include "ui/typography.h"
#include "ui/views/wallmarks.h"
#include "ui/words/quantity.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using theme::tokens;

namespace {

constexpr int margin = 8;
constexpr int markHeight = 20;
constexpr auto page = 5min;

double textHeight()
{
    return std::ceil(QFontMetricsF(theme::uiFont(theme::smallSize)).height());
}

} // namespace

WallClock::WallClock(QWidget* parent)
    : QSlider(Qt::Horizontal, parent)
{
    setRange(-int(std::chrono::seconds(WallTrack::span).count()), 0); // seconds from now
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Clock of the wall"));
    setAccessibleDescription(tr("now"));
    setToolTip(tr("Point at a moment to see what each session told last at that time"));
}

QSize WallClock::sizeHint() const
{
    return zoom::px({400, markHeight + int(textHeight()) + 12});
}

QSize WallClock::minimumSizeHint() const
{
    return {zoom::px(200), sizeHint().height()};
}

QRectF WallClock::track() const
{
    return {double(margin), 4, double(zoom::area(*this).width() - 2 * margin), double(markHeight)};
}

Timestamp WallClock::timeAt(double onScreen) const
{
    return WallMarks(track(), m_now).timeAt(zoom::logical(onScreen));
}

void WallClock::setNow(Timestamp now)
{
    m_now = now;
    if (m_moment && m_now - *m_moment > WallTrack::span)
        choose({});
    update();
}

void WallClock::setMarks(std::vector<Mark> marks)
{
    std::ranges::sort(marks, {}, &Mark::at);
    m_marks = std::move(marks);
    update();
}

QString WallClock::wordsOf(Timestamp at) const
{
    return tr("%1, %2 ago", "a time of day, then how long that is past")
        .arg(words::clockTime(at, m_now), words::span(m_now - at));
}

void WallClock::choose(std::optional<Timestamp> at)
{
    if (!at)
        m_kept = false;
    if (m_moment == at)
        return;
    m_moment = at;
    setAccessibleDescription(at ? wordsOf(*at) : tr("now"));
    setValue(at ? -int(std::chrono::duration_cast<std::chrono::seconds>(m_now - *at).count()) : 0);
    update();
    emit momentChanged(at);
}

void WallClock::goNow()
{
    choose({});
}

/** To the moment before or after at which any session told something. */
void WallClock::step(int by)
{
    const Timestamp from = m_moment.value_or(m_now + 1ms);
    std::optional<Timestamp> to;
    for (const Mark& one : m_marks) {
        if (m_now - one.at > WallTrack::span)
            continue;
        if (by < 0 && one.at < from)
            to = one.at;
        if (by > 0 && one.at > from) {
            to = one.at;
            break;
        }
    }
    if (by > 0 && !to)
        choose({});
    else if (to)
        choose(to);
}

void WallClock::keyPressEvent(QKeyEvent* event)
{
    m_kept = true;
    const Timestamp at = m_moment.value_or(m_now);
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Down:
        step(-1);
        break;
    case Qt::Key_Right:
    case Qt::Key_Up:
        step(+1);
        break;
    case Qt::Key_PageDown:
        choose(std::max(at - page, m_now - WallTrack::span));
        break;
    case Qt::Key_PageUp:
        choose(at + page >= m_now ? std::nullopt : std::optional(at + page));
        break;
    case Qt::Key_Home:
        choose(m_now - WallTrack::span);
        break;
    case Qt::Key_End:
        choose({});
        break;
    case Qt::Key_Escape:
        if (m_moment) {
            choose({});
            break;
        }
        event->ignore();
        return;
    default:
        event->ignore();
        return;
    }
    event->accept();
}

void WallClock::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    choose(timeAt(event->position().x()));
    m_kept = true;
}

void WallClock::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_kept || (event->buttons() & Qt::LeftButton))
        choose(timeAt(event->position().x()));
}

void WallClock::mouseReleaseEvent(QMouseEvent*)
{
}

void WallClock::leaveEvent(QEvent* event)
{
    QSlider::leaveEvent(event);
    if (!m_kept)
        choose({});
}

void WallClock::wheelEvent(QWheelEvent* event)
{
    event->ignore(); // a wheel over it scrolls nothing into the past
}

void WallClock::paintEvent(QPaintEvent*)
{
    zoom::Painter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const QRectF whole(zoom::area(*this));
    const QRectF area = track();
    WallMarks hour(area, m_now);
    hour.drawLine(p);
    for (const Mark& one : m_marks)
        hour.draw(p, one.at, one.kind);
    const QFont font = theme::uiFont(theme::smallSize);
    const QFontMetricsF metrics(font);
    const double base = area.bottom() + 4 + metrics.ascent();
    const auto label = [&](const QString& text, double x, const QColor& colour) {
        const double wide = metrics.horizontalAdvance(text);
        const double left = std::clamp(x - wide / 2, 4., std::max(4., whole.width() - wide - 4));
        glyphs::drawText(p, {left, base}, text, font, colour, wide + 1);
        return QRectF(left - 8, 0, wide + 16, 1);
    };
    QRectF taken;
    if (m_moment) {
        hour.drawCursor(p, *m_moment);
        taken = label(wordsOf(*m_moment), hour.xOf(*m_moment), tokens().text);
    }
    for (int minutes = 60; minutes >= 0; minutes -= 15) {
        const Timestamp at = m_now - std::chrono::minutes(minutes);
        const double x = hour.xOf(at);
        const QString text =
            minutes == 0 ? tr("now") : words::clockTime(at, m_now).section(u':', 0, 1);
        const double wide = metrics.horizontalAdvance(text);
        if (m_moment && x + wide / 2 > taken.left() && x - wide / 2 < taken.right())
            continue;
        p.fillRect(QRectF(std::round(x), area.bottom() - 2, 1, 4), tokens().line);
        label(text, x, tokens().faint);
    }
    if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange)) {
        p.setBrush(Qt::NoBrush);
        p.setPen(QPen(tokens().accent, 2));
        p.drawRoundedRect(whole.adjusted(2, 1, -2, -1), 7, 7);
    }
}

} // namespace headgate
