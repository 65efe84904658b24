// SPDX-License-Identifier: MIT
#include "ui/views/walldelegate.h"

#include "ui/glyphs.h"
#include "ui/theme.h"
#include "ui/typography.h"
#include "ui/views/iconbutton.h"
#include "ui/views/wallmarks.h"
#include "ui/views/walltexts.h"
#include "ui/words/quantity.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace headgate {

using namespace Qt::StringLiterals;
using theme::tokens;

namespace {

constexpr int gap = 6; ///< half of the space between two tiles
constexpr int pad = 14;
constexpr int strip = 16;
constexpr int lineRows = 6;
constexpr int fewRows = 3; ///< where a tile would be higher than the wall

using Type = WallTexts::Type;

/** Fonts and words of all tiles. */
WallTexts& texts()
{
    static WallTexts one;
    return one;
}

Type typeOf(WallLine::Kind kind)
{
    return kind == WallLine::Kind::Called || kind == WallLine::Kind::Failed ? Type::Code
                                                                            : Type::Body;
}

double lineHeight()
{
    return texts().height(Type::Body) + 2;
}

/** Title, place, what it does. */
double headHeight()
{
    return texts().height(Type::Title) + texts().height(Type::Small) + texts().height(Type::Body)
        + 10;
}

double requestHeight()
{
    return texts().height(Type::Body) + 14;
}

double footHeight()
{
    return texts().height(Type::Small) + strip + 4;
}

QRectF boxOf(const QRect& cell)
{
    return QRectF(cell).adjusted(gap, gap, -gap, -gap);
}

QColor lineColour(WallLine::Kind kind)
{
    switch (kind) {
    case WallLine::Kind::Person:
        return tokens().text;
    case WallLine::Kind::Failed:
        return tokens().red;
    case WallLine::Kind::Called:
        return tokens().faint;
    case WallLine::Kind::Said:
        break;
    }
    return tokens().muted;
}

} // namespace

WallDelegate::WallDelegate(const WallModel* model, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
{
}

QSize WallDelegate::leastCell()
{
    const double width = QFontMetricsF(texts().font(Type::Body)).averageCharWidth() * 44;
    const double height =
        2 * gap + 2 * pad + headHeight() + 8 + lineRows * lineHeight() + 8 + footHeight() - 4;
    return {std::max(300, int(std::ceil(width))), int(std::ceil(height))};
}

int WallDelegate::lowHeight()
{
    return leastCell().height() - int(std::floor((lineRows - fewRows) * lineHeight()));
}

int WallDelegate::mostHeight()
{
    return leastCell().height() + int(std::ceil(9 * lineHeight()));
}

QRect WallDelegate::shapeRect(const QRect& cell)
{
    const QRectF box = boxOf(cell);
    const double middle = box.top() + pad + texts().height(Type::Title) / 2;
    return QRectF(box.left() + pad - 2, middle - 10, 20, 20).toAlignedRect();
}

QRect WallDelegate::pinRect(const QRect& cell)
{
    const QRectF box = boxOf(cell);
    const double middle = box.top() + pad + texts().height(Type::Title) / 2;
    return QRectF(box.right() - pad - 18, middle - 12, 24, 24).toAlignedRect();
}

QRect WallDelegate::requestRect(const QRect& cell)
{
    const QRectF box = boxOf(cell);
    const double height = requestHeight();
    return QRectF(box.left() + pad - 4, box.bottom() - pad + 4 - footHeight() - height - 2,
        box.width() - 2 * pad + 8, height)
        .toAlignedRect();
}

void WallDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& onScreen, const QModelIndex& index) const
{
    QStyleOptionViewItem option = onScreen;
    const zoom::Row scaled(*painter, option);
    const int row = index.row();
    const WallTile& tile = m_model->tile(row);
    QPainter& p = *painter;
    p.setRenderHint(QPainter::Antialiasing);
    const QRectF box = boxOf(option.rect);
    const bool waits = tile.state == WallState::Waiting;
    const bool keys = (option.state & QStyle::State_HasFocus)
        && (option.state & QStyle::State_KeyboardFocusChange);
    const bool over = option.state & QStyle::State_MouseOver;
    glyphs::drawCard(p, box, 10,
        waits                                                ? tokens().amber
            : over && (option.state & QStyle::State_Enabled) ? tokens().faint
                                                             : tokens().line);
    if (keys || (option.state & QStyle::State_Selected && option.state & QStyle::State_HasFocus)) {
        p.setPen(QPen(tokens().accent, 2));
        p.setBrush(Qt::NoBrush);
        p.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 11, 11);
    }
    paintHead(p, box, tile, over);
    const double top = box.top() + pad + headHeight() + 8;
    double bottom = box.bottom() - pad + 4 - footHeight() - 4;
    if (waits) {
        const QRectF request(requestRect(option.rect));
        paintRequest(p, request, tile, over);
        bottom = request.top() - 4;
    }
    const QRectF area(box.left() + pad, top, box.width() - 2 * pad, bottom - top);
    if (m_model->moment())
        paintMoment(p, area, row);
    else if (tile.expanded)
        paintLines(p, area, row);
    else
        paintSeen(p, area, row);
    paintFoot(p, box, tile, row);
}

