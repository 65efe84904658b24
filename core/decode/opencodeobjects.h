// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/fact.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

/** Field by field: JSON of OpenCode and of this client's own local events into values. Pure; never
 * fails, missing is empty. */
namespace headgate::opencode {

Timestamp timeOf(const QJsonValue& ms);
std::optional<Timestamp> optionalTimeOf(const QJsonValue& ms);

/** The words of an error object, whichever of the server's three shapes it has. */
QString errorText(const QJsonObject& error);
QString errorName(const QJsonObject& error);

/** What models take, by "provider/model", out of the list of providers. */
QHash<QString, qint64> limits(const QJsonObject& providers);

QJsonObject toJson(const Mark& mark);
Mark markFromJson(const QJsonObject& json);
QJsonArray toJson(const Answers& answers);
Answers answersFromJson(const QJsonArray& json);
QJsonObject toJson(const DecisionStep& step, Timestamp at);
DecisionStep decisionFromJson(const SourceId& source, const QJsonObject& json);

} // namespace headgate::opencode
