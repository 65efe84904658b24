// SPDX-License-Identifier: MIT
#include "ui/views/sessiontree.h"

#include "ui/models/sessiontreemodel.h"
#include "ui/motion.h"
#include "ui/typography.h"
#include "ui/views/sessiondelegate.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>

namespace headgate {

using Model = SessionTreeModel;

SessionTree::SessionTree(SessionTreeModel* model, QWidget* parent)
    : QTreeView(parent)
    , m_model(model)
    , m_delegate(new SessionDelegate(this))
{
    setModel(model);
    setItemDelegate(m_delegate);
    setHeaderHidden(true);
    setIndentation(0);
    setFrameShape(NoFrame);
    setMouseTracking(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    setExpandsOnDoubleClick(true);
    viewport()->setAutoFillBackground(false);
    viewport()->setAttribute(Qt::WA_Hover);
    setAccessibleName(tr("Servers and sessions"));
    unfold({}, 0, model->rowCount() - 1);
    // A row that moves under another parent keeps its expansion only if it is asked to.
    connect(model, &QAbstractItemModel::rowsMoved, this,
        [this](const QModelIndex&, int, int, const QModelIndex& to, int row) {
            if (to.isValid())
                expand(to);
            unfold(to, std::max(0, row - 1), row);
        });
}

void SessionTree::unfold(const QModelIndex& parent, int first, int last)
{
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = m_model->index(row, 0, parent);
        if (!index.isValid())
            continue;
        expand(index);
        unfold(index, 0, m_model->rowCount(index) - 1);
    }
}

void SessionTree::rowsInserted(const QModelIndex& parent, int first, int last)
{
    QTreeView::rowsInserted(parent, first, last);
    // The first child of a row unfolds it; later ones respect what the person did.
    if (parent.isValid() && m_model->rowCount(parent) == last - first + 1)
        expand(parent);
    unfold(parent, first, last);
}

void SessionTree::select(const SessionKey& key)
{
    const QModelIndex index = m_model->indexOf(key);
    if (!index.isValid())
        return;
    setCurrentIndex(index);
    if (isVisible()) // before that the view has no size to scroll within
        scrollTo(index);
}

void SessionTree::step(int by)
{
    const auto keys = m_model->sessionsInOrder();
    if (keys.empty())
        return;
    const auto it = std::ranges::find(keys, m_selected);
    const int count = int(keys.size());
    const int from = it == keys.end() ? (by > 0 ? -1 : count) : int(it - keys.begin());
    select(keys[size_t(std::clamp(from + by, 0, count - 1))]);
}

void SessionTree::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTreeView::currentChanged(current, previous);
    const SessionKey key = m_model->keyAt(current);
    if (key.isEmpty() || key == m_selected)
        return;
    m_selected = key;
    emit sessionChosen(key);
}

SourceId SessionTree::currentSource() const
{
    const QModelIndex index = currentIndex();
    const bool source = index.isValid()
        && Model::RowKind(index.data(Model::KindRole).toInt()) == Model::RowKind::Source;
    return source ? SourceId(index.data(Model::SourceIdRole).toString()) : SourceId();
}

/** On a source F2 means its name, elsewhere that of the session in the middle. */
bool SessionTree::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_F2 && !currentSource().isEmpty()) {
        event->accept();
        return true;
    }
    return QTreeView::event(event);
}

void SessionTree::keyPressEvent(QKeyEvent* event)
{
    const SourceId source = currentSource();
    if (event->key() == Qt::Key_F2 && !source.isEmpty())
        emit sourceRenameWanted(source);
    else
        QTreeView::keyPressEvent(event);
}

void SessionTree::mousePressEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (!m_model->keyAt(index).isEmpty() && m_model->hasChildren(index)) {
        const double x =
            SessionDelegate::chevronCentre(QRect(), index.data(Model::DepthRole).toInt()).x();
        if (std::abs(zoom::logical(event->position().x() - visualRect(index).left()) - x) < 8) {
            setExpanded(index, !isExpanded(index));
            return;
        }
    }
    QTreeView::mousePressEvent(event);
}

void SessionTree::contextMenuEvent(QContextMenuEvent* event)
{
    const bool keyboard = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = keyboard ? currentIndex() : indexAt(event->pos());
    if (!index.isValid())
        return;
    const QPoint at =
        keyboard ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos();
    if (const SessionKey key = m_model->keyAt(index); !key.isEmpty())
        emit sessionMenuWanted(key, at);
    else
        emit sourceMenuWanted(SourceId(index.data(Model::SourceIdRole).toString()), at);
}

void SessionTree::setMotion(Motion* motion)
{
    m_motion = motion;
    m_delegate->setOnRing([this] {
        m_motion->want(this, true);
        return m_motion->isRunning();
    });
    connect(motion, &Motion::turned, this, &SessionTree::turn);
}

void SessionTree::showEvent(QShowEvent* event)
{
    QTreeView::showEvent(event);
    if (currentIndex().isValid())
        scrollTo(currentIndex());
}

void SessionTree::hideEvent(QHideEvent* event)
{
    if (m_motion)
        m_motion->want(this, false);
    QTreeView::hideEvent(event);
}

/** Repaints only the small squares in which a ring turns. */
void SessionTree::turn()
{
    bool running = false;
    m_delegate->setAngle(m_motion->angle());
    for (QModelIndex i = indexAt({0, 0}); i.isValid(); i = indexBelow(i)) {
        const QRect row = visualRect(i);
        if (row.top() > viewport()->height())
            break;
        if (RowShape(i.data(Model::ShapeRole).toInt()) != RowShape::Running
            && !m_delegate->ends().isEnding(m_model->keyAt(i)))
            continue;
        running = true;
        const int depth = i.data(Model::DepthRole).toInt();
        viewport()->update(zoom::inRow(row, [depth](const QRect& inside) {
            const QPointF at = SessionDelegate::shapeCentre(inside, depth);
            return QRectF(at.x() - 8, at.y() - 8, 16, 16);
        }).toAlignedRect());
    }
    m_delegate->ends().step();
    if (!running)
        m_motion->want(this, false);
}

} // namespace headgate
