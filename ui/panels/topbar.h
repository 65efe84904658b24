// SPDX-License-Identifier: MIT
#pragma once

#include "ui/typography.h"
#include "ui/views/textlabel.h"

#include <QAbstractButton>

class QMenu;
class QPushButton;

namespace headgate {

/** The mark at the left; it opens the menu. */
class MarkButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit MarkButton(QWidget* parent = nullptr);
    QSize sizeHint() const override { return zoom::px({30, 30}); }

protected:
    void paintEvent(QPaintEvent* event) override;
};

/** "3 waiting  Ctrl J": the way to who waits longest. Hidden while nobody waits. */
class WaitingButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit WaitingButton(QWidget* parent = nullptr);

    void setWaiting(int count);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    static QFont wordsFont();
    static QString keys();

    int m_count = -1;
};

/** Looks like a field and opens the one that sessions are found with. */
class FindButton : public QAbstractButton
{
    Q_OBJECT

public:
    static constexpr int widest = 420;

    explicit FindButton(QWidget* parent = nullptr);
    QSize sizeHint() const override { return zoom::px({widest, 31}); }
    QSize minimumSizeHint() const override { return {0, zoom::px(31)}; }

protected:
    void paintEvent(QPaintEvent* event) override;
};

/** Top of the window, 48 px: menu, folded panes, the way to a session, who waits. UI thread. */
class TopBar : public Ground
{
    Q_OBJECT

public:
    explicit TopBar(QWidget* parent = nullptr);

    void setMenu(QMenu* menu);
    void openMenu();
    void setWaiting(int count);
    /** Which panes have no room and are a button instead. */
    void setFolded(bool side, bool inspector);

protected:
    void resizeEvent(QResizeEvent* event) override;

signals:
    void findWanted();
    void nextWaitingWanted();
    void sideWanted();
    void inspectorWanted();

private:
    MarkButton* m_mark;
    FindButton* m_find;
    WaitingButton* m_waiting;
    QPushButton* m_side;
    QPushButton* m_inspector;
    QMenu* m_menu = nullptr;
};

} // namespace headgate
