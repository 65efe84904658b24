// SPDX-License-Identifier: MIT
#include "ui/finders.h"

#include "core/domain/deeplink.h"
#include "ui/findpopover.h"
#include "ui/keybindings.h"
#include "ui/models/sessiontreemodel.h"
#include "ui/models/sourcelist.h"
#include "ui/words/quantity.h"
#include "ui/words/shownas.h"

#include <QApplication>
#include <QClipboard>

#include <utility>

namespace headgate {

Finders::Finders(Ports ports, QObject* parent)
    : QObject(parent)
    , m_ports(std::move(ports))
    , m_sessionFinder(m_ports.sessions)
    , m_searchFinder(m_ports.submit, m_ports.now)
{
    connect((*m_ports.actions)[ActionId::GoToSession], &QAction::triggered, this,
        &Finders::findSession);
    connect(
        (*m_ports.actions)[ActionId::FindAction], &QAction::triggered, this, &Finders::findAction);
    connect(
        (*m_ports.actions)[ActionId::SearchAll], &QAction::triggered, this, &Finders::searchAll);
    connect(&m_searchFinder, &SearchFinder::progressed, this, [this] {
        if (m_ports.popover->isOpenWith(&m_searchFinder))
            m_ports.popover->refresh();
    });
}

void Finders::findSession()
{
    if (m_ports.popover->isOpenWith(&m_sessionFinder)) {
        m_ports.popover->close();
        return;
    }
    m_sessionFinder.take(*m_ports.sources, m_ports.lastSeen(), m_ports.selected());
    FindPopover::Subject subject;
    subject.model = &m_sessionFinder;
    subject.name = tr("Go to a session");
    subject.placeholder = tr("Title, server, directory or id");
    subject.hint = tr("Enter opens it · Esc goes back · %1 finds actions")
                       .arg(keysOrName(ActionId::FindAction));
    subject.count = [](int hits, int total) {
        if (hits > FinderModel::mostShown)
            return tr("first %1 of %2")
                .arg(words::number(FinderModel::mostShown), words::number(hits));
        return hits == total
            ? tr("%Ln session(s)", nullptr, total)
            : tr("%1 of %2 sessions").arg(words::number(hits), words::number(total));
    };
    subject.nothing = [this](const QString& typed) {
        return m_sessionFinder.total() == 0 ? tr("No session is known yet")
                                            : tr("No session fits “%1”").arg(words::shownAs(typed));
    };
    subject.advice = [this](const QString&) { return adviceOnSessions(); };
    subject.take = [this](int row) {
        const SessionKey key = m_sessionFinder.keyAt(row);
        m_ports.popover->close();
        if (m_ports.sessions->session(key))
            emit sessionWanted(key);
        else
            emit said(tr("That session is gone."));
    };
    m_ports.popover->open(std::move(subject));
}

QString Finders::adviceOnSessions() const
{
    if (m_sessionFinder.total() == 0)
        return tr("Sessions are listed as soon as a source tells of one. %1 adds a server.")
            .arg(keysOrName(ActionId::AddSource));
    return (*m_ports.actions)[ActionId::ToggleArchived]->isChecked()
        ? tr("Type fewer letters, or a part of its directory.")
        : tr("Type fewer letters, or a part of its directory. Archived sessions are found "
             "while they are shown, which the menu has a switch for.");
}

void Finders::findAction()
{
    if (m_ports.popover->isOpenWith(&m_actionFinder)) {
        m_ports.popover->close();
        return;
    }
    m_actionFinder.take(*m_ports.actions, [this](ActionId id) { return whyNot(id); });
    FindPopover::Subject subject;
    subject.model = &m_actionFinder;
    subject.name = tr("Find an action");
    subject.placeholder = tr("What do you want to do?");
    subject.hint = tr("Enter does it · Esc goes back · %1 finds sessions")
                       .arg(keysOrName(ActionId::GoToSession));
    subject.count = [](int hits, int total) {
        return hits == total
            ? tr("%Ln action(s)", nullptr, total)
            : tr("%1 of %2 actions").arg(words::number(hits), words::number(total));
    };
    subject.nothing = [](const QString& typed) {
        return tr("No action is called “%1”").arg(words::shownAs(typed));
    };
    subject.advice = [](const QString&) {
        return tr("Type fewer letters. %1 opens the menu, %2 lists the keys, and %3 finds "
                  "sessions.")
            .arg(keysOrName(ActionId::OpenMenu), keysOrName(ActionId::Shortcuts),
                keysOrName(ActionId::GoToSession));
    };
    subject.take = [this](int row) {
        const ActionId id = m_actionFinder.actionAt(row);
        m_ports.popover->close();
        m_actionFinder.used(id);
        (*m_ports.actions)[id]->trigger();
    };
    m_ports.popover->open(std::move(subject));
}

void Finders::searchAll()
{
    if (m_ports.popover->isOpenWith(&m_searchFinder)) {
        m_ports.popover->close();
        return;
    }
    m_searchFinder.take(*m_ports.sources, m_ports.selected());
    FindPopover::Subject subject;
    subject.model = &m_searchFinder;
    subject.name = tr("Search all sessions");
    subject.placeholder = tr("Words, \"words together\", -without, role:user, after:3d");
    subject.hint = tr("Enter opens it · Ctrl+Shift+C copies its link · Alt+1 to Alt+4 narrow it");
    subject.count = [this](int hits, int) { return countOfPlaces(hits); };
    subject.nothing = [this](const QString& typed) {
        if (!m_searchFinder.isAsked())
            return tr("Find what was said in any session");
        return m_searchFinder.isFinding() ? tr("Searching …")
                                          : tr("Nothing has “%1”").arg(words::shownAs(typed));
    };
    subject.advice = [this](const QString&) { return adviceOnSearch(); };
    subject.take = [this](int row) { takeHit(row); };
    subject.copy = [this](int row) {
        const SearchHit* hit = m_searchFinder.hitAt(row);
        return hit ? copyLinkTo(*hit) : QString();
    };
    for (int i = 0; i < SearchFinder::filters; ++i)
        subject.chips.push_back(
            {m_searchFinder.filterName(i), [this, i] { return m_searchFinder.filterWords(i); },
                [this, i] { m_searchFinder.nextFilter(i); }});
    m_ports.popover->open(std::move(subject));
}

QString Finders::countOfPlaces(int hits) const
{
    if (!m_searchFinder.isAsked())
        return m_searchFinder.trouble();
    if (const QString trouble = m_searchFinder.trouble(); !trouble.isEmpty())
        return trouble;
    QString text = m_searchFinder.hasMore() ? tr("the first %1").arg(words::number(hits))
                                            : tr("%Ln place(s)", nullptr, hits);
    if (m_searchFinder.indexed() < 100)
        text = tr("%1 · %2 % looked through").arg(text).arg(m_searchFinder.indexed());
    return text;
}

QString Finders::adviceOnSearch() const
{
    if (!m_searchFinder.isAsked())
        return tr("Everything that was said, thought, called, printed or failed in the "
                  "sessions kept here, whether they are followed now or not. source:, "
                  "session:, role:, tool:, before: and after: narrow it, as role:user or "
                  "after:3d.");
    if (const QString trouble = m_searchFinder.trouble(); !trouble.isEmpty())
        return trouble;
    if (m_searchFinder.indexed() < 100)
        return tr("%1 % of what is kept was looked through so far; what follows is added by "
                  "itself.")
            .arg(m_searchFinder.indexed());
    return tr("Type fewer words, or the begin of one. All words must stand in one text.");
}

void Finders::takeHit(int row)
{
    if (const SearchHit* hit = m_searchFinder.hitAt(row)) {
        const SearchHit chosen = *hit; // closing forgets it
        m_searchFinder.keepTyped();
        m_ports.popover->close();
        emit placeWanted(chosen);
    } else {
        m_ports.popover->type(m_searchFinder.recentAt(row));
    }
}

/** For a chat or an issue; what it says about itself. */
QString Finders::copyLinkTo(const SearchHit& hit)
{
    QApplication::clipboard()->setText(linkTo({hit.key.session, hit.message, hit.part}));
    return tr("The link is copied.");
}

/** Why an action that is off cannot be used now. */
QString Finders::whyNot(ActionId id) const
{
    if (id == ActionId::ZoomIn)
        return tr("it is as large as it gets");
    if (id == ActionId::ZoomOut)
        return tr("it is as small as it gets");
    if (id == ActionId::PanelsBack)
        return tr("all of them stand where they were");
    const SourceStatus* source = m_ports.sources->find(m_ports.selected().source);
    if (!source)
        return tr("no session is shown");
    if (m_ports.replaying())
        return tr("the past is shown");
    switch (id) {
    case ActionId::StopSession:
        return tr("nothing runs that could be stopped");
    case ActionId::WriteMessage:
        return tr("the session takes no messages");
    default:
        return source->kind == SourceKind::OpenCode ? tr("its server is not connected")
                                                    : tr("only for sessions of a server");
    }
}

} // namespace headgate
