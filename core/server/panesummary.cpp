// SPDX-License-Identifier: MIT
#include "core/server/panesummary.h"

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** The tokens that an event speaks of; 0: of none. */
qint64 tokensIn(const QJsonObject& data)
{
    for (const QLatin1StringView key : {"tokensUsed"_L1, "totalTokens"_L1, "tokens"_L1}) {
        if (data[key].isDouble())
            return std::max<qint64>(0, data[key].toInteger());
    }
    const QJsonObject usage = data["usage"_L1].toObject();
    return std::max<qint64>(0,
        usage["inputTokens"_L1].toInteger(usage["input_tokens"_L1].toInteger())
            + usage["outputTokens"_L1].toInteger(usage["output_tokens"_L1].toInteger()));
}

/** How it ended, as this event has it; empty: it does not say. */
QString finalIn(const StoredPaneEvent& event)
{
    const QString what = event.type.section(u':', 1);
    const QString status = event.data["status"_L1].toString();
    const bool ofAgent = event.channel == "agent"_L1 || event.channel == "containerAgent"_L1;
    if (event.type == "state:update"_L1)
        return status == "completed"_L1 ? u"success"_s : status == "error"_L1 ? u"failed"_s : u""_s;
    if (!ofAgent)
        return {};
    if (what == "cancelled"_L1 || (what == "complete"_L1 && status == "cancelled"_L1))
        return u"cancelled"_s;
    if (what == "complete"_L1 || what == "completed"_L1)
        return u"success"_s;
    return what == "error"_L1 ? u"failed"_s : QString();
}

} // namespace

void PaneSummary::add(const StoredPaneEvent& event)
{
    if (event.channel != "presence"_L1) {
        m_first = isKnown(m_first) ? std::min(m_first, event.time) : event.time;
        m_last = std::max(m_last, event.time);
    }
    const QJsonObject& data = event.data;
    const QString what = event.type.section(u':', 1);
    const bool ends = what == "complete"_L1 || what == "completed"_L1;
    const bool counts =
        ends || what == "turn"_L1 || event.type == "state:update"_L1 || event.type == "chunk"_L1;
    if (counts && (event.channel != "plan"_L1 || !data.contains("interactionId"_L1))) {
        Agent& agent = m_agents[data["agentId"_L1].toString(data["taskId"_L1].toString())];
        agent.turns =
            std::max({agent.turns, data["turn"_L1].toInteger(), data["turnCount"_L1].toInteger()});
        if (ends)
            agent.told = std::max(agent.told, tokensIn(data));
        else
            agent.tokens += tokensIn(data);
    }
    if (event.type == "container-agent:file_changed"_L1) {
        m_files.insert(data["path"_L1].toString());
        m_added += std::max<qint64>(0, data["additions"_L1].toInteger());
        m_removed += std::max<qint64>(0, data["deletions"_L1].toInteger());
    }
    // Closing a session says so of whatever came before.
    const QString final = finalIn(event);
    const bool closing = data["reason"_L1].toString() == "session_closed"_L1;
    if (!final.isEmpty() && (m_final.isEmpty() || !closing))
        m_final = final;
}

QJsonObject PaneSummary::toJson() const
{
    qint64 turns = 0;
    qint64 tokens = 0;
    for (const Agent& agent : m_agents) {
        turns += agent.turns;
        tokens += agent.told > 0 ? agent.told : agent.tokens;
    }
    const milliseconds duration = m_last - m_first;
    return {{u"durationMs"_s, qint64(duration.count())}, {u"duration"_s, durationText(duration)},
        {u"turnsCount"_s, turns}, {u"tokensUsed"_s, tokens}, {u"tokens"_s, tokenText(tokens)},
        {u"filesModified"_s, m_files.size()}, {u"linesAdded"_s, m_added},
        {u"linesRemoved"_s, m_removed},
        {u"finalStatus"_s, m_final.isEmpty() ? QJsonValue() : QJsonValue(m_final)}};
}

QString tokenText(qint64 tokens)
{
    // What would be rounded up to the next unit is written in it.
    if (tokens < 1000)
        return QString::number(tokens);
    if (tokens < 999'950)
        return QString::number(double(tokens) / 1e3, 'f', 1) + u'k';
    return QString::number(double(tokens) / 1e6, 'f', 1) + u'M';
}

QString durationText(milliseconds duration)
{
    const qint64 seconds = std::max<qint64>(0, duration.count() / 1000);
    if (seconds >= 3600)
        return u"%1h %2m"_s.arg(seconds / 3600).arg(seconds / 60 % 60);
    if (seconds >= 60)
        return u"%1m %2s"_s.arg(seconds / 60).arg(seconds % 60);
    return u"%1s"_s.arg(seconds);
}

} // namespace headgate
