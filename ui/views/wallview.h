// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"

#include <QListView>
#include <QTimer>

namespace headgate {

class Motion;
class WallDelegate;
class WallModel;

/** Tiles in one to four columns, as the width allows. Arrows walk between them. UI thread. */
class WallView : public QListView
{
    Q_OBJECT

public:
    static constexpr int mostColumns = 4;

    explicit WallView(WallModel* model, QWidget* parent = nullptr);

    /** Turns the rings of what runs while the wall is seen; it outlives the view. */
    void setMotion(Motion* motion);
    int columns() const { return m_columns; }
    SessionKey current() const; ///< empty: none
    void goTo(const SessionKey& key);

signals:
    void sessionWanted(const headgate::SessionKey& key);
    void requestWanted(const headgate::CheckpointKey& key);
    void filterWanted();
    void leaveWanted();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    void arrange();
    void zoomChanged();
    void keepPlace();
    void turn();
    void wantMotion();
    void togglePin(int row);
    void review(int row);

    WallModel* m_model;
    WallDelegate* m_delegate;
    Motion* m_motion = nullptr;
    int m_columns = 1;
    QPersistentModelIndex m_kept; ///< stays in sight while sizes change
    QTimer m_settled; ///< a real timer: after what is posted
};

} // namespace headgate
