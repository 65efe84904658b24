// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/command.h"
#include "core/domain/issue.h"
#include "ui/sourcefinder.h"

#include <QObject>

#include <functional>

class QPoint;
class QWidget;

namespace headgate {

class FoundServers;
class Preferences;
class SessionTreeModel;
class SourceList;

/**
 * What a person does with sources: add, name, order, ask again, pause and remove them, with the
 * dialogs for it. UI thread. None is removed before the person confirmed it.
 */
class SourceCommands : public QObject
{
    Q_OBJECT

public:
    /** All of it outlives the commands. */
    struct Ports
    {
        std::function<void(Command)> submit;
        SourceFinder::Probe probe; ///< what answers at an address; empty: its path tells
        FoundServers* found = nullptr; ///< null: servers are not looked for
        Preferences* preferences = nullptr;
        SourceList* sources = nullptr;
        SessionTreeModel* sessions = nullptr;
        QWidget* window = nullptr; ///< dialogs stand above it
    };

    explicit SourceCommands(Ports ports, QObject* parent = nullptr);

    /** What is known of sources before any of them is followed. */
    void restore();
    /** Asks for a server; the address is a first guess, if it is not empty. */
    void add(const QString& address = {});
    void rename(const SourceId& id);
    /** One up (-1) or down (+1) in the person's order. */
    void move(const SourceId& id, int by);
    void askPassword(const SourceId& id);
    void askToRemove(const SourceId& id);
    /** All that wait are asked now. */
    void retryAll();
    void popMenu(const SourceId& id, const QPoint& at);

signals:
    /** The person entered a server. */
    void sourceWanted(const headgate::SourceConfig& config, bool remember);
    /** It was known to this window alone, and the person removed it. */
    void droppedHere(const headgate::SourceId& id);
    void issueFound(const headgate::Issue& issue);

private:
    void connectFound();
    void confirmRemoval(const SourceStatus& source);

    Ports m_ports;
};

} // namespace headgate
