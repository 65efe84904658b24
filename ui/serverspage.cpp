// SPDX-License-Identifier: MIT
#include "ui/serverspage.h"

#include "ui/mainwindow.h"
#include "ui/views/textlabel.h"
#include "ui/words/sourcewords.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace headgate {

using namespace Qt::StringLiterals;

ServersPage::ServersPage(MainWindow* window, QWidget* parent)
    : SettingsPage(tr("Servers"), parent)
    , m_window(window)
{
    m_none = addNote(tr("Nothing is followed yet."));
    auto* add = new QPushButton(tr("Add…"));
    add->setAutoDefault(false);
    connect(add, &QPushButton::clicked, window->action(ActionId::AddSource), &QAction::trigger);
    m_add = addRow(tr("Add a server"),
        tr("An OpenCode or AgentPane server, a durable stream, or an event log."), add);
    addNote(tr("Passwords are kept in the desktop's keychain, never in a file of Headgate's. Which "
               "servers are told of outside of the window stands under Notifications."));
    connect(window, &MainWindow::refreshed, this, &ServersPage::refresh);
    refresh();
}

std::vector<ServersPage::Facts> ServersPage::facts() const
{
    std::vector<Facts> all;
    for (const SourceStatus& source : m_window->sources().all()) {
        const bool unusable = isUnusable(source.id);
        const QString where = source.url.isLocalFile() ? source.url.toLocalFile()
                                                       : source.url.toString(QUrl::RemoveUserInfo);
        const bool web = source.url.scheme().startsWith("http"_L1);
        all.push_back({source.id, words::sourceName(source),
            unusable ? tr("No address that can be followed") : where, web && !unusable, unusable});
    }
    return all;
}

/** Anew only when something of it is another: who stands on a button stays there. */
void ServersPage::refresh()
{
    std::vector<Facts> now = facts();
    m_none->setVisible(now.empty());
    if (now == m_shown)
        return;
    m_shown = std::move(now);
    for (QWidget* row : m_rows) {
        column()->removeWidget(row);
        row->deleteLater();
    }
    m_rows.clear();
    int at = column()->indexOf(m_none) + 1;
    for (const Facts& one : m_shown) {
        auto* row = new SettingRow(one.name, one.about, buttonsOf(one), this);
        column()->insertWidget(at++, row);
        m_rows.push_back(row);
    }
}

QWidget* ServersPage::buttonsOf(const Facts& facts)
{
    auto* all = new QWidget;
    auto* row = new QHBoxLayout(all);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    const auto add = [&](const QString& words, const QString& name) {
        auto* button = new QPushButton(words, all);
        button->setAutoDefault(false);
        button->setAccessibleName(name.arg(facts.name));
        row->addWidget(button);
        return button;
    };
    const SourceId id = facts.id;
    if (!facts.unusable)
        connect(add(tr("Rename…"), tr("Rename %1")), &QPushButton::clicked, this,
            [this, id] { m_window->askToRename(id); });
    if (facts.secured) {
        auto* forget = add(tr("Forget password"), tr("Forget the password of %1"));
        forget->setToolTip(
            tr("It leaves the keychain; at the next start you are asked for it if it is needed"));
        connect(forget, &QPushButton::clicked, this, [this, id, forget] {
            emit m_window->passwordForgotten(id);
            forget->setText(tr("Forgotten"));
            forget->setEnabled(false);
        });
    }
    auto* remove = add(tr("Remove…"), tr("Remove %1"));
    remove->setProperty("variant", u"danger"_s);
    connect(remove, &QPushButton::clicked, this, [this, id] { m_window->askToRemove(id); });
    return all;
}

} // namespace headgate
