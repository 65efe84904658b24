// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"

namespace headgate::test {

SessionKey transcriptKey();
Timestamp at(int second); ///< seconds after the begin of the session
Message message(const QString& id, Role role, int second, bool complete = true);
Part textPart(const QString& messageId, const QString& id, const QString& text, bool final = true);
Part toolPart(const QString& messageId, const QString& id, const QString& tool,
    const QJsonObject& input, ToolStatus status = ToolStatus::Completed);

/** The session of the picture: a bubble, cards, a diff, marks and a text that streams. */
TranscriptLoaded shortSession();
/** Everything that can be shown, once. */
TranscriptLoaded everyKind();
/** `messages` messages of mixed content. */
TranscriptLoaded longSession(int messages);

} // namespace headgate::test
