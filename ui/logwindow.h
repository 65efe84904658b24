// SPDX-License-Identifier: MIT
#pragma once

#include "ui/models/ownlogmodel.h"

#include <QDialog>
#include <QTimer>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QListView;

namespace headgate {

class TextLabel;

/** The program's own log: what is shown of it, followed, copied and saved. Reads on four times a
 * second while it can be seen. UI thread. */
class LogWindow : public QDialog
{
    Q_OBJECT

public:
    explicit LogWindow(OwnLogModel::Read read, QWidget* parent = nullptr);

    OwnLogModel* model() const { return m_model; }
    /** What is shown, into a file. False: it could not be written, and the window says so. */
    bool saveTo(const QString& path);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QLayout* buildHead();
    QLayout* buildFoot();
    void readOn();
    void copy();
    void choosePlace();
    void showCount();

    OwnLogModel* m_model;
    QListView* m_rows;
    QComboBox* m_level;
    QLineEdit* m_filter;
    QCheckBox* m_follow;
    TextLabel* m_said;
    QTimer m_timer;
};

} // namespace headgate
