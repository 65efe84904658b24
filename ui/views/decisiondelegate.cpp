// SPDX-License-Identifier: MIT
#include "ui/views/decisiondelegate.h"

#include "ui/glyphs.h"
#include "ui/models/decisionlistmodel.h"
#include "ui/theme.h"
#include "ui/tonecolour.h"
#include "ui/typography.h"

#include <QPainter>

namespace headgate {

using namespace Qt::StringLiterals;
using Model = DecisionListModel;
using theme::tokens;

namespace {

constexpr double side = 16;
constexpr int firstLine = 24; ///< baseline of the title
constexpr int lineStep = 20;
constexpr int below = 16;

/** Second to last line of a row; the title stands above them. */
QStringList linesOf(const QModelIndex& index)
{
    QStringList lines;
    for (const int role : {Model::PlaceRole, Model::ActorRole}) {
        const QString text = index.data(role).toString();
        if (!text.isEmpty())
            lines.append(text);
    }
    const QString message = index.data(Model::MessageRole).toString().simplified();
    if (!message.isEmpty())
        lines.append(u"\u201c%1\u201d"_s.arg(message));
    return lines;
}

} // namespace

QSize DecisionDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const bool subject = !index.data(Model::SubjectRole).toString().isEmpty();
    const auto lines = linesOf(index).size() + (subject ? 1 : 0);
    return zoom::px({160, firstLine + int(lines) * lineStep + below});
}

void DecisionDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& onScreen, const QModelIndex& index) const
{
    QStyleOptionViewItem option = onScreen;
    const zoom::Row scaled(*painter, option);
    const QRectF row(option.rect);
    const bool chosen = option.state & QStyle::State_Selected;
    const bool focus = option.state & QStyle::State_HasFocus;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (chosen || focus || (option.state & QStyle::State_MouseOver))
        glyphs::drawBox(*painter, row.adjusted(4, 2, -4, -2), 6,
            chosen      ? tokens().accentSoft
                : focus ? QColor()
                        : tokens().hover,
            focus ? tokens().accent : QColor());
    const QFont small = theme::uiFont(12);
    const QString time = index.data(Model::TimeRole).toString();
    const double taken = QFontMetricsF(small).horizontalAdvance(time) + 1;
    const auto tone = words::Tone(index.data(Model::ToneRole).toInt());
    double y = row.top() + firstLine;
    glyphs::drawText(*painter, {row.left() + side, y}, index.data().toString(),
        theme::uiFont(theme::interfaceSize, QFont::DemiBold),
        tokens().*toneColour(tone, &theme::Tokens::text), row.width() - 2 * side - taken - 12);
    glyphs::drawText(*painter, {row.right() - side - taken, y}, time, small, tokens().muted, taken);
    const QString subject = index.data(Model::SubjectRole).toString();
    if (!subject.isEmpty()) {
        y += lineStep;
        glyphs::drawText(*painter, {row.left() + side, y}, subject, theme::monoFont(),
            tokens().text, row.width() - 2 * side);
    }
    for (const QString& line : linesOf(index)) {
        y += lineStep;
        glyphs::drawText(
            *painter, {row.left() + side, y}, line, small, tokens().muted, row.width() - 2 * side);
    }
    painter->restore();
}

} // namespace headgate
