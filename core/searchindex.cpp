// SPDX-License-Identifier: MIT
#include "core/searchindex.h"

#include "core/decode/logfacts.h"
#include "core/decode/logline.h"
#include "core/decode/streamevent.h"
#include "core/io/logbodies.h"
#include "core/project/searchwords.h"
#include "core/searchread.h"
#include "core/store/contenthash.h"

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr int eventsAtOnce = 64;
constexpr int linesAtOnce = 256;
/** What is written at once is sorted and compressed as a whole when the transaction ends. */
constexpr qint64 bytesAtOnce = 16 * 1024;
/** So many pieces of the index are put together at a time, so many pages of them in a slice. */
constexpr int piecesToMerge = 16;
constexpr int pagesAtOnce = 8;
constexpr int countBits = 12; ///< of the texts of one second
constexpr qint64 fewDead = 20'000;

bool canBeSearched(const QString& key, const QByteArray& raw)
{
    // A message has words of its own only if it failed.
    if (key.startsWith("m:"_L1))
        return raw.contains("\"error\"");
    return key.startsWith("p:"_L1) || key.startsWith("k:"_L1) || key == "session"_L1;
}

/** The types of log events that hold whole texts, for SQL. */
QString typesWithTexts(Database& database)
{
    QStringList found;
    Query types = database.prepare(u"SELECT id,name FROM log_type"_s);
    database.run(types);
    while (types.next()) {
        const QByteArray name = types.value(1).toString().toUtf8();
        if (logfacts::useOf(name) == logfacts::Use::Place && !name.endsWith("_delta"))
            found.push_back(types.value(0).toString());
    }
    return found.join(u',');
}

} // namespace

/** How long a slice still may be. */
class SearchIndex::Slice
{
public:
    Slice(SearchIndex& index, qint64 upTo, std::chrono::microseconds most)
        : newest(upTo)
        , m_index(index)
        , m_end(std::chrono::steady_clock::now() + most)
    {
    }

    bool isOver() const
    {
        return m_index.m_bytes >= bytesAtOnce || std::chrono::steady_clock::now() >= m_end;
    }

    const qint64 newest;

private:
    const SearchIndex& m_index;
    const std::chrono::steady_clock::time_point m_end;
};

SearchIndex::SearchIndex(Database& database)
    : m_database(database)
    , m_progress(database.prepare(u"SELECT events,logs,dead FROM search_progress"_s))
    , m_setProgress(database.prepare(u"UPDATE search_progress SET events=?,logs=?,dead=?"_s))
    , m_nextEvents(database.prepare(
          u"SELECT payload.row,event.session,event.entity,event.type,event.time,entity.gone,"
          "source.name,payload.raw,parent.ord FROM payload CROSS JOIN event ON "
          "event.row=payload.row"
          " JOIN source ON source.id=event.source"
          " JOIN entity ON entity.session=event.session AND entity.key=event.entity"
          " LEFT JOIN entity AS parent ON parent.session=entity.session"
          " AND parent.key=entity.parent"
          " WHERE payload.row>? AND payload.row<=? ORDER BY payload.row LIMIT ?"_s))
    , m_docs(database.prepare(u"SELECT id,kind,hash FROM search_doc WHERE session=? AND key=?"_s))
    , m_addDoc(database.prepare(
          u"INSERT INTO search_doc(id,session,key,kind,row,hash) VALUES(?,?,?,?,?,?)"_s))
    , m_moveDoc(database.prepare(u"UPDATE search_doc SET row=? WHERE id=?"_s))
    , m_bury(database.prepare(u"UPDATE search_doc SET session=-id,key='' WHERE id=?"_s))
    , m_burySession(database.prepare(u"UPDATE search_doc SET session=-id,key='' WHERE session=?"_s))
    , m_last(database.prepare(u"SELECT max(id) FROM search_doc WHERE id>=? AND id<=?"_s))
    , m_addText(database.prepare(u"INSERT INTO search_text(rowid,text) VALUES(?,?)"_s))
    , m_count(database.prepare(u"SELECT count(*) FROM search_doc"_s))
    , m_merge(database.prepare(u"INSERT INTO search_text(search_text,rank) VALUES('merge',?)"_s))
    , m_changes(database.prepare(u"SELECT total_changes()"_s))
{
}

