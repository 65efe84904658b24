// SPDX-License-Identifier: MIT
#pragma once

#include "core/decode/opencode.h"
#include "core/decode/opencodenext.h"
#include "core/decode/opencodenextparts.h"

#include <algorithm>

namespace headgate::opencode::next {

using namespace Qt::StringLiterals;

/** One event, what was known before it, and the things that came out of it. */
class Step
{
public:
    Step(const Event& event, const KnownThings& known)
        : body(event.body)
        , at(nextTime(event.body))
        , m_event(event)
        , m_known(known)
    {
        const QString id = body["assistantMessageID"_L1].toString(body["messageID"_L1].toString());
        place = {event.session.value(), id};
    }

    const QJsonObject& body;
    const qint64 at;
    Place place;
    std::vector<Event> out;

    QJsonObject object(QLatin1StringView key) const { return body[key].toObject(); }
    QString string(QLatin1StringView key) const { return body[key].toString(); }
    QJsonObject known(const QString& key) const { return m_known(key); }
    QJsonObject knownPart(const QString& name) const { return m_known("p:"_L1 + place.part(name)); }
    /** The message as it is known; one whose begin was missed begins here. */
    QJsonObject message(QLatin1StringView role) const
    {
        QJsonObject info = m_known("m:"_L1 + place.message);
        return info.isEmpty() ? next::message(place, role, at) : info;
    }

    void tellMessage(const QJsonObject& info)
    {
        tell(u"message.updated"_s, {{u"sessionID"_s, place.session}, {u"info"_s, info}});
    }
    void tellPart(const QJsonObject& part)
    {
        tell(u"message.part.updated"_s, {{u"sessionID"_s, place.session}, {u"part"_s, part}});
    }
    void tellStatus(const QJsonObject& status)
    {
        tell(u"session.status"_s, {{u"sessionID"_s, place.session}, {u"status"_s, status}});
    }
    void tellStatus(QLatin1StringView type) { tellStatus({{u"type"_s, type}}); }
    /** A retry that got through goes on. */
    void workGoesOn()
    {
        if (m_known(u"status"_s)["type"_L1].toString() == "retry"_L1)
            tellStatus("busy"_L1);
    }
    /** The session as it is known, with what `edit` changes; one that nobody described yet is left
     * to the list. */
    template <typename Edit>
    void editSession(Edit edit)
    {
        QJsonObject info = m_known(u"session"_s);
        if (info.isEmpty())
            return;
        edit(info);
        QJsonObject time = info["time"_L1].toObject();
        time.insert(u"updated"_s, std::max(time["updated"_L1].toInteger(), at));
        info.insert(u"time"_s, time);
        tell(u"session.updated"_s, {{u"sessionID"_s, place.session}, {u"info"_s, info}});
    }

private:
    void tell(const QString& type, const QJsonObject& properties)
    {
        Event made = makeEvent(m_event.source, m_event.directory, type, properties, m_event.time);
        made.origin = Origin::Local;
        out.push_back(std::move(made));
    }

    const Event& m_event;
    const KnownThings& m_known;
};

inline void setTime(QJsonObject& object, const QString& key, qint64 at)
{
    QJsonObject time = object["time"_L1].toObject();
    time.insert(key, at);
    object.insert(u"time"_s, time);
}

// Calls: what a person ran, and what the agent did.
void shellStarted(Step& s);
void shellEnded(Step& s);
void toolInputStarted(Step& s);
void toolInputEnded(Step& s);
void toolCalled(Step& s);
void toolProgress(Step& s);
void toolSucceeded(Step& s);
void toolFailed(Step& s);

} // namespace headgate::opencode::next
