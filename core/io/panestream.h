// SPDX-License-Identifier: MIT
#pragma once

#include "core/decode/panestory.h"
#include "core/decode/panewire.h"
#include "core/io/commandclient.h"
#include "core/io/eventsource.h"
#include "core/io/httpstream.h"
#include "core/sync/syncmachine.h"

#include <QTimer>

#include <array>
#include <deque>
#include <memory>

namespace headgate {

/** What is known of a server's addresses; found out once, for all its sessions. */
struct PaneServer
{
    SourceConfig config;
    SourceId source;
    size_t layout = 0; ///< in pane::layouts()
    bool proven = false; ///< a stream was read there, or a person named it
    bool lists = true; ///< it has lists of events
};

/**
 * Follows the events of one session: reads what is missing out of the list, then listens. Events
 * count from 0; a server gives the one that was named once more, so each is told once, by its
 * offset. A hole in the offsets is filled from the list before anything behind it is told. Engine
 * thread; belongs to a PaneSource.
 */
class PaneStream : public QObject
{
    Q_OBJECT

public:
    PaneStream(PaneServer& server, CommandClient& client, const SessionId& session,
        const sync::Policy& policy, QObject* parent = nullptr);
    ~PaneStream() override;

    /** How far it was read, and what was open there. Before start(). */
    void restore(qint64 applied, const pane::Story& story);
    void start() { feed(sync::Start{}); }
    void pause() { feed(sync::Stop{}); }
    void retryNow() { feed(sync::UserRetry{}); }
    void systemResumed() { feed(sync::Resumed{}); }
    /** Its list says that nothing more will come: what is there is read, and then no more. */
    void closeBehind();

    /** Asks the list for what the stream may not have told; looked() comes once it is known.
     * Without effect while it is not live: catching up tells it. */
    void lookAgain();

    const SessionId& session() const { return m_session; }
    const pane::Story& story() const { return m_story; }
    /** Offset of the last event that was told; -1: none. */
    qint64 applied() const { return m_applied; }
    /** The server knows no such stream. */
    bool isGone() const { return m_gone; }
    SyncState state() const { return m_machine.phase; }
    const Issue& issue() const { return m_machine.issue; }
    /** How often it came back to life since this was asked last. */
    qint64 takeReconnects()
    {
        return m_machine.reconnects - std::exchange(m_reconnectsTold, m_machine.reconnects);
    }
    /** It was caught up with, or nothing more can be had of it for now. */
    bool isSettled() const;
    /** Its newest event was read, since it was opened. */
    bool isWhole() const { return m_whole; }

    static sync::Policy defaultPolicy();

signals:
    /** In order; with all that was understood of each event. */
    void told(std::vector<headgate::SourceItem> items);
    void stateChanged();
    void looked();
    void bytesArrived(qint64 bytes);

private:
    void feed(const sync::Input& input);
    void carryOut(const sync::OpenLive&);
    void carryOut(const sync::Fetch&);
    void carryOut(const sync::CloseLive&);
    void carryOut(const sync::StartTimer& command);
    void carryOut(const sync::StopTimer& command);
    void carryOut(const sync::Report&);

    void openStream();
    void headersArrived(int status, const QByteArray& type, std::optional<milliseconds> retryAfter);
    bool tryNextLayout();
    void gone();
    void framesArrived(const QByteArray& bytes);
    void frameArrived(const SseFrame& frame, std::vector<SourceItem>& items);
    void eventArrived(pane::Wire&& wire, std::vector<SourceItem>& items);
    void apply(pane::Wire&& wire, std::vector<SourceItem>& items);

    void fetchPage(qint64 from);
    void pageArrived(const HttpAnswer& answer, qint64 from);
    void noList(const HttpAnswer& answer);
    void listEnded();
    void listFailed(const Issue& issue, std::optional<milliseconds> retryAfter);
    void fillGap(qint64 upTo);
    void gapFilled();
    void tellRepair(std::vector<SourceItem>& items);
    void hand(std::vector<SourceItem>& items);
    milliseconds steadyNow() const;
    Timestamp now() const;

    PaneServer& m_server;
    CommandClient& m_client;
    SessionId m_session;
    HttpStream m_stream;
    SseParser m_parser;
    sync::State m_machine;
    qint64 m_reconnectsTold = 0;
    std::array<QTimer, 6> m_timers; ///< one for each sync::Timer
    std::deque<sync::Input> m_inputs;
    bool m_feeding = false;
    std::unique_ptr<QObject> m_reads; ///< of the list; gone: their answers are not waited for
    pane::Story m_story;
    qint64 m_applied = -1; ///< offset of the last event that was told
    std::vector<SseItem> m_frames;
    std::deque<pane::Wire> m_held; ///< live, behind a hole that is being filled
    bool m_filling = false;
    size_t m_tried = 0; ///< layout of the stream that is open, or was last
    bool m_closed = false;
    bool m_gone = false;
    bool m_whole = false;
    Timestamp m_cutAt; ///< when it broke, or a hole was seen; epoch: neither
    int m_caughtUp = 0; ///< events since then that the list or a replay brought
};

} // namespace headgate
