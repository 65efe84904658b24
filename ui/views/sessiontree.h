// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QStyledItemDelegate>
#include <QTimer>
#include <QTreeView>

namespace headgate {

class SessionTreeModel;

/** Paints a row of the session tree whole, with the hair lines that nest subagents. */
class SessionDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void setAngle(double degrees) { m_angle = degrees; }

private:
    void paintSource(QPainter& p, const QStyleOptionViewItem& o, const QModelIndex& i) const;
    void paintDirectory(QPainter& p, const QStyleOptionViewItem& o, const QModelIndex& i) const;
    void paintSession(QPainter& p, const QStyleOptionViewItem& o, const QModelIndex& i) const;

    double m_angle = 0;
};

/**
 * The list of sources and sessions. Everything is unfolded until a person folds it. A ring turns
 * while something runs and the window is in front. UI thread.
 */
class SessionTree : public QTreeView
{
    Q_OBJECT

public:
    explicit SessionTree(SessionTreeModel* model, QWidget* parent = nullptr);

    void select(const SessionKey& key);
    /** The session before or after the selected one, in the order shown. */
    void step(int by);
    /** False: nothing turns. */
    void setMotion(bool on);

signals:
    void sessionChosen(const headgate::SessionKey& key);
    void sourceMenuWanted(const headgate::SourceId& source, const QPoint& at);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void drawBranches(QPainter*, const QRect&, const QModelIndex&) const override { }
    void rowsInserted(const QModelIndex& parent, int first, int last) override;
    void mousePressEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void unfold(const QModelIndex& parent, int first, int last);
    void turn();

    SessionTreeModel* m_model;
    SessionDelegate* m_delegate;
    QTimer m_motion;
    bool m_motionWanted = true;
    SessionKey m_selected;
    double m_angle = 0;
};

} // namespace headgate
