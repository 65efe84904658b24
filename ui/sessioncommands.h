// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "core/domain/command.h"

#include <QObject>
#include <QPointF>
#include <QPointer>

#include <functional>
#include <optional>
#include <vector>

class QAction;
class QPoint;
class QWidget;

namespace headgate {

class Actions;
class CheckpointListModel;
class ExportDialog;
class Preferences;
class SessionTreeModel;
class SourceList;
enum class ActionId : quint8;

/**
 * What a person does with the session that is selected: write to it, look at it, stop, rename,
 * delete and export it, and begin another one. Owns when its actions can be used. UI thread. What
 * cannot be taken back is asked first.
 */
class SessionCommands : public QObject
{
    Q_OBJECT

public:
    /** All of it outlives the commands. */
    struct Ports
    {
        std::function<void(Command)> submit;
        std::function<SessionKey()> selected;
        const SourceList* sources = nullptr;
        const SessionTreeModel* sessions = nullptr;
        const CheckpointListModel* requests = nullptr;
        const Preferences* preferences = nullptr;
        Actions* actions = nullptr;
        QWidget* window = nullptr; ///< dialogs stand above it
    };

    explicit SessionCommands(Ports ports, QObject* parent = nullptr);

    /** Whether its server takes wishes about it at all, now. */
    bool isChangeable(const SessionKey& key) const;
    bool isStoppable(const Session& session) const;
    bool takesWords(const Session& session) const;
    /** What can be done with it may be something else now; with its past, less can. */
    void refresh(bool replaying);
    void popMenu(const QPoint& at);
    void confirmStop();
    void send(const QString& text);
    /** Others in an AgentPane session see that it is looked at, and where: x characters into the
     * y-th message, from 0. */
    void attend(const SessionKey& key, bool here, std::optional<QPointF> cursor = {});
    /** What came of something that was asked for. */
    void settle(const ActSettled& done);
    /** Sessions may be known now that were not. */
    void tellMade();
    /** To those that write it into files. */
    void tellExports(const ChangeBatch& batch);

signals:
    /** A session that was asked for here is known. */
    void made(const headgate::SessionKey& key);
    void issueFound(const headgate::Issue& issue);

private:
    QAction* action(ActionId id) const;
    void create();
    void rename();
    void confirmDelete();
    void exportToFile();
    QString whatIsLost(const SessionKey& key) const;

    Ports m_ports;
    std::vector<QPointer<ExportDialog>> m_exports;
    SessionKey m_made; ///< asked for here, and not told of yet
};

} // namespace headgate
