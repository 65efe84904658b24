// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "core/domain/command.h"

#include <QAbstractListModel>
#include <QHash>
#include <QTimer>

#include <functional>

namespace headgate {

/**
 * The events of one log that pass a filter, the newest first. Knows how many there are; what they
 * say is asked for as it is looked at, and only the rows around that are kept. UI thread.
 */
class TimelineModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        DetailRole = Qt::UserRole + 1,
        ClockRole, ///< local time of day
        StampRole, ///< local date and time, ms
        ToneRole, ///< words::EventTone as int
        RunRole, ///< its run, where the row above is of another one; else empty
        RunPlaceRole, ///< a small number for each run, by first sight; -1: it has none
        LoadedRole,
    };
    static constexpr qsizetype kept = 2048; ///< rows held at once

    explicit TimelineModel(QObject* parent = nullptr);

    /** Where wishes go. */
    void setSubmit(std::function<void(Command)> submit) { m_submit = std::move(submit); }
    /** Whose events are listed. */
    void setSource(const SourceId& source);
    const SourceId& source() const { return m_source; }
    void setFilter(const TimelineFilter& filter);
    const TimelineFilter& filter() const { return m_filter; }
    /** Nothing is looked for while nobody looks. */
    void setWatched(bool watched);
    void setToday(Timestamp now) { m_now = now; }

    void apply(const Change& change);

    bool searching() const { return m_counted.searching; }
    bool cut() const { return m_counted.cut; }
    /** Null: not here yet. */
    const TimelineRow* at(int row) const;
    /** The row of a place as in TimelineCounted. */
    int rowOf(qint64 place) const { return int(m_counted.end - 1 - place); }
    qint64 placeOf(int row) const { return m_counted.end - 1 - row; }

    /** Asks for an event whole; eventRead() tells it. */
    void readEvent(qint64 row, const EventId& id = {});
    void exportTo(const QString& path, ExportTimeline::Format format);

    int rowCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const final;

signals:
    void counted(); ///< rows came, or the search ended
    void eventRead(const headgate::TimelineEventRead& event);
    void exported(const headgate::TimelineExported& exported);

private:
    void restart();
    void take(const TimelineCounted& counted);
    void take(const TimelineRead& read);
    void want(qint64 place) const;
    void askMissing();
    int runPlace(const QString& run) const;
    void forgetFar(qint64 around);

    std::function<void(Command)> m_submit;
    SourceId m_source;
    TimelineFilter m_filter;
    bool m_watched = false;
    bool m_shown = false; ///< the engine was told to list something
    quint64 m_number = 0;
    TimelineCounted m_counted;
    QHash<qint64, TimelineRow> m_rows; ///< by place
    mutable QHash<QString, int> m_runs;
    mutable qint64 m_wantedFrom = 0; ///< places that were looked at and are not here
    mutable qint64 m_wantedTo = -1;
    bool m_asked = false; ///< an answer is on its way
    mutable QTimer m_soon;
    Timestamp m_now;
};

} // namespace headgate
