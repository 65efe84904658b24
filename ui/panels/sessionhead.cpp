// SPDX-License-Identifier: MIT
#include "ui/panels/sessionhead.h"

#include "ui/words/quantity.h"
#include "ui/words/sessionwords.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr int headHeight = 56;

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
    , m_stop(new QPushButton(tr("Stop"), this))
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
    row->addStretch(1);
    row->addWidget(m_tokens);
    row->addWidget(m_cost);
    row->addWidget(m_stop);
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
            m_cost->text(),
            QString::number(int(m_tokens->isHidden()) + 2 * int(m_cost->isHidden())
                + 4 * int(m_stop->isHidden()))};
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
    const qint64 tokens = session.tokens.total();
    m_tokens->setVisible(tokens > 0);
    m_tokens->setText(tr("%1 tokens").arg(words::roundNumber(tokens)));
    m_tokens->setToolTip(
        tr("%1 in, %2 out, %3 reasoning, %4 read from and %5 written to the cache")
            .arg(words::number(session.tokens.input), words::number(session.tokens.output),
                words::number(session.tokens.reasoning), words::number(session.tokens.cacheRead),
                words::number(session.tokens.cacheWrite)));
    m_stop->setVisible(facts.stoppable);
    m_cost->setVisible(facts.cost > 0);
    m_cost->setText(facts.subagents ? tr("%1 with subagents").arg(words::money(facts.cost))
                                    : words::money(facts.cost));
    if (shown() == before)
        return; // asked with each frame: the window is laid out again only if it has to be
    for (QLabel* label : {static_cast<QLabel*>(m_state), static_cast<QLabel*>(m_tokens),
             static_cast<QLabel*>(m_cost), static_cast<QLabel*>(m_path),
             static_cast<QLabel*>(m_title)})
        label->updateGeometry();
}

} // namespace headgate
