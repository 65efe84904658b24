// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"

#include <QAbstractItemModel>
#include <QHash>

#include <memory>

namespace headgate {

/** How a row of the session tree is marked; the delegate draws it, words say it too. */
enum class RowShape : quint8 { None, Running, Done, Permission, Question, Failed, LastSeen };

/**
 * Sources, their directories, and the sessions in them with their subagents at any depth. UI
 * thread. Fed by changes, in any order: a child that comes before its parent stands alone until
 * then. Rows move, they are never reset; time is what tick() said last.
 */
class SessionTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum class RowKind : quint8 { Source, Directory, Session };
    enum Role {
        KindRole = Qt::UserRole + 1, ///< RowKind as int
        ActivityRole, ///< session: what it does; source: its state in words
        AgeRole,
        ShapeRole, ///< RowShape as int
        ToneRole, ///< source: words::Tone as int
        WaitingRole, ///< requests of this very session
        WaitingBelowRole, ///< requests of its subagents
        UnreadRole,
        DepthRole, ///< 0 for a source, a directory or a root session
        OrphanRole, ///< its parent is named but not known
        SourceIdRole,
        SessionIdRole,
    };

    explicit SessionTreeModel(QObject* parent = nullptr);
    ~SessionTreeModel() override;

    void apply(const Change& change);
    /** Moves time on; only rows whose words change are announced. */
    void tick(Timestamp now);
    /** Of the sources; those that are not named stand behind, as they came. */
    void setOrder(std::vector<SourceId> order);
    /** A session is unread when it was active after the person last looked. */
    void setLastSeen(const SessionKey& key, Timestamp at);
    /** In place of all that was known of that. */
    void setAllLastSeen(const QHash<SessionKey, Timestamp>& times);

    QModelIndex indexOf(const SessionKey& key) const;
    QModelIndex indexOf(const SourceId& source) const;
    SessionKey keyAt(const QModelIndex& index) const; ///< empty unless a session
    const Session* session(const SessionKey& key) const;
    /** From the session up to its root: leaf first. A cycle is walked once. */
    std::vector<SessionKey> lineage(const SessionKey& key) const;
    /** All sessions from top to bottom, as they stand. */
    std::vector<SessionKey> sessionsInOrder() const;
    /** Own cost and that of all subagents. */
    double costWithSubagents(const SessionKey& key) const;
    /** Own tokens and those of all subagents. */
    qint64 tokensWithSubagents(const SessionKey& key) const;
    bool hasSubagents(const SessionKey& key) const;
    /** Everything below it that is shown, each behind the one above it. */
    std::vector<SessionKey> below(const SessionKey& key) const;
    /** Whether archived sessions that are told are shown. */
    void setShowArchived(bool on) { m_showArchived = on; }

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const final;
    QModelIndex parent(const QModelIndex& index) const final;
    int rowCount(const QModelIndex& parent = {}) const final;
    int columnCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const final;

private:
    struct Node;

    Node* nodeOf(const QModelIndex& index) const;
    QModelIndex indexOf(const Node* node) const;
    Node* sourceNode(const SourceId& source);
    qsizetype rankOf(const SourceId& source) const;
    Node* directoryNode(const SourceId& source, const QString& directory);
    /** Where a session belongs now; null: it is not shown. */
    Node* homeOf(const Session& session);
    SessionKey parentKey(const Session& session) const;
    bool hidden(const Session& session) const;
    void place(const SessionKey& key);
    void placeUnder(std::unique_ptr<Node> fresh, Node* home);
    void moveTo(Node* node, Node* home);
    int rowFor(const Node* home, const Node* node) const;
    void sortUp(Node* node);
    void detach(Node* node);
    void pruneDirectory(Node* directory);
    void announce(Node* node);
    void announceLineage(Node* node);
    void announceTree(Node* node, bool below);
    void removeSession(const SessionKey& key);
    void removeSource(const SourceId& source);
    void putCheckpoint(const Checkpoint& checkpoint);
    void applySource(const SourceStatus& status);
    void applySession(const Session& session);
    const Checkpoint* oldestWaiting(const SessionKey& key) const;
    int waitingOf(const SessionKey& key) const;
    int waitingBelow(const Node* node) const;
    RowShape shapeOf(const Session& session) const;
    QVariant sessionData(const Node* node, int role) const;
    QVariant sourceData(const Node* node, int role) const;
    QString describe(const Node* node) const;
    QString lookOf(const Node* node) const;

    std::unique_ptr<Node> m_root;
    QHash<SessionKey, Node*> m_nodes; ///< shown sessions
    QHash<SessionKey, Session> m_sessions;
    QMultiHash<SessionKey, SessionKey> m_children; ///< by named parent, known or not
    QHash<SourceId, SourceStatus> m_sources;
    std::vector<SourceId> m_order; ///< as the person wants them
    QHash<SessionKey, std::vector<Checkpoint>> m_waiting; ///< oldest first
    QHash<SessionKey, Timestamp> m_lastSeen;
    bool m_showArchived = false;
    Timestamp m_now;
    Timestamp m_walked; ///< when tick() looked at each row last
};

} // namespace headgate
