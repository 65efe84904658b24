// SPDX-License-Identifier: MIT
// How a person moves in the transcript in the middle of MainWindow, and takes pieces of it along.
#include "ui/mainwindow.h"
#include "ui/views/transcriptview.h"

#include <QApplication>
#include <QClipboard>

namespace headgate {

void MainWindow::connectPlaces()
{
    const auto on = [this](ActionId id, auto&& what) {
        connect(action(id), &QAction::triggered, this, what);
    };
    const auto jumps = [&](ActionId before, ActionId next, JumpTo what) {
        on(before, [this, what] { jump(what, -1); });
        on(next, [this, what] { jump(what, +1); });
    };
    jumps(ActionId::PreviousTurn, ActionId::NextTurn, JumpTo::Turn);
    jumps(ActionId::PreviousTool, ActionId::NextTool, JumpTo::Tool);
    jumps(ActionId::PreviousError, ActionId::NextError, JumpTo::Error);
    jumps(ActionId::PreviousApproval, ActionId::NextApproval, JumpTo::Approval);
    jumps(ActionId::PreviousMark, ActionId::NextMark, JumpTo::Mark);
    on(ActionId::FoldAll, [this] { m_transcript->foldAll(false); });
    on(ActionId::UnfoldAll, [this] { m_transcript->foldAll(true); });
    const auto copies = [&](ActionId id, CopyForm form) {
        on(id, [this, form] {
            if (!m_transcript->copyAs(form))
                say(tr("There is nothing to copy here."));
        });
    };
    copies(ActionId::CopyPlain, CopyForm::Plain);
    copies(ActionId::CopyMarkdown, CopyForm::Markdown);
    copies(ActionId::CopyJson, CopyForm::Json);
    on(ActionId::CopyLink, [this] {
        const DeepLink link = m_transcript->linkHere();
        if (!link.session.isEmpty())
            QApplication::clipboard()->setText(linkTo(link));
    });
    connectMarks();
}

void MainWindow::jump(JumpTo what, int step)
{
    if (m_selected.isEmpty() || m_transcript->jump(what, step))
        return;
    if (step < 0 && m_transcript->document().hasOlder()) {
        say(tr("There is none before it in what is loaded: earlier messages are being loaded."));
        return;
    }
    switch (what) {
    case JumpTo::Turn:
        say(step < 0 ? tr("You said nothing before that.") : tr("You said nothing after that."));
        break;
    case JumpTo::Tool:
        say(step < 0 ? tr("There is no tool call before that.")
                     : tr("There is no tool call after that."));
        break;
    case JumpTo::Error:
        say(step < 0 ? tr("There is no error before that.") : tr("There is no error after that."));
        break;
    case JumpTo::Approval:
        say(step < 0 ? tr("There is no approval before that.")
                     : tr("There is no approval after that."));
        break;
    case JumpTo::Mark:
        say(step < 0 ? tr("There is no mark before that.") : tr("There is no mark after that."));
        break;
    }
}

} // namespace headgate
