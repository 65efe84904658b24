// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonArray>
#include <QJsonObject>

/** Messages and parts of `session.next.*` in the form of `message.updated`, alike from events and
 * from lists. Pure; never fails, missing is empty. */
namespace headgate::opencode::next {

/** One message and, within it, one part. Text and calls are numbered anew in each message. */
struct Place
{
    QString session;
    QString message;
    QString part(const QString& name) const { return message + u'/' + name; }
};

QJsonObject message(const Place& place, QLatin1StringView role, qint64 created);
QJsonObject part(const Place& place, const QString& id, QLatin1StringView type);
/** `start` > 0: it is still being written. */
QJsonObject text(const Place& place, const QString& name, const QString& words, qint64 start = 0);
/** Words of the server's own. */
QJsonObject synthetic(const Place& place, const QString& words);
/** A person's words, files and agents: `prompt` as in the event and in the list. */
QJsonArray promptParts(const Place& place, const QJsonObject& prompt);
QJsonObject toolPart(const Place& place, const QString& call, const QString& tool);
/** What a person ran: its call names no message where it ends. */
QString shellPart(const QString& call);

/** What a tool printed, as text. */
QString output(const QJsonArray& content, const QJsonObject& structured);
/** Puts into a tool's state how it ended, or how far it is. */
void setResult(QJsonObject& state, const QString& status, const QJsonObject& result);
/** What a finished call did to files; `input`: its arguments. */
QJsonArray changes(const QJsonObject& input, const QJsonObject& structured);
QJsonObject inputOf(const QString& text);

/** An error in the older shape. Ending a turn is told as an error of type "unknown", by its words
 * alone. */
QJsonObject error(const QJsonObject& told);
bool wasInterrupted(const QJsonObject& error);

} // namespace headgate::opencode::next
