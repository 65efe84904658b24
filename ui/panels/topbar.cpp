// SPDX-License-Identifier: MIT
#include "ui/panels/topbar.h"

#include "ui/glyphs.h"
#include "ui/keybindings.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>

#include <cmath>

namespace headgate {

using theme::tokens;

namespace {

constexpr int barHeight = 48;
constexpr int hideFindBelow = 640; ///< where its words would be cut; its keys still open it

} // namespace

MarkButton::MarkButton(QWidget* parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setAccessibleName(tr("Menu"));
    showKeysIn(this, tr("Menu"), ActionId::OpenMenu);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void MarkButton::paintEvent(QPaintEvent*)
{
    zoom::Painter painter(this);
    const QRect area = zoom::area(*this);
    if (underMouse() || isDown())
        glyphs::drawBox(painter, area, 8, isDown() ? tokens().pressed : tokens().hover, QColor());
    glyphs::drawMark(painter, QRectF(4, 4, 22, 22));
}

WaitingButton::WaitingButton(QWidget* parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    showKeysIn(this, tr("Show who waits longest"), ActionId::NextWaiting);
    connect(&KeyBindings::inForce(), &KeyBindings::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QFont WaitingButton::wordsFont()
{
    return theme::uiFont(theme::interfaceSize, QFont::DemiBold);
}

QString WaitingButton::keys()
{
    return KeyBindings::inForce().chord(ActionId::NextWaiting).replace(u'+', u' ');
}

void WaitingButton::setWaiting(int count)
{
    if (m_count == count)
        return; // asked often: the window is laid out again only if it has to be
    m_count = count;
    setText(tr("%n waiting", nullptr, count));
    setAccessibleName(withKeys(
        tr("%n request(s) waiting. Show the next one", nullptr, count), ActionId::NextWaiting));
    setVisible(count > 0);
    updateGeometry();
    update();
}

QSize WaitingButton::sizeHint() const
{
    const double words = QFontMetricsF(wordsFont()).horizontalAdvance(text());
    const double chord = QFontMetricsF(theme::monoFont(11)).horizontalAdvance(keys());
    return zoom::px({int(std::ceil(10 + 14 + 6 + words + 11 + chord + 15)), 29});
}

void WaitingButton::paintEvent(QPaintEvent*)
{
    zoom::Painter painter(this);
    const QRect area = zoom::area(*this);
    const QColor ground = tokens().amberSoft;
    QColor line = tokens().amber;
    if (!underMouse() && !isDown())
        line = QColor();
    glyphs::drawBox(painter, area, 8, ground, line);
    glyphs::drawWaiting(painter, {17, area.height() / 2.0}, u'!');
    const double base = area.height() / 2.0 + 5;
    const double words =
        glyphs::drawText(painter, {30, base}, text(), wordsFont(), tokens().amber, 400);
    glyphs::drawText(
        painter, {30 + words + 11, base}, keys(), theme::monoFont(11), tokens().amber, 200);
}

FindButton::FindButton(QWidget* parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setText(tr("Go to a session"));
    const auto name = [this] {
        setAccessibleName(withKeys(tr("Go to a session"), ActionId::GoToSession));
        setToolTip(
            tr("%1. Every action: %2").arg(accessibleName(), keysOrName(ActionId::FindAction)));
        update();
    };
    connect(&KeyBindings::inForce(), &KeyBindings::changed, this, name);
    name();
    setMaximumWidth(widest);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHorizontalStretch(8); // before the empty room at its sides
    setSizePolicy(policy);
}

void FindButton::paintEvent(QPaintEvent*)
{
    constexpr double side = 10;
    zoom::Painter painter(this);
    const QRect area = zoom::area(*this);
    const bool over = underMouse() || isDown();
    glyphs::drawBox(painter, area, 8, isDown() ? tokens().hover : tokens().surface,
        over ? tokens().faint : tokens().line);
    const QFont mono = theme::monoFont(11);
    const QString chord = KeyBindings::inForce().chord(ActionId::GoToSession).replace(u'+', u' ');
    const double keys = std::ceil(QFontMetricsF(mono).horizontalAdvance(chord));
    const double words = QFontMetricsF(theme::uiFont()).horizontalAdvance(text());
    const double base = area.height() / 2.0 + 5;
    glyphs::drawText(
        painter, {side, base}, text(), theme::uiFont(), tokens().faint, area.width() - 2 * side);
    const double left = area.width() - side - keys;
    if (chord.isEmpty() || left - 18 < side + words)
        return; // no room for both
    glyphs::drawBox(
        painter, QRectF(left - 6, 6, keys + 12, area.height() - 12), 5, QColor(), tokens().line);
    glyphs::drawText(
        painter, {left, area.height() / 2.0 + 4}, chord, mono, tokens().muted, keys + 1);
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
    showKeysIn(m_side, tr("Show or hide the list of sessions"), ActionId::ToggleSide);
    showKeysIn(m_inspector, tr("Show or hide the inspector"), ActionId::ToggleInspector);
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
    m_find->setVisible(width() >= zoom::px(hideFindBelow));
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
