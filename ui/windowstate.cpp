// SPDX-License-Identifier: MIT
#include "ui/windowstate.h"

#include "ui/settingsfile.h"

#include <algorithm>
#include <vector>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** A different number is a different layout: what was saved is then left alone. */
constexpr int version = 1;
constexpr size_t mostSeen = 1000;
/** Of the panels' places alone: another one is left alone, and all panels are in the inspector. */
constexpr int layoutVersion = 1;

} // namespace

WindowState::WindowState(const QString& directory)
    : m_settings(openSettings(directory, u"windowstate.ini"_s))
{
    if (m_settings->value(u"version"_s, version).toInt() != version)
        m_settings->clear();
}

/** A value set is a file written, with a wait for the disk: nothing is, until there is need. */
void WindowState::put(const QString& key, const QVariant& value)
{
    m_settings->setValue(u"version"_s, version);
    m_settings->setValue(key, value);
}

QByteArray WindowState::geometry() const
{
    return m_settings->value(u"window/geometry"_s).toByteArray();
}

void WindowState::setGeometry(const QByteArray& geometry)
{
    put(u"window/geometry"_s, geometry);
}

QByteArray WindowState::panes() const
{
    return m_settings->value(u"window/panes"_s).toByteArray();
}

void WindowState::setPanes(const QByteArray& sizes)
{
    put(u"window/panes"_s, sizes);
}

SessionKey WindowState::selected() const
{
    return {SourceId(m_settings->value(u"selected/source"_s).toString()),
        SessionId(m_settings->value(u"selected/session"_s).toString())};
}

void WindowState::setSelected(const SessionKey& key)
{
    put(u"selected/source"_s, key.source.value());
    put(u"selected/session"_s, key.session.value());
}

QString WindowState::inspectorTab() const
{
    return m_settings->value(u"window/tab"_s).toString();
}

void WindowState::setInspectorTab(const QString& name)
{
    put(u"window/tab"_s, name);
}

PanelLayout WindowState::panelLayout() const
{
    PanelLayout layout;
    if (m_settings->value(u"panels/version"_s).toInt() != layoutVersion)
        return layout;
    layout.second = m_settings->value(u"panels/second"_s).toString();
    layout.sizes = m_settings->value(u"panels/sizes"_s).toByteArray();
    const int count = m_settings->beginReadArray(u"panelwindows"_s);
    for (int i = 0; i < count; ++i) {
        m_settings->setArrayIndex(i);
        layout.windows.push_back(
            {m_settings->value(u"panel"_s).toString(), m_settings->value(u"place"_s).toRect()});
    }
    m_settings->endArray();
    return layout;
}

void WindowState::setPanelLayout(const PanelLayout& layout)
{
    if (layout == panelLayout())
        return; // nearly always
    put(u"panels/version"_s, layoutVersion);
    m_settings->setValue(u"panels/second"_s, layout.second);
    m_settings->setValue(u"panels/sizes"_s, layout.sizes);
    m_settings->remove(u"panelwindows"_s);
    m_settings->beginWriteArray(u"panelwindows"_s, int(layout.windows.size()));
    for (size_t i = 0; i < layout.windows.size(); ++i) {
        m_settings->setArrayIndex(int(i));
        m_settings->setValue(u"panel"_s, layout.windows[i].panel);
        m_settings->setValue(u"place"_s, layout.windows[i].place);
    }
    m_settings->endArray();
}

QStringList WindowState::recentActions() const
{
    return m_settings->value(u"window/actions"_s).toStringList();
}

void WindowState::setRecentActions(const QStringList& names)
{
    put(u"window/actions"_s, names);
}

QStringList WindowState::recentSearches() const
{
    return m_settings->value(u"window/searches"_s).toStringList();
}

void WindowState::setRecentSearches(const QStringList& words)
{
    put(u"window/searches"_s, words);
}

std::vector<SessionKey> WindowState::wallPins() const
{
    std::vector<SessionKey> pins;
    const int count = m_settings->beginReadArray(u"wall"_s);
    for (int i = 0; i < count; ++i) {
        m_settings->setArrayIndex(i);
        pins.push_back({SourceId(m_settings->value(u"source"_s).toString()),
            SessionId(m_settings->value(u"session"_s).toString())});
    }
    m_settings->endArray();
    return pins;
}

/** 0 for what no version of this program wrote. */
int WindowState::wallOrder() const
{
    const int order = m_settings->value(u"window/wallorder"_s).toInt();
    return order >= 0 && order < 3 ? order : 0;
}

void WindowState::setWall(const std::vector<SessionKey>& pins, int order)
{
    put(u"window/wallorder"_s, order);
    m_settings->remove(u"wall"_s);
    m_settings->beginWriteArray(u"wall"_s, int(pins.size()));
    for (size_t i = 0; i < pins.size(); ++i) {
        m_settings->setArrayIndex(int(i));
        m_settings->setValue(u"source"_s, pins[i].source.value());
        m_settings->setValue(u"session"_s, pins[i].session.value());
    }
    m_settings->endArray();
}

QHash<SessionKey, Timestamp> WindowState::lastSeen() const
{
    QHash<SessionKey, Timestamp> times;
    const int count = m_settings->beginReadArray(u"seen"_s);
    for (int i = 0; i < count; ++i) {
        m_settings->setArrayIndex(i);
        times.insert({SourceId(m_settings->value(u"source"_s).toString()),
                         SessionId(m_settings->value(u"session"_s).toString())},
            timestampFromMs(m_settings->value(u"at"_s).toLongLong()));
    }
    m_settings->endArray();
    return times;
}

QHash<SessionKey, QString> WindowState::drafts() const
{
    QHash<SessionKey, QString> drafts;
    const int count = m_settings->beginReadArray(u"drafts"_s);
    for (int i = 0; i < count; ++i) {
        m_settings->setArrayIndex(i);
        drafts.insert({SourceId(m_settings->value(u"source"_s).toString()),
                          SessionId(m_settings->value(u"session"_s).toString())},
            m_settings->value(u"text"_s).toString());
    }
    m_settings->endArray();
    return drafts;
}

void WindowState::setDrafts(const QHash<SessionKey, QString>& drafts)
{
    m_settings->remove(u"drafts"_s);
    m_settings->beginWriteArray(u"drafts"_s, int(drafts.size()));
    int i = 0;
    for (auto it = drafts.begin(); it != drafts.end(); ++it) {
        m_settings->setArrayIndex(i++);
        m_settings->setValue(u"source"_s, it.key().source.value());
        m_settings->setValue(u"session"_s, it.key().session.value());
        m_settings->setValue(u"text"_s, it.value());
    }
    m_settings->endArray();
}

void WindowState::setLastSeen(const QHash<SessionKey, Timestamp>& times)
{
    std::vector<std::pair<Timestamp, SessionKey>> newest;
    for (auto it = times.begin(); it != times.end(); ++it)
        newest.emplace_back(it.value(), it.key());
    std::ranges::sort(newest, [](const auto& a, const auto& b) { return a.first > b.first; });
    newest.resize(std::min(newest.size(), mostSeen));
    m_settings->remove(u"seen"_s);
    m_settings->beginWriteArray(u"seen"_s, int(newest.size()));
    for (size_t i = 0; i < newest.size(); ++i) {
        m_settings->setArrayIndex(int(i));
        m_settings->setValue(u"source"_s, newest[i].second.source.value());
        m_settings->setValue(u"session"_s, newest[i].second.session.value());
        m_settings->setValue(u"at"_s, toMs(newest[i].first));
    }
    m_settings->endArray();
}

} // namespace headgate
