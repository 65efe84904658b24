// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/source.h"

#include <QString>

namespace headgate::cli {

/** One thing that doctor looked at. */
struct Finding
{
    QString what;
    bool good = false;
    QString text;
};

void tell(const Finding& finding, bool json);

/** What doctor says of a log: its files, its lines, who may write it. The exit code. */
int lookAtLog(const SourceConfig& config, bool json);

/** What doctor says of an AgentPane server: its list, and where its streams are. */
int lookAtPane(const SourceConfig& config, bool json);

} // namespace headgate::cli
