// SPDX-License-Identifier: MIT
#include "core/store/contentdrop.h"

#include "core/store/history.h"

#include <algorithm>
#include <vector>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr int thingsAtOnce = 50;
constexpr qint64 rowsAtOnce = 1000;

/** Keys of messages and parts, and of nothing else (Event::entity). */
constexpr auto isContent = "((key>='m:' AND key<'m;') OR (key>='p:' AND key<'p;'))";

} // namespace

ContentDrop::ContentDrop(History& history, const SessionKey& key)
    : m_history(history)
    , m_key(key)
    , m_session(history.sessionRow(key))
    , m_newest(history.lastRow())
{
}

/** Things first: what is left of a half that a crash leaves is found again, and nothing shows a
 * message without its text. */
bool ContentDrop::dropThings(int most)
{
    Database& db = m_history.database();
    Query find = db.prepare("SELECT key,row FROM entity WHERE session=? AND "_L1
        + QLatin1StringView(isContent) + " LIMIT ?"_L1);
    bind(find, {m_session, most});
    std::vector<std::pair<QString, qint64>> found;
    db.run(find);
    while (find.next())
        found.emplace_back(find.value(0).toString(), find.value(1).toLongLong());
    find.finish();
    Query payload = db.prepare(u"DELETE FROM payload WHERE row=?"_s);
    Query entity = db.prepare(u"DELETE FROM entity WHERE session=? AND key=?"_s);
    Query words =
        db.prepare(u"UPDATE search_doc SET session=-id,key='' WHERE session=? AND key=?"_s);
    Query dead = db.prepare(u"UPDATE search_progress SET dead=dead+?"_s);
    qint64 buried = 0;
    for (const auto& [key, row] : found) {
        bind(payload, {row});
        db.run(payload);
        bind(entity, {m_session, key});
        db.run(entity);
        bind(words, {m_session, key});
        db.run(words);
        buried += words.changedRows();
    }
    if (buried > 0) {
        bind(dead, {buried});
        db.run(dead);
    }
    return int(found.size()) == most;
}

void ContentDrop::dropRows(qint64 to)
{
    Database& db = m_history.database();
    Query q = db.prepare(u"UPDATE event SET raw=NULL WHERE row>? AND row<=? AND session=? AND"
                         " raw IS NOT NULL AND type NOT LIKE 'headgate.%'"_s);
    bind(q, {m_row, to, m_session});
    db.run(q);
    m_row = to;
}

bool ContentDrop::step(std::chrono::microseconds most, Timestamp now)
{
    const auto end = std::chrono::steady_clock::now() + most;
    Database& db = m_history.database();
    if (!std::exchange(m_begun, true)) {
        // First, as what is ended half-way has holes that must be looked for.
        Query holed = db.prepare(u"UPDATE session SET whole=0 WHERE id=?"_s);
        bind(holed, {m_session});
        db.run(holed);
    }
    m_history.forgetThings(); // what is remembered of them must not be written again
    const auto over = [&] { return std::chrono::steady_clock::now() >= end; };
    while (m_things && !over())
        m_things = dropThings(thingsAtOnce);
    while (!m_things && m_row < m_newest && !over())
        dropRows(std::min(m_newest, m_row + rowsAtOnce));
    if (m_things || m_row < m_newest)
        return true;
    Query live = db.prepare(u"DELETE FROM live_part WHERE session=?"_s);
    bind(live, {m_session});
    db.run(live);
    Query done = db.prepare(u"UPDATE session SET dropped=? WHERE id=?"_s);
    bind(done, {toMs(now), m_session});
    db.run(done);
    return false;
}

} // namespace headgate
