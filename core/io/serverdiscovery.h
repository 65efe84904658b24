// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/foundserver.h"
#include "core/domain/ids.h"

#include <QDeadlineTimer>
#include <QHash>
#include <QNetworkAccessManager>
#include <QObject>
#include <QSet>
#include <QStringList>
#include <QTimer>

#include <deque>
#include <functional>
#include <memory>
#include <vector>

class QNetworkReply;

namespace headgate {

class OwnListeners;

/**
 * Finds OpenCode servers while somebody looks: asks each candidate for its health, some at once,
 * one sweep after the other. Nothing is asked while nobody wants to know. Who answers something
 * else, or not in time, is left alone for a while. No credentials are sent. Lives in one thread.
 */
class ServerDiscovery : public QObject
{
    Q_OBJECT

public:
    struct Candidate
    {
        QUrl url;
        QString directory; ///< that it was started in; empty: not known
    };
    /** Asked at the begin of each sweep; the first of two for one address counts. */
    using Candidates = std::function<std::vector<Candidate>()>;

    struct Pace
    {
        milliseconds every{5'000}; ///< from the end of a sweep to the next
        milliseconds limit{500}; ///< for the whole answer
        milliseconds rest{60'000}; ///< for who is left alone
        int atOnce = 4;
    };

    explicit ServerDiscovery(Candidates candidates, QObject* parent = nullptr);
    ServerDiscovery(Candidates candidates, const Pace& pace, QObject* parent = nullptr);
    ~ServerDiscovery() override;

    /** On: sweeps now, and again and again. Off: what is under way is dropped. */
    void setWanted(bool wanted);
    /** The machine woke up: does not wait for the next sweep. */
    void lookNow();
    /** Who answers, in the order of the candidates. */
    const std::vector<FoundServer>& found() const { return m_found; }
    int sweeps() const { return m_sweeps; } ///< that were begun

signals:
    void changed();
    /** All that were to be asked have answered or had their time. */
    void swept();

private:
    void sweep();
    void askNext();
    void ask(const Candidate& candidate);
    void finished(const Candidate& candidate, QNetworkReply* reply, bool late);
    void put(const FoundServer& server);
    void endSweep();
    void drop();

    Candidates m_candidates;
    Pace m_pace;
    std::unique_ptr<QNetworkAccessManager> m_network; ///< while somebody looks
    QTimer m_next;
    std::deque<Candidate> m_waiting;
    std::vector<QNetworkReply*> m_asked;
    QStringList m_order; ///< addresses of this sweep
    QSet<QString> m_answered; ///< of these
    QHash<QString, QDeadlineTimer> m_leftAlone;
    std::vector<FoundServer> m_found;
    int m_sweeps = 0;
    bool m_wanted = false;
    bool m_sweeping = false;
};

/** Where a server may be: the default port of OpenCode, and what programs of this user listen. */
std::vector<ServerDiscovery::Candidate> localCandidates(OwnListeners& listeners);

} // namespace headgate
