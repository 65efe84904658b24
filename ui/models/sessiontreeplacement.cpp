// SPDX-License-Identifier: MIT
// The part of SessionTreeModel that decides where a session stands, and moves it there.
#include "ui/models/sessiontreemodel.h"
#include "ui/models/sessiontreenode.h"

#include <algorithm>

namespace headgate {

bool SessionTreeModel::hidden(const Session& session) const
{
    if (waitingOf(session.key()) > 0)
        return false; // whoever waits for a person is shown, archived or not
    const auto path = lineage(session.key());
    return !m_showArchived
        && std::ranges::any_of(path, [this](const auto& key) { return m_sessions[key].archived; });
}

SessionTreeModel::Node* SessionTreeModel::homeOf(const Session& session)
{
    if (hidden(session))
        return nullptr;
    const SessionKey above = parentKey(session);
    if (m_nodes.contains(above)) {
        const auto path = lineage(above);
        const auto here = std::ranges::find(path, session.key());
        // In a circle of parents the smallest id is the root, whatever came first.
        const bool root =
            here != path.end() && *std::min_element(path.begin(), path.end()) == session.key();
        if (!root)
            return m_nodes[above];
    }
    return session.directory.isEmpty() ? sourceNode(session.source)
                                       : directoryNode(session.source, session.directory);
}

void SessionTreeModel::place(const SessionKey& key)
{
    const Session& session = m_sessions[key];
    Node* node = m_nodes.value(key);
    Node* home = homeOf(session);
    // While a circle of parents is being closed, a home may still stand below its guest.
    for (Node* at = home; node && at; at = at->parent) {
        if (at == node)
            home = session.directory.isEmpty() ? sourceNode(session.source)
                                               : directoryNode(session.source, session.directory);
    }
    if (!home) {
        if (node)
            detach(node);
        return;
    }
    if (!node) {
        auto fresh = std::make_unique<Node>();
        fresh->kind = RowKind::Session;
        fresh->key = key;
        fresh->activity = session.updated;
        placeUnder(std::move(fresh), home);
        const auto children = m_children.values(key);
        for (const SessionKey& child : children) // they came first and stand alone so far
            place(child);
    } else {
        if (node->parent != home)
            moveTo(node, home);
        announceLineage(node);
    }
    sortUp(m_nodes.value(key));
}

void SessionTreeModel::placeUnder(std::unique_ptr<Node> fresh, Node* home)
{
    fresh->parent = home;
    const int row = rowFor(home, fresh.get());
    beginInsertRows(indexOf(home), row, row);
    m_nodes.insert(fresh->key, fresh.get());
    Node* node = fresh.get();
    home->children.insert(home->children.begin() + row, std::move(fresh));
    node->look = lookOf(node);
    endInsertRows();
}

void SessionTreeModel::moveTo(Node* node, Node* home)
{
    Node* from = node->parent;
    const int source = node->row();
    const int row = rowFor(home, node);
    beginMoveRows(indexOf(from), source, source, indexOf(home), row);
    auto owned = std::move(from->children[size_t(source)]);
    from->children.erase(from->children.begin() + source);
    node->parent = home;
    home->children.insert(home->children.begin() + row, std::move(owned));
    endMoveRows();
    if (from->kind == RowKind::Session)
        sortUp(from);
    else
        pruneDirectory(from);
}

int SessionTreeModel::rowFor(const Node* home, const Node* node) const
{
    const auto before = [node](const auto& other) {
        return other.get() != node && precedes(*other, *node);
    };
    return int(std::ranges::count_if(home->children, before));
}

/** After a change of activity: the row and those above it find their places again. */
void SessionTreeModel::sortUp(Node* node)
{
    for (; node && node->kind == RowKind::Session; node = node->parent) {
        Timestamp latest = m_sessions[node->key].updated;
        for (const auto& child : node->children)
            latest = std::max(latest, child->activity);
        node->activity = latest;
        Node* home = node->parent;
        const int from = node->row();
        const int to = rowFor(home, node);
        if (from == to)
            continue;
        const QModelIndex parent = indexOf(home);
        beginMoveRows(parent, from, from, parent, to > from ? to + 1 : to);
        auto owned = std::move(home->children[size_t(from)]);
        home->children.erase(home->children.begin() + from);
        home->children.insert(home->children.begin() + to, std::move(owned));
        endMoveRows();
    }
}

qsizetype SessionTreeModel::rankOf(const SourceId& source) const
{
    return std::ranges::find(m_order, source) - m_order.begin();
}

void SessionTreeModel::setOrder(std::vector<SourceId> order)
{
    m_order = std::move(order);
    auto& rows = m_root->children;
    std::vector<SourceId> sorted;
    for (const auto& row : rows)
        sorted.push_back(row->source);
    std::ranges::stable_sort(sorted, {}, [this](const SourceId& id) { return rankOf(id); });
    for (int to = 0; to < int(sorted.size()); ++to) {
        const auto it = std::ranges::find(rows, sorted[size_t(to)], &Node::source);
        const int from = int(it - rows.begin());
        if (from == to)
            continue;
        beginMoveRows({}, from, from, {}, to);
        std::rotate(rows.begin() + to, it, it + 1);
        endMoveRows();
    }
}

/** Takes a row out; its subagents stay, as orphans. */
void SessionTreeModel::detach(Node* node)
{
    Node* home = node->parent;
    while (!node->children.empty()) {
        Node* child = node->children.back().get();
        const Session& session = m_sessions[child->key];
        if (hidden(session))
            detach(child);
        else
            moveTo(child,
                session.directory.isEmpty() ? sourceNode(session.source)
                                            : directoryNode(session.source, session.directory));
    }
    const int row = node->row();
    beginRemoveRows(indexOf(home), row, row);
    m_nodes.remove(node->key);
    home->children.erase(home->children.begin() + row);
    endRemoveRows();
    pruneDirectory(home);
}

void SessionTreeModel::pruneDirectory(Node* directory)
{
    if (directory->kind != RowKind::Directory || !directory->children.empty())
        return;
    const int row = directory->row();
    Node* source = directory->parent;
    beginRemoveRows(indexOf(source), row, row);
    source->children.erase(source->children.begin() + row);
    endRemoveRows();
}

} // namespace headgate
