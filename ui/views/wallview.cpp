// SPDX-License-Identifier: MIT
#include "ui/views/wallview.h"

#include "ui/models/wallmodel.h"
#include "ui/motion.h"
#include "ui/typography.h"
#include "ui/views/walldelegate.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

WallView::WallView(WallModel* model, QWidget* parent)
    : QListView(parent)
    , m_model(model)
    , m_delegate(new WallDelegate(model, this))
{
    setModel(model);
    setItemDelegate(m_delegate);
    setViewMode(QListView::IconMode);
    setMovement(QListView::Static);
    setResizeMode(QListView::Adjust);
    setUniformItemSizes(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setMouseTracking(true);
    setAccessibleName(tr("Wall of sessions"));
    viewport()->setAutoFillBackground(false);
    connect(model, &WallModel::updated, this, [this] {
        arrange();
        wantMotion();
    });
    connect(&Typography::inForce(), &Typography::changed, this, &WallView::zoomChanged);
    m_settled.setSingleShot(true);
    connect(&m_settled, &QTimer::timeout, this, [this] {
        scrollTo(m_kept);
        m_kept = QModelIndex();
    });
}

void WallView::setMotion(Motion* motion)
{
    m_motion = motion;
    connect(motion, &Motion::turned, this, &WallView::turn);
}

void WallView::arrange()
{
    // A bar that comes and goes must not change the number of columns.
    const int room =
        maximumViewportSize().width() - style()->pixelMetric(QStyle::PM_ScrollBarExtent) - 1;
    const QSize least = zoom::px(WallDelegate::leastCell());
    m_columns = std::clamp(room / least.width(), 1, mostColumns);
    // Where all of them have room, they are as high as it lasts.
    const int rows = std::max(1, (m_model->rowCount() + m_columns - 1) / m_columns);
    const int whole = maximumViewportSize().height() - 1;
    const int low = std::clamp(whole, zoom::px(WallDelegate::lowHeight()), least.height());
    const int height = std::clamp(whole / rows, low, zoom::px(WallDelegate::mostHeight()));
    const QSize cell(std::max(1, room / m_columns), height);
    if (cell == gridSize())
        return;
    keepPlace(); // while tiles stand where they stood
    m_delegate->setCell(cell);
    setGridSize(cell);
    verticalScrollBar()->setSingleStep(cell.height() / 6);
}

/** The tile in hand, or the first in sight, is so again when all have their places. */
void WallView::keepPlace()
{
    if (!m_kept.isValid()) {
        const QModelIndex current = currentIndex();
        const QRect seen = viewport()->rect();
        m_kept = seen.intersects(visualRect(current)) ? current : indexAt({1, seen.height() / 3});
    }
    m_settled.start();
}

void WallView::zoomChanged()
{
    WallDelegate::resetTexts();
    arrange();
    viewport()->update();
}

void WallView::resizeEvent(QResizeEvent* event)
{
    arrange();
    QListView::resizeEvent(event);
    if (m_kept.isValid())
        m_settled.start();
}

void WallView::showEvent(QShowEvent* event)
{
    arrange();
    QListView::showEvent(event);
    wantMotion();
}

void WallView::hideEvent(QHideEvent* event)
{
    QListView::hideEvent(event);
    wantMotion();
}

/** Rings turn only where one is in sight. */
void WallView::wantMotion()
{
    if (!m_motion)
        return;
    bool wants = false;
    for (int row = 0; isVisible() && row < m_model->rowCount() && !wants; ++row)
        wants = m_model->tile(row).shape == RowShape::Running
            && viewport()->rect().intersects(visualRect(m_model->index(row)));
    m_motion->want(this, wants);
}

void WallView::turn()
{
    m_delegate->setAngle(m_motion->angle());
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->tile(row).shape != RowShape::Running)
            continue;
        const QRect ring =
            zoom::inRow(visualRect(m_model->index(row)), &WallDelegate::shapeRect).toAlignedRect();
        if (viewport()->rect().intersects(ring))
            viewport()->update(ring);
    }
}

SessionKey WallView::current() const
{
    const QModelIndex at = currentIndex();
    return at.isValid() ? m_model->tile(at.row()).key : SessionKey();
}

void WallView::goTo(const SessionKey& key)
{
    const int row = std::max(0, m_model->rowOf(key));
    if (row < m_model->rowCount())
        setCurrentIndex(m_model->index(row));
    // The tiles may not have their places yet.
    QTimer::singleShot(0, this, [this] {
        m_kept = QModelIndex();
        scrollToTop();
        scrollTo(currentIndex());
    });
}

void WallView::togglePin(int row)
{
    const WallTile tile = m_model->tile(row);
    m_model->setPinned(tile.key, !tile.pinned);
    goTo(tile.key);
}

void WallView::review(int row)
{
    // It opens the dialog; nothing is answered here.
    if (const auto request = m_model->tile(row).request)
        emit requestWanted(*request);
}

void WallView::keyPressEvent(QKeyEvent* event)
{
    const QModelIndex at = currentIndex();
    const bool plain = !(event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier));
    if (plain && event->key() == Qt::Key_Slash) {
        emit filterWanted();
    } else if (plain && event->key() == Qt::Key_Escape) {
        emit leaveWanted();
    } else if (plain && at.isValid() && !event->isAutoRepeat()
        && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        emit sessionWanted(m_model->tile(at.row()).key);
    } else if (plain && at.isValid() && event->key() == Qt::Key_P) {
        togglePin(at.row());
    } else if (plain && at.isValid() && event->key() == Qt::Key_R && !event->isAutoRepeat()) {
        review(at.row());
    } else if (event->modifiers() == Qt::NoModifier || (event->modifiers() & Qt::KeypadModifier)) {
        QListView::keyPressEvent(event);
        return;
    } else {
        event->ignore();
        return;
    }
    event->accept();
}

void WallView::mousePressEvent(QMouseEvent* event)
{
    QListView::mousePressEvent(event);
    const QModelIndex at = indexAt(event->pos());
    if (!at.isValid() || event->button() != Qt::LeftButton)
        return;
    const QRect cell = visualRect(at);
    if (zoom::inRow(cell, &WallDelegate::pinRect).contains(event->position()))
        togglePin(at.row());
    else if (m_model->tile(at.row()).request
        && zoom::inRow(cell, &WallDelegate::requestRect).contains(event->position()))
        review(at.row());
}

void WallView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const QModelIndex at = indexAt(event->pos());
    if (at.isValid() && event->button() == Qt::LeftButton
        && !zoom::inRow(visualRect(at), &WallDelegate::pinRect).contains(event->position())
        && !zoom::inRow(visualRect(at), &WallDelegate::requestRect).contains(event->position()))
        emit sessionWanted(m_model->tile(at.row()).key);
}

} // namespace headgate
