// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/fact.h"
#include "core/domain/search.h"

#include <QString>

#include <vector>

/** Which texts of a fact can be searched. What is still being written has none yet. Pure. */
namespace headgate::searchtext {

/** Letters of one text that are looked through; what is behind them is not found. */
constexpr qsizetype longest = 64 * 1024;

struct Piece
{
    QString key; ///< EntityRef::key of what it belongs to
    SearchKind kind = SearchKind::Words;
    QString text; ///< at most `longest`
    Timestamp time; ///< not known: of whatever it belongs to
    MessageId message;
    PartId part;
    QString speaker; ///< as SearchHit
};

std::vector<Piece> pieces(const Fact& fact);

} // namespace headgate::searchtext
