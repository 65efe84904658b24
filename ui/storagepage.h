// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/command.h"
#include "core/domain/storage.h"

#include <QWidget>

#include <functional>

class QComboBox;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTreeView;
class QVBoxLayout;

namespace headgate {

class Findings;
class Preferences;
class StorageModel;
class TextLabel;

/** What the profile takes of the disk, by session, and how long contents are kept. UI thread. */
class StoragePage : public QWidget
{
    Q_OBJECT

public:
    struct Ports
    {
        Preferences* preferences = nullptr;
        Findings* findings = nullptr;
        std::function<void(Command)> submit;
        std::function<QString(const SourceId&)> sourceName;
    };

    explicit StoragePage(Ports ports, QWidget* parent = nullptr);

    /** Asks the person, and drops the contents of the chosen session if they say so. */
    void confirmDrop();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void addKept(QVBoxLayout* column);
    void addSessions(QVBoxLayout* column);
    void showStored();
    void showWish();
    void keepWish();
    void showChoice();

    Ports m_ports;
    StorageModel* m_model;
    TextLabel* m_total = nullptr;
    TextLabel* m_files = nullptr;
    QPushButton* m_shrink = nullptr;
    QComboBox* m_keep = nullptr;
    QSpinBox* m_amount = nullptr;
    TextLabel* m_lost = nullptr;
    QLineEdit* m_filter = nullptr;
    QTreeView* m_rows = nullptr;
    TextLabel* m_count = nullptr;
    QPushButton* m_drop = nullptr;
    bool m_showing = false; ///< what is kept, not what is chosen
};

} // namespace headgate
