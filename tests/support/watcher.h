// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine.h"

#include <QJsonArray>
#include <QObject>
#include <QSet>

#include <chrono>
#include <functional>
#include <map>
#include <memory>

namespace headgate::test {

/** What a view of one session would show. */
struct Transcript
{
    std::vector<MessageWithParts> messages;
    std::vector<Mark> marks;
    std::vector<Todo> todos;
    bool loaded = false;
    bool loading = true; ///< the server's newest page is not in it yet
    bool hasOlder = false;

    const Part* part(const PartId& id) const;
    QString lastText() const; ///< of the newest message, its text parts joined
};

/**
 * One line per message and part, with everything a person reads of it: what two observers, or an
 * observer and the server, must agree on. The second form reads the server's own JSON, by itself.
 */
QStringList outline(const Transcript& transcript);
QStringList outline(const QJsonArray& messages);

/**
 * A Headgate without a window: an Engine and what it told, in plain maps. Test thread; waiting runs
 * an event loop. Follows one source.
 */
class Watcher : public QObject
{
    Q_OBJECT

public:
    explicit Watcher(const QString& profile = {}, Engine::EventFeed feed = Engine::EventFeed::All);
    ~Watcher() override;

    /** Opens the history and follows this server; false if the history cannot be opened. */
    bool follow(const QUrl& url, const QString& password = {});
    bool follow(const SourceConfig& config);

    bool waitFor(const std::function<bool()>& done,
        std::chrono::milliseconds limit = std::chrono::seconds(60));
    bool waitUntilLive();
    bool waitForStatus(const QString& session, SessionStatus status);
    /** Opens it and waits for the server's newest page. */
    bool open(const QString& session);
    /** Waits until a request of this session can be answered; null: none came. */
    const Checkpoint* waitForRequest(const QString& session);
    bool waitForState(const CheckpointKey& request, CheckpointState state);

    void submit(Command command) { m_engine->submit(std::move(command)); }
    void decide(const CheckpointKey& request, Reply reply, const QString& message = {});
    void answer(const CheckpointKey& question, const Answers& answers);

    const SourceId& source() const { return m_source; }
    const SourceStatus& status() const { return m_status; }
    const std::map<SessionId, Session>& sessions() const { return m_sessions; }
    const std::vector<Checkpoint>& checkpoints() const { return m_checkpoints; }
    const std::vector<Issue>& issues() const { return m_issues; }
    const Session* session(const QString& id) const;
    const Checkpoint* checkpoint(const CheckpointKey& key) const;
    int offered(const QString& session) const; ///< requests of it that a person could answer
    const Transcript& transcript(const QString& session) { return m_open[SessionId(session)]; }
    int marks(const QString& session, Mark::Kind kind);
    /** Events that were told a second time, which must not be. */
    int doubled() const { return m_doubled; }
    int rowsOf(const QString& session, const QString& type) const;

    /** Called for each change, after it was applied. */
    std::function<void(const Change&)> onChange;

signals:
    void changed();

private:
    struct Applier;
    void drain();

    std::unique_ptr<Engine> m_engine;
    SourceId m_source;
    SourceStatus m_status;
    std::map<SessionId, Session> m_sessions;
    std::vector<Checkpoint> m_checkpoints;
    std::map<SessionId, Transcript> m_open;
    std::vector<Issue> m_issues;
    QSet<EventId> m_seen;
    std::map<std::pair<SessionId, QString>, int> m_rows;
    int m_doubled = 0;
};

} // namespace headgate::test
