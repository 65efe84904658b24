// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/search.h"

#include <QString>
#include <QStringList>
#include <QTimeZone>

#include <vector>

/**
 * What a person types narrows a search by words of its own: `source:`, `session:`, `role:`,
 * `tool:`, `before:` and `after:`, each with its value, which may stand in quotes. Anything else
 * with a colon in it is a word like others. What cannot be read is left out and told of; it is
 * never an error. Pure.
 */
namespace headgate::searchquery {

/** Why one of them narrows nothing. */
struct Trouble
{
    enum class Kind : quint8 {
        NoValue, ///< nothing stands behind the colon
        NoTime, ///< neither a date, a time nor a span
        NoRole, ///< none of roles()
    };

    Kind kind = Kind::NoValue;
    QString name; ///< "before"
    QString value; ///< as typed

    friend bool operator==(const Trouble&, const Trouble&) = default;
};

/** Fills the wish's words and whatever narrows it; what it has besides stays, and of two bounds of
 * time the closer one counts. Dates are of `zone`; `now` is what "today" and "3d" count from. */
std::vector<Trouble> read(
    const QString& typed, Timestamp now, const QTimeZone& zone, SearchWish& wish);

/** Whether there is anything to look for: words, or something that narrows. */
bool asksFor(const SearchWish& wish);

/** What may stand before the colon. */
QStringList names();
/** What `role:` takes. */
QStringList roles();

} // namespace headgate::searchquery
