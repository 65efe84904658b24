// SPDX-License-Identifier: MIT
#include "ui/models/lineagemodel.h"

#include "core/project/visibletext.h"
#include "ui/words/quantity.h"
#include "ui/words/sessionwords.h"

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** More rows at once than this are laid out anew; single moves would take longer. */
constexpr size_t mostSteps = 2000;
constexpr qsizetype longestTitle = 300;

QString ruleWords(LineageRule rule)
{
    switch (rule) {
    case LineageRule::Causation:
        return LineageModel::tr("caused by the one above");
    case LineageRule::SessionParent:
        return LineageModel::tr("created as its child");
    case LineageRule::Spawn:
        return LineageModel::tr("spawned by it");
    case LineageRule::LedgerTask:
        return LineageModel::tr("a task of it in the ledger");
    case LineageRule::TaskTool:
        return LineageModel::tr("started by its task tool");
    case LineageRule::FirstVersion:
        return LineageModel::tr("its child, as the first version wrote it");
    }
    return {};
}

QString kindWords(LineageNode::Kind kind)
{
    switch (kind) {
    case LineageNode::Kind::Unknown:
        return LineageModel::tr("not described");
    case LineageNode::Kind::Session:
        return LineageModel::tr("session");
    case LineageNode::Kind::Agent:
        return LineageModel::tr("agent");
    case LineageNode::Kind::Task:
        return LineageModel::tr("task");
    case LineageNode::Kind::Epic:
        return LineageModel::tr("epic");
    case LineageNode::Kind::Event:
        return LineageModel::tr("event");
    }
    return {};
}

} // namespace

LineageModel::LineageModel(QObject* parent)
    : QAbstractItemModel(parent)
{
}

void LineageModel::setSource(const SourceId& source)
{
    if (source == m_source)
        return;
    m_source = source;
    fill();
}

void LineageModel::apply(const Change& change)
{
    if (const auto* session = std::get_if<SessionChanged>(&change)) {
        noteSession(session->session);
    } else if (const auto* gone = std::get_if<SessionRemoved>(&change)) {
        forget(gone->key);
    } else if (const auto* checkpoint = std::get_if<CheckpointChanged>(&change)) {
        noteCheckpoint(checkpoint->checkpoint);
    } else if (const auto* removed = std::get_if<SourceRemoved>(&change)) {
        m_told.remove(removed->source);
        m_telling.remove(removed->source);
        m_sessions.remove(removed->source);
        m_waiting.removeIf([&](const auto& it) { return it.key().source == removed->source; });
        if (removed->source == m_source)
            fill();
    } else if (const auto* grew = std::get_if<LineageGrew>(&change)) {
        m_telling.insert(grew->source);
        takeRows(*grew);
    }
}

void LineageModel::takeRows(const LineageGrew& grew)
{
    std::vector<LineageRow>& told = m_told[grew.source];
    if (grew.anew)
        told.clear();
    for (const LineageRow& row : grew.rows) {
        if (size_t(row.place) >= told.size())
            told.resize(size_t(row.place) + 1);
        told[size_t(row.place)] = row;
    }
    if (grew.source != m_source)
        return;
    if (grew.anew || grew.rows.size() > mostSteps)
        fill();
    else
        grow(grew.rows);
}

/** Lays out all that was told of the source. */
void LineageModel::fill()
{
    beginResetModel();
    m_above = -1;
    m_nodes.clear();
    m_roots.clear();
    m_byId.clear();
    const std::vector<LineageRow> rows = m_told.value(m_source);
    m_nodes.reserve(rows.size());
    for (const LineageRow& row : rows)
        keep(row).parent = row.parent;
    for (size_t i = 0; i < m_nodes.size(); ++i) {
        std::vector<Place>& siblings = childrenOf(m_nodes[i].parent);
        m_nodes[i].row = int(siblings.size());
        siblings.push_back(Place(i));
    }
    for (Place place = 0; place < Place(m_nodes.size()); ++place)
        addUp(place, ownFigures(place));
    findBlocked();
    endResetModel();
}

void LineageModel::grow(const std::vector<LineageRow>& rows)
{
    for (const LineageRow& row : rows) {
        if (size_t(row.place) == m_nodes.size())
            append(row);
    }
    // Only now every parent that is named is there.
    for (const LineageRow& row : rows)
        change(row);
    findBlocked();
}

LineageModel::Node& LineageModel::keep(const LineageRow& row)
{
    m_byId.insert(row.node.id, Place(m_nodes.size()));
    m_nodes.push_back({row.node, row.rule, row.inCycle});
    return m_nodes.back();
}

/** At its place if what stands above it is there already, else at the top for now. */
void LineageModel::append(const LineageRow& row)
{
    const Place parent = row.parent < Place(m_nodes.size()) ? row.parent : -1;
    const int at = int(childrenOf(parent).size());
    beginInsertRows(indexOf(parent), at, at);
    Node& node = keep(row);
    node.parent = parent;
    node.row = at;
    childrenOf(parent).push_back(row.place);
    endInsertRows();
    addUp(row.place, ownFigures(row.place));
}

