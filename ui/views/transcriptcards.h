// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/message.h"
#include "ui/views/diffblocks.h"

#include <memory>

namespace headgate {

/** Whom a tool waits for: nobody, a person's answer, or its subagent which waits for one. */
enum class CardWait : quint8 { None, Here, Below };

/** What the one line of a card says. */
struct CardFacts
{
    QString verb;
    QString subject;
    bool monoSubject = true;
    QString duration;
    DiffCounts diff;
    ToolStatus status = ToolStatus::Completed;
    bool hasStatus = false;
    CardWait wait = CardWait::None;
    bool open = false;

    friend bool operator==(const CardFacts&, const CardFacts&) = default;
};

/** What a CardAction does; stands in Block::aux. */
enum class CardActionKind : quint32 { ShowAll = 1, OpenChild = 2 };

/** How far a card is unfolded. */
struct CardFold
{
    bool open = false;
    bool all = false; ///< every line of a long output
};

inline constexpr int outputTailLines = 200;
inline constexpr int openDiffRows = 60; ///< edits up to this size start unfolded

/** True if this card is unfolded before the person touched it. */
bool startsOpen(const ToolCall& call);
CardFacts cardFacts(const ToolCall& call);
/** Head and, if open, body of a tool's card. Pure. */
BlockText toolCard(const ToolCall& call, const CardFacts& facts, CardFold fold);
/** One line that unfolds to `body`: unknown parts and what the server added. */
BlockText genericCard(const CardFacts& facts, const QString& body, CardFold fold);

/** One line that unfolds to the diffs of some files. Pure. */
BlockText changesCard(const CardFacts& facts, const std::vector<FileDiff>& files, bool open);

/** Terminal output as plain lines: no escape sequences, the last state of a rewritten line. */
QString plainOutput(QStringView output);

} // namespace headgate
