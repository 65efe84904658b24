// SPDX-License-Identifier: MIT
#include "ui/views/questionform.h"

#include "core/project/visibletext.h"
#include "ui/views/choice.h"
#include "ui/views/textlabel.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

QString shown(const QString& text)
{
    return makeVisible(text).text;
}

void addWords(QVBoxLayout& column, const QString& text, const QFont& font, TokenColour colour)
{
    auto* words = new TextLabel(font, colour, column.parentWidget());
    words->setWordWrap(true);
    words->setText(shown(text));
    column.addWidget(words);
}

} // namespace

QuestionForm::QuestionForm(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
}

void QuestionForm::setQuestions(const std::vector<Question>& questions)
{
    delete m_content;
    m_entries.clear();
    m_content = new QWidget(this);
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(2, 2, 2, 2);
    column->setSpacing(8);
    m_entries.reserve(questions.size());
    for (const Question& question : questions) {
        if (!m_entries.empty())
            column->addSpacing(12);
        add(question);
    }
    column->addStretch(1);
    m_column->addWidget(m_content);
    QWidget* first = nullptr;
    if (!m_entries.empty()) {
        const QList<QAbstractButton*> buttons = choices(0);
        first =
            buttons.isEmpty() ? static_cast<QWidget*>(m_entries.front().words) : buttons.front();
    }
    setFocusProxy(first);
}

void QuestionForm::add(const Question& question)
{
    auto* column = static_cast<QVBoxLayout*>(m_content->layout());
    if (!question.header.isEmpty())
        addWords(*column, question.header, theme::uiFont(12, QFont::Medium), &theme::Tokens::faint);
    addWords(*column, question.text, theme::uiFont(theme::titleSize, QFont::DemiBold),
        &theme::Tokens::text);
    if (question.multiple)
        addWords(*column, tr("Choose one or more."), theme::uiFont(12), &theme::Tokens::muted);

    Entry entry{question, new QButtonGroup(m_content), nullptr};
    entry.group->setExclusive(!question.multiple);
    const size_t index = m_entries.size();
    int place = 0;
    for (const QuestionOption& option : question.options) {
        QAbstractButton* choice = makeChoice(
            shown(option.label), shown(option.description), question.multiple, m_content);
        entry.group->addButton(choice, place++);
        column->addWidget(choice);
    }
    if (question.freeText) {
        entry.words = new QLineEdit(m_content);
        entry.words->setPlaceholderText(question.multiple ? tr("Another answer, in your own words")
                                                          : tr("Or in your own words"));
        entry.words->setAccessibleName(
            tr("Answer in your own words: %1").arg(shown(question.text)));
        column->addWidget(entry.words);
        connect(
            entry.words, &QLineEdit::textChanged, this, [this, index] { wrote(m_entries[index]); });
        connect(entry.words, &QLineEdit::returnPressed, this, &QuestionForm::finished);
    }
    connect(entry.group, &QButtonGroup::buttonToggled, this,
        [this, index] { chose(m_entries[index]); });
    m_entries.push_back(entry);
}

/** One answer where one is asked for: a choice takes the place of own words. */
void QuestionForm::chose(const Entry& entry)
{
    if (!entry.question.multiple && entry.words && entry.group->checkedButton()) {
        const QSignalBlocker quiet(entry.words);
        entry.words->clear();
    }
    emit changed();
}

/** ... and own words take the place of a choice. */
void QuestionForm::wrote(const Entry& entry)
{
    QAbstractButton* chosen = entry.group->checkedButton();
    if (!entry.question.multiple && chosen && !entry.words->text().trimmed().isEmpty()) {
        const QSignalBlocker quiet(entry.group);
        entry.group->setExclusive(false);
        chosen->setChecked(false);
        entry.group->setExclusive(true);
    }
    emit changed();
}

Answers QuestionForm::answers() const
{
    Answers answers;
    for (const Entry& entry : m_entries) {
        QStringList one;
        for (QAbstractButton* button : entry.group->buttons()) {
            if (button->isChecked())
                one += entry.question.options[size_t(entry.group->id(button))].label;
        }
        const QString own = entry.words ? entry.words->text().trimmed() : QString();
        if (!own.isEmpty() && !one.contains(own))
            one += own;
        answers += one;
    }
    return answers;
}

bool QuestionForm::isComplete() const
{
    const Answers all = answers();
    return !all.isEmpty() && std::none_of(all.begin(), all.end(), [](const QStringList& one) {
        return one.isEmpty();
    });
}

QLineEdit* QuestionForm::ownWords(size_t question) const
{
    return m_entries[question].words;
}

QList<QAbstractButton*> QuestionForm::choices(size_t question) const
{
    return m_entries[question].group->buttons();
}

} // namespace headgate
