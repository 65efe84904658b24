// SPDX-License-Identifier: MIT
#include "ui/panels/topbar.h"

#include "ui/glyphs.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>

#include <cmath>

namespace headgate {

using theme::tokens;

namespace {

constexpr int barHeight = 48;
constexpr int hideFindBelow = 640; ///< where its words would be cut; Ctrl+K still opens it

} // namespace

MarkButton::MarkButton(QWidget* parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setAccessibleName(tr("Menu"));
    setToolTip(tr("Menu (F10)"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void MarkButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (underMouse() || isDown())
        glyphs::drawBox(painter, rect(), 8, isDown() ? tokens().pressed : tokens().hover, QColor());
    glyphs::drawMark(painter, QRectF(4, 4, 22, 22));
}

WaitingButton::WaitingButton(QWidget* parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFont(theme::uiFont(theme::interfaceSize, QFont::DemiBold));
}

void WaitingButton::setWaiting(int count)
{
    if (m_count == count)
        return; // asked often: the window is laid out again only if it has to be
    m_count = count;
    setText(tr("%n waiting", nullptr, count));
    setAccessibleName(tr("%n request(s) waiting. Show the next one (Ctrl+J)", nullptr, count));
    setToolTip(tr("Show who waits longest (Ctrl+J)"));
    setVisible(count > 0);
    updateGeometry();
    update();
}

QSize WaitingButton::sizeHint() const
{
    const double words = QFontMetricsF(font()).horizontalAdvance(text());
    const double keys = QFontMetricsF(theme::monoFont(11)).horizontalAdvance(tr("Ctrl J"));
    return {int(std::ceil(10 + 14 + 6 + words + 11 + keys + 15)), 29};
}

void WaitingButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QColor ground = tokens().amberSoft;
    QColor line = tokens().amber;
    if (!underMouse() && !isDown())
        line = QColor();
    glyphs::drawBox(painter, rect(), 8, ground, line);
    glyphs::drawWaiting(painter, {17, height() / 2.0}, u'!');
    const double base = height() / 2.0 + 5;
    const double words = glyphs::drawText(painter, {30, base}, text(), font(), tokens().amber, 400);
    glyphs::drawText(
        painter, {30 + words + 11, base}, tr("Ctrl J"), theme::monoFont(11), tokens().amber, 100);
}

FindButton::FindButton(QWidget* parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setText(tr("Go to a session"));
    setAccessibleName(tr("Go to a session (Ctrl+K)"));
    setToolTip(tr("Go to a session (Ctrl+K). Every action: Ctrl+Shift+P"));
    setMaximumWidth(widest);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHorizontalStretch(8); // before the empty room at its sides
    setSizePolicy(policy);
}

void FindButton::paintEvent(QPaintEvent*)
{
    constexpr double side = 10;
    QPainter painter(this);
    const bool over = underMouse() || isDown();
    glyphs::drawBox(painter, rect(), 8, isDown() ? tokens().hover : tokens().surface,
        over ? tokens().faint : tokens().line);
    const QFont mono = theme::monoFont(11);
    const double keys = std::ceil(QFontMetricsF(mono).horizontalAdvance(tr("Ctrl K")));
    const double words = QFontMetricsF(theme::uiFont()).horizontalAdvance(text());
    const double base = height() / 2.0 + 5;
    glyphs::drawText(
        painter, {side, base}, text(), theme::uiFont(), tokens().faint, width() - 2 * side);
    const double left = width() - side - keys;
    if (left - 18 < side + words)
        return; // no room for both
    glyphs::drawBox(
        painter, QRectF(left - 6, 6, keys + 12, height() - 12), 5, QColor(), tokens().line);
    glyphs::drawText(
        painter, {left, height() / 2.0 + 4}, tr("Ctrl K"), mono, tokens().muted, keys + 1);
}

TopBar::TopBar(QWidget* parent)
    : Ground(&theme::Tokens::panel, Qt::BottomEdge, parent)
    , m_mark(new MarkButton(this))
    , m_find(new FindButton(this))
    , m_waiting(new WaitingButton(this))
    , m_side(new QPushButton(tr("Sessions"), this))
    , m_inspector(new QPushButton(this))
{
    setFixedHeight(barHeight);
    auto* name =
        new TextLabel(theme::uiFont(theme::titleSize, QFont::DemiBold), &theme::Tokens::text, this);
    name->setText(QStringLiteral("Headgate"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 16, 1);
    row->setSpacing(8);
    row->addWidget(m_mark);
    row->addWidget(name);
    row->addSpacing(8);
    row->addWidget(m_side);
    row->addStretch(1);
    row->addWidget(m_find);
    row->addStretch(1);
    row->addWidget(m_inspector);
    row->addWidget(m_waiting);
    m_side->setToolTip(tr("Show or hide the list of sessions (Ctrl+B)"));
    m_inspector->setToolTip(tr("Show or hide the inspector (Ctrl+I)"));
    for (QPushButton* button : {m_side, m_inspector}) {
        button->setAutoDefault(false);
        button->setFocusPolicy(Qt::TabFocus);
    }
    connect(m_mark, &QAbstractButton::clicked, this, &TopBar::openMenu);
    connect(m_find, &QAbstractButton::clicked, this, &TopBar::findWanted);
    connect(m_waiting, &QAbstractButton::clicked, this, &TopBar::nextWaitingWanted);
    connect(m_side, &QAbstractButton::clicked, this, &TopBar::sideWanted);
    connect(m_inspector, &QAbstractButton::clicked, this, &TopBar::inspectorWanted);
    setWaiting(0);
    setFolded(false, false);
}

void TopBar::resizeEvent(QResizeEvent* event)
{
    m_find->setVisible(width() >= hideFindBelow);
    Ground::resizeEvent(event);
}

void TopBar::setMenu(QMenu* menu)
{
    m_menu = menu;
}

void TopBar::openMenu()
{
    if (m_menu)
        m_menu->popup(m_mark->mapToGlobal(QPoint(0, m_mark->height() + 4)));
}

void TopBar::setWaiting(int count)
{
    m_waiting->setWaiting(count);
    m_inspector->setText(count > 0 ? tr("Inspector %1").arg(count) : tr("Inspector"));
}

void TopBar::setFolded(bool side, bool inspector)
{
    m_side->setVisible(side);
    m_inspector->setVisible(inspector);
}

} // namespace headgate
