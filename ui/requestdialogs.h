// SPDX-License-Identifier: MIT
#pragma once

#include "ui/decisionports.h"
#include "ui/keysdown.h"

#include <QObject>
#include <QPointer>

#include <optional>
#include <vector>

class QWidget;

namespace headgate {

class ApprovalDialog;

/**
 * Opens requests for the person, one at a time or several together, and goes through those that
 * wait. Owns the dialog of the one and the watch over keys held down. UI thread. It opens nothing
 * by itself, and decides nothing.
 */
class RequestDialogs : public QObject
{
    Q_OBJECT

public:
    /** What the ports name outlives it, but for their keys, which are its own; the dialogs stand
     * above the window. */
    RequestDialogs(DecisionPorts ports, QWidget* window, QObject* parent = nullptr);

    ApprovalDialog* dialog() const; ///< null: none is open
    /** The one that the person has before them. */
    std::optional<CheckpointKey> shown() const;
    void open(const CheckpointKey& key);
    void openTogether(const std::vector<CheckpointKey>& keys);
    void openNext();
    void openPrevious();
    void refresh();
    void close();
    /** The titles of a request's session and of those above it, leaf first. */
    QString lineageWords(const CheckpointKey& key) const;

signals:
    /** One is about to open: what is decided is the present. */
    void presentWanted();
    /** None waits. */
    void listWanted();
    void sessionWanted(const headgate::SessionKey& key);

private:
    KeysDown m_keys;
    DecisionPorts m_ports;
    QWidget* m_window;
    QPointer<ApprovalDialog> m_dialog;
};

} // namespace headgate
