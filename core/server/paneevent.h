// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"
#include "core/http/httpmessage.h"

#include <QJsonObject>
#include <QString>

#include <variant>

namespace headgate {

/** One event of a session, as it is stored. */
struct StoredPaneEvent
{
    QString type; ///< "tool:start"
    QString channel; ///< "toolCalls"
    QString id;
    QJsonObject data;
    Timestamp time;
};

/** What an event may hold. */
constexpr qsizetype mostPaneBytes = 64 * 1024;

/** `{channel, data}` or `{type, data}` checked, and what is absent filled in; `offset`: the one it
 * will have. The answer otherwise: INVALID_CHANNEL or INVALID_DATA (systems.md 3.2). Pure. */
std::variant<StoredPaneEvent, HttpResponse> readPaneEvent(
    const QJsonObject& body, const QString& session, qint64 offset, Timestamp now);
/** An event of the server's own. */
StoredPaneEvent makePaneEvent(
    const QString& type, const QJsonObject& data, const QString& session, Timestamp now);
/** Fills in `id`, `sessionId` and `timestamp` where they are absent. */
void completePaneEvent(
    StoredPaneEvent& event, const QString& session, qint64 offset, Timestamp now);

/** The JSON value that stands in the store; its offset is its place. */
QByteArray storedText(const StoredPaneEvent& event);
/** As a listener or a reader of lists gets it. */
QByteArray toldText(QByteArrayView stored, qint64 offset);
/** Reads storedText(); what else may stand there becomes an event of type "other". */
StoredPaneEvent readStored(QByteArrayView stored);

} // namespace headgate
