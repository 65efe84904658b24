// SPDX-License-Identifier: MIT
#include "ui/models/sessiontreemodel.h"

#include "ui/models/sessiontreenode.h"

#include <QSet>

#include <algorithm>

namespace headgate {

SessionTreeModel::SessionTreeModel(QObject* parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
}

SessionTreeModel::~SessionTreeModel() = default;

void SessionTreeModel::apply(const Change& change)
{
    if (const auto* source = std::get_if<SourceChanged>(&change))
        applySource(source->status);
    else if (const auto* gone = std::get_if<SourceRemoved>(&change))
        removeSource(gone->source);
    else if (const auto* session = std::get_if<SessionChanged>(&change))
        applySession(session->session);
    else if (const auto* removed = std::get_if<SessionRemoved>(&change))
        removeSession(removed->key);
    else if (const auto* checkpoint = std::get_if<CheckpointChanged>(&change))
        putCheckpoint(checkpoint->checkpoint);
}

void SessionTreeModel::applySource(const SourceStatus& status)
{
    m_sources.insert(status.id, status);
    announce(sourceNode(status.id));
}

void SessionTreeModel::applySession(const Session& session)
{
    const SessionKey key = session.key();
    const SessionKey before = m_sessions.contains(key) ? parentKey(m_sessions[key]) : SessionKey();
    const SessionKey after = parentKey(session);
    if (before != after) {
        m_children.remove(before, key);
        if (!after.isEmpty())
            m_children.insert(after, key);
    }
    m_sessions.insert(key, session);
    sourceNode(session.source);
    place(key);
    if (before != after) {
        // A circle may have been opened: those who stood alone because of it find their place.
        const auto children = m_children.values(key);
        for (const SessionKey& child : children)
            place(child);
    }
}

SessionKey SessionTreeModel::parentKey(const Session& session) const
{
    return session.parent.isEmpty() ? SessionKey() : SessionKey{session.source, session.parent};
}

std::vector<SessionKey> SessionTreeModel::lineage(const SessionKey& key) const
{
    std::vector<SessionKey> path;
    SessionKey at = key;
    while (m_sessions.contains(at) && std::ranges::find(path, at) == path.end()) {
        path.push_back(at);
        at = parentKey(m_sessions[at]);
    }
    return path;
}

bool SessionTreeModel::hidden(const Session& session) const
{
    if (waitingOf(session.key()) > 0)
        return false; // whoever waits for a person is shown, archived or not
    const auto path = lineage(session.key());
    return std::ranges::any_of(path, [this](const auto& key) { return m_sessions[key].archived; });
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
    node->words = describe(node);
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

void SessionTreeModel::removeSession(const SessionKey& key)
{
    if (!m_sessions.contains(key))
        return;
    m_children.remove(parentKey(m_sessions[key]), key);
    if (Node* node = m_nodes.value(key))
        detach(node);
    m_sessions.remove(key);
    m_waiting.remove(key);
}

void SessionTreeModel::removeSource(const SourceId& source)
{
    m_sources.remove(source);
    const auto of = [&source](const auto& key) { return key.source == source; };
    for (const auto& node : m_root->children) {
        if (node->source != source)
            continue;
        const int row = node->row();
        beginRemoveRows({}, row, row);
        m_nodes.removeIf([&](auto it) { return of(it.key()); });
        m_sessions.removeIf([&](auto it) { return of(it.key()); });
        m_waiting.removeIf([&](auto it) { return of(it.key()); });
        m_children.removeIf([&](auto it) { return of(it.key()); });
        m_root->children.erase(m_root->children.begin() + row);
        endRemoveRows();
        return;
    }
}

void SessionTreeModel::putCheckpoint(const Checkpoint& checkpoint)
{
    const SessionKey key{checkpoint.key.source, checkpoint.key.session};
    auto& open = m_waiting[key];
    std::erase_if(open, [&](const auto& other) { return other.key == checkpoint.key; });
    if (checkpoint.waits()) {
        open.push_back(checkpoint);
        std::ranges::stable_sort(
            open, {}, [](const auto& c) { return c.asked.value_or(c.firstSeen); });
    }
    if (open.empty())
        m_waiting.remove(key);
    if (!m_sessions.contains(key))
        return;
    Node* node = m_nodes.value(key);
    if (hidden(m_sessions[key]) == (node != nullptr))
        place(key);
    else
        announceLineage(node);
}

void SessionTreeModel::announceLineage(Node* node)
{
    for (; node && node->kind == RowKind::Session; node = node->parent)
        announce(node);
}

void SessionTreeModel::announce(Node* node)
{
    if (!node)
        return;
    node->words = describe(node);
    const QModelIndex at = indexOf(node);
    emit dataChanged(at, at);
}

void SessionTreeModel::tick(Timestamp now)
{
    m_now = now;
    // Asked with each frame of a busy stream; no word of a row changes more often than this.
    if (now >= m_walked && now - m_walked < milliseconds(500))
        return;
    m_walked = now;
    const auto walk = [this](const auto& self, Node* node) -> void {
        if (node->parent && describe(node) != node->words)
            announce(node);
        for (const auto& child : node->children)
            self(self, child.get());
    };
    walk(walk, m_root.get());
}

void SessionTreeModel::setLastSeen(const SessionKey& key, Timestamp at)
{
    m_lastSeen.insert(key, at);
    announce(m_nodes.value(key));
}

const Session* SessionTreeModel::session(const SessionKey& key) const
{
    const auto it = m_sessions.constFind(key);
    return it == m_sessions.cend() ? nullptr : &*it;
}

std::vector<SessionKey> SessionTreeModel::sessionsInOrder() const
{
    std::vector<SessionKey> keys;
    const auto walk = [&keys](const auto& self, const Node* node) -> void {
        if (node->kind == RowKind::Session)
            keys.push_back(node->key);
        for (const auto& child : node->children)
            self(self, child.get());
    };
    for (const auto& source : m_root->children)
        walk(walk, source.get());
    return keys;
}

double SessionTreeModel::costWithSubagents(const SessionKey& key) const
{
    const auto sum = [this](const auto& self, const Node* node) -> double {
        double cost = m_sessions[node->key].cost;
        for (const auto& child : node->children)
            cost += self(self, child.get());
        return cost;
    };
    const Node* node = m_nodes.value(key);
    return node ? sum(sum, node) : 0.0;
}

bool SessionTreeModel::hasSubagents(const SessionKey& key) const
{
    const Node* node = m_nodes.value(key);
    return node && !node->children.empty();
}

} // namespace headgate
