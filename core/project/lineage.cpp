// SPDX-License-Identifier: MIT
#include "core/project/lineage.h"

#include <QJsonObject>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

using Kind = LineageNode::Kind;

/** The node, made if it is not there; what is told better than before is taken. */
void tell(Lineage& state, const QString& id, Kind kind, const QString& label, bool told)
{
    const auto at = state.byId.constFind(id);
    if (at == state.byId.constEnd()) {
        state.byId.insert(id, qsizetype(state.nodes.size()));
        state.nodes.push_back({id, kind, label, told});
        return;
    }
    LineageNode& node = state.nodes[size_t(*at)];
    if (node.kind == Kind::Unknown || (told && !node.told))
        node.kind = kind == Kind::Unknown ? node.kind : kind;
    if (node.label.isEmpty())
        node.label = label;
    node.told = node.told || told;
}

void join(Lineage& state, const QString& parent, const QString& child, LineageRule rule,
    const EventId& event)
{
    if (parent.isEmpty() || child.isEmpty())
        return;
    tell(state, parent, Kind::Unknown, {}, false);
    tell(state, child, Kind::Unknown, {}, false);
    const QString key = parent + u'\n' + child + u'\n' + QString::number(int(rule));
    if (state.known.contains(key))
        return;
    state.known.insert(key);
    state.edges.push_back({parent, child, rule, event});
}

/** An event becomes a node when a cause is told of it, or when it turns out to be one. */
void readCause(Lineage& state, const StreamEvent& event)
{
    const auto key = [](const EventId& id) { return quint64(qHash(id.value(), 0)); };
    qsizetype type = state.types.indexOf(event.type);
    if (type < 0) {
        type = state.types.size();
        state.types.append(event.type);
    }
    state.events.insert(key(event.id), int(type));
    if (state.byId.contains(event.id.value()))
        tell(state, event.id.value(), Kind::Event, event.type, true);
    if (event.causationId.isEmpty())
        return;
    tell(state, event.id.value(), Kind::Event, event.type, true);
    const auto cause = state.events.constFind(key(event.causationId));
    const bool told = cause != state.events.constEnd();
    tell(state, event.causationId.value(), Kind::Event, told ? state.types[*cause] : QString(),
        told);
    join(state, event.causationId.value(), event.id.value(), LineageRule::Causation, event.id);
}

void readSession(Lineage& state, const StreamEvent& event)
{
    const QString id = event.payload["id"_L1].toString();
    if (id.isEmpty())
        return;
    tell(state, id, Kind::Session, event.payload["title"_L1].toString(), true);
    join(state, event.payload["parentID"_L1].toString(), id, LineageRule::SessionParent, event.id);
}

void readSpawn(Lineage& state, const StreamEvent& event)
{
    const QString oldParent = event.payload["parentSessionId"_L1].toString();
    QString id = event.payload["id"_L1].toString();
    // The first version says it of the session the event is about.
    if (id.isEmpty() && !oldParent.isEmpty())
        id = event.streamId;
    if (id.isEmpty())
        return;
    QString agent = event.payload["agent"_L1].toString();
    if (agent.isEmpty() && !oldParent.isEmpty())
        agent = event.actor;
    tell(state, id, Kind::Agent, agent, true);
    join(state, event.payload["parent_session_id"_L1].toString(), id, LineageRule::Spawn, event.id);
    join(state, oldParent, id, LineageRule::FirstVersion, event.id);
}

void readLedger(Lineage& state, const StreamEvent& event)
{
    const QString epic = event.payload["epicId"_L1].toString();
    const QString task = event.payload["taskId"_L1].toString();
    if (!epic.isEmpty())
        tell(state, epic, Kind::Epic, event.payload["epicTitle"_L1].toString(),
            event.type.startsWith("ledger.epic."_L1));
    if (task.isEmpty())
        return;
    QString label = event.payload["taskTitle"_L1].toString();
    if (label.isEmpty())
        label = event.payload["agent"_L1].toString();
    tell(state, task, Kind::Task, label, true);
    join(state, epic, task, LineageRule::LedgerTask, event.id);
}

void readTool(Lineage& state, const StreamEvent& event)
{
    const QJsonValue metadata = event.payload["state"_L1]["metadata"_L1];
    QString child = metadata["sessionId"_L1].toString();
    if (child.isEmpty())
        child = metadata["sessionID"_L1].toString();
    QString parent = event.payload["sessionID"_L1].toString();
    if (parent.isEmpty())
        parent = event.streamId;
    if (child.isEmpty() || child == parent)
        return;
    tell(state, parent, Kind::Session, {}, false);
    tell(state, child, Kind::Session, event.payload["state"_L1]["title"_L1].toString(), false);
    join(state, parent, child, LineageRule::TaskTool, event.id);
}

/** For each node the edge of the strongest rule; of equal ones the first. -1: none. */
std::vector<qsizetype> strongest(const Lineage& state)
{
    std::vector<qsizetype> chosen(state.nodes.size(), -1);
    for (size_t e = 0; e < state.edges.size(); ++e) {
        const LineageEdge& edge = state.edges[e];
        qsizetype& best = chosen[size_t(state.byId.value(edge.child))];
        if (edge.parent != edge.child && (best < 0 || edge.rule < state.edges[size_t(best)].rule))
            best = qsizetype(e);
    }
    return chosen;
}

