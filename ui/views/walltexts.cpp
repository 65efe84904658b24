// SPDX-License-Identifier: MIT
#include "ui/views/walltexts.h"

#include "ui/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** Some 2 kB each. */
constexpr int mostKnown = 700;

} // namespace

WallTexts::WallTexts()
    : m_known(mostKnown)
{
    reset();
}

void WallTexts::reset()
{
    m_known.clear();
    const std::array fonts{theme::uiFont(theme::interfaceSize, QFont::DemiBold),
        theme::uiFont(theme::smallSize), theme::uiFont(12), theme::uiFont(12, QFont::Medium),
        theme::monoFont(11)};
    for (size_t i = 0; i < fonts.size(); ++i) {
        const QFontMetricsF metrics(fonts[i]);
        m_faces[i] = {
            fonts[i], metrics.ascent(), std::ceil(metrics.height()), metrics.averageCharWidth()};
    }
}

const QTextLayout& WallTexts::laidOut(const Key& key, Qt::TextElideMode elide)
{
    if (const QTextLayout* known = m_known.object(key))
        return *known;
    const QFont& face = font(key.type);
    auto* made = new QTextLayout(key.text, face);
    made->setCacheEnabled(true);
    const auto lay = [made](double width) {
        made->beginLayout();
        double top = 0;
        for (QTextLine line = made->createLine(); line.isValid(); line = made->createLine()) {
            line.setLineWidth(width);
            line.setPosition({0, top});
            top += line.height();
        }
        made->endLayout();
    };
    constexpr double endless = 1e6;
    lay(key.wrapped ? key.width : endless);
    if (!key.wrapped && key.width >= 0 && made->lineAt(0).naturalTextWidth() > key.width) {
        made->setText(QFontMetricsF(face).elidedText(key.text, elide, key.width));
        lay(endless);
    }
    m_known.insert(key, made);
    return *made;
}

double WallTexts::widthOf(Type type, const QString& text)
{
    return text.isEmpty()
        ? 0
        : laidOut({text, -1, type, false}, Qt::ElideNone).lineAt(0).naturalTextWidth();
}

double WallTexts::draw(QPainter& painter, QPointF topLeft, const QString& text, Type type,
    const QColor& colour, double width, Qt::TextElideMode elide)
{
    if (text.isEmpty() || width < 1)
        return 0;
    const QTextLayout& layout = laidOut({text, int(width), type, false}, elide);
    painter.setPen(colour);
    layout.draw(&painter, {topLeft.x(), std::round(topLeft.y())});
    return layout.lineAt(0).naturalTextWidth();
}

/** What is far above is not seen: a text that grows is laid out as far as that goes. */
const QTextLayout& WallTexts::endOf(const QString& text, Type type, double width, int most)
{
    const double average = std::max(1., m_faces[size_t(type)].average);
    const auto enough = qsizetype(most * width / average * 1.4) + 40;
    QString end = text;
    if (text.size() > enough) {
        end = text.right(enough);
        end.remove(0, end.indexOf(u' ') + 1);
    }
    return laidOut({end, int(width), type, true}, Qt::ElideNone);
}

int WallTexts::linesOf(const QString& text, Type type, double width, int most)
{
    if (text.isEmpty() || width < 1 || most < 1)
        return 0;
    return std::min(endOf(text, type, width, most).lineCount(), most);
}

int WallTexts::drawEnd(QPainter& painter, QPointF bottomLeft, const QString& text, Type type,
    const QColor& colour, double width, int most, double step)
{
    const int lines = linesOf(text, type, width, most);
    if (lines == 0)
        return 0;
    const QTextLayout& layout = endOf(text, type, width, most);
    painter.setPen(colour);
    for (int i = 0; i < lines; ++i) {
        const QTextLine line = layout.lineAt(layout.lineCount() - lines + i);
        const double top = bottomLeft.y() - step * (lines - i);
        line.draw(&painter, {bottomLeft.x() - line.x(), std::round(top) - line.y()});
    }
    return lines;
}

} // namespace headgate
