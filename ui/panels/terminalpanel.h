// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/panelkinds.h"

class QLineEdit;
class QPushButton;

namespace headgate {

class EmptyNote;
class TerminalDesk;
class TerminalView;
class TextLabel;

/** The terminals of the session's directory: which one, its screen, and how its connection is.
 * UI thread. */
class TerminalPanel : public Panel
{
    Q_OBJECT

public:
    TerminalPanel(const PanelPorts& ports, QWidget* parent);

    void themeChanged() override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makeSearch();
    void showList();
    void showScreen();
    QString stateWords() const;
    void pick();
    void confirmClose();
    void showSearch(bool on);
    void search(bool backwards);

    TerminalDesk* m_desk;
    QPushButton* m_pick; ///< names the one that is shown, and opens the list of them
    QPushButton* m_find;
    QPushButton* m_close;
    QWidget* m_searchRow;
    QLineEdit* m_words;
    TextLabel* m_found;
    TerminalView* m_view;
    EmptyNote* m_empty;
    TextLabel* m_state;
};

} // namespace headgate
