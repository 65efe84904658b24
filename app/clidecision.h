// SPDX-License-Identifier: MIT
#pragma once

#include "app/clisession.h"

namespace headgate::cli {

/** What a verb makes of the request it is to decide: the decision without its key, or why not. */
using MakeDecision = std::function<Expected<Decision>(const Checkpoint&)>;

/** Finds the request, sends the decision once and waits until the stream tells what became of it;
 * prints that, and returns the exit code. */
int decide(CliSession& cli, const RequestId& request, const MakeDecision& make);

} // namespace headgate::cli