void WallDelegate::paintHead(QPainter& p, const QRectF& box, const WallTile& tile, bool over) const
{
    const double left = box.left() + pad;
    double right = box.right() - pad;
    double top = box.top() + pad;
    const double middle = top + texts().height(Type::Title) / 2;
    glyphs::drawShape(p, {left + 8, middle}, tile.shape, m_angle);
    if (tile.pinned || over) {
        IconButton::draw(
            p, {right - 6, middle}, Icon::Pin, tile.pinned ? tokens().accent : tokens().faint);
        right -= 20;
    }
    const double age = texts().widthOf(Type::Small, tile.age);
    texts().draw(
        p, {right - age, top + 1}, tile.age, Type::Small, tokens().faint, std::ceil(age) + 1);
    texts().draw(
        p, {left + 24, top}, tile.title, Type::Title, tokens().text, right - age - 10 - left - 24);
    right = box.right() - pad;
    top += texts().height(Type::Title) + 2;
    texts().draw(p, {left + 24, top}, tile.place, Type::Small, tokens().faint, right - left - 24,
        Qt::ElideMiddle);
    top += texts().height(Type::Small) + 4;
    const QString words = tile.activity.startsWith(tile.doing)
        ? tile.activity
        : tr("%1 · %2", "state of a session, then what it does").arg(tile.doing, tile.activity);
    texts().draw(p, {left + 24, top}, words, Type::Body,
        tile.state == WallState::Failed ? tokens().red : tokens().muted, right - left - 24);
}

/** From the newest upwards, as far as there is room. */
void WallDelegate::paintLines(QPainter& p, const QRectF& area, int row) const
{
    const std::vector<WallLine>& lines = m_model->lines(row);
    if (lines.empty()) {
        texts().draw(p, area.topLeft(),
            m_model->isLoading(row) ? tr("Its text is being read …") : tr("It said nothing yet."),
            Type::Body, tokens().faint, area.width());
        return;
    }
    const double step = lineHeight();
    double bottom = area.top() + std::floor(area.height() / step) * step;
    for (auto it = lines.crbegin(); it != lines.crend(); ++it) {
        const int room = int((bottom - area.top() + 0.5) / step);
        if (room < 1)
            return;
        const Type type = typeOf(it->kind);
        if (type == Type::Code) {
            const QChar sign = it->kind == WallLine::Kind::Failed ? u'✕' : u'›';
            bottom -= step;
            texts().draw(p, {area.left(), bottom}, sign + (u' ' + it->text), type,
                lineColour(it->kind), area.width());
            continue;
        }
        const QString text =
            it->kind == WallLine::Kind::Person ? tr("You: %1").arg(it->text) : it->text;
        bottom -= step
            * texts().drawEnd(p, {area.left(), bottom}, text, type, lineColour(it->kind),
                area.width(), room, step);
    }
}

