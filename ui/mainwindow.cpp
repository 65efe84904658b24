// SPDX-License-Identifier: MIT
#include "ui/mainwindow.h"

#include "ui/appearanceactions.h"
#include "ui/colourscheme.h"
#include "ui/finders.h"
#include "ui/findpopover.h"
#include "ui/linkprompt.h"
#include "ui/marking.h"
#include "ui/models/attachedimage.h"
#include "ui/motion.h"
#include "ui/panels/composer.h"
#include "ui/panels/findbar.h"
#include "ui/panels/firstrun.h"
#include "ui/panels/inspector.h"
#include "ui/panels/noticebar.h"
#include "ui/panels/replaynow.h"
#include "ui/panels/sessionhead.h"
#include "ui/panels/sidepanel.h"
#include "ui/panels/statusstrip.h"
#include "ui/panels/topbar.h"
#include "ui/panes.h"
#include "ui/programwindows.h"
#include "ui/sessioncommands.h"
#include "ui/sessionnavigator.h"
#include "ui/sessionreplay.h"
#include "ui/sessionwall.h"
#include "ui/settingsexchange.h"
#include "ui/shortcutsheet.h"
#include "ui/sourcecommands.h"
#include "ui/sourcedrop.h"
#include "ui/transcriptactions.h"
#include "ui/views/pictureview.h"
#include "ui/views/sessiontree.h"
#include "ui/views/transcriptview.h"
#include "ui/windowstate.h"

#include <QStackedWidget>
#include <QVBoxLayout>

#include <chrono>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

MainWindow::MainWindow(WindowPorts ports, QWidget* parent)
    : QWidget(parent)
    , m_ports(std::move(ports))
    , m_models(m_ports.submit)
    , m_requestDialogs({.submit = m_ports.submit,
                           .now = m_ports.now,
                           .steady = {},
                           .requests = &m_models.requests,
                           .sessions = &m_models.sessions,
                           .sources = &m_models.sources},
          this)
    , m_actions(new Actions(this))
    , m_motion(new Motion(this))
{
    setWindowTitle(u"Headgate"_s);
    setMinimumSize(560, 420);
    build();
    makeReplay();
    makeWall();
    makeNavigator();
    makeFinders();
    makeMarking();
    makeMemory();
    makeSourceCommands();
    makeSessionCommands();
    connectPanels();
    connectActions();
    connectTheme();
    makeAppearance();
    followReading();
    makeSettingsExchange();
    makeProgramWindows();
    connectLayout();
    m_clock.setInterval(1s);
    connect(&m_clock, &QTimer::timeout, this, &MainWindow::tick);
    m_soon.setSingleShot(true);
    m_soon.setInterval(100ms);
    connect(&m_soon, &QTimer::timeout, this, &MainWindow::refresh);
    m_frame.setSingleShot(true);
    m_frame.setInterval(16ms);
    connect(&m_frame, &QTimer::timeout, this, [this] {
        if (m_more)
            takeFrame();
    });
    restore();
    m_sourceCommands->restore();
    refresh();
    tick();
}

MainWindow::~MainWindow()
{
    // Views say good-bye to their models when they are hidden: while there are models.
    delete m_find;
    delete m_panes;
}

void MainWindow::build()
{
    m_top = new TopBar(this);
    m_top->setMenu(m_actions->menu());
    m_side = new SidePanel(&m_models.sessions, this);
    m_middle = new QStackedWidget(this);
    m_firstRun = new FirstRun(m_ports.probe, m_ports.found, m_middle);
    m_none = new EmptyPane(m_middle);
    m_blank = new Ground(&theme::Tokens::bg, {}, m_middle);
    m_page = new QWidget(m_middle);
    m_head = new SessionHead(m_page);
    m_transcript = new TranscriptView(m_page);
    m_findBar = new FindBar(m_transcript, m_page);
    m_composer = new Composer(m_page);
    m_composer->hide();
    auto* pageColumn = new QVBoxLayout(m_page);
    pageColumn->setContentsMargins(0, 0, 0, 0);
    pageColumn->setSpacing(0);
    pageColumn->addWidget(m_head);
    pageColumn->addWidget(m_findBar);
    pageColumn->addWidget(m_transcript, 1);
    pageColumn->addWidget(m_composer);
    m_middle->addWidget(m_firstRun);
    m_middle->addWidget(m_none);
    m_middle->addWidget(m_page);
    m_middle->addWidget(m_blank);
    PanelPorts panels;
    m_models.fill(panels);
    panels.preferences = m_ports.preferences;
    panels.motion = m_motion;
    panels.decisions = m_ports.decisions;
    panels.now = m_ports.now;
    panels.reportConnections = [this] { m_programWindows->reportConnections(); };
    panels.say = [this](const QString& notice) { say(notice); };
    panels.selected = [this] { return m_selected; };
    panels.submit = m_ports.submit;
    panels.who = [this](const CheckpointKey& key) { return m_requestDialogs.lineageWords(key); };
    panels.openSession = [this](const SessionKey& key) { select(key); };
    panels.showMessage = [this](const MessageId& id) { m_transcript->showChangesOf(id); };
    panels.showEvent = [this](const EventId& id) { showLogEvent(id); };
    panels.review = [this](const CheckpointKey& key) { openRequest(key); };
    panels.reviewTogether = [this](const std::vector<CheckpointKey>& keys) {
        m_requestDialogs.openTogether(keys);
    };
    m_inspector = new Inspector(std::move(panels), this);
    m_right = new QStackedWidget(this);
    m_pastNow = new ReplayNow(m_right);
    m_right->addWidget(m_inspector);
    m_right->addWidget(m_pastNow);
    m_panes = new Panes(m_side, m_middle, m_right, this);
    m_notice = new NoticeBar(this);
    m_strip = new StatusStrip(this);
    m_find = new FindPopover(this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_top);
    column->addWidget(m_panes, 1);
    column->addWidget(m_notice);
    column->addWidget(m_strip);
}

