// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/message.h"

namespace headgate::words {

/** How a todo stands. A status no one has heard of counts as open. */
enum class TodoState : quint8 { Open, Doing, Done, Dropped };

TodoState todoState(const Todo& todo);
/** "to do", "in progress", "done", "dropped"; an unknown status in its own word. */
QString todoStateWords(const Todo& todo);
/** What is to be done, on one line, hidden characters written out, of bounded length. */
QString todoLine(const Todo& todo);

} // namespace headgate::words
