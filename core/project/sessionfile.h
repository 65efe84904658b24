// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/event.h"
#include "core/domain/message.h"
#include "core/domain/sessionexport.h"

#include <QByteArray>

namespace headgate {

/** An event as it is held, with what proves it. */
struct HeldEvent
{
    EventRow row; ///< `data` empty: what it said is not held
    QString entity; ///< the thing it describes, see EntityRef; empty: none
    qint64 at = -1; ///< in a log: bytes before it in its file
    QString file; ///< in a log: the name of that file
    QByteArray sha256; ///< of what it said, hexadecimal; empty: not held
    QByteArray print; ///< the history's own fingerprint of what it said, hexadecimal; may be empty
};

/** What stands at the head of a file that a session is written to. */
struct SessionFileHead
{
    SessionKey key;
    QString title;
    Timestamp written;
    QStringList rules; ///< names of those that were applied
    qint64 events = 0; ///< that are held of it
};

/** What stands at its end. */
struct SessionFileTail
{
    qint64 events = 0;
    qint64 unkept = 0; ///< events of which only this is held, that they were
    std::vector<RedactionFound> redacted;
};

/**
 * A session as a file for others, piece by piece. Pure. What a redaction does is done before; an
 * event that it changed has no hash, for that would help to guess what is gone.
 */
namespace sessionfile {

/** A name for the file without what file systems or people trip over: "mend-the-cart.html". */
QString safeName(const QString& title, const SessionId& session, ExportFormat format);
QString suffixOf(ExportFormat format); ///< "md", "jsonl", "html"

// Markdown: what markdownExport() makes of the messages, between these.
QString markdownEnd(const SessionFileHead& head, const SessionFileTail& tail);

// JSON lines: one for the file, one for each event, and one that ends it with the SHA-256 of all
// before.
QByteArray firstLine(const SessionFileHead& head);
QByteArray eventLine(const HeldEvent& event, const QJsonValue& data, bool redacted);
QByteArray lastLine(const SessionFileTail& tail, const QByteArray& sha256);

// HTML: one file without scripts and without anything from elsewhere.
QByteArray htmlBegin(const SessionFileHead& head);
/** `offsets`: of the events that told it, as text; empty: not known. */
QByteArray htmlMessage(const MessageWithParts& message, const QString& offsets);
QByteArray htmlMark(const Mark& mark);
QByteArray htmlEvents();
QByteArray htmlEvent(const HeldEvent& event, bool redacted);
QByteArray htmlEnd(const SessionFileTail& tail);

} // namespace sessionfile

} // namespace headgate
