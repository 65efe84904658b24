// SPDX-License-Identifier: MIT
#include "ui/views/sparkline.h"

#include "ui/theme.h"
#include "ui/typography.h"
#include "ui/words/quantity.h"

#include <QAccessible>
#include <QDateTime>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using theme::tokens;

namespace {

constexpr int frame = 2; ///< room for the focus ring

int barsHeight()
{
    return zoom::px(32);
}

int ticksHeight() ///< below the bars: connected anew
{
    return zoom::px(6);
}

QString clock(Timestamp at)
{
    return QDateTime::fromMSecsSinceEpoch(toMs(at)).toString(u"HH:mm"_s);
}

} // namespace

Sparkline::Sparkline(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Sparkline::setParts(std::vector<HealthMinute> parts, std::chrono::minutes part, Metric metric)
{
    if (m_parts == parts && m_part == part && m_metric == metric)
        return;
    m_parts = std::move(parts);
    m_part = part;
    m_metric = metric;
    m_current = std::min(m_current, int(m_parts.size()) - 1);
    setAccessibleDescription(valueText());
    update();
    emit currentChanged();
}

double Sparkline::valueOf(const HealthMinute& part) const
{
    switch (m_metric) {
    case Metric::Bytes:
        return double(part.bytes);
    case Metric::Events:
        return double(part.events);
    case Metric::Lag:
        return double(std::max<qint64>(0, part.lag.count()));
    }
    return 0;
}

QString Sparkline::valueText() const
{
    const bool one = m_current >= 0 && m_current < int(m_parts.size());
    HealthMinute sum;
    for (int i = 0; i < int(m_parts.size()); ++i) {
        if (one && i != m_current)
            continue;
        sum.bytes += m_parts[size_t(i)].bytes;
        sum.events += m_parts[size_t(i)].events;
        sum.lag = std::max(sum.lag, m_parts[size_t(i)].lag);
        sum.reconnects += m_parts[size_t(i)].reconnects;
    }
    QStringList words{words::byteSize(sum.bytes), words::eventCount(sum.events)};
    if (sum.lag >= 0ms)
        words += tr("slowest %1").arg(words::fineAge(sum.lag));
    if (sum.reconnects > 0)
        words +=
            tr("%1 reconnect(s)", nullptr, int(sum.reconnects)).arg(words::number(sum.reconnects));
    const QString values = words.join(u", "_s);
    if (!one)
        return values;
    const Timestamp begin = m_parts[size_t(m_current)].begin;
    return tr("%1 to %2: %3").arg(clock(begin), clock(begin + m_part), values);
}

bool Sparkline::isEmpty() const
{
    return std::ranges::none_of(m_parts, [](const HealthMinute& part) {
        return part.bytes > 0 || part.events > 0 || part.reconnects > 0;
    });
}

void Sparkline::setCurrent(int part)
{
    part = std::clamp(part, -1, int(m_parts.size()) - 1);
    if (part == m_current)
        return;
    m_current = part;
    setAccessibleDescription(valueText());
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    update();
    emit currentChanged();
}

QSize Sparkline::sizeHint() const
{
    return {zoom::px(240), barsHeight() + ticksHeight() + 2 * frame};
}

QSize Sparkline::minimumSizeHint() const
{
    return {zoom::px(120), sizeHint().height()};
}

QRectF Sparkline::barOf(int part, double height) const
{
    const double width = double(this->width() - 2 * frame) / std::max(1, int(m_parts.size()));
    const double gap = width >= 3 ? 1 : 0;
    return {
        frame + part * width, frame + barsHeight() - height, std::max(1.0, width - gap), height};
}

void Sparkline::paintEvent(QPaintEvent*)
{
    const auto& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    double most = 0;
    for (const HealthMinute& part : m_parts)
        most = std::max(most, valueOf(part));
    painter.fillRect(QRectF(frame, frame + barsHeight(), width() - 2 * frame, 1), t.line);
    for (int i = 0; i < int(m_parts.size()); ++i) {
        const HealthMinute& part = m_parts[size_t(i)];
        const double value = valueOf(part);
        if (i == m_current)
            painter.fillRect(barOf(i, barsHeight()), t.hover);
        if (value > 0)
            painter.fillRect(barOf(i, std::max(2.0, value / most * barsHeight())),
                i == m_current ? t.text : t.accent);
        if (part.reconnects > 0) {
            const QRectF bar = barOf(i, 0);
            painter.fillRect(
                QRectF(bar.center().x() - 1, frame + barsHeight() + 2, 2, ticksHeight() - 2),
                t.red);
        }
    }
    if (!hasFocus())
        return;
    painter.setPen(QPen(t.accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
}

void Sparkline::keyPressEvent(QKeyEvent* event)
{
    const int last = int(m_parts.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Left:
        setCurrent(m_current < 0 ? last : std::max(0, m_current - 1));
        return;
    case Qt::Key_Right:
        setCurrent(m_current < 0 ? 0 : std::min(last, m_current + 1));
        return;
    case Qt::Key_Home:
        setCurrent(0);
        return;
    case Qt::Key_End:
        setCurrent(last);
        return;
    case Qt::Key_Escape:
        if (m_current >= 0) {
            setCurrent(-1);
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void Sparkline::mouseMoveEvent(QMouseEvent* event)
{
    const double share = (event->position().x() - frame) / std::max(1, width() - 2 * frame);
    setCurrent(int(std::clamp(share, 0.0, 0.9999) * double(m_parts.size())));
}

void Sparkline::leaveEvent(QEvent* event)
{
    setCurrent(-1);
    QWidget::leaveEvent(event);
}

void Sparkline::focusOutEvent(QFocusEvent* event)
{
    setCurrent(-1);
    QWidget::focusOutEvent(event);
}

} // namespace headgate
