// SPDX-License-Identifier: MIT
#include "ui/models/timelinemodel.h"

#include "ui/words/eventwords.h"
#include "ui/words/quantity.h"

#include <QDateTime>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** Asked for at once: what is in sight, and as much around it. */
constexpr qint64 mostAsked = 192;
constexpr qint64 around = 24;
/** More runs than this are never on one screen. */
constexpr qsizetype mostRuns = 4096;

QDateTime local(Timestamp at)
{
    return QDateTime::fromMSecsSinceEpoch(toMs(at));
}

} // namespace

TimelineModel::TimelineModel(QObject* parent)
    : QAbstractListModel(parent)
    , m_soon(this)
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &TimelineModel::askMissing);
}

void TimelineModel::setSource(const SourceId& source)
{
    if (source == m_source)
        return;
    m_source = source;
    m_filter = {};
    m_runs.clear();
    restart();
}

void TimelineModel::setFilter(const TimelineFilter& filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    restart();
}

void TimelineModel::setWatched(bool watched)
{
    if (watched == m_watched)
        return;
    m_watched = watched;
    restart();
}

/** What was listed goes; what is wanted now is looked for. */
void TimelineModel::restart()
{
    beginResetModel();
    ++m_number;
    m_counted = {};
    m_counted.searching = m_watched && isLog(m_source);
    m_rows.clear();
    m_wantedTo = -1;
    m_asked = false;
    endResetModel();
    // Who shows nothing and wants nothing has nothing to say.
    const bool wanted = m_counted.searching;
    if (m_submit && (wanted || m_shown))
        m_submit(ShowTimeline{wanted ? m_source : SourceId(), m_filter, m_number});
    m_shown = wanted;
    emit counted();
}

void TimelineModel::apply(const Change& change)
{
    if (const auto* counted = std::get_if<TimelineCounted>(&change)) {
        if (counted->number == m_number)
            take(*counted);
    } else if (const auto* read = std::get_if<TimelineRead>(&change)) {
        if (read->number == m_number)
            take(*read);
    } else if (const auto* event = std::get_if<TimelineEventRead>(&change)) {
        if (event->source == m_source)
            emit eventRead(*event);
    } else if (const auto* exported = std::get_if<TimelineExported>(&change)) {
        emit this->exported(*exported);
    } else if (const auto* removed = std::get_if<SourceRemoved>(&change)) {
        if (removed->source == m_source)
            setSource({});
    }
}

void TimelineModel::take(const TimelineCounted& now)
{
    if (now.turn != m_counted.turn) {
        beginResetModel();
        m_rows.clear();
        m_counted = now;
        endResetModel();
        emit counted();
        return;
    }
    // An answer that found nothing to tell is not waited for for ever.
    m_asked = false;
    const bool empty = m_counted.first == m_counted.end;
    if (empty && now.first < now.end) {
        beginInsertRows({}, 0, int(now.end - now.first) - 1);
        m_counted = now;
        endInsertRows();
    } else if (!empty) {
        if (now.end > m_counted.end) {
            beginInsertRows({}, 0, int(now.end - m_counted.end) - 1);
            m_counted.end = now.end;
            endInsertRows();
        }
        const int rows = rowCount();
        const int more = int(m_counted.first - now.first);
        if (more > 0) {
            beginInsertRows({}, rows, rows + more - 1);
            m_counted.first = now.first;
            endInsertRows();
        } else if (more < 0) {
            beginRemoveRows({}, rows + more, rows - 1);
            m_counted.first = now.first;
            endRemoveRows();
        }
    }
    m_counted = now;
    emit counted();
}

void TimelineModel::take(const TimelineRead& read)
{
    m_asked = false;
    if (read.turn != m_counted.turn || read.rows.empty())
        return;
    qint64 place = read.from;
    for (const TimelineRow& row : read.rows)
        m_rows.insert(place++, row);
    forgetFar(read.from + qint64(read.rows.size()) / 2);
    // The row below the oldest may not be the begin of a run any more.
    const int from = std::max(0, rowOf(place - 1));
    const int to = std::min(rowCount() - 1, rowOf(read.from) + 1);
    if (from <= to)
        emit dataChanged(index(from), index(to));
}

