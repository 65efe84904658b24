// SPDX-License-Identifier: MIT
#pragma once

#include "ui/models/wallmodel.h"
#include "ui/views/textlabel.h"

#include <QTimer>

#include <array>
#include <functional>

class QBoxLayout;
class QHBoxLayout;
class QLineEdit;
class QMenu;
class QPushButton;
class QStackedWidget;

namespace headgate {

class EmptyPane;
class Motion;
class WallClock;
class WallView;

/**
 * Several sessions at once, with one filter above them and one clock below. Answers nothing itself.
 * UI thread. No timer runs while it is hidden or nothing comes.
 */
class WallPage : public Ground
{
    Q_OBJECT

public:
    /** The model, and what `now` and `sourceName` stand on, outlive the page. */
    WallPage(WallModel* model, std::function<Timestamp()> now,
        std::function<QString(const SourceId&)> sourceName, QWidget* parent = nullptr);

    void setMotion(Motion* motion);
    /** Shows what is alive now; `at` is the tile to begin with. */
    void begin(const SessionKey& at);
    void end();
    /** Something came: it is shown soon, several at once. */
    void changed();
    void tick();
    void themeChanged();
    void focusFilter();
    WallView* view() const { return m_view; }

signals:
    void sessionWanted(const headgate::SessionKey& key);
    void requestWanted(const headgate::CheckpointKey& key);
    void leaveWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildHead();
    void fit();
    QPushButton* menuButton(QWidget* head, void (WallPage::*open)(const QPoint&));
    void showAll();
    void showHead();
    void showClock();
    void showEmpty();
    void chooseSource(const QPoint& at);
    void chooseOrder(const QPoint& at);
    void showRows();

    WallModel* m_model;
    std::function<Timestamp()> m_now;
    std::function<QString(const SourceId&)> m_sourceName;
    QHBoxLayout* m_head = nullptr;
    QPushButton* m_leave = nullptr;
    QBoxLayout* m_rows = nullptr; ///< of what filters: one where there is room, else two
    QBoxLayout* m_choices = nullptr; ///< states and menus: of one row, else of two
    QLineEdit* m_filter = nullptr;
    std::array<QPushButton*, wallStates> m_states{};
    QPushButton* m_source = nullptr;
    QPushButton* m_order = nullptr;
    WallView* m_view;
    WallClock* m_clock;
    QStackedWidget* m_middle;
    EmptyPane* m_empty;
    TextLabel* m_hint = nullptr;
    QPushButton* m_clear = nullptr; ///< takes the filter away
    QTimer m_soon;
    SourceId m_chosen;
};

} // namespace headgate
