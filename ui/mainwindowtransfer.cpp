// SPDX-License-Identifier: MIT
// How MainWindow writes a person's settings into a file, and takes them from one.
#include "ui/colourscheme.h"
#include "ui/importdialog.h"
#include "ui/keybindings.h"
#include "ui/mainwindow.h"
#include "ui/preferences.h"
#include "ui/settingstransfer.h"
#include "ui/typography.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QSaveFile>

namespace headgate {

using namespace Qt::StringLiterals;

void MainWindow::connectTransfer()
{
    connect(
        action(ActionId::ExportSettings), &QAction::triggered, this, [this] { askForFile(true); });
    connect(
        action(ActionId::ImportSettings), &QAction::triggered, this, [this] { askForFile(false); });
}

void MainWindow::askForFile(bool toWrite)
{
    auto* dialog = new QFileDialog(this,
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
            writeSettings(path);
        else
            offerSettings(path);
    });
    dialog->open();
}

void MainWindow::writeSettings(const QString& path)
{
    QSaveFile file(path);
    const QByteArray document = settingstransfer::write(*m_ports.preferences);
    const bool written =
        file.open(QIODevice::WriteOnly) && file.write(document) == document.size() && file.commit();
    say(written ? tr("The settings are in %1. No password is among them.")
                      .arg(QDir::toNativeSeparators(path))
                : tr("%1 could not be written: %2")
                      .arg(QDir::toNativeSeparators(path), file.errorString()));
}

void MainWindow::offerSettings(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        say(tr("%1 could not be read: %2").arg(QDir::toNativeSeparators(path), file.errorString()));
        return;
    }
    const auto plan =
        settingstransfer::read(file.read(settingstransfer::mostBytes + 1), *m_ports.preferences);
    auto* dialog = new ImportDialog(plan, QDir::toNativeSeparators(path), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, plan] { takeSettings(plan); });
    dialog->open();
}

void MainWindow::takeSettings(const settingstransfer::Plan& plan)
{
    for (const auto& change : plan.changes)
        change.apply(*m_ports.preferences);
    for (const SourceConfig& config : plan.servers)
        emit sourceWanted(config, false);
    followPreferences();
    say(tr("%n setting(s) changed.", nullptr, int(plan.changes.size())));
}

/** All that is written there is in force again. */
void MainWindow::followPreferences()
{
    Preferences* wishes = m_ports.preferences;
    constexpr std::pair<ActionId, ThemeChoice> themes[] = {
        {ActionId::ThemeSystem, ThemeChoice::System}, {ActionId::ThemeLight, ThemeChoice::Light},
        {ActionId::ThemeDark, ThemeChoice::Dark}, {ActionId::ThemeContrast, ThemeChoice::Contrast}};
    for (const auto& [id, choice] : themes)
        action(id)->setChecked(wishes->theme() == choice);
    m_ports.scheme->setChoice(wishes->theme());
    action(ActionId::ReducedMotion)->setChecked(wishes->reducedMotion());
    Typography::inForce().setFamilies(wishes->interfaceFont(), wishes->codeFont());
    Typography::inForce().setPercent(wishes->zoom());
    KeyBindings::inForce().load(wishes->keys(), wishes->singleKeys());
    followReading();
    followPresence();
    for (const SourceConfig& config : wishes->sources()) {
        const SourceStatus* known = m_sources.find(config.id());
        if (known && known->name != config.name)
            m_ports.submit(RenameSource{config.id(), config.name});
    }
    emit wishesChanged();
}

} // namespace headgate
