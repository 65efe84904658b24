// SPDX-License-Identifier: MIT
#include "ui/panels/waitingpanel.h"

#include "core/project/riskhints.h"
#include "ui/glyphs.h"
#include "ui/models/checkpointlistmodel.h"
#include "ui/panels/emptynote.h"
#include "ui/words/checkpointwords.h"
#include "ui/words/quantity.h"
#include "ui/words/riskwords.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
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
        glyphs::drawText(painter, {10, 20}, text(), font(), tokens().text, width() - 20);
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
    , m_review(new QPushButton(tr("Review"), this))
{
    m_age->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_review->setAutoDefault(false);
    auto* top = new QHBoxLayout;
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
}

void WaitingCard::show(const Checkpoint& c, const QString& who, bool first, Timestamp now)
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
        && m_outcome == outcome)
        return;
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
        m_hint->setText(hints.empty() ? QString() : words::riskWords(hints.front().rule));
        m_hint->setColour(!hints.empty() && isSevere(hints.front().rule) ? &theme::Tokens::red
                                                                         : &theme::Tokens::muted);
    }
    m_hint->setToolTip(m_hint->text());
    const QString variant = first ? u"primary"_s : QString();
    if (m_review->property("variant").toString() != variant) {
        m_review->setProperty("variant", variant);
        m_review->update();
    }
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

WaitingPanel::WaitingPanel(const PanelPorts& ports, QWidget* parent)
    : Panel(parent)
    , m_ports(ports)
    , m_scroll(new QScrollArea(this))
    , m_empty(new EmptyNote(tr("Nobody waits for you"),
          tr("When an agent asks for permission or has a question, it appears here. Press Ctrl+J "
             "to look at it."),
          this))
{
    auto* cards = new QWidget;
    m_column = new QVBoxLayout(cards);
    m_column->setContentsMargins(12, 12, 12, 12);
    m_column->setSpacing(12);
    m_column->addStretch(1);
    m_scroll->setWidget(cards);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    cards->setAutoFillBackground(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_empty);
    layout->addWidget(m_scroll);
}

void WaitingPanel::refresh(Timestamp now)
{
    QHash<CheckpointKey, WaitingCard*> before = std::move(m_cards);
    m_cards = {};
    const int rows = m_ports.requests->rowCount();
    for (int row = 0; row < rows; ++row) {
        const Checkpoint& c = m_ports.requests->at(row);
        WaitingCard* card = before.take(c.key);
        if (!card) {
            card = new WaitingCard;
            connect(card, &WaitingCard::reviewWanted, this,
                [this, key = c.key] { m_ports.review(key); });
        }
        card->show(c, m_ports.who(c.key), row == 0 && c.state != CheckpointState::Checking, now);
        if (m_column->indexOf(card) != row)
            m_column->insertWidget(row, card);
        m_cards.insert(c.key, card);
    }
    for (WaitingCard* gone : std::as_const(before)) {
        gone->hide();
        gone->deleteLater();
    }
    m_empty->setVisible(rows == 0);
    m_scroll->setVisible(rows > 0);
}

} // namespace headgate
