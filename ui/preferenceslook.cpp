// SPDX-License-Identifier: MIT
// What a person wishes of sizes, fonts, keys, reading and privacy, in Preferences.
#include "ui/preferences.h"

namespace headgate {

using namespace Qt::StringLiterals;

int Preferences::zoom() const
{
    const int percent = m_settings->value(u"look/zoom"_s, 100).toInt();
    return percent >= 80 && percent <= 200 ? percent : 100;
}

void Preferences::setZoom(int percent)
{
    m_settings->setValue(u"look/zoom"_s, percent);
}

QString Preferences::interfaceFont() const
{
    return m_settings->value(u"look/font"_s).toString();
}

QString Preferences::codeFont() const
{
    return m_settings->value(u"look/codeFont"_s).toString();
}

void Preferences::setFonts(const QString& interface, const QString& code)
{
    m_settings->setValue(u"look/font"_s, interface);
    m_settings->setValue(u"look/codeFont"_s, code);
}

QHash<QString, QString> Preferences::keys() const
{
    QHash<QString, QString> found;
    m_settings->beginGroup(u"keys"_s);
    for (const QString& name : m_settings->childKeys())
        found.insert(name, m_settings->value(name).toString());
    m_settings->endGroup();
    return found;
}

void Preferences::setKeys(const QHash<QString, QString>& keys)
{
    m_settings->remove(u"keys"_s);
    for (auto it = keys.cbegin(); it != keys.cend(); ++it)
        m_settings->setValue("keys/"_L1 + it.key(), it.value());
}

bool Preferences::singleKeys() const
{
    return m_settings->value(u"input/singleKeys"_s, true).toBool();
}

void Preferences::setSingleKeys(bool on)
{
    m_settings->setValue(u"input/singleKeys"_s, on);
}

ReadingWishes Preferences::reading() const
{
    ReadingWishes wishes;
    wishes.thoughtsOpen = m_settings->value(u"reading/thoughts"_s, false).toBool();
    const QString calls = m_settings->value(u"reading/calls"_s).toString();
    wishes.calls = calls == "open"_L1 ? ReadingWishes::Calls::AllOpen
        : calls == "folded"_L1        ? ReadingWishes::Calls::AllFolded
                                      : ReadingWishes::Calls::ShortChanges;
    return wishes;
}

void Preferences::setReading(const ReadingWishes& wishes)
{
    using Calls = ReadingWishes::Calls;
    m_settings->setValue(u"reading/thoughts"_s, wishes.thoughtsOpen);
    m_settings->setValue(u"reading/calls"_s,
        wishes.calls == Calls::AllOpen         ? u"open"_s
            : wishes.calls == Calls::AllFolded ? u"folded"_s
                                               : u"short"_s);
}

bool Preferences::tellsPresence() const
{
    return m_settings->value(u"privacy/presence"_s, true).toBool();
}

void Preferences::setTellsPresence(bool on)
{
    m_settings->setValue(u"privacy/presence"_s, on);
}

} // namespace headgate
