// SPDX-License-Identifier: MIT
#include "ui/sourcecommands.h"

#include "ui/connectdialog.h"
#include "ui/models/foundservers.h"
#include "ui/models/sessiontreemodel.h"
#include "ui/models/sourcelist.h"
#include "ui/preferences.h"
#include "ui/words/sourcewords.h"

#include <QInputDialog>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>
#include <iterator>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;

SourceCommands::SourceCommands(Ports ports, QObject* parent)
    : QObject(parent)
    , m_ports(std::move(ports))
{
}

/** In the person's order, and with what stands in the list and cannot be used: it is kept, and told
 * of once, until the person removes it (DG-67). */
void SourceCommands::restore()
{
    std::vector<SourceId> order;
    for (const SourceConfig& config : m_ports.preferences->sources())
        order.push_back(config.id());
    m_ports.sources->setOrder(order);
    m_ports.sessions->setOrder(std::move(order));
    for (const Preferences::Unusable& entry : m_ports.preferences->unusableSources()) {
        SourceStatus status;
        status.id = entry.id;
        status.name = entry.text.isEmpty() ? tr("without an address") : entry.text;
        status.state = SyncState::Closed;
        status.issue = entry.issue;
        status.issue.source = entry.id;
        m_ports.sources->apply(SourceChanged{status});
        m_ports.sessions->apply(SourceChanged{status});
        if (!entry.told)
            emit issueFound(entry.issue);
    }
    if (!m_ports.preferences->unusableSources().empty())
        m_ports.preferences->tellUnusable();
    connectFound();
}

void SourceCommands::connectFound()
{
    if (!m_ports.found)
        return;
    m_ports.found->setFollowed([this] {
        std::vector<QUrl> urls;
        for (const SourceStatus& source : m_ports.sources->all()) {
            if (source.kind == SourceKind::OpenCode && !isUnusable(source.id))
                urls.push_back(source.url);
        }
        return urls;
    });
}

void SourceCommands::move(const SourceId& source, int by)
{
    std::vector<SourceId> order;
    for (const SourceStatus& one : m_ports.sources->all())
        order.push_back(one.id);
    const auto it = std::ranges::find(order, source);
    const auto to = it - order.begin() + by;
    if (it == order.end() || to < 0 || to >= std::ssize(order))
        return;
    std::iter_swap(it, order.begin() + to);
    m_ports.preferences->orderSources(order);
    m_ports.sources->setOrder(order);
    m_ports.sessions->setOrder(std::move(order));
}

void SourceCommands::rename(const SourceId& id)
{
    const SourceStatus* source = m_ports.sources->find(id);
    if (!source || isUnusable(id))
        return;
    auto* dialog = new QInputDialog(m_ports.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename a server"));
    dialog->setLabelText(tr("What it is called here; empty: by its address"));
    dialog->setTextValue(words::sourceName(*source));
    dialog->setOkButtonText(tr("Rename"));
    dialog->resize(420, dialog->sizeHint().height());
    connect(dialog, &QInputDialog::textValueSelected, this, [this, id](const QString& text) {
        const SourceStatus* known = m_ports.sources->find(id);
        const QString name = text.simplified();
        if (!known || name == words::sourceName(*known))
            return;
        m_ports.preferences->renameSource(id, name);
        m_ports.submit(RenameSource{id, name});
    });
    dialog->open();
}

void SourceCommands::retryAll()
{
    for (const SourceStatus& source : m_ports.sources->all()) {
        if (source.state == SyncState::Waiting)
            m_ports.submit(RetrySource{source.id});
    }
}

void SourceCommands::add(const QString& address)
{
    auto* dialog = new ConnectDialog(m_ports.probe, m_ports.found, m_ports.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (!address.isEmpty())
        dialog->offer(address);
    connect(dialog, &QDialog::accepted, this,
        [this, dialog] { emit sourceWanted(dialog->config(), dialog->remember()); });
    dialog->open();
}

void SourceCommands::askPassword(const SourceId& id)
{
    const SourceStatus* source = m_ports.sources->find(id);
    if (!source)
        return;
    auto* dialog = new ConnectDialog(m_ports.probe, nullptr, m_ports.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->askAgain(*source);
    connect(dialog, &QDialog::accepted, this,
        [this, dialog] { emit sourceWanted(dialog->config(), dialog->remember()); });
    dialog->open();
}

void SourceCommands::popMenu(const SourceId& id, const QPoint& at)
{
    const SourceStatus* source = m_ports.sources->find(id);
    if (!source)
        return;
    auto* menu = new QMenu(m_ports.window);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto addRemoval = [&] {
        connect(menu->addAction(tr("Remove…")), &QAction::triggered, this,
            [this, status = *source] { confirmRemoval(status); });
        menu->popup(at);
    };
    if (isUnusable(id)) {
        addRemoval();
        return;
    }
    const auto add = [&](const QString& text, Command command) {
        connect(menu->addAction(text), &QAction::triggered, this,
            [this, command] { m_ports.submit(command); });
    };
    if (source->state == SyncState::Denied)
        connect(menu->addAction(tr("Enter the password…")), &QAction::triggered, this,
            [this, id] { askPassword(id); });
    const bool paused = source->state == SyncState::Paused;
    if (!paused)
        add(tr("Reconnect now"), RetrySource{id});
    if (paused)
        add(tr("Resume"), ResumeSource{id});
    else
        add(tr("Pause: send nothing to it"), PauseSource{id});
    menu->addSeparator();
    connect(menu->addAction(tr("Rename…")), &QAction::triggered, this, [this, id] { rename(id); });
    connect(
        menu->addAction(tr("Move up")), &QAction::triggered, this, [this, id] { move(id, -1); });
    connect(
        menu->addAction(tr("Move down")), &QAction::triggered, this, [this, id] { move(id, +1); });
    menu->addSeparator();
    addRemoval();
}

void SourceCommands::askToRemove(const SourceId& id)
{
    if (const SourceStatus* source = m_ports.sources->find(id))
        confirmRemoval(*source);
}

void SourceCommands::confirmRemoval(const SourceStatus& source)
{
    auto* box = new QMessageBox(m_ports.window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("Remove a server"));
    const bool unusable = isUnusable(source.id);
    box->setTextFormat(Qt::PlainText);
    box->setText(unusable ? tr("Remove “%1” from the list?").arg(words::sourceName(source))
                          : tr("Stop following %1?").arg(words::sourceName(source)));
    box->setInformativeText(unusable
            ? tr("It is no address that can be followed.")
            : tr("It leaves this list. The server and its sessions are not touched."));
    QPushButton* remove = box->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    remove->setProperty("variant", u"danger"_s);
    box->setDefaultButton(box->addButton(tr("Keep it"), QMessageBox::RejectRole));
    connect(remove, &QPushButton::clicked, this, [this, id = source.id, unusable] {
        if (unusable) // nobody but this window knows of it
            emit droppedHere(id);
        else
            m_ports.submit(RemoveSource{id});
    });
    box->open();
}

} // namespace headgate
