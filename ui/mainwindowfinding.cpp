// SPDX-License-Identifier: MIT
// How a person finds a session or an action by name in MainWindow.
#include "ui/findpopover.h"
#include "ui/mainwindow.h"
#include "ui/words/quantity.h"

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
    subject.hint = tr("Enter opens it · Esc goes back · Ctrl+Shift+P finds actions");
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
            return tr(
                "Sessions are listed as soon as a source tells of one. Ctrl+N adds a server.");
        return action(ActionId::ToggleArchived)->isChecked()
            ? tr("Type fewer letters, or a part of its directory.")
            : tr("Type fewer letters, or a part of its directory. Archived sessions are found "
                 "while they are shown, which the menu (F10) has a switch for.");
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
    subject.hint = tr("Enter does it · Esc goes back · Ctrl+P finds sessions");
    subject.count = [](int hits, int total) {
        return hits == total
            ? tr("%Ln action(s)", nullptr, total)
            : tr("%1 of %2 actions").arg(words::number(hits), words::number(total));
    };
    subject.nothing = [](const QString& typed) {
        return tr("No action is called “%1”").arg(shownAs(typed));
    };
    subject.advice = [](const QString&) {
        return tr("Type fewer letters. F10 opens the menu, F1 lists the keys, and Ctrl+P finds "
                  "sessions.");
    };
    subject.take = [this](int row) {
        const ActionId id = m_actionFinder.actionAt(row);
        m_find->close();
        m_actionFinder.used(id);
        action(id)->trigger();
    };
    m_find->open(std::move(subject));
}

/** Why an action that is off cannot be used now. */
QString MainWindow::whyNot(ActionId id) const
{
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