void MainWindow::connectPanels()
{
    SourceCommands* commands = m_sourceCommands.get();
    connect(m_top, &TopBar::nextWaitingWanted, &m_requestDialogs, &RequestDialogs::openNext);
    connect(&m_requestDialogs, &RequestDialogs::presentWanted, this, &MainWindow::endReplay);
    connect(&m_requestDialogs, &RequestDialogs::sessionWanted, this, &MainWindow::select);
    connect(
        &m_requestDialogs, &RequestDialogs::listWanted, this, [this] { showPanel(u"waiting"_s); });
    connect(m_top, &TopBar::findWanted, m_finders.get(), &Finders::findSession);
    connect(this, &MainWindow::refreshed, m_find, &FindPopover::refresh);
    connect(m_top, &TopBar::sideWanted, this, [this] {
        if (isReplaying() || isOnWall()) {
            endReplay(); // and the sessions are back
            endWall();
        } else {
            m_panes->toggleSide();
        }
    });
    connect(m_top, &TopBar::inspectorWanted, m_panes, &Panes::toggleInspector);
    connect(m_panes, &Panes::foldedChanged, m_top, &TopBar::setFolded);
    connect(m_side, &SidePanel::addSourceWanted, commands, [commands] { commands->add(); });
    new SourceDrop(this, [this](const QString& address) { m_sourceCommands->add(address); });
    connect(m_side->tree(), &SessionTree::sessionChosen, this, &MainWindow::sessionChosen);
    connect(m_side->tree(), &SessionTree::sourceMenuWanted, commands, &SourceCommands::popMenu);
    connect(m_side->tree(), &SessionTree::sourceRenameWanted, commands, &SourceCommands::rename);
    connect(m_firstRun, &FirstRun::sourceWanted, this,
        [this](const SourceConfig& config) { emit sourceWanted(config, false); });
    connect(m_strip, &StatusStrip::retryWanted, this, [this] {
        if (const SourceStatus* source = shownSource())
            m_ports.submit(RetrySource{source->id});
    });
    connect(m_strip, &StatusStrip::passwordWanted, this, [this] {
        if (const SourceStatus* source = shownSource())
            m_sourceCommands->askPassword(source->id);
    });
    connect(m_strip, &StatusStrip::proofWanted, action(ActionId::ShowProof), &QAction::trigger);
    connect(m_head, &SessionHead::proofWanted, action(ActionId::ShowProof), &QAction::trigger);
    connect(
        m_head, &SessionHead::stopWanted, m_sessionCommands.get(), &SessionCommands::confirmStop);
    connect(m_head, &SessionHead::menuWanted, this,
        [this](const QPoint& at) { sessionMenu(m_selected, at); });
    connect(m_side->tree(), &SessionTree::sessionMenuWanted, this, &MainWindow::sessionMenu);
    connect(m_composer, &Composer::sendWanted, this, [this](const QString& text) {
        m_sessionCommands->send(text);
        m_transcript->goToEnd();
    });
    connect(&m_models.room, &RoomModel::inputsChanged, this,
        [this] { m_composer->setHistory(m_models.room.inputs()); });
    connect(&m_models.room, &RoomModel::rowsChanged, this,
        [this] { m_models.work.setRoom(m_models.room.rows()); });
    connect(m_transcript, &TranscriptView::waitingActivated, this, &MainWindow::openRequest);
    connect(m_transcript, &TranscriptView::pointed, this, [this](const MessageId& at, int before) {
        m_sessionCommands->attend(
            m_selected, true, QPointF(before, m_transcript->document().countBefore(at)));
    });
    connect(m_transcript, &TranscriptView::olderWanted, this,
        [this] { m_ports.submit(LoadOlder{m_selected}); });
    connect(m_transcript, &TranscriptView::sessionActivated, this, [this](const SessionId& id) {
        select({m_selected.source, id});
    });
    connect(m_transcript, &TranscriptView::requestActivated, this, [this](const RequestId& id) {
        if (const Checkpoint* c = m_models.requests.find(m_selected, id))
            openRequest(c->key);
    });
    // Text from an agent opens nothing but web pages, and only by a person's word.
    connect(m_transcript, &TranscriptView::pictureActivated, this, [this](const Part& part) {
        if (const auto size = attachedImageSize(part.mime, part.url))
            PictureView::open(part, *size, this);
    });
    connect(m_transcript, &TranscriptView::linkActivated, this,
        [this](const QUrl& url) { askToOpen(url, this); });
}

