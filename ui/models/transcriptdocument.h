// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "ui/models/transcriptitem.h"
#include "ui/readingwishes.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <memory>
#include <optional>
#include <vector>

namespace headgate {

/** One place in the flat list of blocks. The id outlives changes elsewhere. */
struct BlockRef
{
    quint64 id = 0;
    TranscriptItem* item = nullptr;
    quint32 local = 0; ///< in item->content
};

/** Requests that tools of one session wait on. */
struct WaitingCalls
{
    QHash<QString, CheckpointKey> calls; ///< by the tool's call id
    QHash<SessionId, CheckpointKey> children; ///< asked at or below this subagent
    friend bool operator==(const WaitingCalls&, const WaitingCalls&) = default;
};

/**
 * What one session's transcript consists of, as a flat list of blocks. UI thread. A change to one
 * part touches the blocks of that part only; appended text becomes blocks in flush().
 */
class TranscriptDocument : public QObject
{
    Q_OBJECT

public:
    explicit TranscriptDocument(QObject* parent = nullptr);
    ~TranscriptDocument() override;

    void open(const SessionKey& key);
    const SessionKey& key() const { return m_key; }

    /** True if it was about this session. Blocks may be out of date until flush(). */
    bool apply(const Change& change);
    bool isDirty() const { return !m_dirty.empty(); }
    void flush();

    /** True if it made a difference. */
    bool setRunning(bool running);
    /** Tools that wait for a person, in place of those told before. */
    void setWaiting(const WaitingCalls& waiting);
    /** This message and all behind it are undone for now; empty: none. */
    void setReverted(const MessageId& message);
    bool isRunning() const { return m_running.value_or(false); }
    bool isLoading() const { return m_loading; }
    bool hasOlder() const { return m_hasOlder; }

    int blockCount() const { return static_cast<int>(m_blocks.size()); }
    const BlockRef& block(int i) const { return m_blocks[static_cast<size_t>(i)]; }
    const Block& shape(int i) const { return block(i).item->content.blocks[block(i).local]; }
    QString textOf(int i) const { return block(i).item->content.textOf(block(i).local); }
    /** The index of a block by id, or -1. Linear. */
    int indexOf(quint64 id) const;
    int itemCount() const { return static_cast<int>(m_items.size()); }
    const TranscriptItem& item(int i) const { return *m_items[static_cast<size_t>(i)]; }
    const TranscriptItem* itemOf(const PartId& part) const;
    /** How many messages stand before this one, of those that are loaded; -1: it is not. Linear. */
    int countBefore(const MessageId& message) const;
    /** Where a part stands; no part: the message's begin, or its error. nullptr: not loaded. */
    const TranscriptItem* placeOf(
        const MessageId& message, const PartId& part, bool error = false) const;
    /** Where what a turn did to files begins, else the words that began it; nullptr: not loaded. */
    const TranscriptItem* changesOf(const MessageId& turn) const;

    /** The block behind whose text the caret stands while text streams, or -1. */
    int caretBlock() const;
    /** Folds or unfolds the card or thought that block `i` belongs to. */
    void toggle(int i);
    void showAll(int i);
    /** Folds or unfolds whatever can be. */
    void setAllOpen(bool open);
    /** How cards and thoughts begin that nobody folded or unfolded. */
    void setReading(const ReadingWishes& wishes);
    /** The whole code that block `i` is a piece of. */
    QString codeOf(int i) const;

signals:
    void blocksReplaced(int first, int removed, int inserted);
    /** Parts or marks came at the end. */
    void grew(int items);

private:
    struct Entry
    {
        Message message;
        std::vector<TranscriptItem*> parts;
        TranscriptItem* changes = nullptr;
        TranscriptItem* end = nullptr;
    };
    using ItemList = std::vector<std::unique_ptr<TranscriptItem>>;

    void on(const TranscriptLoaded& change);
    void on(const OlderLoaded& change);
    void on(const MessageChanged& change);
    void on(const MessageRemoved& change);
    void on(const PartChanged& change);
    void on(const PartAppended& change);
    void on(const PartRemoved& change);
    void on(const MarkAdded& change);

    Entry& entry(const Message& message);
    Entry* find(const MessageId& id) const;
    TranscriptItem* findPart(const Entry& e, const PartId& id) const;
    std::unique_ptr<TranscriptItem> makePart(Entry& e, const Part& part);
    std::unique_ptr<TranscriptItem> makeMark(const Mark& mark);
    void setPart(TranscriptItem& item, const Part& part);
    void addMessages(const std::vector<MessageWithParts>& messages, ItemList& to,
        std::vector<Mark> marks, std::vector<std::unique_ptr<Entry>>& order);
    void insertEntry(std::unique_ptr<Entry> made);
    void insert(int at, ItemList items);
    ItemList take(int first, int count);
    size_t placeAmong(const Entry& e, const std::optional<PartId>& after) const;
    int placeOfPart(const Entry& e, Timestamp at) const;
    int placeOfMark(Timestamp at) const;
    int endOfList() const; ///< before words not sent yet and the line that says "thinking"
    bool take(const Prompt& prompt);
    void putPrompt(const Prompt& prompt);
    std::vector<Prompt> prompts() const;
    CheckpointKey waitsOf(const Part& part) const;
    bool isQueued(const Entry& e) const;
    void updateQueued();
    void updateChanges(Entry& e);
    void updateReverted();
    void moveToOrder(Entry& e);

    void touch(TranscriptItem& item);
    void rebuild(TranscriptItem& item);
    void replace(TranscriptItem& item, size_t from, const BlockText& tail);
    void renumber(int fromItem);
    void build(TranscriptItem& item);
    void updateAllEnds();
    void updateEnds(Entry* changed);
    void updateEnd(Entry& e, const Entry* last);
    Entry* lastAnswer() const;
    void updateOlder();
    void updateThinking();

    SessionKey m_key;
    ItemList m_items;
    std::vector<BlockRef> m_blocks;
    std::vector<std::unique_ptr<Entry>> m_order; ///< by (created, id); undescribed ones last
    QHash<MessageId, Entry*> m_byId;
    QHash<QString, TranscriptItem*> m_marks;
    std::vector<TranscriptItem*> m_dirty;
    bool startsSo(const Part& part) const;

    ReadingWishes m_reading;
    QHash<PartId, bool> m_folds; ///< what the person chose, kept over a reload
    QSet<PartId> m_all;
    std::optional<bool> m_running;
    WaitingCalls m_waiting;
    MessageId m_revertedTo;
    std::vector<Entry*> m_queued; ///< said to be queued
    Entry* m_lastAnswer = nullptr; ///< whose end was judged as the last one
    quint64 m_nextId = 1;
    bool m_loading = false;
    bool m_hasOlder = false;
};

} // namespace headgate
