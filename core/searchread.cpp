// SPDX-License-Identifier: MIT
#include "core/searchread.h"

#include "core/decode/logfacts.h"
#include "core/decode/opencode.h"
#include "core/decode/streamevent.h"
#include "core/domain/source.h"
#include "core/logrows.h"
#include "core/project/searchquery.h"
#include "core/project/searchwords.h"

#include <QHash>

#include <algorithm>
#include <limits>
#include <map>
#include <memory>

namespace headgate::searchread {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype snippetWidth = 180;

std::vector<Fact> factsOf(const SourceId& source, const QString& type, const QByteArray& raw)
{
    if (isLog(source) && !type.startsWith("headgate."_L1)) {
        const auto told = streamevent::decode(raw);
        return told ? logfacts::facts(source, *told) : std::vector<Fact>();
    }
    const auto frame = opencode::decodeFrame(source, raw, {});
    const Event* event = frame ? std::get_if<Event>(&*frame) : nullptr;
    return event ? opencode::facts(*event) : std::vector<Fact>();
}

/** A row of search_doc, and whose it is. */
struct Doc
{
    qint64 id = 0;
    qint64 session = 0;
    QString key;
    SearchKind kind = SearchKind::Words;
    qint64 row = 0;
    SourceId source;
    SessionId name;
};

/** Fetches the texts of docs; remembers what the docs of a page have in common. */
class Texts
{
public:
    explicit Texts(Database& database)
        : m_database(database)
        , m_entity(database.prepare(
              u"SELECT event.type,payload.raw,parent.gone FROM entity"
              " JOIN event ON event.row=entity.row JOIN payload ON payload.row=entity.row"
              " LEFT JOIN entity AS parent ON parent.session=entity.session"
              " AND parent.key=entity.parent"
              " WHERE entity.session=? AND entity.key=? AND entity.gone=0"_s))
        , m_gone(database.prepare(
              u"SELECT 1 FROM entity WHERE session=? AND key='session' AND gone=1"_s))
    {
    }

    std::optional<searchtext::Piece> piece(const Doc& doc)
    {
        if (session(doc).gone)
            return {};
        // Parts of a log stand in its files, where the row is of the event that told the part.
        const bool inFile = isLog(doc.source) && doc.key.startsWith("p:"_L1);
        const auto found = inFile ? ofLine(doc) : ofEntity(doc);
        const auto at = std::find_if(found.begin(), found.end(),
            [&](const searchtext::Piece& p) { return p.kind == doc.kind; });
        return at == found.end() ? std::nullopt : std::optional(*at);
    }

    QString title(const Doc& doc) { return session(doc).title; }

    /** Who wrote the message of a part. */
    QString writer(const Doc& doc, const MessageId& message)
    {
        if (isLog(doc.source))
            return u"assistant"_s;
        const auto [type, raw] = described(doc.session, "m:"_L1 + message.value());
        for (const Fact& fact : factsOf(doc.source, type, raw)) {
            if (const auto* told = std::get_if<MessageDescribed>(&fact))
                return told->message.role == Role::User ? u"user"_s : u"assistant"_s;
        }
        return u"assistant"_s;
    }

private:
    struct Known
    {
        QString title;
        bool gone = false;
    };

    std::pair<QString, QByteArray> described(qint64 session, const QString& key)
    {
        bind(m_entity, {session, key});
        std::pair<QString, QByteArray> told;
        if (m_database.run(m_entity) && m_entity.next() && !m_entity.value(2).toBool())
            told = {m_entity.value(0).toString(), m_entity.value(1).toByteArray()};
        m_entity.finish();
        return told;
    }

    const Known& session(const Doc& doc)
    {
        if (const auto known = m_sessions.constFind(doc.session); known != m_sessions.cend())
            return *known;
        Known made;
        bind(m_gone, {doc.session});
        made.gone = m_database.run(m_gone) && m_gone.next();
        m_gone.finish();
        const auto [type, raw] = described(doc.session, u"session"_s);
        for (const Fact& fact : factsOf(doc.source, type, raw)) {
            if (const auto* told = std::get_if<SessionDescribed>(&fact))
                made.title = told->session.title;
        }
        return *m_sessions.insert(doc.session, made);
    }

