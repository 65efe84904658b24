// SPDX-License-Identifier: MIT
#include "ui/panels/paneltabs.h"

#include "ui/glyphs.h"
#include "ui/theme.h"
#include "ui/typography.h"
#include "ui/words/quantity.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleOptionTab>

#include <algorithm>
#include <cmath>

namespace headgate {

using namespace Qt::StringLiterals;
using theme::tokens;

namespace {

int pad() ///< beside the words
{
    return zoom::px(8);
}

int gap() ///< between title and count
{
    return zoom::px(5);
}

int narrowest()
{
    return zoom::px(36);
}

int rowHeight()
{
    return zoom::px(47);
}

/** Further from its row a tab is no longer one of it. */
constexpr int outBy = 56;

QFont titleFont(bool selected)
{
    return zoom::font(
        theme::uiFont(theme::interfaceSize, selected ? QFont::Medium : QFont::Normal));
}

QFont countFont()
{
    return zoom::font(theme::uiFont(theme::smallSize, QFont::DemiBold));
}

int chipWidth(const QString& count)
{
    return int(std::ceil(QFontMetricsF(countFont()).horizontalAdvance(count))) + 2 * zoom::px(5);
}

} // namespace

PanelTabs::PanelTabs(QWidget* parent)
    : QTabBar(parent)
{
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(false); // what does not fit stands in a list
    setElideMode(Qt::ElideRight);
}

int PanelTabs::add(const QString& name, const QString& title, bool asks)
{
    m_facts.push_back({title, 0, asks});
    const int index = addTab(title);
    setTabData(index, name);
    return index;
}

void PanelTabs::setCount(int index, int count)
{
    Facts& facts = m_facts[size_t(index)];
    facts.count = count;
    const QString text = count > 0
        ? tr("%1 %2", "title of a tab and a count").arg(facts.title, words::number(count))
        : facts.title;
    if (tabText(index) != text)
        setTabText(index, text);
}

QSize PanelTabs::tabSizeHint(int index) const
{
    if (size_t(index) >= m_facts.size()) // asked while it is being added
        return {narrowest(), rowHeight()};
    const Facts& facts = m_facts[size_t(index)];
    const QFontMetricsF title(titleFont(true));
    int width = int(std::ceil(title.horizontalAdvance(facts.title))) + 2 * pad();
    if (facts.count > 0)
        width += gap() + chipWidth(words::number(facts.count));
    return {width, std::max(rowHeight(), int(std::ceil(title.height())) + zoom::px(20))};
}

QSize PanelTabs::minimumTabSizeHint(int index) const
{
    const QSize whole = tabSizeHint(index);
    return {std::min(whole.width(), narrowest()), whole.height()};
}

void PanelTabs::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int i = 0; i < count(); ++i) {
        if (isTabVisible(i))
            paintTab(painter, i);
    }
}

void PanelTabs::paintTab(QPainter& painter, int index) const
{
    QStyleOptionTab option;
    initStyleOption(&option, index);
    const bool selected = option.state & QStyle::State_Selected;
    style()->drawControl(QStyle::CE_TabBarTabShape, &option, &painter, this);
    const Facts& facts = m_facts[size_t(index)];
    const QRect r = tabRect(index);
    const QString count = facts.count > 0 ? words::number(facts.count) : QString();
    const int chip = count.isEmpty() ? 0 : chipWidth(count);
    const QFont font = titleFont(selected);
    const QFontMetricsF metrics(font);
    const double room = r.width() - 2 * pad() - (chip > 0 ? gap() + chip : 0);
    const double title = std::min(metrics.horizontalAdvance(facts.title), room);
    const double all = std::max(title, 0.0) + (chip > 0 ? gap() + chip : 0);
    const double left = r.left() + (r.width() - all) / 2;
    const double base = r.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    const bool over = option.state & QStyle::State_MouseOver;
    glyphs::drawText(painter, {left, base}, facts.title, font,
        selected || over ? tokens().text : tokens().muted, title + 1);
    if (chip > 0) {
        const QFontMetricsF small(countFont());
        const double height = std::ceil(small.height()) + 2;
        const QRectF box(left + all - chip, r.center().y() - height / 2 + 1, chip, height);
        glyphs::drawBox(painter, box, height / 2,
            facts.asks ? tokens().amberSoft : tokens().pressed,
            tokens().contrast ? (facts.asks ? tokens().amber : tokens().line) : QColor());
        painter.setFont(countFont());
        painter.setPen(facts.asks ? tokens().amber : tokens().text);
        painter.drawText(box, Qt::AlignCenter, count);
    }
    if (!selected || !hasFocus() || !window()->testAttribute(Qt::WA_KeyboardFocusChange))
        return;
    painter.setPen(QPen(tokens().accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(r).adjusted(2, 8, -2, -8), 7, 7);
}

/** To the next tab that is shown. */
bool PanelTabs::step(int from, int by)
{
    for (int i = from; i >= 0 && i < count(); i += by) {
        if (!isTabVisible(i) || !isTabEnabled(i))
            continue;
        setCurrentIndex(i);
        return true;
    }
    return false;
}

void PanelTabs::keyPressEvent(QKeyEvent* event)
{
    const int onward = layoutDirection() == Qt::LeftToRight ? Qt::Key_Right : Qt::Key_Left;
    const int back = onward == Qt::Key_Right ? Qt::Key_Left : Qt::Key_Right;
    if (event->key() == onward) {
        if (!step(currentIndex() + 1, +1))
            emit leftBehind();
    } else if (event->key() == back) {
        step(currentIndex() - 1, -1);
    } else if (event->key() == Qt::Key_Home) {
        step(0, +1);
    } else if (event->key() == Qt::Key_End) {
        step(count() - 1, -1);
    } else {
        QTabBar::keyPressEvent(event);
        return;
    }
    event->accept();
}

void PanelTabs::mousePressEvent(QMouseEvent* event)
{
    m_held = event->button() == Qt::LeftButton ? tabAt(event->position().toPoint()) : -1;
    QTabBar::mousePressEvent(event);
}

void PanelTabs::mouseMoveEvent(QMouseEvent* event)
{
    QTabBar::mouseMoveEvent(event);
    if (m_held < 0 || rect().adjusted(-outBy, -outBy, outBy, outBy).contains(event->pos()))
        return;
    emit draggedOut(std::exchange(m_held, -1), event->globalPosition().toPoint());
}

void PanelTabs::mouseReleaseEvent(QMouseEvent* event)
{
    m_held = -1;
    QTabBar::mouseReleaseEvent(event);
}

} // namespace headgate
