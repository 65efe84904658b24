// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

class QListWidget;
class QStackedWidget;

namespace headgate {

/** Pages of wishes, each kept as soon as it is changed. The list of pages stands at the left once
 * there are several. UI thread. */
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SettingsDialog(QWidget* parent = nullptr);

    void addPage(const QString& title, QWidget* page);

private:
    QListWidget* m_list;
    QStackedWidget* m_pages;
};

} // namespace headgate
