// SPDX-License-Identifier: MIT
#include "ui/panels/waitingcard.h"

#include "core/project/batchrules.h"
#include "core/project/riskhints.h"
#include "ui/glyphs.h"
#include "ui/typography.h"
#include "ui/words/checkpointwords.h"
#include "ui/words/quantity.h"
#include "ui/words/riskwords.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace headgate {

using namespace Qt::StringLiterals;
using theme::tokens;

namespace {

/** One line of code on its own ground. */
class CodeLine : public TextLabel
{
public:
    explicit CodeLine(QWidget* parent)
        : TextLabel(theme::monoFont(), &theme::Tokens::text, parent)
    {
        setFixedHeight(31);
        setContentsMargins(10, 0, 10, 0);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        glyphs::drawBox(
            painter, rect(), 6, tokens().code, tokens().contrast ? tokens().line : QColor());
        glyphs::drawText(painter, {10, double(zoom::px(20))}, text(), font(), tokens().text,
            width() - 20, elide());
    }
};

QString questionHint(const Checkpoint& c)
{
    if (c.questions.empty())
        return {};
    const Question& question = c.questions.front();
    const int options = int(question.options.size());
    if (options == 0)
        return WaitingCard::tr("free text");
    const QString count = WaitingCard::tr("%n option(s)", nullptr, options);
    return question.freeText ? WaitingCard::tr("%1, free text").arg(count) : count;
}

} // namespace

WaitingCard::WaitingCard(QWidget* parent)
    : QWidget(parent)
    , m_title(new TextLabel(
          theme::uiFont(theme::interfaceSize, QFont::DemiBold), &theme::Tokens::text, this))
    , m_age(new TextLabel(theme::uiFont(), &theme::Tokens::muted, this))
    , m_who(new TextLabel(theme::uiFont(12), &theme::Tokens::muted, this))
    , m_code(new CodeLine(this))
    , m_question(new TextLabel(theme::uiFont(), &theme::Tokens::text, this))
    , m_hint(new TextLabel(theme::uiFont(12), &theme::Tokens::muted, this))
    , m_choose(new QCheckBox(this))
    , m_review(new QPushButton(tr("Review"), this))
{
    m_choose->hide();
    m_age->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_review->setAutoDefault(false);
    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_choose);
    top->addWidget(m_title, 1);
    top->addWidget(m_age);
    auto* bottom = new QHBoxLayout;
    bottom->addWidget(m_hint, 1);
    bottom->addWidget(m_review);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(13, 13, 13, 15);
    column->setSpacing(0);
    column->addLayout(top);
    column->addSpacing(5);
    column->addWidget(m_who);
    column->addSpacing(8);
    column->addWidget(m_code);
    column->addWidget(m_question);
    column->addSpacing(8);
    column->addLayout(bottom);
    connect(m_review, &QPushButton::clicked, this, &WaitingCard::reviewWanted);
    connect(m_choose, &QCheckBox::toggled, this, &WaitingCard::chosenChanged);
}

void WaitingCard::setChoosing(bool choosing)
{
    m_choose->setVisible(choosing);
    if (!choosing)
        m_choose->setChecked(false);
}

bool WaitingCard::isChosen() const
{
    return m_choose->isVisibleTo(this) && m_choose->isEnabled() && m_choose->isChecked();
}

void WaitingCard::setChosen(bool chosen)
{
    m_choose->setChecked(chosen && m_choose->isEnabled());
}

void WaitingCard::show(
    const Checkpoint& c, const QString& who, bool first, int alike, Timestamp now)
{
    // Whether anybody waits is what is being found out: no age, no colour, nothing to press.
    const bool checked = c.state == CheckpointState::Checking;
    const milliseconds waits = words::waitingFor(c, now);
    const QString age = checked            ? QString()
        : waits < std::chrono::minutes(10) ? words::span(waits)
                                           : words::age(waits);
    const words::Toned outcome = words::outcome(c, now);
    // Asked ten times a second on a busy stream; hints and layout are not made again for nothing.
    if (m_shown == c && m_first == first && m_age->text() == age && m_who->text() == who
        && m_outcome == outcome && m_alike == alike)
        return;
    m_alike = alike;
    m_shown = c;
    m_first = first;
    m_outcome = outcome;
    const bool question = c.kind == CheckpointKind::Question;
    m_title->setText(words::requestTitle(c));
    m_title->setColour(checked ? &theme::Tokens::muted : &theme::Tokens::text);
    m_review->setVisible(!checked);
    m_age->setText(age);
    m_who->setText(who);
    m_code->setVisible(!question);
    m_code->setElide(words::isPathLine(c) ? Qt::ElideMiddle : Qt::ElideRight);
    m_question->setVisible(question);
    (question ? m_question : m_code)->setText(words::requestLine(c).simplified());
    const auto hints = riskHints(c);
    m_hint->setColour(&theme::Tokens::muted);
    if (!outcome.text.isEmpty()) {
        m_hint->setText(outcome.text);
        m_hint->setColour(
            outcome.tone == words::Tone::Bad ? &theme::Tokens::red : &theme::Tokens::muted);
    } else if (question) {
        m_hint->setText(questionHint(c));
    } else {
        m_hint->setText(!hints.empty() ? words::riskWords(hints.front().rule)
                : alike > 1            ? tr("one of %1 alike").arg(words::number(alike))
                                       : QString());
        m_hint->setColour(!hints.empty() && isSevere(hints.front().rule) ? &theme::Tokens::red
                                                                         : &theme::Tokens::muted);
    }
    m_hint->setToolTip(m_hint->text());
    const QString variant = first ? u"primary"_s : QString();
    if (m_review->property("variant").toString() != variant) {
        m_review->setProperty("variant", variant);
        m_review->update();
    }
    const bool batched = mayBeBatched(c);
    m_choose->setEnabled(batched);
    if (!batched)
        m_choose->setChecked(false);
    m_choose->setToolTip(batched ? tr("Choose it to decide several together (X)")
                                 : tr("This one is to be looked at by itself: press Review"));
    m_choose->setAccessibleName(
        tr("Choose: %1, %2").arg(words::requestTitle(c), words::requestLine(c).simplified()));
    m_review->setAccessibleName(
        tr("Review: %1, %2").arg(words::requestTitle(c), words::requestLine(c).simplified()));
    update();
}

void WaitingCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    glyphs::drawCard(painter, QRectF(rect()).adjusted(0, 0, 0, -2), 10,
        m_first ? tokens().amber : tokens().line);
}

} // namespace headgate
