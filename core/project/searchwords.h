// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/search.h"

#include <QString>

#include <vector>

/**
 * What a person types to search with, and where a text has it. Words are all wanted, each as the
 * begin of a word; "words in quotes" stand together, as they are; -word must not be there. Case and
 * accents do not count. Nothing that can be typed is an error. Pure.
 *
 * Scripts without spaces (Han, Kana) are taken letter by letter, and a word of them as letters that
 * stand together: found at any place and of any length, which an index of three-letter pieces would
 * refuse for words of two, at three times its size.
 */
namespace headgate::searchwords {

struct Term
{
    QString text;
    bool without = false;
    bool begins = false; ///< its last word may go on

    friend bool operator==(const Term&, const Term&) = default;
};

std::vector<Term> parse(const QString& typed);

/** For MATCH of the index; empty: there is nothing to look for. */
QString matchExpression(const std::vector<Term>& terms);

/** The text as the index takes it: letters of scripts without spaces stand apart. */
QString apart(const QString& text);

/** Where a text has any of the wanted words, from its begin; at most `most`. */
std::vector<TextSpan> marks(QStringView text, const std::vector<Term>& terms, size_t most);

struct Snippet
{
    QString text; ///< one line, cut with an ellipsis
    std::vector<TextSpan> marks;
    QString word; ///< the first mark as the text has it
};

/** About `width` letters around the first of the words. */
Snippet snippet(const QString& text, const std::vector<Term>& terms, qsizetype width);

} // namespace headgate::searchwords
