// SPDX-License-Identifier: MIT
#include "ui/approvaldialog.h"

#include "core/project/answers.h"
#include "core/project/batchrules.h"
#include "core/project/paneasks.h"
#include "core/project/payload.h"
#include "core/project/riskhints.h"
#include "core/project/visibletext.h"
#include "ui/keysdown.h"
#include "ui/models/checkpointlistmodel.h"
#include "ui/models/sessiontreemodel.h"
#include "ui/models/sourcelist.h"
#include "ui/theme.h"
#include "ui/tonecolour.h"
#include "ui/views/answerbutton.h"
#include "ui/views/hintrow.h"
#include "ui/views/payloadview.h"
#include "ui/views/questionform.h"
#include "ui/views/textlabel.h"
#include "ui/words/checkpointwords.h"
#include "ui/words/panewords.h"
#include "ui/words/quantity.h"
#include "ui/words/sessionwords.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

ApprovalDialog::ApprovalDialog(Ports ports, QWidget* parent)
    : QDialog(parent)
    , m_ports(std::move(ports))
    , m_guard(m_ports.keys, m_ports.steady)
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
    connect(m_answer, &QAbstractButton::clicked, this,
        [this] { answer(formReply(), m_guard.isOpen()); });
    connect(m_dismiss, &QAbstractButton::clicked, this,
        [this] { answer(Reply::Reject, m_guard.isOpen()); });
    connect(m_form, &QuestionForm::changed, this, &ApprovalDialog::refresh);
    // Own words are not sent by the key that ends them; it leads to the button that does.
    connect(
        m_form, &QuestionForm::finished, this, [this] { m_answer->setFocus(Qt::TabFocusReason); });
    connect(
        m_confirm, &QAbstractButton::clicked, this, [this] { answer(m_again, m_guard.isOpen()); });
    connect(m_ports.requests, &CheckpointListModel::checkpointChanged, this,
        [this](const CheckpointKey& key) {
            if (key == m_key)
                refresh();
        });
}

void ApprovalDialog::present(const CheckpointKey& key)
{
    if (m_key == key && isVisible())
        return;
    m_key = key;
    m_sent.reset();
    m_shownAt = m_ports.now();
    m_message->clear();
    m_pages->setCurrentIndex(AnswersPage);
    fill();
    if (isForm())
        m_form->setFocus(Qt::OtherFocusReason);
    else
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
    m_code->setVisible(!isForm());
    m_questions->setVisible(isForm());
    m_message->setVisible(c->kind != CheckpointKind::Question);
    if (isForm()) {
        fillForm();
    } else {
        Payload payload = layOut(*c);
        const int lines = int(payload.lines.size());
        m_count->setText(!c->isDiff ? tr("Full text, %n line(s)", nullptr, lines)
                : isPane()          ? words::diffLine(*c)
                           : tr("Full change of %1, %n line(s)", nullptr, lines).arg(c->file));
        m_payload->setPayload(std::move(payload));
        m_hints->setHints(riskHints(*c));
        m_once->setText(isPane() ? tr("Approve") : tr("Allow once"));
        m_always->setVisible(!isPane());
        m_message->setPlaceholderText(paneAsk(*c) == PaneAsk::Approval
                ? tr("Feedback with an approval; the reason of a rejection")
                : tr("Message to the agent (optional; a rejection with a message lets it go on)"));
        fillFiles();
    }
    m_message->setMaxLength(isPane() ? int(longestPaneWords) : 32767);
    fillWords();
}

bool ApprovalDialog::isPane() const
{
    return paneAsk(m_shown) != PaneAsk::None;
}

void ApprovalDialog::fillFiles()
{
    const QSignalBlocker quiet(m_files);
    while (m_files->count() > 0)
        m_files->removeTab(0);
    const QList<DiffFile> files =
        isPane() && m_shown.isDiff ? filesOfDiff(m_shown.text) : QList<DiffFile>();
    for (const DiffFile& file : files) {
        const QString name = makeVisible(file.path).text;
        const int tab = m_files->addTab(name.section(u'/', -1));
        m_files->setTabToolTip(tab, tr("%1, +%2 −%3").arg(name).arg(file.added).arg(file.removed));
        m_files->setTabData(tab, int(file.line));
    }
    m_files->setVisible(files.size() > 1);
}

