// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace headgate {

/** What one unit of the transcript is. It decides how the unit is laid out and painted. */
enum class BlockKind : quint8 {
    Paragraph,
    Heading,
    Code,
    TableRow,
    Rule,
    Bubble, ///< the person's own words
    Chip, ///< an attached file
    Picture, ///< an attached picture; aux: its width and height, see pictureSize()
    CardHead,
    CardLabel,
    CardText,
    CardDiff,
    CardAction, ///< one line in a card that does something
    ThoughtHead,
    Divider,
    Decision,
    ErrorLine,
    QuietLine,
};

/** Of a picture as it was sent, in px of its own; each fits into 16 bits. */
constexpr quint32 packedSize(int width, int height)
{
    return quint32(width) << 16 | quint32(height);
}

/** True for the pieces of a framed card. */
constexpr bool isCard(BlockKind kind)
{
    return kind == BlockKind::CardHead || kind == BlockKind::CardLabel
        || kind == BlockKind::CardText || kind == BlockKind::CardDiff
        || kind == BlockKind::CardAction;
}

enum class BlockMarker : quint8 { None, Bullet, Number, Open, Done };

enum BlockFlag : quint16 {
    FirstOfGroup = 1, ///< begins a code box, a bubble or a table
    LastOfGroup = 2, ///< ends it
    Continues = 4, ///< goes on in the very line where the block before stopped
    HeaderRow = 8,
    Muted = 16, ///< reasoning
    Failing = 32, ///< error text in a card
    HunkBreak = 64, ///< lines were left out before this one
    RightSide = 128, ///< a chip of the person
    MidLine = 256, ///< Continues, without a line end before it
    CardEnd = 512, ///< closes the frame of a card
    AfterLabel = 1024, ///< text of a card right below its label
    AfterShape = 2048, ///< a line that begins with a status shape
};

enum SpanStyle : quint8 {
    StyleBold = 1,
    StyleItalic = 2,
    StyleCode = 4,
    StyleStrike = 8,
    StyleLink = 16,
};

struct BlockSpan
{
    quint32 at = 0; ///< UTF-16, from the begin of the block
    quint32 length = 0;
    quint32 link = 0; ///< 1-based index into BlockText::links; 0: none
    quint8 style = 0;

    friend bool operator==(const BlockSpan&, const BlockSpan&) = default;
};

struct Block
{
    quint32 at = 0; ///< first byte in BlockText::text
    quint32 bytes = 0;
    quint32 units = 0; ///< length in UTF-16
    quint32 span = 0;
    quint32 spanCount = 0;
    quint32 aux = 0; ///< list number, or index of the table or diff
    quint16 flags = 0;
    quint8 gap = 12; ///< px above, part of the block's height
    quint8 level = 0; ///< of a heading; of a picture: which one of its item, from 0
    quint8 indent = 0; ///< list depth
    quint8 quote = 0;
    BlockKind kind = BlockKind::Paragraph;
    BlockMarker marker = BlockMarker::None;

    bool has(BlockFlag flag) const { return (flags & flag) != 0; }
};

/** The columns that the rows of one table share. */
struct TableShape
{
    enum class Align : quint8 { Left, Centre, Right };

    std::vector<int> units; ///< longest cell of each column, UTF-16, capped
    std::vector<Align> align;
    friend bool operator==(const TableShape&, const TableShape&) = default;
};

/** The line numbers at which a block of a diff begins. */
struct DiffStart
{
    int before = 0;
    int after = 0;
    friend bool operator==(const DiffStart&, const DiffStart&) = default;
};

/** The separator between the cells of a table row; a line break once laid out. */
inline constexpr char cellSeparator = '\x1f';

/** The blocks of one part: their text in one UTF-8 buffer, their spans in one list. */
class BlockText
{
public:
    QByteArray text;
    std::vector<Block> blocks;
    std::vector<BlockSpan> spans;
    std::vector<TableShape> tables;
    std::vector<DiffStart> diffs;
    QStringList links;

    size_t size() const { return blocks.size(); }
    QByteArrayView bytesOf(size_t i) const;
    /** The block's text with '\n' and cell borders as QChar::LineSeparator: one unit each. */
    QString textOf(size_t i) const;
    /** What is copied: line ends and tabs as such, list markers in front. */
    QString copyTextOf(size_t i, qsizetype from = 0, qsizetype to = -1) const;

    /** Adds one block with a text; returns it for its other fields. */
    Block& add(BlockKind kind, QByteArrayView utf8);
    Block& add(BlockKind kind, QStringView words) { return add(kind, words.toUtf8()); }
    void addSpan(quint32 at, quint32 length, quint8 style); ///< to the newest block
    /** Splits at line ends into blocks of at most `lines` lines and about 2 KB. */
    void addLines(BlockKind kind, QByteArrayView utf8, quint16 flags, int lines = 40);

    /** Gives back what growing reserved. */
    void squeeze();
    BlockText takeFrom(size_t first);
    void append(const BlockText& tail);
    static bool same(const BlockText& a, size_t i, const BlockText& b, size_t j);
};

/** Above this a block of running text is split for display. */
inline constexpr qsizetype blockBytes = 2048;

quint32 utf16Length(QByteArrayView utf8);
/** Same length: control characters and direction overrides become U+FFFD, separators spaces. */
QString visibleText(QStringView text);

} // namespace headgate
