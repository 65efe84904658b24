// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/command.h"
#include "core/engine.h"
#include "core/follower.h"
#include "core/io/eventsource.h"
#include "core/io/mailbox.h"
#include "core/io/terminals.h"
#include "core/logrecorder.h"
#include "core/opensessions.h"
#include "core/outbox.h"
#include "core/project/health.h"
#include "core/readerworker.h"
#include "core/store/journal.h"
#include "core/streampublisher.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <map>
#include <memory>

namespace headgate {

class HealthStore;
class SearchIndex;
class SearchWorker;
class StorageDesk;
struct HeldHistory;
class ReplayDesk;

/**
 * Engine thread. Owns the history, the sources and their followers; gathers what sources bring into
 * transactions, and posts what the reducers make of it after the commit. Commands are carried out
 * in enginecommands.cpp.
 */
class EngineWorker : public QObject, public SourceHost
{
    Q_OBJECT

public:
    EngineWorker(Engine::Options options, Outbox& outbox);
    ~EngineWorker() override;

    /** Any thread. */
    Mailbox& mailbox() { return m_mailbox; }
    /** Any thread: carried out after what was submitted before. */
    void submit(Command command);
    /** Any thread. */
    void pageRead(PageResult result);
    /** Any thread: what the logs of sources add up to. */
    void surveyed(ChangeBatch news);

    /** Engine thread, before anything else. The reader is asked for pages; null: read over the
     * engine's own connection. */
    Outcome open();
    QString historyPath() const;
    void setReader(ReaderWorker* reader) { m_reader = reader; }
    /** Who searches; null: the engine itself, over its own connection. */
    void setSearcher(SearchWorker* searcher) { m_searcher = searcher; }
    /** Any thread. */
    void searched(SearchFound found);
    void shutDown();

    // SourceHost
    void take(const SourceId& source, std::vector<SourceItem> items) override;
    qint64 fence() override;
    QHash<SessionId, qint64> cursors(const SourceId& source) override;
    std::optional<StreamCursor> streamCursor(const SourceId& source) override;
    std::vector<LogFile> logFiles(const SourceId& source) override;
    std::vector<SessionId> openSessions(const SourceId& source) override;
    bool hasHoleBefore(
        const SessionKey& session, const MessageId& message, Timestamp created) override;
    void statusChanged(const SourceStatus& status) override;

signals:
    /** Carries nothing: what changed is in the outbox, behind its mutex. */
    void changed();

private:
    struct Followed
    {
        std::unique_ptr<Follower> follower;
        std::unique_ptr<EventSource> source;
        std::unique_ptr<Terminals> terminals{}; ///< null: such a source has none
        std::vector<SourceItem> pending{};
    };

    void execute(const AddSource& command);
    void execute(const RenameSource& command);
    void execute(const RemoveSource& command);
    void execute(const PauseSource& command);
    void execute(const ResumeSource& command);
    void execute(const RetrySource& command);
    void execute(const SystemResumed& command);
    void execute(const OpenSession& command);
    void execute(const CloseSession& command);
    void execute(const LoadOlder& command);
    void execute(const Decide& command);
    void execute(const StopSession& command);
    void execute(const SendPrompt& command);
    void execute(const SessionAct& command);
    void execute(const ShowArchived& command);
    void execute(const ReadEvents& command);
    void execute(const Serve& command);
    void execute(const StopServing& command);
    void execute(const PublishSession& command);
    void execute(const PublishSource& command);
    void execute(const UseTerminal& command);
    void execute(const LookUp& command);
    void prove(const SourceId& source, const Lookup::Prove& wish);
    void askForProof(
        const SourceId& source, const Lookup::Prove& wish, std::shared_ptr<HeldHistory> held);
    void onReader(std::function<void(Database*)> what);
    void search(const SearchWish& wish);
    void indexSoon();
    void indexSome();
    void lookBack(const SourceId& source, const Lookup::Past& wish);
    void postFinding(const SourceId& source, Finding finding);
    void noteRevoked(const SourceId& source, const SavedRule& rule);
    void execute(const ShowTimeline& command);
    void execute(const ReadTimeline& command);
    void execute(const ReadTimelineEvent& command);
    void execute(const ExportTimeline& command);
    void execute(const RecordSource& command);
    void execute(const CancelWork& command);
    void execute(const KeepFor& command);
    void execute(const DropContent& command);
    void execute(const ShrinkHistory& command);
    bool isAtRest(const SessionKey& key) const;
    void contentDropped(const SessionKey& key);
    void tellProgress(const Progress& progress);
    void tellIndexed(bool more);
    void recallHealth(const SourceId& source);
    void noteHealth(const SourceStatus& status);
    void keepHealth(bool minutesToo);
    void tellHealth();
    void readFacts();
    void readStorage();

    std::unique_ptr<Terminals> makeTerminals(const SourceConfig& config);
    void flush();
    void post(ChangeBatch changes, qint64 lastRow);
    bool commit(ChangeBatch* changes);
    void carryOut(Followed& followed, const Follower::Wish& wish);
    void ask(std::optional<PageRequest> request);
    void show(const PageResult& result);
    /** `then` is called once all of them stand still; not if one could not be stopped. */
    void stopNext(
        const StopSession& wish, std::vector<Session> running, std::function<void()> then);
    void promptAnswered(const SessionKey& key, const QString& id, const Issue& issue);
    void lookFor(const SessionKey& key, const QString& id);
    void send(const SessionAct& act);
    void actAnswered(const SessionAct& act, const QString& directory, const ActAnswer& answer);
    void noteStopped(const StopSession& wish, const Session& session);
    void record(const SourceId& source, const std::vector<StoredEvent>& events);
    void recorded(Recording told);
    void answered(const Decision& decision, const DecisionAnswer& answer);
    void recordStep(Followed& followed, const DecisionStep& step);
    void settleJournal(const ChangeBatch& changes);
    SessionPlace placeOf(const SessionKey& key);
    bool hasOlder(const Followed& followed, const SessionKey& session);
    Followed* followed(const SourceId& source);
    Timestamp now() const;

    Engine::Options m_options;
    Outbox& m_outbox;
    std::unique_ptr<History> m_history;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<StreamPublisher> m_publisher;
    std::unique_ptr<SearchIndex> m_searchIndex;
    std::unique_ptr<HealthStore> m_healthStore;
    std::unique_ptr<StorageDesk> m_storage;
    struct Health
    {
        HealthState state;
        HealthUnkept unkept;
        Timestamp written; ///< when its minute was last
    };
    std::map<SourceId, Health> m_health;
    std::optional<qint64> m_indexFrom; ///< where a long pass over what is stored began
    Timestamp m_indexTold;
    std::unique_ptr<ReplayDesk> m_desk; ///< of a history in memory
    ReaderWorker* m_reader = nullptr;
    SearchWorker* m_searcher = nullptr;
    std::map<SourceId, Followed> m_sources;
    std::map<SourceId, std::unique_ptr<LogRecorder>> m_recorders;
    QSet<CheckpointKey> m_asked; ///< requests that were seen waiting
    Timestamp m_begun = now();
    OpenSessions m_open;
    QTimer m_flushTimer;
    QTimer m_indexTimer;
    size_t m_pendingItems = 0;
    bool m_showArchived = false;
    bool m_stopped = false; ///< after a database error: nothing is taken that could not be kept
    Mailbox m_mailbox{this};
};

} // namespace headgate
