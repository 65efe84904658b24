// SPDX-License-Identifier: MIT
#include "ui/batchdialog.h"

#include "core/project/batchrules.h"
#include "core/project/payload.h"
#include "ui/keysdown.h"
#include "ui/models/checkpointlistmodel.h"
#include "ui/tonecolour.h"
#include "ui/views/answerbutton.h"
#include "ui/views/batchrow.h"
#include "ui/views/textlabel.h"
#include "ui/words/checkpointwords.h"
#include "ui/words/quantity.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QUuid>
#include <QVBoxLayout>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr int pad = 24;

bool isUnderWay(const Checkpoint& c)
{
    return c.state == CheckpointState::Sending;
}

} // namespace

BatchDialog::BatchDialog(DecisionPorts ports, const std::vector<CheckpointKey>& keys,
    std::function<QString(const CheckpointKey&)> who, QWidget* parent)
    : QDialog(parent)
    , m_ports(std::move(ports))
    , m_guard(m_ports.keys, m_ports.steady)
    , m_scroll(new QScrollArea(this))
{
    setModal(false);
    setMinimumSize(560, 420);
    auto* list = new QWidget;
    list->setAutoFillBackground(false);
    m_column = new QVBoxLayout(list);
    m_column->setContentsMargins(pad, 16, pad, 16);
    m_column->setSpacing(16);
    for (const CheckpointKey& key : keys) {
        const Checkpoint* c = m_ports.requests->find(key);
        if (!c || !mayBeBatched(*c))
            continue;
        auto* row = new BatchRow(*c, who(key), list);
        m_column->addWidget(row);
        m_items.push_back({*c, row});
    }
    m_column->addStretch(1);
    m_scroll->setWidget(list);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->setAccessibleName(tr("The requests, each whole"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(m_scroll, 1);
    column->addWidget(buildFoot());

    connect(&m_guard, &DecisionGuard::settled, this, &BatchDialog::refresh);
    connect(m_ports.requests, &CheckpointListModel::checkpointChanged, this, &BatchDialog::follow);
    const QScrollBar* bar = m_scroll->verticalScrollBar();
    connect(bar, &QScrollBar::valueChanged, this, &BatchDialog::checkEnd);
    connect(bar, &QScrollBar::rangeChanged, this, &BatchDialog::checkEnd);
    constexpr int rowHeight = 148; // of a short one
    constexpr int rest = 260;
    const int most = screen()->availableGeometry().height() * 8 / 10;
    resize(760, std::clamp(rest + int(m_items.size()) * rowHeight, 480, std::max(480, most)));
}

QWidget* BatchDialog::buildHead()
{
    auto* head = new Ground(&theme::Tokens::surface, Qt::BottomEdge, this);
    m_title = new TextLabel(theme::uiFont(17, QFont::DemiBold), &theme::Tokens::text, head);
    m_note = new TextLabel(theme::uiFont(), &theme::Tokens::muted, head);
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(pad, 22, pad, 16);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_note);
    return head;
}

QWidget* BatchDialog::buildFoot()
{
    auto* foot = new Ground(&theme::Tokens::surface, Qt::TopEdge, this);
    m_allow = new AnswerButton(tr("Allow each once"), tr("Ctrl ↵"), false, foot);
    m_reject = new AnswerButton(tr("Reject each"), tr("Ctrl ⇧ ⌫"), true, foot);
    m_reject->setDetail(tr("The turns of these sessions end."));
    m_close = new QPushButton(tr("Close"), foot);
    m_close->setAutoDefault(false);
    auto* answers = new QHBoxLayout;
    answers->setSpacing(12);
    answers->addWidget(m_allow, 1);
    answers->addWidget(m_reject, 1);
    auto* bottom = new QHBoxLayout;
    auto* keeps = new TextLabel(theme::uiFont(12), &theme::Tokens::muted, foot);
    keeps->setText(tr("Closing answers nothing that was not sent: it goes on waiting."));
    bottom->addWidget(keeps, 1);
    bottom->addWidget(m_close);
    auto* column = new QVBoxLayout(foot);
    column->setContentsMargins(pad, 16, pad, 16);
    column->setSpacing(12);
    column->addLayout(answers);
    column->addLayout(bottom);
    connect(m_allow, &QAbstractButton::clicked, this,
        [this] { decide(Reply::Once, m_guard.isOpen()); });
    connect(m_reject, &QAbstractButton::clicked, this,
        [this] { decide(Reply::Reject, m_guard.isOpen()); });
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    return foot;
}

QStringList BatchDialog::outcomes() const
{
    QStringList texts;
    for (const Item& item : m_items)
        texts.append(item.row->outcome());
    return texts;
}

int BatchDialog::open() const
{
    return int(
        std::ranges::count_if(m_items, [](const Item& item) { return !item.out && !item.sent; }));
}

/** A request changed: what was reviewed is what is decided, so it may drop out, never change. */
void BatchDialog::follow(const CheckpointKey& key)
{
    const auto item = std::ranges::find(
        m_items, key, [](const Item& one) -> const CheckpointKey& { return one.reviewed.key; });
    const Checkpoint* c = m_ports.requests->find(key);
    if (item == m_items.end() || !c)
        return;
    if (!item->sent && !item->out && (!c->waits() || !sameContent(*c, item->reviewed))) {
        item->out = true;
        m_guard.arm(); // what the buttons cover is not what it was
    }
    if (m_inFlight == key && !isUnderWay(*c)) {
        m_inFlight.reset();
        sendNext();
    }
    refresh();
}

void BatchDialog::refresh()
{
    for (const Item& item : m_items) {
        const Checkpoint* c = m_ports.requests->find(item.reviewed.key);
        if (!c)
            continue;
        const words::Toned outcome = words::outcome(*c, m_ports.now());
        const bool changed = item.out && c->waits();
        item.row->setOutcome(changed ? words::Toned{tr("It asks for something else now. Open it by "
                                                       "itself."),
                                 words::Tone::Bad}
                                     : outcome,
            item.out);
    }
    const int count = open();
    const int all = int(m_items.size());
    m_title->setText(m_decided ? tr("%n request(s) decided together", nullptr, all)
                               : tr("Decide %n request(s) together", nullptr, all));
    m_note->setText(over() ? tr("What became of each stands beside it.")
            : m_decided    ? tr("%n still to be sent", nullptr, int(m_queue.size()))
            : count < all  ? tr("%1 of %2 still wait; the others are left out.")
                                .arg(words::number(count), words::number(all))
                          : tr("Each is answered by itself, with this one answer."));
    const bool ready = !m_decided && count > 0 && m_guard.isSettled();
    m_allow->setEnabled(ready && m_read);
    m_reject->setEnabled(ready);
    m_allow->setDetail(m_read ? tr("These %n, now.", nullptr, count)
                              : tr("The list goes on: read it to its end first."));
}

void BatchDialog::checkEnd()
{
    const QScrollBar* bar = m_scroll->verticalScrollBar();
    if (m_read || !isVisible() || bar->value() < bar->maximum())
        return;
    m_read = true;
    refresh();
}

void BatchDialog::decide(Reply reply, bool allowed)
{
    const AnswerButton* pressed = reply == Reply::Once ? m_allow : m_reject;
    if (!allowed || m_decided || !pressed->isEnabled())
        return;
    m_decided = reply;
    m_batch = QUuid::createUuid().toString(QUuid::WithoutBraces);
    for (size_t i = 0; i < m_items.size(); ++i) {
        if (!m_items[i].out)
            m_queue.push_back(i);
    }
    sendNext();
    refresh();
}

/** One after the other: a rejection may answer others of its session, which then drop out. */
void BatchDialog::sendNext()
{
    while (!m_queue.empty() && !m_inFlight) {
        Item& item = m_items[m_queue.front()];
        m_queue.pop_front();
        if (item.out)
            continue;
        item.sent = true;
        m_inFlight = item.reviewed.key;
        Decision decision;
        decision.key = item.reviewed.key;
        decision.reply = *m_decided;
        decision.actor = Decision::Actor::Window;
        decision.shown = m_shownAt;
        decision.batch = m_batch;
        m_ports.submit(Decide{decision});
    }
}

void BatchDialog::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const auto modifiers = event->modifiers() & ~Qt::KeypadModifier;
    const bool open = !event->isAutoRepeat() && m_guard.isOpenFor(event->key());
    if (enter && modifiers == Qt::ControlModifier) {
        decide(Reply::Once, open);
        return;
    }
    if (event->key() == Qt::Key_Backspace
        && modifiers == (Qt::ControlModifier | Qt::ShiftModifier)) {
        decide(Reply::Reject, open);
        return;
    }
    // QDialog would press a default button; there is none.
    if (!enter)
        QDialog::keyPressEvent(event);
}

void BatchDialog::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    m_shownAt = m_ports.now();
    m_guard.arm();
    checkEnd();
    refresh();
}

} // namespace headgate
