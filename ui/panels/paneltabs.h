// SPDX-License-Identifier: MIT
#pragma once

#include <QTabBar>

#include <vector>

namespace headgate {

/**
 * The tabs of the inspector: a title each, and behind it how many things in it are open. Those that
 * are not shown are passed over by the keys. UI thread.
 */
class PanelTabs : public QTabBar
{
    Q_OBJECT

public:
    explicit PanelTabs(QWidget* parent = nullptr);

    /** `asks`: the things that are open wait for a person. */
    int add(const QString& name, const QString& title, bool asks);
    void setCount(int index, int count);
    int count(int index) const { return m_facts[size_t(index)].count; }
    QString title(int index) const { return m_facts[size_t(index)].title; }
    QString name(int index) const { return tabData(index).toString(); }
    /** Room that the tab needs for all of its words, px. */
    int roomFor(int index) const { return tabSizeHint(index).width(); }
    using QTabBar::count;

signals:
    /** The keys went past the last tab. */
    void leftBehind();
    /** A person dragged the tab away from its row, to this place of the screen. */
    void draggedOut(int index, const QPoint& at);

protected:
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    struct Facts
    {
        QString title;
        int count = 0;
        bool asks = false;
    };

    void paintTab(QPainter& painter, int index) const;
    bool step(int from, int by);

    std::vector<Facts> m_facts;
    int m_held = -1; ///< the tab under a pressed button
};

} // namespace headgate
