// SPDX-License-Identifier: MIT
#include "ui/views/timelinedelegate.h"

#include "ui/glyphs.h"
#include "ui/models/timelinemodel.h"
#include "ui/theme.h"
#include "ui/typography.h"
#include "ui/words/eventwords.h"

#include <QPainter>

#include <array>

namespace headgate {

using theme::tokens;
using words::EventTone;

namespace {

constexpr int left = 24;
constexpr int right = 14;
constexpr int stripeLeft = 6;
constexpr int stripeWidth = 3;

/** Runs that follow each other are told apart; the name stands beside the first row of each. */
QColor runColour(int place)
{
    const auto& t = tokens();
    const std::array<QColor, 4> colours{t.accent, t.violet, t.green, t.faint};
    return colours[size_t(place) % colours.size()];
}

QColor dotColour(EventTone tone)
{
    const auto& t = tokens();
    switch (tone) {
    case EventTone::Good:
        return t.green;
    case EventTone::Bad:
        return t.red;
    case EventTone::Asks:
        return t.amber;
    case EventTone::Plain:
    case EventTone::Quiet:
        break;
    }
    return {};
}

} // namespace

void TimelineDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& onScreen, const QModelIndex& index) const
{
    QStyleOptionViewItem option = onScreen;
    const zoom::Row scaled(*painter, option);
    const auto& t = tokens();
    const QRectF row(option.rect);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool selected = (option.state & QStyle::State_Selected) != 0;
    if (selected || (option.state & QStyle::State_MouseOver))
        glyphs::drawBox(
            *painter, row.adjusted(12, 1, -6, -1), 8, selected ? t.accentSoft : t.hover, QColor());
    if (!index.data(TimelineModel::LoadedRole).toBool()) {
        // It is asked for as it is painted.
        glyphs::drawBox(
            *painter, QRectF(row.left() + left, row.top() + 12, row.width() / 2, 9), 4, t.line, {});
        painter->restore();
        return;
    }
    if (const int place = index.data(TimelineModel::RunPlaceRole).toInt(); place >= 0) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(runColour(place));
        painter->drawRect(QRectF(row.left() + stripeLeft, row.top(), stripeWidth, row.height()));
    }
    const auto tone = EventTone(index.data(TimelineModel::ToneRole).toInt());
    const QFont small = theme::uiFont(12);
    const double end = row.right() - right;
    double x = row.left() + left;
    if (const QColor dot = dotColour(tone); dot.isValid()) {
        glyphs::drawDot(*painter, {x + 4, row.top() + 15}, dot);
        x += 14;
    }
    const QString clock = index.data(TimelineModel::ClockRole).toString();
    const double taken = QFontMetricsF(small).horizontalAdvance(clock);
    glyphs::drawText(*painter, {end - taken, row.top() + 19}, clock, small, t.faint, taken + 1);
    glyphs::drawText(*painter, {x, row.top() + 19}, index.data().toString(),
        theme::uiFont(
            theme::interfaceSize, tone == EventTone::Quiet ? QFont::Normal : QFont::Medium),
        tone == EventTone::Quiet ? t.muted : t.text, end - x - taken - 10);
    double room = end - row.left() - left;
    if (const QString run = index.data(TimelineModel::RunRole).toString(); !run.isEmpty()) {
        const QFont mono = theme::monoFont(theme::smallSize);
        const QString name = words::shortRun(run);
        const double wide = QFontMetricsF(mono).horizontalAdvance(name);
        glyphs::drawText(*painter, {end - wide, row.top() + 37}, name, mono,
            runColour(index.data(TimelineModel::RunPlaceRole).toInt()), wide + 1);
        room -= wide + 10;
    }
    glyphs::drawText(*painter, {row.left() + left, row.top() + 37},
        index.data(TimelineModel::DetailRole).toString(), small,
        tone == EventTone::Bad ? t.red : t.muted, room);
    painter->restore();
}

} // namespace headgate
