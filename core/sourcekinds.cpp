// SPDX-License-Identifier: MIT
#include "core/sourcekinds.h"

#include "core/demosource.h"
#include "core/io/endpoint.h"
#include "core/io/httpsource.h"
#include "core/io/logsource.h"
#include "core/io/opencodesource.h"
#include "core/io/panesource.h"

#include <algorithm>
#include <array>

namespace headgate {

namespace {

template <typename Source>
std::unique_ptr<EventSource> makeOne(const SourceConfig& config, SourceHost& host)
{
    return std::make_unique<Source>(config, host);
}

/** A source with offsets: all it takes is its endpoint. */
template <const Endpoint& endpoint>
std::unique_ptr<EventSource> makeHttp(const SourceConfig& config, SourceHost& host)
{
    return std::make_unique<HttpSource>(config, host, endpoint);
}

constexpr std::array<SourceKindRow, 5> kinds{{
    {SourceKind::OpenCode, "opencode:", makeOne<OpenCodeSource>},
    {SourceKind::Stream, "stream:", makeHttp<durableStream>},
    {SourceKind::Demo, "demo:", makeOne<DemoSource>},
    {SourceKind::Log, "log:", makeOne<LogSource>},
    {SourceKind::AgentPane, "agentpane:", makeOne<PaneSource>},
}};

} // namespace

std::unique_ptr<EventSource> makeSource(const SourceConfig& config, SourceHost& host)
{
    const auto row = std::find_if(
        kinds.begin(), kinds.end(), [&](const SourceKindRow& r) { return r.kind == config.kind; });
    Q_ASSERT(row != kinds.end());
    return row->make(config, host);
}

} // namespace headgate
