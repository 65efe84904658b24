// SPDX-License-Identifier: MIT
#include "ui/approvaldialog.h"

#include "core/project/payload.h"
#include "core/project/riskhints.h"
#include "core/project/visibletext.h"
#include "ui/keysdown.h"
#include "ui/models/checkpointlistmodel.h"
#include "ui/models/sessiontreemodel.h"
#include "ui/models/sourcelist.h"
#include "ui/theme.h"
#include "ui/views/answerbutton.h"
#include "ui/views/hintrow.h"
#include "ui/views/payloadview.h"
#include "ui/views/textlabel.h"
#include "ui/words/checkpointwords.h"
#include "ui/words/quantity.h"
#include "ui/words/sessionwords.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

milliseconds systemSteady()
{
    return std::chrono::duration_cast<milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
}

TokenColour colourOf(words::Tone tone)
{
    switch (tone) {
    case words::Tone::Good:
        return &theme::Tokens::green;
    case words::Tone::Waiting:
        return &theme::Tokens::amber;
    case words::Tone::Bad:
        return &theme::Tokens::red;
    case words::Tone::Quiet:
        break;
    }
    return &theme::Tokens::muted;
}

QString visibleList(const QStringList& patterns)
{
    QStringList shown;
    for (const QString& pattern : patterns)
        shown += makeVisible(pattern).text;
    return shown.join(u", "_s);
}

/** Whether what the person reads would differ. */
bool sameContent(const Checkpoint& a, const Checkpoint& b)
{
    return a.text == b.text && a.always == b.always && a.patterns == b.patterns
        && a.permission == b.permission && a.file == b.file && a.questions == b.questions
        && a.directory == b.directory;
}

} // namespace

bool isBroadPattern(const QString& pattern)
{
    QString plain = pattern.trimmed();
    while (plain.endsWith(u'*') || plain.endsWith(u'/') || plain.endsWith(u' '))
        plain.chop(1);
    // Nothing left, or one bare word: a whole program, a whole folder.
    return plain.isEmpty() || !plain.contains(u' ');
}

ApprovalDialog::ApprovalDialog(Ports ports, QWidget* parent)
    : QDialog(parent)
    , m_ports(std::move(ports))
    , m_guard(m_ports.keys, m_ports.steady ? m_ports.steady : systemSteady)
{
    setModal(false);
    setMinimumSize(560, 420);
    build();
    connectAll();
}

void ApprovalDialog::connectAll()
{
    connect(&m_guard, &DecisionGuard::settled, this, &ApprovalDialog::refresh);
    connect(m_payload, &PayloadView::endReached, this, &ApprovalDialog::refresh);
    connect(m_message, &QLineEdit::textChanged, this, &ApprovalDialog::refresh);
    connect(
        m_once, &QAbstractButton::clicked, this, [this] { answer(Reply::Once, m_guard.isOpen()); });
    connect(m_always, &QAbstractButton::clicked, this,
        [this] { answer(Reply::Always, m_guard.isOpen()); });
    connect(m_reject, &QAbstractButton::clicked, this,
        [this] { answer(Reply::Reject, m_guard.isOpen()); });
    connect(m_confirm, &QAbstractButton::clicked, this,
        [this] { answer(Reply::Always, m_guard.isOpen()); });
    connect(m_ports.requests, &CheckpointListModel::checkpointChanged, this,
        [this](const CheckpointKey& key) {
            if (key == m_key)
                refresh();
        });
}

AnswerButton* ApprovalDialog::button(Reply reply) const
{
    switch (reply) {
    case Reply::Once:
        return m_once;
    case Reply::Always:
        return m_always;
    case Reply::Reject:
        break;
    }
    return m_reject;
}

void ApprovalDialog::present(const CheckpointKey& key)
{
    if (m_key == key && isVisible())
        return;
    m_key = key;
    m_sent.reset();
    m_shownAt = m_ports.now();
    m_message->clear();
    m_pages->setCurrentIndex(0);
    fill();
    m_payload->setFocus(Qt::OtherFocusReason);
    m_guard.arm();
    refresh();
    if (isVisible())
        fitHeight();
}

/** Lays the request out anew. */
void ApprovalDialog::fill()
{
    const Checkpoint* c = m_ports.requests->find(*m_key);
    if (!c)
        return;
    m_shown = *c;
    const bool question = c->kind == CheckpointKind::Question;
    m_code->setVisible(!question);
    m_questions->setVisible(question);
    m_message->setVisible(!question);
    if (question) {
        fillQuestions(*c);
        m_hints->setHints({});
    } else {
        Payload payload = layOut(*c);
        const int lines = int(payload.lines.size());
        m_count->setText(c->isDiff
                ? tr("Full change of %1, %n line(s)", nullptr, lines).arg(c->file)
                : tr("Full text, %n line(s)", nullptr, lines));
        m_payload->setPayload(std::move(payload));
        m_hints->setHints(riskHints(*c));
    }
    fillWords();
}

