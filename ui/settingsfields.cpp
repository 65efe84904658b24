// SPDX-License-Identifier: MIT
#include "ui/settingsfields.h"

#include "ui/keybindings.h"
#include "ui/languages.h"
#include "ui/typography.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QTime>

#include <algorithm>

namespace headgate::settingstransfer {

using namespace Qt::StringLiterals;

namespace {

struct SettingsFields
{
    Q_DECLARE_TR_FUNCTIONS(headgate::SettingsFields)
};

using Get = std::function<QJsonValue(const Preferences&)>;

Field flag(const QString& group, const QString& name, std::function<bool(const Preferences&)> get,
    std::function<void(Preferences&, bool)> set)
{
    return {group, name, [get](const Preferences& from) { return QJsonValue(get(from)); },
        [set](Preferences& to, const QJsonValue& value) { set(to, value.toBool()); },
        [](const QJsonValue& value) {
            return value.isBool() ? QString() : SettingsFields::tr("it can be true or false.");
        }};
}

Field word(const QString& group, const QString& name, const QStringList& words, const Get& get,
    std::function<void(Preferences&, const QString&)> set)
{
    return {group, name, get,
        [set](Preferences& to, const QJsonValue& value) { set(to, value.toString()); },
        [words](const QJsonValue& value) {
            return value.isString() && words.contains(value.toString())
                ? QString()
                : SettingsFields::tr("it can be %1.").arg(words.join(u", "_s));
        }};
}

/** Free text; a font that is not installed here may be on another machine. */
Field text(const QString& group, const QString& name, const Get& get,
    std::function<void(Preferences&, const QString&)> set)
{
    return {group, name, get,
        [set](Preferences& to, const QJsonValue& value) { set(to, value.toString()); },
        [](const QJsonValue& value) {
            return value.isString() && value.toString().size() <= 200
                ? QString()
                : SettingsFields::tr("it can be a short text.");
        }};
}

Field number(const QString& group, const QString& name, int least, int most, const Get& get,
    std::function<void(Preferences&, int)> set)
{
    return {group, name, get,
        [set](Preferences& to, const QJsonValue& value) { set(to, value.toInt()); },
        [least, most](const QJsonValue& value) {
            const int is = value.toInt(least - 1);
            return is >= least && is <= most
                ? QString()
                : SettingsFields::tr("it can be a whole number from %1 to %2.")
                      .arg(least)
                      .arg(most);
        }};
}

template <typename Change>
void changeNotices(Preferences& to, Change change)
{
    NoticeWishes wishes = to.notices();
    change(wishes);
    to.setNotices(wishes);
}

Field clock(const QString& name, std::chrono::minutes NoticeWishes::*which)
{
    const auto form = u"HH:mm"_s;
    return {u"notifications"_s, name,
        [which, form](const Preferences& from) {
            const auto minutes = (from.notices().*which).count();
            return QJsonValue(QTime(0, 0).addSecs(int(minutes) * 60).toString(form));
        },
        [which, form](Preferences& to, const QJsonValue& value) {
            const QTime time = QTime::fromString(value.toString(), form);
            changeNotices(to, [&](NoticeWishes& all) {
                all.*which = std::chrono::hours(time.hour()) + std::chrono::minutes(time.minute());
            });
        },
        [form](const QJsonValue& value) {
            return QTime::fromString(value.toString(), form).isValid()
                ? QString()
                : SettingsFields::tr("it can be a time as 22:30.");
        }};
}

void addAppearance(std::vector<Field>& fields)
{
    const auto group = u"appearance"_s;
    fields.push_back(word(
        group, u"colours"_s, {u"system"_s, u"light"_s, u"dark"_s, u"contrast"_s},
        [](const Preferences& from) { return QJsonValue(themeName(from.theme())); },
        [](Preferences& to, const QString& value) { to.setTheme(*themeFromName(value)); }));
    QStringList languages{u"system"_s};
    for (const Language& one : availableLanguages())
        languages.append(one.code);
    fields.push_back(word(
        group, u"language"_s, languages,
        [](const Preferences& from) { return QJsonValue(from.language()); },
        [](Preferences& to, const QString& value) { to.setLanguage(value); }));
    fields.push_back(number(
        group, u"size"_s, Typography::steps.front(), Typography::steps.back(),
        [](const Preferences& from) { return QJsonValue(from.zoom()); },
        [](Preferences& to, int percent) { to.setZoom(percent); }));
    fields.push_back(text(
        group, u"interfaceFont"_s,
        [](const Preferences& from) { return QJsonValue(from.interfaceFont()); },
        [](Preferences& to, const QString& value) { to.setFonts(value, to.codeFont()); }));
    fields.push_back(text(
        group, u"codeFont"_s, [](const Preferences& from) { return QJsonValue(from.codeFont()); },
        [](Preferences& to, const QString& value) { to.setFonts(to.interfaceFont(), value); }));
    fields.push_back(flag(
        group, u"nothingMoves"_s, [](const Preferences& from) { return from.reducedMotion(); },
        [](Preferences& to, bool on) { to.setReducedMotion(on); }));
}

void addReading(std::vector<Field>& fields)
{
    static const QStringList calls{u"short"_s, u"open"_s, u"folded"_s}; // by their numbers
    fields.push_back(flag(
        u"reading"_s, u"thoughts"_s,
        [](const Preferences& from) { return from.reading().thoughtsOpen; },
        [](Preferences& to, bool on) {
            ReadingWishes wishes = to.reading();
            wishes.thoughtsOpen = on;
            to.setReading(wishes);
        }));
    fields.push_back(word(
        u"reading"_s, u"calls"_s, calls,
        [](const Preferences& from) { return QJsonValue(calls[int(from.reading().calls)]); },
        [](Preferences& to, const QString& value) {
            ReadingWishes wishes = to.reading();
            wishes.calls = ReadingWishes::Calls(calls.indexOf(value));
            to.setReading(wishes);
        }));
}

void addNotifications(std::vector<Field>& fields)
{
    const auto group = u"notifications"_s;
    for (const NoticeKind kind : noticeKinds) {
        fields.push_back(flag(
            group, noticeKindName(kind),
            [kind](const Preferences& from) { return from.notices().of(kind).on; },
            [kind](Preferences& to, bool on) {
                changeNotices(to, [&](NoticeWishes& all) { all.of(kind).on = on; });
            }));
        fields.push_back(flag(
            group, noticeKindName(kind) + "-sound"_L1,
            [kind](const Preferences& from) { return from.notices().of(kind).sound; },
            [kind](Preferences& to, bool on) {
                changeNotices(to, [&](NoticeWishes& all) { all.of(kind).sound = on; });
            }));
    }
    fields.push_back({group, u"silentServers"_s,
        [](const Preferences& from) {
            QStringList ids;
            for (const SourceId& id : from.notices().muted) {
                if (!id.value().contains(u'?')) // what follows may be a secret
                    ids.append(id.value());
            }
            ids.sort();
            return QJsonValue(QJsonArray::fromStringList(ids));
        },
        [](Preferences& to, const QJsonValue& value) {
            changeNotices(to, [&value](NoticeWishes& all) {
                all.muted.clear();
                const QJsonArray ids = value.toArray();
                for (const auto& id : ids)
                    all.muted.insert(SourceId(id.toString()));
            });
        },
        [](const QJsonValue& value) {
            const QJsonArray ids = value.toArray();
            const bool fine = value.isArray()
                && std::ranges::all_of(ids, [](const auto& id) { return id.isString(); });
            return fine ? QString() : SettingsFields::tr("it can be a list of servers.");
        }});
    fields.push_back(flag(
        group, u"quietHours"_s, [](const Preferences& from) { return from.notices().quietHours; },
        [](Preferences& to, bool on) {
            changeNotices(to, [on](NoticeWishes& all) { all.quietHours = on; });
        }));
    fields.push_back(clock(u"quietFrom"_s, &NoticeWishes::quietFrom));
    fields.push_back(clock(u"quietTo"_s, &NoticeWishes::quietTo));
    fields.push_back(flag(
        group, u"tray"_s, [](const Preferences& from) { return from.trayShown(); },
        [](Preferences& to, bool on) { to.setTrayShown(on); }));
    fields.push_back(flag(
        group, u"staysInTray"_s, [](const Preferences& from) { return from.staysInTray(); },
        [](Preferences& to, bool on) { to.setStaysInTray(on); }));
}

/** Each action by its name; keys that cannot be had are told of, one by one. */
QString troubleOfKeys(const QString& keys)
{
    if (keys.isEmpty())
        return {};
    for (const QKeySequence& one : QKeySequence::listFromString(keys)) {
        if (const QString why = KeyBindings::whyReserved(one); !why.isEmpty())
            return why;
    }
    return {};
}

void addKeys(std::vector<Field>& fields)
{
    fields.push_back(flag(
        u"keys"_s, u"single"_s, [](const Preferences& from) { return from.singleKeys(); },
        [](Preferences& to, bool on) { to.setSingleKeys(on); }));
    for (const ActionRow& row : actionTable()) {
        const QString name = QString::fromLatin1(row.name);
        const QString own = QString::fromLatin1(row.keys);
        fields.push_back({u"keys"_s, name,
            [name, own](
                const Preferences& from) { return QJsonValue(from.keys().value(name, own)); },
            [name, own](Preferences& to, const QJsonValue& value) {
                QHash<QString, QString> keys = to.keys();
                if (value.toString() == own)
                    keys.remove(name);
                else
                    keys.insert(name, value.toString());
                to.setKeys(keys);
            },
            [](const QJsonValue& value) {
                return value.isString() ? troubleOfKeys(value.toString())
                                        : SettingsFields::tr("it can be keys as Ctrl+J.");
            }});
    }
}

} // namespace

std::vector<Field> settingsFields()
{
    std::vector<Field> fields;
    addAppearance(fields);
    addReading(fields);
    addNotifications(fields);
    addKeys(fields);
    fields.push_back(flag(
        u"privacy"_s, u"tellsPresence"_s,
        [](const Preferences& from) { return from.tellsPresence(); },
        [](Preferences& to, bool on) { to.setTellsPresence(on); }));
    fields.push_back(flag(
        u"serving"_s, u"on"_s, [](const Preferences& from) { return from.serving(); },
        [](Preferences& to, bool on) { to.setServing(on); }));
    fields.push_back(number(
        u"serving"_s, u"port"_s, 1, 65'535,
        [](const Preferences& from) { return QJsonValue(int(from.servePort())); },
        [](Preferences& to, int port) { to.setServePort(quint16(port)); }));
    return fields;
}

} // namespace headgate::settingstransfer