/** Rows far from where somebody looks. */
void TimelineModel::forgetFar(qint64 centre)
{
    if (m_rows.size() <= kept)
        return;
    m_rows.removeIf([centre](const auto& it) {
        return it.key() < centre - kept / 3 || it.key() > centre + kept / 3;
    });
}

void TimelineModel::want(qint64 place) const
{
    if (m_wantedTo < m_wantedFrom) {
        m_wantedFrom = m_wantedTo = place;
    } else {
        m_wantedFrom = std::min(m_wantedFrom, place);
        m_wantedTo = std::max(m_wantedTo, place);
        // Who jumped wants what is there now.
        if (m_wantedTo - m_wantedFrom >= mostAsked)
            m_wantedFrom = m_wantedTo = place;
    }
    if (!m_soon.isActive())
        m_soon.start(0);
}

void TimelineModel::askMissing()
{
    // What is still in sight is asked for again when this answer is painted.
    if (m_asked || !m_submit || m_wantedTo < m_wantedFrom)
        return;
    const qint64 from = std::max(m_counted.first, m_wantedFrom - around);
    const qint64 end = std::min(m_counted.end, m_wantedTo + around + 1);
    m_wantedTo = m_wantedFrom - 1;
    if (from >= end)
        return;
    m_asked = true;
    m_submit(ReadTimeline{m_number, from, int(end - from)});
}

void TimelineModel::readEvent(qint64 row, const EventId& id)
{
    if (m_submit)
        m_submit(ReadTimelineEvent{m_source, m_number, row, id});
}

void TimelineModel::exportTo(const QString& path, ExportTimeline::Format format)
{
    if (m_submit)
        m_submit(ExportTimeline{m_source, m_filter, path, format});
}

const TimelineRow* TimelineModel::at(int row) const
{
    const auto it = m_rows.constFind(placeOf(row));
    return it == m_rows.cend() ? nullptr : &*it;
}

int TimelineModel::runPlace(const QString& run) const
{
    if (run.isEmpty())
        return -1;
    if (m_runs.size() > mostRuns)
        m_runs.clear();
    const auto known = m_runs.constFind(run);
    return known != m_runs.cend() ? *known : *m_runs.insert(run, int(m_runs.size()));
}

int TimelineModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_counted.end - m_counted.first);
}

QVariant TimelineModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TimelineRow* row = at(index.row());
    if (!row) {
        want(placeOf(index.row()));
        return role == LoadedRole ? QVariant(false) : QVariant();
    }
    switch (role) {
    case Qt::DisplayRole:
        return row->lost ? tr("No longer in its file: %1").arg(row->type)
                         : words::eventTitle(row->type, row->gist);
    case DetailRole:
        return words::eventDetail(row->type, row->gist);
    case ClockRole:
        return local(row->time).toString(u"HH:mm:ss"_s);
    case StampRole:
        return local(row->time).toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s);
    case ToneRole:
        return int(words::eventTone(row->type, row->gist));
    case RunRole: {
        const TimelineRow* above = index.row() > 0 ? at(index.row() - 1) : nullptr;
        return above && above->run == row->run ? QString() : row->run;
    }
    case RunPlaceRole:
        return runPlace(row->run);
    case LoadedRole:
        return true;
    case Qt::AccessibleTextRole: {
        const QString detail = words::eventDetail(row->type, row->gist);
        const QString title = words::eventTitle(row->type, row->gist);
        return detail.isEmpty()
            ? tr("%1, at %2").arg(title, words::clockTime(row->time, m_now))
            : tr("%1, %2, at %3").arg(title, detail, words::clockTime(row->time, m_now));
    }
    case Qt::ToolTipRole:
        return QString(row->type + u'\n' + local(row->time).toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s)
            + u'\n' + tr("%1 ms").arg(toMs(row->time)));
    default:
        return {};
    }
}

} // namespace headgate
