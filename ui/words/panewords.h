// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"
#include "core/domain/issue.h"

#include <QString>

/** Words about AgentPane sessions (systems.md 3). Thread-safe. */
namespace headgate::words {

/** Why such a server refused, by its own word; empty: it gave none that is known. */
QString refusalText(const Issue& issue);

/** "2 files, +3 −1: x.cpp, y.cpp"; of what is no diff its first line. */
QString diffLine(const Checkpoint& checkpoint);

/** What others are told of who works here: the same for all windows of one person. */
QString ownId();
QString ownName();

} // namespace headgate::words
