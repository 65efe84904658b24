// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "core/readerworker.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace headgate {

/**
 * The sessions somebody looks at: which page was asked for, and what came while it was being read
 * and must be told after it. Decides; whoever owns it asks the reader and posts. Engine thread.
 */
class OpenSessions
{
public:
    explicit OpenSessions(int pageSize);

    /** False if it is open already. */
    bool open(const SessionKey& key);
    void close(const SessionKey& key);
    void closeAll(const SourceId& source);
    /** Where the oldest page shown ends; empty: nothing is shown, or it is not open. */
    std::optional<PagePosition> oldest(const SessionKey& key) const;

    /** The newest page, or the one before the oldest shown, to be asked for now; empty if the
     * session is not open. */
    std::optional<PageRequest> newestPage(const SessionKey& key);
    std::optional<PageRequest> olderPage(const SessionKey& key) const;
    /** The server's newest page is in the history: it is read again. */
    std::optional<PageRequest> reload(const SessionKey& key);
    /** The older page has to come from the server first; `olderArrived` asks for it then. */
    void awaitOlder(const SessionKey& key);
    std::optional<PageRequest> olderArrived(const SessionKey& key);

    /** Takes out of a transaction's changes what has to wait for a page. `lastRow`: its newest. */
    void hold(ChangeBatch& changes, qint64 lastRow);

    /** What a page that was read makes visible. */
    struct Shown
    {
        ChangeBatch changes;
        std::optional<PageRequest> next; ///< to be read in place of one that does not fit any more
    };
    /** `olderAtServer`: there are older messages than the history has. */
    Shown show(const PageResult& result, bool olderAtServer);
    /** Whether the page answers the session's present opening. */
    bool awaits(const PageResult& result) const;

private:
    struct Opened
    {
        quint64 serial = 0; ///< tells this opening from an earlier one
        int reading = 0; ///< newest pages asked for and not shown yet
        bool answered = false; ///< the server's newest page is in the history
        bool olderWanted = false;
        std::optional<PagePosition> oldest;
        std::vector<std::pair<qint64, Change>> held; ///< with the last row of their transaction
    };

    PageRequest request(
        const SessionKey& key, const Opened& opened, std::optional<PagePosition> before) const;
    std::optional<PageRequest> showOlder(
        const PageResult& result, Opened& opened, bool more, ChangeBatch& out);
    void showNewest(const PageResult& result, Opened& opened, bool more, ChangeBatch& out);

    int m_pageSize;
    quint64 m_openings = 0;
    std::map<SessionKey, Opened> m_opened;
};

} // namespace headgate
