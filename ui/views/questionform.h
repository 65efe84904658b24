// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"

#include <QWidget>

class QAbstractButton;
class QButtonGroup;
class QLineEdit;
class QVBoxLayout;

namespace headgate {

/**
 * The questions of a request with what can be chosen, and a line for own words where they are
 * taken. Nothing is chosen until a person does, and nothing leaves from here. UI thread.
 */
class QuestionForm : public QWidget
{
    Q_OBJECT

public:
    explicit QuestionForm(QWidget* parent = nullptr);

    /** In place of those before; what was chosen is forgotten. */
    void setQuestions(const std::vector<Question>& questions);
    /** What is chosen, one entry per question, as the server wants it: exact labels. */
    Answers answers() const;
    /** Every question has an answer. */
    bool isComplete() const;
    bool hasQuestions() const { return !m_entries.empty(); }
    /** The line for own words of a question; null where it takes none. */
    QLineEdit* ownWords(size_t question) const;
    QList<QAbstractButton*> choices(size_t question) const;

signals:
    void changed();
    /** Return was pressed in a line of own words. */
    void finished();

private:
    struct Entry
    {
        Question question;
        QButtonGroup* group = nullptr; ///< the choices' ids are their places
        QLineEdit* words = nullptr;
    };

    void add(const Question& question);
    void chose(const Entry& entry);
    void wrote(const Entry& entry);

    QVBoxLayout* m_column;
    QWidget* m_content = nullptr; ///< all that belongs to the questions
    std::vector<Entry> m_entries;
};

} // namespace headgate
