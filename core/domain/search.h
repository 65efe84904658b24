// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace headgate {

/** What a text that can be searched is. Numbers are kept in the history. */
enum class SearchKind : quint8 {
    Words, ///< what a person or an agent said or thought
    Tools, ///< what a tool was called with, and what it printed
    Errors,
    Titles, ///< of sessions
};

inline constexpr std::array searchKinds{
    SearchKind::Words, SearchKind::Tools, SearchKind::Errors, SearchKind::Titles};

/** What a person looks for in all that is kept. */
struct SearchWish
{
    quint64 number = 0; ///< of the asker's: the answer names it, and a newer one ends an older
    QString words; ///< see searchwords; none, and something that narrows: all that is left
    SourceId source; ///< empty: all
    SessionId session; ///< of `source`; empty: all
    QString sourceLike; ///< a piece of the source's id, in any case; empty: all
    QString sessionLike; ///< a piece of the session's id or title, in any case; empty: all
    QString role; ///< SearchHit::speaker of Words; empty: all
    QString tool; ///< SearchHit::speaker of Tools and Errors, in any case; empty: all
    std::optional<SearchKind> kind; ///< empty: all
    Timestamp from; ///< not known: no bound
    Timestamp until; ///< not included; not known: no bound
    bool byRelevance = false; ///< else the newest first
    qint64 after = 0; ///< SearchFound::next of the page before; 0: the first page
    int limit = 50;

    friend bool operator==(const SearchWish&, const SearchWish&) = default;
};

/** UTF-16 places in a text. */
struct TextSpan
{
    qsizetype start = 0;
    qsizetype length = 0;

    friend bool operator==(const TextSpan&, const TextSpan&) = default;
};

/** One text that has all the words. */
struct SearchHit
{
    SessionKey key;
    QString title; ///< of the session; empty: not known
    SearchKind kind = SearchKind::Words;
    MessageId message; ///< empty: it is not part of one
    PartId part; ///< empty: the message itself, or the session
    QString speaker; ///< Words: "user", "assistant" or "reasoning"; Tools: the tool
    Timestamp time;
    QString snippet; ///< one line around the first of the words
    std::vector<TextSpan> marks; ///< the words in it
    QString word; ///< the first of them as it stands there; empty: none could be marked

    friend bool operator==(const SearchHit&, const SearchHit&) = default;
};

struct SearchFound
{
    quint64 number = 0;
    std::vector<SearchHit> hits;
    qint64 next = 0; ///< there are more behind this; 0: that was all
    bool first = true; ///< these are the first, not more of the same
    int indexed = 100; ///< percent of what is kept that was looked through

    friend bool operator==(const SearchFound&, const SearchFound&) = default;
};

} // namespace headgate
