// SPDX-License-Identifier: MIT
#include "ui/marking.h"

#include "core/domain/deeplink.h"
#include "ui/actions.h"
#include "ui/findpopover.h"
#include "ui/models/sessiontreemodel.h"
#include "ui/panels/findbar.h"
#include "ui/preferences.h"
#include "ui/views/transcriptview.h"
#include "ui/words/quantity.h"
#include "ui/words/sessionwords.h"

#include <utility>

namespace headgate {

Marking::Marking(Ports ports, QObject* parent)
    : QObject(parent)
    , m_ports(std::move(ports))
    , m_finder(m_ports.now)
{
    m_marks.load(m_ports.preferences->marks());
    m_highlights.load(m_ports.preferences->highlights());
    connect(&m_marks, &PlaceMarks::changed, this, [this] {
        m_ports.preferences->setMarks(m_marks.toJson());
        refresh();
    });
    connect(&m_highlights, &Highlights::changed, this,
        [this] { m_ports.preferences->setHighlights(m_highlights.toJson()); });
    m_ports.transcript->setHighlights(&m_highlights);
    m_ports.findBar->setHighlights(&m_highlights);
    const Actions& actions = *m_ports.actions;
    connect(actions[ActionId::MarkPlace], &QAction::triggered, this, &Marking::toggleMark);
    connect(actions[ActionId::ShowMarks], &QAction::triggered, this, &Marking::showMarks);
}

void Marking::refresh()
{
    m_ports.transcript->setMarked(m_marks.placesIn(m_ports.selected()));
}

void Marking::toggleMark()
{
    const Session* session = m_ports.sessions->session(m_ports.selected());
    const DeepLink place = m_ports.transcript->linkHere();
    if (!session || place.message.isEmpty()) {
        emit said(tr("There is nothing to mark here."));
        return;
    }
    // The flag in the margin says what came of it.
    m_marks.toggle({m_ports.selected(), place.message, place.part, words::sessionTitle(*session),
        m_ports.transcript->wordsHere(), m_ports.now()});
}

void Marking::showMarks()
{
    if (m_ports.popover->isOpenWith(&m_finder)) {
        m_ports.popover->close();
        return;
    }
    m_finder.take(m_marks.all());
    FindPopover::Subject subject;
    subject.model = &m_finder;
    subject.name = tr("Go to a mark");
    subject.placeholder = tr("Words at the mark, or the session's title");
    subject.hint = tr("Enter goes there · Esc goes back");
    subject.count = [](int hits, int total) {
        return hits == total ? tr("%Ln mark(s)", nullptr, total)
                             : tr("%1 of %2 marks").arg(words::number(hits), words::number(total));
    };
    subject.nothing = [this](const QString& typed) {
        return m_finder.total() == 0 ? tr("Nothing is marked yet")
                                     : tr("No mark has “%1”").arg(typed.trimmed());
    };
    subject.advice = [this](const QString&) {
        return m_finder.total() == 0
            ? tr("Ctrl+D marks the place you stand at in a session: what is selected, or the "
                 "message at the top.")
            : tr("Type fewer letters.");
    };
    subject.take = [this](int row) { takeMark(row); };
    m_ports.popover->open(std::move(subject));
}

void Marking::takeMark(int row)
{
    const PlaceMark mark = m_finder.markAt(row);
    m_ports.popover->close();
    SearchHit place;
    place.key = mark.key;
    place.title = mark.title;
    place.message = mark.message;
    place.part = mark.part;
    emit placeWanted(place);
}

} // namespace headgate
