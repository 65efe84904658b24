// SPDX-License-Identifier: MIT
#include "ui/views/sessiondelegate.h"

#include "ui/glyphs.h"
#include "ui/models/sessiontreemodel.h"
#include "ui/theme.h"
#include "ui/tonecolour.h"
#include "ui/typography.h"

#include <QAbstractScrollArea>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace headgate {

using theme::tokens;
using Model = SessionTreeModel;

namespace {

constexpr int sourceHeight = 41;
constexpr int directoryHeight = 29;
constexpr int sessionHeight = 50;
constexpr int rightPad = 16; ///< from the edge of the side to ages and states
constexpr int step = 24; ///< one level of nesting

Model::RowKind kindOf(const QModelIndex& index)
{
    return Model::RowKind(index.data(Model::KindRole).toInt());
}

bool hasLaterSession(const QModelIndex& index)
{
    return index.row() + 1 < index.model()->rowCount(index.parent());
}

/** From a subagent up: its own elbow, and the lines of ancestors that have more to come. */
void drawElbows(QPainter& painter, const QRect& row, const QModelIndex& index, int depth)
{
    painter.setPen(QPen(tokens().line.darker(tokens().dark ? 80 : 104), 1));
    painter.setBrush(Qt::NoBrush);
    QModelIndex at = index;
    for (int d = depth; d > 0; --d, at = at.parent()) {
        const double x = row.left() + 31 + step * (d - 1) + 0.5;
        const double top = row.top();
        const double turn = row.top() + 24.5;
        if (d == depth) {
            QPainterPath path(QPointF(x, top));
            path.lineTo(x, turn - 5);
            path.quadTo(x, turn, x + 5, turn);
            path.lineTo(x + 9, turn);
            painter.drawPath(path);
        }
        if (hasLaterSession(at))
            painter.drawLine(QPointF(x, d == depth ? turn - 5 : top), QPointF(x, row.bottom() + 1));
    }
}

void drawChevron(QPainter& painter, QPointF centre, bool open)
{
    painter.setPen(QPen(tokens().faint, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF side[] = {
        centre + QPointF(-1.5, -3), centre + QPointF(1.5, 0), centre + QPointF(-1.5, 3)};
    const QPointF down[] = {
        centre + QPointF(-3, -1.5), centre + QPointF(0, 1.5), centre + QPointF(3, -1.5)};
    painter.drawPolyline(open ? down : side, 3);
}

/** The current row of a list that a person walks by keyboard. */
bool hasKeys(const QStyleOptionViewItem& option)
{
    return (option.state & QStyle::State_HasFocus)
        && (option.state & QStyle::State_KeyboardFocusChange);
}

/** A row's card with the 2 px ring of what has the focus. */
void drawFocus(QPainter& p, const QRectF& box, double radius)
{
    p.setPen(QPen(tokens().accent, 2));
    p.setBrush(tokens().surface);
    p.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius);
}

} // namespace

QPointF SessionDelegate::shapeCentre(const QRect& row, int depth)
{
    return {row.left() + 31.0 + step * depth, row.top() + 17.5};
}

QPointF SessionDelegate::chevronCentre(const QRect& row, int depth)
{
    return {row.left() + 17.0 + step * depth, row.top() + 17.5};
}

QSize SessionDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    switch (kindOf(index)) {
    case Model::RowKind::Source:
        return zoom::px({0, sourceHeight});
    case Model::RowKind::Directory:
        return zoom::px({0, directoryHeight});
    case Model::RowKind::Session:
        break;
    }
    return zoom::px({0, sessionHeight});
}

void SessionDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& onScreen, const QModelIndex& index) const
{
    QStyleOptionViewItem option = onScreen;
    const zoom::Row scaled(*painter, option);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    switch (kindOf(index)) {
    case Model::RowKind::Source:
        paintSource(*painter, option, index);
        break;
    case Model::RowKind::Directory:
        paintDirectory(*painter, option, index);
        break;
    case Model::RowKind::Session:
        paintSession(*painter, option, index);
        break;
    }
    painter->restore();
}

