// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"
#include "ui/settingspage.h"

#include <QString>

#include <vector>

namespace headgate {

class MainWindow;

/** The servers, logs and streams that are followed, and what can be done with each. UI thread;
 * follows the window's list by itself. */
class ServersPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit ServersPage(MainWindow* window, QWidget* parent = nullptr);

private:
    struct Facts
    {
        SourceId id;
        QString name;
        QString about;
        bool secured = false; ///< a password may be kept
        bool unusable = false;

        bool operator==(const Facts&) const = default;
    };
    std::vector<Facts> facts() const;
    void refresh();
    QWidget* buttonsOf(const Facts& facts);

    MainWindow* m_window;
    std::vector<Facts> m_shown;
    std::vector<QWidget*> m_rows;
    TextLabel* m_none;
    QWidget* m_add;
};

} // namespace headgate
