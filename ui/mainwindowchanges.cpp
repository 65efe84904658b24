// SPDX-License-Identifier: MIT
// How MainWindow takes what the engine tells, and the time.
#include "core/engine.h"
#include "ui/announcement.h"
#include "ui/finders.h"
#include "ui/mainwindow.h"
#include "ui/panels/composer.h"
#include "ui/panels/inspector.h"
#include "ui/panels/noticebar.h"
#include "ui/panels/wallpage.h"
#include "ui/sessioncommands.h"
#include "ui/sessionnavigator.h"
#include "ui/sessionreplay.h"
#include "ui/sessionwall.h"
#include "ui/views/transcriptview.h"

namespace headgate {

using namespace Qt::StringLiterals;

void MainWindow::follow(Engine* engine)
{
    m_engine = engine;
    connect(engine, &Engine::changesReady, this, [this] {
        if (m_frame.isActive())
            m_more = true;
        else
            takeFrame();
    });
}

void MainWindow::expectSources(bool expected)
{
    m_expecting = expected;
    refreshMiddle();
}

void MainWindow::takeFrame()
{
    m_more = false;
    if (!m_engine)
        return;
    apply(m_engine->takeChanges());
    m_frame.start();
}

void MainWindow::apply(const ChangeBatch& batch)
{
    if (batch.empty())
        return;
    const Timestamp now = m_ports.now();
    m_models.begin(batch, now);
    m_wall->tick(now);
    bool urgent = false;
    for (const Change& change : batch) {
        urgent = urgent || m_models.isUrgent(change);
        applyOne(change);
    }
    m_transcript->showApplied();
    if (isOnWall() && isVisible() && !isMinimized())
        m_wall->page()->changed();
    if (isActiveWindow())
        markSeen();
    m_sessionCommands->tellMade();
    m_navigator->selectRevealed();
    selectFirst();
    m_navigator->goOn();
    emit applied(batch);
    if (urgent)
        refresh();
    else if (!m_soon.isActive())
        m_soon.start();
}

void MainWindow::applyOne(const Change& change)
{
    const QString news = m_models.announcement(change);
    m_models.apply(change);
    m_finders->apply(change);
    m_wall->apply(change);
    m_replay->apply(change);
    m_transcript->apply(change);
    announce(this, news);
    if (const auto* issue = std::get_if<IssueRaised>(&change))
        m_notice->add(issue->issue, issue->count);
    const auto* words = std::get_if<PromptChanged>(&change);
    if (words && words->prompt.state == Prompt::State::Failed)
        m_composer->putBack(words->prompt);
    if (const auto* done = std::get_if<ActSettled>(&change))
        m_sessionCommands->settle(*done);
    // Where its own panel is not in sight, nobody would know.
    const auto* recording = std::get_if<RecordingChanged>(&change);
    if (recording && recording->recording.state == Recording::State::Failed
        && !m_inspector->isShown(u"serve"_s))
        m_notice->add(recording->recording.issue, 1);
    const auto* serving = std::get_if<ServingChanged>(&change);
    if (serving && serving->serving.state == Serving::State::Failed
        && !m_inspector->isShown(u"serve"_s))
        m_notice->add(serving->serving.issue, 1);
    if (const auto* gone = std::get_if<SourceRemoved>(&change))
        emit sourceForgotten(gone->source);
    if (!m_selected.isEmpty() && !m_models.sessions.session(m_selected)) {
        endReplay();
        m_selected = {};
        m_transcript->openSession({});
        m_composer->setSession({});
        m_models.clearSession();
    }
}

void MainWindow::tick()
{
    m_models.tick(m_ports.now());
    if (isOnWall())
        m_wall->page()->tick();
    refresh();
}

} // namespace headgate
