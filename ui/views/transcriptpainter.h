// SPDX-License-Identifier: MIT
#pragma once

#include "ui/models/highlights.h"
#include "ui/models/transcriptdocument.h"
#include "ui/views/blocklayout.h"

#include <QPainter>

namespace headgate {

class TranscriptImages;

/** What a block looks like at this moment, beyond what it says. */
struct BlockLook
{
    int index = 0;
    int selectedFrom = 0; ///< UTF-16; nothing is selected if not smaller than selectedTo
    int selectedTo = 0;
    bool hovered = false;
    bool focused = false; ///< the keyboard stands on it
    bool caret = false;
    bool copied = false; ///< its code was just copied
    bool marked = false; ///< the person marked this place
};

/** Draws single blocks. UI thread. The painter's origin is the top left of the block in the column.
 */
class TranscriptPainter
{
public:
    TranscriptPainter(const TranscriptDocument& document, const BlockLayouter& layouter);

    void paint(QPainter& p, const LaidBlock& laid, const BlockLook& look) const;
    /** How far the rings have turned, in degrees. */
    void setAngle(double degrees) { m_angle = degrees; }
    /** Words that stand out; the list outlives the painter. */
    void setHighlights(const std::vector<Highlight>* highlights) { m_highlights = highlights; }
    /** Where pictures come from; it outlives the painter. */
    void setImages(TranscriptImages* images) { m_images = images; }
    /** Whether block `i` has a ring that turns, and where in the block. */
    bool hasRing(int i) const;
    QRectF ringRect(int i) const;
    /** Where "Copy" is drawn in a code block. */
    QRect copyRect(const LaidBlock& laid) const;
    /** The part of a chip or thought that its words cover; empty for other kinds. */
    int wordsWidth(const Block& block, const QString& words) const;

private:
    struct Piece
    {
        QPainter& p;
        const LaidBlock& laid;
        const BlockLook& look;
        const Block& block;
        const TranscriptItem& item;
        bool selected = false;
    };

    void ground(const Piece& c) const;
    void cardGround(const Piece& c) const;
    void bubble(const Piece& c) const;
    void codeBox(const Piece& c) const;
    void tableLines(const Piece& c) const;
    void sideBars(const Piece& c) const;
    void marker(const Piece& c) const;
    void selection(const Piece& c) const;
    void highlights(const Piece& c) const;
    void markFlag(const Piece& c) const;
    void inlineCode(const Piece& c) const;
    void diffRows(const Piece& c) const;
    void divider(const Piece& c) const;
    void text(const Piece& c) const;
    void caret(const Piece& c) const;
    void cardHead(const Piece& c) const;
    int cardFigures(const Piece& c, const CardFacts& facts, int right, int baseline) const;
    int figuresRight() const; ///< where the figures of a card end, without a chevron
    void cardLine(const Piece& c) const;
    void thoughtHead(const Piece& c) const;
    void chip(const Piece& c) const;
    void picture(const Piece& c) const;
    void focusRing(const Piece& c) const;

    const TranscriptDocument& m_document;
    const BlockLayouter& m_layouter;
    const std::vector<Highlight>* m_highlights = nullptr;
    TranscriptImages* m_images = nullptr;
    double m_angle = 0;
};

/** The shapes that say how a tool call stands; `angle` in degrees turns the ring. */
void drawStatusShape(QPainter& p, QRectF box, ToolStatus status, double angle = 0);

} // namespace headgate
