// SPDX-License-Identifier: MIT
#include "ui/models/wallmodel.h"

#include "ui/models/checkpointlistmodel.h"
#include "ui/models/sourcelist.h"
#include "ui/words/checkpointwords.h"
#include "ui/words/quantity.h"
#include "ui/words/sessionwords.h"
#include "ui/words/todowords.h"

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** Tracks of sessions that nobody could look back at are not kept. */
constexpr qsizetype mostTracks = 200;

std::optional<WallMoment::Kind> kindOf(const Session& session)
{
    using Kind = WallMoment::Kind;
    switch (session.activity.kind) {
    case Activity::Kind::Writing:
        return Kind::Said;
    case Activity::Kind::Tool:
        return Kind::Called;
    case Activity::Kind::Failed:
        return Kind::Failed;
    case Activity::Kind::Done:
        return Kind::Ended;
    default:
        return {};
    }
}

} // namespace

WallModel::WallModel(Ports ports, QObject* parent)
    : QAbstractListModel(parent)
    , m_ports(std::move(ports))
{
}

WallModel::~WallModel() = default;

SessionKey WallModel::rootOf(const SessionKey& key) const
{
    const auto path = m_ports.sessions->lineage(key);
    return path.empty() ? key : path.back();
}

/** What it is seen doing is remembered, for whoever looks back; texts tell more, once read. */
void WallModel::noteSession(const Session& session)
{
    const SessionKey key = session.key();
    if (!isAlive(session, false))
        return;
    m_candidates.insert(key);
    const auto before = m_doing.constFind(key);
    if (before != m_doing.cend() && *before == session.activity)
        return;
    const bool first = before == m_doing.cend();
    m_doing.insert(key, session.activity);
    const auto kind = kindOf(session);
    if (!kind || !isKnown(session.updated))
        return;
    const bool said = *kind == WallMoment::Kind::Said || *kind == WallMoment::Kind::Called;
    const SessionKey root = rootOf(key);
    WallTrack* track = trackFor(root);
    if (!track || (said && !first && m_tails.contains(key)))
        return; // its parts say it
    WallMoment moment;
    moment.at = session.updated;
    moment.kind = *kind;
    moment.id = "seen-"_L1 + key.session.value() + u'-' + QString::number(toMs(session.updated));
    moment.gist = words::activityLine(session, nullptr, session.updated);
    track->put(std::move(moment));
    m_touched.insert(root);
}

/** Null: there are too many already, and all of them are of this hour. */
WallTrack* WallModel::trackFor(const SessionKey& key)
{
    if (const auto known = m_tracks.find(key); known != m_tracks.end())
        return &*known;
    if (m_tracks.size() >= mostTracks)
        m_tracks.removeIf([this](const auto& one) {
            return one->moments().empty() || one->moments().back().at < m_now - WallTrack::span;
        });
    return m_tracks.size() < mostTracks ? &m_tracks[key] : nullptr;
}

void WallModel::noteRequest(const Checkpoint& checkpoint)
{
    const SessionKey key = rootOf({checkpoint.key.source, checkpoint.key.session});
    m_candidates.insert(key);
    WallTrack* track = trackFor(key);
    if (!track)
        return;
    m_touched.insert(key);
    const QString id = checkpoint.key.request.value();
    track->put({checkpoint.asked.value_or(checkpoint.firstSeen), WallMoment::Kind::Asked,
        "asked-"_L1 + id, words::requestWish(checkpoint)});
    if (isKnown(checkpoint.resolvedAt) && !checkpoint.waits())
        track->put({checkpoint.resolvedAt, WallMoment::Kind::Answered, "answered-"_L1 + id,
            words::answerWords(checkpoint)});
}

void WallModel::forget(const SessionKey& key)
{
    m_tracks.remove(key);
    m_doing.remove(key);
    m_todos.remove(key);
    m_candidates.remove(key);
    m_tails.erase(key);
}

void WallModel::apply(const Change& change)
{
    if (const auto* session = std::get_if<SessionChanged>(&change)) {
        noteSession(session->session);
    } else if (const auto* request = std::get_if<CheckpointChanged>(&change)) {
        noteRequest(request->checkpoint);
    } else if (const auto* todos = std::get_if<TodosChanged>(&change)) {
        const auto done = std::ranges::count(todos->todos, words::TodoState::Done,
            [](const Todo& t) { return words::todoState(t); });
        m_todos.insert(todos->key, {int(done), int(todos->todos.size())});
    } else if (const auto* removed = std::get_if<SessionRemoved>(&change)) {
        forget(removed->key);
    } else if (const auto* gone = std::get_if<SourceRemoved>(&change)) {
        QSet<SessionKey> keys = m_candidates;
        for (const auto& one : m_tails)
            keys.insert(one.first);
        for (const SessionKey& key : std::as_const(keys)) {
            if (key.source == gone->source)
                forget(key);
        }
    } else if (!m_tails.empty()) {
        const SessionKey* key = std::visit(
            [](const auto& c) -> const SessionKey* {
                using T = std::decay_t<decltype(c)>;
                constexpr bool told =
                    std::is_same_v<T,
                        TranscriptLoaded> || std::is_same_v<T, MessageChanged> || std::is_same_v<T, MessageRemoved> || std::is_same_v<T, PartChanged> || std::is_same_v<T, PartAppended> || std::is_same_v<T, PartRemoved>;
                if constexpr (told)
                    return &c.key;
                else
                    return nullptr;
            },
            change);
        const auto tail = key ? m_tails.find(*key) : m_tails.end();
        if (tail == m_tails.end() || !tail->second.apply(change, m_tracks[*key]))
            return;
        m_touched.insert(*key);
    } else {
        return;
    }
    m_stale = true;
}

