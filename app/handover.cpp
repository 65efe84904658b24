// SPDX-License-Identifier: MIT
#include "app/handover.h"

#include "core/domain/sourcetext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr int version = 1;
constexpr qsizetype mostSources = 32;
constexpr qsizetype longestWord = 4096;

/** A word that can stand on a command line. */
bool isWord(const QJsonValue& value)
{
    const QString text = value.toString();
    return value.isString() && text.size() <= longestWord
        && std::ranges::none_of(text, [](QChar c) { return c.unicode() < 0x20 || c.isNull(); });
}

/** Whoever knows of no messages does not name one. */
bool mayBeWord(const QJsonValue& value)
{
    return value.isUndefined() || isWord(value);
}

} // namespace

QByteArray handoverLine(const Handover& handover)
{
    QJsonArray sources;
    for (const SourceConfig& config : handover.sources)
        sources.append(QJsonObject{{u"source"_s, config.id().value()}, {u"user"_s, config.user}});
    const QJsonObject line{{u"headgate"_s, version}, {u"sources"_s, sources},
        {u"session"_s, handover.place.session.value()},
        {u"message"_s, handover.place.message.value()}, {u"part"_s, handover.place.part.value()},
        {u"activationToken"_s, handover.activationToken}};
    return QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
}

std::optional<Handover> handoverFromLine(const QByteArray& line)
{
    if (line.size() > longestHandover)
        return {};
    const QJsonObject said = QJsonDocument::fromJson(line).object();
    const QJsonArray sources = said["sources"_L1].toArray();
    if (said["headgate"_L1].toInt() != version || !said["sources"_L1].isArray()
        || sources.size() > mostSources || !isWord(said["session"_L1])
        || !isWord(said["activationToken"_L1]) || !mayBeWord(said["message"_L1])
        || !mayBeWord(said["part"_L1]))
        return {};
    Handover handover;
    handover.place = {SessionId(said["session"_L1].toString()),
        MessageId(said["message"_L1].toString()), PartId(said["part"_L1].toString())};
    handover.activationToken = said["activationToken"_L1].toString();
    for (const QJsonValue& one : sources) {
        const QString text = one["source"_L1].toString();
        if (!isWord(one["source"_L1]) || !isWord(one["user"_L1]) || !namesItsKind(text))
            return {};
        auto config = sourceFromText(text);
        if (!config)
            return {};
        config->user = one["user"_L1].toString();
        config->password.clear();
        handover.sources.push_back(*config);
    }
    return handover;
}

} // namespace headgate
