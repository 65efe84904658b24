// SPDX-License-Identifier: MIT
#include "ui/preferences.h"

#include "ui/settingsfile.h"

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** What nobody reads for so long is history, and the history has it. */
constexpr int mirrorDays = 30;
constexpr int minutesOfDay = 24 * 60;

} // namespace

QString themeName(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::System:
        return u"system"_s;
    case ThemeChoice::Light:
        return u"light"_s;
    case ThemeChoice::Dark:
        return u"dark"_s;
    case ThemeChoice::Contrast:
        break;
    }
    return u"contrast"_s;
}

std::optional<ThemeChoice> themeFromName(const QString& name)
{
    for (const ThemeChoice choice :
        {ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::Contrast}) {
        if (themeName(choice) == name)
            return choice;
    }
    return {};
}

Preferences::Preferences(const QString& directory)
    : m_settings(openSettings(directory, u"preferences.ini"_s))
{
}

ThemeChoice Preferences::theme() const
{
    return themeFromName(m_settings->value(u"look/theme"_s).toString())
        .value_or(ThemeChoice::System);
}

void Preferences::setTheme(ThemeChoice choice)
{
    m_settings->setValue(u"look/theme"_s, themeName(choice));
}

bool Preferences::reducedMotion() const
{
    return m_settings->value(u"look/reducedMotion"_s, false).toBool();
}

void Preferences::setReducedMotion(bool on)
{
    m_settings->setValue(u"look/reducedMotion"_s, on);
}

bool Preferences::serving() const
{
    return m_settings->value(u"serve/on"_s, false).toBool();
}

void Preferences::setServing(bool on)
{
    m_settings->setValue(u"serve/on"_s, on);
}

quint16 Preferences::servePort() const
{
    const uint port = m_settings->value(u"serve/port"_s).toUInt();
    return port > 0 && port <= 65'535 ? quint16(port) : Serve().port;
}

void Preferences::setServePort(quint16 port)
{
    m_settings->setValue(u"serve/port"_s, port);
}

Serve Preferences::serve() const
{
    Serve how;
    how.port = servePort();
    how.retentionDays = mirrorDays;
    return how;
}

NoticeWishes Preferences::notices() const
{
    NoticeWishes wishes;
    for (const NoticeKind kind : noticeKinds) {
        const QString key = "notices/"_L1 + noticeKindName(kind);
        NoticeWishes::Kind& one = wishes.of(kind);
        one.on = m_settings->value(key, one.on).toBool();
        one.sound = m_settings->value(key + "-sound"_L1, one.sound).toBool();
    }
    wishes.quietHours = m_settings->value(u"notices/quiet"_s, false).toBool();
    const auto timeOf = [this](const QString& key, std::chrono::minutes otherwise) {
        const int minutes = m_settings->value(key, int(otherwise.count())).toInt();
        return minutes >= 0 && minutes < minutesOfDay ? std::chrono::minutes(minutes) : otherwise;
    };
    wishes.quietFrom = timeOf(u"notices/quietFrom"_s, wishes.quietFrom);
    wishes.quietTo = timeOf(u"notices/quietTo"_s, wishes.quietTo);
    const QStringList muted = m_settings->value(u"notices/muted"_s).toStringList();
    for (const QString& source : muted)
        wishes.muted.insert(SourceId(source));
    return wishes;
}

void Preferences::setNotices(const NoticeWishes& wishes)
{
    for (const NoticeKind kind : noticeKinds) {
        const QString key = "notices/"_L1 + noticeKindName(kind);
        m_settings->setValue(key, wishes.of(kind).on);
        m_settings->setValue(key + "-sound"_L1, wishes.of(kind).sound);
    }
    m_settings->setValue(u"notices/quiet"_s, wishes.quietHours);
    m_settings->setValue(u"notices/quietFrom"_s, int(wishes.quietFrom.count()));
    m_settings->setValue(u"notices/quietTo"_s, int(wishes.quietTo.count()));
    QStringList muted;
    for (const SourceId& source : wishes.muted)
        muted += source.value();
    muted.sort();
    m_settings->setValue(u"notices/muted"_s, muted);
}

bool Preferences::trayShown() const
{
    return m_settings->value(u"tray/shown"_s, true).toBool();
}

void Preferences::setTrayShown(bool on)
{
    m_settings->setValue(u"tray/shown"_s, on);
}

bool Preferences::staysInTray() const
{
    return m_settings->value(u"tray/stays"_s, false).toBool();
}

void Preferences::setStaysInTray(bool on)
{
    m_settings->setValue(u"tray/stays"_s, on);
}

std::vector<SourceConfig> Preferences::sources() const
{
    std::vector<SourceConfig> found;
    const int count = m_settings->beginReadArray(u"sources"_s);
    for (int i = 0; i < count; ++i) {
        m_settings->setArrayIndex(i);
        SourceConfig config;
        const QString kind = m_settings->value(u"kind"_s).toString();
        config.kind = kind == "demo"_L1 ? SourceKind::Demo
            : kind == "stream"_L1       ? SourceKind::Stream
            : kind == "log"_L1          ? SourceKind::Log
                                        : SourceKind::OpenCode;
        config.url = QUrl(m_settings->value(u"url"_s).toString());
        config.name = m_settings->value(u"name"_s).toString();
        config.user = m_settings->value(u"user"_s).toString();
        if (config.kind == SourceKind::Demo || config.url.isValid())
            found.push_back(std::move(config));
    }
    m_settings->endArray();
    return found;
}

void Preferences::addSource(const SourceConfig& config)
{
    auto all = sources();
    const auto it = std::ranges::find(all, config.id(), &SourceConfig::id);
    if (it == all.end())
        all.push_back(config);
    else
        *it = config;
    write(all);
}

void Preferences::removeSource(const SourceId& id)
{
    auto all = sources();
    std::erase_if(all, [&id](const SourceConfig& config) { return config.id() == id; });
    write(all);
}

void Preferences::write(const std::vector<SourceConfig>& sources)
{
    m_settings->remove(u"sources"_s);
    m_settings->beginWriteArray(u"sources"_s, int(sources.size()));
    for (size_t i = 0; i < sources.size(); ++i) {
        const SourceConfig& config = sources[i];
        m_settings->setArrayIndex(int(i));
        m_settings->setValue(u"kind"_s,
            config.kind == SourceKind::Demo         ? u"demo"_s
                : config.kind == SourceKind::Stream ? u"stream"_s
                : config.kind == SourceKind::Log    ? u"log"_s
                                                    : u"opencode"_s);
        m_settings->setValue(u"url"_s, config.url.toString(QUrl::RemoveUserInfo));
        m_settings->setValue(u"name"_s, config.name);
        m_settings->setValue(u"user"_s, config.user);
    }
    m_settings->endArray();
}

} // namespace headgate
