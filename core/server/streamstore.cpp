// SPDX-License-Identifier: MIT
#include "core/server/streamstore.h"

#include "core/server/streamstore_p.h"

#include <QDir>
#include <QFile>
#include <QLockFile>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** Rows that several appends of a turn share do not grow beyond this, so that reads stay small. */
constexpr qsizetype fullRow = 1024 * 1024;
/** Of each stream's newest data, in memory: what live readers are about to ask for. */
constexpr qsizetype recentBytes = 64 * 1024;

} // namespace

StreamStore::~StreamStore() = default;

const StreamFacts* StreamStore::find(const StreamName& name, Timestamp now)
{
    const auto known = m_byName.constFind(name);
    if (known == m_byName.constEnd())
        return nullptr;
    const StreamId id = *known;
    if (!stream(id).facts.isDeleted && isExpired(stream(id), now))
        remove(id);
    return find(id);
}

const StreamFacts* StreamStore::find(StreamId id) const
{
    const auto it = m_streams.find(id);
    return it == m_streams.end() ? nullptr : &it->second->facts;
}

std::optional<Timestamp> StreamStore::expiryDate(StreamId id) const
{
    return stream(id).expiry;
}

std::optional<ProducerState> StreamStore::producer(StreamId id, const QByteArray& producer) const
{
    const Stream& s = stream(id);
    const auto it = s.producers.constFind(producer);
    if (it == s.producers.constEnd())
        return {};
    return *it;
}

std::vector<StreamFacts> StreamStore::list() const
{
    std::vector<StreamFacts> all;
    for (const auto& [id, s] : m_streams)
        all.push_back(s->facts);
    std::sort(all.begin(), all.end(),
        [](const StreamFacts& a, const StreamFacts& b) { return a.name.text < b.name.text; });
    return all;
}

Timestamp StreamStore::createdAt(StreamId id) const
{
    return stream(id).created;
}

Timestamp StreamStore::writtenAt(StreamId id) const
{
    return stream(id).writtenAt;
}

QByteArray StreamStore::note(StreamId id) const
{
    return stream(id).note;
}

bool StreamStore::isExpired(const Stream& s, Timestamp now) const
{
    if (s.facts.config.ttlSeconds)
        return now >= s.accessed + std::chrono::seconds(*s.facts.config.ttlSeconds);
    if (s.facts.config.expiresAt.isEmpty())
        return false;
    // A date that cannot be read ends the stream rather than keeping it for ever.
    return !s.expiry || now >= *s.expiry;
}

std::vector<StreamRow> StreamStore::read(StreamId id, Position from, qsizetype bytes)
{
    const Stream& s = stream(id);
    const StreamFacts& facts = s.facts;
    std::vector<StreamRow> rows;
    from = std::max(from, facts.head);
    const Position ownBegin = facts.inherited.empty() ? Position{0} : facts.inherited.back().end;
    for (const StreamFacts::Inherited& part : facts.inherited) {
        if (from < part.end && bytes > 0) {
            readRows(part.stream, from, part.end, facts.isJson, bytes, rows);
            from = rows.empty() ? from : rows.back().end();
        }
    }
    if (bytes <= 0 || from < ownBegin)
        return rows;
    if (s.recent.empty() || from < s.recent.front().begin) {
        readRows(id, from, facts.tail, facts.isJson, bytes, rows);
        return rows;
    }
    for (const StreamRow& row : s.recent) {
        if (row.end() <= from || bytes <= 0)
            continue;
        rows.push_back(cutRow(row, from, row.end(), facts.isJson));
        bytes -= rows.back().body.size();
    }
    return rows;
}

const StreamFacts& StreamStore::create(
    const StreamName& name, const CreatePlan& plan, Timestamp now)
{
    openTurn();
    auto made = std::make_unique<Stream>();
    Stream& s = *made;
    s.facts.id = StreamId(m_nextId++);
    s.facts.name = name;
    s.facts.config = plan.config;
    s.facts.isJson = plan.isJson;
    s.facts.tail = plan.begin;
    s.expiry = plan.expiry;
    s.source = plan.source;
    s.begin = plan.begin;
    s.created = s.accessed = now;
    const StreamId id = s.facts.id;
    m_streams.emplace(id, std::move(made));
    m_byName.insert(name, id);
    if (plan.source)
        inherit(s);
    s.isNew = true;
    s.mark(m_changed);
    return s.facts;
}

/** A fork's view of what came before it; counts among its source's forks. */
void StreamStore::inherit(Stream& s)
{
    Stream& source = stream(*s.source);
    ++source.forks;
    s.facts.head = std::max(s.facts.head, std::min(source.facts.head, s.begin));
    for (const StreamFacts::Inherited& part : source.facts.inherited) {
        s.facts.inherited.push_back({part.stream, std::min(part.end, s.begin)});
        if (s.begin <= part.end)
            return;
    }
    s.facts.inherited.push_back({*s.source, s.begin});
}

