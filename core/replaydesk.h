// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/past.h"
#include "core/project/replayframes.h"
#include "core/replaysteps.h"
#include "core/sessionexport.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace headgate {

/**
 * What a person plays back and writes out of the history: one replay, and any number of exports,
 * in slices that leave the thread free. Thread of the database that each call is given, which
 * outlives it; made, used and destroyed there.
 */
class ReplayDesk : public QObject
{
    Q_OBJECT

public:
    using Tell = std::function<void(Finding)>;

    /** `tell` is called now or later; with a database that is null, now and with an issue. */
    void take(Database* database, const SourceId& source, const PastWish& wish, Timestamp now,
        const Tell& tell);
    /** What is told where the history cannot be read; nothing: nobody waits for an answer. */
    static std::optional<Finding> refusal(const SourceId& source, const PastWish& wish);

private:
    void replay(const SourceId& source, const ReplayWish& wish, const Tell& tell);
    void write(const SourceId& source, const ExportWish& wish, Timestamp now, const Tell& tell);
    void work();
    void answer();

    Database* m_database = nullptr;
    SessionKey m_key;
    std::optional<ReplayWish> m_wish; ///< not answered yet
    Tell m_tell;
    bool m_timelineTold = false;
    std::unique_ptr<ReplaySteps> m_steps;
    std::unique_ptr<ReplayFrames> m_frames; ///< null: its moments are not all found yet
    std::map<quint64, std::unique_ptr<SessionExport>> m_exports;
    QTimer m_slice;
};

} // namespace headgate