    std::vector<searchtext::Piece> ofEntity(const Doc& doc)
    {
        const auto [type, raw] = described(doc.session, doc.key);
        return raw.isEmpty() ? std::vector<searchtext::Piece>()
                             : piecesOf(doc.source, type, raw, doc.key);
    }

    std::vector<searchtext::Piece> ofLine(const Doc& doc)
    {
        auto rows = m_logs.find(doc.source);
        if (rows == m_logs.end()) {
            rows =
                m_logs.emplace(doc.source, std::make_unique<LogRows>(m_database, doc.source)).first;
            rows->second->refresh();
        }
        const QByteArray line = rows->second->line(doc.row);
        return line.isEmpty() ? std::vector<searchtext::Piece>()
                              : piecesOf(doc.source, {}, line, doc.key);
    }

    Database& m_database;
    Query m_entity, m_gone;
    QHash<qint64, Known> m_sessions;
    std::map<SourceId, std::unique_ptr<LogRows>> m_logs;
};

/** Which docs a wish is about. Asked here and not in SQL, so that a search which passes over very
 * many of them can be ended between two. */
class Filter
{
public:
    Filter(Database& database, const SearchWish& wish)
        : m_kind(wish.kind)
    {
        Query q = database.prepare(u"SELECT session.id,source.name,session.name FROM session"
                                   " JOIN source ON source.id=session.source"
                                   " WHERE (?='' OR source.name=?) AND (?='' OR session.name=?)"_s);
        bind(q,
            {wish.source.value(), wish.source.value(), wish.session.value(), wish.session.value()});
        database.run(q);
        while (q.next()) {
            const SourceId source(q.value(1).toString());
            if (source.value().contains(wish.sourceLike, Qt::CaseInsensitive))
                m_sessions.insert(
                    q.value(0).toLongLong(), {source, SessionId(q.value(2).toString())});
        }
    }

    /** Nothing: it is none of them, or dead. */
    const SessionKey* passes(qint64 session, int kind) const
    {
        if (m_kind && int(*m_kind) != kind)
            return nullptr;
        const auto found = m_sessions.constFind(session);
        return found == m_sessions.cend() ? nullptr : &*found;
    }

private:
    std::optional<SearchKind> m_kind;
    QHash<qint64, SessionKey> m_sessions;
};

/** What only the text itself tells. */
bool fits(const SearchHit& hit, const SearchWish& wish)
{
    const auto has = [&](const QString& text) {
        return text.contains(wish.sessionLike, Qt::CaseInsensitive);
    };
    if (!wish.sessionLike.isEmpty() && !has(hit.key.session.value()) && !has(hit.title))
        return false;
    if (!wish.role.isEmpty() && (hit.kind != SearchKind::Words || hit.speaker != wish.role))
        return false;
    const bool ofTool = hit.kind == SearchKind::Tools || hit.kind == SearchKind::Errors;
    return wish.tool.isEmpty()
        || (ofTool && hit.speaker.compare(wish.tool, Qt::CaseInsensitive) == 0);
}

QString sqlOf(const SearchWish& wish, bool words)
{
    if (!words)
        return u"SELECT id,session,key,kind,row FROM search_doc WHERE id>=? AND id<?"
               " ORDER BY id DESC"_s;
    const QString sql =
        u"SELECT search_doc.id,search_doc.session,search_doc.key,search_doc.kind,search_doc.row"
        " FROM search_text CROSS JOIN search_doc ON search_doc.id=search_text.rowid"
        " WHERE search_text MATCH ? AND search_text.rowid>=? AND search_text.rowid<?"_s;
    return sql
        + (wish.byRelevance ? u" ORDER BY search_text.rank LIMIT -1 OFFSET ?"_s
                            : u" ORDER BY search_text.rowid DESC"_s);
}

SearchHit hitOf(const Doc& doc, const searchtext::Piece& piece, Texts& texts,
    const std::vector<searchwords::Term>& terms)
{
    constexpr int countBits = 12; // SearchIndex
    SearchHit hit;
    hit.key = {doc.source, doc.name};
    hit.title = texts.title(doc);
    hit.kind = doc.kind;
    hit.message = piece.message;
    hit.part = piece.part;
    hit.speaker = piece.speaker;
    if (hit.kind == SearchKind::Words && hit.speaker.isEmpty())
        hit.speaker = texts.writer(doc, piece.message);
    hit.time = timestampFromMs((doc.id >> countBits) * 1000);
    searchwords::Snippet snippet = searchwords::snippet(piece.text, terms, snippetWidth);
    hit.snippet = std::move(snippet.text);
    hit.marks = std::move(snippet.marks);
    hit.word = std::move(snippet.word);
    return hit;
}

qint64 numberAt(Timestamp time)
{
    constexpr int countBits = 12; // SearchIndex
    return (toMs(time) / 1000) << countBits;
}

} // namespace

