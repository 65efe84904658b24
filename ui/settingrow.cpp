// SPDX-License-Identifier: MIT
#include "ui/settingrow.h"

#include "ui/views/switch.h"
#include "ui/views/textlabel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace headgate {

SettingRow::SettingRow(
    const QString& title, const QString& explanation, QWidget* control, QWidget* parent)
    : QWidget(parent)
    , m_title(new TextLabel(theme::uiFont(), &theme::Tokens::text, this))
    , m_explanation(new TextLabel(theme::uiFont(12), &theme::Tokens::muted, this))
    , m_control(control)
{
    m_title->wrap();
    m_title->setText(title);
    m_explanation->wrap();
    setExplanation(explanation);
    if (control->accessibleName().isEmpty())
        control->setAccessibleName(title);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_explanation);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 4, 0, 4);
    row->setSpacing(16);
    row->addLayout(words, 1);
    row->addWidget(control, 0, Qt::AlignVCenter);
}

QString SettingRow::title() const
{
    return m_title->text();
}

QString SettingRow::explanation() const
{
    return m_explanation->text();
}

void SettingRow::setExplanation(const QString& text)
{
    m_explanation->setText(text);
    m_explanation->setVisible(!text.isEmpty());
    m_control->setAccessibleDescription(text);
}

bool SettingRow::has(const QStringList& words, const QString& around) const
{
    // One row may have several controls, each with a name of its own.
    const QList<QWidget*> controls = m_control->findChildren<QWidget*>();
    return std::ranges::all_of(words, [&](const QString& word) {
        const auto named = [&](const QWidget* one) {
            return one->accessibleName().contains(word, Qt::CaseInsensitive);
        };
        return title().contains(word, Qt::CaseInsensitive)
            || explanation().contains(word, Qt::CaseInsensitive)
            || around.contains(word, Qt::CaseInsensitive)
            || std::any_of(controls.begin(), controls.end(), named);
    });
}

void SettingRow::mark(const QStringList& words)
{
    m_title->mark(words);
    m_explanation->mark(words);
}

SwitchRow makeSwitchRow(const QString& title, const QString& explanation, bool on, QWidget* parent)
{
    auto* control = new Switch;
    control->setOn(on);
    return {new SettingRow(title, explanation, control, parent), control};
}

} // namespace headgate
