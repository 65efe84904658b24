// SPDX-License-Identifier: MIT
#pragma once

#include "core/decode/panewire.h"
#include "core/domain/event.h"

#include <QHash>
#include <QJsonObject>
#include <QSet>

#include <vector>

namespace headgate::pane {

/** The words of one agent in one turn, still being written. */
struct OpenTurn
{
    qint64 turn = 0;
    bool text = false; ///< its text has begun

    friend bool operator==(const OpenTurn&, const OpenTurn&) = default;
};

/** A tool call whose result has not come. */
struct OpenTool
{
    QString message;
    QString tool;
    QJsonObject input;
    qint64 started = 0; ///< ms

    friend bool operator==(const OpenTool&, const OpenTool&) = default;
};

/** A question that waits: what its answer is named by, and what it offered. */
struct AskedQuestion
{
    QString name; ///< its header, else its words
    QStringList labels;

    friend bool operator==(const AskedQuestion&, const AskedQuestion&) = default;
};

/**
 * What of a session's events has to be remembered to understand the next one; small, and kept with
 * the offset it belongs to. Everything else is in what was told.
 */
struct Story
{
    QHash<QString, OpenTurn> turns; ///< by agent
    QHash<QString, qint64> counted; ///< the turn an agent said it is in
    QHash<QString, OpenTool> tools; ///< by id
    QHash<QString, QString> waiting; ///< task, or kind of question -> request
    QHash<QString, std::vector<AskedQuestion>> questions; ///< by request, while it waits
    QSet<QString> running; ///< agents at work

    bool isEmpty() const;
    QJsonObject toJson() const;
    static Story fromJson(const QJsonObject& json);
    friend bool operator==(const Story&, const Story&) = default;
};

/**
 * What one event of a session says, to be committed together: the event as it came, with its offset
 * as `seq`, and what it means in the terms every other source is told in. Messages are kept by
 * agent and turn ("<agent>-<turn>"), tool calls are their parts. A text part that ends or begins
 * again names no text: it is what its pieces gave. Deterministic.
 */
std::vector<Event> tell(
    Story& story, const SourceId& source, const SessionId& session, const Wire& wire);

/** A row of the list of sessions, as an event that describes it. Empty without an id. */
std::vector<Event> describeSession(const SourceId& source, const QJsonObject& row, Timestamp at);

} // namespace headgate::pane
