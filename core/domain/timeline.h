// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"
#include "core/domain/issue.h"
#include "core/domain/streamevent.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace headgate {

/** Which events of a log a person wants to see. All conditions hold together; an empty one asks for
 * nothing. */
struct TimelineFilter
{
    QStringList types; ///< any of them; "checkpoint.*" is what begins like that
    QString actor;
    QString stream;
    QString run; ///< correlation id
    std::optional<Timestamp> since; ///< inclusive
    std::optional<Timestamp> until; ///< inclusive
    QStringList words; ///< each occurs somewhere in the event, in any case

    friend bool operator==(const TimelineFilter&, const TimelineFilter&) = default;
};

/** What an event is about, in the log's own words, cut to what a row shows. */
struct EventGist
{
    QString subject; ///< a tool, an agent, a title, a file, ...
    QString detail; ///< what was done, asked or said
    QString status; ///< as the event says it

    friend bool operator==(const EventGist&, const EventGist&) = default;
};

/** An event of a log as one row of a timeline. */
struct TimelineRow
{
    qint64 row = 0; ///< its place in the history
    EventId id;
    QString type;
    QString stream;
    QString run;
    QString actor;
    Timestamp time;
    EventGist gist;
    bool lost = false; ///< its file does not hold it any more

    friend bool operator==(const TimelineRow&, const TimelineRow&) = default;
};

/** An event of a log, whole. */
struct TimelineEvent
{
    qint64 row = 0;
    StreamEvent event;
    QByteArray line; ///< as it stands in the file; empty: it is not there any more
    QString path; ///< of the file
    qint64 at = 0; ///< bytes before it

    friend bool operator==(const TimelineEvent&, const TimelineEvent&) = default;
};

/**
 * The events of a source that pass, newest first: TimelineCounted tells how many, now and whenever
 * there are more, until another command of this kind. An empty source only ends what was shown.
 */
struct ShowTimeline
{
    SourceId source;
    TimelineFilter filter;
    quint64 number = 0; ///< chosen by the caller; answers carry it
};

/** Rows of what is shown, answered by TimelineRead. */
struct ReadTimeline
{
    quint64 number = 0;
    qint64 from = 0; ///< place as in TimelineCounted
    int count = 0;
};

/** One event whole, by its row, or by its id where the row is 0; answered by TimelineEventRead. */
struct ReadTimelineEvent
{
    SourceId source;
    quint64 number = 0;
    qint64 row = 0;
    EventId id;
};

/** Writes what passes into a file, in the order of the log; answered by TimelineExported. */
struct ExportTimeline
{
    enum class Format : quint8 {
        Lines, ///< the events as they stand in the log
        TrailCsv, ///< of these the tool calls and spawns, as `headgate-cli trail` writes them
        TrailLines, ///< the same as JSON lines
    };

    SourceId source;
    TimelineFilter filter;
    QString path;
    Format format = Format::Lines;
};

/** Each event has a place that it keeps; newer ones have greater places. */
struct TimelineCounted
{
    SourceId source;
    quint64 number = 0;
    int turn = 0; ///< another one: every place was given out anew
    qint64 first = 0; ///< place of the oldest that was found
    qint64 end = 0; ///< behind the newest
    bool searching = false; ///< older ones are still being looked for
    bool cut = false; ///< there are older ones, which are not listed
    friend bool operator==(const TimelineCounted&, const TimelineCounted&) = default;
};

struct TimelineRead
{
    quint64 number = 0;
    int turn = 0;
    qint64 from = 0; ///< place of the first
    std::vector<TimelineRow> rows;
    friend bool operator==(const TimelineRead&, const TimelineRead&) = default;
};

struct TimelineEventRead
{
    SourceId source;
    EventId asked; ///< by id; empty: by row
    std::optional<TimelineEvent> event; ///< nothing: the log has no such event
    std::optional<qint64> place; ///< among those shown; nothing: it is not among them
    friend bool operator==(const TimelineEventRead&, const TimelineEventRead&) = default;
};

struct TimelineExported
{
    QString path;
    qint64 rows = 0;
    Issue issue; ///< None: the file is whole
    friend bool operator==(const TimelineExported&, const TimelineExported&) = default;
};

} // namespace headgate
