// SPDX-License-Identifier: MIT
#include "ui/panes.h"

#include "ui/typography.h"

#include <QApplication>
#include <QResizeEvent>
#include <QScopedValueRollback>

#include <algorithm>
#include <utility>

namespace headgate {

namespace {

// What is wider than this is shared with the sides, to some extent.
constexpr int spareAbove = 1800;
constexpr int sideAtMost = 360;
constexpr int inspectorAtMost = 480;

QWidget* firstFocusable(QWidget* pane)
{
    const auto accepts = [](const QWidget* w) {
        return w->isEnabled() && w->isVisible() && (w->focusPolicy() & Qt::TabFocus)
            && !w->focusProxy();
    };
    if (accepts(pane))
        return pane;
    const auto children = pane->findChildren<QWidget*>();
    for (QWidget* child : children) {
        if (accepts(child))
            return child;
    }
    return nullptr;
}

} // namespace

Panes::Panes(QWidget* side, QWidget* middle, QWidget* inspector, QWidget* parent)
    : QSplitter(Qt::Horizontal, parent)
    , m_zoom(zoom::factor())
{
    setHandleWidth(1);
    setChildrenCollapsible(false);
    addWidget(side);
    addWidget(middle);
    addWidget(inspector);
    side->setMinimumWidth(200);
    middle->setMinimumWidth(320);
    inspector->setMinimumWidth(280);
    setStretchFactor(0, 0);
    setStretchFactor(1, 1);
    setStretchFactor(2, 0);
    connect(&Typography::inForce(), &Typography::changed, this, &Panes::follow);
    connect(this, &QSplitter::splitterMoved, this, [this] { m_chosen = m_chosen || !m_following; });
    putDefaults();
}

/** The text in the middle is no wider in a wide window, and titles at the sides need not be cut. */
void Panes::putDefaults()
{
    const int spare = std::max(0, width() - zoom::px(spareAbove));
    const int left = std::min(zoom::px(sideWidth) + spare / 8, zoom::px(sideAtMost));
    const int right = std::min(zoom::px(inspectorWidth) + spare / 5, zoom::px(inspectorAtMost));
    setSizes({left - 1, std::max(width(), 1440) - left - right, right - 1});
}

void Panes::setChosen(const QByteArray& state)
{
    m_chosen = restoreState(state);
}

void Panes::resizeEvent(QResizeEvent* event)
{
    fold();
    QSplitter::resizeEvent(event);
    if (!m_chosen)
        putDefaults();
}

/** What stands in the panes at the sides is as wide as before, in its own measure. */
void Panes::follow()
{
    const double by = zoom::factor() / std::exchange(m_zoom, zoom::factor());
    const int left = qRound(sizes()[0] * by);
    const int right = qRound(sizes()[2] * by);
    fold();
    if (!isVisible() || !m_chosen) {
        putDefaults();
        return;
    }
    const QScopedValueRollback following(m_following, true);
    // One that is out of sight keeps what it had.
    if (widget(0)->isVisible() && left > 0)
        moveSplitter(left, 1);
    if (widget(2)->isVisible() && right > 0)
        moveSplitter(width() - right, 2);
}

/** What has no room becomes a button. */
void Panes::fold()
{
    const bool side = width() < zoom::px(foldSideBelow);
    const bool inspector = width() < zoom::px(foldInspectorBelow);
    if (side != m_side.folded || inspector != m_inspector.folded) {
        m_side.peeked = m_inspector.peeked = false;
        m_side.folded = side;
        m_inspector.folded = inspector;
        arrange();
    }
}

void Panes::arrange()
{
    widget(0)->setVisible(m_side.shown() && !m_sideAway);
    widget(2)->setVisible(m_inspector.shown());
    emit foldedChanged(m_side.folded, m_inspector.folded);
}

void Panes::toggleSide()
{
    m_side.toggle();
    if (m_side.folded && m_side.peeked)
        m_inspector.peeked = false; // there is room for one of them
    arrange();
}

void Panes::toggleInspector()
{
    m_inspector.toggle();
    if (m_side.folded && m_inspector.peeked)
        m_side.peeked = false;
    arrange();
}

void Panes::setSideAway(bool away)
{
    m_sideAway = away;
    arrange();
}

void Panes::showInspector()
{
    if (!m_inspector.shown())
        toggleInspector();
}

void Panes::cycle(int by)
{
    const QWidget* focus = QApplication::focusWidget();
    int at = -1;
    for (int i = 0; i < count(); ++i) {
        if (focus && widget(i)->isAncestorOf(focus))
            at = i;
    }
    for (int step = 1; step <= count(); ++step) {
        QWidget* pane =
            widget((at + by * step + 2 * count() + (at < 0 && by < 0 ? 1 : 0)) % count());
        if (!pane->isVisible())
            continue;
        if (QWidget* target = firstFocusable(pane)) {
            target->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

} // namespace headgate
