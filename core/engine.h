// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "core/domain/command.h"
#include "core/domain/expected.h"

#include <QObject>
#include <QString>

#include <memory>

namespace headgate {

/**
 * The only door between core and whoever shows it (window or CLI). Lives in the caller's thread;
 * owns the engine and reader threads. Promise: what a Change says is already committed to the
 * history.
 */
class Engine : public QObject
{
    Q_OBJECT

public:
    /** Which raw events reach the caller: the window shows the newest, `tail` must see each one,
     * and asks for those it was too slow for (EventsLogged::readOnAfter). */
    enum class EventFeed { Off, Newest, All };

    struct Options
    {
        QString profile; ///< directory; empty: history in memory, gone at the end
        EventFeed feed = EventFeed::Newest;
        int pageSize = 100; ///< messages asked for at once when a session opens
    };

    explicit Engine(Options options, QObject* parent = nullptr);
    ~Engine() override;

    /** Whether the profile has a history. To make a new one takes a tenth of a second. */
    static bool hasHistory(const QString& profile);

    /** Opens the history and starts the threads. Errors: ProfileLocked, DatabaseError. Known state
     * follows as changes. */
    Outcome start();

    /** Any time after start(); executed in order on the engine thread. */
    void submit(Command command);

    /**
     * All changes since the last call, merged where that loses nothing. Taking a batch acknowledges
     * the one before: until then changes merge, so a slow caller costs bounded memory and never
     * slows the reader.
     */
    ChangeBatch takeChanges();

signals:
    /** At most once between two takeChanges(). Carries nothing, see architecture rule 10. */
    void changesReady();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace headgate
