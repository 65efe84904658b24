// SPDX-License-Identifier: MIT
#pragma once

#include "ui/words/supportwords.h"

#include <QDialog>

#include <functional>

class QPlainTextEdit;
class QPushButton;

namespace headgate {

class TextLabel;

/** What helps to find a fault, whole and as it will be written, before it is. UI thread. */
class SupportDialog : public QDialog
{
    Q_OBJECT

public:
    /** `check` asks for the facts of the history, which put() brings. */
    SupportDialog(
        words::SupportFacts facts, std::function<void()> check, QWidget* parent = nullptr);

    void put(const DatabaseFacts& history, words::ConnectionReport connections);
    QString text() const { return m_text; }
    /** False: it could not be written, and the dialog says so. */
    bool writeTo(const QString& path);

private:
    void showText(const QString& said);
    void choosePlace();

    words::SupportFacts m_facts;
    QString m_text;
    QPlainTextEdit* m_preview;
    TextLabel* m_said;
    QPushButton* m_save;
    QPushButton* m_copy;
};

} // namespace headgate
