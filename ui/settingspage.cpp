// SPDX-License-Identifier: MIT
#include "ui/settingspage.h"

#include "ui/views/switch.h"
#include "ui/views/textlabel.h"

#include <QComboBox>
#include <QVBoxLayout>
#include <QWheelEvent>

namespace headgate {

namespace {

/** In a page that scrolls, the wheel scrolls, and changes no wish on the way. */
class CalmCombo : public QComboBox
{
protected:
    void wheelEvent(QWheelEvent* event) override { event->ignore(); }
};

} // namespace

SettingsPage::SettingsPage(const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(24, 14, 24, 8);
    m_column->setSpacing(8);
    auto* heading = new TextLabel(theme::uiFont(17, QFont::DemiBold), &theme::Tokens::text, this);
    heading->setText(title);
    m_column->addWidget(heading);
}

void SettingsPage::addHeading(const QString& text)
{
    auto* label = new TextLabel(
        theme::uiFont(theme::interfaceSize, QFont::DemiBold), &theme::Tokens::text, this);
    label->setText(text);
    label->setContentsMargins(0, 12, 0, 0);
    m_column->addWidget(label);
}

TextLabel* SettingsPage::addNote(const QString& text)
{
    auto* label = new TextLabel(theme::uiFont(12), &theme::Tokens::muted, this);
    label->wrap();
    label->setText(text);
    m_column->addWidget(label);
    return label;
}

SettingRow* SettingsPage::addRow(const QString& title, const QString& explanation, QWidget* control)
{
    auto* row = new SettingRow(title, explanation, control, this);
    m_column->addWidget(row);
    return row;
}

Switch* SettingsPage::addSwitch(
    const QString& title, const QString& explanation, bool on, std::function<void(bool)> changed)
{
    const SwitchRow made = makeSwitchRow(title, explanation, on, this);
    connect(made.control, &Switch::clicked, this, std::move(changed));
    m_column->addWidget(made.row);
    return made.control;
}

QComboBox* SettingsPage::addChoice(const QString& title, const QString& explanation,
    const QStringList& words, int current, std::function<void(int)> chosen)
{
    auto* combo = new CalmCombo;
    combo->addItems(words);
    combo->setCurrentIndex(current);
    combo->setFocusPolicy(Qt::StrongFocus);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(18);
    connect(combo, &QComboBox::activated, this, std::move(chosen));
    addRow(title, explanation, combo);
    return combo;
}

void SettingsPage::addWidget(QWidget* widget, int stretch)
{
    m_column->addWidget(widget, stretch);
}

} // namespace headgate