void StreamStore::append(StreamId id, StreamBody body, Timestamp now)
{
    if (body.count == 0)
        return;
    openTurn();
    Stream& s = stream(id);
    StreamRow row{s.facts.tail, body.count, std::move(body.bytes), std::move(body.ends)};
    s.facts.tail = row.end();
    s.writtenAt = now;
    if (!s.pending.empty() && s.pending.back().body.size() + row.body.size() < fullRow)
        extendRow(s.pending.back(), std::move(row), s.facts.isJson);
    else
        s.pending.push_back(std::move(row));
    s.mark(m_changed);
}

void StreamStore::close(StreamId id, const std::optional<ProducerClaim>& by)
{
    openTurn();
    Stream& s = stream(id);
    s.facts.isClosed = true;
    s.facts.closedBy = by;
    s.isDirty = true;
    s.mark(m_changed);
}

void StreamStore::setProducer(StreamId id, const ProducerClaim& claim, Timestamp now)
{
    openTurn();
    Stream& s = stream(id);
    s.producers.insert(claim.id, {claim.epoch, claim.seq, now});
    s.dirtyProducers.insert(claim.id);
    s.mark(m_changed);
}

void StreamStore::setWriterSeq(StreamId id, const QByteArray& seq)
{
    openTurn();
    Stream& s = stream(id);
    s.facts.lastSeq = seq;
    s.isDirty = true;
    s.mark(m_changed);
}

void StreamStore::setNote(StreamId id, const QByteArray& note)
{
    openTurn();
    Stream& s = stream(id);
    s.note = note;
    s.hasNewNote = true;
    s.mark(m_changed);
}

void StreamStore::touch(StreamId id, Timestamp now)
{
    Stream& s = stream(id);
    s.accessed = std::max(s.accessed, now);
    if (s.facts.config.ttlSeconds)
        m_touched.insert(qint64(id));
}

void StreamStore::remove(StreamId id)
{
    openTurn();
    Stream& s = stream(id);
    if (s.forks > 0) {
        s.facts.isDeleted = true;
        s.isDirty = true;
        s.mark(m_changed);
        return;
    }
    const std::optional<StreamId> source = s.source;
    erase(id);
    if (!source)
        return;
    Stream& parent = stream(*source);
    if (--parent.forks == 0 && parent.facts.isDeleted)
        remove(*source);
}

void StreamStore::cutHead(StreamId id, Position head)
{
    for (const auto& [other, s] : m_streams) {
        Position until = head;
        if (other != id) {
            const auto& parts = s->facts.inherited;
            const auto part = std::find_if(
                parts.begin(), parts.end(), [id](const auto& p) { return p.stream == id; });
            if (part == parts.end())
                continue;
            until = std::min(head, part->end);
        }
        if (s->facts.head < until) {
            s->facts.head = until;
            s->isDirty = true;
            s->mark(m_changed);
        }
        while (other == id && !s->recent.empty() && s->recent.front().end() <= head) {
            s->recentSize -= s->recent.front().body.size();
            s->recent.pop_front();
        }
    }
}

void StreamStore::forgetProducers(Timestamp now)
{
    for (const auto& [id, s] : m_streams) {
        for (auto it = s->producers.begin(); it != s->producers.end();) {
            if (now - it->seen <= std::chrono::hours(24 * 7)) {
                ++it;
                continue;
            }
            openTurn();
            s->dirtyProducers.insert(it.key());
            s->mark(m_changed);
            it = s->producers.erase(it);
        }
    }
}

bool StreamStore::tidy(Timestamp now, std::chrono::milliseconds retention)
{
    std::vector<StreamId> expired;
    for (const auto& [id, s] : m_streams) {
        if (!s->facts.isDeleted && isExpired(*s, now))
            expired.push_back(id);
    }
    for (const StreamId id : expired) {
        // Removing one may have removed its source.
        if (const StreamFacts* facts = find(id); facts && !facts->isDeleted)
            remove(id);
    }
    forgetProducers(now);
    const bool moreDoomed = dropDoomed();
    return (retention.count() > 0 && cutOld(now - retention)) || moreDoomed;
}

/** What was written has become what is: the newest of it stays at hand. */
void StreamStore::settle(Stream& s)
{
    s.isMarked = s.isDirty = s.isNew = s.hasNewNote = false;
    s.dirtyProducers.clear();
    for (StreamRow& row : s.pending) {
        s.recentSize += row.body.size();
        s.recent.push_back(std::move(row));
    }
    s.pending.clear();
    while (s.recent.size() > 1 && s.recentSize > recentBytes) {
        s.recentSize -= s.recent.front().body.size();
        s.recent.pop_front();
    }
    // One large row is no longer worth its memory than until it has been sent.
    if (s.recentSize > fullRow) {
        s.recent.clear();
        s.recentSize = 0;
    }
}

} // namespace headgate
