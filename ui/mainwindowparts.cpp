// SPDX-License-Identifier: MIT
// The parts that MainWindow is made of, and what it lets others ask of them.
#include "ui/appearanceactions.h"
#include "ui/finders.h"
#include "ui/findpopover.h"
#include "ui/mainwindow.h"
#include "ui/marking.h"
#include "ui/panels/composer.h"
#include "ui/panels/findbar.h"
#include "ui/panels/inspector.h"
#include "ui/panels/noticebar.h"
#include "ui/panels/replaynow.h"
#include "ui/panels/sidepanel.h"
#include "ui/panels/statusstrip.h"
#include "ui/panes.h"
#include "ui/preferences.h"
#include "ui/programwindows.h"
#include "ui/sessioncommands.h"
#include "ui/sessionnavigator.h"
#include "ui/sessionreplay.h"
#include "ui/sessionwall.h"
#include "ui/settingsexchange.h"
#include "ui/sourcecommands.h"
#include "ui/transcriptactions.h"
#include "ui/views/sessiontree.h"
#include "ui/views/transcriptview.h"

#include <QStackedWidget>

namespace headgate {

void MainWindow::makeNavigator()
{
    SessionNavigator::Ports ports;
    ports.submit = m_ports.submit;
    ports.selected = [this] { return m_selected; };
    ports.sessions = &m_models.sessions;
    ports.transcript = m_transcript;
    ports.findBar = m_findBar;
    m_navigator = std::make_unique<SessionNavigator>(std::move(ports));
    SessionNavigator* navigator = m_navigator.get();
    connect(navigator, &SessionNavigator::sessionWanted, this, &MainWindow::select);
    connect(navigator, &SessionNavigator::presentWanted, this, &MainWindow::endReplay);
    connect(navigator, &SessionNavigator::oneSessionWanted, this, &MainWindow::endWall);
    connect(navigator, &SessionNavigator::said, this, &MainWindow::say);
    m_transcriptActions =
        std::make_unique<TranscriptActions>(m_actions, m_transcript, [this] { return m_selected; });
    connect(m_transcriptActions.get(), &TranscriptActions::said, this, &MainWindow::say);
}

void MainWindow::makeFinders()
{
    Finders::Ports ports;
    ports.submit = m_ports.submit;
    ports.now = m_ports.now;
    ports.selected = [this] { return m_selected; };
    ports.lastSeen = [this] { return m_memory->lastSeen(); };
    ports.replaying = [this] { return isReplaying(); };
    ports.sessions = &m_models.sessions;
    ports.sources = &m_models.sources;
    ports.actions = m_actions;
    ports.popover = m_find;
    m_finders = std::make_unique<Finders>(std::move(ports));
    connect(m_finders.get(), &Finders::sessionWanted, this, &MainWindow::select);
    connect(m_finders.get(), &Finders::placeWanted, m_navigator.get(), &SessionNavigator::open);
    connect(m_finders.get(), &Finders::said, this, &MainWindow::say);
}

void MainWindow::makeMarking()
{
    Marking::Ports ports;
    ports.now = m_ports.now;
    ports.selected = [this] { return m_selected; };
    ports.sessions = &m_models.sessions;
    ports.preferences = m_ports.preferences;
    ports.actions = m_actions;
    ports.transcript = m_transcript;
    ports.findBar = m_findBar;
    ports.popover = m_find;
    m_marking = std::make_unique<Marking>(std::move(ports));
    connect(m_marking.get(), &Marking::placeWanted, m_navigator.get(), &SessionNavigator::open);
    connect(m_marking.get(), &Marking::said, this, &MainWindow::say);
}

void MainWindow::makeMemory()
{
    WindowMemory::Ports ports;
    ports.state = m_ports.state;
    ports.sessions = &m_models.sessions;
    ports.actions = m_finders->actions();
    ports.searches = m_finders->searches();
    ports.composer = m_composer;
    m_memory = std::make_unique<WindowMemory>(ports);
}

void MainWindow::makeSettingsExchange()
{
    m_settingsExchange = std::make_unique<SettingsExchange>(m_actions, m_ports.preferences, this);
    SettingsExchange* exchange = m_settingsExchange.get();
    connect(exchange, &SettingsExchange::sourceWanted, this,
        [this](const SourceConfig& config) { emit sourceWanted(config, false); });
    connect(exchange, &SettingsExchange::taken, this, &MainWindow::followPreferences);
    connect(exchange, &SettingsExchange::said, this, &MainWindow::say);
}

void MainWindow::makeProgramWindows()
{
    ProgramWindows::Ports ports;
    ports.submit = m_ports.submit;
    ports.now = m_ports.now;
    ports.log = m_ports.log;
    ports.system = m_ports.system;
    ports.preferences = m_ports.preferences;
    ports.sources = &m_models.sources;
    ports.findings = &m_models.findings;
    ports.longWork = &m_models.longWork;
    ports.actions = m_actions;
    ports.strip = m_strip;
    ports.window = this;
    m_programWindows = std::make_unique<ProgramWindows>(std::move(ports));
    connect(m_programWindows.get(), &ProgramWindows::said, this, &MainWindow::say);
}

void MainWindow::makeReplay()
{
    SessionReplay::Ports ports;
    ports.submit = m_ports.submit;
    ports.now = m_ports.now;
    ports.sessions = &m_models.sessions;
    ports.preferences = m_ports.preferences;
    ports.motion = m_motion;
    ports.panes = m_panes;
    ports.middle = m_middle;
    ports.right = m_right;
    ports.inspector = m_inspector;
    ports.moment = m_pastNow;
    m_replay = std::make_unique<SessionReplay>(std::move(ports));
    SessionReplay* replay = m_replay.get();
    connect(replay, &SessionReplay::oneSessionWanted, this, &MainWindow::endWall);
    connect(replay, &SessionReplay::changed, this, &MainWindow::refresh);
    connect(replay, &SessionReplay::sessionWanted, this, &MainWindow::select);
    connect(replay, &SessionReplay::said, this, &MainWindow::say);
    connect(action(ActionId::ReplaySession), &QAction::triggered, this, [this] {
        if (isReplaying())
            endReplay();
        else
            m_replay->begin(m_selected);
    });
}

void MainWindow::makeWall()
{
    SessionWall::Ports ports;
    ports.submit = m_ports.submit;
    ports.now = m_ports.now;
    ports.selected = [this] { return m_selected; };
    ports.sessions = &m_models.sessions;
    ports.requests = &m_models.requests;
    ports.sources = &m_models.sources;
    ports.state = m_ports.state;
    ports.motion = m_motion;
    ports.panes = m_panes;
    ports.middle = m_middle;
    ports.tree = m_side->tree();
    ports.transcript = m_transcript;
    m_wall = std::make_unique<SessionWall>(std::move(ports));
    SessionWall* wall = m_wall.get();
    connect(wall, &SessionWall::presentWanted, this, &MainWindow::endReplay);
    connect(wall, &SessionWall::pageChanged, this, [this] {
        refreshMiddle();
        selectFirst();
    });
    connect(wall, &SessionWall::changed, this, &MainWindow::refresh);
    connect(wall, &SessionWall::sessionWanted, this, &MainWindow::select);
    connect(wall, &SessionWall::requestWanted, this, &MainWindow::openRequest);
    connect(action(ActionId::ShowWall), &QAction::triggered, this, [this] {
        if (isOnWall())
            endWall();
        else
            m_wall->begin();
    });
}

void MainWindow::makeSourceCommands()
{
    SourceCommands::Ports ports;
    ports.submit = m_ports.submit;
    ports.probe = m_ports.probe;
    ports.found = m_ports.found;
    ports.preferences = m_ports.preferences;
    ports.sources = &m_models.sources;
    ports.sessions = &m_models.sessions;
    ports.window = this;
    m_sourceCommands = std::make_unique<SourceCommands>(std::move(ports));
    SourceCommands* commands = m_sourceCommands.get();
    connect(commands, &SourceCommands::sourceWanted, this, &MainWindow::sourceWanted);
    connect(commands, &SourceCommands::droppedHere, this,
        [this](const SourceId& id) { apply({SourceRemoved{id}}); });
    connect(commands, &SourceCommands::issueFound, m_notice,
        [this](const Issue& issue) { m_notice->add(issue, 1); });
}

void MainWindow::makeSessionCommands()
{
    SessionCommands::Ports ports;
    ports.submit = m_ports.submit;
    ports.selected = [this] { return m_selected; };
    ports.sources = &m_models.sources;
    ports.sessions = &m_models.sessions;
    ports.requests = &m_models.requests;
    ports.preferences = m_ports.preferences;
    ports.actions = m_actions;
    ports.window = this;
    m_sessionCommands = std::make_unique<SessionCommands>(std::move(ports));
    SessionCommands* commands = m_sessionCommands.get();
    connect(this, &MainWindow::applied, commands, &SessionCommands::tellExports);
    connect(commands, &SessionCommands::made, this, [this](const SessionKey& key) {
        select(key);
        m_composer->write();
    });
    connect(commands, &SessionCommands::issueFound, m_notice,
        [this](const Issue& issue) { m_notice->add(issue, 1); });
}

void MainWindow::makeAppearance()
{
    AppearanceActions::Ports ports;
    ports.actions = m_actions;
    ports.preferences = m_ports.preferences;
    ports.scheme = m_ports.scheme;
    ports.motion = m_motion;
    ports.window = this;
    m_appearance = std::make_unique<AppearanceActions>(ports);
    connect(m_appearance.get(), &AppearanceActions::zoomed, this, [this] {
        m_inspector->themeChanged();
        refresh();
    });
}

void MainWindow::askToRename(const SourceId& source)
{
    m_sourceCommands->rename(source);
}

void MainWindow::askToRemove(const SourceId& source)
{
    m_sourceCommands->askToRemove(source);
}

void MainWindow::followReading()
{
    m_transcript->setReading(m_ports.preferences->reading());
    m_replay->followReading();
}

void MainWindow::followPresence()
{
    m_sessionCommands->attend(m_selected, m_ports.preferences->tellsPresence() && isVisible());
}

qsizetype MainWindow::remembered(Memory what) const
{
    return m_memory->count(what);
}

std::function<void()> MainWindow::forget(Memory what)
{
    return m_memory->forget(what);
}

void MainWindow::writeSettings(const QString& path)
{
    m_settingsExchange->write(path);
}

void MainWindow::offerSettings(const QString& path)
{
    m_settingsExchange->offer(path);
}

bool MainWindow::writeReport(const QString& path)
{
    return m_programWindows->writeReport(path);
}

QWidget* MainWindow::makeStoragePage()
{
    return m_programWindows->makeStoragePage();
}

/** All that is written there is in force again. */
void MainWindow::followPreferences()
{
    m_appearance->follow();
    followReading();
    followPresence();
    for (const SourceConfig& config : m_ports.preferences->sources()) {
        const SourceStatus* known = m_models.sources.find(config.id());
        if (known && known->name != config.name)
            m_ports.submit(RenameSource{config.id(), config.name});
    }
    emit wishesChanged();
}

} // namespace headgate
