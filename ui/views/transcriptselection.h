// SPDX-License-Identifier: MIT
#pragma once

#include "ui/models/transcriptdocument.h"

#include <utility>

namespace headgate {

/** A place in the text: a block and a UTF-16 position in it. */
struct TextPlace
{
    int block = -1;
    int offset = 0;

    friend bool operator==(const TextPlace&, const TextPlace&) = default;
    friend auto operator<=>(const TextPlace&, const TextPlace&) = default;
};

/** What is selected, across blocks. Follows its blocks when others come or go before them. */
class TranscriptSelection
{
public:
    TextPlace anchor;
    TextPlace head;

    bool isEmpty() const { return anchor.block < 0 || anchor == head; }
    void clear() { anchor = head = {}; }
    /** The selected range of one block; empty if first >= second. */
    std::pair<int, int> in(int block, int units) const;
    void shift(int first, int removed, int inserted);
    /** Plain text, made without any layout. */
    QString text(const TranscriptDocument& document) const;
    void selectAll(const TranscriptDocument& document);
};

/** Where block `index` is after `removed` blocks from `first` on became `inserted` ones. */
int shiftedIndex(int index, int first, int removed, int inserted);

/** The text of blocks as it is copied, with the line ends between them. */
QString copiedText(const TranscriptDocument& document, TextPlace from, TextPlace to);

} // namespace headgate
