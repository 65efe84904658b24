// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/command.h"
#include "core/domain/source.h"
#include "core/project/notices.h"

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
    /** What the person is told of outside of the window. */
    NoticeWishes notices() const;
    void setNotices(const NoticeWishes& wishes);
    bool trayShown() const;
    void setTrayShown(bool on);
    /** Whether closing the window leaves the program in the tray. */
    bool staysInTray() const;
    void setStaysInTray(bool on);
    /** Servers to follow at the next start, without their passwords. */
    std::vector<SourceConfig> sources() const;
    void addSource(const SourceConfig& config);
    void removeSource(const SourceId& id);

private:
    void write(const std::vector<SourceConfig>& sources);

    std::unique_ptr<QSettings> m_settings;
};

} // namespace headgate
