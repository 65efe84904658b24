// SPDX-License-Identifier: MIT
// The reading half of SessionTreeModel: indexes and what a row shows.
#include "ui/models/sessiontreemodel.h"
#include "ui/models/sessiontreenode.h"
#include "ui/words/quantity.h"
#include "ui/words/say.h"
#include "ui/words/sessionwords.h"
#include "ui/words/sourcewords.h"

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

SessionTreeModel::Node* SessionTreeModel::nodeOf(const QModelIndex& index) const
{
    return index.isValid() ? static_cast<Node*>(index.internalPointer()) : m_root.get();
}

QModelIndex SessionTreeModel::indexOf(const Node* node) const
{
    return node && node->parent ? createIndex(node->row(), 0, node) : QModelIndex();
}

QModelIndex SessionTreeModel::indexOf(const SessionKey& key) const
{
    return indexOf(m_nodes.value(key));
}

QModelIndex SessionTreeModel::indexOf(const SourceId& source) const
{
    const auto it = std::ranges::find(m_root->children, source, &Node::source);
    return it == m_root->children.end() ? QModelIndex() : indexOf(it->get());
}

SessionKey SessionTreeModel::keyAt(const QModelIndex& index) const
{
    return index.isValid() ? nodeOf(index)->key : SessionKey();
}

SessionTreeModel::Node* SessionTreeModel::sourceNode(const SourceId& source)
{
    const auto it = std::ranges::find(m_root->children, source, &Node::source);
    if (it != m_root->children.end())
        return it->get();
    const qsizetype rank = rankOf(source);
    const auto place = std::ranges::find_if(
        m_root->children, [&](const auto& one) { return rankOf(one->source) > rank; });
    const int row = int(place - m_root->children.begin());
    beginInsertRows({}, row, row);
    auto node = std::make_unique<Node>();
    node->source = source;
    node->parent = m_root.get();
    node->look = lookOf(node.get());
    Node* fresh = node.get();
    m_root->children.insert(place, std::move(node));
    endInsertRows();
    return fresh;
}

SessionTreeModel::Node* SessionTreeModel::directoryNode(
    const SourceId& source, const QString& directory)
{
    Node* home = sourceNode(source);
    for (const auto& child : home->children) {
        if (child->kind == RowKind::Directory && child->directory == directory)
            return child.get();
    }
    auto node = std::make_unique<Node>();
    node->kind = RowKind::Directory;
    node->source = source;
    node->directory = directory;
    node->parent = home;
    const int row = rowFor(home, node.get());
    beginInsertRows(indexOf(home), row, row);
    Node* fresh = node.get();
    fresh->look = lookOf(fresh);
    home->children.insert(home->children.begin() + row, std::move(node));
    endInsertRows();
    return fresh;
}

QModelIndex SessionTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    const Node* node = nodeOf(parent);
    if (column != 0 || row < 0 || size_t(row) >= node->children.size())
        return {};
    return createIndex(row, 0, node->children[size_t(row)].get());
}

QModelIndex SessionTreeModel::parent(const QModelIndex& index) const
{
    return index.isValid() ? indexOf(nodeOf(index)->parent) : QModelIndex();
}

int SessionTreeModel::rowCount(const QModelIndex& parent) const
{
    return int(nodeOf(parent)->children.size());
}

int SessionTreeModel::columnCount(const QModelIndex&) const
{
    return 1;
}

const Checkpoint* SessionTreeModel::oldestWaiting(const SessionKey& key) const
{
    const auto it = m_waiting.constFind(key);
    return it == m_waiting.cend() || it->empty() ? nullptr : &it->front();
}

int SessionTreeModel::waitingOf(const SessionKey& key) const
{
    const auto it = m_waiting.constFind(key);
    return it == m_waiting.cend() ? 0 : int(it->size());
}

int SessionTreeModel::waitingBelow(const Node* node) const
{
    int sum = 0;
    for (const auto& child : node->children)
        sum += waitingOf(child->key) + waitingBelow(child.get());
    return sum;
}

