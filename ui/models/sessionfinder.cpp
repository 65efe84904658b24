// SPDX-License-Identifier: MIT
#include "ui/models/sessionfinder.h"

#include "ui/models/sourcelist.h"
#include "ui/words/quantity.h"
#include "ui/words/sessionwords.h"
#include "ui/words/sourcewords.h"

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

struct Ranked
{
    Timestamp opened; ///< epoch: not yet, or it is the one in the middle
    bool here = false;
    Timestamp updated;
    SessionKey key;
};

bool precedes(const Ranked& a, const Ranked& b)
{
    if (a.opened != b.opened)
        return a.opened > b.opened;
    if (a.here != b.here)
        return a.here;
    return a.updated > b.updated;
}

} // namespace

SessionFinder::SessionFinder(const SessionTreeModel* sessions, QObject* parent)
    : FinderModel(parent)
    , m_sessions(sessions)
{
}

void SessionFinder::take(
    const SourceList& sources, const QHash<SessionKey, Timestamp>& opened, const SessionKey& here)
{
    std::vector<Ranked> ranked;
    for (const SessionKey& key : m_sessions->sessionsInOrder()) {
        const bool there = key == here;
        ranked.push_back({there ? Timestamp() : opened.value(key), there,
            m_sessions->session(key)->updated, key});
    }
    std::ranges::stable_sort(ranked, precedes);
    QHash<SourceId, QString> names;
    for (const SourceStatus& source : sources.all())
        names.insert(source.id, words::sourceName(source));
    QHash<QString, QString> places; // many sessions share a directory
    m_keys.clear();
    m_keys.reserve(ranked.size());
    std::vector<Thing> things;
    things.reserve(ranked.size());
    for (const Ranked& one : ranked) {
        const Session& session = *m_sessions->session(one.key);
        QString& place = places[session.directory];
        if (place.isNull())
            place = u" · "_s + words::shortPath(session.directory);
        QString detail = names.value(session.source, session.source.value());
        if (!session.directory.isEmpty())
            detail += place;
        things.push_back(
            {words::sessionTitle(session), detail, session.id.value(), session.directory, true});
        m_keys.push_back(one.key);
    }
    setThings(std::move(things));
}

QVariant SessionFinder::fact(int thing, int role) const
{
    const QModelIndex at = m_sessions->indexOf(m_keys[size_t(thing)]);
    switch (role) {
    case NoteRole:
        return at.data(SessionTreeModel::AgeRole);
    case ShapeRole:
        return at.isValid() ? at.data(SessionTreeModel::ShapeRole) : int(RowShape::None);
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return at.data(Qt::AccessibleTextRole);
    default:
        return {};
    }
}

} // namespace headgate
