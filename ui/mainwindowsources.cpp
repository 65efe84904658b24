// SPDX-License-Identifier: MIT
// What a person does with sources in MainWindow: add, ask again, pause, remove.
#include "ui/connectdialog.h"
#include "ui/mainwindow.h"
#include "ui/words/sourcewords.h"

#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

namespace headgate {

using namespace Qt::StringLiterals;

void MainWindow::retryAll()
{
    for (const SourceStatus& source : m_sources.all()) {
        if (source.state == SyncState::Waiting)
            m_ports.submit(RetrySource{source.id});
    }
}

void MainWindow::addSource()
{
    auto* dialog = new ConnectDialog(m_ports.probe, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
        [this, dialog] { emit sourceWanted(dialog->config(), dialog->remember()); });
    dialog->open();
}

void MainWindow::askPassword(const SourceId& id)
{
    const SourceStatus* source = m_sources.find(id);
    if (!source)
        return;
    auto* dialog = new ConnectDialog(m_ports.probe, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->askAgain(*source);
    connect(dialog, &QDialog::accepted, this,
        [this, dialog] { emit sourceWanted(dialog->config(), dialog->remember()); });
    dialog->open();
}

void MainWindow::sourceMenu(const SourceId& id, const QPoint& at)
{
    const SourceStatus* source = m_sources.find(id);
    if (!source)
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
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
    connect(menu->addAction(tr("Remove…")), &QAction::triggered, this,
        [this, status = *source] { confirmRemoval(status); });
    menu->popup(at);
}

void MainWindow::confirmRemoval(const SourceStatus& source)
{
    auto* box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("Remove a server"));
    box->setText(tr("Stop following %1?").arg(words::sourceName(source)));
    box->setInformativeText(
        tr("It leaves this list. The server and its sessions are not touched."));
    QPushButton* remove = box->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    remove->setProperty("variant", u"danger"_s);
    box->setDefaultButton(box->addButton(tr("Keep it"), QMessageBox::RejectRole));
    connect(remove, &QPushButton::clicked, this,
        [this, id = source.id] { m_ports.submit(RemoveSource{id}); });
    box->open();
}

} // namespace headgate
