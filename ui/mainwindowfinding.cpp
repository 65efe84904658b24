// SPDX-License-Identifier: MIT
// How a person finds a session or an action by name, and what was said in any session, in
// MainWindow.
#include "core/domain/deeplink.h"
#include "ui/findpopover.h"
#include "ui/keybindings.h"
#include "ui/mainwindow.h"
#include "ui/panels/findbar.h"
#include "ui/views/transcriptview.h"
#include "ui/words/quantity.h"

#include <QApplication>
#include <QClipboard>

#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

QString shownAs(const QString& typed)
{
    constexpr int most = 40;
    return typed.size() > most ? typed.first(most).trimmed() + u'…' : typed.trimmed();
}

} // namespace

void MainWindow::findSession()
{
    if (m_find->isOpenWith(&m_sessionFinder)) {
        m_find->close();
        return;
    }
    m_sessionFinder.take(m_sources, m_lastSeen, m_selected);
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
                                            : tr("No session fits “%1”").arg(shownAs(typed));
    };
    subject.advice = [this](const QString&) {
        if (m_sessionFinder.total() == 0)
            return tr("Sessions are listed as soon as a source tells of one. %1 adds a server.")
                .arg(keysOrName(ActionId::AddSource));
        return action(ActionId::ToggleArchived)->isChecked()
            ? tr("Type fewer letters, or a part of its directory.")
            : tr("Type fewer letters, or a part of its directory. Archived sessions are found "
                 "while they are shown, which the menu has a switch for.");
    };
    subject.take = [this](int row) {
        const SessionKey key = m_sessionFinder.keyAt(row);
        m_find->close();
        if (m_sessions.session(key))
            select(key);
        else
            say(tr("That session is gone."));
    };
    m_find->open(std::move(subject));
}

void MainWindow::findAction()
{
    if (m_find->isOpenWith(&m_actionFinder)) {
        m_find->close();
        return;
    }
    m_actionFinder.take(*m_actions, [this](ActionId id) { return whyNot(id); });
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
        return tr("No action is called “%1”").arg(shownAs(typed));
    };
    subject.advice = [](const QString&) {
        return tr("Type fewer letters. %1 opens the menu, %2 lists the keys, and %3 finds "
                  "sessions.")
            .arg(keysOrName(ActionId::OpenMenu), keysOrName(ActionId::Shortcuts),
                keysOrName(ActionId::GoToSession));
    };
    subject.take = [this](int row) {
        const ActionId id = m_actionFinder.actionAt(row);
        m_find->close();
        m_actionFinder.used(id);
        action(id)->trigger();
    };
    m_find->open(std::move(subject));
}

void MainWindow::searchAll()
{
    if (m_find->isOpenWith(&m_searchFinder)) {
        m_find->close();
        return;
    }
    m_searchFinder.take(m_sources, m_selected);
    FindPopover::Subject subject;
    subject.model = &m_searchFinder;
    subject.name = tr("Search all sessions");
    subject.placeholder = tr("Words, \"words together\", -without, role:user, after:3d");
    subject.hint = tr("Enter opens it · Ctrl+Shift+C copies its link · Alt+1 to Alt+4 narrow it");
    subject.count = [this](int hits, int) {
        if (!m_searchFinder.isAsked())
            return m_searchFinder.trouble();
        if (const QString trouble = m_searchFinder.trouble(); !trouble.isEmpty())
            return trouble;
        QString text = m_searchFinder.hasMore() ? tr("the first %1").arg(words::number(hits))
                                                : tr("%Ln place(s)", nullptr, hits);
        if (m_searchFinder.indexed() < 100)
            text = tr("%1 · %2 % looked through").arg(text).arg(m_searchFinder.indexed());
        return text;
    };
    subject.nothing = [this](const QString& typed) {
        if (!m_searchFinder.isAsked())
            return tr("Find what was said in any session");
        return m_searchFinder.isFinding() ? tr("Searching …")
                                          : tr("Nothing has “%1”").arg(shownAs(typed));
    };
    subject.advice = [this](const QString&) {
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
    };
    subject.take = [this](int row) {
        if (const SearchHit* hit = m_searchFinder.hitAt(row)) {
            const SearchHit chosen = *hit; // closing forgets it
            m_searchFinder.keepTyped();
            m_find->close();
            openHit(chosen);
        } else {
            m_find->type(m_searchFinder.recentAt(row));
        }
    };
    subject.copy = [this](int row) {
        const SearchHit* hit = m_searchFinder.hitAt(row);
        return hit ? copyLinkTo(*hit) : QString();
    };
    for (int i = 0; i < SearchFinder::filters; ++i)
        subject.chips.push_back(
            {m_searchFinder.filterName(i), [this, i] { return m_searchFinder.filterWords(i); },
                [this, i] { m_searchFinder.nextFilter(i); }});
    m_find->open(std::move(subject));
}

void MainWindow::openHit(const SearchHit& hit)
{
    if (!m_sessions.session(hit.key)) {
        const QString name = hit.title.isEmpty() ? hit.key.session.value() : hit.title;
        say(tr("“%1” is kept, but its source is not followed here now.").arg(shownAs(name)));
        return;
    }
    endReplay();
    m_goal = Goal{hit.key, hit.message, hit.part, hit.word, hit.kind == SearchKind::Errors};
    if (!(m_selected == hit.key))
        select(hit.key);
    goOnToGoal();
}

/** For a chat or an issue; what it says about itself. */
QString MainWindow::copyLinkTo(const SearchHit& hit)
{
    QApplication::clipboard()->setText(linkTo({hit.key.session, hit.message, hit.part}));
    return tr("The link is copied.");
}

/** Shows what was found as soon as it is loaded, and asks for older messages until it is. */
void MainWindow::goOnToGoal()
{
    constexpr int mostPages = 500; // 50,000 messages: what follows is scrolled to by hand
    if (!m_goal || m_revealing)
        return;
    const TranscriptDocument& document = m_transcript->document();
    if (!(m_selected == m_goal->key) || m_goal->message.isEmpty()) {
        m_goal.reset(); // the person went elsewhere, or it is the session itself
        return;
    }
    if (!(document.key() == m_goal->key) || document.isLoading())
        return;
    if (const TranscriptItem* found =
            document.placeOf(m_goal->message, m_goal->part, m_goal->atItsEnd)) {
        m_findBar->showIn(*found, std::exchange(m_goal, {})->word);
        return;
    }
    if (m_goal->pages > 0 && document.itemCount() == m_goal->items)
        return; // the page is on its way
    if (!document.hasOlder() || m_goal->pages >= mostPages) {
        m_goal.reset();
        say(tr("That text is not in the session any more."));
        return;
    }
    ++m_goal->pages;
    m_goal->items = document.itemCount();
    m_ports.submit(LoadOlder{m_goal->key});
}

/** Why an action that is off cannot be used now. */
QString MainWindow::whyNot(ActionId id) const
{
    if (id == ActionId::ZoomIn)
        return tr("it is as large as it gets");
    if (id == ActionId::ZoomOut)
        return tr("it is as small as it gets");
    if (id == ActionId::PanelsBack)
        return tr("all of them stand where they were");
    const SourceStatus* source = m_sources.find(m_selected.source);
    if (!source)
        return tr("no session is shown");
    if (isReplaying())
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
