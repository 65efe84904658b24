// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"
#include "core/domain/expected.h"

#include <QStringList>

/** What an AgentPane session asks of a person (systems.md 3.9). Pure; any thread. */
namespace headgate {

/** Whether this source is an AgentPane server. */
bool isPane(const SourceId& source);

enum class PaneAsk : quint8 {
    None, ///< of another kind of source
    Approval, ///< of a finished change: a rejection needs a reason
    Plan, ///< of what an agent is about to do
    Question, ///< it can be answered, not dismissed
};

PaneAsk paneAsk(const Checkpoint& checkpoint);

/** Characters that a reason or a feedback may have. */
constexpr qsizetype longestPaneWords = 1000;

/** As fits(), for what an AgentPane session asks. Errors: WrongAnswer. */
Outcome fitsPane(const Decision& decision, const Checkpoint& checkpoint);

/** A file of a unified diff. */
struct DiffFile
{
    QString path;
    qsizetype line = 0; ///< of the text, from 0, where it begins
    int added = 0;
    int removed = 0;

    friend bool operator==(const DiffFile&, const DiffFile&) = default;
};

/** The files of a unified diff in their order, whether git wrote it or not. */
QList<DiffFile> filesOfDiff(const QString& diff);

} // namespace headgate
