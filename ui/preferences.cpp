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

QString Preferences::language() const
{
    return m_settings->value(u"look/language"_s, u"system"_s).toString();
}

void Preferences::setLanguage(const QString& wish)
{
    m_settings->setValue(u"look/language"_s, wish);
}

bool Preferences::reducedMotion() const
{
    return m_settings->value(u"look/reducedMotion"_s, false).toBool();
}

void Preferences::setReducedMotion(bool on)
{
    m_settings->setValue(u"look/reducedMotion"_s, on);
}

QJsonArray Preferences::marks() const
{
    return QJsonDocument::fromJson(m_settings->value(u"reading/marks"_s).toByteArray()).array();
}

void Preferences::setMarks(const QJsonArray& marks)
{
    m_settings->setValue(u"reading/marks"_s, QJsonDocument(marks).toJson(QJsonDocument::Compact));
}

QJsonArray Preferences::highlights() const
{
    return QJsonDocument::fromJson(m_settings->value(u"reading/highlights"_s).toByteArray())
        .array();
}

void Preferences::setHighlights(const QJsonArray& highlights)
{
    m_settings->setValue(
        u"reading/highlights"_s, QJsonDocument(highlights).toJson(QJsonDocument::Compact));
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

/** One of the list, with all that stands in it: what is not known here is kept. */
struct Preferences::Entry
{
    QVariantMap values;

    QString value(const QString& key) const { return values.value(key).toString(); }
    Expected<SourceConfig> config() const;
    SourceId id() const;
};

namespace {

const auto group = u"sources"_s;
constexpr qsizetype mostRecent = 8;

QString kindName(SourceKind kind)
{
    switch (kind) {
    case SourceKind::Demo:
        return u"demo"_s;
    case SourceKind::Stream:
        return u"stream"_s;
    case SourceKind::Log:
        return u"log"_s;
    case SourceKind::AgentPane:
        return u"agentpane"_s;
    case SourceKind::OpenCode:
        break;
    }
    return u"opencode"_s;
}

std::optional<SourceKind> kindFromName(const QString& name)
{
    for (const SourceKind kind : {SourceKind::OpenCode, SourceKind::Stream, SourceKind::Log,
             SourceKind::Demo, SourceKind::AgentPane}) {
        if (kindName(kind) == name)
            return kind;
    }
    return {};
}

bool isAddress(const QUrl& url)
{
    const bool web = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    return url.isValid() && web && !url.host().isEmpty() && url.port() != 0;
}

} // namespace

Expected<SourceConfig> Preferences::Entry::config() const
{
    const QString url = value(u"url"_s);
    const Issue bad{Issue::Code::BadSource, {}, {url}};
    const auto kind = kindFromName(value(u"kind"_s));
    if (!kind)
        return bad;
    SourceConfig config;
    config.kind = *kind;
    config.url = QUrl(url, QUrl::StrictMode).adjusted(QUrl::RemoveUserInfo);
    config.name = value(u"name"_s);
    config.user = value(u"user"_s);
    const bool file = config.url.isLocalFile() && !config.url.toLocalFile().isEmpty();
    const bool usable =
        *kind == SourceKind::Demo || (*kind == SourceKind::Log ? file : isAddress(config.url));
    if (!usable)
        return bad;
    return config;
}

/** The same as long as it says the same. */
SourceId Preferences::Entry::id() const
{
    const auto usable = config();
    if (usable)
        return usable->id();
    return SourceId("unusable:"_L1 + value(u"kind"_s) + u':' + value(u"url"_s));
}

/** By the groups that are there: the count that stands beside them may be wrong. */
std::vector<Preferences::Entry> Preferences::entries() const
{
    m_settings->beginGroup(group);
    QList<int> numbers;
    for (const QString& name : m_settings->childGroups()) {
        bool ok = false;
        const int number = name.toInt(&ok);
        if (ok)
            numbers.append(number);
    }
    std::sort(numbers.begin(), numbers.end());
    std::vector<Entry> found;
    for (const int number : std::as_const(numbers)) {
        Entry entry;
        m_settings->beginGroup(QString::number(number));
        for (const QString& key : m_settings->childKeys())
            entry.values.insert(key, m_settings->value(key));
        m_settings->endGroup();
        if (!entry.values.isEmpty())
            found.push_back(std::move(entry));
    }
    m_settings->endGroup();
    return found;
}

void Preferences::write(const std::vector<Entry>& entries)
{
    m_settings->remove(group);
    m_settings->beginWriteArray(group, int(entries.size()));
    for (size_t i = 0; i < entries.size(); ++i) {
        m_settings->setArrayIndex(int(i));
        for (auto it = entries[i].values.cbegin(); it != entries[i].values.cend(); ++it)
            m_settings->setValue(it.key(), it.value());
    }
    m_settings->endArray();
}

NoticeWishes Preferences::notices() const
{
    if (!m_notices)
        m_notices = readNotices();
    return *m_notices;
}

NoticeWishes Preferences::readNotices() const
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
    m_notices = wishes;
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
    for (const Entry& entry : entries()) {
        const auto config = entry.config();
        if (config && std::ranges::find(found, config->id(), &SourceConfig::id) == found.end())
            found.push_back(*config);
    }
    return found;
}