/** What it was seen doing, where its text is not followed. */
void WallDelegate::paintSeen(QPainter& p, const QRectF& area, int row) const
{
    const WallTrack* track = m_model->track(row);
    if (!track || track->moments().empty()) {
        texts().draw(p, area.topLeft(),
            tr("Texts are followed of the first %1. Enter opens it.")
                .arg(words::number(qint64(WallModel::mostExpanded))),
            Type::Body, tokens().faint, area.width());
        return;
    }
    const double step = lineHeight();
    double bottom = area.top() + std::floor(area.height() / step) * step;
    const auto& moments = track->moments();
    for (auto it = moments.crbegin(); it != moments.crend() && bottom - step >= area.top() - 0.5;
         ++it) {
        bottom -= step;
        const QString text = tr("%1  %2", "a time, then what happened")
                                 .arg(words::clockTime(it->at, m_model->now()), it->gist);
        texts().draw(p, {area.left(), bottom}, text, Type::Body, tokens().muted, area.width());
    }
}

void WallDelegate::paintMoment(QPainter& p, const QRectF& area, int row) const
{
    const WallMoment* told = m_model->momentOf(row);
    if (!told) {
        texts().draw(p, area.topLeft(), tr("Nothing is known of it so early."), Type::Body,
            tokens().faint, area.width());
        return;
    }
    const QString when = tr("last told at %1").arg(words::clockTime(told->at, m_model->now()));
    texts().draw(p, area.topLeft(), when, Type::Small, tokens().faint, area.width());
    const QColor colour = told->kind == WallMoment::Kind::Asked ? tokens().amber
        : told->kind == WallMoment::Kind::Failed                ? tokens().red
                                                                : tokens().text;
    const double top = area.top() + texts().height(Type::Small) + 4;
    const double step = lineHeight();
    const int room = std::max(1, int((area.bottom() - top) / step));
    // Nothing else stands there: from the top, though it is laid out from the end.
    const int lines = texts().linesOf(told->gist, Type::Body, area.width(), room);
    texts().drawEnd(p, {area.left(), top + lines * step}, told->gist, Type::Body, colour,
        area.width(), room, step);
}

void WallDelegate::paintRequest(
    QPainter& p, const QRectF& area, const WallTile& tile, bool over) const
{
    glyphs::drawBox(
        p, area, 7, tokens().amberSoft, tokens().contrast || over ? tokens().amber : QColor());
    const QString review =
        tile.waiting > 1 ? tr("Review, %Ln wait", nullptr, tile.waiting) : tr("Review");
    const double top = area.center().y() - texts().height(Type::Body) / 2;
    const double width = texts().widthOf(Type::Strong, review);
    texts().draw(p, {area.right() - 10 - width, top}, review, Type::Strong, tokens().amber,
        std::ceil(width) + 1);
    texts().draw(p, {area.left() + 10, top}, tile.wish, Type::Body, tokens().text,
        area.width() - width - 32);
}

void WallDelegate::paintFoot(QPainter& p, const QRectF& box, const WallTile& tile, int row) const
{
    const QRectF marks(
        box.left() + pad, box.bottom() - pad + 4 - strip, box.width() - 2 * pad, strip - 2);
    WallMarks hour(marks, m_model->now());
    hour.drawLine(p);
    if (const WallTrack* track = m_model->track(row)) {
        for (const WallMoment& moment : track->moments())
            hour.draw(p, moment.at, moment.kind);
    }
    if (const auto at = m_model->moment())
        hour.drawCursor(p, *at);
    const double top = box.bottom() - pad + 4 - footHeight();
    double left = marks.left();
    if (tile.todos > 0) {
        const QString todos =
            tr("%1 of %Ln todo(s)", nullptr, tile.todos).arg(words::number(tile.todosDone));
        left += texts().draw(p, {left, top}, todos, Type::Small, tokens().faint, marks.width() / 2);
        const QRectF bar(left + 8, top + texts().height(Type::Small) / 2 - 2, 48, 4);
        glyphs::drawBox(p, bar, 2, tokens().pressed, QColor());
        const double done = bar.width() * tile.todosDone / std::max(1, tile.todos);
        if (done > 0)
            glyphs::drawBox(
                p, QRectF(bar.topLeft(), QSizeF(done, bar.height())), 2, tokens().accent, QColor());
    }
    if (tile.cost > 0) {
        const QString cost = words::money(tile.cost);
        const double width = texts().widthOf(Type::Small, cost);
        texts().draw(p, {marks.right() - width, top}, cost, Type::Small, tokens().faint,
            std::ceil(width) + 1);
    }
}

void WallDelegate::resetTexts()
{
    texts().reset();
}

} // namespace headgate