void LineageModel::change(const LineageRow& row)
{
    if (size_t(row.place) >= m_nodes.size())
        return;
    Node& node = m_nodes[size_t(row.place)];
    const bool same = node.node == row.node && node.rule == row.rule && node.inCycle == row.inCycle;
    node.node = row.node;
    node.rule = row.rule;
    node.inCycle = row.inCycle;
    if (node.parent != row.parent && row.parent < Place(m_nodes.size()))
        move(row.place, row.parent);
    if (!same)
        emit dataChanged(indexOf(row.place), indexOf(row.place));
}

void LineageModel::move(Place place, Place parent)
{
    // Two that change places are told in any order: no row may stand below itself meanwhile.
    if (isBelow(parent, place))
        move(parent, m_nodes[size_t(place)].parent);
    Node& node = m_nodes[size_t(place)];
    const int to = int(childrenOf(parent).size());
    if (!beginMoveRows(indexOf(node.parent), node.row, node.row, indexOf(parent), to))
        return;
    addUp(node.parent, node.sum, -1);
    addUp(parent, node.sum);
    std::vector<Place>& before = childrenOf(node.parent);
    before.erase(before.begin() + node.row);
    for (size_t i = size_t(node.row); i < before.size(); ++i)
        m_nodes[size_t(before[i])].row = int(i);
    node.parent = parent;
    node.row = to;
    childrenOf(parent).push_back(place);
    endMoveRows();
}

bool LineageModel::isBelow(Place place, Place ancestor) const
{
    while (place >= 0 && place != ancestor)
        place = m_nodes[size_t(place)].parent;
    return place >= 0;
}

void LineageModel::noteCheckpoint(const Checkpoint& checkpoint)
{
    const SessionKey key{checkpoint.key.source, checkpoint.key.session};
    QSet<RequestId>& waiting = m_waiting[key];
    const bool waited = !waiting.isEmpty();
    if (checkpoint.waits())
        waiting.insert(checkpoint.key.request);
    else
        waiting.remove(checkpoint.key.request);
    if (waiting.isEmpty() != waited || key.source != m_source)
        return;
    findBlocked();
    announce(key.session);
}

void LineageModel::announce(const SessionId& session)
{
    Place place = m_byId.value(session.value(), -1);
    for (; place >= 0; place = m_nodes[size_t(place)].parent)
        emit dataChanged(indexOf(place), indexOf(place));
}

/** What waits blocks itself and all above it; the first that was seen is named. */
void LineageModel::findBlocked()
{
    m_blockedBy.clear();
    for (auto it = m_waiting.cbegin(); it != m_waiting.cend(); ++it) {
        if (it.key().source != m_source || it->isEmpty())
            continue;
        const Place leaf = m_byId.value(it.key().session.value(), -1);
        for (Place at = leaf; at >= 0; at = m_nodes[size_t(at)].parent) {
            Place& by = m_blockedBy.insert(at, m_blockedBy.value(at, leaf)).value();
            by = at == leaf ? leaf : std::min(by, leaf);
        }
    }
}

std::vector<LineageModel::Place>& LineageModel::childrenOf(Place parent)
{
    return parent < 0 ? m_roots : m_nodes[size_t(parent)].children;
}

const std::vector<LineageModel::Place>& LineageModel::childrenOf(Place parent) const
{
    return parent < 0 ? m_roots : m_nodes[size_t(parent)].children;
}

QModelIndex LineageModel::indexOf(Place place) const
{
    return place < 0 ? QModelIndex() : createIndex(m_nodes[size_t(place)].row, 0, quintptr(place));
}

QModelIndex LineageModel::indexOf(const QString& id) const
{
    return indexOf(m_byId.value(id, -1));
}

/** Down, else right, else up and right: the order in which the rows stand. */
LineageModel::Place LineageModel::nextInOrder(Place place) const
{
    if (const auto& below = childrenOf(place); !below.empty())
        return below.front();
    while (place >= 0) {
        const Node& node = m_nodes[size_t(place)];
        const auto& siblings = childrenOf(node.parent);
        if (size_t(node.row) + 1 < siblings.size())
            return siblings[size_t(node.row) + 1];
        place = node.parent;
    }
    return -1;
}

QModelIndex LineageModel::find(const QString& text, const QModelIndex& from) const
{
    Place at = from.isValid() ? Place(from.internalId()) : -1;
    for (size_t i = 0; i <= m_nodes.size(); ++i) {
        at = nextInOrder(at);
        if (at < 0)
            continue; // around the end, and on from the top
        const Node& node = m_nodes[size_t(at)];
        if (holds(node, text))
            return indexOf(at);
    }
    return {};
}

bool LineageModel::holds(const Node& node, const QString& text) const
{
    return node.node.id.contains(text, Qt::CaseInsensitive)
        || title(node).contains(text, Qt::CaseInsensitive);
}

int LineageModel::mark(const QString& text)
{
    m_mark = text;
    if (text.isEmpty())
        return 0;
    return int(std::count_if(
        m_nodes.begin(), m_nodes.end(), [&](const Node& node) { return holds(node, text); }));
}