/** Follows parents upwards from each node once; where that leads back into its own path, the member
 * of the ring that was seen first becomes a root. */
void cutCycles(LineageTree& tree)
{
    constexpr qsizetype unvisited = -1;
    std::vector<qsizetype> walk(tree.nodes.size(), unvisited);
    for (qsizetype start = 0; start < qsizetype(tree.nodes.size()); ++start) {
        qsizetype at = start;
        while (at >= 0 && walk[size_t(at)] == unvisited) {
            walk[size_t(at)] = start;
            at = tree.nodes[size_t(at)].parent;
        }
        if (at < 0 || walk[size_t(at)] != start)
            continue;
        qsizetype first = at;
        for (qsizetype ring = tree.nodes[size_t(at)].parent; ring != at;
             ring = tree.nodes[size_t(ring)].parent)
            first = std::min(first, ring);
        tree.nodes[size_t(first)].parent = -1;
        tree.nodes[size_t(first)].inCycle = true;
    }
}

QString lineOf(const LineageTree::Node& node)
{
    QString text = node.node.id;
    if (!node.node.label.isEmpty())
        text += " ("_L1 + node.node.label + u')';
    if (node.parent >= 0)
        text += " by "_L1 + lineageRuleName(node.rule);
    if (node.inCycle)
        text += ", in a cycle"_L1;
    if (!node.node.told)
        text += ", only spoken of"_L1;
    return text;
}

} // namespace

QString lineageRuleName(LineageRule rule)
{
    switch (rule) {
    case LineageRule::Causation:
        return u"causation_id"_s;
    case LineageRule::SessionParent:
        return u"parentID"_s;
    case LineageRule::Spawn:
        return u"parent_session_id"_s;
    case LineageRule::LedgerTask:
        return u"epicId/taskId"_s;
    case LineageRule::TaskTool:
        return u"task metadata"_s;
    case LineageRule::FirstVersion:
        return u"parentSessionId"_s;
    }
    return {};
}

void reduce(Lineage& state, const StreamEvent& event)
{
    const bool session =
        event.type == "lifecycle.session.created"_L1 || event.type == "session.created"_L1;
    const bool spawn = event.type == "agent.spawned"_L1;
    const bool ledger = event.type.startsWith("ledger."_L1);
    const bool tool = event.type.startsWith("execution.tool_"_L1);
    readCause(state, event);
    if (session)
        readSession(state, event);
    else if (spawn)
        readSpawn(state, event);
    else if (ledger)
        readLedger(state, event);
    else if (tool)
        readTool(state, event);
}

LineageTree treeOf(const Lineage& state)
{
    LineageTree tree;
    tree.nodes.resize(state.nodes.size());
    const std::vector<qsizetype> chosen = strongest(state);
    for (size_t i = 0; i < state.nodes.size(); ++i) {
        tree.nodes[i].node = state.nodes[i];
        if (chosen[i] < 0)
            continue;
        const LineageEdge& edge = state.edges[size_t(chosen[i])];
        tree.nodes[i].parent = state.byId.value(edge.parent);
        tree.nodes[i].rule = edge.rule;
    }
    cutCycles(tree);
    for (qsizetype i = 0; i < qsizetype(tree.nodes.size()); ++i) {
        const LineageTree::Node& node = tree.nodes[size_t(i)];
        if (node.parent >= 0)
            tree.nodes[size_t(node.parent)].children.push_back(i);
        else if (node.node.told || node.inCycle)
            tree.roots.push_back(i);
        else
            tree.unknownParents.push_back(i);
    }
    return tree;
}

std::vector<qsizetype> descendants(const LineageTree& tree, qsizetype node)
{
    // A tree has no cycles, so none is guarded against here.
    std::vector<qsizetype> all = tree.nodes[size_t(node)].children;
    for (size_t i = 0; i < all.size(); ++i) {
        const auto& children = tree.nodes[size_t(all[i])].children;
        all.insert(all.end(), children.begin(), children.end());
    }
    return all;
}

QString outline(const LineageTree& tree)
{
    constexpr int deepestIndent = 40;
    QString text;
    // Depth first without recursion: a chain may be as long as the log.
    std::vector<std::pair<qsizetype, int>> open;
    const auto push = [&open](const std::vector<qsizetype>& nodes, int depth) {
        for (auto it = nodes.rbegin(); it != nodes.rend(); ++it)
            open.emplace_back(*it, depth);
    };
    push(tree.unknownParents, 0);
    push(tree.roots, 0);
    while (!open.empty()) {
        const auto [at, depth] = open.back();
        open.pop_back();
        const LineageTree::Node& node = tree.nodes[size_t(at)];
        text += QString(std::min(depth, deepestIndent) * 2, u' ') + lineOf(node) + u'\n';
        push(node.children, depth + 1);
    }
    return text;
}

} // namespace headgate
