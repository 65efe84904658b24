// SPDX-License-Identifier: MIT
#include "core/decode/streamevent.h"
#include "core/eventlog.h"

#include <QJsonArray>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** What `--option` or a rejection said, in short: for who came second. */
QString outcomeOf(const LogDecision& decision)
{
    if (!decision.approved)
        return u"rejected"_s;
    return decision.option.isEmpty() ? u"approved"_s : "approved, "_L1 + decision.option;
}

QJsonObject payloadOf(const CheckpointRequest& request, const QString& id, Timestamp now)
{
    QJsonArray options;
    for (const LogOption& option : request.options) {
        QJsonObject one{{u"id"_s, option.id}, {u"label"_s, option.label}};
        if (!option.description.isEmpty())
            one.insert(u"description"_s, option.description);
        options.append(one);
    }
    QJsonObject payload{{u"id"_s, id}, {u"decision_point"_s, request.decisionPoint},
        {u"options"_s, options}, {u"requested_by"_s, request.requestedBy},
        {u"requested_at"_s, toMs(now)}};
    if (request.timeout)
        payload.insert(u"expires_at"_s, toMs(now + *request.timeout));
    return payload;
}

} // namespace

Expected<QString> EventLog::requestCheckpoint(const CheckpointRequest& request)
{
    const Timestamp now = m_options.now();
    const QString id = logids::checkpoint(now, m_options.random());
    StreamEvent event;
    event.type = u"checkpoint.requested"_s;
    event.streamId = request.streamId;
    event.actor = request.requestedBy;
    event.timestamp = now;
    event.payload = payloadOf(request, id, now);
    const auto written = append(std::move(event));
    if (!written)
        return written.error();
    return id;
}

const LogCheckpoint* EventLog::checkpoint(const QString& id) const
{
    return find(m_state.checkpoints, id);
}

/** The decision as it would be written, or why it is not. */
Expected<StreamEvent> EventLog::decisionFor(const CheckpointAnswer& answer) const
{
    const LogCheckpoint* known = checkpoint(answer.id);
    if (!known)
        return Issue{Issue::Code::RequestNotFound, {}, {answer.id}};
    if (known->decision)
        return Issue{
            Issue::Code::AlreadyAnswered, {}, {outcomeOf(*known->decision), known->decision->by}};
    if (known->hasExpired(m_options.now()) && !answer.evenIfExpired)
        return Issue{Issue::Code::RequestExpired, {}, {answer.id}};
    return decisionOf(answer);
}

/** It stands in the stream and the run of what it decides, and says that it comes from there. */
StreamEvent EventLog::decisionOf(const CheckpointAnswer& answer) const
{
    const LogCheckpoint& known = *checkpoint(answer.id);
    StreamEvent event;
    event.type = answer.approved ? u"checkpoint.approved"_s : u"checkpoint.rejected"_s;
    event.streamId = known.streamId;
    event.correlationId = known.correlationId;
    event.causationId = known.event;
    event.actor = answer.by;
    QJsonObject payload{{u"checkpoint_id"_s, answer.id}};
    payload.insert(answer.approved ? u"approved_by"_s : u"rejected_by"_s, answer.by);
    if (answer.approved && !answer.option.isEmpty())
        payload.insert(u"selected_option"_s, answer.option);
    if (!answer.approved && !answer.reason.isEmpty())
        payload.insert(u"reason"_s, answer.reason);
    event.payload = payload;
    if (known.hasExpired(m_options.now()))
        event.metadata.insert(u"expired"_s, true);
    return event;
}

Expected<StreamEvent> EventLog::decide(const CheckpointAnswer& answer)
{
    // Most of it before the lock is taken, so that little is left to read under it.
    if (const auto read = refresh(); !read)
        return read.error();
    auto event = decisionFor(answer);
    if (!event)
        return event;
    {
        auto hold = m_writer.hold();
        if (!hold)
            return hold.error();
        const Outcome read = readOn(&*hold);
        event = read ? decisionFor(answer) : Expected<StreamEvent>(read.error());
        if (event) {
            stamp(*event);
            if (const Outcome written = hold->write(streamevent::encode(*event)); !written)
                event = written.error();
        }
    }
    static_cast<void>(refresh());
    return event;
}

Expected<StreamEvent> EventLog::approve(const QString& id, const QString& by, const QString& option)
{
    return decide({id, true, by, option, {}, false});
}

Expected<StreamEvent> EventLog::reject(const QString& id, const QString& by, const QString& reason)
{
    return decide({id, false, by, {}, reason, false});
}

} // namespace headgate
