// SPDX-License-Identifier: MIT
// The part of ApprovalDialog that answers: when it may, and what it sends.
#include "core/project/answers.h"
#include "core/project/paneasks.h"
#include "ui/approvaldialog.h"
#include "ui/keybindings.h"
#include "ui/models/checkpointlistmodel.h"
#include "ui/models/sessiontreemodel.h"
#include "ui/models/sourcelist.h"
#include "ui/tonecolour.h"
#include "ui/views/answerbutton.h"
#include "ui/views/payloadview.h"
#include "ui/views/questionform.h"
#include "ui/views/textlabel.h"
#include "ui/words/checkpointwords.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

bool isBroadPattern(const QString& pattern)
{
    QString plain = pattern.trimmed();
    while (plain.endsWith(u'*') || plain.endsWith(u'/') || plain.endsWith(u' '))
        plain.chop(1);
    // Nothing left, or one bare word: a whole program, a whole folder.
    return plain.isEmpty() || !plain.contains(u' ');
}

bool isDangerous(const Checkpoint& checkpoint)
{
    if (checkpoint.kind != CheckpointKind::Hitl)
        return false;
    QStringList ids;
    for (const Question& question : checkpoint.questions) {
        for (const QuestionOption& option : question.options)
            ids += option.id;
    }
    return ids == QStringList{u"confirm"_s, u"cancel"_s}
    || checkpoint.text.startsWith("Confirm dangerous operation"_L1, Qt::CaseInsensitive);
}

AnswerButton* ApprovalDialog::button(Reply reply) const
{
    if (isForm())
        return reply == Reply::Reject ? m_dismiss : m_answer;
    switch (reply) {
    case Reply::Once:
        return m_once;
    case Reply::Always:
        return m_always;
    case Reply::Answer:
        return m_answer;
    case Reply::Reject:
        break;
    }
    return m_reject;
}

/** Whether its server writes an "always" down for the project: that of sessions which are run over
 * OpenCode's newer API does, and forgets nothing when it restarts. */
bool ApprovalDialog::isSaved(const Checkpoint& c) const
{
    const Session* session = m_ports.sessions->session({c.key.source, c.key.session});
    return session && session->readOnly;
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
    Checkpoint view = c;
    if (m_sent) {
        view.state = CheckpointState::Sending;
        view.reply = m_sentReply;
        view.answers = m_sentReply == Reply::Answer ? m_form->answers() : Answers();
    }
    const words::Toned outcome = words::outcome(view, m_ports.now());
    const bool ended = !view.waits();
    const QString blocked = ended ? QString() : whyNot(c);
    QString open = blocked.isEmpty() ? words::expiry(c, m_ports.now()) : blocked;
    if (!open.isEmpty())
        open[0] = open[0].toUpper();
    const QString line = ended ? QString() : !outcome.text.isEmpty() ? outcome.text : open;
    m_outcome->setVisible(!line.isEmpty());
    m_outcome->setText(line);
    m_outcome->setColour(outcome.text.isEmpty() ? &theme::Tokens::amber
                                                : toneColour(outcome.tone, &theme::Tokens::muted));

    const bool busy = view.state == CheckpointState::Sending || view.state == CheckpointState::Sent;
    if (ended) {
        const QString before = m_ended->text();
        m_ended->setText(outcome.text);
        m_ended->setColour(toneColour(outcome.tone, &theme::Tokens::muted));
        m_next->setVisible(!busy && m_ports.requests->next(m_key).value_or(c.key) != c.key);
        m_pages->setCurrentIndex(OverPage);
        if (before != m_ended->text() && isVisible()) {
            QAccessibleEvent event(m_ended, QAccessible::Alert);
            QAccessible::updateAccessibility(&event);
        }
    } else if (m_pages->currentIndex() != AgainPage) {
        m_pages->setCurrentIndex(isForm() ? QuestionPage : AnswersPage);
    }
    m_form->setEnabled(!ended && !busy);
    m_message->setEnabled(!ended && !busy);
    m_message->setVisible(
        c.kind != CheckpointKind::Question && !isIntervention(c) && (!ended || busy));
    m_keeps->setText(ended && !busy ? tr("Esc closes this window") : tr("Esc keeps it waiting"));

    const bool ready = m_guard.isSettled() && !ended && !busy && blocked.isEmpty();
    refreshForm(c, ready && isForm());
    refreshPermission(c, ready && !isForm());
}

void ApprovalDialog::refreshForm(const Checkpoint& c, bool ready)
{
    const bool plain = m_message->text().isEmpty();
    if (c.kind == CheckpointKind::Hitl) {
        // Whoever asks takes an approval without a choice for none.
        const bool chosen =
            c.questions.empty() || c.questions.front().options.empty() || m_form->isComplete();
        m_answer->setEnabled(ready && chosen && plain);
        m_answer->setDetail(!plain ? tr("A message goes only with a rejection.")
                : chosen           ? tr("The agent goes on with it.")
                                   : tr("Choose first."));
        if (isIntervention(c))
            m_answer->setDetail(tr("Nobody waits for an answer. It leaves the list of all who look "
                                   "at this log."));
        m_dismiss->setDetail(
            plain ? tr("Without a reason.") : tr("With your words as the reason."));
    } else {
        const bool complete = m_form->isComplete();
        m_answer->setEnabled(ready && complete);
        m_answer->setDetail(
            complete ? tr("Sends it; the agent goes on with it.") : tr("Choose an answer first."));
        m_dismiss->setDetail(tr("No answer: the turn ends."));
    }
    m_dismiss->setEnabled(ready && !isPane()); // theirs can be answered, not dismissed
    if (isForm())
        m_confirm->setEnabled(m_answer->isEnabled());
}

