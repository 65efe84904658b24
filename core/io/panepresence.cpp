// SPDX-License-Identifier: MIT
#include "core/io/panepresence.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <chrono>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr milliseconds answerLimit = 10s;

milliseconds steadyNow()
{
    return std::chrono::floor<milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

/** Of `{ok, data: {users}}`, `{users}` and a plain list. */
QJsonArray usersOf(const QByteArray& body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (document.isArray())
        return document.array();
    const QJsonObject object = document.object();
    const QJsonValue data = object.contains("data"_L1) ? object["data"_L1] : QJsonValue(object);
    return data.isArray() ? data.toArray() : data["users"_L1].toArray();
}

} // namespace

PanePresence::PanePresence(
    const SourceId& source, CommandClient& client, milliseconds heartbeat, QObject* parent)
    : QObject(parent)
    , m_source(source)
    , m_client(client)
{
    m_heartbeat.setInterval(heartbeat);
    connect(&m_heartbeat, &QTimer::timeout, this, &PanePresence::beat);
    m_late.setSingleShot(true);
    m_late.setTimerType(Qt::PreciseTimer);
    connect(&m_late, &QTimer::timeout, this, &PanePresence::moveLate);
}

void PanePresence::attend(const Lookup::Attend& wish, Told told)
{
    const auto known = m_places.find(wish.session);
    if (!wish.here) {
        if (known == m_places.end())
            return;
        m_leaving.insert_or_assign(wish.session, wish);
        say(wish, pane::Attendance::Act::Leave);
        m_places.erase(known);
        if (m_places.empty())
            m_heartbeat.stop();
        return;
    }
    if (known != m_places.end()) {
        known->second.wish = wish;
        if (wish.cursor)
            moved(known->second, *wish.cursor);
        return;
    }
    m_leaving.erase(wish.session);
    m_places.emplace(wish.session, Place{wish, std::move(told), {}});
    say(wish, pane::Attendance::Act::Join);
    ask(wish.session);
    if (!m_heartbeat.isActive())
        m_heartbeat.start();
}

QString PanePresence::someone() const
{
    return m_places.empty() ? QString() : m_places.begin()->second.wish.user;
}

void PanePresence::serverIsBack()
{
    m_listed = true;
    for (const auto& [session, place] : m_places) {
        say(place.wish, pane::Attendance::Act::Join);
        ask(session);
    }
    if (!m_places.empty())
        m_heartbeat.start();
}

void PanePresence::pause()
{
    m_heartbeat.stop();
    m_late.stop();
    for (const auto& [session, place] : m_places)
        say(place.wish, pane::Attendance::Act::Leave);
}

std::vector<pane::Request> PanePresence::farewell() const
{
    std::map<SessionId, Lookup::Attend> leaving = m_leaving;
    for (const auto& [session, place] : m_places)
        leaving.emplace(session, place.wish);
    std::vector<pane::Request> all;
    for (const auto& [session, wish] : leaving)
        all.push_back(pane::attendanceRequest(
            {session, pane::Attendance::Act::Leave, wish.user, wish.name, {}}));
    return all;
}

void PanePresence::beat()
{
    for (const auto& [session, place] : m_places) {
        say(place.wish, pane::Attendance::Act::Stay);
        ask(session);
    }
}

void PanePresence::say(
    const Lookup::Attend& wish, pane::Attendance::Act act, const std::optional<QPointF>& cursor)
{
    pane::Attendance attendance{wish.session, act, wish.user, wish.name, {}};
    if (cursor)
        attendance.cursor = QJsonObject{{u"x"_s, cursor->x()}, {u"y"_s, cursor->y()}};
    const pane::Request request = pane::attendanceRequest(attendance);
    const QByteArray body = QJsonDocument(request.body).toJson(QJsonDocument::Compact);
    m_client.postIdempotentJson(
        request.path, {}, body, answerLimit, 1,
        [this, session = wish.session, act](const HttpAnswer& answer) {
            if (act == pane::Attendance::Act::Leave)
                m_leaving.erase(session);
            // It forgot: the server was away for longer than it waits.
            const auto place = m_places.find(session);
            if (act == pane::Attendance::Act::Stay && answer.status == 404
                && place != m_places.end() && !std::exchange(place->second.rejoined, true))
                say(place->second.wish, pane::Attendance::Act::Join);
            else if (answer.ok() && place != m_places.end())
                place->second.rejoined = false;
        },
        this);
}

void PanePresence::ask(const SessionId& session)
{
    if (!m_listed)
        return;
    m_client.get(
        pane::attendancePath(session), {}, answerLimit, 1,
        [this, session](const HttpAnswer& answer) {
            if (answer.status == 404 || answer.status == 405)
                m_listed = answer.status != 405 && !pane::isNoRoute(answer.status, answer.body);
            const auto place = m_places.find(session);
            if (!answer.ok() || place == m_places.end())
                return;
            PaneNews news{session, false, {}};
            const QJsonObject users{{u"users"_s, usersOf(answer.body)}};
            const auto now = std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
            news.events.push_back({u"presence:roster"_s, users, now});
            place->second.told({std::move(news), {}});
        },
        this);
}

void PanePresence::moved(Place& place, const QPointF& cursor)
{
    if (const auto now = place.cursor.offer(cursor, steadyNow()))
        say(place.wish, pane::Attendance::Act::Stay, now);
    else if (!m_late.isActive())
        m_late.start(presence::cursorEvery);
}

void PanePresence::moveLate()
{
    std::optional<milliseconds> next;
    for (auto& [session, place] : m_places) {
        if (const auto cursor = place.cursor.take(steadyNow()))
            say(place.wish, pane::Attendance::Act::Stay, cursor);
        else if (const auto due = place.cursor.due())
            next = next ? std::min(*next, *due) : *due;
    }
    if (next)
        m_late.start(std::max(1ms, *next - steadyNow()));
}

} // namespace headgate
