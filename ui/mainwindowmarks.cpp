// SPDX-License-Identifier: MIT
// What a person puts into transcripts, in MainWindow: marked places, and words that stand out.
#include "core/domain/deeplink.h"
#include "ui/findpopover.h"
#include "ui/mainwindow.h"
#include "ui/panels/findbar.h"
#include "ui/preferences.h"
#include "ui/sessionnavigator.h"
#include "ui/views/transcriptview.h"
#include "ui/words/quantity.h"
#include "ui/words/sessionwords.h"

namespace headgate {

void MainWindow::connectMarks()
{
    m_marks.load(m_ports.preferences->marks());
    m_highlights.load(m_ports.preferences->highlights());
    connect(&m_marks, &PlaceMarks::changed, this, [this] {
        m_ports.preferences->setMarks(m_marks.toJson());
        refreshMarks();
    });
    connect(&m_highlights, &Highlights::changed, this,
        [this] { m_ports.preferences->setHighlights(m_highlights.toJson()); });
    m_transcript->setHighlights(&m_highlights);
    m_findBar->setHighlights(&m_highlights);
    connect(action(ActionId::MarkPlace), &QAction::triggered, this, &MainWindow::toggleMark);
    connect(action(ActionId::ShowMarks), &QAction::triggered, this, &MainWindow::showMarks);
}

void MainWindow::refreshMarks()
{
    m_transcript->setMarked(m_marks.placesIn(m_selected));
}

void MainWindow::toggleMark()
{
    const Session* session = m_sessions.session(m_selected);
    const DeepLink place = m_transcript->linkHere();
    if (!session || place.message.isEmpty()) {
        say(tr("There is nothing to mark here."));
        return;
    }
    // The flag in the margin says what came of it.
    m_marks.toggle({m_selected, place.message, place.part, words::sessionTitle(*session),
        m_transcript->wordsHere(), m_ports.now()});
}

void MainWindow::showMarks()
{
    if (m_find->isOpenWith(&m_markFinder)) {
        m_find->close();
        return;
    }
    m_markFinder.take(m_marks.all());
    FindPopover::Subject subject;
    subject.model = &m_markFinder;
    subject.name = tr("Go to a mark");
    subject.placeholder = tr("Words at the mark, or the session's title");
    subject.hint = tr("Enter goes there · Esc goes back");
    subject.count = [](int hits, int total) {
        return hits == total ? tr("%Ln mark(s)", nullptr, total)
                             : tr("%1 of %2 marks").arg(words::number(hits), words::number(total));
    };
    subject.nothing = [this](const QString& typed) {
        return m_markFinder.total() == 0 ? tr("Nothing is marked yet")
                                         : tr("No mark has “%1”").arg(typed.trimmed());
    };
    subject.advice = [this](const QString&) {
        return m_markFinder.total() == 0
            ? tr("Ctrl+D marks the place you stand at in a session: what is selected, or the "
                 "message at the top.")
            : tr("Type fewer letters.");
    };
    subject.take = [this](int row) {
        const PlaceMark mark = m_markFinder.markAt(row);
        m_find->close();
        SearchHit place;
        place.key = mark.key;
        place.title = mark.title;
        place.message = mark.message;
        place.part = mark.part;
        m_navigator->open(place);
    };
    m_find->open(std::move(subject));
}

} // namespace headgate
