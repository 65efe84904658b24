// SPDX-License-Identifier: MIT
#include "core/replaysteps.h"

#include "core/decode/logfacts.h"
#include "core/decode/opencode.h"
#include "core/decode/streamevent.h"
#include "core/domain/source.h"
#include "core/logrows.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QJsonDocument>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** Rows of the history, most of which may be of other sessions. */
constexpr qint64 rowsPerSlice = 2000;

} // namespace

ReplaySteps::ReplaySteps(const SessionKey& key, Of of)
    : m_key(key)
    , m_gather(std::make_unique<ReplayGather>(key, of == Of::Everything))
{
}

ReplaySteps::ReplaySteps(Database& database, const SessionKey& key, Of of)
    : ReplaySteps(key, of)
{
    while (!gather(database)) { }
}

bool ReplaySteps::gather(Database& database)
{
    if (!m_gather)
        return true;
    if (!m_gather->go(database, rowsPerSlice))
        return false;
    ReplayGather::Found found = m_gather->take();
    m_gather.reset();
    m_places = std::move(found.places);
    m_timeline = std::make_shared<ReplayTimeline>(ReplayTimeline{m_key, std::move(found.moments)});
    return true;
}

std::vector<ReplayStep> ReplaySteps::read(Database& database, qsizetype from, qsizetype to) const
{
    std::vector<ReplayStep> steps;
    Query q = database.prepare(u"SELECT coalesce(event.raw,payload.raw),event.type FROM event"
                               " LEFT JOIN payload ON payload.row=event.row WHERE event.row=?"_s);
    std::optional<LogRows> lines;
    if (isLog(m_key.source)) {
        lines.emplace(database, m_key.source);
        lines->refresh();
    }
    for (qsizetype i = from; i < to; ++i) {
        const ReplayMoment& moment = m_timeline->moments[size_t(i)];
        const ReplayPlace& place = m_places[size_t(i)];
        ReplayStep& step = steps.emplace_back();
        step.at = moment.at;
        step.type = moment.type;
        step.kept = moment.kept;
        step.request = place.request;
        if (place.kind == ReplayPlace::Kind::Line) {
            if (const auto event = streamevent::decode(lines->line(place.body)))
                step.facts = logfacts::facts(m_key.source, *event);
            continue;
        }
        if (place.body == 0)
            continue;
        bind(q, {place.body});
        if (!database.run(q) || !q.next())
            continue;
        const QByteArray raw = q.value(0).toByteArray();
        const QString type = q.value(1).toString();
        q.finish();
        if (place.kind == ReplayPlace::Kind::Wire) {
            if (auto wire = pane::wireFromRow(QJsonDocument::fromJson(raw).object(), moment.at))
                step.wire = std::move(*wire);
        } else {
            step.facts = opencode::facts(replayEvent(m_key, type, moment.at, raw));
        }
    }
    return steps;
}

std::vector<HeldEvent> ReplaySteps::held(Database& database, qsizetype from, qsizetype to) const
{
    Query row = database.prepare(
        u"SELECT event.eid,event.origin,event.hash,event.entity,coalesce(event.raw,payload.raw)"
        " FROM event LEFT JOIN payload ON payload.row=event.row WHERE event.row=?"_s);
    std::optional<LogRows> lines;
    if (isLog(m_key.source)) {
        lines.emplace(database, m_key.source);
        lines->refresh();
    }
    std::vector<HeldEvent> found;
    for (qsizetype i = from; i < to; ++i) {
        const ReplayMoment& moment = m_timeline->moments[size_t(i)];
        HeldEvent& event = found.emplace_back();
        event.row.row = moment.row;
        event.row.source = m_key.source;
        event.row.session = m_key.session;
        event.row.type = moment.type;
        event.row.seq = moment.seq;
        event.row.time = moment.at;
        if (m_places[size_t(i)].kind == ReplayPlace::Kind::Line) {
            event.row.origin = Origin::History;
            if (const auto line = lines->event(moment.row)) {
                event.row.id = EventId(line->event.id);
                event.row.data = line->line;
                event.at = line->at;
                event.file = QFileInfo(line->path).fileName();
            }
        } else {
            bind(row, {moment.row});
            if (!database.run(row) || !row.next())
                continue;
            event.row.id = EventId(row.value(0).toString());
            event.row.origin = static_cast<Origin>(row.value(1).toInt());
            event.print =
                QByteArray::number(quint64(row.value(2).toLongLong()), 16).rightJustified(16, '0');
            event.entity = row.value(3).toString();
            event.row.data = row.value(4).toByteArray();
            row.finish();
        }
        if (!event.row.data.isEmpty())
            event.sha256 =
                QCryptographicHash::hash(event.row.data, QCryptographicHash::Sha256).toHex();
    }
    return found;
}

} // namespace headgate
