// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"
#include "ui/panels/panellayout.h"

#include <QHash>
#include <QSettings>
#include <QStringList>

#include <memory>
#include <vector>

namespace headgate {

/**
 * What the window remembers of itself, in windowstate.ini: never a wish, never a secret. Setting
 * something waits for the disk (some 60 ms measured), so that is for the end of the window.
 */
class WindowState
{
public:
    /** `directory` empty: kept in memory only. */
    explicit WindowState(const QString& directory);

    QByteArray geometry() const;
    void setGeometry(const QByteArray& geometry);
    QByteArray panes() const;
    void setPanes(const QByteArray& sizes);
    SessionKey selected() const;
    void setSelected(const SessionKey& key);
    QString inspectorTab() const;
    void setInspectorTab(const QString& name);
    /** Which panels stand side by side or in windows of their own, and where. */
    PanelLayout panelLayout() const;
    void setPanelLayout(const PanelLayout& layout);
    /** When the person last looked at a session. Old ones are forgotten on writing. */
    QHash<SessionKey, Timestamp> lastSeen() const;
    void setLastSeen(const QHash<SessionKey, Timestamp>& times);
    /** Words written to sessions and not sent. */
    QHash<SessionKey, QString> drafts() const;
    void setDrafts(const QHash<SessionKey, QString>& drafts);

    /** Names of actions found and run, the newest first. */
    QStringList recentActions() const;
    void setRecentActions(const QStringList& names);
    /** Sessions that stay on the wall, in order, and the number of that order. */
    std::vector<SessionKey> wallPins() const;
    int wallOrder() const;
    void setWall(const std::vector<SessionKey>& pins, int order);
    /** Words that were looked for in all sessions, the newest first. */
    QStringList recentSearches() const;
    void setRecentSearches(const QStringList& words);

private:
    void put(const QString& key, const QVariant& value);

    std::unique_ptr<QSettings> m_settings;
};

} // namespace headgate
