// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QTreeView>

namespace headgate {

class Motion;
class SessionDelegate;
class SessionTreeModel;

/**
 * The list of sources and sessions. Everything is unfolded until a person folds it. UI
 * thread.
 */
class SessionTree : public QTreeView
{
    Q_OBJECT

public:
    explicit SessionTree(SessionTreeModel* model, QWidget* parent = nullptr);

    void select(const SessionKey& key);
    /** Of the row that has the keys, if it is a source's; else empty. */
    SourceId currentSource() const;
    /** The session before or after the selected one, in the order shown. */
    void step(int by);
    /** The clock that turns the rings; it outlives the tree. */
    void setMotion(Motion* motion);

signals:
    void sessionChosen(const headgate::SessionKey& key);
    void sessionMenuWanted(const headgate::SessionKey& session, const QPoint& at);
    void sourceMenuWanted(const headgate::SourceId& source, const QPoint& at);
    void sourceRenameWanted(const headgate::SourceId& source);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
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
    Motion* m_motion = nullptr;
    SessionKey m_selected;
};

} // namespace headgate
