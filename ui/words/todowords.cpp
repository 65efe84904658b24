// SPDX-License-Identifier: MIT
#include "ui/words/todowords.h"

#include "core/project/visibletext.h"
#include "ui/words/say.h"

namespace headgate::words {

using namespace Qt::StringLiterals;

namespace {

/** An agent may write anything; beyond this nobody reads a todo. */
constexpr qsizetype longest = 2000;

} // namespace

TodoState todoState(const Todo& todo)
{
    if (todo.status == "in_progress"_L1)
        return TodoState::Doing;
    if (todo.status == "completed"_L1)
        return TodoState::Done;
    if (todo.status == "cancelled"_L1)
        return TodoState::Dropped;
    return TodoState::Open;
}

QString todoStateWords(const Todo& todo)
{
    switch (todoState(todo)) {
    case TodoState::Doing:
        return say("in progress");
    case TodoState::Done:
        return say("done");
    case TodoState::Dropped:
        return say("dropped");
    case TodoState::Open:
        break;
    }
    const bool known = todo.status.isEmpty() || todo.status == "pending"_L1;
    return known ? say("to do") : makeVisible(todo.status.left(40)).text;
}

QString todoLine(const Todo& todo)
{
    QString line = todo.content.left(longest).simplified();
    if (todo.content.size() > longest)
        line += QChar(0x2026);
    return makeVisible(line).text;
}

} // namespace headgate::words
