// SPDX-License-Identifier: MIT
#pragma once

#include "app/profiledecisions.h"
#include "core/engine.h"
#include "tests/lab/ourserver.h"
#include "tests/support/opencodeserver.h"
#include "ui/colourscheme.h"
#include "ui/desktoppresence.h"
#include "ui/mainwindow.h"
#include "ui/models/foundservers.h"
#include "ui/preferences.h"
#include "ui/windowstate.h"

#include <QTemporaryDir>

#include <functional>

namespace headgate {

/**
 * The window on five sources at once, none of which is made up: the recording of the demo, a real
 * OpenCode server with a scripted model, sessions with channels and a stream of states at our own
 * server, and the event log that Headgate writes of OpenCode. Test thread; waiting runs its event
 * loop.
 */
class Scene
{
public:
    Scene();
    ~Scene();

    /** Tells what is missing; empty: all of it is there. */
    QString start();

    MainWindow& window() { return *m_window; }
    ColourScheme& scheme() { return m_scheme; }
    FoundServers& found() { return m_found; }
    DesktopPresence& presence() { return *m_presence; }
    OpenCodeServer& openCode() { return m_openCode; }
    /** A path that does not exist yet. */
    QString fresh(const QString& name) const { return m_root.filePath(name); }

    /** The demo's first session, the one with channels, the server's, the log's. */
    SessionKey demo() const { return sessionOf(m_demoSource, QStringLiteral("Split")); }
    SessionKey pane() const { return sessionOf(m_paneSource, QStringLiteral("Importer")); }
    SessionKey real() const { return sessionOf(m_realSource, QStringLiteral("Round")); }
    SessionKey ended() const { return sessionOf(m_realSource, QStringLiteral("Why")); }
    SessionKey logged() const { return sessionOf(m_logSource, QStringLiteral("Round")); }
    /** Of what waits, one of that kind; empty: none does. */
    CheckpointKey request(CheckpointKind kind, const QString& permission = {}) const;
    /** Into the terminal that is shown. */
    void typeInTerminal(const QString& line);
    bool hasTerminal() const { return !m_terminal.isEmpty(); }

    /** Runs the event loop until it is so, a minute at most. */
    static bool waitFor(const std::function<bool()>& what);

private:
    SourceId add(SourceKind kind, const QUrl& url, const QString& name);
    QString startOpenCode();
    QString startStreams();
    QString startLog();
    bool tell(const QByteArray& path, const QByteArray& body);
    void note(const Change& change);
    SessionKey sessionOf(const SourceId& source, const QString& title) const;

    QTemporaryDir m_root;
    ProfileDecisions m_decisions;
    Preferences m_preferences{{}};
    WindowState m_state{{}};
    ColourScheme m_scheme{ThemeChoice::Light};
    FoundServers m_found;
    Engine m_engine;
    OpenCodeServer m_openCode;
    test::OurServer m_streams;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<DesktopPresence> m_presence;
    SourceId m_demoSource;
    SourceId m_realSource;
    SourceId m_paneSource;
    SourceId m_stateSource;
    SourceId m_logSource;
    QString m_realSession;
    TerminalId m_terminal; ///< the one that is shown
    std::vector<Checkpoint> m_asked; ///< and wait
    std::vector<Session> m_sessions;
};

} // namespace headgate
