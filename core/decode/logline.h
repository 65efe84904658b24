// SPDX-License-Identifier: MIT
#pragma once

#include "core/decode/jsontext.h"
#include "core/domain/expected.h"
#include "core/domain/ids.h"

#include <QByteArray>
#include <QString>

/**
 * What an index needs of a line of a durable event log, without parsing its payload: a tenth of
 * what parsing costs. Every version of the envelope (systems.md 1.1, 1.8). Pure.
 */
namespace headgate::logline {

/** Views into the line, JSON strings with their quotes; null where it says nothing. */
struct Head
{
    QByteArrayView id;
    QByteArrayView type;
    QByteArrayView stream; ///< of the first version: its session
    QByteArrayView payload;
    Timestamp time; ///< the epoch: not said
};

/** Where a payload belongs in a transcript. */
struct Place
{
    QByteArrayView message;
    QByteArrayView part;
};

/** Keeps its memory from line to line. One thread. */
class Scanner
{
public:
    /**
     * Errors: BadFrame (no JSON object, strictly read), BadEvent (no id, type or stream). Of the
     * first version a line without a session belongs to its run.
     */
    Expected<Head> scan(QByteArrayView line);
    /** Of the payload of an execution event; empty where it names no message. */
    Place place(QByteArrayView payload);

private:
    std::vector<JsonMember> m_members;
    std::vector<JsonMember> m_inner;
};

/** A string of Head without its quotes, escapes undecoded. */
inline QByteArrayView inner(QByteArrayView string)
{
    return string.isEmpty() ? string : string.sliced(1, string.size() - 2);
}

/** The text of a JSON string with its quotes; empty of anything else. */
QString text(QByteArrayView string);

} // namespace headgate::logline
