// SPDX-License-Identifier: MIT
#include "core/server/paneroom.h"

#include "core/server/paneanswers.h"

#include <QJsonArray>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostInputs = 256;

constexpr QLatin1StringView ownFacts[] = {
    "displayName"_L1, "avatarUrl"_L1, "cursor"_L1, "selection"_L1, "activeFile"_L1, "role"_L1};

void copyFacts(const QJsonObject& from, QJsonObject& to)
{
    for (const QLatin1StringView key : ownFacts) {
        if (from.contains(key))
            to.insert(key, from[key]);
    }
}

} // namespace

const PaneRoom::User* PaneRoom::find(const QString& id) const
{
    const auto found = std::find_if(
        m_users.begin(), m_users.end(), [&](const User& user) { return user.id == id; });
    return found == m_users.end() ? nullptr : &*found;
}

void PaneRoom::apply(const StoredPaneEvent& event, qint64 offset, Timestamp at)
{
    if (event.type == "terminal:input"_L1) {
        if (!m_inputs.contains(event.id))
            m_inputOrder.append(event.id);
        m_inputs.insert(event.id, offset);
        while (m_inputOrder.size() > mostInputs)
            m_inputs.remove(m_inputOrder.takeFirst());
        return;
    }
    if (event.channel != "presence"_L1)
        return;
    const QString id = event.data["userId"_L1].toString();
    const auto known = std::find_if(
        m_users.begin(), m_users.end(), [&](const User& user) { return user.id == id; });
    if (event.type == "presence:left"_L1) {
        if (known != m_users.end())
            m_users.erase(known);
        return;
    }
    if (known != m_users.end()) {
        known->seen = at;
        copyFacts(event.data, known->facts);
        return;
    }
    User user{id, {}, at, at};
    copyFacts(event.data, user.facts);
    m_users.push_back(user);
}

std::variant<StoredPaneEvent, HttpResponse> PaneRoom::tell(
    const QJsonObject& body, const QString& session, Timestamp now) const
{
    const QString id = body["userId"_L1].toString();
    const QString action = body["action"_L1].toString();
    if (id.isEmpty() || id.size() > 200)
        return paneanswers::invalid(u"userId is no text of 1 to 200 signs"_s);
    if (body.contains("action"_L1) && action != "join"_L1 && action != "leave"_L1
        && action != "update"_L1)
        return paneanswers::invalid(u"action is neither join nor leave"_s);
    const User* const known = find(id);
    if (action != "join"_L1 && !known)
        return paneanswers::refusal(404, "NOT_FOUND", u"%1 has not joined"_s.arg(id));
    QJsonObject data{{u"userId"_s, id}, {u"lastSeen"_s, toMs(now)}};
    QString type = u"presence:left"_s;
    if (action != "leave"_L1) {
        copyFacts(body, data);
        const bool joins = action == "join"_L1;
        type = joins ? u"presence:joined"_s : u"presence:cursor"_s;
        // 0: nothing is said about it.
        data.insert("joinedAt"_L1, joins ? toMs(known ? known->joined : now) : 0);
    }
    QJsonObject wrapped{{u"type"_s, type}, {u"data"_s, data}};
    auto checked = readPaneEvent(wrapped, session, 0, now);
    if (const auto* refusal = std::get_if<HttpResponse>(&checked))
        return *refusal;
    return StoredPaneEvent{type, u"presence"_s, {}, data, {}};
}

QStringList PaneRoom::gone(Timestamp now) const
{
    QStringList ids;
    for (const User& user : m_users) {
        if (now - user.seen > goneAfter)
            ids.append(user.id);
    }
    return ids;
}

QJsonObject PaneRoom::list(Timestamp now) const
{
    QJsonArray users;
    for (const User& user : m_users) {
        if (now - user.seen > goneAfter)
            continue;
        QJsonObject row = user.facts;
        row.insert("userId"_L1, user.id);
        row.insert("joinedAt"_L1, toMs(user.joined));
        row.insert("lastSeen"_L1, toMs(user.seen));
        row.insert("status"_L1, now - user.seen > staleAfter ? u"stale"_s : u"connected"_s);
        users.append(row);
    }
    return {{u"users"_s, users}, {u"viewerCount"_s, users.size()}};
}

std::optional<qint64> PaneRoom::offsetOf(const QString& inputId) const
{
    const auto found = m_inputs.constFind(inputId);
    return found == m_inputs.cend() ? std::nullopt : std::optional(*found);
}

} // namespace headgate
