// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "ui/models/sessiontreemodel.h"

#include <QAbstractItemModel>
#include <QHash>
#include <QSet>

#include <vector>

namespace headgate {

/**
 * Who comes from whom in one source: every node once, below the parent that the strongest rule
 * names. A log tells its nodes; of a server they are the sessions that have a parent or children.
 * What waits for a person marks all that it blocks. UI thread. Rows are added, changed and
 * moved; only very many at once reset it.
 */
class LineageModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role {
        KindRole = Qt::UserRole + 1, ///< LineageNode::Kind as int
        IdRole,
        RuleRole, ///< words: what put it below its parent
        StateRole, ///< words: "running", "waits for you", "waits on explore: call sites"
        ShapeRole, ///< RowShape as int
        BlockedRole, ///< it waits, or something below it does
        AgeRole, ///< since its last activity; sessions only
        FiguresRole, ///< cost and tokens, with all that stands below it; empty: none
        SessionRole, ///< id of the session it is; empty: none
        FoundRole, ///< its words hold what is looked for
        DescendsRole, ///< it comes from the one that is chosen
    };

    explicit LineageModel(QObject* parent = nullptr);

    /** Whose lineage is shown; empty until it is told. */
    void setSource(const SourceId& source);
    const SourceId& source() const { return m_source; }
    void apply(const Change& change);
    void tick(Timestamp now) { m_now = now; }

    int count() const { return int(m_nodes.size()); }
    QModelIndex indexOf(const QString& id) const;
    /** The next node after `from`, in the order of the rows, whose words hold `text`; wraps. */
    QModelIndex find(const QString& text, const QModelIndex& from) const;
    /** Marks every node whose words hold it; returns how many. Empty: none. */
    int mark(const QString& text);
    /** Marks all that come from it, at any depth; returns how many. Invalid: none. */
    int markDescendants(const QModelIndex& of);

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const final;
    QModelIndex parent(const QModelIndex& index) const final;
    int rowCount(const QModelIndex& parent = {}) const final;
    int columnCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const final;

private:
    using Place = qsizetype; ///< into m_nodes; -1: above the roots

    struct Figures
    {
        double cost = 0;
        qint64 tokens = 0;
    };

    struct Node
    {
        LineageNode node;
        LineageRule rule = LineageRule::Causation;
        bool inCycle = false;
        Place parent = -1;
        int row = 0; ///< among its siblings
        std::vector<Place> children{};
        Figures sum{}; ///< its own and that of all below it
    };

    void fill();
    void grow(const std::vector<LineageRow>& rows);
    Node& keep(const LineageRow& row);
    void append(const LineageRow& row);
    void change(const LineageRow& row);
    void move(Place place, Place parent);
    void noteSession(const Session& session);
    void takeRows(const LineageGrew& grew);
    /** What a session of a server adds to the rows that were told. */
    std::vector<LineageRow> kinship(const Session& session) const;
    void forget(const SessionKey& key);
    Figures ownFigures(Place place) const;
    void addUp(Place from, const Figures& more, int sign = 1);
    void noteCheckpoint(const Checkpoint& checkpoint);
    void announce(const SessionId& session);
    void findBlocked();
    std::vector<Place>& childrenOf(Place parent);
    const std::vector<Place>& childrenOf(Place parent) const;
    bool isBelow(Place place, Place ancestor) const;
    QModelIndex indexOf(Place place) const;
    QString title(const Node& node) const;
    QString stateOf(Place place) const;
    RowShape shapeOf(Place place) const;
    Place nextInOrder(Place place) const;
    bool holds(const Node& node, const QString& text) const;

    SourceId m_source;
    std::vector<Node> m_nodes;
    std::vector<Place> m_roots;
    QHash<QString, Place> m_byId;
    QHash<SourceId, QHash<SessionId, Session>> m_sessions;
    QHash<SessionKey, QSet<RequestId>> m_waiting;
    QHash<Place, Place> m_blockedBy; ///< who waits below it, or it itself
    QHash<SourceId, std::vector<LineageRow>> m_told; ///< by place, of every source
    QSet<SourceId> m_telling; ///< who tell their lineage; that of others is their sessions'
    Timestamp m_now;
    QString m_mark;
    Place m_above = -1; ///< whose descendants are marked
};

} // namespace headgate
