// SPDX-License-Identifier: MIT
#include "core/project/work.h"

#include <algorithm>
#include <iterator>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

// What is listed of each.
constexpr size_t mostAgents = 200;
constexpr size_t mostCalls = 100;
constexpr size_t mostSteps = 50;
constexpr size_t mostFiles = 200;
constexpr size_t mostRuns = 50;
/** Names that are offered to choose from; a log that has more is filtered by typing. */
constexpr qsizetype mostNames = 500;
constexpr size_t mostProgress = 50;

bool isOver(const LoggedCall& call)
{
    return call.status >= LoggedCall::Status::Completed;
}

void count(ToolTally& tally, const LoggedCall& call)
{
    ++tally.calls;
    tally.running += isOver(call) ? 0 : 1;
    tally.failed += call.status == LoggedCall::Status::Failed ? 1 : 0;
    if (call.started && call.ended && *call.ended >= *call.started) {
        ++tally.timed;
        tally.took += *call.ended - *call.started;
    }
}

/** Lets the oldest go, first of those that are over; returns how many. */
template <typename T, typename Over, typename Leave>
qint64 letGo(std::vector<T>& all, size_t keep, Over over, Leave leave)
{
    if (all.size() <= 2 * keep)
        return 0;
    const size_t before = all.size();
    size_t left = before - keep;
    std::vector<T> stay;
    for (T& one : all) {
        if (left > 0 && over(one)) {
            --left;
            leave(one);
        } else {
            stay.push_back(std::move(one));
        }
    }
    // Nobody told of their end.
    if (stay.size() > 2 * keep) {
        const auto lost = std::ptrdiff_t(stay.size() - keep);
        std::for_each(stay.begin(), stay.begin() + lost, leave);
        stay.erase(stay.begin(), stay.begin() + lost);
    }
    all = std::move(stay);
    return qint64(before - all.size());
}

void trimCalls(WorkState& state)
{
    Execution& execution = state.execution;
    const qint64 gone =
        letGo(execution.calls, WorkState::kept, isOver, [&](const LoggedCall& call) {
            ToolTally& tally = state.past[call.tool];
            tally.tool = call.tool;
            count(tally, call);
        });
    if (gone == 0)
        return;
    state.moreCalls += gone;
    execution.callIndex.clear();
    for (size_t i = 0; i < execution.calls.size(); ++i)
        execution.callIndex.insert(execution.calls[i].id, qsizetype(i));
}

void trimSteps(WorkState& state)
{
    Execution& execution = state.execution;
    const auto over = [](const LoggedStep& step) { return step.ended.has_value(); };
    const qint64 gone = letGo(execution.steps, WorkState::kept, over, [](const LoggedStep&) {});
    if (gone == 0)
        return;
    state.moreSteps += gone;
    execution.openSteps.clear();
    for (size_t i = 0; i < execution.steps.size(); ++i) {
        if (!execution.steps[i].ended)
            execution.openSteps.insert(execution.steps[i].message, qsizetype(i));
    }
}

void trimFiles(WorkState& state)
{
    std::vector<TouchedFile>& files = state.execution.files;
    if (files.size() <= 2 * WorkState::kept)
        return;
    std::stable_sort(files.begin(), files.end(),
        [](const TouchedFile& a, const TouchedFile& b) { return a.at < b.at; });
    const auto gone = std::ssize(files) - std::ptrdiff_t(WorkState::kept);
    files.erase(files.begin(), files.begin() + gone);
    state.moreFiles += gone;
    state.execution.fileIndex.clear();
    for (size_t i = 0; i < files.size(); ++i)
        state.execution.fileIndex.insert(files[i].path, qsizetype(i));
}

