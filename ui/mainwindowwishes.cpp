// SPDX-License-Identifier: MIT
// How MainWindow goes by a person's wishes for sizes, fonts and keys, and keeps them.
#include "ui/finders.h"
#include "ui/keybindings.h"
#include "ui/mainwindow.h"
#include "ui/panels/composer.h"
#include "ui/panels/inspector.h"
#include "ui/panels/replaypage.h"
#include "ui/preferences.h"
#include "ui/typography.h"
#include "ui/views/transcriptview.h"
#include "ui/windowstate.h"

namespace headgate {

void MainWindow::connectWishes()
{
    Preferences* wishes = m_ports.preferences;
    KeyBindings& keys = KeyBindings::inForce();
    keys.load(wishes->keys(), wishes->singleKeys());
    connect(&keys, &KeyBindings::changed, this, [wishes] {
        const KeyBindings& now = KeyBindings::inForce();
        if (now.changes() != wishes->keys())
            wishes->setKeys(now.changes());
        if (now.singleKeys() != wishes->singleKeys())
            wishes->setSingleKeys(now.singleKeys());
    });
    Typography& type = Typography::inForce();
    type.setFamilies(wishes->interfaceFont(), wishes->codeFont());
    type.setPercent(wishes->zoom());
    connect(&type, &Typography::changed, this, &MainWindow::zoomChanged);
    const auto on = [this](ActionId id, auto&& what) {
        connect(action(id), &QAction::triggered, this, what);
    };
    on(ActionId::ZoomIn, [] { Typography::inForce().step(+1); });
    on(ActionId::ZoomOut, [] { Typography::inForce().step(-1); });
    on(ActionId::ZoomReset, [] { Typography::inForce().setPercent(100); });
    zoom::followWheel(this);
    followReading();
    showZoom();
}

void MainWindow::zoomChanged()
{
    const int percent = Typography::inForce().percent();
    if (m_ports.preferences->zoom() != percent)
        m_ports.preferences->setZoom(percent);
    m_inspector->themeChanged();
    showZoom();
    refresh();
}

void MainWindow::showZoom()
{
    const Typography& type = Typography::inForce();
    action(ActionId::ZoomIn)->setEnabled(type.canStep(+1));
    action(ActionId::ZoomOut)->setEnabled(type.canStep(-1));
    action(ActionId::ZoomReset)
        ->setText(type.percent() == 100 ? tr("Normal size")
                                        : tr("Normal size (now %1 %)").arg(type.percent()));
}

void MainWindow::followReading()
{
    m_transcript->setReading(m_ports.preferences->reading());
    if (m_past)
        m_past->transcript()->setReading(m_ports.preferences->reading());
}

void MainWindow::followPresence()
{
    attend(m_selected, m_ports.preferences->tellsPresence() && isVisible());
}

qsizetype MainWindow::remembered(Memory what) const
{
    switch (what) {
    case Memory::Searches:
        return m_finders->searches()->recent().size();
    case Memory::Actions:
        return m_finders->actions()->recent().size();
    case Memory::LastSeen:
        return m_lastSeen.size();
    case Memory::Drafts:
        break;
    }
    return m_composer->drafts().size();
}

std::function<void()> MainWindow::forget(Memory what)
{
    const auto swap = [this]<typename T>(T before, void (MainWindow::*put)(const T&)) {
        (this->*put)({});
        return std::function<void()>([window = QPointer<MainWindow>(this), before, put] {
            if (window)
                ((*window).*put)(before);
        });
    };
    switch (what) {
    case Memory::Searches:
        return swap(m_finders->searches()->recent(), &MainWindow::putSearches);
    case Memory::Actions:
        return swap(m_finders->actions()->recent(), &MainWindow::putActions);
    case Memory::LastSeen:
        return swap(m_lastSeen, &MainWindow::putLastSeen);
    case Memory::Drafts:
        break;
    }
    const QHash<SessionKey, QString> before = m_composer->drafts();
    putDrafts({});
    return [window = QPointer<MainWindow>(this), before] {
        if (!window)
            return;
        QHash<SessionKey, QString> all = before;
        all.insert(window->m_composer->drafts()); // what was written since stays
        window->putDrafts(all);
    };
}

void MainWindow::putSearches(const QStringList& words)
{
    m_finders->searches()->setRecent(words);
    m_ports.state->setRecentSearches(words);
}

void MainWindow::putActions(const QStringList& names)
{
    m_finders->actions()->setRecent(names);
    m_ports.state->setRecentActions(names);
}

void MainWindow::putLastSeen(const QHash<SessionKey, Timestamp>& times)
{
    m_lastSeen = times;
    m_sessions.setAllLastSeen(times);
    m_ports.state->setLastSeen(times);
}

void MainWindow::putDrafts(const QHash<SessionKey, QString>& drafts)
{
    m_composer->setDrafts(drafts);
    m_ports.state->setDrafts(drafts);
}

} // namespace headgate
