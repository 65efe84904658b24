// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"
#include "core/domain/message.h"
#include "core/domain/prompt.h"
#include "ui/views/markdown.h"
#include "ui/views/transcriptcards.h"

#include <memory>

namespace headgate {

/** One part, mark or line of the transcript with the blocks it is shown as. */
struct TranscriptItem
{
    enum class Type : quint8 {
        Older, ///< "earlier messages load ..."
        Part,
        Mark,
        Prompt, ///< the person's words that the server does not show yet
        Reverted, ///< what follows is undone for now
        Changes, ///< what a turn did to files
        End, ///< a message's error, or that it was interrupted
        Thinking,
    };

    explicit TranscriptItem(Type t)
        : type(t)
    {
    }

    Type type;
    Role role = Role::Unknown;
    bool dirty = false;
    bool closed = true; ///< the text is complete
    bool foldable = false;
    bool open = false;
    bool all = false; ///< every line of a long output
    PartKind kind = PartKind::Unknown;
    MessageId message;
    PartId partId;
    Timestamp at; ///< place among the marks
    std::unique_ptr<Part> part; ///< gone once a text is complete: its blocks say it all
    std::unique_ptr<Mark> mark;
    std::unique_ptr<headgate::Prompt> prompt;
    std::vector<FileDiff> diffs; ///< Changes
    CheckpointKey waits; ///< the request that this tool, or its subagent, waits on
    std::unique_ptr<CardFacts> card;
    QString words; ///< End, Older, Thinking
    bool failing = false; ///< End: an error, not an interruption

    BlockText content;
    quint32 revision = 0; ///< grows when it is built anew: what is painted beside its text changes
    int index = 0; ///< in the document's items
    int firstBlock = 0; ///< in the document's blocks

    MarkdownCut cut; ///< streaming text only
    size_t committed = 0; ///< blocks before the cut
    qsizetype committedAt = 0; ///< the cut those blocks end at

    bool isText() const { return kind == PartKind::Text || kind == PartKind::Reasoning; }
};

/** The blocks of an item from scratch. Pure. */
BlockText buildItem(TranscriptItem& item);

/** The file that a Picture block of the item shows: its part, or a tool's attachment under an
 * id of its own. */
Part attachedPart(const TranscriptItem& item, const Block& picture);

/** What a growing text became since the last look. */
struct GrownText
{
    BlockText blocks; ///< in place of those from item.committed on
    size_t done = 0; ///< how many of them can no longer change
};

/** True for a text of which only the end must be parsed again when it grows. */
bool growsAtTheEnd(const TranscriptItem& item);
/** Forgets what was done, so that the next growTail() begins at the start. */
void restartTail(TranscriptItem& item);
GrownText growTail(TranscriptItem& item);

} // namespace headgate
