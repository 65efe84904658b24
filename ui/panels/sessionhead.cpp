// SPDX-License-Identifier: MIT
#include "ui/panels/sessionhead.h"

#include "ui/views/avatarrow.h"
#include "ui/views/proofbadge.h"
#include "ui/words/quantity.h"
#include "ui/words/sessionwords.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr int headHeight = 56;
/** Narrower than this the tokens stand in the tip of the context alone. */
constexpr int roomForTokens = 760;
/** With less of its title a session is hard to tell from others. */
constexpr int leastTitle = 160;

Chip::Kind kindOf(SessionStatus status, bool waiting)
{
    if (waiting)
        return Chip::Kind::Amber;
    switch (status) {
    case SessionStatus::Running:
        return Chip::Kind::Accent;
    case SessionStatus::Retrying:
    case SessionStatus::Failed:
    case SessionStatus::Interrupted:
        return Chip::Kind::Red;
    case SessionStatus::Idle:
        return Chip::Kind::Green;
    case SessionStatus::Unknown:
        break;
    }
    return Chip::Kind::Outline;
}

} // namespace

SessionHead::SessionHead(QWidget* parent)
    : Ground(&theme::Tokens::bg, Qt::BottomEdge, parent)
    , m_path(new TextLabel(theme::uiFont(theme::smallSize), &theme::Tokens::faint, this))
    , m_title(new TextLabel(
          theme::uiFont(theme::titleSize, QFont::DemiBold), &theme::Tokens::text, this))
    , m_state(new Chip(Chip::Kind::Outline, this))
    , m_tokens(new Chip(Chip::Kind::Outline, this))
    , m_cost(new Chip(Chip::Kind::Outline, this))
    , m_context(new Chip(Chip::Kind::Outline, this))
    , m_proof(new ProofBadge(this))
    , m_company(new AvatarRow(this))
    , m_note(new Chip(Chip::Kind::Outline, this))
    , m_stop(new QPushButton(tr("Stop"), this))
    , m_more(new QPushButton(u"⋯"_s, this))
{
    setFixedHeight(headHeight);
    m_path->setElide(Qt::ElideMiddle);
    auto* words = new QVBoxLayout;
    words->setContentsMargins(0, 0, 0, 0);
    words->setSpacing(1);
    words->addStretch(1);
    words->addWidget(m_path);
    words->addWidget(m_title);
    words->addStretch(1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(24, 0, 24, 1);
    row->setSpacing(12);
    row->addLayout(words);
    row->addWidget(m_state);
    row->addWidget(m_note);
    row->addStretch(1);
    row->addWidget(m_company);
    row->addWidget(m_proof);
    row->addWidget(m_context);
    row->addWidget(m_tokens);
    row->addWidget(m_cost);
    row->addWidget(m_stop);
    row->addWidget(m_more);
    m_more->setFixedSize(28, 28);
    m_more->setAutoDefault(false);
    m_more->setProperty("variant", u"link"_s);
    m_more->setAccessibleName(tr("More about this session"));
    m_more->setToolTip(m_more->accessibleName());
    connect(m_more, &QPushButton::clicked, this,
        [this] { emit menuWanted(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
    connect(m_proof, &ProofBadge::clicked, this, &SessionHead::proofWanted);
    m_stop->setAutoDefault(false);
    m_stop->setToolTip(tr("End the running turn, and those of its subagents"));
    m_stop->hide();
    connect(m_stop, &QPushButton::clicked, this, &SessionHead::stopWanted);
    m_title->setAccessibleName(tr("Session"));
}

void SessionHead::show(const Session& session, const Facts& facts, Timestamp now)
{
    const auto shown = [this] {
        return QStringList{m_path->text(), m_title->text(), m_state->text(), m_tokens->text(),
            m_cost->text(), m_context->text(), m_note->text(),
            QString::number(int(m_tokens->isHidden()) + 2 * int(m_cost->isHidden())
                + 4 * int(m_stop->isHidden()) + 8 * int(m_context->isHidden())
                + 16 * int(m_note->isHidden()) + 32 * int(m_more->isHidden()))};
    };
    const QStringList before = shown();
    const QString path = words::shortPath(session.directory);
    m_path->setText(path.isEmpty() ? facts.source : QString(facts.source + u" › "_s + path));
    m_path->setToolTip(session.directory);
    m_title->setText(words::sessionTitle(session));
    m_title->setToolTip(words::sessionTitle(session));
    // Nobody knows whether it still runs while its server is out of reach.
    const bool old = !facts.live && session.status == SessionStatus::Running;
    m_state->setKind(
        old && !facts.waiting ? Chip::Kind::Outline : kindOf(session.status, facts.waiting));
    m_state->setText(facts.waiting ? tr("waits for you")
            : old                  ? tr("was running when last seen")
                                   : words::statusWords(session, now));
    showFigures(session, facts);
    m_company->put(facts.company);
    m_proof->put(width() >= roomForTokens ? facts.proof : words::Toned(),
        tr("What is held of this session, and the proof of it (Ctrl+Shift+V)"));
    m_stop->setVisible(facts.stoppable);
    m_more->setVisible(facts.changeable);
    if (shown() == before)
        return; // asked with each frame: the window is laid out again only if it has to be
    for (QLabel* label : {static_cast<QLabel*>(m_state), static_cast<QLabel*>(m_tokens),
             static_cast<QLabel*>(m_cost), static_cast<QLabel*>(m_context),
             static_cast<QLabel*>(m_note), static_cast<QLabel*>(m_path),
             static_cast<QLabel*>(m_title)})
        label->updateGeometry();
}

void SessionHead::showFigures(const Session& session, const Facts& facts)
{
    const QString tokens =
        tr("%1 in, %2 out, %3 reasoning, %4 read from and %5 written to the cache")
            .arg(words::number(session.tokens.input), words::number(session.tokens.output),
                words::number(session.tokens.reasoning), words::number(session.tokens.cacheRead),
                words::number(session.tokens.cacheWrite));
    const QString total = facts.subagents
        ? tr("%1; %2 tokens with subagents").arg(tokens, words::number(facts.tokens))
        : tokens;
    m_tokens->setVisible(session.tokens.total() > 0 && width() >= roomForTokens);
    m_tokens->setText(tr("%1 tokens").arg(words::roundNumber(session.tokens.total())));
    m_tokens->setToolTip(total);
    const bool near = words::isNearLimit(session.contextUsed, session.contextLimit);
    const QString use = words::contextUse(session.contextUsed, session.contextLimit);
    m_context->setVisible(session.contextUsed > 0 && session.contextLimit > 0);
    m_context->setKind(near ? Chip::Kind::Red : Chip::Kind::Outline);
    m_context->setText(near ? tr("nearly full: %1").arg(use) : use);
    m_context->setToolTip(
        tr("Of what its model can read at once, the newest answer used this much. All in all: %1")
            .arg(total));
    m_cost->setVisible(facts.cost > 0);
    const QString money = words::money(facts.cost);
    m_cost->setToolTip(facts.subagents ? tr("%1 with subagents").arg(money) : QString());
    m_cost->setText(facts.subagents ? m_cost->toolTip() : money);
    if (roomForTitle() < leastTitle)
        m_cost->setText(money);
    const bool undone = !session.revertedTo.isEmpty();
    const bool shared = !session.shareUrl.isEmpty();
    m_note->setVisible(undone || shared || session.archived);
    m_note->setText(undone ? tr("partly undone") : shared ? tr("shared") : tr("archived"));
    m_note->setToolTip(undone ? tr("Its last messages, and what they did to files, are undone for "
                                   "now. The transcript shows from where.")
            : shared          ? session.shareUrl
                              : QString());
}

/** What is left of the line beside all that is not cut. */
int SessionHead::roomForTitle() const
{
    const QMargins margins = layout()->contentsMargins();
    int room = width() - margins.left() - margins.right();
    for (const QWidget* beside : std::initializer_list<QWidget*>{
             m_state, m_note, m_context, m_tokens, m_cost, m_stop, m_more}) {
        if (!beside->isHidden())
            room -= beside->sizeHint().width() + layout()->spacing();
    }
    return room;
}

/** Figures that also stand in a tip make room for the title. */
void SessionHead::resizeEvent(QResizeEvent* event)
{
    Ground::resizeEvent(event);
    if (width() < roomForTokens) {
        m_tokens->hide();
        m_proof->hide();
    }
}

} // namespace headgate
