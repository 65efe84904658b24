// SPDX-License-Identifier: MIT
#include "ui/views/replaytrack.h"

#include "ui/theme.h"
#include "ui/typography.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace headgate {

namespace {

constexpr int steps = 10'000; ///< for those who read the slider and do not see it
constexpr int margin = 9;
constexpr int lineY = 18;
constexpr int trackHeight = 36;

quint8 bitOf(ReplayKind kind)
{
    return quint8(1U << unsigned(kind));
}

} // namespace

ReplayTrack::ReplayTrack(QWidget* parent)
    : QSlider(Qt::Horizontal, parent)
{
    setRange(0, steps);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Timeline of the replay"));
    setToolTip(tr("▼ a person was asked; above the line: tools, below: messages; hatched: the "
                  "connection was cut"));
    setSingleStep(steps / 100);
    setPageStep(steps / 10);
    connect(&Typography::inForce(), &Typography::changed, this, &ReplayTrack::gather);
    // Page keys, the wheel and who moves it through accessibility.
    connect(this, &QSlider::valueChanged, this, [this](int value) {
        if (!m_telling && m_timeline)
            seekTo(margin + double(value) * (wide() - 2 * margin) / steps);
    });
}

int ReplayTrack::wide() const
{
    return zoom::area(*this).width();
}

void ReplayTrack::setTimeline(const std::shared_ptr<const ReplayTimeline>& timeline)
{
    if (m_told == timeline)
        return;
    m_told = timeline;
    m_timeline = timeline && !timeline->moments.empty() ? timeline.get() : nullptr;
    gather();
    update();
}

void ReplayTrack::setAt(Timestamp at)
{
    m_at = at;
    if (m_timeline) {
        const auto begin = m_timeline->moments.front().at;
        const auto whole = std::max<qint64>(1, (m_timeline->moments.back().at - begin).count());
        m_telling = true;
        setValue(int(double((at - begin).count()) * steps / double(whole)));
        m_telling = false;
    }
    update();
}

QSize ReplayTrack::sizeHint() const
{
    return zoom::px({400, trackHeight});
}

QSize ReplayTrack::minimumSizeHint() const
{
    return zoom::px({120, trackHeight});
}

double ReplayTrack::xOf(Timestamp at) const
{
    const auto begin = m_timeline->moments.front().at;
    const auto whole = std::max<qint64>(1, (m_timeline->moments.back().at - begin).count());
    return margin + double((at - begin).count()) * (wide() - 2 * margin) / double(whole);
}

void ReplayTrack::gather()
{
    m_marks.assign(size_t(std::max(1, wide())), 0);
    if (!m_timeline)
        return;
    for (const ReplayMoment& moment : m_timeline->moments) {
        const int x = std::clamp(int(xOf(moment.at)), 0, int(m_marks.size()) - 1);
        m_marks[size_t(x)] = quint8(m_marks[size_t(x)] | bitOf(moment.kind));
    }
}

void ReplayTrack::resizeEvent(QResizeEvent* event)
{
    QSlider::resizeEvent(event);
    gather();
}

void ReplayTrack::paintMarks(QPainter& painter) const
{
    const auto& t = theme::tokens();
    for (size_t i = 0; i < m_marks.size(); ++i) {
        const quint8 bits = m_marks[i];
        const double x = double(i) + 0.5;
        if (bits & bitOf(ReplayKind::Gap)) {
            painter.setPen(QPen(t.red, 1.5));
            for (const int dx : {-3, 0, 3})
                painter.drawLine(QPointF(x + dx - 2, lineY + 7), QPointF(x + dx + 2, lineY - 7));
        }
        if (bits & bitOf(ReplayKind::Tool)) {
            painter.setPen(QPen(t.muted, 1));
            painter.drawLine(QPointF(x, lineY - 8), QPointF(x, lineY - 4));
        }
        if (bits & (bitOf(ReplayKind::Message) | bitOf(ReplayKind::Text))) {
            painter.setPen(QPen(bits & bitOf(ReplayKind::Message) ? t.text : t.faint, 1));
            painter.drawLine(QPointF(x, lineY + 4),
                QPointF(x, lineY + (bits & bitOf(ReplayKind::Message) ? 10 : 7)));
        }
        if (bits & bitOf(ReplayKind::Asked)) {
            QPainterPath path;
            path.moveTo(x - 5, 2);
            path.lineTo(x + 5, 2);
            path.lineTo(x, 10);
            path.closeSubpath();
            painter.fillPath(path, t.amber);
        }
    }
}

void ReplayTrack::paintEvent(QPaintEvent*)
{
    const auto& t = theme::tokens();
    zoom::Painter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.line);
    painter.drawRoundedRect(QRectF(margin, lineY - 1.5, wide() - 2 * margin, 3), 1.5, 1.5);
    if (!m_timeline)
        return;
    const double x = xOf(m_at);
    painter.setBrush(t.accent);
    painter.drawRoundedRect(QRectF(margin, lineY - 1.5, x - margin, 3), 1.5, 1.5);
    paintMarks(painter);
    painter.setPen(QPen(t.bg, 2));
    painter.setBrush(t.accent);
    painter.drawEllipse(QPointF(x, lineY), 7, 7);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(t.accent, 1.5));
        painter.drawRoundedRect(QRectF(zoom::area(*this)).adjusted(1, 1, -1, -1), 6, 6);
    }
}

void ReplayTrack::seekTo(double x)
{
    if (!m_timeline)
        return;
    const auto begin = m_timeline->moments.front().at;
    const auto whole = (m_timeline->moments.back().at - begin).count();
    const double share = std::clamp((x - margin) / std::max(1, wide() - 2 * margin), 0., 1.);
    emit sought(begin + std::chrono::milliseconds(qint64(double(whole) * share)));
}

void ReplayTrack::mousePressEvent(QMouseEvent* event)
{
    m_held = event->button() == Qt::LeftButton;
    if (m_held)
        seekTo(zoom::logical(event->position().x()));
    event->accept();
}

void ReplayTrack::mouseMoveEvent(QMouseEvent* event)
{
    if (m_held)
        seekTo(zoom::logical(event->position().x()));
}

void ReplayTrack::mouseReleaseEvent(QMouseEvent*)
{
    m_held = false;
}

} // namespace headgate
