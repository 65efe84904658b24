// SPDX-License-Identifier: MIT
#include "ui/panels/replaypage.h"

#include "ui/models/replayplayer.h"
#include "ui/panels/findbar.h"
#include "ui/panels/replaybar.h"
#include "ui/views/transcriptview.h"
#include "ui/words/issuetext.h"
#include "ui/words/sessionwords.h"

#include <QApplication>
#include <QVBoxLayout>

namespace headgate {

ReplayPage::ReplayPage(
    std::function<void(Command)> submit, std::function<Timestamp()> now, QWidget* parent)
    : QWidget(parent)
    , m_player(new ReplayPlayer(std::move(submit), std::move(now), this))
    , m_bar(new ReplayBar(m_player, this))
    , m_transcript(new TranscriptView(this))
    , m_findBar(new FindBar(m_transcript, this))
{
    m_transcript->setAccessibleName(tr("Transcript as it was"));
    m_bar->watch(m_transcript);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_findBar);
    column->addWidget(m_transcript, 1);
    connect(m_bar, &ReplayBar::closeWanted, this, &ReplayPage::closeWanted);
    connect(m_player, &ReplayPlayer::shown, this, [this](const ChangeBatch& changes) {
        for (const Change& change : changes)
            m_transcript->apply(change);
        m_transcript->setRunning(isUnderWay(*m_player->scene()));
        m_transcript->showApplied();
        emit shown();
    });
    connect(m_player, &ReplayPlayer::nothingHeld, this, [this](const Issue& issue) {
        emit refused(issue.code == Issue::Code::None
                ? tr("Nothing of this session is held here, so there is nothing to play back.")
                : words::issueText(issue));
    });
    connect(m_transcript, &TranscriptView::olderWanted, m_player, &ReplayPlayer::showOlder);
}

void ReplayPage::begin(const Session& session)
{
    m_before = QApplication::focusWidget();
    m_transcript->openSession(session.key());
    m_player->begin(session.key());
    m_bar->open(words::sessionTitle(session));
}

void ReplayPage::end()
{
    m_player->end();
}

void ReplayPage::apply(const Change& change)
{
    m_player->apply(change);
}

void ReplayPage::takeFocus()
{
    m_bar->setFocus(Qt::OtherFocusReason);
}

void ReplayPage::giveFocusBack()
{
    if (m_before && m_before->isVisible())
        m_before->setFocus(Qt::OtherFocusReason);
    m_before = nullptr;
}

} // namespace headgate
