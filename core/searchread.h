// SPDX-License-Identifier: MIT
#pragma once

#include "core/project/searchtext.h"
#include "core/store/database.h"

#include <functional>

/**
 * Reading what SearchIndex wrote, over any connection. The index has no texts: those of a page are
 * read from where they stand, and what stands there no more is left out. Thread of `database`.
 */
namespace headgate::searchread {

/** The texts of one thing that the history describes. `type`: of the event that did. */
std::vector<searchtext::Piece> piecesOf(
    const SourceId& source, const QString& type, const QByteArray& raw, const QString& key);

/** One page. `ended`: asked now and then; true, and what was found so far is all there will be. */
SearchFound find(
    Database& database, const SearchWish& wish, const std::function<bool()>& ended = {});

/** Percent of what is stored that was looked through; 100: all of it. */
int indexed(Database& database);

} // namespace headgate::searchread
