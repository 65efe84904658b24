// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/httpmessage.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QString>

/** The answers of sessions with channels, all of them JSON (systems.md 3.2). Pure. */
namespace headgate::paneanswers {

/** `{ok: false, error: {code, message, details?}}`. */
HttpResponse refusal(
    int status, const char* code, const QString& message, const QJsonObject& details = {});
/** A refusal of the server's own rules in this API's words. */
HttpResponse worded(const HttpResponse& plain);
/** 429, told when the next one may come. */
HttpResponse limited(int limit, qint64 retryAfter);
/** `{ok: true, data}`, and what else stands beside. */
HttpResponse ok(const QJsonValue& data, QJsonObject beside = {}, int status = 200);
/** `{ok: true, offset}`. */
HttpResponse written(qint64 offset);
/** What a write says when the disk refused it. */
HttpResponse notStored();

HttpResponse noSession(const QString& id);
HttpResponse noStream(const QString& id);
HttpResponse sessionClosed(const QString& id);
HttpResponse invalid(const QString& message);

/** Of an object, without spaces. */
QByteArray compact(const QJsonObject& object);

} // namespace headgate::paneanswers
