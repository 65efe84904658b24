// SPDX-License-Identifier: MIT
#include "core/project/paneagents.h"

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

size_t placeOf(std::vector<PaneAgent>& agents, const QString& id)
{
    const auto known = std::ranges::find(agents, id, &PaneAgent::id);
    if (known != agents.end())
        return size_t(known - agents.begin());
    agents.push_back({});
    agents.back().id = id;
    return agents.size() - 1;
}

void end(PaneAgent& agent)
{
    agent.text.clear();
    agent.tool.clear();
}

/** Servers write a share or percents. */
double share(double progress)
{
    return std::clamp(progress > 1 ? progress / 100 : progress, 0., 1.);
}

void take(PaneAgent& agent, const QJsonObject& state)
{
    agent.status = state["status"_L1].toString();
    if (state["turn"_L1].isDouble())
        agent.turn = state["turn"_L1].toInteger();
    if (state["progress"_L1].isDouble())
        agent.progress = share(state["progress"_L1].toDouble());
    agent.tool = state["currentTool"_L1].toString();
    agent.message = state["message"_L1].toString();
    agent.error = state["error"_L1].toString();
    if (agent.status == "completed"_L1 || agent.status == "error"_L1)
        end(agent);
}

} // namespace

std::optional<size_t> reduce(
    std::vector<PaneAgent>& agents, const SessionId& session, const PaneEvent& event)
{
    const QJsonObject& data = event.data;
    const QString& type = event.type;
    const bool writes = type == "chunk"_L1 || type == "container-agent:token"_L1;
    const bool tool = type == "tool:start"_L1 || type == "tool:result"_L1;
    const bool ended = type == "agent:completed"_L1 || type == "agent:error"_L1;
    if (!writes && !tool && !ended && type != "state:update"_L1 && type != "agent:turn"_L1)
        return {};
    const size_t place = placeOf(agents, data["agentId"_L1].toString(u"agent"_s));
    PaneAgent& agent = agents[place];
    const PaneAgent before = agent;
    agent.session = session;
    agent.at = std::max(agent.at, event.at);
    if (writes) {
        agent.text += data[type == "chunk"_L1 ? "text"_L1 : "delta"_L1].toString();
        agent.text = agent.text.right(PaneAgent::longestText);
        if (data["turn"_L1].isDouble())
            agent.turn = data["turn"_L1].toInteger();
    } else if (tool) {
        agent.tool = type == "tool:start"_L1 ? data["tool"_L1].toString(data["name"_L1].toString())
                                             : QString();
    } else if (type == "state:update"_L1) {
        take(agent, data);
    } else if (ended) {
        agent.status = type == "agent:error"_L1 ? u"error"_s : u"completed"_s;
        agent.error = data["error"_L1].toString();
        end(agent);
    } else if (data["turn"_L1].isDouble()) {
        agent.turn = data["turn"_L1].toInteger();
    }
    return agent == before ? std::nullopt : std::optional(place);
}

} // namespace headgate
