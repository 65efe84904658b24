// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/panelkinds.h"
#include "ui/views/textlabel.h"

namespace headgate {

/**
 * A panel in a window of its own. Closed, by Esc too, it gives the panel back. The actions of the
 * main window are at hand here as well; those about the session bring that window forward, where
 * they are seen. UI thread; it belongs to nobody in the sense of Qt, so that it can stand behind
 * the main window, and never keeps the program running.
 */
class PanelWindow : public Ground
{
    Q_OBJECT

public:
    /** `home` outlives it. */
    PanelWindow(const PanelKind& kind, Panel* panel, QWidget* home);

    const PanelKind& kind() const { return m_kind; }
    /** Out of the window, which is then empty. */
    Panel* takePanel();
    Panel* panel() const { return m_panel; }
    /** How many things are open in it, for the title. */
    void setCount(int count);
    void comeForward();

signals:
    /** It wants back. */
    void backWanted();
    /** It came into sight or went out of it. */
    void seenChanged();

protected:
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void takeActions();

    const PanelKind& m_kind;
    Panel* m_panel;
    QWidget* m_home;
    TextLabel* m_title;
    int m_count = -1;
};

} // namespace headgate
