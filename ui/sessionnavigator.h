// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/command.h"
#include "core/domain/search.h"

#include <QObject>

#include <functional>
#include <optional>

namespace headgate {

class FindBar;
class SessionTreeModel;
class TranscriptView;

/**
 * Goes to sessions and to places in them: one that is asked for is selected as soon as it is known,
 * and its message is shown as soon as it is loaded. UI thread. It has one goal at a time, and gives
 * it up when the person goes elsewhere.
 */
class SessionNavigator : public QObject
{
    Q_OBJECT

public:
    /** All of it outlives the navigator. */
    struct Ports
    {
        std::function<void(Command)> submit;
        std::function<SessionKey()> selected;
        const SessionTreeModel* sessions = nullptr;
        const TranscriptView* transcript = nullptr; ///< of the present
        FindBar* findBar = nullptr; ///< of that transcript
    };

    explicit SessionNavigator(Ports ports, QObject* parent = nullptr);

    /** Where to begin; the source may be left open. */
    void want(const SessionKey& key) { m_wanted = key; }
    /** The session that is wanted, once it is known. */
    std::optional<SessionKey> wanted() const;
    /** The same while another one is shown, and then to the message and its part where they are
     * named. */
    void reveal(const SessionKey& key, const MessageId& message, const PartId& part);
    void open(const SearchHit& hit);
    /** A session was chosen: none is wanted any more. */
    void arrive();
    /** Sessions may be known now that were not. */
    void selectRevealed();
    /** Shows what was found as soon as it is loaded, and asks for older messages until it is. */
    void goOn();

signals:
    void sessionWanted(const headgate::SessionKey& key);
    /** Somebody is about to be shown something: what was is in the way. */
    void presentWanted();
    /** So are several sessions at once. */
    void oneSessionWanted();
    void said(const QString& notice);

private:
    struct Goal
    {
        SessionKey key;
        MessageId message;
        PartId part{}; ///< empty: where the message begins
        QString word{}; ///< to be marked there; empty: none
        bool atItsEnd = false; ///< what failed stands there
        int pages = 0; ///< asked for on the way to it
        int items = 0; ///< of the transcript when the newest of them was
    };

    Ports m_ports;
    SessionKey m_wanted;
    bool m_revealing = false; ///< m_wanted is asked for, whatever is selected
    std::optional<Goal> m_goal; ///< to be shown as soon as it is loaded
};

} // namespace headgate
