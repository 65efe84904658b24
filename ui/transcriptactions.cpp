// SPDX-License-Identifier: MIT
#include "ui/transcriptactions.h"

#include "core/domain/deeplink.h"
#include "ui/actions.h"
#include "ui/views/transcriptview.h"

#include <QApplication>
#include <QClipboard>

namespace headgate {

TranscriptActions::TranscriptActions(Actions* actions, TranscriptView* transcript,
    std::function<SessionKey()> selected, QObject* parent)
    : QObject(parent)
    , m_actions(actions)
    , m_transcript(transcript)
    , m_selected(std::move(selected))
{
    connectJumps(ActionId::PreviousTurn, ActionId::NextTurn, JumpTo::Turn);
    connectJumps(ActionId::PreviousTool, ActionId::NextTool, JumpTo::Tool);
    connectJumps(ActionId::PreviousError, ActionId::NextError, JumpTo::Error);
    connectJumps(ActionId::PreviousApproval, ActionId::NextApproval, JumpTo::Approval);
    connectJumps(ActionId::PreviousMark, ActionId::NextMark, JumpTo::Mark);
    connect((*m_actions)[ActionId::FoldAll], &QAction::triggered, this,
        [this] { m_transcript->foldAll(false); });
    connect((*m_actions)[ActionId::UnfoldAll], &QAction::triggered, this,
        [this] { m_transcript->foldAll(true); });
    connectCopy(ActionId::CopyPlain, CopyForm::Plain);
    connectCopy(ActionId::CopyMarkdown, CopyForm::Markdown);
    connectCopy(ActionId::CopyJson, CopyForm::Json);
    connect(
        (*m_actions)[ActionId::CopyLink], &QAction::triggered, this, &TranscriptActions::copyLink);
}

void TranscriptActions::connectJumps(ActionId before, ActionId next, JumpTo what)
{
    connect((*m_actions)[before], &QAction::triggered, this, [this, what] { jump(what, -1); });
    connect((*m_actions)[next], &QAction::triggered, this, [this, what] { jump(what, +1); });
}

void TranscriptActions::connectCopy(ActionId id, CopyForm form)
{
    connect((*m_actions)[id], &QAction::triggered, this, [this, form] {
        if (!m_transcript->copyAs(form))
            emit said(tr("There is nothing to copy here."));
    });
}

void TranscriptActions::copyLink()
{
    const DeepLink link = m_transcript->linkHere();
    if (!link.session.isEmpty())
        QApplication::clipboard()->setText(linkTo(link));
}

void TranscriptActions::jump(JumpTo what, int step)
{
    if (m_selected().isEmpty() || m_transcript->jump(what, step))
        return;
    if (step < 0 && m_transcript->document().hasOlder()) {
        emit said(
            tr("There is none before it in what is loaded: earlier messages are being loaded."));
        return;
    }
    switch (what) {
    case JumpTo::Turn:
        emit said(
            step < 0 ? tr("You said nothing before that.") : tr("You said nothing after that."));
        break;
    case JumpTo::Tool:
        emit said(step < 0 ? tr("There is no tool call before that.")
                           : tr("There is no tool call after that."));
        break;
    case JumpTo::Error:
        emit said(
            step < 0 ? tr("There is no error before that.") : tr("There is no error after that."));
        break;
    case JumpTo::Approval:
        emit said(step < 0 ? tr("There is no approval before that.")
                           : tr("There is no approval after that."));
        break;
    case JumpTo::Mark:
        emit said(
            step < 0 ? tr("There is no mark before that.") : tr("There is no mark after that."));
        break;
    }
}

} // namespace headgate
