// SPDX-License-Identifier: MIT
#include "ui/panels/waitingpanel.h"

#include "core/project/batchrules.h"
#include "ui/models/checkpointlistmodel.h"
#include "ui/panels/emptynote.h"
#include "ui/panels/lineagestrip.h"
#include "ui/panels/waitingcard.h"
#include "ui/typography.h"
#include "ui/words/quantity.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** Fewer are seen at a glance: no filter, nothing to choose. */
constexpr int worthAFilter = 4;
constexpr int worthAFamily = 480; ///< high

} // namespace

WaitingPanel::WaitingPanel(const PanelPorts& ports, QWidget* parent)
    : Panel(parent)
    , m_ports(ports)
    , m_head(buildHead())
    , m_none(new TextLabel(theme::uiFont(), &theme::Tokens::muted, this))
    , m_scroll(new QScrollArea(this))
    , m_empty(new EmptyNote(tr("Nobody waits for you"),
          tr("When an agent asks for permission or has a question, it appears here. Press %1 to "
             "look at it."),
          this, ActionId::NextWaiting))
    , m_foot(buildFoot())
    , m_family(new LineageStrip(this))
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
    m_none->setText(tr("No request fits this filter."));
    m_none->setContentsMargins(16, 16, 16, 0);
    m_none->wrap();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_none);
    layout->addWidget(m_empty);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_foot);
    layout->addWidget(m_family);
    connect(m_family, &LineageStrip::sessionWanted, this,
        [this](const SessionKey& key) { m_ports.openSession(key); });
}

QWidget* WaitingPanel::buildHead()
{
    auto* head = new QWidget(this);
    m_filter = new QLineEdit(head);
    m_filter->setPlaceholderText(tr("Filter by server, agent or text"));
    m_filter->setAccessibleName(tr("Filter requests"));
    m_filter->setClearButtonEnabled(true);
    m_choose = new QPushButton(tr("Choose"), head);
    m_choose->setObjectName(u"choose"_s);
    m_choose->setCheckable(true);
    m_choose->setAutoDefault(false);
    m_choose->setToolTip(tr("Choose several to decide them together"));
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(12, 12, 12, 0);
    row->setSpacing(8);
    row->addWidget(m_filter, 1);
    row->addWidget(m_choose);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_wanted = RequestFilter(text);
        refresh(m_now);
    });
    connect(m_choose, &QPushButton::toggled, this, &WaitingPanel::setChoosing);
    return head;
}

QWidget* WaitingPanel::buildFoot()
{
    auto* foot = new Ground(&theme::Tokens::surface, Qt::TopEdge, this);
    m_count = new TextLabel(theme::uiFont(), &theme::Tokens::muted, foot);
    m_all = new QPushButton(tr("All"), foot);
    m_all->setObjectName(u"choose-all"_s);
    m_all->setAutoDefault(false);
    m_all->setToolTip(tr("Choose all that are shown and may be decided together"));
    m_together = new QPushButton(tr("Review together"), foot);
    m_together->setObjectName(u"review-together"_s);
    m_together->setAutoDefault(false);
    m_together->setProperty("variant", u"primary"_s);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(16, 12, 16, 12);
    row->setSpacing(8);
    row->addWidget(m_count, 1);
    row->addWidget(m_all);
    row->addWidget(m_together);
    connect(m_all, &QPushButton::clicked, this, &WaitingPanel::chooseAll);
    connect(m_together, &QPushButton::clicked, this, [this] {
        m_ports.reviewTogether(chosen());
        m_choose->setChecked(false);
    });
    return foot;
}

void WaitingPanel::refresh(Timestamp now)
{
    m_now = now;
    QHash<CheckpointKey, WaitingCard*> before = std::move(m_cards);
    m_cards = {};
    const int rows = m_ports.requests->rowCount();
    int shown = 0;
    for (int row = 0; row < rows; ++row) {
        const Checkpoint& c = m_ports.requests->at(row);
        const QString who = m_ports.who(c.key);
        if (!m_wanted.accepts(c, who))
            continue;
        WaitingCard* card = before.take(c.key);
        if (!card) {
            card = new WaitingCard;
            card->setChoosing(m_choosing);
            connect(card, &WaitingCard::reviewWanted, this,
                [this, key = c.key] { m_ports.review(key); });
            connect(card, &WaitingCard::chosenChanged, this, &WaitingPanel::showFoot);
        }
        card->show(c, who, row == 0 && c.state != CheckpointState::Checking,
            m_ports.requests->alike(c), now);
        if (m_column->indexOf(card) != shown)
            m_column->insertWidget(shown, card);
        m_cards.insert(c.key, card);
        ++shown;
    }
    for (WaitingCard* gone : std::as_const(before)) {
        gone->hide();
        gone->deleteLater();
    }
    showHead(rows, shown);
    showFoot();
    showFamily();
}

/** Where the panel is low, requests come first. */
void WaitingPanel::showFamily()
{
    const bool room = m_ports.sessions && m_ports.selected && height() >= zoom::px(worthAFamily);
    if (!room) {
        m_family->show({});
        return;
    }
    QSet<SessionKey> waiting;
    for (int row = 0; row < m_ports.requests->rowCount(); ++row) {
        const Checkpoint& c = m_ports.requests->at(row);
        if (c.waits())
            waiting.insert({c.key.source, c.key.session});
    }
    m_family->show(LineageStrip::familyOf(*m_ports.sessions, m_ports.selected(), waiting));
}

void WaitingPanel::showHead(int rows, int shown)
{
    m_head->setVisible(rows >= worthAFilter || !m_wanted.isEmpty() || m_choosing);
    m_none->setVisible(rows > 0 && shown == 0);
    m_empty->setVisible(rows == 0);
    m_scroll->setVisible(shown > 0);
}

void WaitingPanel::showFoot()
{
    m_foot->setVisible(m_choosing);
    if (!m_choosing)
        return;
    const int count = int(chosen().size());
    m_count->setText(count > 0 ? tr("%n chosen", nullptr, count) : tr("None chosen"));
    m_together->setEnabled(count > 0);
}

void WaitingPanel::setChoosing(bool choosing)
{
    m_choosing = choosing;
    for (WaitingCard* card : std::as_const(m_cards))
        card->setChoosing(choosing);
    refresh(m_now);
}

std::vector<CheckpointKey> WaitingPanel::chosen() const
{
    std::vector<CheckpointKey> keys;
    for (int row = 0; row < m_ports.requests->rowCount(); ++row) {
        const CheckpointKey& key = m_ports.requests->at(row).key;
        const WaitingCard* card = m_cards.value(key);
        if (card && card->isChosen())
            keys.push_back(key);
    }
    return keys;
}

void WaitingPanel::chooseAll()
{
    for (WaitingCard* card : std::as_const(m_cards))
        card->setChosen(true);
}

void WaitingPanel::keyPressEvent(QKeyEvent* event)
{
    const bool plain = event->key() == Qt::Key_X && event->modifiers() == Qt::NoModifier;
    const QWidget* at = plain && m_head->isVisible() ? focusWidget() : nullptr;
    for (WaitingCard* card : std::as_const(m_cards)) {
        if (!at || !card->isAncestorOf(at))
            continue;
        m_choose->setChecked(true);
        card->setChosen(!card->isChosen());
        return;
    }
    Panel::keyPressEvent(event);
}

} // namespace headgate