/** A question's answer may be in own words; at a checkpoint those go with a rejection. */
void ApprovalDialog::fillForm()
{
    const bool checkpoint = m_shown.kind == CheckpointKind::Hitl;
    std::vector<Question> questions = m_shown.questions;
    for (Question& question : questions)
        question.freeText = question.freeText && !checkpoint;
    m_form->setQuestions(questions);
    const bool intervention = isIntervention(m_shown);
    m_answer->setText(intervention ? tr("I look after it")
            : checkpoint           ? tr("Approve")
                                   : tr("Answer"));
    m_dismiss->setVisible(!intervention && !isPane());
    m_dismiss->setText(checkpoint ? tr("Reject") : tr("Dismiss"));
    m_message->setPlaceholderText(checkpoint
            ? tr("Reason, or an answer in your own words (goes with a rejection)")
            : tr("Message to the agent (optional; a rejection with a message lets it go on)"));
    m_hints->setHints({});
}

void ApprovalDialog::fillWords()
{
    const Checkpoint& c = m_shown;
    QStringList names;
    for (const SessionKey& one : m_ports.sessions->lineage({c.key.source, c.key.session}))
        names += words::sessionTitle(*m_ports.sessions->session(one));
    if (!c.requestedBy.isEmpty())
        names.prepend(makeVisible(c.requestedBy).text);
    m_who->setText(names.isEmpty() ? tr("a session not described yet") : names.join(u" ‹ "_s));
    const SourceStatus* source = m_ports.sources->find(c.key.source);
    const QString server = source ? words::sourceName(*source) : c.key.source.value();
    m_where->setText(c.directory.isEmpty() ? server : QString(server + u" · "_s + c.directory));
    m_why->setText(c.reason.isEmpty() ? tr("no reason given")
                                      : tr("“%1”").arg(makeVisible(c.reason.simplified()).text));
    // A question is its own reason.
    m_whyName->setVisible(!isForm());
    m_why->setVisible(!isForm());
    for (TextLabel* label : {m_who, m_where, m_why})
        label->setToolTip(label->text());
    m_title->setText(c.kind == CheckpointKind::Question ? tr("A question for you")
            : isIntervention(c)                         ? tr("An agent needs looking after")
            : c.kind == CheckpointKind::Hitl            ? tr("An agent waits for your decision")
                                                        : words::requestTitle(c) + u'?');
    setWindowTitle(words::requestTitle(c));
    setAccessibleName(
        tr("Permission request: %1, session %2").arg(words::requestTitle(c), names.value(0)));
    const QString patterns = words::visibleList(c.always);
    const bool wordy = patterns.size() > 90;
    m_patterns->setVisible(wordy);
    m_patterns->setText(tr("Always would cover: %1").arg(patterns));
    m_once->setDetail(c.permission == "bash"_L1 ? tr("This command, now.") : tr("This once."));
    const bool saved = isSaved(c);
    const QString where = saved ? tr("in this project from now on, also after a restart")
                                : tr("in this folder until the server restarts");
    if (c.always.isEmpty())
        m_always->setDetail(saved ? tr("Everything of this kind %1.").arg(where)
                                  : tr("Everything of this kind until the server restarts."));
    else if (wordy)
        m_always->setDetail(
            tr("The %n pattern(s) listed above, %1.", nullptr, int(c.always.size())).arg(where));
    else
        m_always->setDetail(u"%1 "_s + where + u'.', patterns);
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
        m_pages->setCurrentIndex(AnswersPage);
    } else if (c->reason != m_shown.reason) {
        m_shown = *c;
        fillWords();
    }
    if (m_shown.state == CheckpointState::Checking && c->waits())
        m_guard.arm(); // the answers appear where there was nothing to press
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
    m_fresh->setColour(toneColour(fresh.tone, &theme::Tokens::muted));
    m_fresh->setText(cut < 0 ? fresh.text : fresh.text.left(cut));
    m_freshMore->setText(cut < 0 ? QString() : fresh.text.mid(cut));
    m_fresh->updateGeometry();
    m_freshMore->updateGeometry();
}

void ApprovalDialog::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), theme::tokens().surface);
}

} // namespace headgate
