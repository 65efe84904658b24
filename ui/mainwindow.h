// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "core/project/notices.h"
#include "ui/actions.h"
#include "ui/requestdialogs.h"
#include "ui/windowmemory.h"
#include "ui/windowmodels.h"
#include "ui/windowports.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>

class QStackedWidget;

namespace headgate {

class AppearanceActions;
class ApprovalDialog;
class Composer;
class EmptyPane;
class Engine;
class FindBar;
class FindPopover;
class Finders;
class FirstRun;
class Inspector;
class Marking;
class Motion;
class NoticeBar;
class Panes;
class ProgramWindows;
class ReplayNow;
class SessionCommands;
class SessionHead;
class SessionNavigator;
class SessionReplay;
class SessionWall;
class SettingsExchange;
class SidePanel;
class SourceCommands;
class StatusStrip;
class TopBar;
class TranscriptActions;
class TranscriptView;

/**
 * The window: models, panes and the one way in, apply(). UI thread. It shows what changes say and
 * submits what the person wants; it decides nothing.
 */
class MainWindow : public QWidget
{
    Q_OBJECT

public:
    explicit MainWindow(WindowPorts ports, QWidget* parent = nullptr);
    ~MainWindow() override;

    /** True: sources are about to be told, so that there is no need to ask for one. */
    void expectSources(bool expected);
    /** Takes the engine's changes, at most once a frame. */
    void follow(Engine* engine);
    void apply(const ChangeBatch& batch);

    void select(const SessionKey& key);
    /** Selects it as soon as it is known; the source may be left open. */
    void selectWhenKnown(const SessionKey& key);
    /** The same while another one is shown: selects it now, or as soon as it is known, and goes to
     * the message and its part where they are named. */
    void reveal(const SessionKey& key, const MessageId& message = {}, const PartId& part = {});
    SessionKey selected() const { return m_selected; }
    /** Opens the request for the person; nothing else ever does. */
    void openRequest(const CheckpointKey& key);
    void say(const QString& notice);
    QAction* action(ActionId id) const { return (*m_actions)[id]; }
    ApprovalDialog* approval() const;
    /** A page of the settings; who asks owns it. */
    QWidget* makeStoragePage();
    /** Writes how connections do and did, as JSON where the name ends so, else as Markdown. False:
     * it could not be written, and a notice says so. */
    bool writeReport(const QString& path);
    /** Brings ages up to date; once a second while the window can be seen. */
    void tick();
    bool isTicking() const { return m_clock.isActive(); }

    /** What the person has in view here. */
    Attention attention() const;
    /** Shows the window above the others; a desktop may ask for a token of its own making. */
    void comeForward(const QString& activationToken);
    /** Asked when the window is closed: true, and it only goes out of sight. */
    void setStaysOnClose(std::function<bool()> stays) { m_staysOnClose = std::move(stays); }
    /** Writes the settings into a file, without any password, and says what came of it. */
    void writeSettings(const QString& path);
    /** Shows what a file of settings would change; the person decides. */
    void offerSettings(const QString& path);
    /** Begins transcripts as the person wishes now. */
    void followReading();
    /** What the window remembers of what a person did. */
    using Memory = WindowMemory::Kind;
    /** Forgets it, here and on the disk; what comes back brings it back. */
    std::function<void()> forget(Memory what);
    /** How many there are. */
    qsizetype remembered(Memory what) const;
    /** Tells servers with presence from now on, or tells them no more. */
    void followPresence();
    void askToRename(const SourceId& source);
    void askToRemove(const SourceId& source);
    const SourceList& sources() const { return m_models.sources; }
    int waiting() const { return m_models.requests.waiting(); }
    /** The past of the selected session is shown in place of its present. */
    bool isReplaying() const;
    /** Several sessions are shown at once, in place of the selected one. */
    bool isOnWall() const;

signals:
    /** The person entered a server. Whoever owns passwords adds it. */
    void sourceWanted(const headgate::SourceConfig& config, bool remember);
    void sourceForgotten(const headgate::SourceId& source);
    void settingsWanted();
    /** Many wishes are others now. */
    void wishesChanged();
    /** The password of a source is not to be kept any more. */
    void passwordForgotten(const headgate::SourceId& source);
    /** Each batch, after the window has taken it. */
    void applied(const headgate::ChangeBatch& batch);
    /** What is waiting, selected or in view may be something else now. */
    void refreshed();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void build();
    void makeAppearance();
    void makeFinders();
    void makeMemory();
    void makeSettingsExchange();
    void makeProgramWindows();
    void makeMarking();
    void makeReplay();
    void makeSessionCommands();
    void makeSourceCommands();
    void makeWall();
    void makeNavigator();
    void connectPanels();
    void connectActions();
    void connectTheme();
    void followPreferences();
    void connectLayout();
    void showPanel(const QString& name);
    void refreshLayout();
    void restore();
    void takeFrame();
    void applyOne(const Change& change);
    void refresh();
    void refreshHead();
    void refreshComposer(const Session* session);
    void refreshMiddle();
    void sessionChosen(const SessionKey& key);
    void selectFirst();
    void markSeen();
    void showLogEvent(const EventId& id);
    SourceId chosenSource() const;
    void endReplay();
    void endWall();
    FindBar* shownFindBar() const;
    bool staysBehind(QCloseEvent* event);
    void quit();
    void sessionMenu(const SessionKey& key, const QPoint& at);
    void updateTimer();
    const SourceStatus* shownSource() const;

    WindowPorts m_ports;
    WindowModels m_models;
    RequestDialogs m_requestDialogs;
    Actions* m_actions;
    Motion* m_motion;
    TopBar* m_top = nullptr;
    SidePanel* m_side = nullptr;
    Panes* m_panes = nullptr;
    QStackedWidget* m_middle = nullptr;
    FirstRun* m_firstRun = nullptr;
    EmptyPane* m_none = nullptr;
    QWidget* m_blank = nullptr; ///< until what is expected is told
    QWidget* m_page = nullptr; ///< head, transcript and composer
    SessionHead* m_head = nullptr;
    TranscriptView* m_transcript = nullptr;
    FindBar* m_findBar = nullptr;
    Composer* m_composer = nullptr;
    Inspector* m_inspector = nullptr;
    QStackedWidget* m_right = nullptr; ///< the inspector, or what stands there in a replay
    ReplayNow* m_pastNow = nullptr;
    NoticeBar* m_notice = nullptr;
    StatusStrip* m_strip = nullptr;
    FindPopover* m_find = nullptr;
    QPointer<Engine> m_engine;
    QTimer m_clock;
    QTimer m_frame;
    QTimer m_soon; ///< words that change with each event are shown ten times a second
    bool m_expecting = false;
    bool m_more = false; ///< changes came while a frame was being shown
    SessionKey m_selected;
    bool m_quitting = false;
    std::function<bool()> m_staysOnClose;
    // Behind all that they refer to.
    std::unique_ptr<SessionNavigator> m_navigator;
    std::unique_ptr<Finders> m_finders;
    std::unique_ptr<WindowMemory> m_memory;
    std::unique_ptr<SettingsExchange> m_settingsExchange;
    std::unique_ptr<ProgramWindows> m_programWindows;
    std::unique_ptr<SessionReplay> m_replay;
    std::unique_ptr<SessionWall> m_wall;
    std::unique_ptr<Marking> m_marking;
    std::unique_ptr<SourceCommands> m_sourceCommands;
    std::unique_ptr<SessionCommands> m_sessionCommands;
    std::unique_ptr<AppearanceActions> m_appearance;
    std::unique_ptr<TranscriptActions> m_transcriptActions;
};

} // namespace headgate
