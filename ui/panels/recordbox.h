// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/panelkinds.h"

class QLineEdit;
class QPushButton;

namespace headgate {

class Switch;
class TextLabel;

/** Writes what a source tells into an event log: a switch, the log, and how it goes in words. UI
 * thread. */
class RecordBox : public QWidget
{
    Q_OBJECT

public:
    RecordBox(const PanelPorts& ports, QWidget* parent);

    /** The source in the middle may be another one. */
    void refresh();

private:
    void flip(bool on);
    void choose();
    void showState();

    PanelPorts m_ports;
    SourceId m_source;
    Switch* m_switch;
    TextLabel* m_words;
    QWidget* m_place;
    QLineEdit* m_path;
};

} // namespace headgate