/** What is written goes with either answer; a finished change is not rejected without a reason. */
void ApprovalDialog::refreshPane(bool ready)
{
    const bool plain = m_message->text().trimmed().isEmpty();
    const bool read = m_payload->reachedEnd();
    const bool plan = paneAsk(m_shown) == PaneAsk::Plan;
    const bool wordless = plan && !plain;
    const QString unread = tr("The text goes on: read it to its end first.");
    m_once->setEnabled(ready && read && !wordless);
    m_always->setEnabled(false);
    m_reject->setEnabled(ready && (plan || !plain));
    m_once->setToolTip(read ? QString() : unread);
    m_once->setDetail(!read ? unread
            : wordless      ? tr("A message goes only with a rejection.")
            : plan          ? tr("The agent begins with it.")
            : plain         ? tr("The change is merged.")
                            : tr("The change is merged; your words go with it."));
    m_reject->setDetail(plan
            ? (plain ? tr("The task goes back.") : tr("The task goes back, with your words."))
            : plain ? tr("Write a reason first.")
                    : tr("The task goes back, with your reason."));
}

void ApprovalDialog::refreshPermission(const Checkpoint& c, bool ready)
{
    if (isPane()) {
        refreshPane(ready && !isForm());
        return;
    }
    const bool plain = m_message->text().isEmpty();
    const bool read = m_payload->reachedEnd();
    m_once->setEnabled(ready && plain && read);
    m_always->setEnabled(ready && plain && read);
    m_reject->setEnabled(ready);
    if (!isForm())
        m_confirm->setEnabled(ready && plain);
    const QString hint = !plain ? tr("A message goes only with a rejection.")
        : !read                 ? tr("The text goes on: read it to its end first.")
                                : QString();
    m_once->setToolTip(hint);
    m_always->setToolTip(hint);
    const int others = m_ports.requests->waitingInSession({c.key.source, c.key.session}) - 1;
    // Seen of OpenCode 1.18: the newer API takes the words and hands on none of them (H10).
    if (!plain && isSaved(c))
        m_reject->setDetail(tr("The agent goes on, but this server was seen to lose the message."));
    else if (!plain)
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
    if (asksAgain(reply) && !confirming()) {
        m_again = reply;
        m_confirm->setText(isForm() ? tr("Yes, approve") : tr("Yes, always"));
        m_confirmWords->setText(isForm() ? tr("It says of itself that it is dangerous. Approve it?")
                : m_shown.always.isEmpty()
                ? tr("This covers everything of this kind, not only what you see here.")
                : (isSaved(m_shown)
                        ? tr("%1 covers much more than what you see here. Allow all of it in "
                             "this project from now on, also after a restart?")
                        : tr("%1 covers much more than what you see here. Allow all of it until "
                             "the server restarts?"))
                      .arg(words::visibleList(m_shown.always)));
        m_pages->setCurrentIndex(AgainPage);
        m_guard.arm();
        refresh();
        return;
    }
    send(reply);
}

bool ApprovalDialog::asksAgain(Reply reply) const
{
    if (isForm())
        return reply == Reply::Once && isDangerous(m_shown);
    return reply == Reply::Always
        && (m_shown.always.isEmpty() || std::ranges::any_of(m_shown.always, &isBroadPattern));
}

void ApprovalDialog::send(Reply reply)
{
    Decision decision;
    decision.key = *m_key;
    decision.reply = reply;
    const bool worded = reply == Reply::Reject || paneAsk(m_shown) == PaneAsk::Approval;
    decision.message = worded ? m_message->text() : QString();
    decision.answers = reply == Reply::Answer ? m_form->answers() : Answers();
    if (const auto option = m_form->chosen(0);
        option && m_shown.kind == CheckpointKind::Hitl && reply == Reply::Once)
        decision.option = m_shown.questions.front().options[*option].id;
    decision.actor = Decision::Actor::Window;
    decision.shown = m_shownAt;
    m_sent = m_shown;
    m_sentReply = reply;
    m_ports.submit(Decide{decision});
    refresh();
}

QString ApprovalDialog::outcomeText() const
{
    if (m_pages->currentIndex() == OverPage)
        return m_ended->text();
    return m_outcome->isVisibleTo(this) ? m_outcome->text() : QString();
}

bool ApprovalDialog::confirming() const
{
    return m_pages->currentIndex() == AgainPage;
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
    if (isForm() && reply != Reply::Reject)
        reply = reply == Reply::Once ? std::optional(formReply()) : std::nullopt;
    if (!reply)
        return true;
    const bool typing = qobject_cast<const QLineEdit*>(focusWidget());
    const bool open = !event.isAutoRepeat() && m_guard.isOpenFor(event.key());
    // On the page that asks again, only the chord that led there says yes.
    if (!typing && (!confirming() || reply == m_again))
        answer(*reply, open);
    return true;
}

void ApprovalDialog::keyPressEvent(QKeyEvent* event)
{
    if (takesChord(*event)) {
        event->accept();
        return;
    }
    // Keys that answer come first, and no action can have them.
    if (KeyBindings::inForce().matches(*event, ActionId::NextWaiting)) {
        emit nextWanted();
        return;
    }
    if (KeyBindings::inForce().matches(*event, ActionId::PreviousWaiting)) {
        emit previousWanted();
        return;
    }
    // QDialog would press a default button; there is none, and Esc keeps the request waiting.
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return;
    QDialog::keyPressEvent(event);
}

} // namespace headgate
