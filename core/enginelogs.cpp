// SPDX-License-Identifier: MIT
// What EngineWorker does for event logs: their timelines are the reader's work, recordings have a
// thread of their own.
#include "core/engineworker.h"

namespace headgate {

void EngineWorker::execute(const ShowTimeline& command)
{
    flush();
    if (m_reader)
        m_reader->timeline(command);
}

void EngineWorker::execute(const ReadTimeline& command)
{
    if (m_reader)
        m_reader->timeline(command);
}

void EngineWorker::execute(const ReadTimelineEvent& command)
{
    if (m_reader)
        m_reader->timeline(command);
}

void EngineWorker::execute(const ExportTimeline& command)
{
    flush();
    if (m_reader)
        m_reader->timeline(command);
}

void EngineWorker::execute(const RecordSource& command)
{
    flush();
    const auto known = m_recorders.find(command.source);
    if (!command.on) {
        if (known == m_recorders.end())
            return;
        Recording ended = known->second->end();
        m_recorders.erase(known);
        post({RecordingChanged{std::move(ended)}}, 0);
        return;
    }
    if (!followed(command.source) || known != m_recorders.end())
        return;
    m_recorders.emplace(command.source,
        std::make_unique<LogRecorder>(
            command.source, command.path, [this](Recording told) { recorded(std::move(told)); }));
}

void EngineWorker::record(const SourceId& source, const std::vector<StoredEvent>& events)
{
    const auto recorder = m_recorders.find(source);
    if (recorder != m_recorders.end() && !events.empty())
        recorder->second->take(events);
}

/** Called on the recorder's thread. */
void EngineWorker::recorded(Recording told)
{
    m_mailbox.post([this, told = std::move(told)] {
        const auto recorder = m_recorders.find(told.source);
        if (m_stopped || recorder == m_recorders.end())
            return;
        if (told.state == Recording::State::Failed)
            m_recorders.erase(recorder);
        post({RecordingChanged{told}}, 0);
    });
}

} // namespace headgate
