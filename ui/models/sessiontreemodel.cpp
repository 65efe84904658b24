// SPDX-License-Identifier: MIT
#include "ui/models/sessiontreemodel.h"

#include "ui/models/sessiontreenode.h"

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
    const bool news = m_sources.value(status.id).state != status.state;
    m_sources.insert(status.id, status);
    announceTree(sourceNode(status.id), news);
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
    // Told of each event of a busy stream; few of them change what the row shows.
    QString look = lookOf(node);
    if (look == node->look)
        return;
    node->look = std::move(look);
    const QModelIndex at = indexOf(node);
    emit dataChanged(at, at);
}

void SessionTreeModel::announceTree(Node* node, bool below)
{
    announce(node);
    for (const auto& child : node->children) {
        if (below) // what runs is only known while its source is live
            announceTree(child.get(), below);
    }
}

void SessionTreeModel::tick(Timestamp now)
{
    m_now = now;
    // Asked with each frame of a busy stream; no word of a row changes more often than this.
    if (now >= m_walked && now - m_walked < milliseconds(500))
        return;
    m_walked = now;
    for (const auto& source : m_root->children)
        announceTree(source.get(), true);
}

void SessionTreeModel::setLastSeen(const SessionKey& key, Timestamp at)
{
    m_lastSeen.insert(key, at);
    announce(m_nodes.value(key));
}

void SessionTreeModel::setAllLastSeen(const QHash<SessionKey, Timestamp>& times)
{
    m_lastSeen = times;
    for (const auto& source : m_root->children)
        announceTree(source.get(), true);
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

std::vector<SessionKey> SessionTreeModel::below(const SessionKey& key) const
{
    std::vector<SessionKey> keys;
    const auto walk = [&keys](const auto& self, const Node* node) -> void {
        for (const auto& child : node->children) {
            keys.push_back(child->key);
            self(self, child.get());
        }
    };
    if (const Node* node = m_nodes.value(key))
        walk(walk, node);
    return keys;
}

qint64 SessionTreeModel::tokensWithSubagents(const SessionKey& key) const
{
    qint64 tokens = m_sessions.value(key).tokens.total();
    for (const SessionKey& one : below(key))
        tokens += m_sessions.value(one).tokens.total();
    return tokens;
}

bool SessionTreeModel::hasSubagents(const SessionKey& key) const
{
    const Node* node = m_nodes.value(key);
    return node && !node->children.empty();
}

} // namespace headgate
