// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"
#include "core/domain/event.h"
#include "core/domain/message.h"
#include "core/domain/session.h"

#include <QJsonObject>
#include <QString>

/** The JSON that the CLI prints. Field names are a promise: they are added to, never renamed. Times
 * are Unix milliseconds. */
namespace headgate::cli {

QJsonObject toJson(const Session& session);
QJsonObject toJson(const Checkpoint& checkpoint);
QJsonObject toJson(const EventRow& row);
QJsonObject toJson(const MessageWithParts& message);

QString line(const QJsonObject& object);

} // namespace headgate::cli
