// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QAbstractButton;

namespace headgate {

class Switch;
class TextLabel;

/**
 * One wish in the settings: what it is called, what it does in a sentence, and the control beside
 * it. UI thread. A page is made of these, and the search of the dialog finds every one that stands
 * in a page: nothing else is to be done for that.
 */
class SettingRow : public QWidget
{
    Q_OBJECT

public:
    /** `explanation` may be empty. Owns the control, names it after itself where it has no
     * accessible name, and describes it by the explanation. */
    SettingRow(const QString& title, const QString& explanation, QWidget* control,
        QWidget* parent = nullptr);

    QString title() const;
    QString explanation() const;
    void setExplanation(const QString& text);
    QWidget* control() const { return m_control; }
    /** Whether all of these words stand in it, or in `around`, the name of its page; whatever
     * their case. */
    bool has(const QStringList& words, const QString& around) const;
    /** Shows where they stand. */
    void mark(const QStringList& words);

private:
    TextLabel* m_title;
    TextLabel* m_explanation;
    QWidget* m_control;
};

/** A row with a switch. */
struct SwitchRow
{
    SettingRow* row;
    Switch* control;
};
SwitchRow makeSwitchRow(
    const QString& title, const QString& explanation, bool on, QWidget* parent = nullptr);

} // namespace headgate
