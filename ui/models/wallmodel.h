// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "ui/models/sessiontreemodel.h"
#include "ui/models/walltail.h"
#include "ui/models/walltrack.h"

#include <QAbstractListModel>
#include <QHash>
#include <QSet>
#include <QStringList>

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace headgate {

class CheckpointListModel;
class SourceList;

/** What a session on the wall is, for its chip, its order and its colour. */
enum class WallState : quint8 { Waiting, Running, Failed, Done };
inline constexpr size_t wallStates = 4;

enum class WallOrder : quint8 {
    Urgent, ///< who waits, then who runs, then the rest
    Newest, ///< whoever did something last
    Steady, ///< as they began: nothing moves by itself
};

/** What one tile shows. */
struct WallTile
{
    SessionKey key;
    WallState state = WallState::Done;
    RowShape shape = RowShape::None;
    QString title;
    QString place; ///< its source and directory
    QString activity; ///< what it does now
    QString age; ///< since it did something
    QString doing; ///< its state in words, with how long it runs
    QString wish; ///< what the request wants that waits longest; empty: none waits
    std::optional<CheckpointKey> request; ///< that one; of a subagent too
    int waiting = 0;
    int todos = 0;
    int todosDone = 0;
    double cost = 0; ///< US dollars, with subagents
    bool pinned = false;
    bool expanded = false; ///< its lines are followed

    friend bool operator==(const WallTile&, const WallTile&) = default;
};

/**
 * Sessions that are alive, of all sources, side by side: those that run or wait, that did something
 * within the last hour, or that a person pinned. A subagent stands in the tile of its root. UI
 * thread. While it is shown, the first `mostExpanded` are opened, so that their texts are told; the
 * rest has the line of the list. Rows change in update() only.
 */
class WallModel : public QAbstractListModel
{
    Q_OBJECT

public:
    static constexpr size_t mostExpanded = 12;
    /** Rows that change for each update(), but for those whose state does. */
    static constexpr int mostAtOnce = 5;
    static constexpr std::chrono::minutes recent{60};
    enum Role {
        StateRole = Qt::UserRole + 1, ///< WallState as int
        SourceIdRole,
        SessionIdRole,
        PinnedRole,
        ExpandedRole,
        WaitingRole,
        LinesRole, ///< the last of its transcript, as QStringList
        MomentRole, ///< what was told last at the moment looked at
    };
    struct Ports
    {
        const SessionTreeModel* sessions = nullptr;
        const CheckpointListModel* requests = nullptr;
        const SourceList* sources = nullptr;
        /** Its changes are wanted, or no longer. `open` may fill what is known already. */
        std::function<void(const SessionKey&, WallTail&, WallTrack&)> open;
        std::function<void(const SessionKey&)> close;
    };

    explicit WallModel(Ports ports, QObject* parent = nullptr);
    ~WallModel() override;

    /** What is old is told by it; rows change in update(). */
    void tick(Timestamp now) { m_now = now; }
    /** Takes notice; rows are brought up to date by update(). Behind the other models. */
    void apply(const Change& change);
    /** True if something came that update() would show. */
    bool isStale() const { return m_stale; }
    void update(Timestamp now);
    /** Opens what is on the wall, or lets go of all of it. */
    void setShown(bool shown);
    bool isShown() const { return m_shown; }

    /** Each word must stand in title, source, directory or activity. */
    void setWords(const QString& typed);
    void setStateShown(WallState state, bool shown);
    bool isStateShown(WallState state) const { return m_states[size_t(state)]; }
    /** Empty: of all sources. */
    void setSource(const SourceId& source);
    void setOrder(WallOrder order);
    WallOrder order() const { return m_order; }
    bool isFiltered() const;
    void clearFilter();
    void setPinned(const SessionKey& key, bool pinned);
    const std::vector<SessionKey>& pins() const { return m_pins; }
    void setPins(std::vector<SessionKey> pins) { m_pins = std::move(pins); }

    /** Sessions that are alive in this state, whatever the filter lets through. */
    int count(WallState state) const { return m_counts[size_t(state)]; }
    int alive() const { return m_alive; }
    /** The sources of those that are alive. */
    const std::vector<SourceId>& sources() const { return m_sources; }
    Timestamp now() const { return m_now; }

    /** All tiles tell what was the last at that time; none: they tell of now. */
    void setMoment(std::optional<Timestamp> at);
    std::optional<Timestamp> moment() const { return m_moment; }

    const WallTile& tile(int row) const { return m_rows[size_t(row)]; }
    int rowOf(const SessionKey& key) const; ///< -1: not on the wall
    const std::vector<WallLine>& lines(int row) const;
    bool isLoading(int row) const;
    const WallTrack* track(int row) const; ///< null: nothing is known
    const WallMoment* momentOf(int row) const; ///< at moment(); null: nothing is known so early

    int rowCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const final;

signals:
    /** Counts, sources or tracks changed. */
    void updated();

private:
    struct Waits
    {
        CheckpointKey oldest;
        int count = 0;
    };
    struct Ranked
    {
        WallTile tile;
        Timestamp created;
        Timestamp updated;
    };

    void noteSession(const Session& session);
    void noteRequest(const Checkpoint& checkpoint);
    WallTrack* trackFor(const SessionKey& key);
    void forget(const SessionKey& key);
    SessionKey rootOf(const SessionKey& key) const;
    QHash<SessionKey, Waits> waits() const;
    bool isAlive(const Session& session, bool waits) const;
    WallTile tileOf(const Session& session, const Waits& waits) const;
    bool accepts(const WallTile& tile, const Session& session) const;
    bool precedes(const Ranked& a, const Ranked& b) const;
    std::vector<Ranked> gather();
    void arrange(std::vector<Ranked> wanted);
    void announce(int row);
    void announceSome();
    void follow();
    QString describe(const WallTile& tile) const;

    Ports m_ports;
    QHash<SessionKey, WallTrack> m_tracks;
    QHash<SessionKey, Activity> m_doing; ///< as it was told last
    QSet<SessionKey> m_candidates; ///< roots that may be alive
    QHash<SessionKey, std::pair<int, int>> m_todos; ///< done, all
    std::map<SessionKey, WallTail> m_tails; ///< of those that are expanded
    QSet<SessionKey> m_touched; ///< whose lines or marks changed
    std::vector<WallTile> m_rows;
    QSet<SessionKey> m_due; ///< whose rows changed, and nobody was told
    int m_next = 0; ///< the row to tell of first
    std::vector<SessionKey> m_pins;
    std::vector<SourceId> m_sources;
    QStringList m_words; ///< folded
    std::array<bool, wallStates> m_states{true, true, true, true};
    std::array<int, wallStates> m_counts{};
    SourceId m_source;
    WallOrder m_order = WallOrder::Urgent;
    std::optional<Timestamp> m_moment;
    Timestamp m_now;
    int m_alive = 0;
    bool m_shown = false;
    bool m_stale = true;
};

} // namespace headgate
