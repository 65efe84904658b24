// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/event.h"
#include "core/domain/fact.h"

#include <QJsonArray>
#include <QJsonObject>

#include <functional>
#include <vector>

/**
 * OpenCode's second way to tell of a session: the events `session.next.*` and the messages of
 * /api/session. A message is told there in many small steps, and listed in another shape; both are
 * brought into the form of `message.updated` and `message.part.updated`, so that everything behind
 * the dialect knows that one alone. Pure. Shapes: OpenCode 1.18.
 */
namespace headgate::opencode {

bool isNext(const QString& type);
/** A piece of something that its end tells whole. */
bool isNextDelta(const QString& type);

/** When it happened, milliseconds: a number in the durable log, ISO text on the stream; 0: not
 * said. */
qint64 nextTime(const QJsonObject& body);

/** What the event says by itself; what it says of a thing is in nextThings(). */
std::vector<Fact> nextFacts(const Event& event);

/** What is known of the thing with this key (see EntityRef): its content, or nothing. */
using KnownThings = std::function<QJsonObject(const QString& key)>;

/** The things the event speaks of, each whole as it is after it, as events of origin Local. A step
 * that is told late fills in what is missing and takes nothing back. */
std::vector<Event> nextThings(const Event& event, const KnownThings& known);

/** Messages as /api/session/:id/message lists them, in the order given, as /session/:id/message
 * would. What is no message of a transcript is left out. */
QJsonArray nextPage(const SessionId& session, const QJsonArray& messages);

/** Whether a message is one of these: the older list does not name them. */
bool isNextMessage(const QJsonObject& info);

/** Permissions and questions of such sessions: asked and answered by events, lists and addresses of
 * their own. */
bool isNextRequest(const QString& type);
bool isNextAnswer(const QString& type);
Checkpoint nextRequest(const Event& asked);

/** What an event says of its session's turn. Not every turn has an end that is told: a rejection
 * without words leaves none. */
enum class NextTurn : quint8 { Unsaid, Runs, Ended };
NextTurn nextTurn(const Event& event);

} // namespace headgate::opencode
