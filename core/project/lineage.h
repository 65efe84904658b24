// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/lineage.h"
#include "core/domain/streamevent.h"

#include <QHash>
#include <QSet>
#include <QStringList>

#include <vector>

namespace headgate {

/**
 * Who comes from whom, as the events of a log tell it in six ways. Sessions, agents, tasks and
 * events are nodes of one graph; an event only if causes are told of it. Pure; any thread.
 */
struct Lineage
{
    std::vector<LineageNode> nodes; ///< in order of first sight
    std::vector<LineageEdge> edges; ///< in order of the file; none twice
    QHash<QString, qsizetype> byId; ///< into `nodes`
    QSet<QString> known; ///< edges that are there
    QHash<quint64, int> events; ///< by the hash of its id: which of `types` each event so far has
    QStringList types;
    friend bool operator==(const Lineage&, const Lineage&) = default;
};

void reduce(Lineage& state, const StreamEvent& event);

/** The graph as a tree: every node once, below the parent that the strongest rule says. */
struct LineageTree
{
    struct Node
    {
        LineageNode node;
        qsizetype parent = -1; ///< into `nodes`; -1: a root
        LineageRule rule = LineageRule::Causation; ///< that put it below its parent
        bool inCycle = false; ///< a root only because its ancestors lead back to it
        std::vector<qsizetype> children;
    };

    std::vector<Node> nodes; ///< as in Lineage
    std::vector<qsizetype> roots; ///< nobody above them
    std::vector<qsizetype> unknownParents; ///< roots that only their children speak of
};

/** Linear in nodes and edges; a cycle is cut above the node that was seen first. */
LineageTree treeOf(const Lineage& state);

/** Everything below, breadth first, children in order of first sight; the node itself is not in it.
 */
std::vector<qsizetype> descendants(const LineageTree& tree, qsizetype node);

/** Two spaces a level (as far as that can be read), one node a line, each with the rule that put it
 * there. */
QString outline(const LineageTree& tree);

} // namespace headgate
