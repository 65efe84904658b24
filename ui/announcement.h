// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"
#include "core/domain/session.h"

#include <QString>

class QWidget;

namespace headgate {

/**
 * Says a sentence to who hears the window: as the description of `where`, with an alert and a
 * changed value, as Qt 6.4 has no announcements. Nothing is shown. UI thread.
 */
void announce(QWidget* where, const QString& sentence);

/** "An agent waits for you: Run a command, git push"; empty: it waits for nobody. */
QString announcementOf(const Checkpoint& request);
/** "Done: TITLE", "Failed: TITLE"; empty: its turn goes on, or it is a subagent's. */
QString announcementOf(const Session& session);

} // namespace headgate