bool SearchIndex::step(qint64 newest, std::chrono::microseconds most)
{
    // Read anew each time: a transaction may have been rolled back, and History counts the dead of
    // what it forgets.
    if (m_database.run(m_progress) && m_progress.next()) {
        m_events = m_progress.value(0).toLongLong();
        m_logs = m_progress.value(1).toLongLong();
        m_dead = m_progress.value(2).toLongLong();
    }
    m_progress.finish();
    if (!std::exchange(m_checked, true))
        beginAnew();
    const bool all = m_events >= newest && m_logs >= newest;
    if (all && !std::exchange(m_tidied, true))
        m_unmerged = piecesToMerge; // what an earlier run left
    if (m_merging || m_unmerged >= piecesToMerge) {
        m_unmerged = 0;
        m_merging = merge();
        return m_merging || !all;
    }
    if (all)
        return false;
    m_bytes = 0;
    m_fresh.clear();
    Slice slice(*this, newest, most);
    const bool more = takeEvents(slice) || takeLogs(slice);
    write();
    bind(m_setProgress, {m_events, m_logs, m_dead});
    m_database.run(m_setProgress);
    return more || !m_tidied || m_unmerged >= piecesToMerge;
}

/** Some more of it; true: there is more to do. */
bool SearchIndex::merge()
{
    const auto changes = [&] {
        const bool told = m_database.run(m_changes) && m_changes.next();
        const qint64 count = told ? m_changes.value(0).toLongLong() : 0;
        m_changes.finish();
        return count;
    };
    const qint64 before = changes();
    bind(m_merge, {pagesAtOnce});
    m_database.run(m_merge);
    return changes() - before >= 2; // fewer: it found nothing to do
}

/** Where most of it is dead. */
void SearchIndex::beginAnew()
{
    if (m_dead < fewDead || !m_database.run(m_count) || !m_count.next())
        return;
    const qint64 all = m_count.value(0).toLongLong();
    m_count.finish();
    if (m_dead * 2 <= all)
        return;
    m_database.execute(u"INSERT INTO search_text(search_text) VALUES('delete-all')"_s);
    m_database.execute(u"DELETE FROM search_doc"_s);
    m_events = m_logs = m_dead = 0;
    m_full.clear();
}

/** True: there is more of it. */
bool SearchIndex::takeEvents(Slice& slice)
{
    Query& q = m_nextEvents;
    while (m_events < slice.newest) {
        if (slice.isOver())
            return true;
        bind(q, {m_events, slice.newest, eventsAtOnce});
        m_database.run(q);
        int rows = 0;
        while (!slice.isOver() && q.next()) {
            ++rows;
            const Place place{q.value(1).toLongLong(), q.value(2).toString(),
                q.value(0).toLongLong(), q.value(8).toLongLong(),
                timestampFromMs(q.value(4).toLongLong())};
            const bool gone = q.value(5).toBool();
            const QByteArray raw = q.value(7).toByteArray();
            m_events = place.row;
            if (gone && place.key == "session"_L1)
                burySession(place.session);
            else if (gone)
                put(place, {});
            else if (canBeSearched(place.key, raw))
                put(place,
                    searchread::piecesOf(
                        SourceId(q.value(6).toString()), q.value(3).toString(), raw, place.key));
        }
        const bool over = slice.isOver();
        q.finish();
        if (over)
            return true;
        if (rows < eventsAtOnce)
            m_events = slice.newest;
    }
    return false;
}

bool SearchIndex::takeLogs(Slice& slice)
{
    if (m_logs >= slice.newest)
        return false;
    const QString types = typesWithTexts(m_database);
    if (types.isEmpty()) {
        m_logs = slice.newest;
        return false;
    }
    LogBodies bodies;
    Query files = m_database.prepare(u"SELECT id,path,device,inode,gone FROM log_file"_s);
    m_database.run(files);
    while (files.next()) {
        LogFile file;
        file.path = files.value(1).toString();
        file.identity = {files.value(2).toLongLong(), files.value(3).toLongLong()};
        file.gone = files.value(4).toBool();
        bodies.add(files.value(0).toLongLong(), file);
    }
    Query q = m_database.prepare(
        u"SELECT log_event.row,log_event.session,log_event.time,log_event.eid,log_event.file,"
        "log_event.at,log_event.length,source.name FROM log_event"
        " JOIN log_file ON log_file.id=log_event.file JOIN source ON source.id=log_file.source"
        " WHERE log_event.row>? AND log_event.row<=? AND log_event.type IN (%1)"
        " ORDER BY log_event.row LIMIT ?"_s.arg(types));
    while (m_logs < slice.newest) {
        bind(q, {m_logs, slice.newest, linesAtOnce});
        m_database.run(q);
        int rows = 0;
        while (!slice.isOver() && q.next()) {
            ++rows;
            const Place place{q.value(1).toLongLong(), {}, q.value(0).toLongLong(), 0,
                timestampFromMs(q.value(2).toLongLong())};
            m_logs = place.row;
            const QByteArray line = bodies.text(q.value(4).toLongLong(), q.value(5).toLongLong(),
                q.value(6).toLongLong(), q.value(3).toString().toUtf8());
            m_bytes += line.size() / 4; // of reading it
            takeLine(q.value(7).toString(), place, line);
        }
        const bool over = slice.isOver();
        q.finish();
        if (over)
            return true;
        if (rows < linesAtOnce)
            m_logs = slice.newest;
    }
    return false;
}

