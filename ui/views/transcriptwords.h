// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/message.h"

#include <QCoreApplication>

namespace headgate {

/** The sentences of the transcript. Pure; every word passes through tr(). */
class TranscriptWords
{
    Q_DECLARE_TR_FUNCTIONS(TranscriptWords)

public:
    /** "0.2 s", "34 s", "2 min 14 s", "1 h 5 min". */
    static QString duration(milliseconds time);
    static QString repaired(const Mark& mark);
    static QString stopped(const Mark& mark);
    static QString compacted(const Mark& mark);
    /** The bold word and the rest of a decision's line. */
    static QString decisionVerdict(const Mark& mark);
    static QString decisionDetail(const Mark& mark);
    static QString thought(const Part& part);
    static QString messageError(const Message& message);
    static QString attachment(const Part& part);
    static QString showAll(int lines);
    static QString hiddenLines(int lines);
    static QString verb(const QString& tool);
    static QString statusName(ToolStatus status);

    static QString interrupted();
    static QString missedText();
    static QString thinking();
    static QString loading();
    static QString nothingOpen();
    static QString nothingSaid();
    static QString earlier();
    static QString input();
    static QString output();
    static QString error();
    static QString openChild();
    static QString addedByServer();
    static QString retried();
    static QString noContent();
    static QString copy();
    static QString copied();
};

} // namespace headgate
