// SPDX-License-Identifier: MIT
// The part of OpenCodeSource that follows sessions which are run over the server's newer API.
#include "core/decode/opencodenext.h"
#include "core/io/opencodesource.h"
#include "core/project/sessions.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

#include <algorithm>
#include <chrono>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr milliseconds answerLimit = 10s;
constexpr int tries = 3;
/** Between two looks at who works: short while something happens, longer while nothing does. */
constexpr milliseconds patience = 3s;
constexpr milliseconds longest = 30s;

QString encoded(const QString& text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

} // namespace

/** Requests look alike by their ids; which of the two APIs takes the answer is told by where they
 * were asked. */
void OpenCodeSource::noteRequests(const std::vector<SourceItem>& items)
{
    const auto note = [this](const Event& event) {
        if (opencode::isNextRequest(event.type))
            m_nextRequests.insert(RequestId(event.body["id"_L1].toString()));
    };
    for (const SourceItem& item : items) {
        if (const auto* event = std::get_if<Event>(&item)) {
            note(*event);
        } else if (const auto* listed = std::get_if<RequestsListed>(&item)) {
            for (const Event& asked : listed->asked)
                note(asked);
        }
    }
}

void OpenCodeSource::noteTurn(const Event& event)
{
    if (opencode::isNextRequest(event.type))
        m_nextRequests.insert(RequestId(event.body["id"_L1].toString()));
    const opencode::NextTurn turn = opencode::nextTurn(event);
    if (turn == opencode::NextTurn::Ended || event.type == "session.deleted"_L1) {
        m_nextTurns.remove(event.session);
    } else if (turn == opencode::NextTurn::Runs) {
        m_nextTurns.insert(event.session, {event.directory, ++m_nextTold});
        if (!m_whoWorks.isActive() || m_whoWorks.remainingTime() > patience.count())
            m_whoWorks.start(patience);
    }
}

void OpenCodeSource::noteActive(const QSet<SessionId>& sessions)
{
    for (const SessionId& session : sessions) {
        if (!m_nextTurns.contains(session))
            m_nextTurns.insert(session, {{}, ++m_nextTold});
    }
    if (!m_nextTurns.isEmpty())
        m_whoWorks.start(patience);
}

/** A turn that a rejection ended, or that never came to its first step, says nothing of its end. */
void OpenCodeSource::askWhoWorks()
{
    if (!live() || m_nextTurns.isEmpty())
        return;
    const qint64 asked = m_nextTold;
    m_client.get(
        u"/api/session/active"_s, {}, answerLimit, tries,
        [this, asked](const HttpAnswer& answer) {
            const QJsonValue data = QJsonDocument::fromJson(answer.body).object()["data"_L1];
            std::vector<SourceItem> ended;
            if (answer.ok() && data.isObject()) {
                m_nextTurns.removeIf([&](const auto& it) {
                    if (it.value().told > asked || data.toObject().contains(it.key().value()))
                        return false;
                    const QJsonObject idle{{u"type"_s, u"idle"_s}};
                    ended.push_back(
                        opencode::makeEvent(m_id, it.value().directory, u"session.status"_s,
                            {{u"sessionID"_s, it.key().value()}, {u"status"_s, idle}}, now()));
                    return true;
                });
            }
            if (!ended.empty())
                m_host.take(m_id, std::move(ended));
            const milliseconds before(m_whoWorks.interval());
            if (!m_nextTurns.isEmpty())
                m_whoWorks.start(asked == m_nextTold ? std::min(2 * before, longest) : patience);
        },
        m_reads.get());
}

void OpenCodeSource::fetchNextMessage(
    const SessionId& session, const MessageId& message, qint64 fence)
{
    m_client.get(
        u"/api/session/%1/message/%2"_s.arg(encoded(session.value()), encoded(message.value())), {},
        answerLimit, tries,
        [this, session, message, fence](const HttpAnswer& answer) {
            const QJsonObject body = QJsonDocument::fromJson(answer.body).object();
            std::vector<Event> events;
            if (answer.ok() && body["data"_L1].isObject()) {
                events = OpenCodeSnapshot::messageEvents(
                    m_id, opencode::nextPage(session, {body["data"_L1]}), now());
            }
            m_host.take(m_id, {MessageFetched{{m_id, session}, std::move(events), fence, message}});
        },
        m_reads.get());
}

} // namespace headgate
