// SPDX-License-Identifier: MIT
#include "core/project/answers.h"

#include "core/project/paneasks.h"

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

Issue wrong(const QString& why)
{
    return {Issue::Code::WrongAnswer, {}, {why}};
}

/** The label a word stands for; null: none. */
const QuestionOption* optionFor(const Question& question, const QString& word)
{
    const auto byText = std::find_if(question.options.begin(), question.options.end(),
        [&](const QuestionOption& o) { return o.label.compare(word, Qt::CaseInsensitive) == 0; });
    if (byText != question.options.end())
        return &*byText;
    bool isNumber = false;
    const int number = word.toInt(&isNumber);
    const bool offered = isNumber && number >= 1 && size_t(number) <= question.options.size();
    return offered ? &question.options[size_t(number) - 1] : nullptr;
}

QString labelsOf(const Question& question)
{
    QStringList labels;
    for (const QuestionOption& option : question.options)
        labels += u'"' + option.label + u'"';
    return labels.join(u", "_s);
}

/** One question's answer, out of words that are already parted. */
Expected<QStringList> answerFromWords(const Question& question, const QStringList& words)
{
    QStringList answer;
    for (const QString& word : words) {
        const QuestionOption* option = optionFor(question, word.trimmed());
        if (!option && !question.freeText)
            return wrong(u"\"%1\" is not one of %2"_s.arg(word.trimmed(), labelsOf(question)));
        const QString text = option ? option->label : word.trimmed();
        if (!text.isEmpty() && !answer.contains(text))
            answer += text;
    }
    return answer;
}

Outcome fitsQuestion(const Question& question, const QStringList& answer)
{
    if (answer.isEmpty() || answer.contains(QString()))
        return wrong(u"\"%1\" has no answer"_s.arg(question.text));
    if (answer.size() > 1 && !question.multiple)
        return wrong(u"\"%1\" takes one answer"_s.arg(question.text));
    for (const QString& text : answer) {
        const bool offered = std::any_of(question.options.begin(), question.options.end(),
            [&](const QuestionOption& o) { return o.label == text; });
        if (!offered && !question.freeText)
            return wrong(u"\"%1\" is not one of %2"_s.arg(text, labelsOf(question)));
    }
    return std::monostate();
}

} // namespace

Expected<Answers> answersFromWords(const std::vector<Question>& questions, const QStringList& words)
{
    Answers answers;
    const bool single = questions.size() == 1;
    if (!single && size_t(words.size()) != questions.size())
        return wrong(u"it asks %1 questions, and %2 answers were given"_s.arg(questions.size())
                         .arg(words.size()));
    for (size_t i = 0; i < questions.size(); ++i) {
        const QString word = words.value(qsizetype(i));
        QStringList own = single ? words : QStringList(word);
        if (!single && questions[i].multiple && !optionFor(questions[i], word.trimmed()))
            own = word.split(u';', Qt::SkipEmptyParts);
        auto answer = answerFromWords(questions[i], own);
        if (!answer)
            return answer.error();
        if (const Outcome fit = fitsQuestion(questions[i], *answer); !fit)
            return fit.error();
        answers += std::move(*answer);
    }
    return answers;
}

bool isIntervention(const Checkpoint& checkpoint)
{
    return checkpoint.kind == CheckpointKind::Hitl && checkpoint.permission == "intervention"_L1;
}

Outcome fits(const Decision& decision, const Checkpoint& checkpoint)
{
    const bool question = checkpoint.kind == CheckpointKind::Question;
    if (isIntervention(checkpoint) && decision.reply != Reply::Once)
        return wrong(u"it is an intervention: it is only taken notice of"_s);
    if (const Outcome fit = fitsPane(decision, checkpoint); !fit)
        return fit;
    if (decision.reply == Reply::Reject)
        return std::monostate();
    if (checkpoint.kind == CheckpointKind::Hitl && decision.reply != Reply::Once)
        return wrong(u"it is a checkpoint: it is approved or rejected"_s);
    if (question != (decision.reply == Reply::Answer))
        return wrong(question ? u"it is a question: it is answered or rejected, not allowed"_s
                              : u"it asks for permission: it is allowed or rejected"_s);
    if (!question)
        return std::monostate();
    if (size_t(decision.answers.size()) != checkpoint.questions.size())
        return wrong(
            u"it asks %1 questions, and %2 answers were given"_s.arg(checkpoint.questions.size())
                .arg(decision.answers.size()));
    for (size_t i = 0; i < checkpoint.questions.size(); ++i) {
        const Outcome fit = fitsQuestion(checkpoint.questions[i], decision.answers[qsizetype(i)]);
        if (!fit)
            return fit;
    }
    return std::monostate();
}

} // namespace headgate
