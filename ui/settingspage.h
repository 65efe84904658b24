// SPDX-License-Identifier: MIT
#pragma once

#include "ui/settingrow.h"

#include <QWidget>

#include <functional>

class QBoxLayout;
class QComboBox;

namespace headgate {

/** A page of the settings: a title, and rows below headings. UI thread. */
class SettingsPage : public QWidget
{
    Q_OBJECT

public:
    explicit SettingsPage(const QString& title, QWidget* parent = nullptr);

    void addHeading(const QString& text);
    TextLabel* addNote(const QString& text);
    SettingRow* addRow(const QString& title, const QString& explanation, QWidget* control);
    /** `changed` is told each flip. */
    Switch* addSwitch(const QString& title, const QString& explanation, bool on,
        std::function<void(bool)> changed);
    /** One of several words; `chosen` is told its index. */
    QComboBox* addChoice(const QString& title, const QString& explanation, const QStringList& words,
        int current, std::function<void(int)> chosen);
    void addWidget(QWidget* widget, int stretch = 0);

protected:
    QBoxLayout* column() const { return m_column; }

private:
    QBoxLayout* m_column;
};

} // namespace headgate
