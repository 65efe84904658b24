// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/command.h"
#include "core/domain/expected.h"
#include "core/domain/source.h"
#include "core/project/notices.h"

#include <QJsonArray>
#include <QList>
#include <QSettings>

#include <optional>
#include <vector>

namespace headgate {

/** Contrast: high contrast, light or dark as the system is. */
enum class ThemeChoice : quint8 { System, Light, Dark, Contrast };

/** The word for it in settings and on the command line: "system", "light", "dark", "contrast". */
QString themeName(ThemeChoice choice);
std::optional<ThemeChoice> themeFromName(const QString& name);

/** What the person wants, in preferences.ini. No secret is ever written here. */
class Preferences
{
public:
    /** `directory` empty: kept in memory only. */
    explicit Preferences(const QString& directory);

    ThemeChoice theme() const;
    void setTheme(ThemeChoice choice);
    /** "system" or the code of a language (ui/languages.h). */
    QString language() const;
    /** Takes effect at the next start. */
    void setLanguage(const QString& wish);
    bool reducedMotion() const;
    void setReducedMotion(bool on);
    /** Whether the embedded server runs whenever the window does. */
    bool serving() const;
    void setServing(bool on);
    quint16 servePort() const;
    void setServePort(quint16 port);
    /** How the embedded server is to run: at that port, for this machine alone, and what it holds
     * goes when it is 30 days old. */
    Serve serve() const;
    /** Marked places and words that stand out, as PlaceMarks and Highlights write them. */
    QJsonArray marks() const;
    void setMarks(const QJsonArray& marks);
    QJsonArray highlights() const;
    void setHighlights(const QJsonArray& highlights);
    /** What the person is told of outside of the window. */
    NoticeWishes notices() const;
    void setNotices(const NoticeWishes& wishes);
    bool trayShown() const;
    void setTrayShown(bool on);
    /** Whether closing the window leaves the program in the tray. */
    bool staysInTray() const;
    void setStaysInTray(bool on);
    /** Sources to follow at the next start, in the person's order, without their passwords. An
     * entry that cannot be used is passed over, and kept (DG-67). */
    std::vector<SourceConfig> sources() const;
    /** Replaces one of the same id; a name that was given stays where the new one has none. */
    void addSource(const SourceConfig& config);
    /** Also one that cannot be used. */
    void removeSource(const SourceId& id);
    void renameSource(const SourceId& id, const QString& name);
    /** Those that are not named stand behind, as they stood. */
    void orderSources(const std::vector<SourceId>& order);

    /** An entry of the list that says nothing that can be followed. */
    struct Unusable
    {
        SourceId id; ///< for removeSource()
        QString text; ///< as it stands there
        Issue issue; ///< BadSource
        bool told = false; ///< the person was told of it before
    };
    std::vector<Unusable> unusableSources() const;
    /** From now on all of them count as told. */
    void tellUnusable();

    /** Addresses of servers that were removed, the newest first. */
    QList<QUrl> recentServers() const;

private:
    struct Entry;
    std::vector<Entry> entries() const;
    void write(const std::vector<Entry>& entries);
    void remember(const QUrl& server);

    NoticeWishes readNotices() const;

    std::unique_ptr<QSettings> m_settings;
    mutable std::optional<NoticeWishes> m_notices; ///< as read: asked with each frame
};

} // namespace headgate