void countRun(WorkState& state, const StreamEvent& event)
{
    if (event.correlationId.isEmpty())
        return;
    auto at = state.runIndex.constFind(event.correlationId);
    if (at == state.runIndex.constEnd()) {
        if (state.runs.size() > 2 * WorkState::kept) {
            state.runs.erase(
                state.runs.begin(), state.runs.begin() + std::ptrdiff_t(WorkState::kept));
            state.runIndex.clear();
            for (size_t i = 0; i < state.runs.size(); ++i)
                state.runIndex.insert(state.runs[i].id, qsizetype(i));
        }
        at = state.runIndex.insert(event.correlationId, qsizetype(state.runs.size()));
        state.runs.push_back({event.correlationId, 0, event.timestamp, event.timestamp});
    }
    LogRun& run = state.runs[size_t(*at)];
    ++run.events;
    run.first = std::min(run.first, event.timestamp);
    run.last = std::max(run.last, event.timestamp);
}

void note(QSet<QString>& names, const QString& name)
{
    if (!name.isEmpty() && names.size() < mostNames)
        names.insert(name);
}

QStringList sorted(const QSet<QString>& names)
{
    QStringList list(names.begin(), names.end());
    list.sort();
    return list;
}

/** The newest first; those that are not over before all others. */
template <typename T, typename Over>
std::vector<T> newest(const std::vector<T>& all, size_t most, Over over, qint64* more)
{
    std::vector<T> listed;
    for (auto one = all.rbegin(); one != all.rend() && listed.size() < most; ++one) {
        if (!over(*one))
            listed.push_back(*one);
    }
    for (auto one = all.rbegin(); one != all.rend() && listed.size() < most; ++one) {
        if (over(*one))
            listed.push_back(*one);
    }
    *more += qint64(all.size() - listed.size());
    return listed;
}

std::vector<ToolTally> tallies(const WorkState& state)
{
    QHash<QString, ToolTally> all = state.past;
    for (const LoggedCall& call : state.execution.calls) {
        ToolTally& tally = all[call.tool];
        tally.tool = call.tool;
        count(tally, call);
    }
    std::vector<ToolTally> list(all.cbegin(), all.cend());
    std::sort(list.begin(), list.end(), [](const ToolTally& a, const ToolTally& b) {
        return a.calls == b.calls ? a.tool < b.tool : a.calls > b.calls;
    });
    return list;
}

} // namespace

void reduce(WorkState& state, const StreamEvent& event)
{
    const bool text = event.type.startsWith("execution.text_"_L1)
        || event.type.startsWith("execution.reasoning_"_L1);
    if (!text) {
        const size_t calls = state.execution.calls.size();
        const size_t steps = state.execution.steps.size();
        reduce(state.execution, event);
        if (state.execution.calls.size() > calls)
            trimCalls(state);
        if (state.execution.steps.size() > steps)
            trimSteps(state);
        trimFiles(state);
        std::vector<AgentProgress>& progress = state.execution.progress;
        if (progress.size() > mostProgress)
            progress.erase(progress.begin());
    }
    countRun(state, event);
    note(state.actors, event.actor);
    note(state.types, event.type);
}

Work workOf(const WorkState& state, const Intents& intents)
{
    Work work;
    work.moreCalls = state.moreCalls;
    work.moreSteps = state.moreSteps;
    work.moreFiles = state.moreFiles;
    work.agents = newest(
        intents.all, mostAgents, [](const Intent& i) { return !i.active(); }, &work.moreAgents);
    work.calls = newest(state.execution.calls, mostCalls, isOver, &work.moreCalls);
    work.steps = newest(
        state.execution.steps, mostSteps, [](const LoggedStep& s) { return s.ended.has_value(); },
        &work.moreSteps);
    std::vector<TouchedFile> files = state.execution.files;
    std::stable_sort(files.begin(), files.end(),
        [](const TouchedFile& a, const TouchedFile& b) { return a.at < b.at; });
    work.files = newest(
        files, mostFiles, [](const TouchedFile&) { return true; }, &work.moreFiles);
    std::vector<LogRun> runs = state.runs;
    std::stable_sort(
        runs.begin(), runs.end(), [](const LogRun& a, const LogRun& b) { return a.last < b.last; });
    qint64 moreRuns = 0;
    work.runs = newest(
        runs, mostRuns, [](const LogRun&) { return true; }, &moreRuns);
    work.progress.assign(state.execution.progress.rbegin(), state.execution.progress.rend());
    work.tools = tallies(state);
    work.actors = sorted(state.actors);
    work.types = sorted(state.types);
    return work;
}

} // namespace headgate
