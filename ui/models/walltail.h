// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "ui/models/walltrack.h"

#include <QStringList>

#include <vector>

namespace headgate {

class TranscriptDocument;
struct TranscriptItem;

/** One paragraph of a tile. */
struct WallLine
{
    enum class Kind : quint8 { Said, Person, Called, Failed };

    Kind kind = Kind::Said;
    QString text; ///< without markup, in one line

    friend bool operator==(const WallLine&, const WallLine&) = default;
};

/**
 * The end of one session's transcript as a few plain lines. Keeps some kilobytes, however long the
 * session is. UI thread.
 */
class WallTail
{
public:
    static constexpr size_t parts = 16;
    static constexpr qsizetype mostText = 800; ///< UTF-16 units of one part
    static constexpr size_t mostLines = 18;

    /** True if what lines() says may be something else now. What a part did goes to `track`. */
    bool apply(const Change& change, WallTrack& track);
    /** The same out of a transcript that is shown already. */
    void take(const TranscriptDocument& document, WallTrack& track);
    /** The newest last. */
    const std::vector<WallLine>& lines() const;
    bool isLoading() const { return m_loading; }

private:
    struct Entry
    {
        MessageId message;
        PartId part;
        WallLine::Kind kind = WallLine::Kind::Said;
        bool code = false; ///< one line as it stands
        QString text;
        mutable bool cut = false; ///< `lines` are those of `text`
        mutable QStringList lines{};
    };

    static Entry entryOf(const TranscriptItem& item);
    void on(const TranscriptLoaded& change, WallTrack& track);
    bool on(const PartChanged& change, WallTrack& track);
    bool on(const PartAppended& change);
    void put(const Part& part, Role role);
    void note(const Part& part, Timestamp otherwise, WallTrack& track) const;
    Role roleOf(const MessageId& message) const;
    void setRole(const Message& message);
    Entry* find(const PartId& part);

    std::vector<Entry> m_entries;
    std::vector<std::pair<MessageId, Role>> m_roles; ///< of the newest messages
    bool m_loading = true;
    mutable bool m_dirty = false;
    mutable std::vector<WallLine> m_lines;
};

} // namespace headgate
