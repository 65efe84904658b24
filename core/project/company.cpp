// SPDX-License-Identifier: MIT
#include "core/project/company.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

auto findPerson(Company& company, const QString& id)
{
    return std::ranges::find(company.people, id, &Person::id);
}

void note(Company& company, Happening happening)
{
    company.feed.insert(company.feed.begin(), std::move(happening));
    if (company.feed.size() > presence::mostHappenings)
        company.feed.pop_back();
}

QString nameOf(const QJsonObject& data)
{
    const QString name = data["displayName"_L1].toString(data["name"_L1].toString());
    return name.isEmpty() ? data["userId"_L1].toString() : name;
}

/** Who was not here comes in; a sign of life of who was. */
void enter(Company& company, const QJsonObject& data, Timestamp at)
{
    const QString id = data["userId"_L1].toString();
    auto person = findPerson(company, id);
    if (person == company.people.end()) {
        company.people.push_back({id, nameOf(data), at, at, 0, {}});
        person = company.people.end() - 1;
        note(company, {Happening::Kind::Joined, person->name, {}, at});
    }
    person->seen = std::max(person->seen, at);
    if (const QString name = nameOf(data); name != id)
        person->name = name;
    const QJsonObject cursor = data["cursor"_L1].toObject();
    if (!cursor.isEmpty())
        person->cursor = QPointF(cursor["x"_L1].toDouble(), cursor["y"_L1].toDouble());
}

bool leave(Company& company, const QString& id, Timestamp at)
{
    const auto person = findPerson(company, id);
    if (person == company.people.end())
        return false;
    note(company, {Happening::Kind::Left, person->name, {}, at});
    company.people.erase(person);
    return true;
}

/** A list of all who are there. Clocks may differ: a sign of life is new if the one it names is,
 * and how old it is tells the newest of the list. */
void enterAll(Company& company, const QJsonArray& users, Timestamp at)
{
    qint64 newest = 0;
    for (const QJsonValue& user : users)
        newest = std::max(newest, user["lastSeen"_L1].toInteger());
    for (const QJsonValue& value : users) {
        const QJsonObject user = value.toObject();
        const QString id = user["userId"_L1].toString();
        const qint64 said = user["lastSeen"_L1].toInteger();
        if (id.isEmpty())
            continue;
        const auto known = findPerson(company, id);
        if (known != company.people.end() && said != 0 && said <= known->said)
            continue; // nothing since
        const qint64 silent =
            said > 0 ? std::clamp<qint64>(newest - said, 0, presence::leavesAfter.count()) : 0;
        enter(company, user, at - std::chrono::milliseconds(silent));
        findPerson(company, id)->said = said;
    }
}

bool agentTold(Company& company, const QJsonObject& data, Timestamp at)
{
    const QString agent = data["agentId"_L1].toString(u"agent"_s);
    const QString state = data["status"_L1].toString();
    const QString before = std::exchange(company.agents[agent], state);
    if (state == before)
        return false;
    using Kind = Happening::Kind;
    if (state == "running"_L1 && before == "paused"_L1)
        note(company, {Kind::Resumed, agent, {}, at});
    else if (state == "running"_L1 || (state == "starting"_L1 && before.isEmpty()))
        note(company, {Kind::Started, agent, {}, at});
    else if (state == "paused"_L1)
        note(company, {Kind::Paused, agent, {}, at});
    else if (state == "completed"_L1)
        note(company, {Kind::Completed, agent, {}, at});
    else if (state == "error"_L1)
        note(company,
            {Kind::Failed, agent, data["error"_L1].toString(data["message"_L1].toString()), at});
    else
        return false;
    return true;
}

} // namespace

bool reduce(Company& company, const PaneEvent& event)
{
    const Company before = company;
    if (event.type == "presence:joined"_L1 || event.type == "presence:cursor"_L1) {
        if (!event.data["userId"_L1].toString().isEmpty())
            enter(company, event.data, event.at);
    } else if (event.type == "presence:left"_L1) {
        leave(company, event.data["userId"_L1].toString(), event.at);
    } else if (event.type == "presence:roster"_L1) {
        enterAll(company, event.data["users"_L1].toArray(), event.at);
    } else if (event.type == "state:update"_L1) {
        agentTold(company, event.data, event.at);
    } else {
        return false;
    }
    return !(before == company);
}

bool expire(Company& company, Timestamp now)
{
    std::vector<QString> gone;
    for (const Person& person : company.people) {
        if (now - person.seen > presence::leavesAfter)
            gone.push_back(person.id);
    }
    for (const QString& id : gone)
        leave(company, id, now);
    return !gone.empty();
}

Avatars avatars(const Company& company, const QString& self, Timestamp now)
{
    std::vector<Person> there;
    std::ranges::copy_if(company.people, std::back_inserter(there),
        [now](const Person& person) { return now - person.seen <= presence::leavesAfter; });
    std::ranges::stable_sort(there, {}, &Person::joined);
    std::stable_partition(
        there.begin(), there.end(), [&](const Person& person) { return person.id == self; });
    Avatars out;
    out.watching = there.size();
    out.more = there.size() > presence::mostAvatars ? there.size() - presence::mostAvatars : 0;
    for (const Person& person : there) {
        if (out.shown.size() == presence::mostAvatars)
            break;
        out.shown.push_back({person.id, person.name, person.id == self,
            person.id != self && now - person.seen > presence::fadesAfter});
    }
    return out;
}

std::optional<QPointF> CursorThrottle::offer(const QPointF& position, std::chrono::milliseconds now)
{
    m_held = position;
    return take(now);
}

std::optional<QPointF> CursorThrottle::take(std::chrono::milliseconds now)
{
    if (!m_held || (m_last && now - *m_last < presence::cursorEvery))
        return {};
    m_last = now;
    return std::exchange(m_held, {});
}

std::optional<std::chrono::milliseconds> CursorThrottle::due() const
{
    return m_held && m_last ? std::optional(*m_last + presence::cursorEvery) : std::nullopt;
}

} // namespace headgate
