// SPDX-License-Identifier: MIT
#pragma once

#include "core/project/panelifecycle.h"
#include "core/server/panedesk.h"

#include <QJsonObject>

#include <optional>

namespace headgate {

/** A session with channels as this server knows it: its events are a stream of the store, and this
 * is the note beside it. Values alone; any thread. */
struct PaneSession
{
    QString id;
    QString project;
    QString task;
    QString agent;
    QString title;
    pane::Life life = pane::Life::Idle;
    Timestamp created;
    Timestamp updated; ///< of its last event; not in the note
    Timestamp closed; ///< epoch: it is not
    PaneDesk desk;

    bool isClosed() const { return pane::isReadOnly(life); }
    /** Does what leads from here to a closed session by the table of its states. */
    void close(Timestamp now);
    /** Nobody used it. True: it is about to close. */
    bool idle();
    /** What an event says about its state. True: it is another one now. */
    bool follow(const StoredPaneEvent& event);

    /** As the API has it. */
    QJsonObject toJson() const;
    QByteArray toNote() const;
    /** Nothing: the note of something else. */
    static std::optional<PaneSession> fromNote(const QByteArray& note);
};

/** 1 to 100 of A-Z a-z 0-9 - _. */
bool isPaneId(const QString& text);
/** 24 lower-case letters and digits, the first one a letter. */
QString makePaneId();

} // namespace headgate