QHash<SessionKey, WallModel::Waits> WallModel::waits() const
{
    QHash<SessionKey, Waits> all;
    for (int row = 0; row < m_ports.requests->rowCount(); ++row) {
        const Checkpoint& c = m_ports.requests->at(row);
        if (!c.waits())
            continue;
        Waits& waits = all[rootOf({c.key.source, c.key.session})];
        if (waits.count++ == 0)
            waits.oldest = c.key; // who waits longest stands first
    }
    return all;
}

bool WallModel::isAlive(const Session& session, bool waits) const
{
    return waits || session.status == SessionStatus::Running
        || session.status == SessionStatus::Retrying
        || (isKnown(session.updated) && m_now - session.updated <= recent);
}

WallTile WallModel::tileOf(const Session& session, const Waits& waits) const
{
    WallTile tile;
    tile.key = session.key();
    tile.title = words::sessionTitle(session);
    const SourceStatus* source = m_ports.sources->find(session.source);
    tile.place = source ? words::sourceName(*source) : session.source.value();
    if (!session.directory.isEmpty())
        tile.place += u" · "_s + words::shortPath(session.directory);
    tile.activity = words::activityLine(session, nullptr, m_now);
    tile.doing = words::statusWords(session, m_now);
    tile.age = isKnown(session.updated) ? words::age(m_now - session.updated) : QString();
    tile.cost = m_ports.sessions->costWithSubagents(tile.key);
    const auto todos = m_todos.value(tile.key);
    tile.todosDone = todos.first;
    tile.todos = todos.second;
    tile.pinned = std::ranges::find(m_pins, tile.key) != m_pins.end();
    tile.waiting = waits.count;
    tile.shape =
        RowShape(m_ports.sessions->indexOf(tile.key).data(SessionTreeModel::ShapeRole).toInt());
    const Checkpoint* request = waits.count > 0 ? m_ports.requests->find(waits.oldest) : nullptr;
    if (request) {
        tile.state = WallState::Waiting;
        tile.request = request->key;
        tile.shape =
            request->kind == CheckpointKind::Question ? RowShape::Question : RowShape::Permission;
        tile.wish = words::requestWish(*request);
        const SessionKey asker{request->key.source, request->key.session};
        const Session* who = asker == tile.key ? nullptr : m_ports.sessions->session(asker);
        if (who)
            tile.wish = tr("%1 %2", "a subagent's title, then what it wants")
                            .arg(words::sessionTitle(*who), tile.wish);
    } else if (session.status == SessionStatus::Running
        || session.status == SessionStatus::Retrying) {
        tile.state = WallState::Running;
    } else if (session.status == SessionStatus::Failed
        || session.status == SessionStatus::Interrupted) {
        tile.state = WallState::Failed;
    }
    return tile;
}

bool WallModel::accepts(const WallTile& tile, const Session& session) const
{
    if (!m_states[size_t(tile.state)] || (!m_source.isEmpty() && tile.key.source != m_source))
        return false;
    if (m_words.isEmpty())
        return true;
    const QString all =
        QStringList{tile.title, tile.place, session.directory, tile.activity, tile.wish}
            .join(u'\n')
            .toCaseFolded();
    return std::ranges::all_of(m_words, [&](const QString& word) { return all.contains(word); });
}

bool WallModel::precedes(const Ranked& a, const Ranked& b) const
{
    if (a.tile.pinned != b.tile.pinned)
        return a.tile.pinned;
    if (a.tile.pinned) {
        const auto place = [this](const Ranked& one) {
            return std::ranges::find(m_pins, one.tile.key);
        };
        return place(a) < place(b);
    }
    if (m_order == WallOrder::Newest && a.updated != b.updated)
        return a.updated > b.updated;
    if (m_order == WallOrder::Urgent && a.tile.state != b.tile.state)
        return a.tile.state < b.tile.state;
    if (a.created != b.created)
        return a.created < b.created;
    return a.tile.key < b.tile.key;
}

/** Those that are alive and fit the filter, in order; counts those that do not. */
std::vector<WallModel::Ranked> WallModel::gather()
{
    const auto waiting = waits();
    QSet<SessionKey> keys = m_candidates;
    for (const SessionKey& pin : m_pins)
        keys.insert(pin);
    for (auto it = waiting.cbegin(); it != waiting.cend(); ++it)
        keys.insert(it.key());
    std::vector<Ranked> wanted;
    m_counts = {};
    m_alive = 0;
    m_sources.clear();
    for (const SessionKey& key : std::as_const(keys)) {
        const Session* session = m_ports.sessions->session(key);
        const Waits waits = waiting.value(key);
        const bool pinned = std::ranges::find(m_pins, key) != m_pins.end();
        const bool alive = session && !session->archived && isAlive(*session, waits.count > 0)
            && (waits.count > 0 || rootOf(key) == key);
        if (!session || (!pinned && !alive)) {
            m_candidates.remove(key);
            continue;
        }
        WallTile tile = tileOf(*session, waits);
        ++m_counts[size_t(tile.state)];
        ++m_alive;
        if (std::ranges::find(m_sources, key.source) == m_sources.end())
            m_sources.push_back(key.source);
        if (accepts(tile, *session))
            wanted.push_back({std::move(tile), session->created, session->updated});
    }
    std::sort(m_sources.begin(), m_sources.end());
    std::ranges::sort(wanted, [this](const Ranked& a, const Ranked& b) { return precedes(a, b); });
    for (size_t i = 0; i < wanted.size(); ++i)
        wanted[i].tile.expanded = i < mostExpanded;
    return wanted;
}

} // namespace headgate
