// SPDX-License-Identifier: MIT
#include "ui/settingstransfer.h"

#include "ui/settingsfields.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeySequence>
#include <QUrlQuery>

#include <algorithm>

namespace headgate::settingstransfer {

using namespace Qt::StringLiterals;

namespace {

struct SettingsTransfer
{
    Q_DECLARE_TR_FUNCTIONS(headgate::SettingsTransfer)
};

const auto mark = u"headgate-settings"_s;

/** As a person reads it in the list of changes. */
QString shown(const QJsonValue& value)
{
    if (value.isBool())
        return value.toBool() ? SettingsTransfer::tr("on") : SettingsTransfer::tr("off");
    if (value.isDouble())
        return QString::number(value.toDouble());
    if (value.isArray()) {
        const QJsonArray all = value.toArray();
        QStringList words;
        for (const auto& one : all)
            words.append(one.toString());
        return words.isEmpty() ? SettingsTransfer::tr("none") : words.join(u", "_s);
    }
    if (value.isObject() || value.isNull())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    return value.toString().isEmpty() ? SettingsTransfer::tr("none") : value.toString();
}

/** Without what may be a secret in it. */
QUrl harmless(const QUrl& url)
{
    QUrl clean = url.adjusted(QUrl::RemoveUserInfo);
    QUrlQuery query(clean);
    for (const auto& [key, value] : query.queryItems()) {
        for (const auto word :
            {"token"_L1, "key"_L1, "secret"_L1, "pass"_L1, "auth"_L1, "sig"_L1}) {
            if (key.contains(word, Qt::CaseInsensitive))
                query.removeAllQueryItems(key);
        }
    }
    clean.setQuery(query.isEmpty() ? QString() : query.query(QUrl::FullyEncoded));
    return clean;
}

QJsonArray serversOf(const Preferences& preferences)
{
    QJsonArray servers;
    for (const SourceConfig& config : preferences.sources()) {
        QJsonObject one{{u"kind"_s, sourceKindName(config.kind)},
            {u"url"_s, harmless(config.url).toString(QUrl::FullyEncoded)}};
        if (!config.name.isEmpty())
            one.insert(u"name"_s, config.name);
        if (!config.user.isEmpty())
            one.insert(u"user"_s, config.user);
        servers.append(one);
    }
    return servers;
}

void readServer(
    const QJsonValue& value, const QString& place, const Preferences& preferences, Plan& plan)
{
    const auto problem = [&](const QString& why) {
        plan.problems.append(SettingsTransfer::tr("%1: %2").arg(place, why));
    };
    if (!value.isObject()) {
        problem(SettingsTransfer::tr("is no server."));
        return;
    }
    const QJsonObject object = value.toObject();
    for (const QString& key : object.keys()) {
        if (!QStringList{u"kind"_s, u"url"_s, u"name"_s, u"user"_s}.contains(key))
            problem(SettingsTransfer::tr("“%1” is nothing that Headgate knows.").arg(key));
    }
    const QUrl given(object["url"_L1].toString(), QUrl::StrictMode);
    const auto config = sourceOf(object["kind"_L1].toString(), object["url"_L1].toString(),
        object["name"_L1].toString(), object["user"_L1].toString());
    if (!config) {
        problem(SettingsTransfer::tr("“%1” is no address that can be followed.")
                    .arg(given.toString(QUrl::RemoveUserInfo)));
        return;
    }
    if (!given.userInfo().isEmpty())
        problem(SettingsTransfer::tr("a password stands in its address, and is not taken."));
    const auto all = preferences.sources();
    const auto known = std::ranges::find(all, config->id(), &SourceConfig::id);
    const QString where = config->url.toString();
    if (known == all.end()) {
        plan.changes.push_back(
            {SettingsTransfer::tr("Server %1").arg(where), SettingsTransfer::tr("not followed"),
                SettingsTransfer::tr("followed"), [](Preferences&) {}});
        plan.servers.push_back(*config);
    } else if (!config->name.isEmpty() && known->name != config->name) {
        plan.changes.push_back({SettingsTransfer::tr("Name of %1").arg(where), shown(known->name),
            config->name, [id = config->id(), name = config->name](Preferences& preferences_) {
                preferences_.renameSource(id, name);
            }});
    }
}

/** Keys that stand in the file a second time; empty: none do. */
QString doubled(const Field& field, const QJsonValue& value, QHash<QString, QString>& given)
{
    const QString keys = value.toString();
    if (field.group != "keys"_L1 || keys.isEmpty())
        return {};
    for (const QKeySequence& one : QKeySequence::listFromString(keys)) {
        const QString chord = one.toString(QKeySequence::PortableText);
        const QString other = given.value(chord);
        if (!other.isEmpty())
            return SettingsTransfer::tr("“%1” has these keys in the same file.").arg(other);
        given.insert(chord, field.name);
    }
    return {};
}

void readField(const Field& field, const QJsonValue& value, const Preferences& preferences,
    QHash<QString, QString>& given, Plan& plan)
{
    const QString name = field.group + u'.' + field.name;
    QString why = field.trouble(value);
    if (why.isEmpty())
        why = doubled(field, value, given);
    if (!why.isEmpty()) {
        plan.problems.append(SettingsTransfer::tr("%1 is %2: %3").arg(name, shown(value), why));
        return;
    }
    const QJsonValue before = field.get(preferences);
    if (before == value)
        return;
    plan.changes.push_back({name, shown(before), shown(value),
        [set = field.set, value](Preferences& target) { set(target, value); }});
}

void readGroup(const QString& group, const QJsonValue& value, const std::vector<Field>& fields,
    const Preferences& preferences, Plan& plan)
{
    const bool known =
        std::ranges::any_of(fields, [&group](const Field& field) { return field.group == group; });
    if (!known || !value.isObject()) {
        plan.problems.append(
            SettingsTransfer::tr("“%1” is nothing that Headgate knows.").arg(group));
        return;
    }
    const QJsonObject object = value.toObject();
    QHash<QString, QString> given; // keys, and whose they are
    for (const QString& key : object.keys()) {
        const auto field = std::ranges::find_if(
            fields, [&](const Field& one) { return one.group == group && one.name == key; });
        if (field == fields.end())
            plan.problems.append(SettingsTransfer::tr("“%1” is nothing that Headgate knows.")
                                     .arg(group + u'.' + key));
        else
            readField(*field, object[key], preferences, given, plan);
    }
}

} // namespace

QByteArray write(const Preferences& preferences)
{
    QJsonObject all{{mark, version}, {u"servers"_s, serversOf(preferences)}};
    for (const Field& field : settingsFields()) {
        QJsonObject group = all[field.group].toObject();
        group.insert(field.name, field.get(preferences));
        all.insert(field.group, group);
    }
    return QJsonDocument(all).toJson(QJsonDocument::Indented);
}

Plan read(const QByteArray& document, const Preferences& preferences)
{
    Plan plan;
    QJsonParseError error;
    const QJsonDocument json = QJsonDocument::fromJson(document, &error);
    if (document.size() > mostBytes || !json.isObject()) {
        plan.refusal = SettingsTransfer::tr("That is no file of settings: it is not written as one "
                                            "JSON object.");
        return plan;
    }
    const QJsonObject all = json.object();
    const QJsonValue form = all[mark];
    if (!form.isDouble()) {
        plan.refusal = SettingsTransfer::tr("That is no file of Headgate’s settings: it does not "
                                            "say “%1”.")
                           .arg(mark);
        return plan;
    }
    if (form.toDouble() != version) {
        plan.refusal =
            SettingsTransfer::tr("These settings are of form %1, and this Headgate knows form %2 "
                                 "only. Nothing was taken; a newer Headgate may know it.")
                .arg(form.toDouble())
                .arg(version);
        return plan;
    }
    const std::vector<Field> fields = settingsFields();
    for (const QString& key : all.keys()) {
        if (key == mark)
            continue;
        if (key != "servers"_L1) {
            readGroup(key, all[key], fields, preferences, plan);
            continue;
        }
        if (!all[key].isArray())
            plan.problems.append(SettingsTransfer::tr("“servers” is no list."));
        const QJsonArray servers = all[key].toArray();
        for (int i = 0; i < servers.size(); ++i)
            readServer(servers[i], u"servers[%1]"_s.arg(i), preferences, plan);
    }
    return plan;
}

} // namespace headgate::settingstransfer