void SearchIndex::takeLine(const QString& source, const Place& place, const QByteArray& line)
{
    const auto told = streamevent::decode(line);
    if (!told)
        return;
    for (const Fact& fact : logfacts::facts(SourceId(source), *told)) {
        std::vector<searchtext::Piece> pieces = searchtext::pieces(fact);
        // What is only begun supersedes nothing: a log does not take back.
        if (pieces.empty() || pieces.front().key == "session"_L1)
            continue;
        Place at = place;
        at.key = pieces.front().key;
        put(at, pieces);
    }
}

void SearchIndex::put(const Place& place, const std::vector<searchtext::Piece>& pieces)
{
    ++m_looked;
    std::vector<Known> known;
    bind(m_docs, {place.session, place.key});
    m_database.run(m_docs);
    while (m_docs.next())
        known.push_back(
            {m_docs.value(0).toLongLong(), m_docs.value(1).toInt(), m_docs.value(2).toLongLong()});
    m_docs.finish();
    for (const searchtext::Piece& piece : pieces) {
        const auto hash = static_cast<qint64>(contentHash(piece.text.toUtf8()));
        const auto same = std::find_if(known.begin(), known.end(),
            [&](const Known& k) { return k.kind == int(piece.kind) && k.hash == hash; });
        if (same != known.end()) {
            bind(m_moveDoc, {place.row, same->id});
            m_database.run(m_moveDoc);
            known.erase(same);
            continue;
        }
        const auto before = std::find_if(
            known.begin(), known.end(), [&](const Known& k) { return k.kind == int(piece.kind); });
        if (before != known.end()) {
            bury(before->id);
            known.erase(before);
        }
        Timestamp time = piece.time;
        if (!isKnown(time))
            time = place.order > 0 ? timestampFromMs(place.order) : place.time;
        const qint64 id = numberFor(time);
        bind(m_addDoc, {id, place.session, place.key, int(piece.kind), place.row, hash});
        m_database.run(m_addDoc);
        m_bytes += piece.text.size();
        m_fresh.push_back({id, searchwords::apart(piece.text)});
    }
    for (const Known& gone : known)
        bury(gone.id);
}

void SearchIndex::bury(qint64 id)
{
    bind(m_bury, {id});
    m_database.run(m_bury);
    ++m_dead;
}

void SearchIndex::burySession(qint64 session)
{
    bind(m_burySession, {session});
    m_database.run(m_burySession);
    m_dead += m_burySession.changedRows();
}

/** The next one of its second; where that is full, of the one behind it. */
qint64 SearchIndex::numberFor(Timestamp time)
{
    constexpr qint64 latest = qint64(1) << 40;
    constexpr size_t mostFull = 10'000;
    const qint64 wanted = std::clamp<qint64>(toMs(time) / 1000, 1, latest);
    qint64 second = m_full.value(wanted, wanted);
    for (;; ++second) {
        const qint64 first = second << countBits;
        const qint64 last = first + (1 << countBits) - 1;
        bind(m_last, {first, last});
        const bool some = m_database.run(m_last) && m_last.next() && !m_last.value(0).isNull();
        const qint64 taken = some ? m_last.value(0).toLongLong() : first - 1;
        m_last.finish();
        if (taken < last) {
            if (second != wanted) {
                if (size_t(m_full.size()) >= mostFull)
                    m_full.clear();
                m_full.insert(wanted, second);
            }
            return taken + 1;
        }
    }
}

/** In the order of their numbers: a smaller one behind a greater one ends a segment early. */
void SearchIndex::write()
{
    std::sort(
        m_fresh.begin(), m_fresh.end(), [](const Fresh& a, const Fresh& b) { return a.id < b.id; });
    if (!m_fresh.empty())
        ++m_unmerged;
    for (const Fresh& fresh : m_fresh) {
        bind(m_addText, {fresh.id, fresh.text});
        m_database.run(m_addText);
    }
    m_fresh.clear();
}

} // namespace headgate
