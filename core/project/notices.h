// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"

#include <QHash>
#include <QSet>

#include <array>
#include <chrono>
#include <functional>
#include <optional>
#include <vector>

namespace headgate {

/** What a person can be told of outside of the window (approvals.md H33). */
enum class NoticeKind : quint8 {
    Blocked, ///< a request waits for a person
    Failed, ///< a turn ended in an error, or was cut off
    TurnEnded,
    Disconnected, ///< a source that was live has not been for a while
};

inline constexpr std::array noticeKinds{
    NoticeKind::Blocked, NoticeKind::Failed, NoticeKind::TurnEnded, NoticeKind::Disconnected};

/** A stable word for settings: "blocked", "failed", "turn-ended", "disconnected". */
QString noticeKindName(NoticeKind kind);

/** What one notification is about. Requests with equal content have two tags (H26, H31). */
struct NoticeTag
{
    NoticeKind kind = NoticeKind::Blocked;
    SourceId source;
    SessionId session{}; ///< empty: Disconnected
    RequestId request{}; ///< Blocked only

    SessionKey sessionKey() const { return {source, session}; }
    CheckpointKey checkpointKey() const { return {source, session, request}; }
    friend bool operator==(const NoticeTag&, const NoticeTag&) = default;
    friend size_t qHash(const NoticeTag& t, size_t seed = 0)
    {
        return qHashMulti(seed, quint8(t.kind), t.source, t.session, t.request);
    }
};

/** What a person wants to be told of. */
struct NoticeWishes
{
    struct Kind
    {
        bool on = false;
        bool sound = false;
        friend bool operator==(const Kind&, const Kind&) = default;
    };

    std::array<Kind, noticeKinds.size()> kinds{Kind{true, false}}; ///< by NoticeKind
    bool quietHours = false;
    std::chrono::minutes quietFrom{22 * 60}; ///< local time of day
    std::chrono::minutes quietTo{7 * 60}; ///< may be the next morning; equal to quietFrom: never
    QSet<SourceId> muted;

    Kind& of(NoticeKind kind) { return kinds[size_t(kind)]; }
    const Kind& of(NoticeKind kind) const { return kinds[size_t(kind)]; }
    friend bool operator==(const NoticeWishes&, const NoticeWishes&) = default;
};

/** How long the quiet hours still last; 0: it is not quiet. */
std::chrono::minutes quietLeft(const NoticeWishes& wishes, std::chrono::minutes ofDay);

/** What a person looks at in this program. */
struct Attention
{
    bool active = false; ///< one of its windows has the keyboard
    bool listed = false; ///< the list of all who wait is in sight
    SessionKey session; ///< in the middle; empty: none
    std::optional<CheckpointKey> request; ///< open in a dialog
};

/** Whether `tag` is in front of the person already. */
bool isInView(const NoticeTag& tag, const Attention& attention);

/** Whether a notification says all of it, and no rule asks for a second look: then it may be
 * answered there (H32). Else it is opened. */
bool mayDecideByNotice(const Checkpoint& checkpoint);

/**
 * Decides what is to be told, once each, and what to withdraw. Pure: time, wishes and what the
 * person looks at are passed in.
 *
 * A request is told once it has waited for a second on a live source, so that what is answered by
 * itself alarms nobody; what came in quiet hours and still waits is told at their end. What a
 * person has in view is not told, then or later.
 */
class NoticeBook
{
public:
    static constexpr milliseconds requestGrace{1000};
    static constexpr milliseconds turnGrace{2000}; ///< the next turn of a queue begins at once
    static constexpr milliseconds offlineGrace{30'000};

    struct Moment
    {
        Timestamp now;
        std::chrono::minutes ofDay{}; ///< local
        Timestamp quietUntil{}; ///< the person asked for quiet; past: not any more
    };

    struct Step
    {
        std::vector<NoticeTag> show; ///< replacing what is out under the same tag
        std::vector<NoticeTag> withdraw;
        std::optional<Timestamp> next; ///< when time alone changes something
    };

    void apply(const Change& change, Timestamp now);
    Step step(const Moment& moment, const NoticeWishes& wishes, const Attention& attention);

    /** The person, or the desktop, closed it. Nothing is answered, nothing is told again. */
    void closed(const NoticeTag& tag) { m_out.remove(tag); }
    /** It did not reach the person: it is told at `at` if there is still something to tell. */
    void tellAgain(const NoticeTag& tag, Timestamp at);
    /** Whoever showed notifications is gone, and they with it. */
    void forgetShown(Timestamp now);

    const Checkpoint* request(const CheckpointKey& key) const;
    const Session* session(const SessionKey& key) const;
    const SourceStatus* source(const SourceId& id) const;
    bool isLive(const SourceId& id) const;

private:
    struct Entry
    {
        Timestamp due;
        bool told = false;
    };
    struct Known
    {
        Session session;
        bool ran = false; ///< seen running, on a live source, since its last end was told
    };

    void put(const Checkpoint& checkpoint, Timestamp now);
    void put(const Session& session, Timestamp now);
    void put(const SourceStatus& status, Timestamp now);
    void drop(const NoticeTag& tag) { m_due.remove(tag); }
    void dropWhere(const std::function<bool(const NoticeTag&)>& gone);
    bool isTellable(const NoticeTag& tag) const;

    QHash<NoticeTag, Entry> m_due;
    QSet<NoticeTag> m_out; ///< shown, and neither withdrawn nor closed
    QHash<CheckpointKey, Checkpoint> m_requests; ///< that wait, or are looked up again
    QHash<SessionKey, Known> m_sessions;
    QHash<SourceId, SourceStatus> m_sources;
    QSet<SourceId> m_wereLive;
};

} // namespace headgate