void ApprovalDialog::fillWords()
{
    const Checkpoint& c = m_shown;
    QStringList names;
    for (const SessionKey& one : m_ports.sessions->lineage({c.key.source, c.key.session}))
        names += words::sessionTitle(*m_ports.sessions->session(one));
    m_who->setText(names.isEmpty() ? tr("a session not described yet") : names.join(u" ‹ "_s));
    const SourceStatus* source = m_ports.sources->find(c.key.source);
    const QString server = source ? words::sourceName(*source) : c.key.source.value();
    m_where->setText(c.directory.isEmpty() ? server : QString(server + u" · "_s + c.directory));
    m_why->setText(c.reason.isEmpty() ? tr("no reason given")
                                      : tr("“%1”").arg(makeVisible(c.reason.simplified()).text));
    // A question is its own reason.
    m_whyName->setVisible(c.kind != CheckpointKind::Question);
    m_why->setVisible(c.kind != CheckpointKind::Question);
    for (TextLabel* label : {m_who, m_where, m_why})
        label->setToolTip(label->text());
    m_title->setText(c.kind == CheckpointKind::Question ? tr("A question for you")
                                                        : words::requestTitle(c) + u'?');
    setWindowTitle(words::requestTitle(c));
    setAccessibleName(
        tr("Permission request: %1, session %2").arg(words::requestTitle(c), names.value(0)));
    const QString patterns = visibleList(c.always);
    const bool wordy = patterns.size() > 90;
    m_patterns->setVisible(wordy);
    m_patterns->setText(tr("Always would cover: %1").arg(patterns));
    m_once->setDetail(c.permission == "bash"_L1 ? tr("This command, now.") : tr("This once."));
    if (c.always.isEmpty())
        m_always->setDetail(tr("Everything of this kind until the server restarts."));
    else if (wordy)
        m_always->setDetail(tr("The %n pattern(s) listed above, in this folder until the server "
                               "restarts.",
            nullptr, int(c.always.size())));
    else
        m_always->setDetail(tr("%1 in this folder until the server restarts."), patterns);
}

void ApprovalDialog::refresh()
{
    if (!m_key)
        return;
    const Checkpoint* c = m_ports.requests->find(*m_key);
    if (!c)
        return;
    if (!sameContent(*c, m_shown)) {
        fill();
        m_guard.arm(); // what is read now is not what was read before
        m_pages->setCurrentIndex(0);
    } else if (c->reason != m_shown.reason) {
        m_shown = *c;
        fillWords();
    }
    m_shown = *c;
    if (m_sent && *m_sent != *c)
        m_sent.reset();
    refreshHead(*c);
    refreshAnswers(*c);
}

void ApprovalDialog::refreshHead(const Checkpoint& c)
{
    const Timestamp now = m_ports.now();
    const QString asked = words::askedAgo(c, now);
    const int position = m_ports.requests->position(c.key);
    m_place->setText(position > 0 ? tr("%1 of %2 waiting · %3")
                                        .arg(QString::number(position),
                                            QString::number(m_ports.requests->waiting()), asked)
                                  : asked);
    m_place->updateGeometry();
    const words::Toned fresh = words::freshness(c, m_ports.sources->find(c.key.source), now);
    // "Live" carries the colour, what follows is quiet.
    const qsizetype cut = fresh.text.indexOf(u',');
    m_fresh->setColour(colourOf(fresh.tone));
    m_fresh->setText(cut < 0 ? fresh.text : fresh.text.left(cut));
    m_freshMore->setText(cut < 0 ? QString() : fresh.text.mid(cut));
    m_fresh->updateGeometry();
    m_freshMore->updateGeometry();
}

/** Why no answer can be given now; empty: it can. */
QString ApprovalDialog::whyNot(const Checkpoint& c) const
{
    if (!c.answerable)
        return tr("This request was seen in a stream, and a stream cannot be answered. Answer it "
                  "where the agent runs.");
    const SourceStatus* source = m_ports.sources->find(c.key.source);
    if (!source || source->state != SyncState::Live)
        return tr("The server is out of reach, so an answer cannot be sent now. It is not kept for "
                  "later.");
    return {};
}

