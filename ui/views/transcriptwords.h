// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/message.h"
#include "core/domain/prompt.h"

#include <QCoreApplication>

namespace headgate {

enum class CardWait : quint8;

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
    static QString picture(int width, int height);
    static QString moreAttachments(int count);
    static QString showAll(int lines);
    static QString hiddenLines(int lines);
    static QString verb(const QString& tool);
    static QString statusName(ToolStatus status);
    /** What a card says in amber; empty while nobody is waited for. */
    static QString waits(CardWait wait);
    /** How words of the person stand that the server does not show yet. */
    static QString promptState(const Prompt& prompt);
    /** "2 files changed, +10 −3". */
    static QString changed(const std::vector<FileDiff>& files);

    static QString interrupted();
    static QString queued();
    static QString reverted();
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
