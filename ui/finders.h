// SPDX-License-Identifier: MIT
#pragma once

#include "ui/models/actionfinder.h"
#include "ui/models/searchfinder.h"
#include "ui/models/sessionfinder.h"

#include <QObject>

namespace headgate {

class FindPopover;

/**
 * Finds a session or an action by its name, and what was said in any session, in one popover. Owns
 * what is looked through. UI thread. It opens nothing but by the person's choice.
 */
class Finders : public QObject
{
    Q_OBJECT

public:
    /** All of it outlives the finders, but for the popover, which ends before them. */
    struct Ports
    {
        std::function<void(Command)> submit;
        std::function<Timestamp()> now;
        std::function<SessionKey()> selected;
        std::function<QHash<SessionKey, Timestamp>()> lastSeen;
        std::function<bool()> replaying; ///< the past is shown
        const SessionTreeModel* sessions = nullptr;
        const SourceList* sources = nullptr;
        Actions* actions = nullptr;
        FindPopover* popover = nullptr;
    };

    explicit Finders(Ports ports, QObject* parent = nullptr);

    void apply(const Change& change) { m_searchFinder.apply(change); }
    void findSession();
    void findAction();
    void searchAll();

    ActionFinder* actions() { return &m_actionFinder; }
    SearchFinder* searches() { return &m_searchFinder; }

signals:
    void sessionWanted(const headgate::SessionKey& key);
    void placeWanted(const headgate::SearchHit& hit);
    void said(const QString& notice);

private:
    QString adviceOnSessions() const;
    QString countOfPlaces(int hits) const;
    QString adviceOnSearch() const;
    void takeHit(int row);
    QString copyLinkTo(const SearchHit& hit);
    QString whyNot(ActionId id) const;

    Ports m_ports;
    ActionFinder m_actionFinder;
    SessionFinder m_sessionFinder;
    SearchFinder m_searchFinder;
};

} // namespace headgate