void SessionDelegate::paintSource(
    QPainter& p, const QStyleOptionViewItem& o, const QModelIndex& index) const
{
    const QRect& r = o.rect;
    if (hasKeys(o))
        drawFocus(p, QRectF(r).adjusted(8, 9, -8, -3), 8);
    else if (o.state & (QStyle::State_Selected | QStyle::State_MouseOver))
        glyphs::drawBox(p, r.adjusted(8, 9, -8, -3), 8,
            o.state & QStyle::State_Selected ? tokens().surface : tokens().hover,
            o.state & QStyle::State_Selected ? tokens().line : QColor());
    const double base = r.top() + 31;
    glyphs::drawDot(p, QPointF(r.left() + 20, r.top() + 26.5),
        tokens()
            .*toneColour(words::Tone(index.data(Model::ToneRole).toInt()), &theme::Tokens::faint));
    const QFont small = theme::uiFont(theme::smallSize);
    const QFont name = theme::uiFont(theme::interfaceSize, QFont::DemiBold);
    const QString state = index.data(Model::ActivityRole).toString();
    const double room = r.width() - 32 - rightPad;
    const QString title = index.data().toString();
    const double nameWidth = std::min(QFontMetricsF(name).horizontalAdvance(title), room * 0.6);
    const double stateRoom = room - nameWidth - 12;
    const double stateWidth = std::min(QFontMetricsF(small).horizontalAdvance(state), stateRoom);
    glyphs::drawText(p, {r.left() + 32.0, base}, title, name, tokens().text, nameWidth + 1);
    glyphs::drawText(p, {r.right() + 1 - rightPad - stateWidth, base}, state, small, tokens().faint,
        stateWidth + 1);
}

void SessionDelegate::paintDirectory(
    QPainter& p, const QStyleOptionViewItem& o, const QModelIndex& index) const
{
    glyphs::drawText(p, {o.rect.left() + 32.0, o.rect.top() + 21.0}, index.data().toString(),
        theme::uiFont(theme::smallSize), tokens().faint, o.rect.width() - 32 - rightPad,
        Qt::ElideMiddle);
}

void SessionDelegate::paintSession(
    QPainter& p, const QStyleOptionViewItem& o, const QModelIndex& index) const
{
    const QRect& r = o.rect;
    const int depth = index.data(Model::DepthRole).toInt();
    const bool selected = o.state & QStyle::State_Selected;
    const bool over = o.state & QStyle::State_MouseOver;
    if (depth > 0)
        drawElbows(p, r, index, depth);
    const QRectF box = QRectF(r).adjusted(8, 0, -8, 0);
    if (hasKeys(o))
        drawFocus(p, box, 10);
    else if (selected)
        glyphs::drawCard(p, box, 10,
            tokens().contrast   ? tokens().accent
                : tokens().dark ? tokens().surface
                                : tokens().line);
    else if (over)
        glyphs::drawBox(p, box, 10, tokens().hover, QColor());

    const bool children = index.model()->hasChildren(index);
    const bool open = o.state & QStyle::State_Open;
    const auto* view = qobject_cast<const QAbstractScrollArea*>(o.widget);
    const bool pointed = over && view && view->viewport()->underMouse();
    if (children && (pointed || !open))
        drawChevron(p, chevronCentre(r, depth), open);
    paintShape(p, shapeCentre(r, depth), index);

    const double left = r.left() + 48.0 + step * depth;
    const double right = r.right() + 1 - rightPad;
    const QFont small = theme::uiFont(theme::smallSize);
    const QString age = index.data(Model::AgeRole).toString();
    const double ageWidth = QFontMetricsF(small).horizontalAdvance(age);
    glyphs::drawText(
        p, {right - ageWidth, r.top() + 21.0}, age, small, tokens().faint, ageWidth + 1);
    const bool unread = index.data(Model::UnreadRole).toBool();
    const bool seen = RowShape(index.data(Model::ShapeRole).toInt()) == RowShape::LastSeen;
    glyphs::drawText(p, {left, r.top() + 21.0}, index.data().toString(),
        theme::uiFont(theme::interfaceSize, unread ? QFont::DemiBold : QFont::Normal),
        seen ? tokens().muted : tokens().text, right - ageWidth - 10 - left);
    // Folded rows must not hide that someone below waits.
    const int below = open ? 0 : index.data(Model::WaitingBelowRole).toInt();
    double room = right - left;
    if (below > 0) {
        glyphs::drawWaiting(p, {right - 7, r.top() + 35.0}, u'!', 12);
        room -= 20;
    }
    glyphs::drawText(p, {left, r.top() + 39.0}, index.data(Model::ActivityRole).toString(),
        theme::uiFont(12), tokens().muted, room);
}

/** A ring that has just ended fades into what stands there now (DG-56). */
void SessionDelegate::paintShape(QPainter& p, QPointF at, const QModelIndex& index) const
{
    const SessionKey key{SourceId(index.data(Model::SourceIdRole).toString()),
        SessionId(index.data(Model::SessionIdRole).toString())};
    const auto shape = RowShape(index.data(Model::ShapeRole).toInt());
    const bool running = shape == RowShape::Running;
    double left = m_ends.left(key, running);
    const bool moves = left > 0 && m_onRing && m_onRing();
    // Who waits for a person, and what failed, stand there at once.
    if (!running && (!moves || shape != RowShape::Done)) {
        m_ends.forget(key);
        left = 0;
    }
    if (left < 1) {
        p.setOpacity(1 - left);
        glyphs::drawShape(p, at, shape);
    }
    if (left > 0) {
        p.setOpacity(left);
        glyphs::drawShape(p, at, RowShape::Running, m_angle);
    }
    p.setOpacity(1);
}

} // namespace headgate
