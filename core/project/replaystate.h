// SPDX-License-Identifier: MIT
#pragma once

#include "core/decode/panestory.h"
#include "core/domain/fact.h"
#include "core/domain/replay.h"

#include <map>
#include <memory>

namespace headgate {

/** What one moment tells a replay. */
struct ReplayStep
{
    Timestamp at;
    QString type;
    bool kept = true;
    /** Kept: what it says. Not kept: what the same things said last, of which only what cannot have
     * been otherwise is taken. */
    std::vector<Fact> facts;
    RequestId request; ///< not kept: the one that was asked
    std::optional<pane::Wire> wire; ///< AgentPane: told in place of facts
};

/**
 * A session as it was at one moment, and how a step changes it. What was not kept is never made up:
 * a part whose later text alone is known is there, named in `unkept`, and empty. Copies share what
 * did not change, so that a copy now and then is a place to start from. Pure; any thread.
 */
class ReplayState
{
public:
    explicit ReplayState(SessionKey key = {});

    void apply(const ReplayStep& step);

    /** At most `messages` and `lines`, the newest. `index` is left to the caller. */
    ReplayScene scene(int messages, int lines) const;

private:
    using Place = std::pair<Timestamp, MessageId>;
    using Shared = std::shared_ptr<const MessageWithParts>;
    struct Teller;

    void tell(const Fact& fact, const ReplayStep& step);
    void tellWire(const pane::Wire& wire);
    void describe(Message message, const ReplayStep& step);
    void describe(Part part, const ReplayStep& step);
    void append(const PartDelta& delta, Timestamp at);
    void put(const MessageId& id, std::shared_ptr<MessageWithParts> message);
    std::shared_ptr<MessageWithParts> take(
        const MessageId& id, const SessionId& session, Timestamp at);
    void removeMessage(const MessageId& id);
    void removePart(const MessageId& message, const PartId& part);
    void ask(Checkpoint checkpoint, bool kept);
    void endRequest(const RequestId& request);
    void endTurn();

    SessionKey m_key;
    std::map<Place, Shared> m_messages;
    QHash<MessageId, Timestamp> m_created;
    QSet<MessageId> m_unkeptMessages;
    QSet<PartId> m_unkept;
    QList<Mark> m_marks;
    QList<Todo> m_todos;
    QList<Checkpoint> m_waiting;
    QSet<RequestId> m_unkeptRequests;
    QList<ReplayLine> m_terminal;
    pane::Story m_story;
    bool m_pane = false;
};

} // namespace headgate