void MainWindow::connectActions()
{
    const auto on = [this](ActionId id, auto&& what) {
        connect(action(id), &QAction::triggered, this, what);
    };
    on(ActionId::AddSource, [this] { m_sourceCommands->add(); });
    on(ActionId::TryDemo, [this] {
        SourceConfig config;
        config.kind = SourceKind::Demo;
        emit sourceWanted(config, false);
    });
    on(ActionId::ReconnectAll, [this] { m_sourceCommands->retryAll(); });
    on(ActionId::MoveSourceUp, [this] { m_sourceCommands->move(chosenSource(), -1); });
    on(ActionId::MoveSourceDown, [this] { m_sourceCommands->move(chosenSource(), +1); });
    on(ActionId::WriteMessage, [this] { m_composer->write(); });
    connect(action(ActionId::ToggleArchived), &QAction::toggled, this, [this](bool shown) {
        m_models.sessions.setShowArchived(shown);
        m_ports.submit(headgate::ShowArchived{shown});
    });
    on(ActionId::NextWaiting, [this] { m_requestDialogs.openNext(); });
    on(ActionId::PreviousWaiting, [this] { m_requestDialogs.openPrevious(); });
    on(ActionId::PreviousSession, [this] { m_side->tree()->step(-1); });
    on(ActionId::NextSession, [this] { m_side->tree()->step(+1); });
    on(ActionId::FindInSession, [this] { shownFindBar()->open(); });
    on(ActionId::FindNext, [this] { shownFindBar()->step(+1); });
    on(ActionId::FindPrevious, [this] { shownFindBar()->step(-1); });
    for (const PanelKind& kind : panelKinds()) {
        on(kind.show, [this, name = QString::fromLatin1(kind.name)] { showPanel(name); });
    }
    on(ActionId::ToggleSide, [this] { m_panes->toggleSide(); });
    on(ActionId::ToggleInspector, [this] { m_panes->toggleInspector(); });
    on(ActionId::NextPane, [this] { m_panes->cycle(+1); });
    on(ActionId::PreviousPane, [this] { m_panes->cycle(-1); });
    on(ActionId::OpenMenu, [this] { m_top->openMenu(); });
    on(ActionId::Settings, [this] { emit settingsWanted(); });
    on(ActionId::Quit, [this] { quit(); });
    on(ActionId::Shortcuts, [this] {
        auto* sheet = new ShortcutSheet(this);
        sheet->setAttribute(Qt::WA_DeleteOnClose);
        sheet->show();
    });
}

void MainWindow::connectTheme()
{
    connect(m_ports.scheme, &ColourScheme::changed, this, [this] {
        m_transcript->themeChanged();
        m_replay->themeChanged();
        m_inspector->themeChanged();
        m_composer->themeChanged();
        m_wall->themeChanged();
        update();
    });
    m_side->tree()->setMotion(m_motion);
    m_transcript->setMotion(m_motion);
}

void MainWindow::restore()
{
    if (!restoreGeometry(m_ports.state->geometry()))
        resize(1440, 900);
    m_panes->setChosen(m_ports.state->panes());
    m_inspector->showTab(m_ports.state->inspectorTab());
    m_inspector->restoreLayout(m_ports.state->panelLayout(), screenPlaces());
    m_navigator->want(m_ports.state->selected());
    m_memory->restore();
}

void MainWindow::say(const QString& notice)
{
    m_notice->say(notice);
}

} // namespace headgate
