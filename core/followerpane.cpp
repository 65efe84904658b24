// SPDX-License-Identifier: MIT
#include "core/follower.h"

#include <QJsonDocument>

namespace headgate {

using namespace Qt::StringLiterals;

/** Fills in what an event of numbered sessions leaves to who kept the ones before it, and moves
 * the place its session was read up to. */
void Follower::completePane(Event& event)
{
    const SessionKey key{m_id, event.session};
    if (event.seq && *event.seq > m_cursors.value(event.session, -1)) {
        m_cursors.insert(event.session, *event.seq);
        m_history.setCursor(key, *event.seq);
        m_status.lastSeq = std::max(m_status.lastSeq, *event.seq);
    }
    if (event.origin == Origin::Local && event.type == "headgate.mark"_L1) {
        ++m_status.gaps;
        m_status.repaired += event.body["mark"_L1]["count"_L1].toInt();
    }
    const auto put = [&](QLatin1StringView name, QJsonObject object) {
        Event whole = opencode::makeEvent(m_id, {}, event.type,
            {{u"sessionID"_s, event.session.value()}, {QString(name), object}}, event.time);
        whole.origin = event.origin;
        whole.id = event.id;
        event = std::move(whole);
    };
    if (event.type == "message.updated"_L1) {
        // It ended, or its agent took it up again: it stands where it began.
        const QByteArray raw = m_history.rawOf(key, event.entity.key);
        QJsonObject info = event.body["info"_L1].toObject();
        if (raw.isEmpty())
            return;
        QJsonObject time = info["time"_L1].toObject();
        time.insert("created"_L1, opencode::bodyOf(raw)["info"_L1]["time"_L1]["created"_L1]);
        info.insert("time"_L1, time);
        put("info"_L1, info);
    } else if (event.type == "message.part.updated"_L1) {
        QJsonObject part = event.body["part"_L1].toObject();
        if (part["type"_L1].toString() != "text"_L1 || part.contains("text"_L1))
            return;
        const auto live = m_live.parts.constFind(PartId(part["id"_L1].toString()));
        const QByteArray raw = m_history.rawOf(key, event.entity.key);
        const QJsonObject known =
            raw.isEmpty() ? QJsonObject() : opencode::bodyOf(raw)["part"_L1].toObject();
        part.insert(
            "text"_L1, live != m_live.parts.cend() ? live->text : known["text"_L1].toString());
        QJsonObject time = part["time"_L1].toObject();
        if (known["time"_L1]["start"_L1].isDouble())
            time.insert("start"_L1, known["time"_L1]["start"_L1]);
        part.insert("time"_L1, time);
        put("part"_L1, part);
    }
}

} // namespace headgate
