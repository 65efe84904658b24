// SPDX-License-Identifier: MIT
#pragma once

#include "core/decode/panestory.h"
#include "core/domain/checkpoint.h"
#include "core/domain/prompt.h"

#include <QJsonObject>

#include <optional>
#include <vector>

/** What is sent to an AgentPane server, and what its answers mean (systems.md 3.2). Pure. */
namespace headgate::pane {

struct Request
{
    QString path; ///< percent-encoded, with its query
    QJsonObject body;

    friend bool operator==(const Request&, const Request&) = default;
};

/** An event of one of the six channels, for everybody who listens. */
Request publication(const SessionId& session, Channel channel, const QJsonObject& data);

/** A person's line, under the id it was begun with. */
Request inputRequest(const Prompt& prompt);

/** How a decision leaves. */
struct Answering
{
    /** The same wish in the ways that servers know, best first: the next one is for a server that
     * has no such route. Empty: `issue` says why. */
    std::vector<Request> ways;
    /** No event will tell of it: the server's answer is its outcome. */
    bool settles = false;
    Issue issue{};
};

/** `story`: of its session; `by`: who decides, as others read it. Issues: RequestNotFound. */
Answering answering(const Decision& decision, const Story& story, const QString& by, Timestamp now);

struct Attendance
{
    enum class Act : quint8 { Join, Stay, Leave };

    SessionId session;
    Act act = Act::Stay;
    QString user;
    QString name; ///< as others see it; empty: `user`
    std::optional<QJsonObject> cursor{}; ///< {x, y}
};

Request attendanceRequest(const Attendance& attendance);
/** Of the list of those present. */
QString attendancePath(const SessionId& session);

/** Whether an answer with this status says that there is no such route, rather than no such thing.
 */
bool isNoRoute(int status, const QByteArray& body);

/** What the server refused, of an answer that came. None: it did it. `{ok: false}` is a refusal
 * whatever its status. HttpError: args: status, the server's own word, files it names. */
Issue refusal(const SourceId& source, int status, const QByteArray& body);

/** `{ok: true, offset}`. */
std::optional<qint64> offsetOf(const QByteArray& body);

} // namespace headgate::pane
