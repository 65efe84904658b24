// SPDX-License-Identifier: MIT
#include "ui/requestdialogs.h"

#include "ui/approvaldialog.h"
#include "ui/batchdialog.h"
#include "ui/models/checkpointlistmodel.h"
#include "ui/models/sessiontreemodel.h"
#include "ui/words/sessionwords.h"

#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;

RequestDialogs::RequestDialogs(DecisionPorts ports, QWidget* window, QObject* parent)
    : QObject(parent)
    , m_ports(std::move(ports))
    , m_window(window)
{
    m_ports.keys = &m_keys;
}

ApprovalDialog* RequestDialogs::dialog() const
{
    return m_dialog;
}

std::optional<CheckpointKey> RequestDialogs::shown() const
{
    return m_dialog ? m_dialog->key() : std::optional<CheckpointKey>();
}

void RequestDialogs::open(const CheckpointKey& key)
{
    if (!m_ports.requests->find(key))
        return;
    emit presentWanted();
    if (!m_dialog) {
        m_dialog = new ApprovalDialog(m_ports, m_window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_dialog, &ApprovalDialog::nextWanted, this, &RequestDialogs::openNext);
        connect(m_dialog, &ApprovalDialog::previousWanted, this, &RequestDialogs::openPrevious);
        connect(m_dialog, &ApprovalDialog::sessionWanted, this, &RequestDialogs::sessionWanted);
    }
    m_dialog->present(key);
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void RequestDialogs::openTogether(const std::vector<CheckpointKey>& keys)
{
    if (keys.size() == 1) {
        open(keys.front());
        return;
    }
    emit presentWanted();
    auto* dialog = new BatchDialog(
        m_ports, keys, [this](const CheckpointKey& key) { return lineageWords(key); }, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void RequestDialogs::openNext()
{
    if (const auto next = m_ports.requests->next(shown()))
        open(*next);
    else
        emit listWanted();
}

void RequestDialogs::openPrevious()
{
    if (const auto previous = m_ports.requests->previous(shown()))
        open(*previous);
    else
        openNext();
}

void RequestDialogs::refresh()
{
    if (m_dialog)
        m_dialog->refresh();
}

void RequestDialogs::close()
{
    if (m_dialog)
        m_dialog->close();
}

QString RequestDialogs::lineageWords(const CheckpointKey& key) const
{
    QStringList names;
    for (const SessionKey& one : m_ports.sessions->lineage({key.source, key.session}))
        names += words::sessionTitle(*m_ports.sessions->session(one));
    if (names.isEmpty())
        return tr("A session not described yet");
    return names.join(u" ‹ "_s);
}

} // namespace headgate
