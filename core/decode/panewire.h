// SPDX-License-Identifier: MIT
#pragma once

#include "core/decode/sseparser.h"
#include "core/domain/expected.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

/** The AgentPane dialect: frames and rows of its session streams, and where they are asked for.
 * Pure; any thread. */
namespace headgate::pane {

/** What an event is about. The first six are the channels of a session stream. */
enum class Channel : quint8 {
    Chunks,
    ToolCalls,
    Presence,
    Terminal,
    Workflow,
    AgentState,
    Agent,
    ContainerAgent,
    Plan,
    TaskCreation,
    Sandbox,
    Connection, ///< the greeting of a connection: no event of the session
    Other, ///< not known; kept, and shown as it came
};

struct Wire
{
    QString type; ///< upstream's word: "tool:start"
    Channel channel = Channel::Other;
    QJsonObject data;
    Timestamp time; ///< as it says, else when it arrived
    std::optional<qint64> offset; ///< in its session, from 0; empty: not said
    QByteArray raw; ///< JSON: `type`, `data`, `timestamp`, `offset`

    friend bool operator==(const Wire&, const Wire&) = default;
};

struct WireType
{
    const char* name;
    Channel channel;
    const char* needs; ///< keys of `data`, by spaces; "a|b": one of them
};

/** Every type that is known, for a look at each. */
const std::vector<WireType>& wireTypes();

/** The name of a channel as it stands in `{channel, data}`; empty for those that are none. */
QString channelName(Channel channel);

/** One frame of a stream, whose type is in its data or is the frame's own name. Errors: BadFrame;
 * the stream goes on. */
Expected<Wire> wireFromFrame(const SseFrame& frame, Timestamp arrived);
/** An element of a list of events. Errors: BadFrame. */
Expected<Wire> wireFromRow(const QJsonObject& row, Timestamp arrived);
/** What `data` lacks that its type needs; empty: nothing. */
QString missingIn(const Wire& wire);

/** The id of the message that a line of a terminal is shown as; a sender knows its own by it. */
QString lineMessage(const QString& line);

/** Milliseconds or ISO 8601; the epoch where it is neither. */
Timestamp timeFrom(const QJsonValue& value);

/** A page of a session's events. */
struct HistoryPage
{
    std::vector<QJsonObject> rows;
    std::optional<qint64> next; ///< where the next one begins; empty: it was not said
    bool more = false;

    friend bool operator==(const HistoryPage&, const HistoryPage&) = default;
};

/** Of any of the shapes in use; nothing where it is none of them. */
std::optional<HistoryPage> historyPage(const QJsonDocument& body);

/** The code of `{ok: false, error: {code}}`; empty: none. */
QString errorCode(const QByteArray& body);

/** Where one kind of server has its streams. `%1`: the session; `%2`: the offset. */
struct Layout
{
    const char* name; ///< as a person names it
    const char* stream;
    const char* history; ///< the same, inclusive; with a limit
};

const std::vector<Layout>& layouts();
/** Its place in layouts(); empty: no such name. */
std::optional<size_t> layoutNamed(QStringView name);
/** Both names of the offset are sent: each kind of server reads one of them. */
QString streamPath(const Layout& layout, const QString& session, qint64 from);
QString historyPath(const Layout& layout, const QString& session, qint64 from);

} // namespace headgate::pane
