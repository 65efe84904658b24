// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "core/domain/command.h"

#include <QObject>

#include <functional>

class QStackedWidget;

namespace headgate {

class FindBar;
class Motion;
class Panes;
class Preferences;
class ReplayNow;
class ReplayPage;
class SessionTreeModel;

/**
 * The past of a session in the place of its present: makes the page when it begins, and drops it
 * when it ends. The page of the present stays as it is behind it. UI thread.
 */
class SessionReplay : public QObject
{
    Q_OBJECT

public:
    /** All of it outlives the replay. */
    struct Ports
    {
        std::function<void(Command)> submit;
        std::function<Timestamp()> now;
        const SessionTreeModel* sessions = nullptr;
        const Preferences* preferences = nullptr;
        Motion* motion = nullptr;
        Panes* panes = nullptr;
        QStackedWidget* middle = nullptr; ///< the page is one of these
        QStackedWidget* right = nullptr; ///< what is known of the moment stands here
        QWidget* inspector = nullptr; ///< and this otherwise
        ReplayNow* moment = nullptr;
    };

    explicit SessionReplay(Ports ports, QObject* parent = nullptr);

    bool isOn() const { return m_page != nullptr; }
    ReplayPage* page() const { return m_page; } ///< null: it is not on
    /** Null: it is not on. */
    FindBar* findBar() const;
    /** Nothing, where the session is not known. */
    void begin(const SessionKey& key);
    void end();
    void apply(const Change& change);
    void themeChanged();
    /** Reads as the person wishes now. */
    void followReading();

signals:
    /** It is about to begin: several sessions at once are in the way. */
    void oneSessionWanted();
    /** It is on, or off again. */
    void changed();
    void sessionWanted(const headgate::SessionKey& key);
    void said(const QString& notice);

private:
    void connectPage();
    void showMoment();

    Ports m_ports;
    ReplayPage* m_page = nullptr; ///< only while the past is shown
    SessionKey m_key;
};

} // namespace headgate