std::vector<searchtext::Piece> piecesOf(
    const SourceId& source, const QString& type, const QByteArray& raw, const QString& key)
{
    std::vector<searchtext::Piece> found;
    for (const Fact& fact : factsOf(source, type, raw)) {
        for (searchtext::Piece& piece : searchtext::pieces(fact)) {
            if (piece.key == key)
                found.push_back(std::move(piece));
        }
    }
    return found;
}

int indexed(Database& database)
{
    Query q =
        database.prepare(u"SELECT progress.row,search_progress.events,search_progress.logs FROM"
                         " progress,search_progress"_s);
    if (!database.run(q) || !q.next())
        return 100;
    const qint64 all = q.value(0).toLongLong();
    const qint64 done =
        std::min(all, q.value(1).toLongLong()) + std::min(all, q.value(2).toLongLong());
    return all == 0 ? 100 : int(done * 100 / (all * 2));
}

SearchFound find(Database& database, const SearchWish& wish, const std::function<bool()>& ended)
{
    SearchFound found;
    found.number = wish.number;
    found.first = wish.after == 0;
    found.indexed = indexed(database);
    const auto terms = searchwords::parse(wish.words);
    const QString expression = searchwords::matchExpression(terms);
    const bool words = !expression.isEmpty();
    if (!searchquery::asksFor(wish))
        return found;
    const qint64 from = isKnown(wish.from) ? numberAt(wish.from) : 0;
    qint64 until = isKnown(wish.until) ? numberAt(wish.until) : std::numeric_limits<qint64>::max();
    const bool byRelevance = wish.byRelevance && words;
    if (!byRelevance && wish.after > 0)
        until = std::min(until, wish.after);
    Query q = database.prepare(sqlOf(wish, words));
    int place = 0;
    const auto next = [&](const QVariant& value) { q.bindValue(place++, value); };
    if (words)
        next(expression);
    next(from);
    next(until);
    if (byRelevance)
        next(wish.after);
    const Filter filter(database, wish);
    Texts texts(database);
    qint64 passed = wish.after;
    database.run(q);
    while (!(ended && ended()) && q.next()) {
        const qint64 id = q.value(0).toLongLong();
        const qint64 before = passed;
        // Where the page after this goes on.
        passed = byRelevance ? passed + 1 : id;
        const SessionKey* key = filter.passes(q.value(1).toLongLong(), q.value(3).toInt());
        if (!key)
            continue;
        const Doc doc{id, q.value(1).toLongLong(), q.value(2).toString(),
            static_cast<SearchKind>(q.value(3).toInt()), q.value(4).toLongLong(), key->source,
            key->session};
        const auto piece = texts.piece(doc);
        if (!piece)
            continue;
        SearchHit hit = hitOf(doc, *piece, texts, terms);
        if (!fits(hit, wish))
            continue;
        if (int(found.hits.size()) == wish.limit) {
            found.next = before;
            break;
        }
        found.hits.push_back(std::move(hit));
    }
    q.finish();
    return found;
}

} // namespace headgate::searchread