void ApprovalDialog::refreshAnswers(const Checkpoint& c)
{
    const bool question = c.kind == CheckpointKind::Question;
    Checkpoint view = c;
    if (m_sent) {
        view.state = CheckpointState::Sending;
        view.reply = m_sentReply;
    }
    const words::Toned outcome = words::outcome(view, m_ports.now());
    const bool ended = !view.waits();
    const QString blocked = ended || question ? QString() : whyNot(c);
    const QString line = ended ? QString() : !outcome.text.isEmpty() ? outcome.text : blocked;
    m_outcome->setVisible(!line.isEmpty());
    m_outcome->setText(line);
    m_outcome->setColour(outcome.text.isEmpty() ? &theme::Tokens::amber : colourOf(outcome.tone));

    const bool busy = view.state == CheckpointState::Sending || view.state == CheckpointState::Sent;
    if (ended || question) {
        const QString before = m_ended->text();
        m_ended->setText(ended
                ? outcome.text
                : tr("Headgate shows this question but cannot answer it yet. Answer it "
                     "in OpenCode; it disappears here at once."));
        m_ended->setColour(ended ? colourOf(outcome.tone) : &theme::Tokens::muted);
        m_next->setVisible(!busy && m_ports.requests->next(m_key).value_or(c.key) != c.key);
        m_pages->setCurrentIndex(2);
        if (before != m_ended->text() && isVisible()) {
            QAccessibleEvent event(m_ended, QAccessible::Alert);
            QAccessible::updateAccessibility(&event);
        }
    } else if (m_pages->currentIndex() == 2) {
        m_pages->setCurrentIndex(0);
    }
    m_message->setEnabled(!ended && !busy);
    m_message->setVisible(!question && (!ended || busy));
    m_keeps->setText(ended && !busy ? tr("Esc closes this window") : tr("Esc keeps it waiting"));

    const bool ready = m_guard.isSettled() && !ended && !busy && !question && blocked.isEmpty();
    const bool plain = m_message->text().isEmpty();
    const bool read = m_payload->reachedEnd();
    m_once->setEnabled(ready && plain && read);
    m_always->setEnabled(ready && plain && read);
    m_reject->setEnabled(ready);
    m_confirm->setEnabled(ready && plain);
    const QString hint = !plain ? tr("A message goes only with a rejection.")
        : !read                 ? tr("The text goes on: read it to its end first.")
                                : QString();
    m_once->setToolTip(hint);
    m_always->setToolTip(hint);
    const int others = m_ports.requests->waitingInSession({c.key.source, c.key.session}) - 1;
    if (!plain)
        m_reject->setDetail(tr("Sends your message; the agent goes on with it."));
    else if (others > 0)
        m_reject->setDetail(
            tr("Also rejects %n other request(s) of this session.", nullptr, others));
    else
        m_reject->setDetail(tr("Without a message the turn ends."));
    if (!read && plain)
        m_once->setDetail(hint);
    else
        m_once->setDetail(c.permission == "bash"_L1 ? tr("This command, now.") : tr("This once."));
}

void ApprovalDialog::answer(Reply reply, bool allowed)
{
    const AnswerButton* pressed = button(reply);
    if (!allowed || !m_key || m_sent || !pressed->isEnabled())
        return;
    const bool broad =
        m_shown.always.isEmpty() || std::ranges::any_of(m_shown.always, &isBroadPattern);
    if (reply == Reply::Always && broad && !confirming()) {
        m_confirmWords->setText(m_shown.always.isEmpty()
                ? tr("This covers everything of this kind, not only what you see here.")
                : tr("%1 covers much more than what you see here. Allow all of it until the server "
                     "restarts?")
                      .arg(visibleList(m_shown.always)));
        m_pages->setCurrentIndex(1);
        m_guard.arm();
        refresh();
        return;
    }
    send(reply);
}

void ApprovalDialog::send(Reply reply)
{
    Decision decision;
    decision.key = *m_key;
    decision.reply = reply;
    decision.message = reply == Reply::Reject ? m_message->text() : QString();
    decision.actor = Decision::Actor::Window;
    decision.shown = m_shownAt;
    m_sent = m_shown;
    m_sentReply = reply;
    m_ports.submit(Decide{decision});
    refresh();
}

QString ApprovalDialog::outcomeText() const
{
    if (m_pages->currentIndex() == 2)
        return m_ended->text();
    return m_outcome->isVisibleTo(this) ? m_outcome->text() : QString();
}

bool ApprovalDialog::confirming() const
{
    return m_pages->currentIndex() == 1;
}

bool ApprovalDialog::takesChord(const QKeyEvent& event)
{
    const bool enter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    std::optional<Reply> reply;
    if (enter && modifiers == Qt::ControlModifier)
        reply = Reply::Once;
    else if (enter && modifiers == (Qt::ControlModifier | Qt::ShiftModifier))
        reply = Reply::Always;
    else if (event.key() == Qt::Key_Backspace
        && modifiers == (Qt::ControlModifier | Qt::ShiftModifier))
        reply = Reply::Reject;
    if (!reply)
        return false;
    const bool typing = m_message->hasFocus();
    const bool open = !event.isAutoRepeat() && m_guard.isOpenFor(event.key());
    // On the page that asks again, only the chord that led there says yes.
    if (!typing && (!confirming() || reply == Reply::Always))
        answer(*reply, open);
    return true;
}

void ApprovalDialog::keyPressEvent(QKeyEvent* event)
{
    if (takesChord(*event)) {
        event->accept();
        return;
    }
    if (event->key() == Qt::Key_J && event->modifiers() == Qt::ControlModifier) {
        emit nextWanted();
        return;
    }
    // QDialog would press a default button; there is none, and Esc keeps the request waiting.
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return;
    QDialog::keyPressEvent(event);
}

void ApprovalDialog::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), theme::tokens().surface);
}

} // namespace headgate