RowShape SessionTreeModel::shapeOf(const Session& session) const
{
    if (const Checkpoint* waiting = oldestWaiting(session.key()))
        return waiting->kind == CheckpointKind::Question ? RowShape::Question
                                                         : RowShape::Permission;
    const auto source = m_sources.constFind(session.source);
    const bool seen = source != m_sources.cend()
        && (source->state == SyncState::Live || source->state == SyncState::CatchUp);
    switch (session.status) {
    case SessionStatus::Running:
        return seen ? RowShape::Running : RowShape::LastSeen;
    case SessionStatus::Retrying:
    case SessionStatus::Failed:
    case SessionStatus::Interrupted:
        return RowShape::Failed;
    case SessionStatus::Idle:
        return RowShape::Done;
    case SessionStatus::Unknown:
        break;
    }
    return RowShape::LastSeen;
}

QVariant SessionTreeModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Node* node = nodeOf(index);
    if (role == KindRole)
        return int(node->kind);
    switch (node->kind) {
    case RowKind::Session:
        return sessionData(node, role);
    case RowKind::Source:
        return sourceData(node, role);
    case RowKind::Directory:
        if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
            return words::shortPath(node->directory);
        if (role == Qt::ToolTipRole)
            return node->directory;
        if (role == SourceIdRole)
            return node->source.value();
        return {};
    }
    return {};
}

QVariant SessionTreeModel::sessionData(const Node* node, int role) const
{
    const Session& session = *m_sessions.constFind(node->key);
    switch (role) {
    case Qt::DisplayRole:
        return words::sessionTitle(session);
    case ActivityRole:
        return words::activityLine(session, oldestWaiting(node->key), m_now);
    case AgeRole:
        return isKnown(session.updated) ? words::age(m_now - session.updated) : QString();
    case ShapeRole:
        return int(shapeOf(session));
    case WaitingRole:
        return waitingOf(node->key);
    case WaitingBelowRole:
        return waitingBelow(node);
    case UnreadRole: {
        const auto seen = m_lastSeen.constFind(node->key);
        return seen != m_lastSeen.cend() && session.updated > *seen;
    }
    case DepthRole:
        return node->parent->kind == RowKind::Session
            ? sessionData(node->parent, DepthRole).toInt() + 1
            : 0;
    case OrphanRole:
        return !session.parent.isEmpty() && node->parent->kind != RowKind::Session;
    case SourceIdRole:
        return node->key.source.value();
    case SessionIdRole:
        return node->key.session.value();
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return describe(node);
    default:
        return {};
    }
}

QVariant SessionTreeModel::sourceData(const Node* node, int role) const
{
    SourceStatus status = m_sources.value(node->source);
    status.id = node->source;
    switch (role) {
    case Qt::DisplayRole:
        return words::sourceName(status);
    case ActivityRole:
        return words::sourceState(status, m_now).text;
    case ToneRole:
        return int(words::sourceState(status, m_now).tone);
    case SourceIdRole:
        return node->source.value();
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return describe(node);
    default:
        return {};
    }
}

/** All that a row shows, to see whether it changed. */
QString SessionTreeModel::lookOf(const Node* node) const
{
    if (node->kind != RowKind::Session)
        return describe(node);
    const Session& session = *m_sessions.constFind(node->key);
    const bool unread = sessionData(node, UnreadRole).toBool();
    return describe(node) + u'\n' + QString::number(int(shapeOf(session)) * 2 + int(unread));
}

/** The whole row in words, for those who hear it. */
QString SessionTreeModel::describe(const Node* node) const
{
    if (node->kind == RowKind::Directory)
        return node->directory;
    if (node->kind == RowKind::Source) {
        SourceStatus status = m_sources.value(node->source);
        status.id = node->source;
        QStringList lines{words::sourceName(status), words::sourceSentence(status, m_now).text};
        if (isKnown(status.lastByte))
            lines += words::say("last byte %1 ago").arg(words::age(m_now - status.lastByte));
        return lines.join(u'\n');
    }
    const Session& session = *m_sessions.constFind(node->key);
    QStringList lines = {words::sessionTitle(session),
        words::activityLine(session, oldestWaiting(node->key), m_now),
        words::statusWords(session, m_now)};
    if (isKnown(session.updated))
        lines += words::say("last activity: %1").arg(words::age(m_now - session.updated));
    if (const int below = waitingBelow(node))
        lines += words::say("%1 request(s) of its subagents wait for you", below).arg(below);
    if (sessionData(node, OrphanRole).toBool())
        lines += words::say("the session it belongs to is not known here");
    return lines.join(u'\n');
}

} // namespace headgate
