// SPDX-License-Identifier: MIT
#pragma once

#include "ui/models/findings.h"
#include "ui/models/rowlistmodel.h"

#include <functional>

namespace headgate {

class EventTableModel;
class SourceList;

/**
 * What is held of each source and how far it is proven, with how its connection stands: sources
 * under headings, of the session in the middle what is held, and the newest events (DG-63). UI
 * thread.
 */
class ProofModel : public RowListModel
{
    Q_OBJECT

public:
    struct Ports
    {
        const SourceList* sources = nullptr;
        const Findings* findings = nullptr;
        const EventTableModel* events = nullptr; ///< null: none are listed
        std::function<QString(const SessionKey&)> title; ///< empty: the id
    };

    explicit ProofModel(Ports ports, QObject* parent = nullptr);

    /** Says it all anew; rows that say the same are left alone. */
    void refresh(const SessionKey& selected, Timestamp now);
    /** "2 of 3 connected" */
    QString connectedWords() const;
    /** All of it as text, for somebody else to read. */
    QString text() const;

private:
    void addSource(const SourceStatus& source, const SessionKey& selected);
    void addConnection(const SourceStatus& source);
    void addHeld(const SourceStatus& source, const SessionKey& selected);
    void addCheck(const SourceStatus& source);
    void addEvents();
    LedgerRow& add(const QString& id, LedgerRow::Shape shape, const QString& title,
        const QString& detail = {});
    QString titleOf(const SessionKey& session) const;

    Ports m_ports;
    std::vector<LedgerRow> m_new;
    Timestamp m_now;
};

} // namespace headgate