int LineageModel::markDescendants(const QModelIndex& of)
{
    m_above = of.isValid() ? Place(of.internalId()) : -1;
    if (m_above < 0)
        return 0;
    // Each node stands below one other at most, so this ends.
    std::vector<Place> open = m_nodes[size_t(m_above)].children;
    int count = 0;
    while (!open.empty()) {
        const Place at = open.back();
        open.pop_back();
        ++count;
        const std::vector<Place>& below = m_nodes[size_t(at)].children;
        open.insert(open.end(), below.begin(), below.end());
    }
    return count;
}

QModelIndex LineageModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const Place above = parent.isValid() ? Place(parent.internalId()) : -1;
    return createIndex(row, column, quintptr(childrenOf(above)[size_t(row)]));
}

QModelIndex LineageModel::parent(const QModelIndex& index) const
{
    return index.isValid() ? indexOf(m_nodes[size_t(index.internalId())].parent) : QModelIndex();
}

int LineageModel::rowCount(const QModelIndex& parent) const
{
    return int(childrenOf(parent.isValid() ? Place(parent.internalId()) : -1).size());
}

int LineageModel::columnCount(const QModelIndex&) const
{
    return 1;
}

QString LineageModel::title(const Node& node) const
{
    const auto sessions = m_sessions.constFind(m_source);
    if (sessions != m_sessions.cend()) {
        const auto session = sessions->constFind(SessionId(node.node.id));
        if (session != sessions->cend())
            return words::sessionTitle(*session);
    }
    const QString label = makeVisible(node.node.label.simplified().left(longestTitle)).text;
    return label.isEmpty() ? node.node.id : label;
}

QString LineageModel::stateOf(Place place) const
{
    const Node& node = m_nodes[size_t(place)];
    const auto blocked = m_blockedBy.constFind(place);
    if (blocked != m_blockedBy.cend())
        return *blocked == place ? tr("waits for you")
                                 : tr("waiting on %1").arg(title(m_nodes[size_t(*blocked)]));
    const Session session = m_sessions.value(m_source).value(SessionId(node.node.id));
    if (!session.id.isEmpty())
        return words::statusWords(session, m_now);
    return node.node.told ? kindWords(node.node.kind) : tr("only others speak of it");
}

RowShape LineageModel::shapeOf(Place place) const
{
    const Node& node = m_nodes[size_t(place)];
    if (m_blockedBy.value(place, -1) == place)
        return RowShape::Permission;
    const Session session = m_sessions.value(m_source).value(SessionId(node.node.id));
    if (session.id.isEmpty())
        return RowShape::None;
    switch (session.status) {
    case SessionStatus::Running:
    case SessionStatus::Retrying:
        return RowShape::Running;
    case SessionStatus::Failed:
        return RowShape::Failed;
    case SessionStatus::Idle:
        return RowShape::Done;
    default:
        return RowShape::LastSeen;
    }
}

QVariant LineageModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Place place = Place(index.internalId());
    const Node& node = m_nodes[size_t(place)];
    const QString rule = node.inCycle ? tr("its ancestors lead back to it")
        : node.parent < 0             ? QString()
                                      : ruleWords(node.rule);
    switch (role) {
    case Qt::DisplayRole:
        return title(node);
    case Qt::ToolTipRole:
        return QString(node.node.id + (rule.isEmpty() ? QString() : u'\n' + rule));
    case KindRole:
        return int(node.node.kind);
    case IdRole:
        return node.node.id;
    case RuleRole:
        return rule;
    case StateRole:
        return stateOf(place);
    case ShapeRole:
        return int(shapeOf(place));
    case BlockedRole:
        return m_blockedBy.contains(place);
    case AgeRole: {
        const Session session = m_sessions.value(m_source).value(SessionId(node.node.id));
        return isKnown(session.updated) ? words::age(m_now - session.updated) : QString();
    }
    case FiguresRole: {
        QStringList said;
        // What is left of sums that were taken away again is no cost.
        if (node.sum.cost >= 0.00005)
            said += words::money(node.sum.cost);
        if (node.sum.tokens > 0)
            said += tr("%1 tokens").arg(words::roundNumber(node.sum.tokens));
        return said.join(u" · "_s);
    }
    case FoundRole:
        return !m_mark.isEmpty() && holds(node, m_mark);
    case DescendsRole:
        return m_above >= 0 && size_t(m_above) < m_nodes.size() && place != m_above
            && isBelow(place, m_above);
    case SessionRole:
        return m_sessions.value(m_source).contains(SessionId(node.node.id)) ? node.node.id
                                                                            : QString();
    case Qt::AccessibleTextRole: {
        QStringList heard{title(node), kindWords(node.node.kind), stateOf(place)};
        if (!rule.isEmpty())
            heard += rule;
        if (const QString figures = data(index, FiguresRole).toString(); !figures.isEmpty())
            heard += node.children.empty() ? figures : tr("%1 with all below it").arg(figures);
        return heard.join(u", "_s);
    }
    default:
        return {};
    }
}

} // namespace headgate
