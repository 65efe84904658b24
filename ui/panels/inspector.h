// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/panelkinds.h"
#include "ui/panels/panellayout.h"
#include "ui/views/textlabel.h"

#include <functional>
#include <memory>
#include <vector>

class QSplitter;

namespace headgate {

class PanelStack;
class PanelWindow;

/**
 * Right side: a tab for each kind of panel, one panel in front or two, and panels that a person
 * moved into windows of their own. A panel is made when it is first looked at, and is in one place
 * at a time. UI thread.
 */
class Inspector : public Ground
{
    Q_OBJECT

public:
    explicit Inspector(PanelPorts ports, QWidget* parent = nullptr);
    ~Inspector() override;

    /** Counts in the tabs, and the panels in sight. */
    void refresh(Timestamp now);
    void themeChanged();
    /** The name of a PanelKind. One in a window of its own comes forward there. */
    void showTab(const QString& name);
    /** True if it stands in a window of its own, which comes forward. */
    bool raiseWindow(const QString& name);
    QString tab() const; ///< in front; of two, where the person was last
    /** Whether a person can see it now. */
    bool isShown(const QString& name) const;

    /** Whether any panel's own window can be seen. */
    bool isWindowSeen() const;

    bool isSplit() const { return m_stacks.size() > 1; }
    /** A second panel beside the one in front, or no longer. */
    void setSplit(bool split);
    /** Into a window of its own; `at` null: beside the main window. */
    void moveOut(const QString& name, const QPoint& at = {});
    void putBack(const QString& name);
    /** One panel in front, and no windows. */
    void putAllBack();
    const std::vector<PanelWindow*>& windows() const { return m_windows; }
    /** The windows go out of sight with the main one, and come back with it. */
    void setWindowsShown(bool shown);
    /** Below the list of panels and at their tabs. */
    void setLayoutActions(const QList<QAction*>& actions);

    PanelLayout panelLayout() const;
    void restoreLayout(const PanelLayout& layout, const QList<QRect>& screens);

signals:
    /** Where panels stand, or whether their windows are seen. */
    void layoutChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    static int indexOf(const QString& name); ///< in panelKinds(); -1: none is called so
    static QString nameOf(int index);
    PanelStack* addStack();
    void chosen(PanelStack* stack, int index);
    Panel* panel(int index);
    void openWindow(int index, const QRect& place);
    void tellAway();
    int freePanel(int besides) const;
    PanelWindow* windowOf(int index) const;
    PanelStack* active() const { return m_stacks[m_active]; }

    PanelPorts m_ports;
    QSplitter* m_split;
    std::vector<PanelStack*> m_stacks; ///< one or two
    size_t m_active = 0; ///< where the person was last
    std::vector<Panel*> m_panels; ///< in the order of panelKinds(); null: not made yet
    std::vector<PanelWindow*> m_windows;
    std::vector<int> m_front; ///< in each stack
    QList<QAction*> m_layout;
    bool m_shown = false; ///< the windows, as the main one is
};

} // namespace headgate
