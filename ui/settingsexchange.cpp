// SPDX-License-Identifier: MIT
#include "ui/settingsexchange.h"

#include "ui/actions.h"
#include "ui/importdialog.h"
#include "ui/preferences.h"
#include "ui/settingstransfer.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QSaveFile>

namespace headgate {

using namespace Qt::StringLiterals;

SettingsExchange::SettingsExchange(
    Actions* actions, Preferences* preferences, QWidget* window, QObject* parent)
    : QObject(parent)
    , m_preferences(preferences)
    , m_window(window)
{
    connect((*actions)[ActionId::ExportSettings], &QAction::triggered, this,
        [this] { askForFile(true); });
    connect((*actions)[ActionId::ImportSettings], &QAction::triggered, this,
        [this] { askForFile(false); });
}

void SettingsExchange::askForFile(bool toWrite)
{
    auto* dialog = new QFileDialog(m_window,
        toWrite ? tr("Write the settings into a file") : tr("Take settings from a file"),
        QDir::homePath(), tr("Settings (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(toWrite ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(toWrite ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    dialog->setDefaultSuffix(u"json"_s);
    if (toWrite)
        dialog->selectFile(u"headgate-settings.json"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this, toWrite](const QString& path) {
        if (toWrite)
            write(path);
        else
            offer(path);
    });
    dialog->open();
}

void SettingsExchange::write(const QString& path)
{
    QSaveFile file(path);
    const QByteArray document = settingstransfer::write(*m_preferences);
    const bool written =
        file.open(QIODevice::WriteOnly) && file.write(document) == document.size() && file.commit();
    emit said(written ? tr("The settings are in %1. No password is among them.")
                            .arg(QDir::toNativeSeparators(path))
                      : tr("%1 could not be written: %2")
                            .arg(QDir::toNativeSeparators(path), file.errorString()));
}

void SettingsExchange::offer(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        emit said(
            tr("%1 could not be read: %2").arg(QDir::toNativeSeparators(path), file.errorString()));
        return;
    }
    const auto plan =
        settingstransfer::read(file.read(settingstransfer::mostBytes + 1), *m_preferences);
    auto* dialog = new ImportDialog(plan, QDir::toNativeSeparators(path), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, plan] { take(plan); });
    dialog->open();
}

void SettingsExchange::take(const settingstransfer::Plan& plan)
{
    for (const auto& change : plan.changes)
        change.apply(*m_preferences);
    for (const SourceConfig& config : plan.servers)
        emit sourceWanted(config);
    emit taken();
    emit said(tr("%n setting(s) changed.", nullptr, int(plan.changes.size())));
}

} // namespace headgate