void Preferences::addSource(const SourceConfig& config)
{
    auto all = entries();
    auto it = std::ranges::find(all, config.id(), &Entry::id);
    if (it == all.end())
        it = all.insert(all.end(), Entry());
    it->values.insert(u"kind"_s, kindName(config.kind));
    it->values.insert(u"url"_s, config.url.toString(QUrl::RemoveUserInfo));
    if (!config.name.isEmpty() || !it->values.contains(u"name"_s))
        it->values.insert(u"name"_s, config.name);
    it->values.insert(u"user"_s, config.user);
    write(all);
}

void Preferences::removeSource(const SourceId& id)
{
    auto all = entries();
    for (const Entry& entry : all) {
        const auto config = entry.config();
        if (config && config->kind == SourceKind::OpenCode && config->id() == id)
            remember(config->url);
    }
    std::erase_if(all, [&id](const Entry& entry) { return entry.id() == id; });
    write(all);
}

void Preferences::renameSource(const SourceId& id, const QString& name)
{
    auto all = entries();
    for (Entry& entry : all) {
        if (entry.id() == id)
            entry.values.insert(u"name"_s, name);
    }
    write(all);
}

void Preferences::orderSources(const std::vector<SourceId>& order)
{
    auto all = entries();
    std::ranges::stable_sort(all, {}, [&order](const Entry& entry) {
        return std::ranges::find(order, entry.id()) - order.begin();
    });
    write(all);
}

std::vector<Preferences::Unusable> Preferences::unusableSources() const
{
    std::vector<Unusable> found;
    for (const Entry& entry : entries()) {
        const auto config = entry.config();
        if (!config)
            found.push_back({entry.id(), entry.value(u"url"_s), config.error(),
                entry.values.value(u"told"_s).toBool()});
    }
    return found;
}

void Preferences::tellUnusable()
{
    auto all = entries();
    for (Entry& entry : all) {
        if (!entry.config())
            entry.values.insert(u"told"_s, true);
    }
    write(all);
}

QList<QUrl> Preferences::recentServers() const
{
    QList<QUrl> found;
    for (const QString& text : m_settings->value(u"recent/servers"_s).toStringList()) {
        const QUrl url(text, QUrl::StrictMode);
        if (isAddress(url))
            found.append(url);
    }
    return found;
}

void Preferences::remember(const QUrl& server)
{
    QStringList recent = m_settings->value(u"recent/servers"_s).toStringList();
    const QString text = server.toString(QUrl::RemoveUserInfo);
    recent.removeAll(text);
    recent.prepend(text);
    m_settings->setValue(u"recent/servers"_s, QStringList(recent.mid(0, mostRecent)));
}

} // namespace headgate
