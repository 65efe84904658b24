// SPDX-License-Identifier: MIT
#pragma once

#include "ui/models/wallmodel.h"

#include <QObject>
#include <QPointer>

class QStackedWidget;

namespace headgate {

class Motion;
class Panes;
class SessionTree;
class TranscriptView;
class WallPage;
class WindowState;

/**
 * The wall of sessions, over the one that is selected. Owns its model; the page is made when it is
 * first looked at. UI thread. The session that is selected is not read again for it.
 */
class SessionWall : public QObject
{
    Q_OBJECT

public:
    /** All of it outlives the wall, but for what is in the window, which may end before it. */
    struct Ports
    {
        std::function<void(Command)> submit;
        std::function<Timestamp()> now;
        std::function<SessionKey()> selected;
        const SessionTreeModel* sessions = nullptr;
        const CheckpointListModel* requests = nullptr;
        const SourceList* sources = nullptr;
        WindowState* state = nullptr;
        Motion* motion = nullptr;
        Panes* panes = nullptr;
        QStackedWidget* middle = nullptr; ///< the page is one of these
        SessionTree* tree = nullptr; ///< has the keys behind it
        const TranscriptView* transcript = nullptr; ///< of the session that is selected
    };

    explicit SessionWall(Ports ports, QObject* parent = nullptr);

    /** Several sessions are shown at once. */
    bool isOn() const { return m_on; }
    WallPage* page() const { return m_page; } ///< null: it was never on
    void begin();
    void end();
    /** Behind the other models. */
    void apply(const Change& change) { m_model.apply(change); }
    void tick(Timestamp now) { m_model.tick(now); }
    void themeChanged();
    /** Keeps what is pinned and how it is ordered. */
    void store();

signals:
    /** It is about to begin: the past of a session is in the way. */
    void presentWanted();
    /** Another page belongs into the middle. */
    void pageChanged();
    /** It is on, or off again. */
    void changed();
    void sessionWanted(const headgate::SessionKey& key);
    void requestWanted(const headgate::CheckpointKey& key);

private:
    WallModel::Ports modelPorts();
    void makePage();

    Ports m_ports;
    WallModel m_model;
    WallPage* m_page = nullptr;
    bool m_on = false;
    QPointer<QWidget> m_focusBefore; ///< had the keys when the wall began
};

} // namespace headgate
